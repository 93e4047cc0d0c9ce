"""Lifetime value line by line: the lines sum, and the estimated ones follow their rules."""

import pytest

from kamsim.market.lifetime import LifetimeLines, referral_effect, tenure_saving
from kamsim.market.parameters import Parameters

P = Parameters(tenure_saving=0.05, referral_rate=0.10, referral_conversion=0.25, referral_damage=0.5)
LINES = LifetimeLines(5_000, 1_000, 0, -800, -100, -50, -900, -300, 40, 60, -10, 9_000)


def test_what_is_booked_and_what_is_estimated_make_the_whole():
    assert LINES.booked == 5_000 + 1_000 - 800 - 100 - 50 - 900 - 300
    assert LINES.estimated == 40 + 60 - 10 + 9_000
    assert LINES.total == LINES.booked + LINES.estimated


def test_two_accounts_add_up_line_by_line():
    both = LINES.plus(LINES._replace(care=0))
    assert both.base_margin == 10_000
    assert both.care == -100
    assert both.total == 2 * LINES.total + 100


def test_four_years_of_acquaintance_save_a_fifth_of_the_cost_and_more_years_no_more():
    assert tenure_saving(P, 1_000, 0) == 0
    assert tenure_saving(P, 1_000, 2) == pytest.approx(1_000 * 0.05 * 2)
    assert tenure_saving(P, 1_000, 4) == tenure_saving(P, 1_000, 9) == pytest.approx(200)


def test_a_promoter_brings_a_fortieth_of_an_account_and_a_detractor_takes_half_of_that():
    gain = 0.10 * 0.25 * 400_000
    assert referral_effect(P, 9, 400_000) == referral_effect(P, 10, 400_000) == pytest.approx(gain)
    assert referral_effect(P, 7, 400_000) == referral_effect(P, 8, 400_000) == 0
    assert referral_effect(P, 6, 400_000) == referral_effect(P, 0, 400_000) == pytest.approx(-gain / 2)
