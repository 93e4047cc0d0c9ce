"""What a decision is about, and whose it is: an account, a building or a tier."""

from collections.abc import Sequence

from kamsim.engine.decisions import Answer, Decision, HoldRoadShow, TrainTeam

SUBJECTS = {
    "visit": ("person", "activity"), "answer": ("situation",), "set_service_level": ("tier",),
    "set_strategy": ("tier",), "set_switching": ("tier", "method"),
    "hold_instrument": ("account", "instrument"), "set_channel": ("account", "tier"),
    "hold_road_show": ("building",), "train_team": ("wave",),
}  # fmt: skip
"""The fields that say what a decision is about; for the kinds that are left out, the account."""


TEAM = "team"
"""Whose a decision about our account managers is."""


def about(decision: Decision) -> tuple[str, ...]:
    """What a decision is about: a plan holds one decision about the same."""
    return decision.kind, *(str(getattr(decision, field)) for field in SUBJECTS.get(decision.kind, ("account",)))


def without(draft: Sequence[Decision], decision: Decision) -> list[Decision]:
    """The plan without the decision about the same."""
    same = about(decision)
    return [planned for planned in draft if about(planned) != same]


def whose(decision: Decision) -> str:
    """The account or building of a decision, or "tier A", or `TEAM`."""
    if isinstance(decision, Answer):
        return [*decision.situation.split(":"), ""][1]
    if isinstance(decision, HoldRoadShow):
        return decision.building
    if isinstance(decision, TrainTeam):
        return TEAM
    return getattr(decision, "account", None) or f"tier {decision.tier}"
