"""Which accounts deserve what: classes, stages and scores over what a manager may know; nothing here is hidden truth.

The classes, the four dimensions of value and the matrix follow the training documents; weights and thresholds are
assumptions.
"""

from collections.abc import Mapping
from typing import NamedTuple

from kamsim.market.parameters import Parameters

ABC_SHARES = (("A", 0.2), ("B", 0.5))
"""Rank, as a share of the book, up to which an account is A, then B; the rest is C."""
TENURES = (("0-3 months", 3), ("3-6 months", 6), ("6-12 months", 12), ("1-3 years", 36))
"""Upper ends of the classes of tenure, in months; beyond is `LONG_TENURE`."""
LONG_TENURE = "over 3 years"
VALUE_TIERS = (("platinum", 3.0), ("gold", 1.0), ("iron", 0.2))
"""Bills, relative to the book's mean, from which an account belongs to a tier; below is lead."""
DIMENSIONS = {"current": 0.4, "potential": 0.3, "relationship": 0.15, "strategic": 0.15}
"""Weights of the four dimensions in an account's value."""
ATTRACTION = {"current": 0.5, "potential": 0.35, "strategic": 0.15}
"""What makes an account attractive to us; how well it likes us is our strength, not its attraction."""
CELLS = {
    (True, True): "key",
    (True, False): "key_development",
    (False, True): "maintenance",
    (False, False): "opportunist",
}
"""The matrix, by whether the account attracts us and whether we are capable."""
CAPABILITIES = ("contact", "decider", "wallet", "lines", "service", "price")
"""What we need to serve an account: each is hard to get (0), easy to get (1), or there (2)."""
STAGES = ("acquisition", "development", "maturity", "decline", "churn")
"""The stages of an account's life."""
ILL_HEALTH, SHRUNK, ROOM = 0.5, 0.85, 0.3
"""Health, and bill relative to earlier, below which an account declines; share of a wallet elsewhere that is room."""
NEIGHBORS = 5.0
"""Neighbors at which an account's pull on others is half of what it can be."""


class Known(NamedTuple):
    """What a manager knows of one account; money in CNY a month, levels are those that people showed.

    `capabilities` are scores 0 to 2 by the names of `CAPABILITIES`. `trend` is the bill relative to an earlier one,
    None without one; `tenure_months` is None when nobody knows since when the account is ours.
    """

    status: str
    bill: float
    usage: float
    wallet: float
    lines: int
    lines_with_us: int
    neighbors: int
    levels: tuple[int, ...]
    people: int
    relation: float
    health: float
    trend: float | None
    tenure_months: int | None
    capabilities: Mapping[str, int]


class Portrait(NamedTuple):
    """How an account looks beside the others of its book; scores are 0 to 1.

    `values` are the four dimensions, `value` their weighted sum. `cell` is the matrix's, `stage` one of
    `STAGES`; `tenure` is None when it is not known.
    """

    abc: str
    values: dict[str, float]
    value: float
    attractiveness: float
    capability: float
    cell: str
    value_tier: str
    stage: str
    tenure: str | None


def abc_classes(amounts: Mapping[str, float]) -> dict[str, str]:
    """Class of each account by its rank in the book: the top fifth, the next three tenths, the rest; ties by id."""
    ranked = sorted(amounts, key=lambda key: (-amounts[key], key))
    classes = {}
    for place, key in enumerate(ranked):
        classes[key] = next((name for name, limit in ABC_SHARES if place / len(ranked) < limit), "C")
    return classes


def tenure_class(status: str, months: int | None) -> str | None:
    """How long an account has been ours: a prospect, one of five classes, or None when nobody knows."""
    if status == "prospect":
        return "prospect"
    if months is None:
        return None
    return next((name for name, limit in TENURES if months < limit), LONG_TENURE)


def value_tier(bill: float, mean: float) -> str:
    """Platinum, gold, iron or lead, by the bill relative to the book's mean."""
    ratio = bill / mean if mean > 0 else 0.0
    return next((name for name, least in VALUE_TIERS if ratio >= least), "lead")


def stage_of_life(known: Known) -> str:
    """Acquisition, development, maturity, decline or churn."""
    if known.status != "active":
        return "churn" if known.status == "lost" else "acquisition"
    if known.health < ILL_HEALTH or (known.trend is not None and known.trend < SHRUNK):
        return "decline"
    growing = known.trend is not None and known.trend > 1 / SHRUNK
    room = 1 - known.usage / known.wallet if known.wallet > 0 else 0.0
    young = known.tenure_months is not None and known.tenure_months < 12
    return "development" if growing or young or room > ROOM else "maturity"


def value_dimensions(known: Known, mean: float) -> dict[str, float]:
    """Current, potential, relationship and strategic value, 0 to 1, relative to the book's mean bill."""
    elsewhere = max(0.0, known.wallet - known.usage)
    warmth = sum((level + 1) / 4 for level in known.levels) / known.people if known.people else 0.0
    return {
        "current": _half_at(known.bill, mean),
        "potential": _half_at(elsewhere, mean),
        "relationship": max(warmth, known.relation),
        "strategic": _half_at(known.neighbors, NEIGHBORS),
    }


def capability(scores: Mapping[str, int]) -> float:
    """How well we can serve an account, 0 to 1: the mean of what is hard to get (0), easy (1) or there (2)."""
    return sum(scores[name] for name in CAPABILITIES) / (2 * len(CAPABILITIES))


def portrait_of(parameters: Parameters, known: Known, mean: float, abc: str) -> Portrait:
    """Everything about an account beside a book whose accounts are billed `mean` CNY a month on average."""
    values = value_dimensions(known, mean)
    attractiveness = sum(weight * values[name] for name, weight in ATTRACTION.items())
    able = capability(known.capabilities)
    return Portrait(
        abc,
        values,
        sum(weight * values[name] for name, weight in DIMENSIONS.items()),
        attractiveness,
        able,
        CELLS[attractiveness >= parameters.attractive_from, able >= parameters.capable_from],
        value_tier(known.bill, mean),
        stage_of_life(known),
        tenure_class(known.status, known.tenure_months),
    )


def _half_at(amount: float, middle: float) -> float:
    """0 for nothing, 1/2 at the middle, towards 1 beyond."""
    return amount / (amount + middle) if amount > 0 else 0.0
