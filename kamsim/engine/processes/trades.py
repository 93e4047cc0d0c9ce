"""Concessions that are traded, not given: a lower price for one more line, or for speaking for us."""

from kamsim.engine.processes.contest import choosers_of, our_offer
from kamsim.engine.processes.rivals import retaliate
from kamsim.engine.processes.sales import close
from kamsim.engine.records import LineWon, ReferenceAgreed
from kamsim.engine.scenario import US
from kamsim.engine.state import AccountState
from kamsim.engine.world import World
from kamsim.market.buying import Part, group_choice


def line_elsewhere(account: AccountState) -> str | None:
    """The largest line that somebody else supplies; None when all are ours."""
    lines = [product for product, supplier in account.suppliers.items() if supplier != US]
    return max(lines, key=lambda product: account.shares[product]) if lines else None


def _agrees(world: World, account: AccountState, discount: float, asks: Part, month: int, stake: float) -> bool:
    """Whether the buying center prefers the lower price with what we ask for it to things as they are."""
    price = max(0.05, world.reference_price(account))
    offer = our_offer(world, account, (1 - discount) / price, 0.0, (asks,))
    choosers = choosers_of(world, account, against_rivals=False)
    group = group_choice(world.parameters, account.facts.decision_mode, choosers, (offer,), taste=account.taste)
    draw = world.streams.of("trade_answer", account.account_id).at(month)
    return world.decide(account, "trade", group, draw, "agrees", stake) == "agrees"


def trade_for_volume(world: World, account: AccountState, discount: float, month: int) -> bool:
    """A lower price on everything for the largest line that is elsewhere; refused where there is none."""
    product = line_elsewhere(account)
    if product is None:
        return False
    margin = account.wallet * account.shares[product] * (world.parameters.margin - discount)
    asks = ("more_volume", -world.parameters.volume_reluctance)
    if not _agrees(world, account, discount, asks, month, max(0.0, world.value_of(account, margin))):
        return False
    rival_id = account.suppliers[product]
    account.supply([product], US)
    world.record(LineWon(world.env.now, account.account_id, product, rival_id))
    if account.opportunity is not None and account.opportunity.product == product:
        close(world, account, account.opportunity, "won")
    world.set_discount(account, discount)
    retaliate(world, rival_id, account, account.wallet * account.shares[product])
    return True


def trade_for_reference(world: World, account: AccountState, discount: float, month: int) -> bool:
    """A lower price for speaking for us to others of the industry."""
    asks = ("speaking_for_us", -world.parameters.reference_reluctance)
    if not _agrees(world, account, discount, asks, month, 0.0):
        return False
    world.speak_for_us(account)
    world.record(ReferenceAgreed(world.env.now, account.account_id))
    world.set_discount(account, discount)
    return True
