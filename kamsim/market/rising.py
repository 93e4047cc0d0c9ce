"""Rising stars: people of low position who will be promoted, and have more to say from then on.

That they are worth watching is from the training documents; all sizes are assumptions.
"""

from collections.abc import Sequence

from kamsim.market.calendar import MONTH_DAYS
from kamsim.market.parameters import Parameters

PROMOTED = {"C": "A", "B": "S"}
"""Position after a promotion, for those who can rise."""


def promotion_day(parameters: Parameters, draw: float) -> float:
    """Day of a promotion: half to one and a half times the mean, even, for a uniform draw."""
    return MONTH_DAYS * parameters.rising_months * (0.5 + draw)


def shares_after(shares: Sequence[float], seat: int, say: float) -> list[float]:
    """Influence in a group after the person in a seat got `say` times as much of it; the sum stays the same."""
    raw = [share * say if place == seat else share for place, share in enumerate(shares)]
    scale = sum(shares) / sum(raw)
    return [share * scale for share in raw]


def seems_rising(parameters: Parameters, rising: bool, draw: float) -> bool:
    """Whether a meeting leaves the impression that somebody will go far, for a uniform draw; it may be wrong."""
    return draw < (parameters.rising_noticed if rising else parameters.rising_false)
