"""The calibration report: sums that say what they mean, honest intervals, and a table of targets that is whole."""

import json
from collections import Counter
from math import exp, sqrt
from statistics import stdev

import pytest
from games import of_kind

from kamsim.engine.checking import refusals
from kamsim.engine.decisions import Answer, Visit
from kamsim.engine.records import AccountChurned, BillSent, ChoiceMade, IncidentClosed, IncidentOpened
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.studies.calibration import measures, report
from kamsim.studies.calibration.average import average
from kamsim.studies.calibration.exits import observe_exits, restless
from kamsim.studies.calibration.measures import ratio
from kamsim.studies.calibration.observation import hazard_without, observe
from kamsim.studies.calibration.parity import invariants, observe_books
from kamsim.studies.calibration.recovery import (
    CALM,
    TROUBLE,
    Failures,
    observe_recoveries,
    repairs_all,
    with_trouble,
)
from kamsim.studies.calibration.replica import REPLICA, observe_households, replica, watched
from kamsim.studies.calibration.report import CANNOT_TELL, FAIL, NOT_YET, OTHER_BOUNDS, PASS, Finding, find
from kamsim.studies.calibration.targets import TARGETS, Target
from kamsim.studies.calibration.trials import AVERAGE, TRIALS
from kamsim.studies.policies import wait_and_see

CITY, DEAL = find_scenario("city"), find_scenario("first-deal")


def target(measure, low=0.0, high=1.0, trial="market", waits_for=""):
    return Target("0", "a fact", "an aim", low, high, "share", trial, "a source", "a way", measure, waits_for)


@pytest.fixture(scope="module")
def game():
    return play(CITY, average, 7)


# --- the table --------------------------------------------------------------------------------------------------------


def test_every_target_has_a_number_of_its_own_a_source_a_way_and_a_tolerance():
    assert len({one.number for one in TARGETS}) == len(TARGETS) >= 35
    for one in TARGETS:
        assert all((one.fact, one.aim, one.source, one.how)), one.number
        assert one.low <= one.high, one.number
        assert one.unit in {"share", "days", "people", "years", "ratio", "elasticity"}, one.number


def test_every_trial_is_used_by_a_target_and_every_target_has_one():
    assert {one.trial for one in TARGETS} == {*TRIALS, "book", "rules"}


def test_what_waits_for_nothing_is_measured_in_one_year_of_the_city():
    tiny = report.calibrate(CITY.with_settings(13), replications=1, targets=TARGETS)
    waiting = {one.number for one in TARGETS if one.waits_for}
    # A single short game may have no early sale, no promoter or household with a contract that left, no exit.
    allowed = waiting | {"1", "1b", "7c (1)", "7c (2)", "18", "18b", "19", "22", "23"}
    assert {one.number for one in tiny.findings if one.verdict == NOT_YET} <= allowed


# --- verdicts and intervals -------------------------------------------------------------------------------------------


def test_a_value_within_its_tolerance_passes_and_one_beyond_fails():
    units = [{"a": 1.0, "b": 4.0}] * 3
    assert find(target(ratio("a", "b"), 0.2, 0.3), units).verdict == PASS
    assert find(target(ratio("a", "b"), 0.25, 0.25), units).verdict == PASS
    assert find(target(ratio("a", "b"), 0.26, 0.3), units).verdict == FAIL


def test_what_misses_its_tolerance_by_less_than_its_interval_cannot_be_told():
    units = [{"a": count, "b": 4.0} for count in (0.0, 1.0, 2.0)]
    assert find(target(ratio("a", "b"), 0.26, 0.3), units).verdict == CANNOT_TELL
    assert find(target(ratio("a", "b"), 0.9, 0.95), [{"a": count, "b": 400.0} for count in (99, 100)]).verdict == FAIL


def test_an_interval_ends_where_its_unit_ends_unless_the_target_may_be_below_zero():
    units = [{"a": 0.0, "b": 4.0}, {"a": 3.9, "b": 4.0}]
    found = find(target(ratio("a", "b"), 0, 1), units)
    assert (found.low, found.high) == (0.0, 1.0)
    free = find(target(ratio("a", "b"), 0, 1)._replace(number="24b"), units)
    assert free.low < 0
    assert free.high > 1
    assert {one.number for one in TARGETS} >= set(OTHER_BOUNDS)


def test_what_no_game_shows_is_not_yet_measured_and_says_what_it_waits_for():
    found = find(target(ratio("a", "b"), waits_for="owners who leave"), [{"c": 1.0}])
    assert (found.value, found.low, found.verdict) == (None, None, NOT_YET)
    assert "owners who leave" in found.how


def test_the_interval_of_a_mean_is_the_t_interval():
    values = [3.0, 5.0, 4.0, 9.0, 1.0]
    mean = target(ratio("sum", "games"), 0, 10)._replace(unit="elasticity")
    found = find(mean, [{"sum": value, "games": 1} for value in values])
    # Student's t with 4 degrees of freedom, 97.5 %, from any printed table: 2.776.
    half = 2.776445 * stdev(values) / sqrt(5)
    assert (found.value, found.low, found.high) == pytest.approx((4.4, 4.4 - half, 4.4 + half), rel=1e-5)


def test_a_single_game_has_no_interval():
    assert find(target(ratio("a", "b")), [{"a": 1.0, "b": 2.0}])[5:7] == (None, None)


# --- measures ---------------------------------------------------------------------------------------------------------


def test_a_yearly_loss_is_twelve_months_of_the_monthly_one():
    assert measures.yearly("left", "months")({"left": 1, "months": 100}) == pytest.approx(1 - 0.99**12)
    assert measures.yearly("left", "months")({}) is None


def test_the_median_of_an_even_number_of_sales_lies_between_the_two_in_the_middle():
    pooled = {"cycle of 80 days": 1, "cycle of 100 days": 2, "cycle of 150 days": 1}
    assert measures.median_cycle(pooled) == 100
    assert measures.median_cycle({"cycle of 80 days": 1, "cycle of 150 days": 1}) == 115
    assert measures.usual_cycles(pooled) == 3 / 4


def test_one_per_cent_more_price_is_eleven_per_cent_more_profit_at_a_margin_of_nine():
    assert measures.profit_of(price=1.01, volume=1)({"revenue": 1_000, "cost": 500}) == pytest.approx(0.01 / 0.09)


def test_one_per_cent_more_volume_brings_less_profit_for_it_costs_too():
    pooled = {"revenue": 1_000, "cost": 670}
    assert measures.profit_of(price=1, volume=1.01)(pooled) == pytest.approx(0.0033 / 0.09)
    assert measures.profit_of(price=1, volume=1)(pooled) == pytest.approx(0)


def test_answers_tell_leavers_apart_when_leavers_answered_lower_and_not_when_all_answer_alike():
    apart = {"answers of 3 that left": 2.0, "answers of 9 that stayed": 5.0}
    alike = {"answers of 7 that left": 2.0, "answers of 7 that stayed": 5.0}
    assert measures.told_apart(apart) == 1
    assert measures.told_apart(alike) == 1 / 2
    assert measures.told_apart(apart | {"answers of 1 that stayed": 5.0}) == 1 / 2
    assert measures.told_apart({"answers of 3 that left": 2.0}) is None


def test_a_reason_is_ahead_by_its_share_of_all_leavers_less_that_of_the_other():
    pooled = {"left": 8, "left for dissatisfaction": 3, "left for price": 1}
    assert measures.ahead_of("dissatisfaction", "price")(pooled) == 1 / 4
    assert measures.ahead_of("price", "dissatisfaction")({}) is None


def test_a_gradient_that_does_not_fall_throughout_is_none_at_all():
    def tenures(*left):
        pooled = {f"{kind} households": 100.0 for kind in REPLICA}
        for (first, _), gone in zip(measures.BANDS, left, strict=True):
            pooled[f"month-to-month of tenure {first}"] = 100.0
            pooled[f"month-to-month who left at {first}"] = gone
        return measures.gradient(pooled)

    assert tenures(60, 40, 30, 20, 10) == pytest.approx(6)
    assert tenures(60, 20, 30, 20, 10) == 0


def test_a_cox_ratio_finds_the_ratio_of_two_constant_hazards():
    pooled = {}
    for kind, hazard in (("month-to-month", 0.04), ("one-year", 0.01)):
        left, weight = 10_000.0, REPLICA[kind].mix
        pooled[f"{kind} households"] = left
        for month in range(1, measures.MONTHS + 1):
            gone = left * hazard if month < measures.MONTHS else left
            pooled[f"{kind} of tenure {month}"] = gone
            pooled[f"{kind} who left at {month}"] = left * hazard
            left -= gone
        assert weight > 0
    assert measures.cox_ratio("one-year")(pooled) == pytest.approx(0.25, rel=0.01)


def test_without_its_part_a_hazard_is_what_the_other_parts_say():
    whole, part = 4.0, -0.5
    real, without = hazard_without(exp(-exp(-whole)), part)
    assert real == pytest.approx(1 - exp(-exp(-4.0)))
    assert without == pytest.approx(1 - exp(-exp(-4.5)))


# --- observation ------------------------------------------------------------------------------------------------------


def test_sums_of_a_game_are_counts_of_its_records(game):
    sums = observe(game)
    assert sums["account-months"] == len(of_kind(game, BillSent))
    assert sums["left"] == len(of_kind(game, AccountChurned))
    reasons = ("a rival's offer", "dissatisfaction", "attitude", "price", "something else")
    assert sum(sums[f"left for {reason}"] for reason in reasons) == sums["left"]
    assert sums["renewed"] == sum(c.favorable for c in of_kind(game, ChoiceMade) if c.choice == "renewal")
    results = ("won", "lost", "no_decision", "dropped")
    assert sum(sums[f"sales {result}"] for result in results) == sums["sales"]


def closed(day, number=1, breached=False):
    return IncidentClosed(day, "A", f"A/{number}", 2, 1.0, 2.0, breached)


def opened(day, number=1):
    return IncidentOpened(day, "A", f"A/{number}", 2)


def test_a_first_failure_counts_after_its_end_and_not_for_long():
    one = Failures((opened(10),), (closed(12),))
    assert [one.kind_before(day) for day in (9, 11, 13, 101, 103)] == ["", "", "first", "first", ""]
    assert Failures((opened(10),), (closed(12, breached=True),)).kind_before(13) == ""


def test_only_failures_close_to_each_other_are_repeated_ones():
    near = Failures((opened(10), opened(60, 2)), (closed(12), closed(70, 2)))
    far = Failures((opened(10), opened(110, 2)), (closed(12), closed(120, 2)))
    assert [near.kind_before(day) for day in (50, 65, 75)] == ["first", "", "repeated"]
    assert far.kind_before(130) == ""


def test_answers_after_failures_are_compared_to_those_of_a_game_without_any():
    game, calm = (play(with_trouble(CITY, trouble), repairs_all, 3) for trouble in (TROUBLE, CALM))
    assert of_kind(game, IncidentOpened)
    assert not of_kind(calm, IncidentOpened)
    sums = observe_recoveries(game, calm)
    assert sums["answers after first failures"] > 0
    assert not any(number for name, number in observe_recoveries(calm, calm).items() if "after  " not in name)


def test_a_book_is_read_account_by_account():
    units = observe_books(CITY)
    assert len(units) == len(CITY.accounts)
    assert sum(unit["people"] for unit in units) == len(CITY.people)
    assert all(0 < unit["bought when dearer"] <= unit["bought when cheaper"] < 1 for unit in units)


def test_the_worked_cases_of_the_bundle_hold():
    assert [name for name, held in invariants().items() if not held] == []


EARLY_EXIT = 6
"""A seed with which an account manager leaves in the first year."""


def test_what_an_exit_costs_is_the_revenue_missing_in_the_twelve_months_after_it():
    quiet = CITY.with_settings(None, {"owner_sales": "0", "owner_loss": "0", "ratio_owner_change": "1.1"})
    stayed = play(restless(quiet, 0.0), wait_and_see, EARLY_EXIT)
    harmful = quiet.with_settings(values={"owner_sales": "0.6", "owner_loss": "0.8"})
    harmless, painful = (
        observe_exits(play(restless(scenario, 0.05), wait_and_see, EARLY_EXIT), stayed) for scenario in (quiet, harmful)
    )
    assert harmless["revenue with owners"] == painful["revenue with owners"] > 0
    assert harmless["revenue lost with owners"] < 0.1 * harmless["revenue with owners"]
    # A loss of 0.8 of all good will keeps 1 - 0.6 x 0.8 of the usage; who leaves for it pays nothing at all.
    assert painful["revenue lost with owners"] > 0.4 * painful["revenue with owners"]


# --- the replica ------------------------------------------------------------------------------------------------------


def test_households_with_a_contract_leave_as_often_as_their_constant_hazard_says():
    hazard, seeds, households = REPLICA["one-year"].hazard, range(1, 7), 60
    sums = Counter()
    for seed in seeds:
        sums.update(observe_households("one-year", play(replica("one-year", households), wait_and_see, seed)))
    expected = sum(1 - exp(-hazard * watched("one-year", place, households)) for place in range(households))
    spread = sqrt(len(seeds) * expected * (1 - expected / households))
    assert abs(sums["one-year who left"] - len(seeds) * expected) < 3 * spread
    assert sums["one-year households"] == len(seeds) * households


def test_households_without_a_contract_leave_as_survival_published_of_the_file_says():
    months, seeds, households = (6, 12, 24, 60), range(1, 9), 60
    left = []
    for seed in seeds:
        game = play(replica("month-to-month", households), wait_and_see, seed)
        left += [int(record.day // 30) + 1 for record in of_kind(game, AccountChurned)]
    for month, published in zip(months, (0.780, 0.695, 0.575, 0.289), strict=True):
        stayed = 1 - sum(gone <= month for gone in left) / (len(seeds) * households)
        # The published shares are of households with internet, who leave a little sooner than all.
        assert abs(stayed - published) < 0.07, month


def test_nobody_is_watched_longer_than_a_game_lasts():
    for kind in REPLICA:
        lengths = [watched(kind, place, 40) for place in range(40)]
        assert lengths == sorted(lengths)
        assert 1 <= lengths[0] <= lengths[-1] < 60


# --- the average policy -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pack", ["city", "first-deal"])
def test_the_average_policy_is_always_possible_and_within_its_hours(pack):
    game = Simulation(find_scenario(pack), 11)
    while not game.finished:
        plan = average(game.briefing)
        assert refusals(game.briefing, plan) == []
        assert sum(game.briefing.hours_of(decision) for decision in plan) <= game.briefing.hours + 1e-9
        game.advance(plan)


def test_the_average_policy_answers_about_half_of_the_inbox_and_visits_without_fitting():
    game, asked, answered = Simulation(CITY, 7), 0, 0
    while not game.finished:
        plan = average(game.briefing)
        asked += len(game.briefing.inbox)
        answered += sum(isinstance(decision, Answer) for decision in plan)
        assert {decision.activity for decision in plan if isinstance(decision, Visit)} <= {"visit"}
        game.advance(plan)
    assert 0.3 < answered / asked < 0.7


# --- reports ----------------------------------------------------------------------------------------------------------


def test_a_report_does_not_depend_on_how_the_work_is_spread():
    few = [one for one in TARGETS if one.trial == "market"]
    scenario = CITY.with_settings(2)
    alone = report.calibrate(scenario, replications=3, targets=few)
    assert report.calibrate(scenario, replications=3, targets=few, workers=2) == alone
    assert alone.replications == 3
    assert alone.digest == play(scenario, average, 1).digest()


def test_a_report_can_be_cancelled_and_tells_how_far_it_is():
    told = []
    found = report.calibrate(
        DEAL,
        AVERAGE,
        5,
        targets=TARGETS[:1],
        progress=lambda *step: told.append(step),
        cancelled=lambda: len(told) == 2,
    )
    assert told == [(1, 5), (2, 5)]
    assert found.replications == 2


def test_a_report_survives_being_written_and_read():
    found = report.calibrate(CITY.with_settings(1), replications=2, targets=TARGETS[:4])
    assert report.from_json(json.loads(json.dumps(report.as_json(found)))) == found
    assert all(isinstance(finding, Finding) for finding in found.findings)


def test_a_seed_that_cannot_be_played_is_reported_and_left_out():
    found = report.calibrate(DEAL, "nobody", 2, targets=TARGETS[:1])
    assert found.replications == 0
    assert [failure.seed for failure in found.failures] == [1, 2]
