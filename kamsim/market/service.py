"""Service incidents: severity, agreed times, repair, and what they do to satisfaction (in standard deviations)."""

from math import exp, log
from typing import NamedTuple

from kamsim.market.buying import Part, logistic
from kamsim.market.parameters import Parameters


class Severity(NamedTuple):
    """Agreed response and repair in hours (training documents); satisfaction (SD) and attitude lost (assumptions).

    The parameters `sla_respond`, `sla_repair` and `severity` multiply them.
    """

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


def service_cost(parameters: Parameters, level: str) -> float:
    """Running cost of a service level as a share of list usage."""
    return parameters.service_price * SERVICE_COST[level]


def strategy_cost(parameters: Parameters, strategy: str) -> float:
    """Running cost of a relationship strategy as a share of list usage."""
    return parameters.strategy_price * STRATEGY_COST[strategy]


class Failure(NamedTuple):
    """An outage or fault that an account remembers: its level, the day it was felt, and how many came before."""

    level: int
    day: float
    number: int


def agreed_repair(parameters: Parameters, level: int) -> float:
    """Hours within which an incident is to be repaired."""
    return parameters.sla_repair * SEVERITIES[level].repair_hours


def is_breach(parameters: Parameters, level: int, answered: float, lasted: float) -> bool:
    """Whether an agreed time was missed, from hours until the answer and hours until the repair."""
    late = answered > parameters.sla_respond * SEVERITIES[level].respond_hours
    return late or lasted > agreed_repair(parameters, level)


def repair_hours(parameters: Parameters, level: int, priority: int, noise: float) -> float:
    """Hours of a repair, lognormal; `priority` 0 (best service level) to 3, `noise` standard normal.

    Other agreed times do not make engineers quicker: it goes by the usual ones.
    """
    urgency = parameters.vip_repair * (1 + (1.75 - 1) * priority / 3)
    hours = SEVERITIES[level].repair_hours * parameters.repair_share * exp(parameters.repair_spread * noise)
    return hours * urgency * parameters.repair_factor


def response_hours(parameters: Parameters, level: int, waited: float, noise: float) -> float:
    """Hours until an incident is answered: waiting for an engineer, then the way there."""
    return waited + 0.5 * SEVERITIES[level].respond_hours * exp(parameters.repair_spread * noise)


def repetition(parameters: Parameters, earlier: Failure | None, level: int, today: float) -> float:
    """How much worse a failure is felt after an earlier one: worse, and worse still if similar and close in time.

    After Maxham & Netemeyer 2002 (double deviations); sizes are assumptions.
    """
    if earlier is None or level > 2:
        return 1.0
    alike = earlier.level == level and today - earlier.day < parameters.failure_days
    return parameters.second_failure * (parameters.similar_failure if alike else 1.0)


def youth(parameters: Parameters, tenure: int) -> float:
    """How much worse a failure is felt by a young relationship; fades with months of tenure."""
    return 1 + (parameters.young_failure - 1) * 0.5 ** (max(0, tenure) / parameters.settling_months)


def incident_impact(parameters: Parameters, level: int, breached: bool, repeated: float, young: float = 1.0) -> float:
    """Change of satisfaction in SD; worse when an agreed time was missed.

    `repeated` is as in `repetition`, `young` as in `youth`.
    """
    impact = parameters.severity * SEVERITIES[level].impact * (1 + parameters.breach_weight * breached)
    return -impact * repeated * young


def recovery_gain(parameters: Parameters, level: int, first: bool, quality: float) -> float:
    """Satisfaction won by a recovery of a quality 0..1: it can outweigh a first failure, never a second."""
    return quality * (parameters.severity * SEVERITIES[level].impact + (parameters.recovery_surplus if first else 0.0))


def settling(parameters: Parameters, tenure: int) -> float:
    """Share of the way to its target that satisfaction goes in a month, falling with months of tenure.

    Anchoring and adjustment: a young relationship is judged by its last month, an old one by its history.
    """
    young = 0.5 ** (max(0, tenure) / parameters.settling_months)
    return parameters.settling_old + (parameters.settling_new - parameters.settling_old) * young


def settled(satisfaction: float, target: float, share: float, loss: float) -> float:
    """Satisfaction after a quiet month; a way down is gone faster, by a ratio."""
    if target < satisfaction:
        share = share * loss if share * loss < 1 else 1.0
    return satisfaction + share * (target - satisfaction)


def mood_of_care(parameters: Parameters, share: float) -> float:
    """Satisfaction in SD that care adds to where it settles; `share` is care over the bill, and counts up to 1."""
    return parameters.care_mood * min(1.0, share)


def answers_survey(parameters: Parameters, attitude: float) -> float:
    """Probability that an account answers a survey: friends answer more often, so an average flatters us."""
    usual = parameters.survey_response
    if not 0 < usual < 1:
        return usual
    return logistic(log(usual / (1 - usual)) + parameters.survey_bias * (attitude - 0.5))


def survey_score(parameters: Parameters, satisfaction: float, attitude: float, noise: float) -> int:
    """Answer to "would you recommend us", 0 to 10; `noise` is standard normal."""
    score = parameters.survey_base + parameters.survey_satisfaction * satisfaction
    score += parameters.survey_attitude * attitude + parameters.survey_noise * noise
    return round(min(10.0, max(0.0, score)))


def csat_score(parameters: Parameters, satisfaction: float, noise: float) -> int:
    """Answer to "how did we handle this incident", 1 to 5; `noise` is standard normal."""
    score = parameters.csat_base + parameters.csat_satisfaction * satisfaction + parameters.csat_noise * noise
    return round(min(5.0, max(1.0, score)))


PROMOTER, DETRACTOR = 9, 6
"""Least answer of a promoter, highest of a detractor (training documents)."""


def net_promoter_score(scores: list[int]) -> float | None:
    """Share of promoters (9-10) less share of detractors (0-6), in points -100 to 100; None without answers."""
    if not scores:
        return None
    return 100 * (sum(s >= PROMOTER for s in scores) - sum(s <= DETRACTOR for s in scores)) / len(scores)


def our_fit(parameters: Parameters, strategy: str) -> float:
    """How well our offer fits, 0..1, with what a relationship strategy adds."""
    return parameters.our_fit + STRATEGY_FIT[strategy]


def ties(parameters: Parameters, strategy: str, level: str = "responsive") -> float:
    """Switching cost that a relationship strategy and a service level build, in logits; only the last two levels do."""
    by_service = {"tailored": parameters.ties_tailored, "relationship": parameters.ties_relationship}
    return parameters.strategy_ties * STRATEGY_SWITCHING[strategy] + by_service.get(level, 0.0)


def service_target(parameters: Parameters, level: str) -> float:
    """Satisfaction that an account settles at with a service level, in SD."""
    return parameters.service_effect * SERVICE_TARGET[level]


def held_at_renewal(parameters: Parameters, ties: float, satisfaction: float, methods: float = 0.0) -> tuple[Part, ...]:
    """What holds an account at the end of a term, beside `incumbent_us`, in logits; satisfaction in SD.

    `ties` is what strategy and service level build (`ties`), `methods` what the methods against leaving hold.
    """
    parts = [("satisfaction", parameters.satisfaction_inertia * satisfaction)]
    if ties:
        parts.append(("switching_cost", ties))
    if methods:
        parts.append(("switching_methods", methods))
    return tuple(parts)
