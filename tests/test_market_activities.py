"""Activities: whom a message suits, and at which level of attitude an activity is welcome."""

import pytest

from kamsim.market.activities import (
    ACTIVITIES,
    NEED_FIT,
    STYLE_FIT,
    Activity,
    audit_probability,
    level_fit,
    message_fit,
)
from kamsim.market.parameters import Parameters
from kamsim.market.people import LEVELS, NEEDS, ROLES, STYLES

TABLE = Parameters()
INTIMATE = Activity("private_dinner", "social", 3.0, 30_000, 0.8, 1, 3, 2, None)
FORMAL = Activity("formal_visit", "task", 3.0, 6_000, 0.6, -1, 0, 0, None)


def test_an_activity_counts_whole_inside_its_band_a_third_one_level_off_and_nothing_further_off():
    assert [level_fit(TABLE, FORMAL, level) for level in LEVELS] == [1.0, 1.0, 0.3, 0.0, 0.0]


def test_an_intimate_activity_with_an_opponent_does_harm():
    assert level_fit(TABLE, INTIMATE, -1) == -0.5
    assert [level_fit(TABLE, INTIMATE, level) for level in (0, 1, 3)] == [0.3, 1.0, 1.0]


def test_with_an_opponent_only_what_rules_of_conduct_limit_does_harm():
    harmful = {name for name, activity in ACTIVITIES.items() if level_fit(TABLE, activity, -1) < 0}
    assert harmful == {"gift", "family_event"}
    assert level_fit(TABLE, ACTIVITIES["advisory_role"], -1) == 0.0


def test_a_message_for_somebody_elses_role_counts_less_than_one_without_a_message():
    technical = FORMAL._replace(message="technical")
    assert message_fit(TABLE, technical, "technical") > 1
    assert message_fit(TABLE, technical, "finance") == 0.6
    assert {message_fit(TABLE, FORMAL, role) for role in ROLES} == {1.0}


def test_every_message_suits_some_role_best():
    for message in ("strategic", "usability", "technical", "payback"):
        fits = {role: message_fit(TABLE, FORMAL._replace(message=message), role) for role in ROLES}
        assert max(fits.values()) > 1 > min(fits.values()), message


def test_every_kind_of_activity_has_a_fit_for_every_style_and_need():
    kinds = {activity.kind for activity in ACTIVITIES.values()}
    assert kinds == set(STYLE_FIT) == set(NEED_FIT)
    for kind in kinds:
        assert set(STYLE_FIT[kind]) == set(STYLES)
        assert set(NEED_FIT[kind]) == set(NEEDS)


@pytest.mark.parametrize("activity", ACTIVITIES.values(), ids=list(ACTIVITIES))
def test_an_activity_takes_time_costs_money_and_has_a_band_on_the_scale(activity):
    assert activity.hours > 0
    assert activity.cost_fen >= 0
    assert activity.effect > 0
    assert LEVELS[0] <= activity.low <= activity.high <= LEVELS[-1]
    assert isinstance(activity.cost_fen, int)


def test_only_social_activities_use_compliance_points():
    assert {a.kind for a in ACTIVITIES.values() if a.compliance_points} == {"social"}


def test_each_point_beyond_the_cap_adds_two_percent_to_the_risk_of_an_audit():
    assert audit_probability(TABLE, 0) == 0
    assert audit_probability(TABLE, 3) == pytest.approx(0.06)
    assert audit_probability(TABLE, 10_000) == 1
