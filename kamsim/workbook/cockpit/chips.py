"""Chips that put a decision into the plan: what a click does is written in the action's name, and read back from it."""

from collections.abc import Sequence

from kamsim.engine.briefing import Briefing
from kamsim.engine.checking import Refusal, refusals
from kamsim.engine.decisions import (
    AppointSponsor,
    AssignOwner,
    Decision,
    HoldInstrument,
    HoldRoadShow,
    MapPower,
    SetChannel,
    SetPartnerTier,
    SetServiceLevel,
    SetStrategy,
    SetSwitching,
    TendDepartments,
    TrainTeam,
    WinBack,
)
from kamsim.workbook import look, sentences
from kamsim.workbook.cockpit.state import Desk
from kamsim.workbook.cockpit.subject import about, whose, without

ACTIONS: dict[str, tuple[type[Decision], tuple[str, ...]]] = {
    "map": (MapPower, ("account",)),
    "sponsor": (AppointSponsor, ("account",)),
    "owner": (AssignOwner, ("account", "seat")),
    "win_back": (WinBack, ("account", "offer", "discount")),
    "level": (SetServiceLevel, ("tier", "level")),
    "strategy": (SetStrategy, ("tier", "strategy")),
    "switching": (SetSwitching, ("tier", "method", "on")),
    "partner": (SetPartnerTier, ("account", "partner")),
    "instrument": (HoldInstrument, ("account", "instrument")),
    "tend": (TendDepartments, ("account", "department", "manner")),
    "channel": (SetChannel, ("account", "tier", "channel")),
    "train": (TrainTeam, ("wave", "managers")),
    "road_show": (HoldRoadShow, ("building",)),
}
"""The verb of an action, the decision that it means, and the fields that follow in the name: owner:A01:B."""
ASSUMPTION = "A number that nobody measured: lesson 13 shows its range, and how to play with another"
_VERBS = {kind: (verb, fields) for verb, (kind, fields) in ACTIONS.items()}


def action_of(decision: Decision) -> str:
    """The name of the action that plans a decision; KeyError for a kind that no verb names."""
    verb, fields = _VERBS[type(decision)]
    values = (getattr(decision, field) for field in fields)
    return ":".join([verb, *("" if value is None else str(value) for value in values)])


def decision_of(verb: str, rest: str) -> Decision:
    """The decision that an action names."""
    kind, fields = ACTIONS[verb]
    values = zip(fields, rest.rsplit(":", len(fields) - 1), strict=True)
    return kind(**{field: value for field, value in values if value})


def so_now(briefing: Briefing, decision: Decision) -> bool:
    """Whether a standing decision would leave things as they are."""
    match decision:
        case SetServiceLevel():
            return dict(briefing.service_level).get(decision.tier) == decision.level
        case SetStrategy():
            return dict(briefing.strategy).get(decision.tier) == decision.strategy
        case SetSwitching():
            return decision.on == (decision.method in dict(briefing.switching)[decision.tier])
        case SetPartnerTier():
            return briefing.account(decision.account).footing.partner == decision.partner
        case SetChannel():
            whose = [a for a in briefing.accounts if decision.account == a.account_id or decision.tier == a.tier]
            return all(account.footing.channel == decision.channel for account in whose)
    return False


def toggled(briefing: Briefing, draft: Sequence[Decision], decision: Decision) -> list[Decision]:
    """The plan with a decision in place of one about the same; without any when it was planned or is so now."""
    rest = without(draft, decision)
    return rest if decision in draft or so_now(briefing, decision) else [*rest, decision]


def chip(desk: Desk, decision: Decision, label: str, hint: str, price: str = "", do: str = "") -> look.Tree:
    """A decision to click, with its price; pressed when it is planned or is so now, disabled with the reason why not.

    `do` names an action that works the decision out itself.
    """
    same = desk.planned_about.get(about(decision))
    planned, now = same == decision, so_now(desk.briefing, decision)
    found = [] if planned or now else refused(desk, decision)
    other = same is not None
    if now:
        label, hint = (f"{label} (now)", f"{hint}. As it is now") if other else (label, f"{hint}. It is so now")
    told = sentences.refused(found[0]) if found else hint
    return look.chip(label, do or action_of(decision), planned or (now and not other), bool(found), told, price)


def refused(desk: Desk, decision: Decision) -> list[Refusal]:
    """Why a decision cannot join the plan in place of one about the same."""
    same = desk.planned_about.get(about(decision))
    hours_of = desk.briefing.hours_of
    if hours_of(decision) - (hours_of(same) if same else 0.0) > desk.hours_left + 1e-9:
        return refusals(desk.briefing, [*without(desk.draft, decision), decision])
    # Beyond the hours, only what is planned for the same account matters, and how many sponsors there are.
    near = [d for d in desk.planned_for.get(whose(decision), ()) if d is not same]
    if isinstance(decision, AppointSponsor):
        near = [d for d in desk.draft if isinstance(d, AppointSponsor) and d is not same]
    return refusals(desk.briefing, [*near, decision])


def suggested(made: look.Tree) -> look.Tree:
    """The chip with the blue rim of what is suggested."""
    made[1]["class"] += " kam-suggested"
    made[1]["title"] = f"Suggested. {made[1].get('title', '')}".strip()
    return made


def assumed(hint: str) -> look.Tree:
    """The tag beside numbers that no source gives."""
    return look.chip("assumption", hint=f"{ASSUMPTION}. {hint}")
