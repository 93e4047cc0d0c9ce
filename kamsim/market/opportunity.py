"""The six stages of a sale: how long each takes, what it asks for, and when it dies."""

from math import exp, inf, log

from kamsim.market.buying import Part
from kamsim.market.calendar import MONTH_DAYS
from kamsim.market.parameters import Parameters

STAGES = ("contact", "discovery", "design", "value_show", "objections", "signature")
RISK = (1.30, 1.15, 1.0, 0.95, 0.80, 0.80)
"""Hazard of each stage relative to their mean: 0.0013 a day in the first, 0.0008 in the last (assumption)."""


def extra_need_days(rate: float, ratio: float, days: float, draw: float) -> float | None:
    """Days until the first need that comes on top of `rate` a month while there are `ratio` times as many; or None.

    The extra needs are a Poisson process for `days`; `draw` in (0, 1) is turned into the waiting time.
    """
    extra = rate * (ratio - 1) / MONTH_DAYS
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


def hurried(parameters: Parameters, days: float, more_covered: float) -> float:
    """Days that are left of a stage once a further share of the group (0..1) heard what is meant for its role."""
    return days * exp(-parameters.stage_coverage * more_covered)


def drop_hazard(parameters: Parameters, stage: int, gate_open: bool) -> float:
    """Daily hazard that a sale dies in a stage: more while its gate is not open."""
    return parameters.drop_hazard * RISK[stage] * (1.0 if gate_open else parameters.drop_skipped_gate)


def cumulated_risk(hazard: float, louder: float, since: float, until: float, silent_from: float) -> float:
    """Hazard that adds up from one day to another; from `silent_from` on it is `louder` times as high."""
    silent = max(0.0, until - max(since, silent_from))
    return hazard * (until - since + (louder - 1) * silent)


def risk_parts(stage: int, bare: float, gated: float, blocked: float, whole: float) -> tuple[Part, ...]:
    """Parts of minus the log of the hazard that a stage adds up to: the stage by itself, and what raises it.

    `bare`: the hazard of the stage alone; `gated`: with what it asks for missing; `blocked`: with a gatekeeper too;
    `whole`: with silence.
    """
    name = STAGES[stage]
    parts = [(f"stage_{name}", -log(bare))]
    for cause, before, after in (
        (f"gate_{name}", bare, gated),
        ("gatekeeper", gated, blocked),
        ("silence", blocked, whole),
    ):
        if abs(after / before - 1) > 1e-9:
            parts.append((cause, -log(after / before)))
    return tuple(parts)


def day_of_dying(hazard: float, louder: float, since: float, endures: float, silent_from: float) -> float:
    """The day on which the hazard adds up to `endures`, from the day `since` on; infinite without a hazard."""
    if hazard <= 0:
        return inf
    before = hazard * max(0.0, silent_from - since)
    if endures <= before:
        return since + endures / hazard
    return max(since, silent_from) + (endures - before) / (hazard * louder)
