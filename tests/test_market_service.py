"""Service: what incidents and recoveries do to satisfaction, and what surveys say of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamsim.market.service import (
    RECOVERY_LIMIT,
    SERVICE_COST,
    SERVICE_LEVELS,
    SERVICE_PRIORITY,
    SERVICE_TARGET,
    SETTLING,
    SEVERITIES,
    STRATEGIES,
    STRATEGY_COST,
    STRATEGY_FIT,
    STRATEGY_SWITCHING,
    incident_impact,
    incumbent_inertia,
    net_promoter_score,
    our_fit,
    recovery_gain,
    settled,
    survey_score,
)

LEVELS = pytest.mark.parametrize("level", SEVERITIES)


def test_an_outage_on_time_costs_1_2_standard_deviations_and_half_as_much_again_when_the_agreed_time_is_missed():
    assert incident_impact(1, breached=False, repeated=False) == -1.2
    assert incident_impact(1, breached=True, repeated=False) == pytest.approx(-1.2 * 1.5)


@LEVELS
def test_a_second_failure_is_worse_than_a_first(level):
    for breached in (False, True):
        assert incident_impact(level, breached, repeated=True) < incident_impact(level, breached, repeated=False) < 0


@LEVELS
def test_a_good_recovery_can_outweigh_a_first_failure_a_little_and_never_a_second(level):
    first = incident_impact(level, False, False) + recovery_gain(level, repeated=False)
    second = incident_impact(level, False, True) + recovery_gain(level, repeated=True)
    assert 0 < first <= RECOVERY_LIMIT + 1e-12
    assert second < 0


def test_worse_levels_hurt_more_and_are_repaired_sooner():
    ordered = [SEVERITIES[level] for level in (1, 2, 3)]
    assert sorted(ordered, key=lambda severity: -severity.impact) == ordered
    assert sorted(ordered, key=lambda severity: severity.repair_hours) == ordered
    assert [(s.respond_hours, s.repair_hours) for s in ordered] == [(2, 24), (4, 48), (24, 168)]


def test_satisfaction_settles_towards_its_target_by_a_share_a_month():
    assert settled(1.0, 0.0) == pytest.approx(1.0 - SETTLING)
    assert settled(0.4, 0.4) == 0.4


def test_a_better_service_level_costs_more_settles_higher_and_comes_first():
    for table in (SERVICE_TARGET, SERVICE_COST):
        values = [table[level] for level in SERVICE_LEVELS]
        assert values == sorted(values)
        assert values[0] < values[-1]
    priorities = [SERVICE_PRIORITY[level] for level in SERVICE_LEVELS]
    assert priorities == sorted(priorities, reverse=True)


def test_a_closer_strategy_costs_more_fits_better_and_binds_more():
    for table in (STRATEGY_COST, STRATEGY_FIT, STRATEGY_SWITCHING):
        values = [table[strategy] for strategy in STRATEGIES]
        assert values == sorted(set(values))


def test_an_average_account_answers_seven_and_a_delighted_one_ten():
    assert survey_score(0.0, 0.0, 0.0) == round(7.2)
    assert survey_score(1.0, 1.0, 0.5) == round(7.2 + 1.1 * 1 + 0.5 * 1 + 1.3 * 0.5)
    assert survey_score(3.0, 3.0, 3.0) == 10
    assert survey_score(-3.0, -1.0, -3.0) == 0


@given(st.floats(-100, 100), st.floats(-1, 3), st.floats(-9, 9))
def test_an_answer_is_always_a_whole_number_from_0_to_10(satisfaction, attitude, noise):
    score = survey_score(satisfaction, attitude, noise)
    assert isinstance(score, int)
    assert 0 <= score <= 10


def test_the_net_promoter_score_is_promoters_less_detractors_in_points():
    assert net_promoter_score([10, 9, 8, 7, 6, 0]) == pytest.approx(100 * (2 - 2) / 6)
    assert net_promoter_score([9, 9, 9, 3]) == 100 * (3 - 1) / 4
    assert net_promoter_score([7, 8]) == 0


def test_without_answers_there_is_no_net_promoter_score():
    assert net_promoter_score([]) is None


def test_what_holds_an_account_is_inertia_ties_and_half_of_its_satisfaction():
    assert incumbent_inertia(2.5, "clip", 0.0) == 2.5
    assert incumbent_inertia(2.5, "velcro", -1.0) == pytest.approx(2.5 + 0.45 - 0.5)
    assert our_fit("clip") < our_fit("zipper") < our_fit("velcro") <= 1
