"""What an account manager can do with a person: price in hours and yuan, effect, and where it fits."""

from typing import NamedTuple

from kamsim.market.parameters import Parameters


class Activity(NamedTuple):
    """One kind of contact; `low` and `high` bound the attitude levels at which it is appropriate.

    `compliance_points` above 0 mark what rules of conduct limit: meals, gifts, private events.
    """

    name: str
    kind: str
    hours: float
    cost_fen: int
    effect: float
    low: int
    high: int
    compliance_points: int
    message: str | None


SPONSOR_CALL = "sponsor_call"
"""The activity that only an account's sponsor can do, out of an executive's few hours."""

ACTIVITIES = {
    activity.name: activity
    for activity in (
        # Effects, hours and costs are teaching assumptions; names and levels come from the training documents.
        Activity("follow_up", "task", 0.5, 500, 0.15, -1, 3, 0, None),
        Activity("savings_proposal", "task", 3.0, 2_000, 0.35, -1, 1, 0, "payback"),
        Activity("visit", "task", 3.0, 6_000, 0.60, -1, 3, 0, None),
        Activity("workshop", "task", 6.0, 40_000, 0.90, -1, 2, 0, "technical"),
        Activity("meal", "social", 3.0, 30_000, 0.50, -1, 2, 1, None),
        Activity("gift", "social", 0.5, 20_000, 0.30, 0, 2, 1, None),
        Activity("reference_visit", "prestige", 10.0, 150_000, 1.20, 0, 2, 0, "strategic"),
        Activity("training", "care", 6.0, 60_000, 0.60, 0, 3, 0, "usability"),
        Activity("care", "care", 1.0, 10_000, 0.35, 0, 3, 0, None),
        Activity("family_event", "social", 6.0, 80_000, 0.80, 1, 3, 2, None),
        Activity("advisory_role", "prestige", 8.0, 120_000, 1.10, 1, 3, 0, "strategic"),
        Activity(SPONSOR_CALL, "prestige", 2.0, 50_000, 1.30, 0, 3, 0, "strategic"),
    )
}

STYLE_FIT = {
    "task": {"controlling": 1.2, "advocating": 0.8, "analytical": 1.4, "amiable": 0.8},
    "prestige": {"controlling": 1.2, "advocating": 1.4, "analytical": 0.8, "amiable": 0.8},
    "social": {"controlling": 0.7, "advocating": 1.3, "analytical": 0.7, "amiable": 1.3},
    "care": {"controlling": 0.8, "advocating": 1.0, "analytical": 0.8, "amiable": 1.4},
}
"""How well a kind of activity fits a social style (assumption; adaptiveness matters: Verbeke et al. 2011)."""

NEED_FIT = {
    "task": {"basic": 1.0, "esteem": 0.9, "achievement": 1.1},
    "prestige": {"basic": 0.7, "esteem": 1.1, "achievement": 1.3},
    "social": {"basic": 1.2, "esteem": 1.0, "achievement": 0.8},
    "care": {"basic": 1.2, "esteem": 1.1, "achievement": 0.8},
}
"""How well a kind of activity meets what a person looks for (assumption)."""

MESSAGE_FIT = {
    "strategic": {"decider": 1.3},
    "usability": {"user": 1.3},
    "technical": {"technical": 1.4},
    "payback": {"finance": 1.4, "purchasing": 1.1, "decider": 1.1},
}
"""How well the message of an activity suits a role; a message for somebody else's role counts `message_mismatch`."""


def hours_of_contact(parameters: Parameters, activity: Activity) -> float:
    """Hours of the account team that a contact takes, with those of any work and of contacts alone stretched."""
    return parameters.work_hours * parameters.activity_hours * activity.hours


def audit_probability(parameters: Parameters, points: int) -> float:
    """Probability that compliance points beyond the month's cap bring an audit."""
    return min(1.0, parameters.audit_risk * points)


def message_fit(parameters: Parameters, activity: Activity, role: str) -> float:
    """1 for an activity without a set message, above 1 where it suits the role, below 1 where it does not."""
    if activity.message is None:
        return 1.0
    return MESSAGE_FIT[activity.message].get(role, parameters.message_mismatch)


def level_fit(parameters: Parameters, activity: Activity, level: int) -> float:
    """1 in the activity's band of levels, less one level off, 0 further; negative when intimate with an opponent."""
    if activity.low <= level <= activity.high:
        return 1.0
    if level == -1 and activity.compliance_points:
        return -parameters.intimate_harm
    return parameters.band_edge if level in (activity.low - 1, activity.high + 1) else 0.0
