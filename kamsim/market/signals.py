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


SURVEYS = ("nps", "csat")
"""What accounts are asked: whether they would recommend us (0 to 10), and how an incident was handled (1 to 5)."""


class Fall(NamedTuple):
    """An answer to one of `SURVEYS` that is much lower than the one before, and its day."""

    survey: str
    before: int
    after: int
    day: float


def fall_of(parameters: Parameters, survey: str, before: int, after: int, day: float) -> Fall | None:
    """The fall between two answers of an account, where it is large enough to be a warning."""
    least = parameters.signal_survey_fall if survey == "nps" else parameters.signal_csat_fall
    return Fall(survey, before, after, day) if before - after >= least else None


def health(signals: tuple[Signal, ...]) -> float:
    """1 without signals, down to 0; what a manager sees, not the truth."""
    return max(0.0, 1.0 - sum(signal.weight for signal in signals))
