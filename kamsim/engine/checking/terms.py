"""What is offered: terms that change nothing, or that an account cannot be offered."""

from collections.abc import Callable
from math import ceil

from kamsim.engine.briefing import AccountView, Briefing
from kamsim.engine.checking.refusal import Refusal
from kamsim.engine.decisions import (
    BEST_PLAN,
    WIN_BACK_PLAN,
    AssignOwner,
    Decision,
    OfferBundle,
    OfferContract,
    Propose,
    WinBack,
    offers_bundle,
)
from kamsim.engine.processes.bundling import BROADBAND
from kamsim.engine.scenario import US
from kamsim.market.bundle import PLANS


def without_effect(place: int, decision: Decision) -> list[Refusal]:
    """What a decision says that could change nothing, whomever it concerns."""
    found = []
    if isinstance(decision, AssignOwner):
        return _half_a_handover(place, decision)
    if isinstance(decision, Propose) and decision.plan is not None and decision.discount:
        allowed = "0 beside a plan; a bundle has its own price"
        found.append(Refusal(place, "discount", f"{decision.discount:g}", allowed))
    if isinstance(decision, Propose) and decision.x is not None and decision.plan is None:
        found.append(Refusal(place, "x", f"{decision.x:g}", "empty without a plan; X is what a bundle is agreed on"))
    if isinstance(decision, (OfferBundle, Propose)) and decision.allowance is not None and decision.plan not in PLANS:
        found.append(_no_plan(place, decision.allowance))
    open_term = isinstance(decision, (OfferBundle, OfferContract, Propose)) and decision.term_months == 0
    if open_term and not isinstance(decision, OfferContract) and decision.broadband_special:
        allowed = "false with an open term; the special is for 6 months and more"
        found.append(Refusal(place, "broadband_special", "true", allowed))
    if open_term and not isinstance(decision, OfferBundle) and decision.pays_early:
        found.append(Refusal(place, "pays_early", "true", "false with an open term; it is agreed for a term"))
    if isinstance(decision, WinBack):
        found += _idle_terms(place, decision)
    return found


def _half_a_handover(place: int, decision: AssignOwner) -> list[Refusal]:
    """Seat A without a manager to hand over to, or a manager beside another seat."""
    if decision.seat != "A":
        allowed = "empty beside seats B and C; only seat A is for one of our account managers"
        return [] if decision.manager is None else [Refusal(place, "manager", str(decision.manager), allowed)]
    if not decision.on:
        return [Refusal(place, "on", "false", "true with seat A; it is handed over, not released")]
    if decision.manager is None:
        return [Refusal(place, "manager", "", "the number of an account manager of ours, with seat A")]
    return []


def _no_plan(place: int, allowance: float) -> Refusal:
    return Refusal(place, "allowance", f"{allowance:g}", "empty unless plan A, B or C is named")


def _idle_terms(place: int, decision: WinBack) -> list[Refusal]:
    """What a campaign says beside an offer that has no use for it."""
    found = []
    if decision.discount is not None and decision.offer not in ("discount", "both"):
        allowed = "empty beside this offer; it goes with discount and both"
        found.append(Refusal(place, "discount", f"{decision.discount:g}", allowed))
    elif decision.discount == 0:
        found.append(Refusal(place, "discount", "0", "above 0 where a discount is the offer"))
    for column in ("plan", "x", "allowance"):
        value = getattr(decision, column)
        if value is not None and decision.offer != "bundle":
            shown = value if column == "plan" else f"{value:g}"
            found.append(Refusal(place, column, shown, "empty beside this offer; it goes with bundle"))
    if decision.allowance is not None and decision.offer == "bundle" and decision.plan == BEST_PLAN:
        found.append(_no_plan(place, decision.allowance))
    return found


def impossible_terms(place: int, decision: Decision, briefing: Briefing, account_id: str) -> list[Refusal]:
    """A bundle for an account that is not eligible, or an X or an allowance that nobody agrees on."""
    found = []
    if offers_bundle(decision) and briefing.barred(account_id):
        found.append(_barred(place, decision))
    if isinstance(decision, (OfferBundle, Propose)) and decision.x is not None:
        found += _x_too_small(place, decision, briefing.least_x(account_id))
    return found + beyond_room(place, decision, briefing.allowances)


def _barred(place: int, decision: Decision) -> Refusal:
    """A new bundle for an account that fell short of its commitment lately, where such accounts are not eligible."""
    short = "this account fell short of its commitment lately"
    if isinstance(decision, Propose):
        return Refusal(place, "plan", decision.plan or "", f"empty; {short}")
    if isinstance(decision, WinBack):
        return Refusal(place, "offer", decision.offer, f"one without a bundle; {short}")
    return Refusal(place, "account", decision.account, f"an account that is eligible for a bundle; {short}")


def _x_too_small(place: int, decision: OfferBundle | Propose, least: float) -> list[Refusal]:
    """An X below the mean usage with us, which is the least that is agreed on."""
    # A fen less is rounding.
    if decision.x >= least - 0.01:
        return []
    allowed = f"at least {ceil(least)} CNY/month; X does not go below their mean usage with us of three months"
    return [Refusal(place, "x", f"{decision.x:g}", allowed)]


def beyond_room(place: int, decision: Decision, room: Callable[[str], tuple[float, float]]) -> list[Refusal]:
    """An allowance further from that of its plan than may be agreed on; `room` tells the least and the most."""
    if not isinstance(decision, (OfferBundle, Propose, WinBack)) or decision.allowance is None:
        return []
    plan = decision.plan or (WIN_BACK_PLAN if offers_bundle(decision) else None)
    if plan not in PLANS:
        return []
    least, most = room(plan)
    if least - 1e-9 <= decision.allowance <= most + 1e-9:
        return []
    return [
        Refusal(place, "allowance", f"{decision.allowance:g}", f"from {least:g} to {most:g} times X with this plan")
    ]


def idle_contract(place: int, decision: Propose, account: AccountView) -> list[Refusal]:
    """A term or a payment in a proposal that ends in no contract: one more line for an account of ours."""
    if account.status != "active" or decision.plan is not None:
        return []
    found = []
    if decision.term_months is not None:
        allowed = "empty without a bundle; the line joins the contract that they have"
        found.append(Refusal(place, "term_months", f"{decision.term_months}", allowed))
    if decision.pays_early:
        allowed = "false without a bundle; the line joins the contract that they have"
        found.append(Refusal(place, "pays_early", "true", allowed))
    return found


def broadband_moves(account: AccountView, product: str | None) -> bool:
    """Whether a broadband line may come to us; `product` is the one line that is sold, None for all of them."""
    return dict(account.suppliers).get(BROADBAND, US) != US and product in (None, BROADBAND)


def idle_special(place: int, decision: OfferBundle | Propose, account: AccountView) -> list[Refusal]:
    """The broadband special where no broadband line would come to us, as far as we know."""
    one_line = isinstance(decision, Propose) and decision.plan is None and account.status == "active"
    product = account.opportunity[0] if one_line and account.opportunity else None
    if not decision.broadband_special or broadband_moves(account, product):
        return []
    allowed = "false; the offer brings no broadband line of theirs to us"
    return [Refusal(place, "broadband_special", "true", allowed)]
