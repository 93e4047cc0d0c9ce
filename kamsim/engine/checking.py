"""The check before anything is sent: what is impossible is refused, all at once."""

from collections.abc import Iterable
from math import ceil
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
    TrainTeam,
    Visit,
    WinBack,
    offers_bundle,
    price_offer_to,
)
from kamsim.engine.processes.bundling import BROADBAND
from kamsim.engine.reading import some_of
from kamsim.engine.scenario import US
from kamsim.market.activities import ACTIVITIES, SPONSOR_CALL
from kamsim.market.bundle import PLANS
from kamsim.market.organization import PARTNER_TIERS, times_a_year
from kamsim.market.training import WAVES

STRICT = "an activity without compliance points: meals, gifts and private events are off in this game"
BOOK = "an account of the book"
ONCE = "one {} a month for this {}"
"""What is allowed where something stands a second time in a month."""


class Refusal(NamedTuple):
    """A decision that cannot be carried out: its position in the plan, the field, its value, and what is allowed."""

    position: int
    field: str
    value: str
    allowed: str


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
    hours, once, offered = 0.0, set(), set()
    sponsors = _Sponsors(briefing)
    for place, decision in enumerate(decisions):
        hours += briefing.hours_of(decision)
        if hours > briefing.hours + 1e-9:
            found.append(Refusal(place, "hours", f"{hours:g}", f"a plan of at most {briefing.hours:g} hours in all"))
            hours = float("-inf")
        if isinstance(decision, SetChannel):
            found += _impossible_channel(place, decision, accounts)
        elif isinstance(decision, HoldRoadShow):
            buildings = buildings or dict.fromkeys(sorted({account.building_id for account in briefing.accounts}))
            if decision.building not in buildings:
                allowed = one_of("a building with accounts of the book", buildings)
                found.append(Refusal(place, "building", decision.building, allowed))
        elif isinstance(decision, TrainTeam):
            found += _too_many_trained(place, decision, briefing)
        elif isinstance(decision, Answer):
            situation = inbox.get(decision.situation)
            if situation is None:
                allowed = one_of("a situation of this month's inbox", inbox)
                found.append(Refusal(place, "situation", decision.situation, allowed))
            elif decision.option not in situation.options:
                found.append(Refusal(place, "option", decision.option, f"one of {', '.join(situation.options)}"))
        elif not isinstance(decision, (SetServiceLevel, SetStrategy, SetSwitching)):
            account = accounts.get(decision.account)
            if account is None:
                found.append(Refusal(place, "account", decision.account, one_of(BOOK, accounts)))
                continue
            found += _impossible(place, decision, account)
            if offers_bundle(decision) and briefing.barred(account.account_id):
                found.append(_barred(place, decision))
            if isinstance(decision, (OfferBundle, Propose)):
                if decision.x is not None:
                    found += _x_too_small(place, decision, briefing.least_x(account.account_id))
                if decision.allowance is not None and decision.plan in PLANS:
                    found += _beyond_room(place, decision.allowance, briefing.allowances(decision.plan))
            if briefing.strict and isinstance(decision, Visit) and ACTIVITIES[decision.activity].compliance_points:
                found.append(Refusal(place, "activity", decision.activity, STRICT))
            if isinstance(decision, HoldInstrument):
                found += _impossible_instrument(place, decision, account, partners)
            found += sponsors.refusals(place, decision, account)
        found += again(place, decision, once, offered)
    return found


class _Sponsors:
    """The executives of a month, decision by decision: whose sponsor they are, and the calls that they make."""

    def __init__(self, briefing: Briefing) -> None:
        self._left, self._calls = briefing.sponsors_left, briefing.sponsor_calls
        self._named: dict[str, bool] = {}
        self._called: list[str] = []

    def refusals(self, place: int, decision: Decision, account: AccountView) -> list[Refusal]:
        """Why a decision asks for more than our executives have, after those before it."""
        name = account.account_id
        if isinstance(decision, AppointSponsor):
            self._left += -1 if decision.on else account.sponsored
            self._named[name] = decision.on and self._left >= 0
            if decision.on and self._left < 0:
                return [Refusal(place, "account", name, "no more sponsors than there are executives left")]
        elif isinstance(decision, Visit) and decision.activity == SPONSOR_CALL:
            self._called.append(name)
            sponsored = self._named.get(name, account.sponsored)
            return call_too_many(place, name, sponsored, self._called.count(name), self._calls)
        return []


def call_too_many(place: int, account_id: str, sponsored: bool, calls: int, most: int | None) -> list[Refusal]:
    """A sponsor call without a sponsor, or beyond those that one makes a month; `most` is None while unknown."""
    if not sponsored:
        allowed = f"another one until an executive of ours is named sponsor of {account_id}"
    elif most is not None and calls > most:
        many = f"at most {most} sponsor call{'' if most == 1 else 's'}" if most else "no sponsor call"
        allowed = f"{many} a month at {account_id}; its sponsor has no more time"
    else:
        return []
    return [Refusal(place, "activity", SPONSOR_CALL, allowed)]


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


def _too_many_trained(place: int, decision: TrainTeam, briefing: Briefing) -> list[Refusal]:
    ready = sum(manager.next_wave == decision.wave for manager in briefing.managers)
    if decision.managers <= ready:
        return []
    return [Refusal(place, "managers", str(decision.managers), who_can_come(decision.wave, ready))]


def who_can_come(wave: str, ready: int) -> str:
    """Who may take part in a wave of training."""
    waves = list(WAVES)
    before = waves.index(wave)
    had = f"had {waves[before - 1]} in an earlier month and " if before else ""
    return f"at most {ready}, those of us who {had}did not have {wave}"


def one_of_both(place: int, decision: SetChannel) -> list[Refusal]:
    """A channel is set for an account or for a tier: neither is too little, both are too much."""
    if (decision.account is None) != (decision.tier is None):
        return []
    return [Refusal(place, "tier", decision.tier or "", "either an account or a tier")]


def _impossible_channel(place: int, decision: SetChannel, accounts: dict[str, AccountView]) -> list[Refusal]:
    if wrong := one_of_both(place, decision):
        return wrong
    if decision.account is not None and decision.account not in accounts:
        return [Refusal(place, "account", decision.account, one_of(BOOK, accounts))]
    return []


def without_effect(place: int, decision: Decision) -> list[Refusal]:
    """What an offer says that could change nothing, whoever gets it."""
    found = []
    if isinstance(decision, Propose) and decision.plan is not None and decision.discount:
        allowed = "0 beside a plan; a bundle has its own price"
        found.append(Refusal(place, "discount", f"{decision.discount:g}", allowed))
    if isinstance(decision, Propose) and decision.x is not None and decision.plan is None:
        found.append(Refusal(place, "x", f"{decision.x:g}", "empty without a plan; X is what a bundle is agreed on"))
    if isinstance(decision, (OfferBundle, Propose)) and decision.allowance is not None and decision.plan not in PLANS:
        found.append(Refusal(place, "allowance", f"{decision.allowance:g}", "empty where no plan is named"))
    if isinstance(decision, OfferBundle) and decision.broadband_special and not decision.term_months:
        allowed = "false with an open term; the special is for 6 months and more"
        found.append(Refusal(place, "broadband_special", "true", allowed))
    if isinstance(decision, OfferContract) and decision.pays_early and not decision.term_months:
        found.append(Refusal(place, "pays_early", "true", "false with an open term; it is agreed for a term"))
    if isinstance(decision, WinBack):
        found += _idle_terms(place, decision)
    return found


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
    allowed = f"at least {ceil(least)}; X does not go below their mean usage with us of three months"
    return [Refusal(place, "x", f"{decision.x:g}", allowed)]


def _beyond_room(place: int, allowance: float, room: tuple[float, float]) -> list[Refusal]:
    """An allowance further from that of its plan than may be agreed on."""
    least, most = room
    if least - 1e-9 <= allowance <= most + 1e-9:
        return []
    return [Refusal(place, "allowance", f"{allowance:g}", f"from {least:g} to {most:g} times X with this plan")]


def _idle_terms(place: int, decision: WinBack) -> list[Refusal]:
    """What a campaign says beside an offer that has no use for it."""
    found = []
    if decision.discount is not None and decision.offer not in ("discount", "both"):
        allowed = "empty beside this offer; it goes with discount and both"
        found.append(Refusal(place, "discount", f"{decision.discount:g}", allowed))
    elif decision.discount == 0:
        found.append(Refusal(place, "discount", "0", "above 0 where a discount is the offer"))
    for column in ("plan", "x"):
        value = getattr(decision, column)
        if value is not None and decision.offer != "bundle":
            shown = value if column == "plan" else f"{value:g}"
            found.append(Refusal(place, column, shown, "empty beside this offer; it goes with bundle"))
    return found


def broadband_moves(account: AccountView, product: str | None) -> bool:
    """Whether a broadband line may come to us; `product` is the one line that is sold, None for all of them."""
    return dict(account.suppliers).get(BROADBAND, US) != US and product in (None, BROADBAND)


def _idle_special(place: int, decision: OfferBundle | Propose, account: AccountView) -> list[Refusal]:
    """The broadband special where no broadband line would come to us, as far as we know."""
    one_line = isinstance(decision, Propose) and decision.plan is None and account.status == "active"
    product = account.opportunity[0] if one_line and account.opportunity else None
    if not decision.broadband_special or broadband_moves(account, product):
        return []
    allowed = "false; the offer brings no broadband line of theirs to us"
    return [Refusal(place, "broadband_special", "true", allowed)]


def _impossible_instrument(
    place: int, decision: HoldInstrument, account: AccountView, partners: dict[str, str]
) -> list[Refusal]:
    partner = partners.get(account.account_id, account.footing.partner)
    times = sum(held == decision.instrument for _, held in account.footing.held)
    return too_often(place, decision.instrument, account.account_id, partner, times)


def too_often(place: int, instrument: str, account_id: str, partner: str, times: int) -> list[Refusal]:
    """An instrument that a partner tier does not have, or that was held as often as it allows in twelve months."""
    most = times_a_year(instrument, partner)
    if not most:
        least = next(tier for tier in PARTNER_TIERS if times_a_year(instrument, tier))
        allowed = f"one for this account; {account_id} is {partner}, and this takes a {least} account"
        return [Refusal(place, "instrument", instrument, allowed)]
    if times >= most:
        often = "once" if most == 1 else f"{most} times"
        allowed = f"this {often} in twelve months with an account that is {partner}"
        return [Refusal(place, "instrument", instrument, allowed)]
    return []


def one_of(what: str, known: Iterable[str]) -> str:
    """What is allowed, with the first of those that there are: "an account of the book: A01, A02 and 58 more"."""
    names = list(known)
    return f"{what}: {some_of(names)}" if names else f"{what}; there is none"


def _called(status: str) -> str:
    return "a prospect" if status == "prospect" else status


def _impossible(place: int, decision: Decision, account: AccountView) -> list[Refusal]:
    if isinstance(decision, Visit):
        for person in account.people:
            if person.person_id == decision.person:
                break
        else:
            people = [person.person_id for person in account.people]
            return [Refusal(place, "person", decision.person, one_of(f"a person of {account.account_id}", people))]
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
                f"an account that is {' or '.join(map(_called, states))}; it is {_called(account.status)}",
            )
        ]
    if isinstance(decision, GiveDiscount) and account.plan is not None:
        return [
            Refusal(place, "account", account.account_id, "an account without a bundle; a bundle has its own price")
        ]
    if isinstance(decision, Propose) and (account.opportunity is None or not account.opportunity[2]):
        return [Refusal(place, "account", account.account_id, "an account with a sale that we pursue")]
    if isinstance(decision, OfferContract):
        return without_effect(place, decision)
    if isinstance(decision, (OfferBundle, Propose)):
        return [*without_effect(place, decision), *_idle_special(place, decision, account)]
    if isinstance(decision, WinBack):
        if account.campaign_made:
            allowed = "an account without a win-back campaign in the last months"
            return [Refusal(place, "account", account.account_id, allowed)]
        return without_effect(place, decision)
    if isinstance(decision, AssignOwner):
        filled = dict(account.owners)
        if not decision.on:
            return _kept_seat(place, decision, filled)
        if decision.seat in filled:
            return [Refusal(place, "seat", decision.seat, "a seat that nobody has; somebody has this one")]
        if decision.seat == "C" and "B" not in filled:
            return [Refusal(place, "seat", decision.seat, "seat B first; C comes a month later at the earliest")]
    if isinstance(decision, AppointSponsor) and account.sponsored == decision.on:
        state = "an account without a sponsor" if decision.on else "an account with a sponsor"
        return [Refusal(place, "account", account.account_id, state)]
    return []


def _kept_seat(place: int, decision: AssignOwner, filled: dict[str, str]) -> list[Refusal]:
    if decision.seat not in filled:
        return [Refusal(place, "seat", decision.seat, "a seat that somebody has; nobody has this one")]
    if decision.seat == "B" and "C" in filled:
        return [Refusal(place, "seat", decision.seat, "seat C first; B goes a month later at the earliest")]
    return []
