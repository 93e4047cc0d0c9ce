"""Winning a lost account back: what speaks for and against a return, and how long it lasts."""

import pytest

from kamsim.market.buying import log_odds, logistic
from kamsim.market.parameters import Parameters
from kamsim.market.tastes import Taste
from kamsim.market.winback import (
    WIN_BACK_OFFERS,
    counter_grab_parts,
    rival_term,
    second_spending,
    win_back_offer,
    win_back_parts,
)

P = Parameters(win_back_base=-1.6, weight_price=4.5)


def odds(
    offer="none",
    months_away=0.0,
    reason="other",
    met_decider=False,
    wallet_mapped=False,
    locked_in=False,
    first_life=True,
):
    parts = win_back_parts(
        P, win_back_offer(P, offer), months_away, reason, met_decider, wallet_mapped, locked_in, first_life
    )
    return log_odds(parts)


def test_an_unprepared_campaign_at_once_has_the_base_odds():
    assert odds() == pytest.approx(-1.6 + 0.5)
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
        ({"first_life": False}, -0.5),
        ({"offer": "discount"}, 0.5),
        ({"offer": "upgrade"}, 0.45),
        ({"offer": "both"}, 0.8),
    ],
)
def test_each_circumstance_changes_the_odds(circumstance, change):
    assert odds(**circumstance) == pytest.approx(-1.1 + change)


def second_life(offer):
    return win_back_offer(P, offer).second_life


def test_both_gifts_together_win_most_last_shortest_and_cost_most():
    assert max(WIN_BACK_OFFERS, key=odds) == "both"
    assert second_life("upgrade") == 1.0 < second_life("discount") == 1.3 < second_life("both") == 1.4
    costs = {offer: sum(win_back_offer(P, offer)[1:3]) for offer in WIN_BACK_OFFERS}
    assert max(costs, key=costs.__getitem__) == "both"


def test_nothing_is_given_with_no_offer_and_each_gift_has_its_price():
    assert win_back_offer(P, "none")[:3] == (0.0, 0.0, 0.0)
    assert win_back_offer(P, "both")[1:3] == (0.10, 0.03)
    assert (win_back_offer(P, "discount").cost_share, win_back_offer(P, "upgrade").discount) == (0.0, 0.0)


def test_the_numbers_of_an_offer_can_be_set():
    dear = Parameters(win_back_discount=0.25, win_back_discount_pull=1.0)
    assert win_back_offer(dear, "discount")[:2] == (1.0, 0.25)


def test_a_bundle_pulls_by_the_weight_of_price_times_the_log_of_its_saving_and_gives_nothing_off_list():
    bundle = win_back_offer(P, "bundle", bundle_ratio=0.8)
    assert bundle.pull == pytest.approx(4.5 * 0.22314, abs=1e-4)
    assert (bundle.discount, bundle.cost_share) == (0.0, 0.0)
    assert 1.0 < bundle.second_life < second_life("discount")
    assert win_back_offer(P, "bundle", bundle_ratio=1.0).pull == 0.0
    dearer = win_back_offer(P, "bundle", bundle_ratio=1.1).pull
    assert dearer == pytest.approx(-4.5 * P.loss_aversion * 0.09531, abs=1e-3)


def test_twice_the_discount_pulls_more_and_less_than_twice():
    usual, twice = win_back_offer(P, "discount"), win_back_offer(P, "discount", 0.20)
    assert win_back_offer(P, "discount", 0.10).pull == pytest.approx(usual.pull)
    assert twice.pull == pytest.approx(0.5 * 2**0.5)
    assert (twice.discount, twice.second_life) == (0.20, usual.second_life)
    assert win_back_offer(P, "both", 0.20).pull == pytest.approx(0.45 + 0.35 * 2**0.5)
    assert win_back_offer(Parameters(win_back_discount=0), "discount", 0.1).pull > 0


def test_who_left_over_service_returns_less_often_and_spends_more():
    assert odds(reason="incident") < odds(reason="price")
    assert second_spending(P, "incident") == pytest.approx(1.10)
    assert second_spending(P, "price") == 1.0


def test_ten_years_away_are_hopeless_and_still_a_probability():
    assert 0 < logistic(odds(months_away=120.0)) < 1e-4


def test_rivals_bind_accounts_for_a_year_or_two_or_not_at_all():
    terms = [rival_term(Parameters(rival_term=0.65), (place + 0.5) / 100) for place in range(100)]
    assert [terms.count(months) for months in (0, 12, 24)] == [35, 40, 25]
    assert rival_term(Parameters(rival_term=0), 0.0) == 0


def test_a_counter_grab_meets_a_fresh_contract_and_dislike_of_long_terms():
    parts = dict(counter_grab_parts(P, 0.0, 0.0, (), 24))
    assert log_odds(tuple(parts.items())) == pytest.approx(0.8 + 0.03 * 24)


@pytest.mark.parametrize(
    ("change", "logit"),
    [
        ({"price_gap": 0.1}, -4.5 * 0.1),
        ({"closeness": 1.0}, 0.9),
        ({"held": (("satisfaction", 0.5), ("switching_methods", 0.3))}, 0.8),
        ({"price_gap": 0.1, "taste": Taste(1.4, 0.6)}, -4.5 * 0.1 * 1.4),
    ],
)
def test_what_holds_an_account_against_a_counter_grab(change, logit):
    plain = {"price_gap": 0.0, "closeness": 0.0, "held": (), "term_months": 24}
    grabbed = log_odds(counter_grab_parts(P, **plain | change)) - log_odds(counter_grab_parts(P, **plain))
    assert grabbed == pytest.approx(logit)
