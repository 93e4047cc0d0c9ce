"""The six stages of a sale: durations, gates and the hazard of dying."""

from math import exp, inf, log

import pytest

from kamsim.engine.streams import Stream
from kamsim.market.opportunity import (
    RISK,
    STAGES,
    cumulated_risk,
    day_of_dying,
    drop_hazard,
    gate_passed,
    hurried,
    mean_days,
    pace_of,
    stage_days,
)
from kamsim.market.parameters import Parameters

P = Parameters()
MEDIUM = (exp(-1.0),) * 3
"""Draws whose gamma variate is its mean: -(log of the product) / 3 = 1."""


@pytest.mark.parametrize("stage", range(6))
def test_a_stage_takes_its_mean_days_with_half_the_group_covered(stage):
    assert stage_days(P, stage, 0.5, 0.5, 7, MEDIUM) == pytest.approx(mean_days(P, stage))
    assert mean_days(P, stage) == getattr(P, f"stage_days_{STAGES[stage]}")


def test_coverage_and_goodwill_shorten_a_stage_and_people_lengthen_it():
    base = stage_days(P, 0, 0.5, 0.5, 7, MEDIUM)
    assert stage_days(P, 0, 1.0, 0.5, 7, MEDIUM) == pytest.approx(base * exp(-0.35 * 0.5))
    assert stage_days(P, 0, 0.5, 1.5, 7, MEDIUM) == pytest.approx(base * exp(-0.15))
    assert stage_days(P, 0, 0.5, 0.5, 9, MEDIUM) == pytest.approx(base * exp(0.04 * 2))


def test_an_open_objection_and_a_slow_account_lengthen_a_stage():
    base = stage_days(P, 5, 0.5, 0.5, 7, MEDIUM)
    assert stage_days(P, 5, 0.5, 0.5, 7, MEDIUM, stalled=True) == pytest.approx(base * exp(0.30))
    assert stage_days(P, 5, 0.5, 0.5, 7, MEDIUM, pace_of(P, 2.0)) == pytest.approx(base * exp(0.12 * 2))
    assert pace_of(P, 0.0) == 1


def test_stage_durations_have_the_mean_and_spread_of_a_gamma_of_shape_three():
    stream = Stream("stage durations")
    days = [stage_days(P, 1, 0.5, 0.5, 7, (stream.next(), stream.next(), stream.next())) for _ in range(6_000)]
    mean = sum(days) / len(days)
    variance = sum((d - mean) ** 2 for d in days) / len(days)
    assert mean == pytest.approx(mean_days(P, 1), rel=0.03)
    assert variance / mean**2 == pytest.approx(1 / 3, rel=0.08)


def test_the_stages_of_a_cycle_without_special_effort_sum_to_three_to_six_months():
    total = sum(mean_days(P, stage) for stage in range(len(STAGES)))
    assert 90 <= total * exp(0.35 * 0.3) <= 180


@pytest.mark.parametrize(
    ("stage", "met", "mapped", "passed"),
    [
        ("contact", set(), False, True),
        ("discovery", {"user", "finance"}, True, False),
        ("discovery", {"user", "finance", "technical"}, False, True),
        ("design", {"user", "finance", "technical"}, False, False),
        ("design", set(), True, True),
        ("value_show", {"finance"}, True, False),
        ("value_show", {"decider"}, False, True),
        ("objections", set(), False, True),
        ("signature", {"decider"}, True, False),
        ("signature", {"finance"}, False, True),
    ],
)
def test_each_stage_asks_for_its_own_preparation(stage, met, mapped, passed):
    assert gate_passed(STAGES.index(stage), met, mapped) is passed


def test_nothing_is_signed_over_an_open_objection():
    assert not gate_passed(STAGES.index("signature"), {"finance"}, True, objection_open=True)
    assert gate_passed(STAGES.index("design"), set(), True, objection_open=True)


def test_a_skipped_gate_doubles_the_hazard_and_silence_adds_half():
    assert drop_hazard(P, 2, True) == 0.001
    assert drop_hazard(P, 2, False) == 0.001 * 2
    assert drop_hazard(Parameters(drop_hazard=0), 0, False) == 0
    # Ten days, of which the last four are silent: 6 x 0.001 + 4 x 0.0015.
    assert cumulated_risk(0.001, P.drop_silent, 20, 30, 26) == pytest.approx(0.012)
    assert cumulated_risk(0.001, P.drop_silent, 20, 30, -inf) == pytest.approx(0.015)
    assert cumulated_risk(0.001, P.drop_silent, 20, 30, 40) == pytest.approx(0.010)


@pytest.mark.parametrize(
    ("endures", "silent_from", "day"),
    [(0.006, 26, 26), (0.003, 26, 23), (0.012, 26, 30), (0.015, -inf, 30), (0, 26, 20)],
)
def test_a_sale_dies_when_the_hazard_has_added_up_to_what_it_endures(endures, silent_from, day):
    found = day_of_dying(0.001, 1.5, 20, endures, silent_from)
    assert found == pytest.approx(day)
    assert cumulated_risk(0.001, 1.5, 20, found, silent_from) == pytest.approx(endures)
    assert day_of_dying(0.0, 1.5, 20, endures, silent_from) == inf


def test_what_is_left_of_a_stage_shortens_with_those_who_heard_what_suits_them():
    assert hurried(P, 10, 0.4) == pytest.approx(10 * exp(-0.35 * 0.4))
    assert hurried(P, 10, 0.0) == 10


def test_the_first_stage_is_the_riskiest_and_their_mean_is_the_parameter():
    hazards = [drop_hazard(P, stage, True) for stage in range(6)]
    assert hazards == sorted(hazards, reverse=True)
    assert hazards[0] == pytest.approx(0.0013)
    assert hazards[5] == pytest.approx(0.0008)
    assert sum(RISK) == pytest.approx(6)


def test_the_longest_and_shortest_draws_give_finite_days():
    least = 2.0**-54
    assert log(least) < 0
    assert 0 <= stage_days(P, 0, 1.0, 3.0, 1, (1 - least,) * 3) < 1
    assert stage_days(P, 0, 0.0, -1.0, 11, (least,) * 3) < 2_000
