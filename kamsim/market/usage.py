"""How an account's usage moves by itself: growth, season, and a deviation that fades."""

from collections.abc import Iterable, Sequence
from math import exp, sqrt

from kamsim.market.parameters import Parameters

SEASON = (0.0, -0.08, 0.02, 0.01, 0.0, 0.0, -0.01, -0.01, 0.01, 0.0, 0.02, 0.03)
"""Log season of usage by month of the year; February has the Spring Festival (assumption)."""


def seasons(parameters: Parameters, first_month: int, months: int) -> list[float]:
    """Log season of each month of a game that begins in a month of the year, 1 to 12."""
    return [parameters.season * SEASON[(first_month - 1 + month) % 12] for month in range(months)]


def mean_growth(growth: float, months: int) -> float:
    """Mean usage of the next months relative to now at a growth, a share per month."""
    return sum([exp(growth * month) for month in range(1, months + 1)]) / months


def usage_path(parameters: Parameters, growth: float, seasons: Sequence[float], shocks: Iterable[float]) -> list[float]:
    """Usage of each month relative to what an account's file says, from a log season and a standard normal shock each.

    The log deviation from growth (a share per month) and season is an autoregression of order 1.
    """
    keep, growth = parameters.usage_persistence, growth + parameters.growth_per_month
    spread = parameters.usage_noise * sqrt(1 - keep**2)
    path, trend, deviation = [], 0.0, 0.0
    for season, shock in zip(seasons, shocks, strict=True):
        trend += growth
        deviation = keep * deviation + spread * shock
        path.append(exp(trend + season + deviation))
    return path
