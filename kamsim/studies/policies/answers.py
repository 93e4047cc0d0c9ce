"""What the textbook answers to the situations of the inbox."""

from kamsim.engine.briefing import AccountView, Situation
from kamsim.market.objections import MOTIVES, REMEDIES
from kamsim.market.people import SUPPORTER_LEVEL


def textbook_answer(situation: Situation, account: AccountView) -> str | None:
    """The option that the training documents recommend in a situation; None where silence will do."""
    if situation.kind == "discount_demand":
        return "ask_what_changed"
    if situation.kind == "renewal":
        return "renew_24"
    if situation.kind == "rebasing":
        return "step_down" if "step_down" in situation.options else None
    if situation.kind == "owner_left":
        return "introduce"
    if situation.kind == "gatekeeper_blocks":
        helped = any(p.level is not None and p.level >= SUPPORTER_LEVEL for p in account.people)
        return "through_colleague" if helped else "write_to_decider"
    if situation.kind == "objection":
        return _remedy(dict(situation.facts))
    return {
        "standing_fault": "send_engineers",
        "outage": "call_users",
        "crisis": "honest_notice",
        "answers_fell": "ask_why",
        "building_attack": "visit_tenants",
        "counter_offer": "executive_visit",
        "resentment": "apologize",
        "opportunity": "pursue",
        "lost": "win_back_upgrade",
    }.get(situation.kind)


def _remedy(said: dict[str, float | str]) -> str:
    """Listen first: ask for the motive, then present the remedy that meets it."""
    motive = MOTIVES.get(str(said["motive"]))
    if motive is None:
        return "ask"
    return next(remedy for remedy, concern in REMEDIES.items() if concern == motive.concern)
