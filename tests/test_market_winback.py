"""Winning a lost account back: what speaks for and against a return."""

import pytest

from kamsim.market.buying import log_odds, logistic
from kamsim.market.parameters import Parameters
from kamsim.market.winback import WIN_BACK_OFFERS, win_back_offer, win_back_parts

P = Parameters(win_back_base=-1.1)


def odds(offer="none", months_away=0.0, reason="other", met_decider=False, wallet_mapped=False, locked_in=False):
    return log_odds(win_back_parts(P, offer, months_away, reason, met_decider, wallet_mapped, locked_in))


def test_an_unprepared_campaign_at_once_has_the_base_odds():
    assert odds() == pytest.approx(-1.1)
    assert logistic(odds()) == pytest.approx(0.25, abs=0.01)


@pytest.mark.parametrize(
    ("circumstance", "change"),
    [
        ({"months_away": 4.0}, -0.10 * 4),
        ({"reason": "price"}, 0.5),
        ({"reason": "incident"}, -0.5),
        ({"reason": "satisfaction"}, -0.5),
        ({"reason": "neighbors"}, 0.0),
        ({"met_decider": True}, 0.4),
        ({"wallet_mapped": True}, 0.3),
        ({"locked_in": True}, -0.8),
        ({"offer": "discount"}, 0.5),
        ({"offer": "upgrade"}, 0.45),
        ({"offer": "both"}, 0.8),
    ],
)
def test_each_circumstance_changes_the_odds(circumstance, change):
    assert odds(**circumstance) == pytest.approx(-1.1 + change)


def second_life(offer):
    return win_back_offer(P, offer).second_life


def test_both_gifts_together_win_most_and_keep_worst():
    assert max(WIN_BACK_OFFERS, key=odds) == "both"
    assert second_life("upgrade") == 1.0 < second_life("discount") == second_life("both") == 1.3


def test_nothing_is_given_with_no_offer_and_each_gift_has_its_price():
    assert win_back_offer(P, "none")[:3] == (0.0, 0.0, 0.0)
    assert win_back_offer(P, "both")[1:3] == (0.10, 0.03)
    assert (win_back_offer(P, "discount").cost_share, win_back_offer(P, "upgrade").discount) == (0.0, 0.0)


def test_the_numbers_of_an_offer_can_be_set():
    dear = Parameters(win_back_discount=0.25, win_back_discount_pull=1.0)
    assert win_back_offer(dear, "discount")[:2] == (1.0, 0.25)


def test_ten_years_away_are_hopeless_and_still_a_probability():
    assert 0 < logistic(odds(months_away=120.0)) < 1e-4
