"""Leaving between terms: proportional effects on a monthly hazard, and parts that give it back."""

from math import exp, isfinite, log
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamsim.market.buying import Voice, implied_probability, log_odds
from kamsim.market.churn import (
    bill_shock,
    bonds_of,
    hazard_without_contract,
    pressures_of,
    staying_probability,
    weights_of,
)
from kamsim.market.parameters import Parameters, parameter_table

P = Parameters(
    churn_no_contract=0.018,
    churn_in_term=0.0015,
    ratio_satisfaction=0.70,
    ratio_price_gap=1.35,
    ratio_supporter=0.85,
    ratio_incident=1.6,
    ratio_neighbor=1.8,
    ratio_line=0.75,
    exit_fee_hold=0.15,
    ratio_proactive_offer=1.6,
    ratio_owner_change=1.25,
)
W = weights_of(P)


class Standing(NamedTuple):
    """How an account stands at the end of a month."""

    in_term: bool = False
    lines: int = 1
    unexplained: float = 0.0
    supporters: tuple[str, ...] = ()
    switching_cost: float = 0.0
    switching_methods: float = 0.0
    second_life: float = 0.0
    satisfaction: float = 0.0
    price_gap: float = 0.0
    major_incident: bool = False
    neighbor: float = 0.0
    bill_shock: float = 0.0
    exit_fee: float = 0.0
    proactive_offer: bool = False
    owner_change: bool = False


QUIET = Standing()
CROWD = ("p1", "p2", "p3", "p4", "p5", "p6", "p7")


def staying_parts(weights, standing):
    return bonds_of(weights, *standing[:7]) + pressures_of(weights, *standing[7:])


def rate(standing):
    """The rate behind the monthly hazard: minus the log of the probability of staying."""
    return exp(-log_odds(staying_parts(W, standing)))


def test_a_plain_account_leaves_at_the_base_rate():
    assert rate(QUIET) == pytest.approx(0.018)
    assert rate(QUIET._replace(in_term=True)) == pytest.approx(0.0015)
    assert staying_probability(log_odds(staying_parts(W, QUIET))) == pytest.approx(exp(-0.018))


@pytest.mark.parametrize(
    ("change", "ratio"),
    [
        ({"satisfaction": 1.0}, 0.70),
        ({"satisfaction": -2.0}, 0.70**-2),
        ({"price_gap": 0.10}, 1.35),
        ({"price_gap": 0.20}, 1.35**2),
        ({"price_gap": -0.10}, 1.35**-0.5),
        ({"supporters": CROWD[:1]}, 1.0),
        ({"supporters": CROWD[:3]}, 0.85**2),
        ({"supporters": CROWD}, 0.85**4),
        ({"major_incident": True}, 1.6),
        ({"neighbor": 1.0}, 1.8),
        ({"neighbor": 0.5}, 1.8**0.5),
        ({"lines": 0}, 1.0),
        ({"lines": 3}, 0.75**2),
        ({"lines": 5}, 0.75**3),
        ({"bill_shock": log(1.5)}, 1.5),
        ({"switching_cost": 0.45}, exp(-0.45)),
        ({"unexplained": 0.4}, exp(0.4)),
        ({"switching_methods": 0.30}, exp(-0.30)),
        ({"exit_fee": 4.0}, exp(-4 * 0.15)),
        ({"exit_fee": 100.0}, exp(-2.5)),
        ({"proactive_offer": True}, 1.6),
        ({"owner_change": True}, 1.25),
    ],
)
def test_each_circumstance_multiplies_the_rate_by_its_hazard_ratio(change, ratio):
    assert rate(QUIET._replace(**change)) == pytest.approx(0.018 * ratio)


def test_each_supporter_beyond_the_first_is_named_and_at_most_four_count():
    causes = [cause for cause, _ in staying_parts(W, QUIET._replace(supporters=CROWD))]
    assert [cause for cause in causes if cause.startswith("supporter")] == [f"supporter:p{n}" for n in (2, 3, 4, 5)]


def test_a_price_advantage_weighs_half_as_much_as_a_disadvantage():
    disadvantage, advantage = (dict(staying_parts(W, QUIET._replace(price_gap=gap)))["price"] for gap in (0.1, -0.1))
    assert disadvantage == pytest.approx(-log(1.35))
    assert advantage == pytest.approx(log(1.35) / 2)
    assert "price" not in dict(staying_parts(W, QUIET))


def test_the_hazard_outside_a_contract_can_be_told_from_one_within():
    inside = QUIET._replace(in_term=True, satisfaction=-1.0)
    total = log_odds(staying_parts(W, inside))
    outside = log_odds(staying_parts(W, inside._replace(in_term=False)))
    assert hazard_without_contract(W, total) == pytest.approx(1 - staying_probability(outside))


def test_staying_is_certain_or_hopeless_at_the_ends_without_overflow():
    assert staying_probability(800) == 1
    assert staying_probability(-800) == 0


EXTREMES = tuple(
    Parameters(**{row.name: getattr(row, place) for row in parameter_table()}) for place in ("low", "high")
)


@given(
    st.sampled_from((P, *EXTREMES)),
    st.builds(
        Standing,
        in_term=st.booleans(),
        lines=st.integers(0, 5),
        unexplained=st.floats(-3, 3),
        supporters=st.integers(0, 7).map(lambda n: CROWD[:n]),
        switching_cost=st.floats(0, 0.5),
        switching_methods=st.floats(0, 2.5),
        second_life=st.floats(-0.7, 0.7),
        satisfaction=st.floats(-3, 3),
        price_gap=st.floats(-0.5, 1.0),
        major_incident=st.booleans(),
        neighbor=st.floats(0, 2),
        bill_shock=st.floats(0, 3),
        exit_fee=st.floats(0, 60),
        proactive_offer=st.booleans(),
        owner_change=st.booleans(),
    ),
)
@settings(max_examples=200)
def test_the_parts_of_any_standing_are_finite_and_imply_the_probability_of_staying(parameters, standing):
    weights = weights_of(parameters)
    parts = staying_parts(weights, standing)
    assert all(isfinite(value) for _, value in parts)
    stays = staying_probability(log_odds(parts))
    assert 0 <= stays < 1
    assert implied_probability("cloglog", (Voice("", 1.0, parts),), 0.0) == pytest.approx(stays, abs=1e-12)
    assert 0 < hazard_without_contract(weights, log_odds(parts)) <= 1


def test_a_fee_up_by_a_tenth_shocks_not_and_by_a_fifth_as_two_steps_of_a_half():
    assert [bill_shock(rise, 1.5, 0.10) for rise in (-0.5, 0.0, 0.10)] == [0.0, 0.0, 0.0]
    assert bill_shock(0.2, 1.5, 0.10) == pytest.approx(2 * log(1.5))
    assert bill_shock(7.0, 1.5, 0.10) == bill_shock(1.0, 1.5, 0.10) == pytest.approx(10 * log(1.5))


def test_a_shocking_rise_and_what_it_does_can_be_set():
    assert bill_shock(0.2, ratio=2.0, threshold=0.25) == 0.0
    assert bill_shock(0.3, ratio=2.0, threshold=0.25) == pytest.approx(3 * log(2.0))
