"""Rivals: whom they want, and what they quote."""

from math import exp, log

import pytest

from kamsim.market.parameters import Parameters
from kamsim.market.rivals import HABITS, RIVAL_KINDS, Habit, poach_probability, quoted_ratio

P = Parameters(poach_base=-3.2)
PLAIN = Habit(0.0, 0.05, 0.15, 3.0)
KINDS = pytest.mark.parametrize("kind", RIVAL_KINDS)


def wish(**circumstances):
    names = ("unhappy", "contract_ends_soon", "no_coach", "near_win")
    score = circumstances.pop("bill_score", 0.0)
    return poach_probability(P, PLAIN, score, *(circumstances.get(name, False) for name in names))


def test_a_contented_average_account_with_a_coach_is_poached_at_the_base_rate():
    assert wish() == pytest.approx(1 / (1 + exp(3.2)))


@pytest.mark.parametrize(
    ("circumstance", "logit"),
    [
        ({"unhappy": True}, 0.8),
        ({"contract_ends_soon": True}, 0.9),
        ({"no_coach": True}, 0.6),
        ({"near_win": True}, log(3.0)),
    ],
)
def test_each_circumstance_adds_to_the_wish(circumstance, logit):
    assert wish(**circumstance) == pytest.approx(1 / (1 + exp(3.2 - logit)))


def test_larger_accounts_are_wanted_more():
    assert wish(bill_score=-1.0) < wish() < wish(bill_score=2.0)


@KINDS
def test_a_wish_is_a_probability_whatever_the_account(kind):
    for base in (-6, 0):
        for score in (-8.0, 0.0, 8.0):
            for flag in (False, True):
                chance = poach_probability(Parameters(poach_base=base), HABITS[kind], score, flag, flag, flag, flag)
                assert 0 < chance < 1


def test_a_quote_lies_between_the_least_and_the_most_cut():
    assert quoted_ratio(PLAIN, 0.0) == pytest.approx(1 - 0.05)
    assert quoted_ratio(PLAIN, 0.5) == pytest.approx(1 - 0.10)
    assert quoted_ratio(PLAIN, 1.0) == pytest.approx(1 - 0.15)


@KINDS
def test_every_kind_of_rival_undercuts_a_little_and_never_gives_the_service_away(kind):
    assert 0 < HABITS[kind].least_cut < HABITS[kind].most_cut < 0.5
    assert HABITS[kind].neighbor_weight >= 1


def test_only_the_building_attacker_goes_from_door_to_door():
    assert max(HABITS, key=lambda kind: HABITS[kind].neighbor_weight) == "building_attacker"
