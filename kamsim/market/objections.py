"""Objections: what is said, the motive behind it, and which remedy of the five-step answer (LSCPA) meets it.

LSCPA: listen, sympathize, clarify, present a remedy, assure. Kinds, remedies and motives come from the training
documents; which motive goes with which concern, and all weights, are assumptions.
"""

from math import log
from typing import NamedTuple

from kamsim.market.buying import Part
from kamsim.market.parameters import Parameters

CONCERNS = ("price", "time", "risk", "decision")
REMEDIES = {"total_cost": "price", "phases": "time", "pilot": "risk", "pitch_material": "decision"}
"""The concern that each remedy meets: total cost and payback, phases, a pilot with a way out, material for inside."""


class Motive(NamedTuple):
    """Why somebody asks for a discount: the concern behind it, and how much asking and a plain no do about it."""

    concern: str
    asked: float
    held: float


MOTIVES = {
    "rival_cheaper": Motive("price", 0.9, 0.5),
    "sees_value_differently": Motive("price", 1.125, 1.0),
    "pressing": Motive("price", 1.125, 2.0),
    "limited_budget": Motive("time", 0.9, 1.0),
    "not_buying": Motive("time", 0.9, 1.5),
    "not_from_us": Motive("risk", 0.9, 0.75),
    "not_understood": Motive("decision", 1.125, 1.0),
    "bidding_war": Motive("decision", 1.0, 1.5),
}
"""The eight reasons for asking a discount; only the first has a rival's quote behind it."""

SAID = {
    "decider": (0.2, 0.2, 0.4, 0.2),
    "finance": (0.5, 0.15, 0.25, 0.1),
    "technical": (0.1, 0.3, 0.5, 0.1),
    "user": (0.1, 0.5, 0.3, 0.1),
    "purchasing": (0.6, 0.15, 0.1, 0.15),
    "influencer": (0.2, 0.2, 0.3, 0.3),
    "gatekeeper": (0.2, 0.2, 0.1, 0.5),
}
"""How often a role objects to price, time, risk and decision."""

DRIVERS = {"price": "price", "fit": "time", "relationship": "risk", "reputation": "risk", "inertia": "decision"}
"""The concern that a person voices when this part of their choice speaks most against us."""


def picked(weights: list[float], draw: float) -> int:
    """Place of the weight in which a uniform draw falls."""
    rest = draw * sum(weights)
    for place, weight in enumerate(weights):
        rest -= weight
        if rest < 0:
            return place
    return len(weights) - 1


def concern_said(parameters: Parameters, role: str, drivers: tuple[Part, ...], draw: float) -> str:
    """What a person objects to: by role, more often what speaks most against us among their drivers."""
    weights = list(SAID[role])
    if drivers:
        weakest = DRIVERS[min(drivers, key=lambda part: part[1])[0]]
        weights[CONCERNS.index(weakest)] *= parameters.objection_weakest
    return CONCERNS[picked(weights, draw)]


def motive_behind(parameters: Parameters, said: str, candid: float, draw: float) -> str:
    """The motive behind an objection: of the concern that is said, or, less candid, of another; uniform draws."""
    honest = candid < parameters.objection_candor
    names = [name for name, motive in MOTIVES.items() if (motive.concern == said) == honest]
    return names[int(draw * len(names))]


def motive_of_demand(bluff: bool, draw: float) -> str:
    """The motive behind a demand for a discount: a true quote, or one of the seven others."""
    if not bluff:
        return "rival_cheaper"
    names = [name for name in MOTIVES if name != "rival_cheaper"]
    return names[int(draw * len(names))]


def remedy_fits(remedy: str, motive: str) -> bool:
    """Whether a remedy meets the concern behind a motive."""
    return REMEDIES[remedy] == MOTIVES[motive].concern


def _odds(probability: float) -> float:
    return log(probability / (1 - probability))


def answer_parts(parameters: Parameters, option: str, motive: str) -> tuple[Part, ...]:
    """Log-odds that an answer resolves an objection: any answer, and what fits or is given away."""
    any_answer = _odds(parameters.objection_misfit)
    parts = [("any_answer", any_answer)]
    if option == "discount_now":
        parts.append(("price_cut", _odds(parameters.objection_cut) - any_answer))
    elif remedy_fits(option, motive):
        parts.append(("remedy_fits", _odds(parameters.objection_fit) - any_answer))
    return tuple(parts)


def settle_probability(parameters: Parameters, option: str, motive: str) -> float:
    """Probability that asking what changed, or a plain no, settles a demand; the motive behind it counts."""
    base, factor = (
        (parameters.demand_asked, MOTIVES[motive].asked)
        if option == "ask_what_changed"
        else (parameters.demand_held, MOTIVES[motive].held)
    )
    return min(0.98, base * (1 + parameters.demand_motive * (factor - 1)))
