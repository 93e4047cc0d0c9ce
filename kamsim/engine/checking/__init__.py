"""The check before anything is sent: what is impossible is refused, all at once."""

from kamsim.engine.briefing import AccountView, Briefing
from kamsim.engine.checking.means import (
    Sponsors,
    impossible_channel,
    impossible_instrument,
    kept_seat,
    no_successor,
    too_many_trained,
)
from kamsim.engine.checking.refusal import BOOK, Refusal, one_of
from kamsim.engine.checking.repeats import again
from kamsim.engine.checking.terms import idle_contract, idle_special, impossible_terms, without_effect
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
)
from kamsim.market.activities import ACTIVITIES

STRICT = "an activity without compliance points: meals, gifts and private events are off in this game"
STATES_WANTED: dict[type[Decision], tuple[str, ...]] = {
    GiveDiscount: ("active",),
    OfferContract: ("active",),
    OfferBundle: ("active",),
    WinBack: ("lost",),
    HoldInstrument: ("active",),
    Propose: ("active", "prospect"),
}
"""What an account must be for a decision; the other decisions suit any."""
BY_A_SALE = "an account of ours; a prospect is won in a sale, and its proposal may carry the bundle"


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
    sponsors = Sponsors(briefing, decisions, accounts)
    for place, decision in enumerate(decisions):
        hours += briefing.hours_of(decision)
        if hours > briefing.hours + 1e-9:
            found.append(Refusal(place, "hours", f"{hours:g}", f"a plan of at most {briefing.hours:g} hours in all"))
            hours = float("-inf")
        if isinstance(decision, SetChannel):
            found += impossible_channel(place, decision, accounts)
        elif isinstance(decision, HoldRoadShow):
            buildings = buildings or dict.fromkeys(sorted({account.building_id for account in briefing.accounts}))
            if decision.building not in buildings:
                allowed = one_of("a building with accounts of the book", buildings)
                found.append(Refusal(place, "building", decision.building, allowed))
        elif isinstance(decision, TrainTeam):
            found += too_many_trained(place, decision, briefing)
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
            found += impossible_terms(place, decision, briefing, account.account_id)
            if briefing.strict and isinstance(decision, Visit) and ACTIVITIES[decision.activity].compliance_points:
                found.append(Refusal(place, "activity", decision.activity, STRICT))
            if isinstance(decision, AssignOwner) and decision.manager is not None:
                found += no_successor(place, decision, account.manager, len(briefing.managers))
            if isinstance(decision, HoldInstrument):
                found += impossible_instrument(place, decision, account, partners)
            found += sponsors.refusals(place, decision, account)
        found += again(place, decision, once, offered)
    return found


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
    if isinstance(decision, OfferBundle) and account.status == "prospect":
        return [Refusal(place, "account", account.account_id, BY_A_SALE)]
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
    if isinstance(decision, GiveDiscount):
        if account.plan is not None:
            allowed = "an account without a bundle; a bundle has its own price"
            return [Refusal(place, "account", account.account_id, allowed)]
        if decision.discount <= account.discount:
            allowed = f"more than the {account.discount:g} that they have; this is a cut"
            return [Refusal(place, "discount", f"{decision.discount:g}", allowed)]
    if isinstance(decision, Propose) and (account.opportunity is None or not account.opportunity[2]):
        return [Refusal(place, "account", account.account_id, "an account with a sale pursued since an earlier month")]
    if isinstance(decision, OfferContract):
        return without_effect(place, decision)
    if isinstance(decision, (OfferBundle, Propose)):
        found = [*without_effect(place, decision), *idle_special(place, decision, account)]
        return [*found, *idle_contract(place, decision, account)] if isinstance(decision, Propose) else found
    if isinstance(decision, WinBack):
        if account.campaign_made:
            allowed = "an account without a win-back campaign in the last months"
            return [Refusal(place, "account", account.account_id, allowed)]
        return without_effect(place, decision)
    if isinstance(decision, AssignOwner):
        found = without_effect(place, decision)
        if found or decision.seat == "A":
            return found
        filled = dict(account.owners)
        if not decision.on:
            return kept_seat(place, decision, filled)
        if decision.seat in filled:
            return [Refusal(place, "seat", decision.seat, "a seat that nobody has; somebody has this one")]
        if decision.seat == "C" and "B" not in filled:
            return [Refusal(place, "seat", decision.seat, "seat B first; C comes a month later at the earliest")]
    if isinstance(decision, AppointSponsor) and account.sponsored == decision.on:
        state = "an account without a sponsor" if decision.on else "an account with a sponsor"
        return [Refusal(place, "account", account.account_id, state)]
    return []
