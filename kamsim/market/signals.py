"""Warning signals and the health that they add up to. Some are plain facts; others are hearsay that may be wrong."""

from typing import NamedTuple

from kamsim.market.parameters import Parameters


class Signal(NamedTuple):
    """One sign that an account needs somebody: a code, its size, and how much health it takes (assumption)."""

    code: str
    size: float
    weight: float


HEARSAY = {"tender_rumor": 0.15, "calls_elsewhere": 0.15, "complaints": 0.12, "visit_missed": 0.08}
"""Signals that come through others, with their weights: a tender is talked of, calls to the most called numbers fall,
users grumble again, a meeting is called off. Each may be missed, and each may be a false alarm."""


def heard(parameters: Parameters, true: bool, draw: float) -> bool:
    """Whether a signal of hearsay reaches us this month, for a uniform draw: a true one mostly, a false one seldom."""
    return draw < (parameters.signal_sensitivity if true else parameters.signal_false_alarm / len(HEARSAY))


def health(signals: tuple[Signal, ...]) -> float:
    """1 without signals, down to 0; what a manager sees, not the truth."""
    return max(0.0, 1.0 - sum(signal.weight for signal in signals))
