"""Buyers ask for lower prices: when they do, and how it ends."""

from kamsim.engine.decisions import MOST_DISCOUNT
from kamsim.engine.processes.offers import offer_contract
from kamsim.engine.processes.rivals import quote
from kamsim.engine.records import DemandSettled, DiscountDemanded
from kamsim.engine.state import AccountState, Demand
from kamsim.engine.world import World
from kamsim.market.attitude import bounded
from kamsim.market.negotiation import BLUFFS, MOST_LIKELY, SETTLED, claimed_cut, demand_probability, discount_after

DEMAND_PAUSE_MONTHS = 3
"""A buyer who has asked waits this long before asking again (assumption)."""
PLEASED, DISAPPOINTED_SD = 0.1, -0.15
"""Attitude that an answered buyer gains, and satisfaction that an unsettled demand costs (assumptions)."""


def demand(world: World, account: AccountState) -> None:
    """A buyer may ask for a lower price; silence to an earlier demand is a no. A bundle leaves nothing to compare."""
    if account.demand is not None and account.demand.month <= world.month:
        settle_demand(world, account, "hold")
    asked_lately = world.month - account.demand_month < DEMAND_PAUSE_MONTHS
    if asked_lately or account.contract.plan is not None or not world.rivals:
        return
    draw = world.streams.of("demand", account.account_id).at(world.month)
    if draw >= MOST_LIKELY * world.parameters.discount_demand:
        return
    live = world.best_quote(account)
    end = account.contract.end_month
    ends_soon = end is not None and end - world.month <= 3
    chance = demand_probability(world.parameters.discount_demand, account.cuts_given, live is not None, ends_soon)
    if draw >= chance:
        return
    stream, place = world.streams.of("claim", account.account_id), 4 * world.month
    rivals = list(world.rivals)
    rival = live[1] if live else rivals[int(stream.at(place + 2) * len(rivals))]
    true_cut = 1 - live[0] / world.price_ratio(account) if live else None
    claimed = claimed_cut(true_cut, stream.at(place + 3))
    bluff = live is None or stream.at(place) < BLUFFS
    buyer = account.first("purchasing")
    account.demand_month = world.month
    account.demand = Demand(buyer.person_id, claimed, bluff, rival, world.month + 1)
    world.record(DiscountDemanded(world.env.now, account.account_id, buyer.person_id, claimed, bluff))


def settle_demand(world: World, account: AccountState, option: str) -> None:
    """A demand ends: matched, asked about, traded for a term, or held off; unsettled, the rival's price stands."""
    asked, account.demand = account.demand, None
    buyer = account.first("purchasing")
    price = world.price_ratio(account)
    luck = world.streams.of("demand_answer", account.account_id).at(world.month)
    if option == "match":
        world.set_discount(account, discount_after(price, asked.claimed_discount, MOST_DISCOUNT))
        account.cuts_given += 1
        resolved = True
    elif option == "trade_for_term":
        discount = discount_after(price, asked.claimed_discount / 2, MOST_DISCOUNT)
        resolved = offer_contract(world, account, 24, discount, "trade")
    else:
        resolved = luck < SETTLED[option]
    if resolved and option in ("match", "ask_what_changed"):
        buyer.attitude = bounded(buyer.attitude + PLEASED)
    if not resolved:
        account.satisfaction += DISAPPOINTED_SD
        if not asked.bluff and asked.rival_id in world.rivals:
            quote(world, world.rivals[asked.rival_id], account, luck)
    world.record(DemandSettled(world.env.now, account.account_id, option, resolved))
