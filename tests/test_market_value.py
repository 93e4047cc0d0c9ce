"""What an account is worth from here on: present values a pencil can check."""

from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamsim.market.value import present_value, term_values, value_from_here


def whole_value(margin, in_term, later, term_left, rate, months):
    return value_from_here(margin, term_values(in_term, rate, months), term_left, later)


def test_without_churn_and_interest_months_simply_add_up():
    assert present_value(100.0, 0.0, 0.0, 12) == 100 * 12


def test_each_month_is_survived_and_discounted_once_more():
    keep = (1 - 0.02) / 1.01
    assert present_value(100.0, 0.02, 0.01, 3) == pytest.approx(100 * (keep + keep**2 + keep**3))


def test_no_months_are_worth_nothing_and_certain_churn_leaves_nothing():
    assert present_value(100.0, 0.02, 0.01, 0) == 0
    assert present_value(100.0, 0.02, 0.01, -3) == 0
    assert present_value(100.0, 1.0, 0.01, 36) == 0


def test_the_months_of_a_contract_count_at_the_low_hazard_and_the_rest_at_the_high_one():
    first, later = (1 - 0.0015) / 1.01, (1 - 0.018) / 1.01
    expected = 100 * (first + first**2 + first**2 * (later + later**2))
    assert whole_value(100.0, 0.0015, 0.018, 2, 0.01, 4) == pytest.approx(expected)


def test_a_contract_longer_than_the_lifetime_counts_to_its_end_only():
    assert whole_value(100.0, 0.0015, 0.018, 60, 0.01, 36) == pytest.approx(present_value(100.0, 0.0015, 0.01, 36))


def test_a_signed_term_is_worth_more_than_none_and_a_loss_making_account_less_than_nothing():
    assert whole_value(100.0, 0.001, 0.02, 24, 0.01, 36) > whole_value(100.0, 0.001, 0.02, 0, 0.01, 36) > 0
    assert whole_value(-100.0, 0.001, 0.02, 24, 0.01, 36) < 0


@given(
    st.floats(-1e7, 1e7), st.floats(0, 1), st.floats(0, 1), st.integers(0, 60), st.floats(0, 0.1), st.integers(0, 60)
)
def test_any_value_is_finite_and_never_more_than_all_months_in_full(margin, low, high, term, rate, months):
    value = whole_value(margin, low, high, term, rate, months)
    assert isfinite(value)
    assert abs(value) <= abs(margin) * months * (1 + 1e-9)
