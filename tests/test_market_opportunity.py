"""The six stages of a sale: durations, gates and the hazard of dying."""

from math import exp, log

import pytest

from kamsim.engine.streams import Stream
from kamsim.market.opportunity import STAGE_DAYS, STAGES, drop_hazard, gate_passed, stage_days

MEDIUM = (exp(-1.0),) * 3
"""Draws whose gamma variate is its mean: -(log of the product) / 3 = 1."""


@pytest.mark.parametrize("stage", range(6))
def test_a_stage_takes_its_mean_days_with_half_the_group_covered(stage):
    assert stage_days(stage, 0.5, 0.5, 7, MEDIUM) == pytest.approx(STAGE_DAYS[stage])


def test_coverage_and_goodwill_shorten_a_stage_and_people_lengthen_it():
    base = stage_days(0, 0.5, 0.5, 7, MEDIUM)
    assert stage_days(0, 1.0, 0.5, 7, MEDIUM) == pytest.approx(base * exp(-0.35 * 0.5))
    assert stage_days(0, 0.5, 1.5, 7, MEDIUM) == pytest.approx(base * exp(-0.15))
    assert stage_days(0, 0.5, 0.5, 9, MEDIUM) == pytest.approx(base * exp(0.04 * 2))


def test_stage_durations_have_the_mean_and_spread_of_a_gamma_of_shape_three():
    stream = Stream("stage durations")
    days = [stage_days(1, 0.5, 0.5, 7, (stream.next(), stream.next(), stream.next())) for _ in range(6_000)]
    mean = sum(days) / len(days)
    variance = sum((d - mean) ** 2 for d in days) / len(days)
    assert mean == pytest.approx(STAGE_DAYS[1], rel=0.03)
    assert variance / mean**2 == pytest.approx(1 / 3, rel=0.08)


def test_the_stages_of_a_cycle_without_special_effort_sum_to_three_to_six_months():
    assert 90 <= sum(STAGE_DAYS) * exp(0.35 * 0.3) <= 180
    assert len(STAGES) == len(STAGE_DAYS) == 6


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


def test_a_skipped_gate_doubles_the_hazard_and_silence_adds_half():
    assert drop_hazard(0.001, True, False) == 0.001
    assert drop_hazard(0.001, False, False) == 0.001 * 2
    assert drop_hazard(0.001, True, True) == pytest.approx(0.001 * 1.5)
    assert drop_hazard(0.001, False, True) == pytest.approx(0.001 * 2 * 1.5)
    assert drop_hazard(0.0, False, True) == 0


def test_the_longest_and_shortest_draws_give_finite_days():
    least = 2.0**-54
    assert log(least) < 0
    assert 0 <= stage_days(0, 1.0, 3.0, 1, (1 - least,) * 3) < 1
    assert stage_days(0, 0.0, -1.0, 11, (least,) * 3) < 2_000
