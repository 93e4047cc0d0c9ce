"""The normal relationship: an account's departments, what is done with them, how they score and what that brings.

Departments, stages, their aims and the two parts of the score follow the training documents; sizes are assumptions.
The documents judge the larger part by results: a department that supports us at a critical moment, passes information
on, keeps trouble to itself. Here that part is approximated by aim, because in the model those results follow from the
score: judged by them, a score would be its own cause, and most accounts have no such moment in a year.
"""

from collections.abc import Iterable
from typing import NamedTuple

from kamsim.market.parameters import Parameters

DEPARTMENTS = ("marketing", "planning", "purchasing", "finance", "maintenance")


class Manner(NamedTuple):
    """One class of activity with a department: hours and money for each, and what it achieves at each stage, 0..1."""

    name: str
    hours: float
    cost_fen: int
    fit: dict[str, float]


MANNERS = {
    manner.name: manner
    for manner in (
        Manner(
            "business", 3, 30_000, {"leads": 1.0, "opportunity": 1.0, "execution": 0.7, "payment": 0.5},
        ),
        Manner(
            "team_building", 4, 80_000, {"leads": 0.5, "opportunity": 0.5, "execution": 1.0, "payment": 1.0},
        ),
        Manner(
            "routine", 0.5, 5_000, {"leads": 0.2, "opportunity": 0.2, "execution": 0.3, "payment": 0.4},
        ),
    )
}  # fmt: skip

STAGE_DEPARTMENTS = {
    "leads": ("marketing", "planning", "purchasing"),
    "opportunity": ("planning", "purchasing", "finance", "maintenance"),
    "execution": ("maintenance",),
    "payment": ("finance",),
}
"""Who matters at each stage: to find leads; to steer the tender; to be accepted fast; to be paid."""
INFORMANTS = ("marketing", "planning", "purchasing")
"""Departments that know what is planned, and for how much."""
STARTERS = ("marketing", "planning")
"""Departments where something new begins."""
SUPPORTERS = ("purchasing", "planning", "finance")
"""Departments that can speak for an offer in a sale."""


class Tended(NamedTuple):
    """A line of the log: on which day what was done with which department, and at which stage."""

    day: float
    department: str
    manner: str
    stage: str


def stage_of(parameters: Parameters, active: bool, selling: bool, days_since_signature: float | None) -> str:
    """Where the business with an account stands: leads, opportunity, execution or payment."""
    if selling:
        return "opportunity"
    if days_since_signature is not None and days_since_signature <= parameters.connecting_days:
        return "execution"
    return "payment" if active else "leads"


def aim(parameters: Parameters, entry: Tended) -> float:
    """What an activity achieves, 0..1: the right manner with a department that matters at the stage."""
    fit = MANNERS[entry.manner].fit[entry.stage]
    return fit if entry.department in STAGE_DEPARTMENTS[entry.stage] else parameters.department_aside * fit


def department_score(parameters: Parameters, log: Iterable[Tended], department: str, today: float) -> float:
    """Score of a department today, 0..1: a small part for how often it was tended, the rest for how well it was aimed.

    Both count recent activities, older ones less; `department_process` is the part for frequency (20 to 30 %).
    """
    often = well = 0.0
    for entry in log:
        if entry.department == department:
            left = 0.5 ** ((today - entry.day) / parameters.department_half_life_days)
            often += left
            well += left * aim(parameters, entry)
    process = min(1.0, often / parameters.department_frequent)
    result = min(1.0, well / parameters.department_well_aimed)
    return parameters.department_process * process + (1 - parameters.department_process) * result


def support(parameters: Parameters, log: Iterable[Tended], today: float) -> float:
    """Logits by which tended departments speak for our offer in a sale: by the mean score of those asked about it."""
    return parameters.department_support * _mean_score(parameters, log, SUPPORTERS, today)


def information(parameters: Parameters, log: Iterable[Tended], today: float) -> float:
    """How well we are informed of an account's plans, 0..1: the mean score of those who know them."""
    return _mean_score(parameters, log, INFORMANTS, today)


def leads_ratio(parameters: Parameters, log: Iterable[Tended], today: float) -> float:
    """Needs relative to the usual ones, at least 1: by the mean score of those where something new begins."""
    return 1 + parameters.department_leads * _mean_score(parameters, log, STARTERS, today)


def eased(parameters: Parameters, log: Iterable[Tended], today: float) -> float:
    """Satisfaction in SD that friendly maintenance people add while what was signed is being connected."""
    return parameters.department_acceptance * department_score(parameters, log, "maintenance", today)


def days_sooner(parameters: Parameters, log: Iterable[Tended], today: float) -> float:
    """Days by which a tended finance department pays sooner."""
    return parameters.department_payment_days * department_score(parameters, log, "finance", today)


def _mean_score(parameters: Parameters, log: Iterable[Tended], departments: tuple[str, ...], today: float) -> float:
    entries = list(log)
    return sum(department_score(parameters, entries, who, today) for who in departments) / len(departments)
