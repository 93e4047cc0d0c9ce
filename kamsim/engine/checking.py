"""The check before anything is sent: impossible (refused), unusual and inconsistent (pointed out)."""

from collections.abc import Iterable
from typing import NamedTuple

from kamsim.engine.briefing import AccountView, Briefing
from kamsim.engine.decisions import (
    Answer,
    AppointSponsor,
    AssignOwner,
    Decision,
    GiveDiscount,
    HoldInstrument,
    HoldRoadShow,
    OfferBundle,
    OfferContract,
    Propose,
    SetChannel,
    SetPartnerTier,
    SetServiceLevel,
    SetStrategy,
    SetSwitching,
    Visit,
    WinBack,
    cost_fen_of,
    hours_of,
    price_offer_to,
)
from kamsim.market.activities import ACTIVITIES
from kamsim.market.organization import PARTNER_TIERS, times_a_year

STRICT = "an activity without compliance points: meals, gifts and private events are off in this game"
DEAR_INSTRUMENT = 0.05
"""Share of an account's yearly bill above which one instrument looks dear (assumption)."""


class Refusal(NamedTuple):
    """A decision that cannot be carried out: its position in the plan, the field, its value, and what is allowed."""

    position: int
    field: str
    value: str
    allowed: str


class Remark(NamedTuple):
    """Something that can be done but looks odd: level 2 unusual, level 3 inconsistent; a code and its facts."""

    level: int
    code: str
    account_id: str
    size: float


STATES_WANTED: dict[type[Decision], tuple[str, ...]] = {
    GiveDiscount: ("active",),
    OfferContract: ("active",),
    OfferBundle: ("active", "prospect"),
    WinBack: ("lost",),
    HoldInstrument: ("active",),
    Propose: ("active", "prospect"),
}
"""What an account must be for a decision; the other decisions suit any."""


def refusals(briefing: Briefing, decisions: list[Decision]) -> list[Refusal]:
    """Everything in a plan that is impossible this month, all at once."""
    found: list[Refusal] = []
    if briefing.month >= briefing.months:
        over = Refusal(0, "month", str(briefing.month + 1), f"a month from 1 to {briefing.months}")
        return [over] if decisions else []
    accounts = {account.account_id: account for account in briefing.accounts}
    inbox = {situation.situation_id: situation for situation in briefing.inbox}
    partners = {decision.account: decision.partner for decision in decisions if isinstance(decision, SetPartnerTier)}
    buildings: dict[str, None] = {}
    hours, sponsors, once, offered = 0.0, briefing.sponsors_left, set(), set()
    for place, decision in enumerate(decisions):
        hours += hours_of(decision)
        if hours > briefing.hours + 1e-9:
            found.append(Refusal(place, "hours", f"{hours:g}", f"a plan of at most {briefing.hours:g} hours in all"))
            hours = float("-inf")
        if isinstance(decision, (SetServiceLevel, SetStrategy)):
            key = (decision.kind, decision.tier)
        elif isinstance(decision, SetChannel):
            key = (decision.kind, decision.account or decision.tier or "")
            found += _impossible_channel(place, decision, accounts)
        elif isinstance(decision, HoldRoadShow):
            key = (decision.kind, decision.building)
            buildings = buildings or {account.building_id: None for account in briefing.accounts}
            if decision.building not in buildings:
                allowed = _one_of("a building with accounts of the book", buildings)
                found.append(Refusal(place, "building", decision.building, allowed))
        elif isinstance(decision, SetSwitching):
            key = (decision.kind, f"{decision.method} of tier {decision.tier}")
        elif isinstance(decision, Answer):
            situation = inbox.get(decision.situation)
            if situation is None:
                found.append(
                    Refusal(place, "situation", decision.situation, _one_of("a situation of this month's inbox", inbox))
                )
            elif decision.option not in situation.options:
                found.append(Refusal(place, "option", decision.option, f"one of {', '.join(situation.options)}"))
            key = ("answer", decision.situation)
        else:
            account = accounts.get(decision.account)
            if account is None:
                found.append(Refusal(place, "account", decision.account, _one_of("an account of the book", accounts)))
                continue
            key = (decision.kind, decision.account) if not isinstance(decision, Visit) else ("visit", place)
            found += _impossible(place, decision, account)
            if briefing.strict and isinstance(decision, Visit) and ACTIVITIES[decision.activity].compliance_points:
                found.append(Refusal(place, "activity", decision.activity, STRICT))
            if isinstance(decision, HoldInstrument):
                key = (*key, decision.instrument)
                found += _impossible_instrument(place, decision, account, partners)
            if isinstance(decision, AppointSponsor):
                sponsors -= 1
                if sponsors < 0:
                    found.append(
                        Refusal(place, "account", decision.account, "no more sponsors than there are executives left")
                    )
        target = price_offer_to(decision)
        if target is not None and target in offered and key not in once:
            found.append(Refusal(place, "account", target, "each account one cut, term or bundle a month"))
        offered.add(target)
        if key in once:
            column = _column_of(decision)
            found.append(Refusal(place, column, key[-1], f"each {key[0]} once a month for the same {column}"))
        once.add(key)
    return found


def _column_of(decision: Decision) -> str:
    """The column that says what a decision is about."""
    match decision:
        case Answer():
            return "situation"
        case HoldRoadShow():
            return "building"
        case HoldInstrument():
            return "instrument"
        case SetSwitching():
            return "method"
    return "tier" if getattr(decision, "tier", None) else "account"


def _impossible_channel(place: int, decision: SetChannel, accounts: dict[str, AccountView]) -> list[Refusal]:
    if (decision.account is None) == (decision.tier is None):
        return [Refusal(place, "tier", decision.tier or "", "either an account or a tier")]
    if decision.account is not None and decision.account not in accounts:
        return [Refusal(place, "account", decision.account, _one_of("an account of the book", accounts))]
    return []


def _impossible_instrument(
    place: int, decision: HoldInstrument, account: AccountView, partners: dict[str, str]
) -> list[Refusal]:
    name, partner = decision.instrument, partners.get(account.account_id, account.footing.partner)
    most = times_a_year(name, partner)
    if not most:
        least = next(tier for tier in PARTNER_TIERS if times_a_year(name, tier))
        allowed = f"one for this account; {account.account_id} is {partner}, and this takes a {least} account"
        return [Refusal(place, "instrument", name, allowed)]
    if sum(held == name for _, held in account.footing.held) >= most:
        times = "once" if most == 1 else f"{most} times"
        return [Refusal(place, "instrument", name, f"this {times} in twelve months with an account that is {partner}")]
    return []


def _one_of(what: str, known: Iterable[str]) -> str:
    names = list(known)
    return f"{what}: {', '.join(names[:5])}{', ...' if len(names) > 5 else ''}" if names else f"{what}; there is none"


def _impossible(place: int, decision: Decision, account: AccountView) -> list[Refusal]:
    if isinstance(decision, Visit):
        for person in account.people:
            if person.person_id == decision.person:
                break
        else:
            people = [person.person_id for person in account.people]
            return [Refusal(place, "person", decision.person, _one_of(f"a person of {account.account_id}", people))]
        if person.name is None:
            return [Refusal(place, "person", decision.person, "somebody you know; map the power of the account first")]
        return []
    states = STATES_WANTED.get(type(decision))
    if states and account.status not in states:
        return [
            Refusal(
                place,
                "account",
                account.account_id,
                f"an account that is {' or '.join(states)}; it is {account.status}",
            )
        ]
    if isinstance(decision, GiveDiscount) and account.plan is not None:
        return [
            Refusal(place, "account", account.account_id, "an account without a bundle; a bundle has its own price")
        ]
    if isinstance(decision, Propose) and (account.opportunity is None or not account.opportunity[2]):
        return [Refusal(place, "account", account.account_id, "an account with a sale that we pursue")]
    if isinstance(decision, WinBack) and account.campaign_made:
        return [
            Refusal(place, "account", account.account_id, "an account without a win-back campaign in the last months")
        ]
    if isinstance(decision, AssignOwner):
        filled = dict(account.owners)
        if decision.seat in filled:
            return [Refusal(place, "seat", decision.seat, "a seat that nobody has; somebody has this one")]
        if decision.seat == "C" and "B" not in filled:
            return [Refusal(place, "seat", decision.seat, "seat B first; C comes a month later at the earliest")]
    if isinstance(decision, AppointSponsor) and account.sponsored:
        return [Refusal(place, "account", account.account_id, "an account without a sponsor")]
    return []


def remarks(briefing: Briefing, decisions: list[Decision]) -> list[Remark]:
    """What a careful colleague would ask about a possible plan."""
    found: list[Remark] = []
    accounts = {account.account_id: account for account in briefing.accounts}
    strategy = dict(briefing.strategy) | {d.tier: d.strategy for d in decisions if isinstance(d, SetStrategy)}
    visits: dict[str, int] = {}
    met: dict[str, set[str | None]] = {}
    for decision in decisions:
        if isinstance(decision, GiveDiscount | OfferContract | Propose):
            account = accounts[decision.account]
            days = briefing.approval(account.account_id, decision.discount).days
            if days:
                found.append(Remark(2, "needs_approval", account.account_id, days))
            if decision.discount - account.discount > 0.15:
                found.append(Remark(2, "deep_discount", account.account_id, decision.discount))
            if decision.discount > account.discount and strategy.get(account.tier) == "velcro":
                found.append(Remark(3, "discount_against_velcro", account.account_id, decision.discount))
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
            found.append(Remark(3, "nobody_on_money", account_id, (ends - briefing.month) * 30))
    for decision in decisions:
        if isinstance(decision, HoldInstrument):
            account = accounts[decision.account]
            share = cost_fen_of(decision) / max(1, 12 * account.bill_fen)
            if share > DEAR_INSTRUMENT:
                found.append(Remark(2, "dear_instrument", account.account_id, share))
    points = sum(ACTIVITIES[d.activity].compliance_points for d in decisions if isinstance(d, Visit))
    if points > briefing.compliance_cap:
        found.append(Remark(2, "compliance", "", points))
    hours = sum(hours_of(decision) for decision in decisions)
    if briefing.hours and hours < 0.5 * briefing.hours:
        found.append(Remark(2, "hours_idle", "", briefing.hours - hours))
    return found
