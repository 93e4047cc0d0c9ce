"""Warning signals in about four words."""

from kamsim.market.opportunity import STAGES
from kamsim.market.signals import Signal
from kamsim.workbook import look
from kamsim.workbook.words.naming import plain

HEARSAY = "hearsay: "
HEARSAY_MEANS = "Hearsay is what others told us: it may be wrong"


def signal(sign: Signal) -> str:
    """A warning signal in about four words."""
    size = sign.size
    match sign.code:
        case "fault_open":
            return f"fault open, {size:.0f} days" if size >= 1.5 else "fault open since yesterday"
        case "discount_demanded":
            return f"asks for {look.percent(size, 0)} off"
        case "contract_ends":
            return f"contract ends in {size:.0f} days" if size > 0 else "contract ends this month"
        case "no_contract":
            return f"no contract for {size:.0f} days" if size >= 0.5 else "no contract"
        case "decider_left" | "finance_left" | "supporter_left":
            who = {"decider_left": "the decider", "finance_left": "the finance chief"}.get(sign.code, "a supporter")
            return f"{who} left {size:.0f} days ago" if size >= 1.5 else f"{who} just left"
        case "shortfall":
            return f"paid for too much, {size:.0f} of 3 months"
        case "tender_rumor":
            return "hearsay: a tender"
        case "calls_elsewhere":
            return "hearsay: fewer calls to the usual numbers"
        case "complaints":
            return "hearsay: users grumble"
        case "visit_missed":
            return "hearsay: meetings are called off"
        case "usage_down":
            return f"usage {look.percent(size, 0)}"
        case "line_lost":
            return f"lost a line {size:.0f} days ago" if size >= 1.5 else "just lost a line"
        case "detractor":
            return f"survey answer {size:.0f} of 10"
        case "nps_fell":
            return f"survey answer down by {size:.0f}"
        case "csat_fell":
            return f"repairs rated {size:.0f} lower"
        case "owner_changed":
            return f"new account manager since {size:.0f} days" if size >= 1.5 else "account manager just changed"
        case "neighbor_left":
            return "a neighbor left"
        case "neighbor_cheaper":
            return f"knows a neighbor who pays {look.percent(size, 0)} less"
        case "not_met":
            return f"not met for {size:.0f} days"
        case "outage_open":
            return f"outage for {size:.0f} hours"
        case "poor_repair":
            return f"rated a repair {size:.0f} of 5"
        case "rival_in_building":
            return "a rival wires the building"
        case "opportunity":
            return f"sale in stage {size:.0f} of {len(STAGES)}" if size >= 1 else "wants an offer"
    return plain(sign.code)


def signals(found: tuple[Signal, ...], most: int = 2) -> str:
    """The worst signals of an account on one line; empty when there are none."""
    said = [signal(sign) for sign in found[:most]]
    # The word is said once: what follows it on a line is hearsay too.
    heard = [
        text.removeprefix(HEARSAY) if said[place - 1].startswith(HEARSAY) else text
        for place, text in enumerate(said)
        if place
    ]
    return " · ".join([*said[:1], *heard])
