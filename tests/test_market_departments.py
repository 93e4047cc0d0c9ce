"""Departments: what is done with whom at which stage, and how it scores."""

import pytest

from kamsim.market.departments import (
    DEPARTMENTS,
    INFORMANTS,
    MANNERS,
    STAGE_DEPARTMENTS,
    Tended,
    aim,
    days_sooner,
    department_score,
    eased,
    information,
    leads_ratio,
    stage_of,
    support,
)
from kamsim.market.parameters import Parameters

DEFAULT = Parameters()


def log(department, manner, stage, times, day=0.0):
    return [Tended(day, department, manner, stage)] * times


def test_every_manner_says_what_it_does_at_every_stage():
    assert all(set(manner.fit) == set(STAGE_DEPARTMENTS) for manner in MANNERS.values())
    assert {name for names in STAGE_DEPARTMENTS.values() for name in names} <= set(DEPARTMENTS)
    assert set(INFORMANTS) <= set(DEPARTMENTS)


@pytest.mark.parametrize(
    ("active", "selling", "signed", "stage"),
    [
        (True, True, 10, "opportunity"),
        (True, False, 10, "execution"),
        (True, False, 90, "execution"),
        (True, False, 91, "payment"),
        (True, False, None, "payment"),
        (False, False, None, "leads"),
    ],
)
def test_the_stage_follows_from_where_the_business_stands(active, selling, signed, stage):
    assert stage_of(DEFAULT, active, selling, signed) == stage


def test_a_score_is_one_fifth_frequency_and_four_fifths_result():
    # Four recent activities are full marks for frequency, two well-aimed ones for results.
    assert department_score(DEFAULT, log("finance", "team_building", "payment", 4), "finance", 0) == pytest.approx(1)
    assert department_score(DEFAULT, log("finance", "team_building", "payment", 1), "finance", 0) == pytest.approx(
        0.2 * 1 / 4 + 0.8 * 1 / 2
    )


def test_birthday_cards_alone_score_for_frequency_and_little_else():
    cards = department_score(DEFAULT, log("purchasing", "routine", "leads", 4), "purchasing", 0)
    visits = department_score(DEFAULT, log("purchasing", "business", "leads", 2), "purchasing", 0)
    assert cards == pytest.approx(0.2 + 0.8 * 4 * 0.2 / 2)
    assert visits > cards


def test_an_activity_with_a_department_that_does_not_matter_now_achieves_half():
    assert aim(DEFAULT, Tended(0, "purchasing", "business", "leads")) == 1.0
    assert aim(DEFAULT, Tended(0, "maintenance", "business", "leads")) == 0.5


def test_what_was_done_fades_and_a_department_left_alone_scores_nothing():
    entries = log("finance", "business", "opportunity", 1)
    now, later = (department_score(DEFAULT, entries, "finance", day) for day in (0, 120))
    assert later == pytest.approx(now / 2)
    assert department_score(DEFAULT, entries, "planning", 0) == 0.0


def test_information_is_the_mean_score_of_those_who_plan():
    entries = log("marketing", "business", "leads", 4) + log("maintenance", "business", "leads", 4)
    assert information(DEFAULT, entries, 0) == pytest.approx(1 / 3)
    assert information(DEFAULT, [], 0) == 0.0


def test_purchasing_planning_and_finance_speak_for_an_offer_by_their_mean_score():
    full = [entry for who in ("purchasing", "planning", "finance") for entry in log(who, "business", "opportunity", 4)]
    assert support(DEFAULT, full, 0) == pytest.approx(DEFAULT.department_support)
    assert support(DEFAULT, full[:4], 0) == pytest.approx(DEFAULT.department_support / 3)
    assert support(DEFAULT, log("marketing", "business", "opportunity", 4), 0) == 0
    assert support(DEFAULT, full, 120) < support(DEFAULT, full, 0)


def test_needs_rise_with_the_mean_score_of_those_where_something_new_begins():
    full = [entry for who in ("marketing", "planning") for entry in log(who, "business", "leads", 4)]
    assert leads_ratio(DEFAULT, full, 0) == pytest.approx(1.5)
    assert leads_ratio(DEFAULT, full[:4], 0) == pytest.approx(1.25)
    assert leads_ratio(DEFAULT, log("finance", "business", "leads", 4), 0) == 1


def test_maintenance_eases_what_is_connected_and_finance_pays_a_week_sooner_by_their_scores():
    half = Tended(0, "maintenance", "team_building", "execution")
    assert eased(DEFAULT, [half], 0) == pytest.approx(0.3 * (0.2 / 4 + 0.8 / 2))
    assert eased(DEFAULT, log("finance", "team_building", "execution", 4), 0) == 0
    assert days_sooner(DEFAULT, log("finance", "team_building", "payment", 4), 0) == pytest.approx(7)
    assert days_sooner(DEFAULT, log("finance", "team_building", "payment", 4), 120) == pytest.approx(7 * (0.1 + 0.8))
    assert days_sooner(DEFAULT, log("maintenance", "team_building", "payment", 4), 0) == 0
