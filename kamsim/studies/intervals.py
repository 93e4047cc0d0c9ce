"""A mean with its interval: Student's t, over independent replications."""

from collections.abc import Sequence
from math import sqrt
from statistics import fmean, stdev
from typing import NamedTuple

CONFIDENCE = 0.95


class Interval(NamedTuple):
    """A mean with its 95 % t interval over `count` replications; None where there are too few to say."""

    mean: float | None
    low: float | None
    high: float | None
    count: int


def mean_interval(values: Sequence[float]) -> Interval:
    """Mean of finite values with its interval."""
    count = len(values)
    if count < 2:
        return Interval(values[0] if values else None, None, None, count)
    from scipy.special import stdtrit

    mean = fmean(values)
    half = float(stdtrit(count - 1, (1 + CONFIDENCE) / 2)) * stdev(values) / sqrt(count)
    return Interval(mean, mean - half, mean + half, count)
