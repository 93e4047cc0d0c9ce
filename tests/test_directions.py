"""Cause and effect on the same luck: each knob moves the market the way the field says it does."""

from collections import Counter
from statistics import fmean

import pytest
from games import of_kind, possible, truths

from kamsim.engine.decisions import (
    Answer,
    AssignOwner,
    OfferBundle,
    OfferContract,
    SetServiceLevel,
    SetStrategy,
    Visit,
    WinBack,
)
from kamsim.engine.records import (
    AccountChurned,
    BillSent,
    ChoiceMade,
    ContractSigned,
    IncidentClosed,
    PersonLeft,
    PriceLeaked,
    QuoteMade,
    SurveyAnswered,
)
from kamsim.engine.scenario import US, find_scenario
from kamsim.engine.simulation import play
from kamsim.studies.calibration.recovery import CALM, observe_recoveries, repairs_all, with_trouble
from kamsim.studies.metrics import totals
from kamsim.studies.policies import textbook, wait_and_see

CITY, DEAL = find_scenario("city"), find_scenario("first-deal")
SEEDS = (1, 2, 3)


def games(scenario, policy=wait_and_see, seeds=SEEDS):
    return [play(scenario, policy, seed) for seed in seeds]


def total(played, *kinds):
    return sum(len(of_kind(game, *kinds)) for game in played)


def city(months=12, **values):
    return CITY.with_settings(months, {name: str(value) for name, value in values.items()})


def staffed(scenario, **settings):
    return scenario._replace(settings=scenario.settings.model_copy(update=settings))


def mean_satisfaction(scenario, policy=wait_and_see):
    ends = [[*truths(scenario, policy, seed)][-1] for seed in SEEDS]
    return fmean(a.satisfaction for world in ends for a in world.accounts.values() if a.status == "active")


def offer_terms(discount, term=24):
    def policy(briefing):
        wishes = [OfferContract(account=a.account_id, term_months=term, discount=discount) for a in briefing.accounts]
        return possible(briefing, wishes)[:100]

    return policy


def test_a_dearer_offer_is_signed_by_fewer():
    signed = []
    for discount in (0.0, 0.15, 0.30):
        played = games(city(1), offer_terms(discount))
        signed.append(total(played, ContractSigned))
    assert signed[0] < signed[1] < signed[2]


def test_a_longer_term_is_signed_by_fewer():
    short, long = (total(games(city(1), offer_terms(0.1, term)), ContractSigned) for term in (6, 36))
    assert long < short


def test_each_account_is_likelier_to_sign_the_cheaper_offer():
    # Approved at once, so that both offers come on the same day.
    swift = city(1, approval_days_director=0)
    dear, cheap = games(swift, offer_terms(0.05), (1,)), games(swift, offer_terms(0.25), (1,))
    ours = {c.account_id: c.probability for c in of_kind(dear[0], ChoiceMade) if c.choice == "term"}
    theirs = {c.account_id: c.probability for c in of_kind(cheap[0], ChoiceMade) if c.choice == "term"}
    common = ours.keys() & theirs.keys()
    assert len(common) > 40
    assert all(ours[key] < theirs[key] for key in common)


TROUBLE = {"outages": 0.1, "faults": 0.3, "standing_fault": 0}


def test_faster_repair_leaves_accounts_more_satisfied():
    fast, slow = (mean_satisfaction(city(9, repair_factor=factor, **TROUBLE)) for factor in (0.25, 4))
    assert fast > slow + 0.2


def test_more_engineers_answer_sooner():
    def response(engineers):
        played = games(staffed(city(6, **TROUBLE), engineers=engineers))
        return fmean(record.response_hours for game in played for record in of_kind(game, IncidentClosed))

    assert response(8) < response(1)


def test_a_better_service_level_leaves_accounts_more_satisfied_and_costs_more():
    def level(name):
        return lambda briefing: [SetServiceLevel(tier=tier, level=name) for tier in "ABC"]

    assert mean_satisfaction(city(9), level("relationship")) > mean_satisfaction(city(9), level("responsive")) + 0.2
    best, least = (games(city(3), level(name), (1,))[0] for name in ("relationship", "responsive"))
    for ours, theirs in zip(of_kind(best, BillSent), of_kind(least, BillSent), strict=False):
        assert ours.service_cost_fen > theirs.service_cost_fen == 0


def fewer_rivals(scenario, count):
    """The scenario with its first rivals only; what the others supplied goes to the first."""
    rivals = scenario.rivals[:count]
    names = {rival.rival_id for rival in rivals} | {US}
    lines = tuple(
        line if line.supplier in names else line.model_copy(update={"supplier": rivals[0].rival_id})
        for line in scenario.lines
    )
    kept = tuple(row for row in scenario.rival_attitudes if row.rival_id in names)
    return scenario._replace(rivals=rivals, lines=lines, rival_attitudes=kept)


def test_more_rivals_cost_more_accounts():
    one, four = (games(fewer_rivals(CITY, count)) for count in (1, 4))
    assert total(one, AccountChurned) < total(four, AccountChurned)
    assert total(one, QuoteMade) < total(four, QuoteMade)


def test_keener_rivals_quote_more_and_cost_more_accounts():
    shy, keen = (games(city(poach_base=base)) for base in (-6, 0))
    assert 10 * total(shy, QuoteMade) < total(keen, QuoteMade)
    assert total(shy, AccountChurned) < total(keen, AccountChurned)


def test_accounts_within_a_term_leave_less_than_those_without():
    within, without = [], []
    for game in games(CITY):
        for choice in of_kind(game, ChoiceMade):
            if choice.choice == "stay":
                causes = {cause for cause, _ in choice.voices[0].parts}
                (within if "contract" in causes else without).append(choice.probability)
    assert fmean(within) > fmean(without)


def monthly(person, activity, times=1):
    def policy(briefing):
        known = {p.person_id for p in briefing.account("A01").people}
        visit = Visit(account="A01", person=person, activity=activity)
        return [visit] * times if person in known else []

    return policy


def attitude_of(person, policy, seeds=range(1, 31), scenario=DEAL):
    worlds = [[*truths(scenario, policy, seed)][-1] for seed in seeds]
    return fmean(world.accounts["A01"].person(person).attitude for world in worlds)


def test_visits_win_a_person_over():
    assert attitude_of("A01-2", monthly("A01-2", "visit")) > attitude_of("A01-2", wait_and_see) + 0.3


def test_an_activity_that_suits_the_person_wins_more_than_one_that_does_not():
    # An analytical technician: a workshop speaks to them, a meal does not.
    technician = next(person for person in DEAL.people if person.person_id == "A01-2")
    assert (technician.role, technician.style) == ("technical", "analytical")
    easy = DEAL.with_settings(values={"strict_mode": "0"})
    workshop, meal = (
        attitude_of("A01-2", monthly("A01-2", activity), scenario=easy) for activity in ("workshop", "meal")
    )
    assert workshop > meal


def test_twelve_contacts_a_month_do_far_less_than_three_times_as_much_as_four():
    four, twelve = (attitude_of("A01-2", monthly("A01-2", "follow_up", times)) for times in (4, 12))
    none = attitude_of("A01-2", wait_and_see)
    assert twelve - none < 2 * (four - none)


def test_friends_pull_their_colleagues_along():
    def colleague(influence):
        scenario = DEAL.with_settings(values={"peer_influence": str(influence)})
        ends = [[*truths(scenario, monthly("A01-2", "workshop"), seed)][-1] for seed in range(1, 21)]
        base = [[*truths(scenario, wait_and_see, seed)][-1] for seed in range(1, 21)]
        mood = [
            fmean(p.attitude for world in worlds for p in world.accounts["A01"].people if p.person_id != "A01-2")
            for worlds in (ends, base)
        ]
        return mood[0] - mood[1]

    assert colleague(0.01) > colleague(0) + 0.02


def test_people_who_stay_longer_in_their_jobs_leave_less_often():
    settled, restless = (games(city(turnover=rate), seeds=(1,)) for rate in (0, 0.05))
    assert total(settled, PersonLeft) == 0 < total(restless, PersonLeft)


def test_a_secret_discount_becomes_known_where_neighbors_talk():
    def one_in_ten(briefing):
        if briefing.month:
            return []
        wishes = [OfferContract(account=a.account_id, term_months=0, discount=0.3) for a in briefing.accounts[::3]]
        return possible(briefing, wishes)[:50]

    silent, talking = (games(city(building_leak=leak), one_in_ten) for leak in (0, 0.1))
    assert total(silent, PriceLeaked) == 0 < total(talking, PriceLeaked)


def test_engineers_sent_to_a_standing_fault_find_its_cause_sooner():
    def send(briefing):
        faults = [s for s in briefing.inbox if s.kind == "standing_fault"]
        return [Answer(situation=s.situation_id, option="send_engineers") for s in faults]

    def days_open(policy):
        played = games(city(12, standing_fault=1, standing_fault_days=90, faults=0.1), policy)
        return fmean(r.repair_hours for game in played for r in of_kind(game, IncidentClosed) if r.level < 3) / 24

    assert days_open(send) < days_open(wait_and_see) - 10


def test_a_closer_strategy_binds_accounts():
    def strategy(name):
        return lambda briefing: [SetStrategy(tier=tier, strategy=name) for tier in "ABC"]

    velcro, clip = (games(CITY, strategy(name), (1, 2, 3, 4)) for name in ("velcro", "clip"))
    assert total(velcro, AccountChurned) < total(clip, AccountChurned)


def test_a_dearer_bundle_is_taken_less_often():
    def bundles(x_ratio):
        def policy(briefing):
            wishes = [
                OfferBundle(account=a.account_id, plan="A", x=x_ratio * a.wallet_fen / 100, term_months=12)
                for a in briefing.accounts
            ]
            return possible(briefing, wishes)[:80]

        return policy

    cheap, dear = (
        [
            c.probability
            for game in games(city(1, bundle_floor_share=0), bundles(x), (1,))
            for c in of_kind(game, ChoiceMade)
            if c.choice == "bundle"
        ]
        for x in (0.75, 1.1)
    )
    assert len(cheap) == len(dear) > 40
    assert fmean(cheap) > fmean(dear)


def test_a_higher_margin_earns_more_from_the_same_revenue():
    low, high = (play(city(6, margin=margin), wait_and_see, 1) for margin in (0.4, 0.7))
    assert totals(low)["revenue"] == totals(high)["revenue"]
    assert totals(low)["margin"] < totals(high)["margin"]


def test_unhappy_accounts_recommend_us_less():
    def score(satisfaction):
        accounts = tuple(a.model_copy(update={"satisfaction": satisfaction}) for a in CITY.accounts)
        played = games(CITY._replace(accounts=accounts).with_settings(3))
        return fmean(r.score for game in played for r in of_kind(game, SurveyAnswered))

    assert score(-2.0) < score(2.0) - 1


@pytest.mark.parametrize("growth", [-0.03, 0.03])
def test_growing_accounts_are_billed_more(growth):
    flat, moved = (totals(play(city(12, growth_per_month=rate), wait_and_see, 1))["revenue"] for rate in (0, growth))
    assert (moved > flat) == (growth > 0)


def test_a_bundle_becomes_known_in_its_building_too_when_bundles_leak():
    def leaks(rate):
        return sum(len(of_kind(play(city(bundle_leak=rate), textbook, seed), PriceLeaked)) for seed in range(1, 7))

    assert leaks(0) < leaks(0.1)


def test_an_owner_who_leaves_takes_less_along_where_a_colleague_has_a_seat():
    restless = city(12, manager_turnover=0.05)

    def covered(briefing):
        return [] if briefing.month else [AssignOwner(account=a.account_id, seat="B") for a in briefing.accounts]

    def usages(policy):
        return {
            (game.seed, bill.account_id, bill.month): bill.usage_fen
            for game in games(restless, policy)
            for bill in of_kind(game, BillSent)
        }

    alone, together = usages(wait_and_see), usages(covered)
    both = alone.keys() & together.keys()
    assert all(together[key] >= alone[key] for key in both)
    assert sum(together[key] > alone[key] for key in both) > 50


def test_a_dearer_offer_leaves_more_margin_on_each_that_is_won():
    def margin_of_the_won(discount):
        game = games(city(2), lambda briefing: [] if briefing.month else offer_terms(discount)(briefing), (1,))[0]
        won = {record.account_id for record in of_kind(game, ContractSigned) if record.day < 30}
        bills = [bill for bill in of_kind(game, BillSent) if bill.month == 1 and bill.account_id in won]
        assert len(bills) > 5
        earned = sum(bill.recurring_fen - bill.direct_cost_fen - bill.service_cost_fen for bill in bills)
        return earned / sum(bill.usage_fen for bill in bills)

    assert margin_of_the_won(0.05) > margin_of_the_won(0.25) + 0.15


def test_repeated_failures_make_an_account_likelier_to_leave_than_a_first_one():
    sums = Counter()
    for pair in zip(games(with_trouble(CITY), repairs_all), games(with_trouble(CITY, CALM), repairs_all), strict=True):
        sums.update(observe_recoveries(*pair))
    first, repeated = (
        sums[f"log hazard after {which} failures"] / sums[f"choices after {which} failures"]
        for which in ("first", "repeated")
    )
    assert repeated > first + 0.1 > 0.1


def satisfaction_spoken(game):
    """By account and day, what satisfaction says in the choice to stay."""
    return {
        (choice.account_id, choice.day): dict(choice.voices[0].parts)["satisfaction"]
        for choice in of_kind(game, ChoiceMade)
        if choice.choice == "stay"
    }


def test_who_hears_of_a_neighbors_secret_discount_resents_it():
    def one_in_three(briefing):
        wishes = [OfferContract(account=a.account_id, term_months=0, discount=0.3) for a in briefing.accounts[::3]]
        return [] if briefing.month else possible(briefing, wishes)[:50]

    silent, talking = (games(city(building_leak=leak), one_in_three)[0] for leak in (0, 0.1))
    unaware, upset = satisfaction_spoken(silent), satisfaction_spoken(talking)
    heard = {(leak.account_id, leak.day) for leak in of_kind(talking, PriceLeaked)} & unaware.keys() & upset.keys()
    assert len(heard) > 5
    assert all(upset[key] < unaware[key] for key in heard)


def flat(scenario):
    """Wallets that neither grow nor move, so that a bundle's arithmetic can be seen; no X has a floor."""
    still = ("usage_noise", "zero_price_lift", "wallet_error", "wallet_error_mapped", "bundle_floor_share")
    values = dict.fromkeys(still, "0")
    accounts = tuple(account.model_copy(update={"growth": 0.0}) for account in scenario.accounts)
    return scenario._replace(accounts=accounts).with_settings(12, values)


def test_a_flat_wallet_under_plan_a_loses_its_benefit_when_x_is_set_from_usage():
    def once(briefing):
        wishes = [OfferBundle(account=a.account_id, plan="A", term_months=24) for a in briefing.accounts]
        return possible(briefing, wishes)[:80] if briefing.month == 0 else []

    shares = {}
    for game in games(flat(CITY), once):
        taken = {record.account_id for record in of_kind(game, ContractSigned) if record.plan and record.day < 30}
        for bill in of_kind(game, BillSent):
            if bill.account_id in taken:
                paid = (bill.recurring_fen + bill.overage_fen) / bill.usage_fen
                shares.setdefault(bill.month, []).append(paid)
    # Season moves a wallet by a few per cent; X = W / 1.3 means a fee of 85 % of it, and then of 110 %.
    assert len(shares[0]) > 10
    assert all(share < 0.96 for month in range(5) for share in shares[month])
    assert all(share > 1.04 for month in range(7, 11) for share in shares[month])


def test_meals_for_one_who_wants_figures_are_no_better_above_four_a_month():
    roomy = staffed(DEAL, manager_hours=200).with_settings(values={"strict_mode": "0"})

    def liked(times):
        ends = [[*truths(roomy, monthly("A01-2", "meal", times), seed)][-1] for seed in range(1, 41)]
        return fmean(world.accounts["A01"].person("A01-2").attitude for world in ends)

    assert liked(8) < liked(4) + 0.05


def test_a_stronger_right_of_veto_leaves_fewer_purchases():
    def chances(veto):
        hostile = tuple(person.model_copy(update={"attitude": -0.8}) for person in CITY.people)
        game = games(CITY._replace(people=hostile).with_settings(1, {"veto": str(veto)}), offer_terms(0.1), (1,))[0]
        return [choice.probability for choice in of_kind(game, ChoiceMade) if choice.choice == "term"]

    free, bound = chances(0), chances(0.6)
    assert len(free) == len(bound) > 20
    assert sum(bound) < 0.5 * sum(free)


def test_a_lost_account_returns_more_likely_for_an_offer_than_for_nothing():
    def asking(offer):
        def policy(briefing):
            return possible(briefing, [WinBack(account=a.account_id, offer=offer) for a in briefing.accounts])[:20]

        return [
            choice.probability
            for game in games(city(18), policy)
            for choice in of_kind(game, ChoiceMade)
            if choice.choice == "win_back"
        ]

    nothing, both = asking("none"), asking("both")
    assert min(len(nothing), len(both)) > 5
    assert fmean(both) > fmean(nothing) + 0.05
