"""What may stand once in a month, and what was said or offered already."""

from kamsim.engine.checking.refusal import Refusal
from kamsim.engine.decisions import (
    Answer,
    Decision,
    HoldInstrument,
    HoldRoadShow,
    SetChannel,
    SetSwitching,
    TrainTeam,
    Visit,
    price_offer_to,
)

ONCE = "one {} a month for this {}"
"""What is allowed where something stands a second time in a month."""


def again(place: int, decision: Decision, once: set[tuple[str, ...]], offered: set[str]) -> list[Refusal]:
    """What is said or offered a second time in a month; `once` and `offered` hold the month's decisions so far."""
    key, target = key_of(decision), price_offer_to(decision)
    found = []
    if target is not None and target in offered and key not in once:
        allowed = f"{ONCE.format('price', 'account')}: a cut, a term, a bundle, a proposal or a campaign"
        found.append(Refusal(place, "account", target, allowed))
    if target is not None:
        offered.add(target)
    if key is not None and key in once:
        column, whom = _named(decision)
        what = decision.kind if column == whom else f"{decision.kind} of {key[-1]}"
        found.append(Refusal(place, column, getattr(decision, column) or "", ONCE.format(what, whom)))
    if key is not None:
        once.add(key)
    return found


def key_of(decision: Decision) -> tuple[str, ...] | None:
    """What may stand once in a month; None for a visit, which comes as often as there are hours."""
    match decision:
        case Visit():
            return None
        case Answer():
            return (decision.kind, decision.situation)
        case HoldRoadShow():
            return (decision.kind, decision.building)
        case TrainTeam():
            return (decision.kind, decision.wave)
        case HoldInstrument():
            return (decision.kind, decision.account, decision.instrument)
        case SetSwitching():
            return (decision.kind, decision.tier, decision.method)
        case SetChannel():
            return (decision.kind, decision.account or decision.tier or "")
    return (decision.kind, getattr(decision, "tier", None) or decision.account)


def _named(decision: Decision) -> tuple[str, str]:
    """The column that says what a decision is about, and the one that says whom it concerns."""
    match decision:
        case Answer():
            return "situation", "situation"
        case HoldRoadShow():
            return "building", "building"
        case TrainTeam():
            return "wave", "team"
        case HoldInstrument():
            return "instrument", "account"
        case SetSwitching():
            return "method", "tier"
    column = "tier" if getattr(decision, "tier", None) else "account"
    return column, column
