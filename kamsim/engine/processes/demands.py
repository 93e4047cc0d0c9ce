"""Buyers ask for lower prices: when they do, and how it ends."""

from kamsim.engine.decisions import MOST_DISCOUNT
from kamsim.engine.processes.approvals import once_approved
from kamsim.engine.processes.cuts import cut_price
from kamsim.engine.processes.offers import offer_contract
from kamsim.engine.processes.rivals import quote
from kamsim.engine.processes.trades import trade_for_reference, trade_for_volume
from kamsim.engine.records import DemandSettled, DiscountDemanded, MotiveHeard
from kamsim.engine.state import AccountState, Demand
from kamsim.engine.world import World
from kamsim.market.attitude import bounded
from kamsim.market.negotiation import claimed_cut, demand_probability, discount_after
from kamsim.market.objections import motive_of_demand, settle_probability


def demand(world: World, account: AccountState) -> None:
    """A buyer may ask for a lower price; silence to an earlier demand is a no. A bundle leaves nothing to compare."""
    asked = account.demand
    if asked is not None and asked.month <= world.month:
        if _met(account, asked):
            account.demand = None
            world.record(DemandSettled(world.env.now, account.account_id, "hold", True))
        else:
            settle_demand(world, account, "hold")
    parameters, month = world.parameters, world.month
    torn, cuts = account.torn, account.cuts_given
    if cuts:
        draw = world.streams.of("demand", account.account_id).at(month)
    elif month in account.demand_draws:
        draw = account.demand_draws[month]
    else:
        return
    end = account.contract.end_month
    # Nobody who has just signed asks for less.
    settled = account.demand_month if end is None else max(account.demand_month, end - account.contract.term_months)
    if month - settled < parameters.demand_pause_months or account.contract.plan is not None or not world.rivals:
        return
    account.torn = False
    live = world.best_quote(account)
    ends_soon = end is not None and end - month <= 3
    chance = demand_probability(parameters, cuts, live is not None, ends_soon, torn)
    if draw >= chance:
        return
    stream, place = world.streams.of("claim", account.account_id), 4 * month
    rivals = list(world.rivals)
    rival = live[1] if live else rivals[int(stream.at(place + 2) * len(rivals))]
    true_cut = 1 - live[0] / world.price_ratio(account) if live else None
    claimed = claimed_cut(parameters, true_cut, stream.at(place + 3))
    bluff = live is None or stream.at(place) < parameters.demand_bluff
    motive = motive_of_demand(bluff, world.streams.of("motive", account.account_id).at(month))
    buyer = account.first("purchasing")
    account.demand_month = month
    account.demand = Demand(buyer.person_id, claimed, bluff, rival, month + 1, motive, world.price_ratio(account))
    world.record(DiscountDemanded(world.env.now, account.account_id, buyer.person_id, claimed, bluff))


def _met(account: AccountState, asked: Demand) -> bool:
    """Whether they have, in another way, what they asked for: a bundle, or as low a price."""
    wanted = discount_after(asked.price, asked.claimed_discount, MOST_DISCOUNT)
    return account.contract.plan is not None or account.contract.discount >= wanted


def settle_demand(world: World, account: AccountState, option: str) -> None:
    """A demand ends: matched, asked about, traded for something, or held off; unsettled, the rival's price stands."""
    asked, account.demand = account.demand, None
    price, month = world.price_ratio(account), world.month
    luck = world.streams.of("demand_answer", account.account_id).at(month)
    if option in ("hold", "ask_what_changed"):
        if option == "ask_what_changed":
            world.record(MotiveHeard(world.env.now, account.account_id, asked.person_id, asked.motive))
        resolved = luck < settle_probability(world.parameters, option, asked.motive)
        return _settled(world, account, asked, option, resolved, luck)
    cut = asked.claimed_discount if option == "match" else asked.claimed_discount * world.parameters.trade_share
    discount = discount_after(price, cut, MOST_DISCOUNT)

    def offer() -> None:
        if account.status == "active":
            # Approval took days: with a bundle, or as low a price by another way, nobody asks any more.
            done = account.contract.plan is not None or account.contract.discount > discount
            resolved = done or _traded(world, account, option, discount, month)
            _settled(world, account, asked, option, resolved, luck)

    return once_approved(world, account, discount, offer)


def _traded(world: World, account: AccountState, option: str, discount: float, month: int) -> bool:
    """Whether the buyer takes what we offer for peace: the whole cut, or half of it for something in return."""
    match option:
        case "trade_for_term":
            return offer_contract(world, account, world.parameters.trade_term_months, discount, "trade", month)
        case "trade_for_volume":
            return trade_for_volume(world, account, discount, month)
        case "trade_for_reference":
            return trade_for_reference(world, account, discount, month)
    if cut_price(world, account, discount):
        account.torn = True
    return True


def _settled(world: World, account: AccountState, asked: Demand, option: str, resolved: bool, luck: float) -> None:
    if resolved and option in ("match", "ask_what_changed"):
        buyer = account.first("purchasing")
        buyer.attitude = bounded(buyer.attitude + world.parameters.objection_pleased)
    if not resolved:
        account.satisfaction -= world.parameters.demand_unsettled
        if not asked.bluff and asked.rival_id in world.rivals:
            quote(world, world.rivals[asked.rival_id], account, luck)
    world.record(DemandSettled(world.env.now, account.account_id, option, resolved))
