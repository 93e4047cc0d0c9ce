"""Asking a lost account back, its second life with us, and the rival that grabs back."""

from collections.abc import Iterator
from math import log

from kamsim.engine.processes.leaving import leave, reason_for_leaving, start_afresh
from kamsim.engine.processes.rivals import retaliate
from kamsim.engine.processes.staying import sign
from kamsim.engine.records import AccountWonBack, CounterOfferMade
from kamsim.engine.scenario import Rival
from kamsim.engine.state import MONTH_DAYS, AccountState
from kamsim.engine.world import World
from kamsim.market.buying import Voice
from kamsim.market.rivals import price_floor
from kamsim.market.service import ties
from kamsim.market.winback import counter_grab_parts, second_spending, win_back_offer, win_back_parts


def win_back(world: World, account: AccountState, offer: str) -> None:
    """A lost account answers a campaign; who said no is not asked again for some months."""
    if account.status != "lost" or world.asked_back_lately(account):
        return
    account.campaign_month = world.month
    decider, parameters = account.first("decider"), world.parameters
    parts = win_back_parts(
        parameters,
        offer,
        (world.env.now - account.lost_day) / MONTH_DAYS,
        account.lost_reason,
        decider.last_day is not None and decider.last_day > account.lost_day,
        account.mapped,
        world.month < account.bound_until,
        account.returns == 0,
    )
    draw = world.streams.of("win_back", account.account_id).at(world.month)
    spending = second_spending(parameters, account.lost_reason)
    terms = win_back_offer(parameters, offer)
    margin = account.wallet * spending * (parameters.margin - terms.discount - terms.cost_share)
    stake = world.value_of(account, margin, parameters.win_back_term)
    if not world.decide_alone(
        account, "win_back", Voice("", 1.0, parts), draw, ("returns", "stays_away"), max(0.0, stake)
    ):
        return
    taken = account.wallet
    start_afresh(world, account)
    account.returns += 1
    account.spending *= spending
    account.second_life, account.upgrade_cost = log(terms.second_life), terms.cost_share
    world.record(AccountWonBack(world.env.now, account.account_id, offer))
    sign(world, account, parameters.win_back_term, terms.discount, None, 0.0)
    retaliate(world, account.lost_to, account, taken)
    rival = world.rivals.get(account.lost_to)
    stream, place = world.streams.of("counter_grab", account.account_id), 4 * world.month
    if rival is not None and stream.at(place) < parameters.counter_grab:
        days = parameters.counter_grab_days * stream.at(place + 1)
        world.env.process(counter_grab(world, account, rival, days, stream.at(place + 2)))


def counter_grab(world: World, account: AccountState, rival: Rival, days: float, draw: float) -> Iterator:
    """The vendor that lost the account again comes with a cheaper offer that would bind it for long."""
    returns = account.returns
    yield world.env.timeout(days)
    if account.status != "active" or account.returns != returns:
        return
    parameters, term = world.parameters, world.parameters.counter_grab_term
    ours = max(0.05, world.price_ratio(account))
    theirs = max(price_floor(parameters), ours * (1 - parameters.counter_grab_cut))
    world.record(CounterOfferMade(world.env.now, account.account_id, rival.rival_id, theirs, term))
    place = list(world.rivals).index(rival.rival_id)
    closeness = sum(p.share * (p.attitude - world.attitudes_to_rivals(p)[place]) for p in account.people)
    parts = counter_grab_parts(
        parameters,
        log(ours / theirs),
        closeness,
        account.satisfaction,
        ties(parameters, world.strategy[account.tier]),
        term,
    )
    stake = max(0.0, world.value_of(account, world.monthly_margin(account)))
    stays = world.decide_alone(account, "counter_grab", Voice("", 1.0, parts), draw, ("stays", rival.rival_id), stake)
    if not stays:
        leave(world, account, rival.rival_id, reason_for_leaving(parts))
        account.bound_until = world.month + term
