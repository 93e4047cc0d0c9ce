"""How an account's usage moves by itself: growth, season, and a deviation that fades."""

from collections.abc import Iterable, Sequence
from math import exp, log, sqrt

from kamsim.market.parameters import Parameters

SEASON = (0.0, -0.08, 0.02, 0.01, 0.0, 0.0, -0.01, -0.01, 0.01, 0.0, 0.02, 0.03)
"""Log season of usage by month of the year; February has the Spring Festival (assumption)."""


def seasons(parameters: Parameters, first_month: int, months: int) -> list[float]:
    """Log usage of each month that all accounts share: the season from a month of the year (1 to 12), and a shock."""
    usual = [parameters.season * SEASON[(first_month - 1 + month) % 12] for month in range(months)]
    if not parameters.demand_shock:
        return usual
    fall, since = log(1 + parameters.demand_shock), parameters.demand_shock_month - 1
    return [season + fall if month >= since else season for month, season in enumerate(usual)]


def elasticities(parameters: Parameters, products: Iterable[str]) -> dict[str, float]:
    """Elasticity of usage to our price by product line; no entry where all lines have that of `usage_elasticity`."""
    ratios = {product: getattr(parameters, f"elasticity_{product}") for product in products}
    if all(ratio == 1 for ratio in ratios.values()):
        return {}
    return {product: parameters.usage_elasticity * ratio for product, ratio in ratios.items()}


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
