"""Training of our account managers in three waves: what each takes, and how far it brings them."""

from collections.abc import Sequence
from typing import NamedTuple

from kamsim.market.parameters import Parameters


class Wave(NamedTuple):
    """One wave of training: hours and fen for each account manager, and the levels that it brings."""

    name: str
    hours: float
    cost_fen: int
    gain: float


WAVES = {
    wave.name: wave
    for wave in (
        # The waves and their order come from the training documents; hours, costs and gains are teaching assumptions.
        Wave("concept", 8.0, 100_000, 0.2),
        Wave("cases", 16.0, 200_000, 0.4),
        Wave("coaching", 16.0, 300_000, 0.6),
    )
}
"""What is offered and why; combinations and bills, case after case; then coaching on site by those who sell best."""


def level_after(parameters: Parameters, level: float, days: Sequence[float], today: float) -> float:
    """An account manager's level today; `days` are those from which the waves so far count, in their order.

    Training brings nobody above `training_cap`, and takes nothing from who was above it before.
    """
    gained = sum(wave.gain for wave, day in zip(WAVES.values(), days, strict=False) if day <= today)
    return max(level, min(parameters.training_cap, level + parameters.training_effect * gained))


def wave_after(waves: int) -> str | None:
    """The wave that comes next for somebody who had some of them; None after the last."""
    names = list(WAVES)
    return names[waves] if waves < len(names) else None
