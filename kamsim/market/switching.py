"""Seventeen ways to make leaving cost an account something, and what they hold together.

The ways are those of the training documents; groups after Burnham, Frels & Mahajan 2003; sizes and costs: assumptions.
"""

from collections.abc import Iterable
from math import exp
from typing import NamedTuple

from kamsim.market.parameters import Parameters


class Method(NamedTuple):
    """A way to raise switching costs: what an account would lose, logits that hold it, cost as a share of list usage.

    `group` is procedural (effort and risk of a change), financial (money lost) or relational (people and standing).
    """

    group: str
    size: float
    cost: float


METHODS = {
    "steady_quality": Method("procedural", 0.10, 0.004),
    "good_service": Method("procedural", 0.10, 0.004),
    "service_combination": Method("procedural", 0.20, 0.006),
    "tied_sale": Method("procedural", 0.15, 0.005),
    "differentiated_service": Method("procedural", 0.15, 0.005),
    "habit": Method("procedural", 0.05, 0.001),
    "status": Method("financial", 0.10, 0.003),
    "agreement": Method("financial", 0.25, 0.007),
    "points": Method("financial", 0.15, 0.005),
    "prepayment": Method("financial", 0.20, 0.006),
    "shared_standards": Method("relational", 0.10, 0.003),
    "personal_care": Method("relational", 0.10, 0.003),
    "promote_account": Method("relational", 0.10, 0.003),
    "planned_visits": Method("relational", 0.05, 0.002),
    "club": Method("relational", 0.10, 0.004),
    "wider_contacts": Method("relational", 0.15, 0.004),
    "goodwill": Method("relational", 0.15, 0.005),
}
"""All seventeen, by code."""


def diminished(total: float, ceiling: float) -> float:
    """What switching costs of a total hold: less and less for each more, never above the ceiling."""
    return ceiling * (1 - exp(-total / ceiling))


def held_by_methods(parameters: Parameters, methods: Iterable[str], by_strategy: float) -> float:
    """Logits by which methods hold an account beyond what its strategy's own ties hold already."""
    ceiling = parameters.switching_ceiling
    added = parameters.switching_size * sum([METHODS[method].size for method in methods])
    return diminished(by_strategy + added, ceiling) - diminished(by_strategy, ceiling)


def cost_of_methods(parameters: Parameters, methods: Iterable[str]) -> float:
    """Running cost of methods as a share of list usage."""
    return parameters.switching_price * sum([METHODS[method].cost for method in methods])


def leaving_rarer(held: float) -> float:
    """Share by which leaving gets rarer when methods hold an account by so many logits (of the monthly hazard)."""
    return 1 - exp(-held)
