"""Service incidents: severity, agreed times, repair, and what they do to satisfaction (in standard deviations)."""

from typing import NamedTuple


class Severity(NamedTuple):
    """Agreed response and repair in hours (training documents); satisfaction (SD) and attitude lost (assumptions)."""

    name: str
    respond_hours: float
    repair_hours: float
    impact: float
    technical_shock: float
    other_shock: float


SEVERITIES = {
    1: Severity("outage", 2, 24, 1.2, -0.25, -0.10),
    2: Severity("fault", 4, 48, 0.6, -0.10, -0.04),
    3: Severity("query", 24, 168, 0.2, 0.0, 0.0),
}

SERVICE_LEVELS = ("responsive", "proactive", "tailored", "relationship")
SERVICE_TARGET = {"responsive": 0.0, "proactive": 0.2, "tailored": 0.4, "relationship": 0.5}
"""Satisfaction an account settles at, in SD (assumption)."""
SERVICE_COST = {"responsive": 0.0, "proactive": 0.007, "tailored": 0.018, "relationship": 0.035}
"""Cost as a share of list usage (assumption)."""
SERVICE_PRIORITY = {"responsive": 3, "proactive": 2, "tailored": 1, "relationship": 0}

STRATEGIES = ("clip", "zipper", "velcro")
STRATEGY_SWITCHING = {"clip": 0.0, "zipper": 0.20, "velcro": 0.45}
"""Switching cost that a relationship strategy builds, in logits (names: training documents; sizes: assumptions)."""
STRATEGY_FIT = {"clip": 0.0, "zipper": 0.10, "velcro": 0.20}
STRATEGY_COST = {"clip": 0.0, "zipper": 0.008, "velcro": 0.02}

SETTLING = 0.15
"""Share of the way to its target that satisfaction goes in a month (anchoring and adjustment; assumption)."""
RECOVERY_LIMIT = 0.2
"""By how much a well-handled first failure may leave an account happier than before."""


def incident_impact(level: int, breached: bool, repeated: bool) -> float:
    """Change of satisfaction in SD: worse when the agreed time is missed, worse again after an earlier failure."""
    impact = SEVERITIES[level].impact * (1.5 if breached else 1.0)
    return -impact * (1.3 if repeated else 1.0)


def recovery_gain(level: int, repeated: bool) -> float:
    """Satisfaction won by a good recovery: can outweigh a first failure, never a second (Maxham & Netemeyer 2002)."""
    return SEVERITIES[level].impact * 0.5 if repeated else SEVERITIES[level].impact + RECOVERY_LIMIT


def settled(satisfaction: float, target: float) -> float:
    """Satisfaction after a quiet month."""
    return satisfaction + SETTLING * (target - satisfaction)


def survey_score(satisfaction: float, mean_attitude: float, noise: float) -> int:
    """Answer to "would you recommend us", 0 to 10; `noise` is standard normal."""
    return round(min(10.0, max(0.0, 7.2 + 1.1 * satisfaction + 0.5 * mean_attitude + 1.3 * noise)))


PROMOTER, DETRACTOR = 9, 6
"""Least answer of a promoter, highest of a detractor (training documents)."""


def net_promoter_score(scores: list[int]) -> float | None:
    """Share of promoters (9-10) less share of detractors (0-6), in points -100 to 100; None without answers."""
    if not scores:
        return None
    return 100 * (sum(s >= PROMOTER for s in scores) - sum(s <= DETRACTOR for s in scores)) / len(scores)


OUR_FIT, OUR_REPUTATION = 0.6, 0.6
"""How well our standard offer fits, and our standing, 0..1 (assumptions)."""


def our_fit(strategy: str) -> float:
    """How well our offer fits, 0..1, with what a relationship strategy adds."""
    return OUR_FIT + STRATEGY_FIT[strategy]


def incumbent_inertia(base: float, strategy: str, satisfaction: float) -> float:
    """Logits that hold an account with us at the end of a term; satisfaction in SD counts half (assumption)."""
    return base + (STRATEGY_SWITCHING[strategy] + 0.5 * satisfaction)
