"""How a person's attitude towards a vendor moves: contacts, forgetting, colleagues, shocks. Scale -1 to 3."""

from collections.abc import Sequence
from functools import cache
from math import erf, exp, pi, sqrt
from typing import Protocol

from kamsim.market.activities import NEED_FIT, STYLE_FIT, Activity, level_fit, message_fit
from kamsim.market.calendar import MONTH_DAYS
from kamsim.market.parameters import Parameters
from kamsim.market.people import above_us, displayed_level

LOWEST, HIGHEST = -1.0, 3.0
MIDDLE_LEVEL = 2.0
"""Seniority of an account manager at which a contact goes as well as the table says."""


def bounded(attitude: float) -> float:
    """The attitude kept on its scale."""
    return LOWEST if attitude < LOWEST else HIGHEST if attitude > HIGHEST else attitude


def contact_success(parameters: Parameters, attitude: float, kind: str, style: str, manager_level: float) -> float:
    """Probability that a contact goes well, never certain; better with a friend, in the person's style, by a senior."""
    chance = parameters.contact_base + parameters.contact_style * (STYLE_FIT[kind][style] - 1)
    chance += parameters.contact_attitude * attitude
    chance += parameters.contact_seniority * (manager_level - MIDDLE_LEVEL)
    return min(parameters.contact_most, max(parameters.contact_least, chance))


def contact_gain(
    parameters: Parameters,
    activity: Activity,
    attitude: float,
    role: str,
    style: str,
    need: str,
    recent: float,
    sponsored: bool,
    rank: str,
    manager_level: float,
) -> float:
    """Levels gained by a contact that goes well, before noise; `recent` is the recency-weighted number of contacts.

    Gain falls with attitude already won and with recent contacts (Nerlove-Arrow goodwill; sizes are assumptions).
    """
    gain = (
        parameters.attitude_gain * activity.effect**parameters.activity_effect * message_fit(parameters, activity, role)
    )
    gain *= (STYLE_FIT[activity.kind][style] * NEED_FIT[activity.kind][need]) ** parameters.style_strength
    gain *= level_fit(parameters, activity, displayed_level(attitude))
    gain *= exp(-recent / parameters.contact_saturation) * (HIGHEST - attitude) / 4
    if not sponsored and above_us(manager_level, rank):
        gain *= parameters.rank_mismatch
    return gain


@cache
def mean_of_good_contacts(noise: float) -> float:
    """Mean of max(0, 1 + noise Z) for a standard normal Z: what noise makes of a gain on average, at least 1."""
    if noise <= 0:
        return 1.0
    edge = 1 / noise
    return (1 + erf(edge / sqrt(2))) / 2 + noise * exp(-(edge**2) / 2) / sqrt(2 * pi)


def contact_loss(parameters: Parameters, promise_broken: bool) -> float:
    """Levels lost by a contact that goes wrong; several times as many after a promise that was not kept."""
    return parameters.attitude_failure * (parameters.broken_promise_contact if promise_broken else 1.0)


def expected_change(parameters: Parameters, chance: float, gain: float, loss: float) -> float:
    """Change of attitude that a contact brings on average, from its chance to go well, gain before noise, and loss."""
    return chance * gain * mean_of_good_contacts(parameters.contact_noise) - (1 - chance) * loss


def remembered(recent: float, days: float, memory_days: float) -> float:
    """Recency-weighted contacts after some days without one."""
    return recent * exp(-days / memory_days)


def forgetting(parameters: Parameters, days: float) -> float:
    """Share of the way back to its base that an attitude drifts in some days."""
    return 1 - 0.5 ** (days / parameters.attitude_half_life_days)


def group_pull(parameters: Parameters, days: float) -> float:
    """Share of the way to the group's view that an attitude goes in some days (DeGroot 1974)."""
    return 1 - exp(-parameters.peer_influence * days)


class Member(Protocol):
    """Somebody in a group: an attitude, the base to which it returns, and a share of influence; shares sum to 1."""

    attitude: float
    base: float
    share: float


def relax(group: Sequence[Member], drift: float, pull: float) -> float:
    """Let a quiet time pass over a group: each drifts to the own base and is pulled towards the group's view.

    That is the mean by influence. In place, for it happens to every group every month; returns the friendliest
    attitude, `LOWEST` in no group.
    """
    view, friendliest = 0.0, LOWEST
    for member in group:
        view += member.attitude * member.share
    keep, towards_view = 1 - drift - pull, pull * view
    for member in group:
        member.attitude = attitude = keep * member.attitude + drift * member.base + towards_view
        if attitude > friendliest:
            friendliest = attitude
    return friendliest


def courting_lift(parameters: Parameters, days: float) -> float:
    """Levels that a rival's steady courting has added to an attitude after some days; it tends to a limit."""
    return forgetting(parameters, days) * parameters.rival_courting * parameters.attitude_half_life_days / MONTH_DAYS
