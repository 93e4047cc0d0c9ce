"""A game: same inputs, same ledger; what a manager does moves nobody else's luck; everything adds up."""

import csv
from collections import Counter, defaultdict
from math import fsum, isfinite, sqrt
from statistics import fmean, stdev

import pytest
from games import EVERYBODY, active_spans, of_kind, played, truths

from kamsim.engine.decision_file import decisions_made
from kamsim.engine.decisions import Answer, GiveDiscount, MapPower, OfferBundle, OfferContract, Visit, WinBack
from kamsim.engine.generator.packs import write_scenario
from kamsim.engine.reading import BadInput
from kamsim.engine.records import (
    AccountChurned,
    AccountListed,
    AccountWon,
    AccountWonBack,
    ActivityDone,
    BillSent,
    ChoiceMade,
    ContractLapsed,
    ContractSigned,
    CostBooked,
    DecisionMade,
    DemandSettled,
    DiscountDemanded,
    IncidentClosed,
    IncidentOpened,
    LineLost,
    LineWon,
    OpportunityClosed,
    OpportunityOpened,
    PersonLeft,
    PriceChanged,
    Surprise,
    WorkDone,
)
from kamsim.engine.scenario import TABLES, US, find_scenario, load_scenario
from kamsim.engine.simulation import Simulation, play, replay
from kamsim.market.buying import implied_probability, log_odds
from kamsim.studies.metrics import totals
from kamsim.studies.policies import POLICIES, textbook, wait_and_see

CITY, DEAL = find_scenario("city"), find_scenario("first-deal")
GAMES = [("city", name) for name in EVERYBODY] + [("first-deal", name) for name in EVERYBODY]
EVERY_GAME = pytest.mark.parametrize(("pack", "policy"), GAMES, ids=["-".join(game) for game in GAMES])


# --- a game is its inputs ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("policy", ["textbook", "try-everything"])
def test_the_same_scenario_seed_and_policy_give_the_same_digest(policy):
    assert play(CITY, EVERYBODY[policy], 7).digest() == played("city", policy).digest()


def test_another_seed_gives_another_game():
    assert played("city", "textbook", 8).digest() != played("city", "textbook", 7).digest()
    assert played("first-deal", "wait-and-see", 8).digest() != played("first-deal", "wait-and-see", 7).digest()


@pytest.mark.parametrize(
    ("pack", "policy"), [("city", "textbook"), ("city", "try-everything"), ("first-deal", "random")]
)
def test_the_decisions_of_a_game_replayed_are_the_game(pack, policy):
    game = played(pack, policy)
    months = decisions_made(game.ledger, game.month)
    assert replay(find_scenario(pack), 7, months).digest() == game.digest()


def test_looking_at_a_game_changes_nothing():
    game = Simulation(DEAL, 7)
    while not game.finished:
        plan = textbook(game.briefing)
        game.book_value_fen()
        totals(game)
        game.digest()
        assert game.briefing is game.briefing
        game.advance(plan)
    assert game.digest() == played("first-deal", "textbook").digest()


def test_a_longer_horizon_begins_like_a_shorter_one():
    def facts(game):
        """What happened in half a year; what hangs on it is more when the game goes on."""
        early = [record for record in game.ledger if record.day < 6 * 30 and not isinstance(record, Surprise)]
        return [record._replace(stake_fen=0) if hasattr(record, "stake_fen") else record for record in early]

    assert facts(play(CITY.with_settings(months=6), wait_and_see, 7)) == facts(played("city", "wait-and-see"))


def test_two_games_side_by_side_do_not_touch_each_other():
    one, other = Simulation(DEAL, 7), Simulation(DEAL, 8)
    while not one.finished:
        one.advance(textbook(one.briefing))
        other.advance(textbook(other.briefing))
    assert one.digest() == played("first-deal", "textbook", 7).digest()
    assert other.digest() == played("first-deal", "textbook", 8).digest()


def test_a_refused_plan_names_every_problem_and_nothing_has_happened():
    game = Simulation(DEAL, 7)
    plan = [GiveDiscount(account="Z9", discount=0.1), MapPower(account="A01"), WinBack(account="A01")]
    before, ledger = game.digest(), list(game.ledger)
    with pytest.raises(BadInput) as refusal:
        game.advance(plan)
    assert len(refusal.value.problems) == 2
    assert game.ledger == ledger
    assert game.month == 0
    game.advance()
    fresh = Simulation(DEAL, 7)
    assert fresh.digest() == before
    fresh.advance()
    assert fresh.digest() == game.digest()


def test_a_game_that_is_over_cannot_go_on():
    with pytest.raises(BadInput, match="month"):
        played("first-deal", "wait-and-see").advance()


def test_the_order_of_rows_in_the_files_changes_nothing(tmp_path):
    write_scenario(CITY, tmp_path)
    for name in TABLES:
        with (tmp_path / name).open(encoding="utf-8", newline="") as file:
            header, *rows = list(csv.reader(file))
        rows = rows[len(rows) // 3 :][::-1] + rows[: len(rows) // 3]
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
    shuffled = load_scenario(tmp_path)
    assert shuffled.digest() == CITY.digest()
    assert play(shuffled, textbook, 7).digest() == played("city", "textbook").digest()


def test_other_names_for_accounts_people_buildings_and_rivals_change_no_number():
    def renamed(table):
        return tuple(row.model_copy(update={"name": f"No {len(table) - place}"}) for place, row in enumerate(table))

    other = CITY._replace(
        buildings=renamed(CITY.buildings),
        accounts=renamed(CITY.accounts),
        people=renamed(CITY.people),
        rivals=renamed(CITY.rivals),
    )
    assert other != CITY
    assert play(other, textbook, 7).digest() == played("city", "textbook").digest()


# --- luck is the same for everybody -----------------------------------------------------------------------------------


@pytest.mark.parametrize("policy", ["textbook", "discounter", "try-everything"])
def test_what_a_manager_does_never_moves_an_incident(policy):
    one, other = played("city", "wait-and-see"), played("city", policy)
    spans, theirs = active_spans(one), active_spans(other)

    def in_both(game):
        return [
            (record.account_id, record.day, record.incident_id, record.level)
            for record in of_kind(game, IncidentOpened)
            if all(
                any(first <= record.day < last for first, last in spans_of.get(record.account_id, ()))
                for spans_of in (spans, theirs)
            )
        ]

    assert len(in_both(one)) > 100
    assert in_both(one) == in_both(other)


def only_a01(briefing):
    account = briefing.account("A01")
    plan = [MapPower(account="A01")] if not account.mapped else []
    plan += [Visit(account="A01", person=p.person_id, activity="visit") for p in account.people if p.name]
    if account.status == "active" and account.discount < 0.3:
        plan.append(GiveDiscount(account="A01", discount=0.3))
    return plan


def test_work_at_one_account_moves_no_draw_and_no_usage_of_another():
    one, other = played("city", "wait-and-see"), play(CITY, only_a01, 7)

    def draws(game):
        return {(c.account_id, c.day, c.choice): c.draw for c in of_kind(game, ChoiceMade) if c.account_id != "A01"}

    def usages(game):
        return {(b.account_id, b.month): b.usage_fen for b in of_kind(game, BillSent) if b.account_id != "A01"}

    for ours, theirs in ((draws(one), draws(other)), (usages(one), usages(other))):
        common = ours.keys() & theirs.keys()
        assert len(common) > 900
        assert {key: ours[key] for key in common} == {key: theirs[key] for key in common}


def test_a_book_of_fewer_accounts_leaves_the_incidents_of_the_others_as_they_were():
    few = {account.account_id for account in CITY.accounts[:8]}
    smaller = CITY._replace(
        accounts=CITY.accounts[:8],
        lines=tuple(line for line in CITY.lines if line.account_id in few),
        people=tuple(person for person in CITY.people if person.account_id in few),
        rival_attitudes=(),
    )
    alone, among_others = (
        [(r.account_id, r.day, r.level) for r in of_kind(game, IncidentOpened) if r.account_id in few and r.day < 90]
        for game in (play(smaller.with_settings(3), wait_and_see, 7), played("city", "wait-and-see"))
    )
    assert len(alone) > 3
    assert alone == among_others


def test_people_leave_their_jobs_on_the_same_days_whatever_is_done():
    assert of_kind(played("city", "wait-and-see"), PersonLeft) == of_kind(played("city", "textbook"), PersonLeft)


# --- everything adds up -----------------------------------------------------------------------------------------------


@EVERY_GAME
def test_accounts_at_the_start_and_won_less_lost_are_the_accounts_at_the_end(pack, policy):
    game = played(pack, policy)
    count = Counter(type(record) for record in game.ledger)
    start = sum(record.active for record in of_kind(game, AccountListed))
    won, back, lost = count[AccountWon], count[AccountWonBack], count[AccountChurned]
    assert start + won + back - lost == game.active_accounts == totals(game)["active_accounts"]
    assert (won, back, lost) == tuple(totals(game)[f"accounts_{name}"] for name in ("won", "won_back", "lost"))


@EVERY_GAME
def test_every_account_is_in_one_state_and_only_active_accounts_are_billed_once_a_month(pack, policy):
    game = played(pack, policy)
    spans = active_spans(game)
    end = game.month * 30
    for account in game.briefing.accounts:
        mine = spans.get(account.account_id, [])
        expected = "prospect" if not mine else "active" if mine[-1][1] == end else "lost"
        assert account.status == expected
    bills = Counter((bill.account_id, bill.month) for bill in of_kind(game, BillSent))
    assert set(bills.values()) <= {1}
    for bill in of_kind(game, BillSent):
        assert any(first <= bill.day <= last for first, last in spans[bill.account_id])
    # Whoever is ours on a billing day gets a bill.
    for account_id, mine in spans.items():
        months = {month for first, last in mine for month in range(game.month) if first < month * 30 + 29 <= last}
        assert months == {month for who, month in bills if who == account_id}


@EVERY_GAME
def test_revenue_by_account_equals_revenue_by_month_to_the_fen(pack, policy):
    game = played(pack, policy)
    by_account, by_month, all_fen = defaultdict(int), defaultdict(int), 0
    for bill in of_kind(game, BillSent):
        fen = bill.recurring_fen + bill.overage_fen
        assert all(isinstance(value, int) and value >= 0 for value in bill[3:])
        by_account[bill.account_id] += fen
        by_month[bill.month] += fen
        all_fen += fen
    assert sum(by_account.values()) == sum(by_month.values()) == all_fen == round(totals(game)["revenue"] * 100)


@EVERY_GAME
def test_the_margin_is_revenue_less_every_cost_in_the_ledger_to_the_fen(pack, policy):
    game = played(pack, policy)
    margin = 0
    for record in game.ledger:
        if isinstance(record, BillSent):
            margin += record.recurring_fen + record.overage_fen
            margin -= record.direct_cost_fen + record.service_cost_fen + record.care_fen
        elif isinstance(record, (ActivityDone, WorkDone, CostBooked)):
            assert record.cost_fen >= 0 or record.reason in ("released", "prompt_payment")
            margin -= record.cost_fen
    assert margin == round(totals(game)["margin"] * 100)
    assert round(totals(game)["value"] * 100) == margin + game.book_value_fen()


@EVERY_GAME
def test_hours_used_are_never_more_than_the_hours_there_are(pack, policy):
    game = played(pack, policy)
    used = defaultdict(list)
    for record in of_kind(game, ActivityDone, WorkDone):
        used[int(record.day // 30)].append(record.hours)
    handed_over = any('"set_channel"' in made.decision for made in of_kind(game, DecisionMade))
    freed = handed_over * game.scenario.settings.parameters.routine_hours * len(game.scenario.accounts)
    for month, hours in used.items():
        assert fsum(hours) <= game.scenario.hours_per_month + freed + 1e-9, month
    if policy != "wait-and-see":
        assert used


@EVERY_GAME
def test_days_never_run_backwards_and_nothing_happens_after_the_end(pack, policy):
    days = [record.day for record in played(pack, policy).ledger]
    assert days == sorted(days)
    assert days[0] >= 0
    assert days[-1] < played(pack, policy).scenario.settings.months * 30


@pytest.mark.parametrize("policy", ["textbook", "try-everything"])
def test_attitudes_and_shares_stay_on_their_scales_and_every_line_has_one_supplier(policy):
    for world in truths(CITY, EVERYBODY[policy]):
        for account in world.accounts.values():
            assert sum(account.shares.values()) == pytest.approx(1, abs=1e-6)
            assert account.suppliers.keys() == account.shares.keys()
            assert set(account.suppliers.values()) <= {US, *world.rivals}
            assert (account.status == "active") == (US in account.suppliers.values())
            assert 0 <= account.contract.discount <= 0.6
            assert isfinite(account.satisfaction)
            assert sum(person.share for person in account.people) == pytest.approx(1)
            for person in account.people:
                assert -1 <= person.attitude <= 3
                assert all(-1 <= attitude <= 3 for attitude in world.attitudes_to_rivals(person))


@EVERY_GAME
def test_what_is_opened_is_closed_at_most_once_and_never_before(pack, policy):
    game = played(pack, policy)
    for opened, closed, key in (
        (IncidentOpened, IncidentClosed, "incident_id"),
        (OpportunityOpened, OpportunityClosed, "opportunity_id"),
    ):
        first = {getattr(record, key): record.day for record in of_kind(game, opened)}
        assert len(first) == len(of_kind(game, opened))
        last = {getattr(record, key): record.day for record in of_kind(game, closed)}
        assert len(last) == len(of_kind(game, closed))
        assert all(first[name] <= day for name, day in last.items())


@EVERY_GAME
def test_a_demand_is_settled_only_after_it_was_made_and_once(pack, policy):
    waiting = Counter()
    for record in of_kind(played(pack, policy), DiscountDemanded, DemandSettled):
        waiting[record.account_id] += 1 if isinstance(record, DiscountDemanded) else -1
        if isinstance(record, DemandSettled):
            assert waiting[record.account_id] >= 0
            waiting[record.account_id] = 0
        else:
            waiting[record.account_id] = 1


@EVERY_GAME
def test_prices_stay_within_what_may_be_offered(pack, policy):
    for record in of_kind(played(pack, policy), PriceChanged, ContractSigned):
        discount = record.new_discount if isinstance(record, PriceChanged) else record.discount
        assert 0 <= discount <= 0.6


def test_every_decision_of_the_plans_is_in_the_ledger():
    game = Simulation(DEAL, 7)
    given = 0
    while not game.finished:
        plan = textbook(game.briefing)
        given += len(plan)
        game.advance(plan)
    assert len(of_kind(game, DecisionMade)) == given > 0


# --- why --------------------------------------------------------------------------------------------------------------


EXPLAINED = (AccountChurned, AccountWon, AccountWonBack, ContractSigned, ContractLapsed, LineLost, LineWon)


@EVERY_GAME
def test_no_outcome_is_without_a_choice_that_explains_it(pack, policy):
    chosen = set()
    for record in played(pack, policy).ledger:
        if isinstance(record, ChoiceMade):
            chosen.add((record.day, record.account_id))
        elif isinstance(record, EXPLAINED):
            assert (record.day, record.account_id) in chosen, record


@EVERY_GAME
def test_the_voices_of_every_choice_imply_its_probability_and_the_draw_decides_it(pack, policy):
    choices = of_kind(played(pack, policy), ChoiceMade)
    assert choices
    for choice in choices:
        implied = implied_probability(choice.link, choice.voices, choice.veto)
        assert implied == pytest.approx(choice.probability, abs=1e-9)
        assert choice.favorable == (choice.draw < choice.probability)
        assert 0 <= choice.probability <= 1
        assert 0 < choice.draw < 1
        assert sum(voice.weight for voice in choice.voices) == pytest.approx(1)
        for voice in choice.voices:
            assert isfinite(log_odds(voice.parts))
        assert isinstance(choice.stake_fen, int)


def test_no_draw_decides_twice():
    for name in EVERYBODY:
        draws = Counter(choice.draw for choice in of_kind(played("city", name), ChoiceMade))
        assert set(draws.values()) == {1}, name


@pytest.mark.parametrize("policy", ["wait-and-see", "textbook"])
def test_luck_averages_to_zero_over_seeds(policy):
    lucks = [totals(play(DEAL, POLICIES[policy], seed))["luck"] for seed in range(1, 81)]
    assert stdev(lucks) > 0
    # Three standard errors: a fair stake exceeds them once in 370 sets of seeds.
    assert abs(fmean(lucks)) <= 3 * stdev(lucks) / sqrt(len(lucks))


def test_over_whole_cities_choices_come_out_as_often_as_their_probabilities_say():
    surprise, variance = 0.0, 0.0
    for name in EVERYBODY:
        for choice in of_kind(played("city", name), ChoiceMade):
            surprise += choice.favorable - choice.probability
            variance += choice.probability * (1 - choice.probability)
    # The same luck for all policies: surprises of one game are not independent of those of another.
    assert abs(surprise) <= 3 * sqrt(variance * len(EVERYBODY))


# --- what a plan does -------------------------------------------------------------------------------------------------


def test_two_meetings_in_a_month_each_have_their_own_luck():
    # Three weeks lie between them, filled with other work.
    plan = [
        Visit(account="A01", person="A01-1", activity="follow_up"),
        Visit(account="A01", person="A01-2", activity="workshop"),
        Visit(account="A01", person="A01-2", activity="visit"),
        Visit(account="A01", person="A01-1", activity="follow_up"),
    ]
    differing = 0
    for seed in range(1, 41):
        game = Simulation(DEAL, seed)
        game.advance(plan)
        first, *_, last = (record.went_well for record in of_kind(game, ActivityDone))
        differing += first != last
    assert differing >= 5


def test_an_answer_and_an_offer_of_a_term_to_one_account_in_one_month_are_refused_and_nothing_happens():
    game = Simulation(CITY, 7)
    while not any(s.kind == "renewal" for s in game.briefing.inbox):
        game.advance()
    situation = next(s for s in game.briefing.inbox if s.kind == "renewal")
    records = len(game.ledger)
    answer = Answer(situation=situation.situation_id, option="renew_12")
    with pytest.raises(BadInput, match="one price a month for this account"):
        game.advance([answer, OfferContract(account=situation.account_id, term_months=24, discount=0.0)])
    assert len(game.ledger) == records
    game.advance([answer])


def test_a_trade_for_a_term_settles_a_demand_exactly_when_the_term_is_signed():
    def trade(briefing):
        demands = [s.situation_id for s in briefing.inbox if s.kind == "discount_demand"]
        return [Answer(situation=demand, option="trade_for_term") for demand in demands]

    game = play(CITY.with_settings(values={"discount_demand": "0.2"}), trade, 7)
    signed = {(record.day, record.account_id) for record in of_kind(game, ContractSigned)}
    settled = of_kind(game, DemandSettled)
    assert {record.resolved for record in settled} == {True, False}
    for record in settled:
        assert record.resolved == ((record.day, record.account_id) in signed)


def test_a_second_campaign_in_a_month_is_refused_and_nothing_is_lost():
    game = Simulation(CITY, 7)
    while not any(s.kind == "lost" for s in game.briefing.inbox):
        game.advance()
    situation = next(s for s in game.briefing.inbox if s.kind == "lost")
    key = situation.account_id
    plan = [Answer(situation=situation.situation_id, option="win_back_discount"), WinBack(account=key, offer="none")]
    month, records = game.month, len(game.ledger)
    with pytest.raises(BadInput, match="one price a month for this account"):
        game.advance(plan)
    assert (game.month, len(game.ledger)) == (month, records)
    game.advance(plan[:1])
    campaigns = [c for c in of_kind(game, ChoiceMade) if c.account_id == key and c.choice == "win_back"]
    assert len(campaigns) == 1


def test_the_inbox_asks_only_about_accounts_that_can_be_asked():
    fitting = {
        "discount_demand": {"active"},
        "standing_fault": {"active"},
        "outage": {"active"},
        "crisis": {"active"},
        "building_attack": {"active"},
        "resentment": {"active"},
        "renewal": {"active"},
        "opportunity": {"active", "prospect"},
        "lost": {"lost"},
        "owner_left": {"active"},
        "answers_fell": {"active"},
        "gatekeeper_blocks": {"active", "prospect"},
        "objection": {"active", "prospect"},
    }
    troubled = CITY.with_settings(
        values={
            "faults": "0.3",
            "outages": "0.1",
            "repair_factor": "4",
            "standing_fault": "1",
            "churn_no_contract": "0.04",
            "wiring_cost": "0",
            "building_leak": "0.1",
            "gatekeeper_hostile": "0",
        }
    )
    game, seen = Simulation(troubled, 7), set()
    favored = [account for account in game.briefing.accounts if account.status == "active"][::3]
    game.advance([GiveDiscount(account=account.account_id, discount=0.3) for account in favored])
    while not game.finished:
        for situation in game.briefing.inbox:
            assert game.briefing.account(situation.account_id).status in fitting[situation.kind]
            seen.add(situation.kind)
        sales = [s for s in game.briefing.inbox if s.kind == "opportunity"]
        game.advance([Answer(situation=s.situation_id, option="pursue") for s in sales if game.month % 2])
    assert seen == set(fitting)


def test_a_bundle_takes_the_sale_that_was_under_way_along():
    eager = CITY.with_settings(values={"leads_active": "0.2", "leads_prospect": "0.3"})

    def pursue_then_bundle(briefing):
        plan = [Answer(situation=s.situation_id, option="pursue") for s in briefing.inbox if s.kind == "opportunity"]
        plan += [
            OfferBundle(account=account.account_id, plan="C")
            for account in briefing.accounts
            if account.opportunity and account.opportunity[2] and account.plan is None and account.status == "active"
        ]
        return plan[:60]

    game = play(eager, pursue_then_bundle, 7)
    ours = {(line.account_id, line.product) for line in eager.lines if line.supplier == US}
    bundled = 0
    for record in game.ledger:
        if isinstance(record, ContractSigned) and record.plan:
            bundled += 1
            ours |= {(line.account_id, line.product) for line in eager.lines if line.account_id == record.account_id}
        elif isinstance(record, AccountChurned):
            ours = {line for line in ours if line[0] != record.account_id}
        elif isinstance(record, LineLost):
            ours.remove((record.account_id, record.product))
        elif isinstance(record, LineWon):
            assert (record.account_id, record.product) not in ours
            ours.add((record.account_id, record.product))
    assert bundled > 3


def test_an_early_renewal_keeps_the_bundle():
    kept = 0
    for seed in range(1, 7):
        plans = {}
        for record in played("city", "textbook", seed).ledger:
            if type(record).__name__ == "ContractSigned":
                before = plans.get(record.account_id)
                kept += before is not None and record.plan == before
                assert before is None or record.plan is not None or record.term_months
                plans[record.account_id] = record.plan
            elif type(record).__name__ == "BundleRebased":
                plans[record.account_id] = record.plan
            elif type(record).__name__ == "AccountChurned":
                plans.pop(record.account_id, None)
    assert kept


def test_a_demand_that_nobody_answers_is_held_off_at_the_end_of_its_month():
    game = played("city", "wait-and-see", 1)
    made = [record for record in game.ledger if type(record).__name__ == "DiscountDemanded"]
    settled = [record for record in game.ledger if type(record).__name__ == "DemandSettled"]
    assert made
    assert {record.option for record in settled} == {"hold"}
    days = {(record.account_id, record.day) for record in settled}
    gone = {(record.account_id, record.day) for record in game.ledger if type(record).__name__ == "AccountChurned"}
    for record in made:
        answered = (record.account_id, record.day + 30) in days
        left = any(account == record.account_id and record.day <= day <= record.day + 30 for account, day in gone)
        assert answered or left or record.day + 30 >= 720


def test_a_briefing_that_was_read_stays_and_one_that_was_not_says_that_its_month_is_over():
    game = Simulation(CITY, 3)
    read = game.briefing
    opening = read.accounts
    game.advance()
    unread = game.briefing
    game.advance()
    assert read.accounts is opening
    with pytest.raises(RuntimeError, match="month 2 is over"):
        _ = unread.accounts
