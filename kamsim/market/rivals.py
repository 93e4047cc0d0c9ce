"""Rivals: five kinds, whom they try to poach, and what they quote."""

from math import log
from typing import NamedTuple

from kamsim.market.buying import logistic
from kamsim.market.parameters import Parameters

RIVAL_KINDS = ("price_fighter", "building_attacker", "quality_incumbent", "niche", "reseller")


class Habit(NamedTuple):
    """How a kind of rival competes: eagerness to poach (logit), smallest and largest cut of a quote (share of ours).

    All assumptions, inspired by the training documents; quotes 5-20 % under ours.
    """

    eagerness: float
    least_cut: float
    most_cut: float
    neighbor_weight: float


HABITS = {
    "price_fighter": Habit(0.3, 0.08, 0.20, 1.0),
    "building_attacker": Habit(0.0, 0.10, 0.20, 3.0),
    "quality_incumbent": Habit(-0.6, 0.02, 0.08, 1.0),
    "niche": Habit(-0.9, 0.05, 0.15, 1.0),
    "reseller": Habit(-0.3, 0.05, 0.15, 1.5),
}


def poach_probability(
    parameters: Parameters,
    habit: Habit,
    bill_score: float,
    unhappy: bool,
    contract_ends_soon: bool,
    no_coach: bool,
    near_win: bool,
) -> float:
    """Probability that a rival quotes an account this month; `bill_score`: SD of log bill above the book's mean."""
    wish = parameters.poach_base + habit.eagerness + 0.4 * bill_score
    wish += 0.8 * unhappy + 0.9 * contract_ends_soon + 0.6 * no_coach
    return logistic(wish + (log(habit.neighbor_weight) if near_win else 0.0))


def quoted_ratio(habit: Habit, draw: float) -> float:
    """A rival's quote relative to our list price; `draw` is uniform 0..1."""
    return 1 - habit.least_cut - (habit.most_cut - habit.least_cut) * draw
