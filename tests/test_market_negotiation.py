"""A buyer's demand for a lower price: how likely it is, how much is claimed, and what giving in leaves of the price."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamsim.market.negotiation import (
    claimed_cut,
    demand_probability,
    discount_after,
    most_likely,
)
from kamsim.market.parameters import Parameters

P = Parameters(discount_demand=0.02)


def test_each_cut_given_breeds_the_next_demand_up_to_three():
    chances = [demand_probability(P, cuts, False, False) for cuts in range(6)]
    assert chances == [pytest.approx(0.02 * n) for n in (1, 2, 3, 4, 4, 4)]


def test_a_live_quote_and_an_ending_term_make_demands_likelier():
    assert demand_probability(P, 0, True, False) == pytest.approx(0.02 * 3)
    assert demand_probability(P, 0, False, True) == pytest.approx(0.02 * 1.5)
    assert demand_probability(P, 1, True, True) == pytest.approx(0.02 * 2 * 3 * 1.5)
    assert demand_probability(Parameters(discount_demand=0), 3, True, True) == 0


def test_a_discount_given_at_once_adds_a_quarter_to_the_chance_of_the_next_demand():
    assert demand_probability(P, 1, False, False, torn=True) == pytest.approx(0.02 * 2 + 0.25)


def test_no_circumstances_make_a_first_demand_likelier_than_the_most():
    for quoted in (False, True):
        for ends_soon in (False, True):
            assert demand_probability(P, 0, quoted, ends_soon) <= most_likely(P)
    assert demand_probability(P, 0, True, True) == pytest.approx(most_likely(P))


def test_a_claim_goes_beyond_the_truth_and_a_bluff_beyond_a_guess():
    assert claimed_cut(P, 0.12, 0.0) == 0.12
    assert claimed_cut(P, 0.12, 1.0) == round(0.12 + 0.08, 2)
    assert claimed_cut(P, None, 0.0) == P.demand_guess


@given(st.none() | st.floats(-2, 2), st.floats(0, 1))
def test_a_claim_is_never_silly(true_cut, draw):
    assert 0.05 <= claimed_cut(P, true_cut, draw) <= 0.30


def test_a_cut_comes_off_what_is_paid_now_not_off_list():
    # 10 % off a price of 0.80 of list: 0.72 is left, a discount of 28 %.
    assert discount_after(0.80, 0.10, 0.6) == pytest.approx(1 - 0.80 * (1 - 0.10))
    assert discount_after(0.80, 0.0, 0.6) == pytest.approx(0.20)


def test_giving_in_never_raises_a_price_above_list_nor_goes_beyond_the_most_that_may_be_offered():
    assert discount_after(1.4, 0.05, 0.6) == 0.0
    assert discount_after(0.45, 0.30, 0.6) == 0.6
