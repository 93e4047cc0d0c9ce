"""What a careful colleague asks before a plan is sent: what in it is unusual, and what is inconsistent."""

from typing import NamedTuple

from kamsim.engine.briefing import Briefing
from kamsim.engine.decisions import (
    WIN_BACK_PLAN,
    Decision,
    GiveDiscount,
    HoldInstrument,
    OfferBundle,
    OfferContract,
    Propose,
    SetServiceLevel,
    SetStrategy,
    SetSwitching,
    Visit,
    WinBack,
)
from kamsim.engine.state import MONTH_DAYS
from kamsim.market.activities import ACTIVITIES

DEAR_INSTRUMENT = 0.05
"""Share of an account's yearly bill above which one instrument looks dear (assumption)."""

DEAR_TIERS = 0.03
"""Share of all bills of a month above which decisions for whole tiers look dear (assumption)."""

DEEP_ALLOWANCE = 0.04
"""Share of list price beyond what its plan gives above which an agreed allowance looks deep (assumption)."""


class Remark(NamedTuple):
    """Something that can be done but looks odd: level 2 unusual, level 3 inconsistent; a code and its facts."""

    level: int
    code: str
    account_id: str
    size: float


def remarks(briefing: Briefing, decisions: list[Decision]) -> list[Remark]:
    """What a careful colleague would ask about a possible plan."""
    found: list[Remark] = []
    accounts = {account.account_id: account for account in briefing.accounts}
    strategy = dict(briefing.strategy) | {d.tier: d.strategy for d in decisions if isinstance(d, SetStrategy)}
    visits: dict[str, int] = {}
    met: dict[str, set[str | None]] = {}
    for decision in decisions:
        if isinstance(decision, Propose) and decision.plan is not None:
            found += _bundle_to_approve(briefing, decision)
        elif isinstance(decision, GiveDiscount | OfferContract | Propose):
            account = accounts[decision.account]
            days = briefing.approval(account.account_id, decision.discount).days
            if days:
                found.append(Remark(2, "needs_approval", account.account_id, days))
            if decision.discount - account.discount > 0.15:
                found.append(Remark(2, "deep_discount", account.account_id, decision.discount))
            traded = isinstance(decision, Propose) or (isinstance(decision, OfferContract) and decision.term_months > 0)
            if not traded and decision.discount > account.discount and strategy.get(account.tier) == "velcro":
                found.append(Remark(3, "discount_against_velcro", account.account_id, decision.discount))
        elif isinstance(decision, OfferBundle | WinBack):
            found += _bundle_to_approve(briefing, decision)
        if isinstance(decision, Visit):
            visits[decision.person] = visits.get(decision.person, 0) + 1
            role = next((p.role for p in accounts[decision.account].people if p.person_id == decision.person), None)
            met.setdefault(decision.account, set()).add(role)
            if visits[decision.person] == 4:
                found.append(Remark(2, "too_many_visits", decision.account, 4))
    for account_id, roles in met.items():
        account = accounts[account_id]
        ends = account.contract_end_month
        money = any(p.role in ("finance", "decider") and p.level is not None for p in account.people)
        if ends is not None and ends - briefing.month <= 3 and not money and not roles & {"finance", "decider"}:
            found.append(Remark(3, "nobody_on_money", account_id, (ends - briefing.month) * MONTH_DAYS))
    for decision in decisions:
        if isinstance(decision, HoldInstrument):
            account = accounts[decision.account]
            share = briefing.cost_fen(decision) / max(1, 12 * account.bill_fen)
            if share > DEAR_INSTRUMENT:
                found.append(Remark(2, "dear_instrument", account.account_id, share))
    share = _added_for_tiers(briefing, decisions)
    if share > DEAR_TIERS:
        found.append(Remark(2, "dear_tiers", "", share))
    points = sum(ACTIVITIES[d.activity].compliance_points for d in decisions if isinstance(d, Visit))
    if points > briefing.compliance_cap:
        found.append(Remark(2, "compliance", "", points))
    hours = sum(briefing.hours_of(decision) for decision in decisions)
    if briefing.hours and hours < 0.5 * briefing.hours:
        found.append(Remark(2, "hours_idle", "", briefing.hours - hours))
    return found


def _bundle_to_approve(briefing: Briefing, decision: OfferBundle | Propose | WinBack) -> list[Remark]:
    """An allowance that the deal desk looks at, and one that gives much of the price away."""
    found, name, plan = [], decision.account, decision.plan or WIN_BACK_PLAN
    if decision.allowance is None:
        return found
    if days := briefing.approval_of_bundle(name, plan, decision.allowance).days:
        found.append(Remark(2, "needs_approval", name, days))
    discount, granted = briefing.bundle_discount(name, plan, decision.allowance)
    if discount - granted > DEEP_ALLOWANCE:
        found.append(Remark(2, "deep_allowance", name, discount))
    return found


def _added_for_tiers(briefing: Briefing, decisions: list[Decision]) -> float:
    """What decisions for whole tiers add a month, as a share of all bills."""
    added = 0.0
    for decision in decisions:
        if isinstance(decision, SetServiceLevel | SetStrategy | SetSwitching):
            new, old = briefing.tier_cost(decision)
            usage = sum(a.usage_fen for a in briefing.accounts if a.tier == decision.tier and a.status == "active")
            added += (new - old) * usage
    return added / max(1, sum(a.bill_fen for a in briefing.accounts if a.status == "active")) if added else 0.0
