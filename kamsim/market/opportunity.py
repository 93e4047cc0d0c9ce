"""The six stages of a sale: how long each takes, what it asks for, and when it dies."""

from math import exp, log

STAGES = ("contact", "discovery", "design", "value_show", "objections", "signature")
STAGE_DAYS = (13.0, 21.0, 21.0, 17.0, 17.0, 19.0)
"""Mean days a stage takes with half the group covered; typical coverage is lower and makes a cycle of 90-180 days."""


def stage_days(
    stage: int, coverage: float, mean_attitude: float, people: int, draws: tuple[float, float, float]
) -> float:
    """Days a stage takes: gamma with shape 3, shorter with coverage (0..1) and goodwill, longer in large groups."""
    erlang = -log(draws[0] * draws[1] * draws[2]) / 3
    return (
        STAGE_DAYS[stage] * erlang * exp(-0.35 * (coverage - 0.5) - 0.15 * (mean_attitude - 0.5) + 0.04 * (people - 7))
    )


def gate_passed(stage: int, roles_met: set[str], wallet_mapped: bool) -> bool:
    """Whether a stage's gate is met: three roles for discovery, a map for design, the decider, then finance."""
    if STAGES[stage] == "discovery":
        return len(roles_met) >= 3
    if STAGES[stage] == "design":
        return wallet_mapped
    if STAGES[stage] == "value_show":
        return "decider" in roles_met
    return "finance" in roles_met if STAGES[stage] == "signature" else True


def drop_hazard(base: float, gate_met: bool, silent: bool) -> float:
    """Daily hazard that an opportunity dies: doubled when a gate was skipped, times 1.5 after 21 silent days."""
    return base * (1.0 if gate_met else 2.0) * (1.5 if silent else 1.0)
