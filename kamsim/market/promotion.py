"""Road-shows: an afternoon in a building makes us known there for some months, and accounts come by themselves."""

from math import exp, log

from kamsim.market.calendar import MONTH_DAYS
from kamsim.market.parameters import Parameters


def awareness_left(awareness: float, days: float, half_life_days: float) -> float:
    """How well we are known some days after a road-show, 0..1."""
    return awareness * 0.5 ** (days / half_life_days) if awareness else 0.0


def uncertain_effect(parameters: Parameters, normal: float) -> float:
    """How well road-shows work in one game, relative to what is expected, from a standard normal number; 1 on average.

    Nobody knows it before a trial: such outcomes are to be tried in a part of the book first (training documents).
    """
    spread = parameters.road_show_spread
    return exp(spread * normal - spread**2 / 2) if spread else 1.0


def extra_lead_days(parameters: Parameters, rate: float, gained: float, draw: float) -> float | None:
    """Days until the first lead that a road-show brings by itself, or None when it brings none.

    `rate` is the usual number of leads a month. The extra rate starts at `road_show_lift` times that, times the
    awareness gained, and fades with it; `draw` in (0, 1) is turned into the waiting time of that fading rate.
    """
    start = parameters.road_show_lift * rate * gained / MONTH_DAYS
    if start <= 0:
        return None
    lasting = parameters.road_show_half_life_days / log(2)
    spent = -log(draw) / (start * lasting)
    return -lasting * log(1 - spent) if spent < 1 else None
