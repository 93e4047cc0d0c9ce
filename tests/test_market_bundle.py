"""The Evergreen bundle: the worked cases of the training documents come out exactly."""

from math import exp, isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamsim.market.bundle import (
    PLANS,
    STEP_DOWN,
    answering_usage,
    bounded_x,
    break_even_discount,
    bundle_bill,
    bundle_quote,
    care,
    chosen_plan,
    exit_fee,
    largest_discount,
    lifted_usage,
    over_uses,
    plan_of,
    ratchet,
    rebased_x,
)
from kamsim.market.parameters import Parameters
from kamsim.market.usage import mean_growth

A, B, C = (PLANS[name] for name in "ABC")
money = st.floats(0, 1e9)


def test_a_wallet_of_11_000_with_3_000_here_pays_8_800_saves_2_200_and_brings_5_800_more():
    # X 8,000: commitment 1.1 X, allowance 1.5 X.
    quote = bundle_quote(A, 8_000, wallet=11_000, with_us=3_000)
    assert tuple(round(value, 6) for value in quote) == (8_800, 12_000, 8_800, 11_000 - 8_800, 8_800 - 3_000)
    assert (quote.fee, quote.allowance, quote.customer_saving, quote.incremental_revenue) == (
        pytest.approx(8_800),
        pytest.approx(12_000),
        pytest.approx(2_200),
        pytest.approx(5_800),
    )


def test_a_wallet_of_9_200_with_3_200_here_saves_400_and_brings_5_600_more():
    quote = bundle_quote(A, 8_000, wallet=9_200, with_us=3_200)
    assert quote.customer_saving == pytest.approx(9_200 - 8_800) == 400
    assert quote.incremental_revenue == pytest.approx(8_800 - 3_200) == 5_600


def test_usage_beyond_the_allowance_is_paid_at_list_price():
    assert bundle_bill(A, 8_000, 12_000) == pytest.approx(8_800)
    assert bundle_bill(A, 8_000, 13_000) == pytest.approx(8_800 + 13_000 - 12_000)
    assert bundle_bill(A, 8_000, 0) == pytest.approx(8_800)


def test_plan_a_never_gives_more_than_26_67_percent():
    # At best the whole allowance is used: 1 - 1.1 / 1.5.
    best = max(1 - bundle_bill(A, 8_000, usage) / usage for usage in range(4_000, 20_000, 50))
    assert best == pytest.approx(1 - 1.1 / 1.5)
    assert round(100 * best, 2) == 26.67


@given(st.sampled_from("ABC"), st.floats(1, 1e7), st.floats(1, 1e8))
def test_no_plan_gives_more_than_its_full_allowance_saves(name, x, usage):
    plan = PLANS[name]
    assert 1 - bundle_bill(plan, x, usage) / usage <= 1 - plan.commitment / plan.allowance + 1e-9


def test_re_basing_on_the_amount_paid_raises_a_flat_wallets_fee_without_end():
    fees = ratchet(A, 8_000, 11_000, "paid", 5)
    assert [round(fee) for fee in fees] == [8_800, 9_680, 10_648, 11_713, 12_884]
    assert fees == [pytest.approx(8_000 * 1.1**period) for period in range(1, 6)]


def test_re_basing_on_usage_takes_a_flat_wallets_benefit_at_once_and_then_stops():
    fees = ratchet(A, 8_000, 11_000, "usage", 3)
    assert [round(fee, 6) for fee in fees] == [8_800, 12_100, 12_100]


def test_no_periods_give_no_fees():
    assert ratchet(A, 8_000, 11_000, "usage", 0) == []


def test_a_new_x_is_the_mean_of_the_months():
    assert rebased_x([10_000, 11_000, 12_000], [8_800] * 3, "usage") == (10_000 + 11_000 + 12_000) / 3
    assert rebased_x([10_000, 11_000, 12_000], [8_800] * 3, "paid") == 8_800


@pytest.mark.parametrize(("months", "basis"), [([], "usage"), ([1.0], "forecast")])
def test_re_basing_on_nothing_or_on_an_unknown_basis_is_refused(months, basis):
    with pytest.raises(ValueError, match=r"basis|month"):
        rebased_x(months, months, basis)


def test_care_is_half_of_the_gap_at_least_the_floor_and_nothing_without_a_gap():
    assert care(2_200, 1_200, share=0.5, floor=100) == 0.5 * (2_200 - 1_200) == 500
    assert care(2_200, 2_150, share=0.5, floor=100) == 100
    assert care(2_200, 2_200, share=0.5, floor=100) == 0
    assert care(2_200, 9_000, share=0.5, floor=100) == 0


def test_the_least_care_may_be_due_every_month():
    assert care(2_200, 9_000, share=0.5, floor=100, always=True) == 100
    assert care(2_200, 1_200, share=0.5, floor=100, always=True) == 500


def test_a_plan_has_the_numbers_that_are_set_for_it():
    assert plan_of(Parameters(), "B") == B
    assert (A.commitment, A.allowance, B.commitment, B.allowance, C.commitment, C.allowance) == (
        1.1, 1.5, 1.0, 1.25, 0.9, 1.0,
    )  # fmt: skip
    assert plan_of(Parameters(plan_b_allowance=1.3), "B").allowance == 1.3
    assert STEP_DOWN == {"A": "B", "B": "C"}


def test_usage_beyond_the_allowance_may_be_cheaper_than_list():
    assert bundle_bill(A, 8_000, 13_000, overage_discount=0.25) == pytest.approx(8_800 + 1_000 * 0.75)


def test_an_account_picks_the_cheapest_plan_unless_a_wider_one_is_hardly_dearer():
    plans = (A, B, C)
    # 9,000 of usage at X 8,000: A 8,800 all in, B 8,000 all in, C 7,200 and 1,000 extra.
    assert chosen_plan(plans, 8_000, 9_000, 0.0) is B
    # 8,100: C costs 7,300 with extra charges; B at 8,000 is 9.6 % dearer, so it comes first only above that bias.
    assert chosen_plan(plans, 8_000, 8_100, 0.03) is C
    assert chosen_plan(plans, 8_000, 8_100, 0.10) is B
    # 10,400: B 8,400 with extra charges; A at 8,800 without, 4.8 % dearer.
    assert chosen_plan(plans, 8_000, 10_400, 0.03) is B
    assert chosen_plan(plans, 8_000, 10_400, 0.05) is A


def test_re_basing_on_the_lower_of_use_and_payment_spares_the_account_most():
    assert rebased_x([10_000, 6_000], [8_800, 8_800], "lower") == (8_800 + 6_000) / 2
    fees = ratchet(A, 8_000, 11_000, "lower", 5)
    assert [round(fee) for fee in fees] == [8_800, 9_680, 10_648, 11_713, 12_100]


def test_a_cap_softens_re_basing_and_a_floor_holds_it_up():
    assert bounded_x(8_000, 11_000, cap=1.1, floor=0.0) == pytest.approx(8_800)
    assert bounded_x(8_000, 4_000, cap=1.1, floor=0.9) == pytest.approx(7_200)
    assert bounded_x(8_000, 8_100, cap=1.1, floor=0.9) == 8_100
    capped = ratchet(A, 8_000, 11_000, "usage", 5, cap=1.1)
    assert [round(fee) for fee in capped] == [8_800, 9_680, 10_648, 11_713, 12_100]


def test_usage_answers_to_the_price_at_a_constant_elasticity():
    assert answering_usage(1_000, 0.9, 1.0, -0.3) == pytest.approx(1_000 * 0.9**-0.3)
    assert answering_usage(1_000, 0.9, 0.9, -0.3) == answering_usage(1_000, 0.5, 1.0, 0.0) == 1_000
    assert isfinite(answering_usage(1_000, 0.0, 1.0, -0.7))


def test_leaving_within_a_term_costs_a_share_of_what_was_left_to_pay():
    assert exit_fee(0.5, 8_800, 4) == 0.5 * 8_800 * 4
    assert exit_fee(0.5, 8_800, 0) == exit_fee(0.5, 8_800, -2) == exit_fee(0.0, 8_800, 9) == 0


def test_a_heavy_user_is_one_beyond_its_allowance_or_well_above_its_own_mean():
    assert over_uses([100, 130], allowance=125, ratio=1.05)
    assert not over_uses([100, 120], allowance=125, ratio=1.05)
    assert over_uses([100, 100, 121], allowance=None, ratio=1.05)
    assert not over_uses([100, 100, 103], allowance=None, ratio=1.05)
    assert not over_uses([], allowance=None, ratio=1.05)


def test_usage_grows_into_a_free_allowance_and_not_beyond_it():
    # Between commitment 8,800 and allowance 12,000 a further unit costs nothing.
    assert lifted_usage(A, 8_000, 10_000, 0.08) == pytest.approx(10_000 * 1.08)
    assert lifted_usage(A, 8_000, 11_900, 0.08) == pytest.approx(12_000)
    assert lifted_usage(A, 8_000, 8_000, 0.08) == 8_000
    assert lifted_usage(A, 8_000, 12_500, 0.08) == 12_500


@pytest.mark.parametrize("p", [0.0, 0.1, 0.25, 0.5, 1.0])
@pytest.mark.parametrize("m", [0.4, 0.55, 0.7])
def test_a_uniform_discount_for_three_lost_of_a_hundred_pays_up_to_3pm_over_97_plus_3p(p, m):
    assert break_even_discount(100, 3, margin=m, win_back=p) == pytest.approx(3 * p * m / (97 + 3 * p), abs=1e-15)


def test_the_break_even_discount_of_an_empty_or_wholly_lost_building_is_defined():
    assert break_even_discount(0, 0, margin=0.5, win_back=0.5) == 0
    assert break_even_discount(3, 3, margin=0.5, win_back=0.0) == 0
    assert break_even_discount(3, 3, margin=0.5, win_back=1.0) == pytest.approx(3 * 0.5 / 3)


@given(st.sampled_from("ABC"), money, money, money)
def test_a_quote_is_finite_and_splits_the_wallet_into_bill_and_saving(name, x, wallet, with_us):
    quote = bundle_quote(PLANS[name], x, wallet, with_us)
    assert all(isfinite(value) for value in quote)
    assert quote.bill + quote.customer_saving == pytest.approx(wallet, abs=1e-3)
    assert quote.bill >= quote.fee


def test_the_faster_an_account_grows_the_more_usage_it_expects_until_x_is_set_anew():
    assert mean_growth(0.0, 6) == 1.0
    assert mean_growth(0.02, 2) == pytest.approx((exp(0.02) + exp(0.04)) / 2)
    assert mean_growth(-0.03, 6) < 1 < mean_growth(0.01, 6) < mean_growth(0.03, 6)


def test_a_bundle_gives_off_list_at_most_what_its_fee_leaves_of_its_allowance():
    assert [round(largest_discount(plan), 4) for plan in (A, B, C)] == [0.2667, 0.2, 0.1]
    assert largest_discount(A._replace(allowance=1.6)) == pytest.approx(0.3125)
