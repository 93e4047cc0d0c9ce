"""Attitudes move by contacts, forgetting, colleagues and rivals' courting, and never leave their scale."""

from math import exp, isfinite
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamsim.market.activities import ACTIVITIES, NEED_FIT, STYLE_FIT, Activity
from kamsim.market.attitude import (
    MIDDLE_LEVEL,
    bounded,
    contact_gain,
    contact_success,
    courting_lift,
    forgetting,
    group_pull,
    relax,
    remembered,
)
from kamsim.market.parameters import Parameters
from kamsim.market.people import NEEDS, RANKS, ROLES, STYLES

PARAMETERS = Parameters(
    attitude_gain=0.5,
    contact_saturation=5,
    attitude_half_life_days=240,
    peer_influence=0.004,
    rival_courting=0.06,
    turnover=0,
)
VISIT = Activity("visit", "task", 3.0, 6_000, 0.6, -1, 3, 0, None)
attitudes = st.floats(-1, 3)


def gain(
    activity=VISIT, attitude=1.0, role="user", style="analytical", need="basic", recent=0.0, sponsored=False, rank="B"
):
    return contact_gain(PARAMETERS, activity, attitude, role, style, need, recent, sponsored, rank, MIDDLE_LEVEL)


def success(attitude, kind, style, manager_level=2):
    return contact_success(PARAMETERS, attitude, kind, style, manager_level)


def test_a_contact_gains_effect_times_fits_times_what_is_left_to_win():
    # Gain, effect, no message, analytical person with a task, basic need with a task, half of the way to 3 left.
    assert gain() == pytest.approx(0.5 * 0.6 * 1 * 1.4 * 1 * 1 * (3 - 1) / 4)


def test_recent_contacts_wear_a_contact_out():
    assert gain(recent=5) == pytest.approx(gain() * exp(-5 / 5))


def test_somebody_who_excludes_everybody_else_already_cannot_be_won_further():
    assert gain(attitude=3.0) == 0


def test_a_call_far_above_our_rank_does_half_as_much_unless_a_sponsor_opens_the_door():
    assert gain(rank="S") == pytest.approx(0.5 * gain(rank="A"))
    assert gain(rank="S", sponsored=True) == gain(rank="A", sponsored=True)


def test_a_junior_team_is_too_low_for_directors_and_a_senior_team_is_not_too_low_for_the_top():
    def halved(level, rank):
        met, sponsored = (
            contact_gain(PARAMETERS, VISIT, 1.0, "user", "analytical", "basic", 0.0, sponsor, rank, level)
            for sponsor in (False, True)
        )
        return met == pytest.approx(0.5 * sponsored)

    assert [rank for rank in RANKS if halved(1, rank)] == ["S", "A"]
    assert [rank for rank in RANKS if halved(1.8, rank)] == ["S"]
    assert [rank for rank in RANKS if halved(3, rank)] == []


def test_an_intimate_activity_with_an_opponent_costs_attitude():
    assert gain(ACTIVITIES["family_event"], attitude=-1.0) < 0 < gain(ACTIVITIES["family_event"], attitude=1.5)


def test_a_gift_means_most_to_who_looks_for_the_basics_and_costs_attitude_with_an_opponent():
    basic, esteem, achievement = (gain(ACTIVITIES["gift"], style="amiable", need=need) for need in NEEDS)
    assert basic > esteem > achievement > 0
    # Gain, effect, amiable person in company, basic need in company, half of the way to 3 left.
    assert basic == pytest.approx(0.5 * 0.3 * 1.3 * 1.2 * (3 - 1) / 4)
    assert gain(ACTIVITIES["gift"], attitude=-1.0) < 0
    assert gain(ACTIVITIES["gift"], attitude=2.9) == pytest.approx(0.3 * 0.5 * 0.3 * 0.7 * 1.2 * 0.1 / 4)


def test_the_message_for_a_role_gains_more_with_that_role():
    workshop = VISIT._replace(message="technical")
    assert gain(workshop, role="technical") / gain(workshop, role="finance") == pytest.approx(1.4 / 0.6)


def test_a_contact_is_likelier_to_go_well_with_a_friend_and_in_the_persons_style():
    assert success(0.0, "task", "analytical") == pytest.approx(0.62 + 0.20 * (1.4 - 1) + 0.08 * 0)
    assert success(2.0, "task", "analytical") == pytest.approx(0.62 + 0.20 * (1.4 - 1) + 0.08 * 2)
    assert success(0.0, "task", "amiable") < success(0.0, "care", "amiable")


def test_a_senior_manager_makes_a_contact_likelier_to_go_well():
    assert success(0.0, "task", "analytical", manager_level=3) == pytest.approx(0.62 + 0.20 * 0.4 + 0.05 * (3 - 2))
    assert success(0.0, "task", "analytical", manager_level=1.8) == pytest.approx(0.70 - 0.05 * 0.2)


@given(attitudes, st.sampled_from(sorted(STYLE_FIT)), st.sampled_from(STYLES))
def test_no_contact_is_certain(attitude, kind, style):
    for level in (1, 3):
        assert 0.05 <= success(attitude, kind, style, level) <= 0.97


@given(
    st.sampled_from(sorted(ACTIVITIES)),
    attitudes,
    st.sampled_from(ROLES),
    st.sampled_from(STYLES),
    st.sampled_from(NEEDS),
    st.floats(0, 1e6),
    st.booleans(),
    st.sampled_from(RANKS),
)
def test_one_contact_moves_an_attitude_by_less_than_two_levels(
    name, attitude, role, style, need, recent, sponsored, rank
):
    change = contact_gain(
        PARAMETERS, ACTIVITIES[name], attitude, role, style, need, recent, sponsored, rank, MIDDLE_LEVEL
    )
    assert isfinite(change)
    assert abs(change) < 2


def after_rest(attitudes, bases, drift, pull, shares=None):
    shares = shares or [1 / len(attitudes)] * len(attitudes)
    group = [SimpleNamespace(attitude=x, base=b, share=s) for x, b, s in zip(attitudes, bases, shares, strict=True)]
    relax(group, drift, pull)
    return [member.attitude for member in group]


def test_contacts_are_forgotten_exponentially():
    assert remembered(4.0, 21, 21) == pytest.approx(4 * exp(-1))
    assert remembered(4.0, 0, 21) == 4.0


def test_half_of_the_distance_to_the_base_is_left_after_the_half_life():
    assert forgetting(PARAMETERS, 240) == pytest.approx(0.5)
    assert after_rest([2.0], [0.0], 0.5, 0.0) == [1.0]


def test_colleagues_draw_together_and_their_mean_stays():
    pull = 1 - exp(-0.004 * 30)
    assert group_pull(PARAMETERS, 30) == pytest.approx(pull)
    moved = after_rest([0.0, 2.0], [0.0, 2.0], 0.0, pull)
    assert moved == [pytest.approx(0 + pull * (1 - 0)), pytest.approx(2 + pull * (1 - 2))]
    assert sum(moved) == pytest.approx(2.0)


def test_the_influential_draw_their_colleagues_further_than_they_are_drawn():
    moved = after_rest([0.0, 2.0], [0.0, 2.0], 0.0, 0.1, shares=[0.75, 0.25])
    assert moved == [pytest.approx(0 + 0.1 * (0.5 - 0)), pytest.approx(2 + 0.1 * (0.5 - 2))]
    assert 0.75 * moved[0] + 0.25 * moved[1] == pytest.approx(0.5)


def test_nothing_happens_in_no_time_and_to_nobody():
    assert forgetting(PARAMETERS, 0) == group_pull(PARAMETERS, 0) == 0
    assert after_rest([0.3, 1.2], [0.0, 0.0], 0.0, 0.0) == [0.3, 1.2]
    assert relax([], 0.1, 0.1) == -1


def test_a_quiet_time_tells_who_is_friendliest_after_it():
    group = [SimpleNamespace(attitude=x, base=base, share=0.5) for x, base in ((2.0, 0.0), (1.5, 1.5))]
    assert relax(group, 0.5, 0.0) == 1.5 == group[1].attitude > group[0].attitude


@given(
    st.lists(st.tuples(attitudes, attitudes), min_size=1, max_size=9),
    st.floats(120, 540),
    st.floats(0, 0.01),
)
@settings(max_examples=50)
def test_a_quiet_month_keeps_a_group_within_what_it_thought_and_what_it_is_used_to(people, half_life, influence):
    parameters = Parameters(attitude_half_life_days=half_life, peer_influence=influence)
    now, base = [x for x, _ in people], [b for _, b in people]
    low, high = min(now + base), max(now + base)
    for attitude in after_rest(now, base, forgetting(parameters, 30), group_pull(parameters, 30)):
        assert low - 1e-9 <= attitude <= high + 1e-9


def test_a_rivals_courting_adds_up_to_a_limit():
    limit = 0.06 / 30 * 240
    assert courting_lift(PARAMETERS, 0) == 0
    assert courting_lift(PARAMETERS, 240) == pytest.approx(limit / 2)
    assert courting_lift(PARAMETERS, 1e6) == pytest.approx(limit)
    assert courting_lift(Parameters(rival_courting=0), 700) == 0


def test_an_attitude_stays_on_its_scale():
    assert [bounded(x) for x in (-5.0, -1.0, 0.4, 3.0, 17.0)] == [-1.0, -1.0, 0.4, 3.0, 3.0]


def test_every_need_and_style_has_someone_it_suits_better():
    for table in (NEED_FIT, STYLE_FIT):
        for fits in table.values():
            assert max(fits.values()) > min(fits.values())


def test_activities_can_be_made_alike_and_style_and_need_can_be_made_to_matter_more_or_not_at_all():
    def gained(**values):
        parameters = PARAMETERS.model_copy(update=values)
        return contact_gain(parameters, VISIT, 1.0, "user", "analytical", "achievement", 0.0, False, "B", MIDDLE_LEVEL)

    rest, fit = 0.5 * (3 - 1) / 4, 1.4 * 1.1
    assert gained() == pytest.approx(rest * 0.6 * fit)
    assert gained(activity_effect=0) == pytest.approx(rest * fit)
    assert gained(activity_effect=2) == pytest.approx(rest * 0.36 * fit)
    assert gained(style_strength=0) == pytest.approx(rest * 0.6)
    assert gained(style_strength=2) == pytest.approx(rest * 0.6 * fit**2)
