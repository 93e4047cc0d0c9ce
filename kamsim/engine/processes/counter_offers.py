"""The rival that lost an account to our campaign offers to take it back; we may answer before the account decides."""

from collections.abc import Iterator
from math import ceil, log

from kamsim.engine.decisions import MOST_DISCOUNT
from kamsim.engine.processes.approvals import once_approved
from kamsim.engine.processes.contest import closeness_to, held_by_treatment
from kamsim.engine.processes.cuts import cut_price
from kamsim.engine.processes.leaving import leave, reason_for_leaving
from kamsim.engine.processes.offers import offer_contract
from kamsim.engine.processes.relations import parts_of_footing
from kamsim.engine.records import CounterOfferMade
from kamsim.engine.scenario import Rival
from kamsim.engine.state import BILLING_DAY, MONTH_DAYS, AccountState, CounterOffer
from kamsim.engine.world import World
from kamsim.market.attitude import bounded
from kamsim.market.buying import Voice
from kamsim.market.negotiation import discount_after
from kamsim.market.rivals import price_floor
from kamsim.market.winback import counter_grab_parts

BEFORE_BILLS = BILLING_DAY - 0.5
LONGER_TERM = 24
"""Months of the term that may be offered to an account whom a rival wants back."""


def counter_grab(world: World, account: AccountState, rival: Rival, days: float, draw: float) -> Iterator:
    """The vendor that lost the account again comes with a cheaper offer that would bind it for long.

    It stands until just before the bills of a month go out; who has signed a longer term with us by then has declined.
    """
    returns = account.returns
    yield world.env.timeout(days)
    if account.status != "active" or account.returns != returns:
        return
    parameters, rival_id, term = world.parameters, rival.rival_id, world.parameters.counter_grab_term
    theirs = max(price_floor(parameters), _ours(world, account) * (1 - parameters.counter_grab_cut))
    until = _day_of_decision(world)
    offer = account.counter = CounterOffer(rival_id, theirs, term, until, account.contract.end_month)
    account.quotes[rival_id] = (theirs, until)
    world.record(CounterOfferMade(world.env.now, account.account_id, rival_id, theirs, term))
    yield world.env.timeout(until - world.env.now)
    if account.counter is not offer:
        return
    account.counter = None
    account.quotes.pop(rival_id, None)
    if not offer.declined(account.contract):
        decide_on_counter_offer(world, account, offer, draw)


def decide_on_counter_offer(world: World, account: AccountState, offer: CounterOffer, draw: float) -> None:
    """The account stays, or goes back to the rival, bound for the term of its offer."""
    parts = counter_grab_parts(
        world.parameters,
        log(_ours(world, account) / offer.price_ratio),
        closeness_to(world, account, offer.rival_id),
        held_by_treatment(world, account) + parts_of_footing(world, account),
        offer.term_months,
        account.taste,
    )
    stake = max(0.0, world.value_of(account, world.monthly_margin(account)))
    outcomes = ("stays", offer.rival_id)
    if not world.decide_alone(account, "counter_grab", Voice("", 1.0, parts), draw, outcomes, stake):
        leave(world, account, offer.rival_id, reason_for_leaving(parts))
        account.bound_until = world.month + offer.term_months


def answer_counter_offer(world: World, account: AccountState, option: str) -> None:
    """Send an executive, meet the price part of the way, or ask for a longer term; or hold."""
    offer, parameters = account.counter, world.parameters
    if offer is None:
        return
    offer.answered = True
    if option == "executive_visit":
        for person in account.people:
            if person.role in ("decider", "finance", "purchasing"):
                person.attitude = bounded(person.attitude + parameters.counter_grab_visit)
    elif option == "bind_24":
        discount, month = account.contract.discount, world.month
        offer_contract(world, account, LONGER_TERM, discount, "counter_term", month, keep_bundle=True)
    elif option == "meet_part" and account.contract.plan is None:
        ours = _ours(world, account)
        cut = parameters.counter_grab_met * max(0.0, 1 - offer.price_ratio / ours)
        discount = discount_after(ours, cut, MOST_DISCOUNT)
        once_approved(world, account, discount, lambda: _cheaper(world, account, discount))


def _cheaper(world: World, account: AccountState, discount: float) -> None:
    if cut_price(world, account, discount):
        account.torn = True


def _ours(world: World, account: AccountState) -> float:
    return max(0.05, world.price_ratio(account))


def _day_of_decision(world: World) -> float:
    """The last moment before bills go out that is as many days away as an offer stands at least."""
    earliest = world.env.now + world.parameters.counter_grab_stands
    return MONTH_DAYS * max(0, ceil((earliest - BEFORE_BILLS) / MONTH_DAYS)) + BEFORE_BILLS
