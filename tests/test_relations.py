"""Firms, departments, channels and road-shows in a game: what they do on the same luck, and what is refused."""

from statistics import fmean

import pytest
from games import of_kind, possible, truths

from kamsim.engine.checking import refusals
from kamsim.engine.decisions import (
    Answer,
    HoldInstrument,
    HoldRoadShow,
    SetChannel,
    SetPartnerTier,
    TendDepartments,
    Visit,
)
from kamsim.engine.records import (
    ActivityDone,
    BillSent,
    ChoiceMade,
    CostBooked,
    OpportunityClosed,
    OpportunityOpened,
    WorkDone,
)
from kamsim.engine.remarks import remarks
from kamsim.engine.scenario import US, find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.studies.metrics import totals
from kamsim.studies.policies import wait_and_see

CITY, DEAL = find_scenario("city"), find_scenario("first-deal")
OURS = {line.account_id for line in CITY.lines if line.supplier == US}
BY_SIZE = [a.account_id for a in sorted(CITY.accounts, key=lambda a: -a.list_value) if a.account_id in OURS]
LARGEST, SMALLEST = BY_SIZE[:6], BY_SIZE[-8:]


def city(months=12, **values):
    return CITY.with_settings(months, {name: str(value) for name, value in values.items()})


def deal(months=6, **values):
    scenario = DEAL.with_settings(months, {name: str(value) for name, value in values.items()})
    return scenario._replace(settings=scenario.settings.model_copy(update={"manager_hours": 160.0}))


def summits(accounts, every=6):
    """Strategic partners with a summit twice a year."""

    def policy(briefing):
        tiers = [SetPartnerTier(account=key, partner="strategic") for key in accounts if briefing.month == 0]
        held = [HoldInstrument(account=key, instrument="summit") for key in accounts if briefing.month % every == 0]
        return tiers + possible(briefing, tiers + held)[len(tiers) :]

    return policy


def once(*decisions, month=0):
    return lambda briefing: list(decisions) if briefing.month == month else []


def renewals(game, accounts):
    return {
        (c.account_id, c.day): c.probability
        for c in of_kind(game, ChoiceMade)
        if c.choice == "renewal" and c.account_id in accounts
    }


def fair_value(game):
    figures = totals(game)
    return figures["value"] - figures["luck"]


# --- partners and instruments -----------------------------------------------------------------------------------------


def test_summits_make_strategic_accounts_likelier_to_renew():
    without, held = (renewals(play(CITY, policy, 1), LARGEST) for policy in (wait_and_see, summits(LARGEST)))
    common = without.keys() & held.keys()
    assert common
    assert fmean(held[key] for key in common) > fmean(without[key] for key in common) + 0.05


def test_summits_pay_with_the_largest_accounts_and_not_with_the_smallest():
    for seed in (1, 2):
        nothing = fair_value(play(CITY, wait_and_see, seed))
        assert fair_value(play(CITY, summits(LARGEST), seed)) > nothing
        assert fair_value(play(CITY, summits(SMALLEST), seed)) < nothing


def test_several_people_remember_a_summit():
    game = play(deal(2), summits(["A01"]), 1)
    met = [record for record in of_kind(game, ActivityDone) if record.activity == "summit"]
    assert len({record.person_id for record in met}) == len(met) > 2
    work = [record for record in of_kind(game, WorkDone) if record.work == "summit"]
    assert [(record.hours, record.cost_fen) for record in work] == [(20, 800_000)]
    assert {record.hours for record in met} == {record.cost_fen for record in met} == {0}


def test_a_relation_that_nobody_looks_after_fades_by_half_in_its_half_life():
    views = [view.footing.relation for view in deal_views(summits(["A01"], every=99), organization_half_life_days=60)]
    assert max(views) == views[1]
    assert views[3] == pytest.approx(views[1] / 2, abs=0.01)


def deal_views(policy, months=6, **values):
    game = Simulation(deal(months, **values), 1)
    found = [game.briefing.account("A01")]
    while not game.finished:
        game.advance(policy(game.briefing))
        found.append(game.briefing.account("A01"))
    return found


def test_a_relation_between_firms_is_a_named_part_of_staying_and_none_without_it():
    with_it, without = (play(deal(3), policy, 1) for policy in (summits(["A01"]), wait_and_see))
    for game, expected in ((with_it, True), (without, False)):
        causes = {cause for c in of_kind(game, ChoiceMade) for voice in c.voices for cause, _ in voice.parts}
        assert ("organization" in causes) is expected


def successors(policy, values):
    """Mean attitude of all newcomers on the day they come, over the seats that change in both games."""
    found = {}
    for seed in (1, 2):
        seen = set()
        for world in truths(city(8, turnover=0.05, **values), policy, seed):
            for key in LARGEST:
                for person in world.accounts[key].people:
                    if "-n" in person.person_id and person.person_id not in seen:
                        seen.add(person.person_id)
                        found[seed, person.person_id] = person.base
    return found


def test_a_successor_goes_on_as_before_where_the_firms_are_close():
    alone, close = successors(summits(LARGEST), {"organization_continuity": 0}), successors(summits(LARGEST), {})
    assert alone.keys() == close.keys()
    assert all(close[key] >= alone[key] for key in alone)
    assert fmean(close.values()) > fmean(alone.values()) + 0.05


def test_less_is_lost_with_an_account_manager_where_the_firms_are_close():
    def losses(policy):
        lost = {}
        for seed in (1, 2):
            for world in truths(city(12, manager_turnover=0.05), policy, seed):
                lost |= {(seed, key, a.owner_left_day): a.owner_loss for key in LARGEST if (a := world.accounts[key])}
        return {key: loss for key, loss in lost.items() if key[2] > 0}

    alone, close = losses(wait_and_see), losses(summits(LARGEST))
    common = [key for key in alone.keys() & close.keys() if alone[key]]
    assert common
    assert all(close[key] < alone[key] for key in common)


def test_a_partner_tier_costs_every_month_and_an_ordinary_account_nothing():
    game = play(deal(4), once(SetPartnerTier(account="A01", partner="strategic"), month=1), 1)
    costs = [record for record in of_kind(game, CostBooked) if record.reason == "partnership"]
    assert [(record.day, record.cost_fen) for record in costs] == [(59, 80_000), (89, 80_000), (119, 80_000)]


# --- departments ------------------------------------------------------------------------------------------------------


def test_departments_that_trust_us_tell_us_what_is_planned():
    def errors(policy):
        return [abs(view.wallet_error) for view in deal_views(policy, 3)]

    tended, left = errors(lambda briefing: [TendDepartments(account="A01")]), errors(wait_and_see)
    assert tended[0] == left[0]
    assert all(mine < theirs for mine, theirs in zip(tended[1:], left[1:], strict=True))
    assert tended[3] < tended[1]


def test_a_friendly_maintenance_department_keeps_bad_news_to_itself():
    trouble = {"outages": 0.1, "faults": 0.3, "standing_fault": 0}
    largest = LARGEST[0]

    def mood(policy):
        worlds = [[*truths(city(10, **trouble), policy, seed)][-1] for seed in (1, 2, 3)]
        return fmean(p.attitude for world in worlds for p in world.accounts[largest].people)

    tend = TendDepartments(account=largest, department="maintenance", manner="team_building")
    assert mood(lambda briefing: possible(briefing, [tend])) > mood(wait_and_see) + 0.02


def test_departments_are_scored_from_what_was_done_with_them():
    tend = TendDepartments(account="A01", department="finance", manner="business")
    views = deal_views(once(tend), 3)
    assert views[0].footing.departments == ()
    scores = [dict(view.footing.departments) for view in views[1:]]
    assert all(score["finance"] > 0 == score["planning"] for score in scores)
    assert scores[0]["finance"] > scores[2]["finance"]


# --- channels ---------------------------------------------------------------------------------------------------------


def handed(channel, **whom):
    return once(SetChannel(channel=channel, **whom))


def test_an_agent_pays_for_small_accounts_and_not_for_large_ones():
    gained = {"A": [], "C": []}
    for seed in (1, 2, 4):
        nothing = fair_value(play(CITY, wait_and_see, seed))
        for tier, values in gained.items():
            values.append(fair_value(play(CITY, handed("agent", tier=tier), seed)) - nothing)
    assert min(gained["C"]) > 0
    assert max(gained["A"]) < 0


def test_an_agent_earns_on_twelve_months_of_bills_and_a_tele_seat_on_every_one():
    for channel, months in (("agent", 12), ("tele_seat", 14)):
        game = play(city(14), handed(channel, tier="C"), 1)
        account = next(b.account_id for b in of_kind(game, BillSent) if b.month == 13 and is_open(b.account_id))
        bills = {b.month: b.recurring_fen + b.overage_fen for b in of_kind(game, BillSent) if b.account_id == account}
        costs = {
            int(c.day // 30): c.cost_fen
            for c in of_kind(game, CostBooked)
            if (c.account_id, c.reason) == (account, channel)
        }
        fixed = {"agent": 0.01, "tele_seat": 0.08}[channel] * game._world.direct_cost * 100
        share = {"agent": 0.10, "tele_seat": 0.05}[channel]
        for month, cost in costs.items():
            assert cost == pytest.approx(fixed + (share * bills[month] if month < months else 0), abs=1)


def is_open(account_id):
    account = next(a for a in CITY.accounts if a.account_id == account_id)
    return account.tier == "C" and not account.term_months


def test_a_handover_frees_hours_of_the_team_and_taking_back_takes_them_again():
    game = Simulation(city(3), 1)
    small = sum(a.tier == "C" and a.status == "active" for a in game.briefing.accounts)
    hours = [game.briefing.hours]
    for channel in ("agent", "account_manager"):
        hours.append(game.advance([SetChannel(tier="C", channel=channel)]).hours)
    assert hours[0] == hours[2] == CITY.hours_per_month
    still = sum(a.tier == "C" and a.status == "active" for a in game.briefing.accounts)
    assert hours[0] + 1.5 * still <= hours[1] <= hours[0] + 1.5 * small


def test_what_the_account_manager_no_longer_costs_is_booked_as_a_saving_even_after_the_account_left():
    game = play(city(6), handed("agent", account=SMALLEST[0]), 1)
    saved = [c.cost_fen for c in of_kind(game, CostBooked) if c.reason == "released"]
    assert saved == [-round(25 * game._world.direct_cost)] * 6
    assert saved[0] < -100_000


def test_an_agent_takes_up_needs_without_hours_of_ours():
    game = play(city(24, leads_active=0.2), handed("agent", tier="B"), 1)
    ours = {a.account_id for a in CITY.accounts if a.tier == "B"}
    results = {c.account_id: c.result for c in of_kind(game, OpportunityClosed)}
    assert {results[key] for key in results.keys() & ours} - {"passed"}
    assert {results[key] for key in results.keys() - ours} <= {"passed", "lost"}
    assert not of_kind(game, WorkDone)


def test_accounts_without_their_own_manager_are_less_satisfied():
    def satisfaction(policy):
        world = [*truths(city(10), policy, 1)][-1]
        return fmean(a.satisfaction for a in world.accounts.values() if a.status == "active")

    def everybody(channel):
        return once(*[SetChannel(tier=tier, channel=channel) for tier in "ABC"])

    manager, tele, agent = (satisfaction(everybody(c)) for c in ("account_manager", "tele_seat", "agent"))
    assert manager > tele > agent


# --- departments ------------------------------------------------------------------------------------------------------


def tending_and_selling(*departments):
    """Pursue what comes, and look after one of these departments of the largest accounts every month, in turn."""

    def policy(briefing):
        wishes = [Answer(situation=s.situation_id, option="pursue") for s in briefing.inbox if s.kind == "opportunity"]
        who = departments[briefing.month % len(departments)]
        wishes += [TendDepartments(account=key, department=who) for key in LARGEST]
        plan = possible(briefing, wishes)
        while sum(map(briefing.hours_of, plan)) > briefing.hours:
            plan.pop()
        return plan

    return policy


def first_sales(policy, **values):
    """The first sale that came to a decision at each of the largest accounts, by account."""
    sales = [
        c for c in of_kind(play(city(12, leads_active=0.2, **values), policy, 1), ChoiceMade) if c.choice == "sale"
    ]
    return {c.account_id: c for c in reversed(sales) if c.account_id in LARGEST}


def test_departments_that_are_looked_after_speak_for_our_offer_in_a_sale():
    policy = tending_and_selling("purchasing", "finance")
    idle, heard = (first_sales(policy, department_support=size) for size in (0, 1.5))
    assert idle.keys() == heard.keys()
    assert heard
    for key, choice in heard.items():
        assert choice.day == idle[key].day
        assert choice.probability > idle[key].probability
        assert all(0 < dict(voice.parts)["departments"] <= 1.5 * 2 / 3 for voice in choice.voices)


def test_departments_that_do_not_buy_say_nothing_in_a_sale():
    sales = first_sales(tending_and_selling("maintenance"))
    assert sales
    assert not any("departments" in dict(voice.parts) for choice in sales.values() for voice in choice.voices)


def tending(department, manner="business"):
    """Tend one department of the largest account every month."""
    tend = TendDepartments(account=LARGEST[0], department=department, manner=manner)
    return lambda briefing: possible(briefing, [tend])


def test_tended_marketing_and_planning_bring_needs_on_luck_of_their_own():
    def needs(policy, seed):
        opened = of_kind(play(city(12, leads_active=0.2, department_leads=3), policy, seed), OpportunityOpened)
        return [r.opportunity_id for r in opened if r.account_id == LARGEST[0]]

    extra = [need for seed in (1, 2, 3, 4) for need in needs(tending("marketing"), seed) if "/d" in need]
    assert len(extra) >= 3
    for policy in (wait_and_see, tending("finance")):
        assert not any("/d" in need for seed in (1, 2, 3, 4) for need in needs(policy, seed))


def test_a_tended_finance_department_pays_sooner_which_is_worth_interest():
    game = play(city(4, discount_rate=0.015), tending("finance", "team_building"), 1)
    booked = [c for c in of_kind(game, CostBooked) if c.reason == "prompt_payment"]
    assert {c.account_id for c in booked} == {LARGEST[0]}
    assert [int(c.day // 30) for c in booked] == [0, 1, 2, 3]
    bills = [b.recurring_fen + b.overage_fen for b in of_kind(game, BillSent) if b.account_id == LARGEST[0]]
    shares = [-c.cost_fen / bill for c, bill in zip(booked, bills, strict=True)]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[3] <= 1.015 ** (7 / 30) - 1
    assert not [c for c in of_kind(play(city(4), tending("marketing"), 1), CostBooked) if c.reason == "prompt_payment"]


def test_tended_maintenance_pleases_while_what_was_signed_is_connected_and_no_longer():
    def satisfied(department, month):
        game = Simulation(city(8, department_acceptance=1, outages=0, faults=0, building_outages=0), 1)
        account = game._world.accounts[LARGEST[0]]
        account.contract.end_month, account.contract.term_months = 24 + month, 24
        game.advance([TendDepartments(account=LARGEST[0], department=department, manner="team_building")])
        return account.satisfaction

    assert satisfied("maintenance", 0) > satisfied("finance", 0)
    assert satisfied("maintenance", -4) == satisfied("finance", -4)


# --- road-shows -------------------------------------------------------------------------------------------------------


def test_a_road_show_brings_leads_in_its_building_and_moves_no_other_luck():
    prospect = next(a for a in CITY.accounts if a.account_id not in OURS)
    show = HoldRoadShow(building=prospect.building_id)
    neighbors = {a.account_id for a in CITY.accounts if a.building_id == prospect.building_id}
    scenario = city(6, road_show_lift=10)
    more = 0
    for seed in range(1, 7):
        without, with_show = (of_kind(play(scenario, p, seed), OpportunityOpened) for p in (wait_and_see, once(show)))
        more += len(with_show) - len(without)
        assert {r.opportunity_id for r in with_show} - {r.opportunity_id for r in without} <= {
            f"{key}/r0" for key in neighbors
        } | {r.opportunity_id for r in with_show if r.account_id in neighbors}
        elsewhere = [[r for r in found if r.account_id not in neighbors] for found in (without, with_show)]
        assert elsewhere[0] == elsewhere[1]
    assert more > 3


def test_a_road_show_takes_its_hours_and_money_once():
    game = play(city(2), once(HoldRoadShow(building=CITY.buildings[0].building_id)), 1)
    assert [(w.work, w.hours, w.cost_fen) for w in of_kind(game, WorkDone)] == [("hold_road_show", 12, 400_000)]


# --- what is refused, and silence -------------------------------------------------------------------------------------


def first_refusal(*decisions, scenario=CITY):
    return [(r.position, r.field) for r in refusals(Simulation(scenario, 1).briefing, list(decisions))]


def test_an_instrument_needs_the_right_partner_tier_planned_or_agreed():
    summit = HoldInstrument(account=LARGEST[0], instrument="summit")
    assert first_refusal(summit) == [(0, "instrument")]
    assert first_refusal(SetPartnerTier(account=LARGEST[0], partner="partner"), summit) == []
    assert first_refusal(HoldInstrument(account=LARGEST[0], instrument="service_meeting")) == []


def test_an_instrument_is_held_as_often_as_the_tier_says_and_again_a_year_later():
    meeting = HoldInstrument(account=LARGEST[0], instrument="service_meeting")
    game, possible_in = Simulation(city(14), 1), []
    while not game.finished:
        fields = [refusal.field for refusal in refusals(game.briefing, [meeting])]
        assert set(fields) <= {"instrument"}
        if not fields:
            possible_in.append(game.month)
        game.advance([] if fields else [meeting])
    assert possible_in == [0, 12]


def test_a_channel_is_set_for_an_account_or_for_a_tier_and_not_for_both_or_neither():
    assert first_refusal(SetChannel(channel="agent")) == [(0, "tier")]
    assert first_refusal(SetChannel(tier="C", account=SMALLEST[0], channel="agent")) == [(0, "tier")]
    assert first_refusal(SetChannel(account="A99", channel="agent")) == [(0, "account")]
    assert first_refusal(SetChannel(tier="C", channel="agent"), SetChannel(tier="B", channel="agent")) == []


def test_a_road_show_needs_a_building_of_the_book_and_comes_once_a_month():
    show = HoldRoadShow(building=CITY.buildings[0].building_id)
    assert first_refusal(HoldRoadShow(building="B99")) == [(0, "building")]
    assert first_refusal(show, show) == [(1, "building")]


def test_the_same_matter_is_refused_twice_a_month():
    tend = TendDepartments(account=LARGEST[0], department="finance")
    tele, agent = (SetChannel(account=LARGEST[0], channel=channel) for channel in ("tele_seat", "agent"))
    meeting, workshop = (
        HoldInstrument(account=LARGEST[0], instrument=name) for name in ("service_meeting", "user_workshop")
    )
    assert first_refusal(tend, tend) == [(1, "account")]
    assert first_refusal(tele, agent) == [(1, "account")]
    assert first_refusal(meeting, workshop, meeting) == [(2, "instrument")]


def test_a_dear_instrument_for_a_small_account_is_pointed_out():
    briefing = Simulation(CITY, 1).briefing
    for account, odd in ((SMALLEST[-1], True), (LARGEST[0], False)):
        plan = [
            SetPartnerTier(account=account, partner="strategic"),
            HoldInstrument(account=account, instrument="joint_innovation"),
        ]
        assert any(remark.code == "dear_instrument" for remark in remarks(briefing, plan)) is odd


def test_all_departments_take_five_times_the_hours_of_one():
    one, all_ = (TendDepartments(account="A01", department=name) for name in ("finance", "all"))
    hours_of = Simulation(find_scenario("first-deal"), 1).briefing.hours_of
    assert hours_of(all_) == 5 * hours_of(one) == 15


def test_settings_that_are_what_they_were_leave_everything_as_it_was():
    same = [SetChannel(tier=tier, channel="account_manager") for tier in "ABC"]
    same += [SetPartnerTier(account=key, partner="ordinary") for key in BY_SIZE]
    touched, untouched = (play(city(), policy, 3) for policy in (once(*same), wait_and_see))
    assert totals(touched) == totals(untouched)


def test_a_visit_after_a_summit_in_the_same_month_has_the_draws_it_would_have_had():
    person = next(p.person_id for p in DEAL.people if p.role == "technical")
    summit = [SetPartnerTier(account="A01", partner="strategic"), HoldInstrument(account="A01", instrument="summit")]
    visit = Visit(account="A01", person=person)
    for plan in ([visit], [*summit, visit]):
        game = Simulation(deal(1), 1)
        game.advance(plan)
        seen = game._world.accounts["A01"].person(person)
        assert seen.met_this_month == 0
        assert seen.met_times == len(plan) // 2 + 1


def test_what_work_costs_can_be_set_and_the_briefing_tells_the_price_that_is_then_booked():
    dear = city(2, activity_price=2, instrument_price=3, department_price=0.5, road_show_price=1_000)
    account = next(a for a in dear.accounts if a.account_id in OURS)
    person = next(p for p in dear.people if p.account_id == account.account_id)
    made = [
        Visit(account=account.account_id, person=person.person_id, activity="visit"),
        HoldInstrument(account=account.account_id, instrument="sponsor"),
        TendDepartments(account=account.account_id, department="all", manner="business"),
        HoldRoadShow(building=account.building_id),
    ]
    game = Simulation(dear, 1)
    told = [game.briefing.cost_fen(decision) for decision in made]
    assert told == [2 * 6_000, 3 * 60_000, 5 * 15_000, 100_000]
    game.advance(made)
    booked = [r.cost_fen for r in of_kind(game, ActivityDone, WorkDone) if r.cost_fen]
    assert sorted(booked) == sorted(told)
