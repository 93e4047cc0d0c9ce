"""An account leaves, or comes (back) to us."""

from math import inf

from kamsim.engine.processes.attacks import attack_building
from kamsim.engine.processes.rivals import notice_defection
from kamsim.engine.records import AccountChurned, CostBooked, OpportunityClosed, fen
from kamsim.engine.scenario import US
from kamsim.engine.state import MONTH_DAYS, AccountState, Contract
from kamsim.engine.world import World
from kamsim.market.bundle import exit_fee
from kamsim.market.buying import NOBODY, Part
from kamsim.market.winback import rival_term

REASONS = {
    "price": "price", "satisfaction": "satisfaction", "incident": "incident", "neighbors": "neighbors",
    "bill_shock": "price", "relationship": "relationship", "fit": "fit", "choice_of_rivals": "rivals",
    "owner_change": "relationship", "proactive_offer": "price",
}  # fmt: skip


def reason_for_leaving(parts: tuple[Part, ...]) -> str:
    """The cause that spoke most against us among those somebody could have changed; `other` when none did."""
    against = [(value, cause) for cause, value in parts if cause in REASONS and value < 0]
    return REASONS[min(against)[1]] if against else "other"


def leave(world: World, account: AccountState, destination: str, reason: str) -> None:
    """The account goes: its lines go to a rival, its contract ends."""
    fee = fee_for_leaving(world, account)
    if fee:
        world.record(CostBooked(world.env.now, account.account_id, "exit_fee", -fen(fee)))
    account.status = "lost"
    account.lost_day, account.lost_reason, account.lost_to = world.env.now, reason, destination
    account.campaign_month = None
    world.losses[account.building_id].append((world.env.now, account.account_id))
    taker = destination if destination != NOBODY else next(iter(world.rivals), NOBODY)
    account.supply([product for product, supplier in account.suppliers.items() if supplier == US], taker)
    account.contract = Contract(None, 0, 0.0)
    account.demand = account.fault = account.outage = account.crisis = account.heard = account.counter = None
    account.awaiting = None
    world.record(AccountChurned(world.env.now, account.account_id, destination, reason))
    if destination in world.rivals:
        draw = world.streams.of("rival_term", account.account_id).at(world.month)
        account.bound_until = world.month + 1 + rival_term(world.parameters, draw)
        attack_building(world, destination, account.building_id)
    else:
        account.bound_until = 0
    if world.parameters.poach_defection:
        notice_defection(world, account, destination)
    if account.opportunity is not None:
        world.record(OpportunityClosed(world.env.now, account.account_id, account.opportunity.opportunity_id, "lost"))
        account.opportunity = None


def left_before(world: World, account: AccountState) -> None:
    """The account left us before the game began, for the rival of its largest line; it can be won back."""
    months = account.facts.lost_months
    account.status, account.lost_day, account.lost_reason = "lost", -months * MONTH_DAYS, "other"
    account.lost_to = account.suppliers[max(account.shares, key=account.shares.__getitem__)]
    world.losses[account.building_id].append((account.lost_day, account.account_id))
    if account.lost_to in world.rivals and -account.lost_day <= world.parameters.attack_days:
        attack_building(world, account.lost_to, account.building_id)


def fee_for_leaving(world: World, account: AccountState) -> float:
    """What the account would pay us in CNY for leaving at the end of this month, within its term."""
    share, end = world.parameters.exit_fee_share, account.contract.end_month
    if not share or end is None or not account.bills:
        return 0.0
    return exit_fee(share, account.bills[-1] / 100, end - world.month - 1)


def start_afresh(world: World, account: AccountState) -> None:
    """The account is ours from now on: its lines move to us, old quotes and bills are forgotten."""
    account.status = "active"
    account.supply(list(account.suppliers), US)
    account.quotes.clear()
    account.usages.clear()
    account.bills.clear()
    account.margins.clear()
    account.resentment, account.heard = 0.0, None
    account.goodwill, account.last_failure, account.since_month = (0.0, 0.0), None, world.month
    account.survey_score = account.csat = account.fall = None
    account.last_major_day = account.refused_day = -inf
    losses = world.losses[account.building_id]
    for lost in [lost for lost in losses if lost[1] == account.account_id]:
        losses.remove(lost)
    account.satisfaction = max(account.satisfaction, 0.0)
