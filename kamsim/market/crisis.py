"""Crises: a major outage that lasts or hits a building, and the three ways to speak to the accounts in it.

The training documents ask for an early, honest, single voice that does not over-promise, a remedy and extra value;
all sizes are assumptions.
"""

from typing import NamedTuple

from kamsim.market.parameters import Parameters
from kamsim.market.service import agreed_repair, recovery_gain


class Mood(NamedTuple):
    """A change of an account's satisfaction (SD) and of all attitudes in it (levels)."""

    satisfaction: float
    attitude: float


def is_crisis(parameters: Parameters, level: int, hours: float) -> bool:
    """Whether an incident has become a crisis: a major outage that lasted beyond its agreed time."""
    return level == 1 and hours > agreed_repair(parameters, level)


def honest_notice(parameters: Parameters, first: bool) -> Mood:
    """One honest voice, a visit of an executive and extra value: the best recovery there is, without a promise."""
    return Mood(recovery_gain(parameters, 1, first, parameters.crisis_recovery), parameters.crisis_attitude)


def promise(parameters: Parameters) -> Mood:
    """A promised date calms at once."""
    return Mood(parameters.promise_gain, parameters.promise_gain / 2)


def promise_ended(parameters: Parameters, kept: bool) -> Mood:
    """A promise kept is expected; broken, it costs what it won several times over."""
    won = promise(parameters)
    return Mood(0.0, 0.0) if kept else Mood(*(-parameters.broken_promise * gain for gain in won))


def silence(parameters: Parameters) -> Mood:
    """Repaired and not a word: the accounts make up their own story."""
    return Mood(-parameters.crisis_silence, -parameters.crisis_silence / 2)
