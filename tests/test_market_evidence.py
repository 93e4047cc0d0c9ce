"""What meetings show: scores around the truth, closeness, and clues that mislead less and less."""

from statistics import fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamsim.market.evidence import (
    DIMENSIONS,
    Impression,
    closeness,
    clue_certainty,
    error_left,
    guess,
    map_doubt,
    scores,
)
from kamsim.market.parameters import Parameters
from kamsim.market.people import STYLES, displayed_level

TABLE = Parameters()
GRID = [(step + 0.5) / 4096 for step in range(4096)]


def test_without_error_the_scores_lie_around_the_attitude_and_easier_dimensions_come_first():
    assert scores(Impression(1.25, 0.0, 0.5)) == (2, 1, 1, 1, 1, 1)
    assert scores(Impression(3.0, 0.0, 0.5)) == (3, 3, 3, 3, 3, 3)
    assert scores(Impression(-1.0, 0.0, 0.5)) == (-1,) * 6
    assert len(DIMENSIONS) == 6


@given(st.floats(-3, 5), st.floats(0, 1), st.floats(0, 1, exclude_max=True))
def test_scores_stay_on_their_scale_and_so_does_closeness(shown, spread, luck):
    found = scores(Impression(shown, spread, luck))
    assert len(found) == len(DIMENSIONS)
    assert all(score in (-1, 0, 1, 2, 3) for score in found)
    assert closeness(found) in (1, 2, 3, 4, 5)


def test_the_error_of_a_score_is_that_of_the_table_and_none_on_average():
    # The first digits of the luck drive the last dimension, whose score is rounded: rounding adds 1/12 of variance.
    last = [scores(Impression(1.2, 0.36, luck))[-1] for luck in GRID]
    assert fmean(last) == pytest.approx(1.0, abs=0.02)
    assert pstdev(last) == pytest.approx((0.36**2 + 1 / 12) ** 0.5, abs=0.06)


def test_the_errors_of_different_dimensions_differ():
    found = [scores(Impression(1.0, 0.36, luck)) for luck in (0.1234567, 0.7654321, 0.3333333)]
    assert any(len(set(one)) > 1 for one in found)


@pytest.mark.parametrize(("attitude", "steps"), [(-1, 1), (0, 2), (1, 3), (2, 4), (3, 5)])
def test_closeness_counts_from_one_against_us_to_five_for_a_coach(attitude, steps):
    assert closeness((attitude,) * 6) == steps


def test_each_coach_takes_three_tenths_of_the_error_away():
    assert [error_left(TABLE, coaches) for coaches in (0, 1, 2, 5)] == pytest.approx([1.0, 0.7, 0.4, 0.0])


def test_clues_are_right_in_60_percent_at_first_and_in_90_percent_after_three_contacts():
    assert [clue_certainty(TABLE, contacts) for contacts in (0, 1, 2, 3, 50)] == pytest.approx([0, 0.6, 0.75, 0.9, 0.9])


def test_each_mapping_takes_a_tenth_off_the_doubt():
    assert [map_doubt(TABLE, times) for times in (0, 1, 4, 9)] == pytest.approx([0.4, 0.3, 0.0, 0.0])


def test_a_guess_is_right_as_often_as_it_is_certain_and_else_any_other_option():
    found = [guess("amiable", STYLES, 0.6, luck, (luck * 977) % 1) for luck in GRID]
    assert found.count("amiable") / len(found) == pytest.approx(0.6, abs=0.001)
    assert {style: found.count(style) > 300 for style in STYLES} == dict.fromkeys(STYLES, True)


@given(st.sampled_from(STYLES), st.floats(0, 1, exclude_max=True), st.floats(0, 1, exclude_max=True))
def test_what_was_read_rightly_stays_right(truth, luck, other):
    seen = [guess(truth, STYLES, clue_certainty(TABLE, contacts), luck, other) for contacts in (1, 2, 3)]
    right = [style == truth for style in seen]
    assert right == sorted(right)


def test_a_level_that_was_shown_stays_until_it_is_clearly_another():
    assert displayed_level(1.6, 1, 0.15) == 1
    assert displayed_level(1.7, 1, 0.15) == 2
    assert displayed_level(0.4, 1, 0.15) == 1
    assert displayed_level(0.3, 1, 0.15) == 0
    assert displayed_level(1.6) == displayed_level(1.6, 1) == 2
