"""The six stages of a sale: how long each takes, what it asks for, and when it dies."""

from math import exp, log

from kamsim.market.parameters import Parameters

STAGES = ("contact", "discovery", "design", "value_show", "objections", "signature")
RISK = (1.30, 1.15, 1.0, 0.95, 0.80, 0.80)
"""Hazard of each stage relative to their mean: 0.0013 a day in the first, 0.0008 in the last (assumption)."""


def extra_need_days(rate: float, ratio: float, days: float, draw: float) -> float | None:
    """Days until the first need that comes on top of `rate` a month while there are `ratio` times as many; or None.

    The extra needs are a Poisson process for `days`; `draw` in (0, 1) is turned into the waiting time.
    """
    extra = rate * (ratio - 1) / 30
    if extra <= 0:
        return None
    after = -log(draw) / extra
    return after if after < days else None


def mean_days(parameters: Parameters, stage: int) -> float:
    """Days a stage takes on average with half the group covered and nothing else unusual."""
    return getattr(parameters, f"stage_days_{STAGES[stage]}")


def stage_days(
    parameters: Parameters,
    stage: int,
    coverage: float,
    mean_attitude: float,
    people: int,
    draws: tuple[float, float, float],
    pace: float = 1.0,
    stalled: bool = False,
) -> float:
    """Days a stage takes: gamma with shape 3, shorter with coverage (0..1) and goodwill, longer in large groups.

    `pace` is the account's own factor; a sale that stalls over an open objection takes longer.
    """
    erlang = -log(draws[0] * draws[1] * draws[2]) / 3
    shift = (
        -parameters.stage_coverage * (coverage - 0.5)
        - parameters.stage_goodwill * (mean_attitude - 0.5)
        + parameters.stage_person * (people - 7)
        + parameters.stage_stall * stalled
    )
    return mean_days(parameters, stage) * erlang * pace * exp(shift)


def pace_of(parameters: Parameters, normal: float) -> float:
    """An account's own factor on all stages, lognormal, from a standard normal number."""
    return exp(parameters.stage_spread * normal)


def gate_passed(stage: int, roles_met: set[str], wallet_mapped: bool, objection_open: bool = False) -> bool:
    """Whether a stage's gate is met: three roles for discovery, a map for design, the decider for the value.

    Signature asks for somebody from finance, and that no objection is open.
    """
    match STAGES[stage]:
        case "discovery":
            return len(roles_met) >= 3
        case "design":
            return wallet_mapped
        case "value_show":
            return "decider" in roles_met
        case "signature":
            return "finance" in roles_met and not objection_open
    return True


def drop_hazard(parameters: Parameters, stage: int, gate_met: bool, silent: bool) -> float:
    """Daily hazard that a sale dies in a stage: more when its gate was skipped, and in silence."""
    hazard = parameters.drop_hazard * RISK[stage]
    return hazard * (1.0 if gate_met else parameters.drop_skipped_gate) * (parameters.drop_silent if silent else 1.0)
