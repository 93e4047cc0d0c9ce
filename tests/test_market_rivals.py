"""Rivals: whom they want, and what they quote."""

from math import exp, log

import pytest

from kamsim.market.buying import logistic
from kamsim.market.parameters import Parameters
from kamsim.market.rivals import (
    HABITS,
    RIVAL_KINDS,
    Habit,
    answer_probability,
    answered_price,
    attack_pays,
    attack_quote,
    lure_of_account,
    lure_of_building,
    notice_days,
    notice_probability,
    poach_odds,
    price_floor,
    quoted_ratio,
)

P = Parameters(poach_base=-3.2, rival_cost=0.6, rival_markup=0.05)
PLAIN = Habit(0.0, 0.05, 0.15, 3.0, 0.5, 1.0)
KINDS = pytest.mark.parametrize("kind", RIVAL_KINDS)


def wish(parameters=P, habit=PLAIN, bill_score=0.0, **circumstances):
    own = (circumstances.get(name, False) for name in ("unhappy", "contract_ends_soon", "no_coach"))
    near = (circumstances.get(name, False) for name in ("attacked", "forewarned", "defection"))
    usual = poach_odds(parameters, habit, bill_score)
    return logistic(usual + lure_of_account(parameters, *own) + lure_of_building(parameters, habit, *near))


def test_a_contented_average_account_with_a_coach_is_poached_at_the_base_rate():
    assert wish() == pytest.approx(1 / (1 + exp(3.2)))


@pytest.mark.parametrize(
    ("circumstance", "logit"),
    [
        ({"unhappy": True}, 0.8),
        ({"contract_ends_soon": True}, 0.9),
        ({"no_coach": True}, 0.6),
        ({"attacked": True}, log(3.0)),
        ({"forewarned": True}, -0.8),
        ({"defection": True}, 0.3),
    ],
)
def test_each_circumstance_adds_to_the_wish(circumstance, logit):
    assert wish(**circumstance) == pytest.approx(1 / (1 + exp(3.2 - logit)))


def test_larger_accounts_are_wanted_more():
    assert wish(bill_score=-1.0) < wish() < wish(bill_score=2.0)


CIRCUMSTANCES = ("unhappy", "contract_ends_soon", "no_coach", "attacked", "forewarned", "defection")


@KINDS
def test_a_wish_is_a_probability_whatever_the_account(kind):
    for base in (-6, 0):
        for score in (-8.0, 0.0, 8.0):
            for flag in (False, True):
                circumstances = dict.fromkeys(CIRCUMSTANCES, flag)
                assert 0 < wish(Parameters(poach_base=base), HABITS[kind], score, **circumstances) < 1


def test_a_quote_lies_between_the_least_and_the_most_cut():
    assert quoted_ratio(P, PLAIN, 0.0) == pytest.approx(1 - 0.05)
    assert quoted_ratio(P, PLAIN, 0.5) == pytest.approx(1 - 0.10)
    assert quoted_ratio(P, PLAIN, 1.0) == pytest.approx(1 - 0.15)


@KINDS
def test_every_kind_of_rival_undercuts_a_little_and_never_gives_the_service_away(kind):
    assert 0 < HABITS[kind].least_cut < HABITS[kind].most_cut < 0.5
    assert HABITS[kind].neighbor_weight >= 1


def test_only_the_building_attacker_goes_from_door_to_door():
    assert max(HABITS, key=lambda kind: HABITS[kind].neighbor_weight) == "building_attacker"


@KINDS
def test_rivals_notice_some_of_what_they_lose_a_month_or_two_later(kind):
    assert 0.3 <= notice_probability(P, HABITS[kind]) <= 0.7
    assert (notice_days(P, 0.0), notice_days(P, 0.5), notice_days(P, 1.0)) == (30, 45, 60)


def test_a_rival_that_sees_everything_and_one_that_sees_nothing():
    assert notice_probability(Parameters(rival_sight=1.6), HABITS["building_attacker"]) == 1.0
    assert notice_probability(Parameters(rival_sight=0), HABITS["building_attacker"]) == 0.0


@KINDS
def test_rivals_are_mostly_passive_and_patient_with_small_losses(kind):
    assert answer_probability(P, HABITS[kind], P.rival_patience) == 0.0
    assert 0.25 <= answer_probability(P, HABITS[kind], P.rival_patience + 0.01) <= 0.40 + 1e-12


def test_an_answer_goes_half_of_the_way_to_our_price_and_never_up():
    assert answered_price(P, 0.90, 0.80) == pytest.approx(0.85)
    assert answered_price(P, 0.90, 1.00) == 0.90


def test_no_answer_and_no_quote_goes_below_cost_and_a_little_more():
    assert price_floor(P) == pytest.approx(0.6 * 1.05)
    assert answered_price(P, 0.70, 0.10) == pytest.approx(0.63)
    assert answered_price(P, 0.60, 0.10) == 0.60
    assert attack_quote(Parameters(attack_cut=0.4, rival_cost=0.7), 0.9) == pytest.approx(0.735)


def test_an_attacker_quotes_two_tenths_below_our_list_price_or_its_usual_price():
    assert attack_quote(P, 0.95) == pytest.approx(0.80)
    assert attack_quote(P, 0.75) == 0.75


def test_a_building_is_wired_only_when_what_can_be_won_there_pays_for_it():
    # 15 % of 100,000 a month at a margin of .8 - .6 for 24 months are 72,000.
    rich, dear = Parameters(rival_cost=0.6, wiring_cost=71_999), Parameters(rival_cost=0.6, wiring_cost=72_001)
    assert attack_pays(rich, 100_000)
    assert not attack_pays(dear, 100_000)
    assert not attack_pays(rich, 0.0)


def test_a_rival_that_would_lose_on_every_minute_wires_nothing():
    assert not attack_pays(Parameters(rival_cost=0.85, wiring_cost=0), 1_000_000)


def test_all_rivals_can_be_made_to_quote_deeper_or_not_below_their_price_at_all():
    assert quoted_ratio(Parameters(quote_cut=2), PLAIN, 0.5) == pytest.approx(1 - 0.20)
    assert quoted_ratio(Parameters(quote_cut=0), PLAIN, 0.5) == 1
