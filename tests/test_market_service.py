"""Service: what incidents and recoveries do to satisfaction, and what surveys say of it."""

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamsim.market.parameters import Parameters
from kamsim.market.service import (
    SERVICE_COST,
    SERVICE_LEVELS,
    SERVICE_PRIORITY,
    SERVICE_TARGET,
    SEVERITIES,
    STRATEGIES,
    STRATEGY_COST,
    STRATEGY_FIT,
    STRATEGY_SWITCHING,
    Failure,
    answers_survey,
    csat_score,
    held_at_renewal,
    incident_impact,
    is_breach,
    mood_of_care,
    net_promoter_score,
    our_fit,
    recovery_gain,
    repair_hours,
    repetition,
    response_hours,
    settled,
    settling,
    survey_score,
    ties,
    youth,
)

P = Parameters(repair_factor=1.0, incumbent_us=2.5, survey_base=7.2)

LEVELS = pytest.mark.parametrize("level", SEVERITIES)


def test_an_outage_on_time_costs_1_2_standard_deviations_and_half_as_much_again_when_the_agreed_time_is_missed():
    assert incident_impact(P, 1, breached=False, repeated=1.0) == -1.2
    assert incident_impact(P, 1, breached=True, repeated=1.0) == pytest.approx(-1.2 * 1.5)


def test_a_second_failure_is_worse_than_a_first_and_worse_still_when_similar_and_soon():
    fault = Failure(level=2, day=100.0, number=1)
    assert repetition(P, None, 2, 110.0) == 1.0
    assert repetition(P, fault, 1, 110.0) == 1.3
    assert repetition(P, fault, 2, 300.0) == 1.3
    assert repetition(P, fault, 2, 110.0) == pytest.approx(1.3 * 1.25)
    assert repetition(P, fault, 3, 110.0) == 1.0


@LEVELS
def test_a_good_recovery_can_outweigh_a_first_failure_a_little_and_never_a_second(level):
    first = incident_impact(P, level, False, 1.0) + recovery_gain(P, level, True, quality=1.0)
    second = incident_impact(P, level, False, 1.3) + recovery_gain(P, level, False, quality=1.0)
    assert first == pytest.approx(0.2)
    assert second < 0
    assert recovery_gain(P, level, True, quality=0.0) == 0.0


def test_repairs_take_about_half_of_the_agreed_time_and_less_at_better_service_levels():
    assert repair_hours(P, 1, 0, 0.0) == pytest.approx(24 * 0.55 * 0.6)
    assert repair_hours(P, 1, 3, 0.0) == pytest.approx(24 * 0.55 * 1.05)
    assert repair_hours(P, 2, 0, 1.0) == pytest.approx(48 * 0.55 * 0.6 * exp(0.5))
    assert response_hours(P, 1, waited=3.0, noise=0.0) == 3.0 + 1.0


def test_worse_levels_hurt_more_and_are_repaired_sooner():
    ordered = [SEVERITIES[level] for level in (1, 2, 3)]
    assert sorted(ordered, key=lambda severity: -severity.impact) == ordered
    assert sorted(ordered, key=lambda severity: severity.repair_hours) == ordered
    assert [(s.respond_hours, s.repair_hours) for s in ordered] == [(2, 24), (4, 48), (24, 168)]


def test_satisfaction_settles_towards_its_target_by_a_share_a_month_and_falls_faster_than_it_rises():
    assert settled(0.0, 1.0, 0.2, 1.5) == pytest.approx(0.2)
    assert settled(1.0, 0.0, 0.2, 1.5) == pytest.approx(1 - 0.3)
    assert settled(0.4, 0.4, 0.2, 1.5) == 0.4
    assert settled(1.0, 0.0, 0.6, 3.0) == 0.0


def test_young_relationships_are_judged_by_events_and_old_ones_by_their_history():
    assert settling(P, 0) == pytest.approx(0.25)
    assert settling(P, 12) == pytest.approx((0.25 + 0.10) / 2)
    assert settling(P, 600) == pytest.approx(0.10)


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
    assert survey_score(P, 0.0, 0.0, 0.0) == round(7.2)
    assert survey_score(P, 1.0, 1.0, 0.5) == round(7.2 + 1.1 * 1 + 0.5 * 1 + 1.3 * 0.5)
    assert survey_score(P, 3.0, 3.0, 3.0) == 10
    assert survey_score(P, -3.0, -1.0, -3.0) == 0


def test_friends_answer_surveys_more_often():
    assert answers_survey(P, 0.5) == pytest.approx(0.45)
    assert answers_survey(P, 2.5) == pytest.approx(1 / (1 + exp(-1.0) * 0.55 / 0.45))
    assert answers_survey(Parameters(survey_bias=0), -1.0) == pytest.approx(0.45)


def test_after_an_incident_a_usual_account_says_four_of_five():
    assert csat_score(P, 0.0, 0.0) == 4
    assert csat_score(P, -2.0, 0.0) == round(3.8 - 1.4)
    assert (csat_score(P, 9.0, 0.0), csat_score(P, -9.0, 0.0)) == (5, 1)


@given(st.floats(-100, 100), st.floats(-1, 3), st.floats(-9, 9))
def test_an_answer_is_always_a_whole_number_on_its_scale(satisfaction, attitude, noise):
    score, csat = survey_score(P, satisfaction, attitude, noise), csat_score(P, satisfaction, noise)
    assert isinstance(score, int)
    assert isinstance(csat, int)
    assert 0 <= score <= 10
    assert 1 <= csat <= 5


def test_the_net_promoter_score_is_promoters_less_detractors_in_points():
    assert net_promoter_score([10, 9, 8, 7, 6, 0]) == pytest.approx(100 * (2 - 2) / 6)
    assert net_promoter_score([9, 9, 9, 3]) == 100 * (3 - 1) / 4
    assert net_promoter_score([7, 8]) == 0


def test_without_answers_there_is_no_net_promoter_score():
    assert net_promoter_score([]) is None


def test_what_holds_an_account_at_the_end_of_a_term_is_half_of_its_satisfaction_ties_and_methods_each_by_name():
    assert dict(held_at_renewal(P, ties(P, "clip"), 0.0)) == {"satisfaction": 0.0}
    held = dict(held_at_renewal(P, ties(P, "velcro"), -1.0, 0.3))
    assert held == pytest.approx({"satisfaction": -0.5, "switching_cost": 0.45, "switching_methods": 0.3})
    assert our_fit(P, "clip") < our_fit(P, "zipper") < our_fit(P, "velcro") <= 1


def test_only_the_last_two_service_levels_tie_an_account_beside_its_strategy():
    tied = [ties(P, "zipper", level) for level in SERVICE_LEVELS]
    assert tied == pytest.approx([0.2, 0.2, 0.3, 0.4])
    assert ties(Parameters(ties_relationship=0.5, strategy_ties=0), "velcro", "relationship") == 0.5


def test_an_agreed_time_is_missed_by_a_late_answer_or_a_late_repair_and_half_of_it_is_missed_sooner():
    assert not is_breach(P, 2, answered=4, lasted=48)
    assert is_breach(P, 2, answered=4.1, lasted=40)
    assert is_breach(P, 2, answered=3, lasted=48.1)
    assert is_breach(Parameters(sla_respond=0.5), 2, answered=3, lasted=40)
    assert is_breach(Parameters(sla_repair=0.5), 2, answered=3, lasted=40)
    assert not is_breach(Parameters(sla_repair=2, sla_respond=2), 2, answered=8, lasted=96)


def test_a_more_severe_incident_costs_in_proportion_and_its_recovery_brings_as_much_back():
    harsh = Parameters(severity=2)
    assert incident_impact(harsh, 1, breached=True, repeated=1.3) == 2 * incident_impact(P, 1, True, 1.3)
    assert recovery_gain(harsh, 2, first=False, quality=0.5) == 2 * recovery_gain(P, 2, False, 0.5)
    assert incident_impact(Parameters(severity=0), 1, breached=True, repeated=1.3) == 0


def test_a_new_account_feels_a_failure_more_and_half_of_that_is_gone_after_the_settling_months():
    table = Parameters(young_failure=1.4, settling_months=12)
    assert [youth(table, tenure) for tenure in (0, 12, 24)] == pytest.approx([1.4, 1.2, 1.1])
    assert youth(table, -3) == 1.4
    assert incident_impact(table, 1, False, 1.0, youth(table, 12)) == pytest.approx(-1.2 * 1.2)


def test_care_pleases_in_proportion_to_the_bill_and_not_beyond_it():
    table = Parameters(care_mood=2.0)
    assert [mood_of_care(table, share) for share in (0.0, 0.1, 5.0)] == pytest.approx([0.0, 0.2, 2.0])
