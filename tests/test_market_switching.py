"""Seventeen ways to make leaving cost something: what they hold, what they cost, and that each more holds less."""

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamsim.market.parameters import Parameters
from kamsim.market.switching import METHODS, cost_of_methods, diminished, held_by_methods

P = Parameters(switching_ceiling=2.5)


def test_there_are_seventeen_methods_of_three_groups():
    assert len(METHODS) == 17
    assert {method.group for method in METHODS.values()} == {"procedural", "financial", "relational"}
    assert all(0.05 <= method.size <= 0.25 for method in METHODS.values())
    assert all(method.cost > 0 for method in METHODS.values())


def test_one_method_holds_a_little_less_than_its_size():
    assert held_by_methods(P, ["agreement"], 0.0) == pytest.approx(2.5 * (1 - exp(-0.25 / 2.5)))
    assert held_by_methods(P, [], 0.45) == 0


def test_a_method_holds_less_on_top_of_close_ties_than_alone():
    together = 2.5 * (1 - exp(-(0.45 + 0.25) / 2.5)) - 2.5 * (1 - exp(-0.45 / 2.5))
    assert held_by_methods(P, ["agreement"], 0.45) == pytest.approx(together)
    assert together < held_by_methods(P, ["agreement"], 0.0)


def test_all_methods_together_hold_less_than_their_sum_and_less_than_the_ceiling():
    whole = sum(method.size for method in METHODS.values())
    assert held_by_methods(P, METHODS, 0.0) == pytest.approx(2.5 * (1 - exp(-whole / 2.5)))
    assert held_by_methods(P, METHODS, 0.0) < min(whole, 2.5)


@given(st.lists(st.sampled_from(tuple(METHODS)), unique=True), st.sampled_from(tuple(METHODS)), st.floats(0, 0.45))
def test_each_further_method_holds_more_and_adds_less_than_it_would_alone(methods, one, ties):
    before = held_by_methods(P, methods, ties)
    after = held_by_methods(P, {*methods, one}, ties)
    assert before - 1e-12 <= after <= before + diminished(METHODS[one].size, 2.5) + 1e-12


def test_methods_cost_their_sum_and_both_sides_can_be_stressed():
    pair = ("agreement", "points")
    plain = METHODS["agreement"].cost + METHODS["points"].cost
    assert cost_of_methods(P, pair) == pytest.approx(plain)
    assert cost_of_methods(Parameters(switching_price=3), pair) == pytest.approx(3 * plain)
    assert held_by_methods(Parameters(switching_size=0), pair, 0.2) == 0
