"""Asking a lost account back, and its second life with us."""

from math import log

from kamsim.engine.decisions import WIN_BACK_PLAN, WinBack
from kamsim.engine.processes.approvals import once_approved
from kamsim.engine.processes.bundling import bundle_discount, bundle_price, liking_of_bundle, plan_taken, suggested_x
from kamsim.engine.processes.counter_offers import counter_grab
from kamsim.engine.processes.leaving import start_afresh
from kamsim.engine.processes.rivals import retaliate, supplied_by_rivals
from kamsim.engine.processes.staying import sign
from kamsim.engine.records import AccountWonBack
from kamsim.engine.state import MONTH_DAYS, AccountState
from kamsim.engine.world import World
from kamsim.market.bundle import Plan, agreed, bundle_bill
from kamsim.market.buying import Part, Voice
from kamsim.market.winback import WinBackOffer, second_spending, win_back_offer, win_back_parts


def win_back(world: World, account: AccountState, decision: WinBack) -> None:
    """A lost account answers a campaign, once its price is approved; who said no is not asked again for some months.

    A bundle keeps the price hard to compare, so that neighbors hear of it less often than of a discount.
    """
    if account.status != "lost" or world.asked_back_lately(account):
        return
    account.campaign_month = month = world.month
    if decision.offer != "bundle":
        offer = win_back_offer(world.parameters, decision.offer, decision.discount)
        once_approved(world, account, offer.discount, lambda: _ask(world, account, decision.offer, offer, month))
        return
    discount, granted = bundle_discount(world, account, decision.plan or WIN_BACK_PLAN, decision.allowance)
    once_approved(world, account, discount, lambda: _ask_with_bundle(world, account, decision, month), granted)


def _ask_with_bundle(world: World, account: AccountState, decision: WinBack, month: int) -> None:
    x = decision.x or suggested_x(world, account)
    plan = agreed(plan_taken(world, account, decision.plan or WIN_BACK_PLAN, x), decision.allowance)
    offer = win_back_offer(world.parameters, "bundle", bundle_ratio=bundle_price(world, account, plan, x))
    negotiated = decision.x is not None or decision.allowance is not None
    liked = liking_of_bundle(world, account, plan, x, negotiated)
    _ask(world, account, "bundle", offer, month, plan, x, decision.allowance, liked)


def _ask(
    world: World,
    account: AccountState,
    name: str,
    offer: WinBackOffer,
    month: int,
    plan: Plan | None = None,
    x: float = 0.0,
    allowance: float | None = None,
    liked: tuple[Part, ...] = (),
) -> None:
    """The account returns or stays away, by the luck of the month in which it was to be asked.

    `liked` is what speaks for the offer beside its price.
    """
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
    parts += liked
    draw = world.streams.of("win_back", account.account_id).at(month)
    spending = second_spending(parameters, account.lost_reason)
    usage, given = account.wallet * spending, offer.discount
    if plan is not None:
        given = 1 - bundle_bill(plan, x, usage, parameters.overage_discount) / max(0.01, usage)
    stake = world.value_of(account, usage * (parameters.margin - given - offer.cost_share), parameters.win_back_term)
    if not world.decide_alone(
        account, "win_back", Voice("", 1.0, parts), draw, ("returns", "stays_away"), max(0.0, stake)
    ):
        return
    taken = supplied_by_rivals(account)
    start_afresh(world, account)
    account.returns += 1
    account.spending *= spending
    account.second_life, account.upgrade_cost = log(offer.second_life), offer.cost_share
    world.record(AccountWonBack(world.env.now, account.account_id, name))
    sign(world, account, parameters.win_back_term, offer.discount, plan and plan.name, x, allowance)
    for rival_id, lost in taken:
        retaliate(world, rival_id, account, lost)
    rival = world.rivals.get(account.lost_to)
    stream, place = world.streams.of("counter_grab", account.account_id), 4 * world.month
    if rival is not None and stream.at(place) < parameters.counter_grab:
        days = parameters.counter_grab_days * stream.at(place + 1)
        world.env.process(counter_grab(world, account, rival, days, stream.at(place + 2)))
