"""Warning signals and the health that they add up to."""

from typing import NamedTuple


class Signal(NamedTuple):
    """One sign that an account needs somebody: a code, its size, and how much health it takes (assumption)."""

    code: str
    size: float
    weight: float


def health(signals: tuple[Signal, ...]) -> float:
    """1 without signals, down to 0; what a manager sees, not the truth."""
    return max(0.0, 1.0 - sum(signal.weight for signal in signals))
