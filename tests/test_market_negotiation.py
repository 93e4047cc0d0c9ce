"""A buyer's demand for a lower price: how likely it is, how much is claimed, and what giving in leaves of the price."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamsim.market.negotiation import (
    CLAIM_BIAS,
    GUESS,
    LEAST_CLAIM,
    MOST_CLAIM,
    SETTLED,
    claimed_cut,
    demand_probability,
    discount_after,
)


def test_each_cut_given_breeds_the_next_demand_up_to_three():
    chances = [demand_probability(0.02, cuts, False, False) for cuts in range(6)]
    assert chances == [pytest.approx(0.02 * n) for n in (1, 2, 3, 4, 4, 4)]


def test_a_live_quote_and_an_ending_term_make_demands_likelier():
    assert demand_probability(0.02, 0, True, False) == pytest.approx(0.02 * 3)
    assert demand_probability(0.02, 0, False, True) == pytest.approx(0.02 * 1.5)
    assert demand_probability(0.02, 1, True, True) == pytest.approx(0.02 * 2 * 3 * 1.5)
    assert demand_probability(0.0, 3, True, True) == 0


def test_a_claim_goes_beyond_the_truth_and_a_bluff_beyond_a_guess():
    assert claimed_cut(0.12, 0.0) == 0.12
    assert claimed_cut(0.12, 1.0) == round(0.12 + CLAIM_BIAS, 2)
    assert claimed_cut(None, 0.0) == GUESS


@given(st.none() | st.floats(-2, 2), st.floats(0, 1))
def test_a_claim_is_never_silly(true_cut, draw):
    assert LEAST_CLAIM <= claimed_cut(true_cut, draw) <= MOST_CLAIM


def test_a_cut_comes_off_what_is_paid_now_not_off_list():
    # 10 % off a price of 0.80 of list: 0.72 is left, a discount of 28 %.
    assert discount_after(0.80, 0.10, 0.6) == pytest.approx(1 - 0.80 * (1 - 0.10))
    assert discount_after(0.80, 0.0, 0.6) == pytest.approx(0.20)


def test_giving_in_never_raises_a_price_above_list_nor_goes_beyond_the_most_that_may_be_offered():
    assert discount_after(1.4, 0.05, 0.6) == 0.0
    assert discount_after(0.45, 0.30, 0.6) == 0.6


def test_asking_first_settles_more_demands_than_a_plain_no():
    assert 0 < SETTLED["hold"] < SETTLED["ask_what_changed"] < 1
