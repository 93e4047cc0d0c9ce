"""How an account's usage moves by itself: growth, season, and a deviation that fades."""

from collections.abc import Iterable
from math import exp, sqrt

from kamsim.market.parameters import Parameters

SEASON = (0.0, -0.08, 0.02, 0.01, 0.0, 0.0, -0.01, -0.01, 0.01, 0.0, 0.02, 0.03)
"""Log season of usage by month of the year; February has the Spring Festival (assumption)."""


def usage_path(parameters: Parameters, growth: float, first_month: int, shocks: Iterable[float]) -> list[float]:
    """Usage of each month relative to what an account's file says, one for each shock (standard normal).

    The log deviation is an autoregression of order 1 whose spread is the same in every month but the first ones;
    `first_month` is a month of the year, 1 to 12, `growth` a share per month.
    """
    keep = parameters.usage_persistence
    spread, growth = parameters.usage_noise * sqrt(1 - keep**2), growth + parameters.growth_per_month
    path, deviation = [], 0.0
    for month, shock in enumerate(shocks):
        deviation = keep * deviation + spread * shock
        season = parameters.season * SEASON[(first_month - 1 + month) % 12]
        path.append(exp(growth * (month + 1) + season + deviation))
    return path
