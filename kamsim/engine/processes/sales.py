"""Sales in six stages: an account's need arises by itself; we take part only if we pursue it."""

from collections.abc import Iterator
from math import inf

from kamsim.engine.processes.contest import choosers_of, inclinations_of, our_offer, satisfied
from kamsim.engine.processes.objections import object_again, object_before_signing, sale_value
from kamsim.engine.processes.proposals import (
    extras_in_sale,
    price_in_sale,
    take_what_was_sold,
    x_in_sale,
)
from kamsim.engine.processes.relations import on_another_channel
from kamsim.engine.processes.rivals import retaliate, supplied_by_rivals
from kamsim.engine.processes.stages import begin_stage, pass_stage, record_stage
from kamsim.engine.records import (
    OpportunityClosed,
    OpportunityOpened,
    StageReached,
)
from kamsim.engine.scenario import US
from kamsim.engine.state import MONTH_DAYS, AccountState, Opportunity
from kamsim.engine.world import World
from kamsim.market.buying import NOBODY, Offer, group_choice
from kamsim.market.opportunity import STAGES, pace_of
from kamsim.market.proposals import doing_nothing_in_a_sale


def account_needs(world: World, account: AccountState) -> Iterator[float]:
    """Needs of one account as a Poisson process; one at a time."""
    parameters = world.parameters
    stream = world.streams.of("need", account.account_id)
    number = 0
    while True:
        rate = parameters.leads_prospect if account.status == "prospect" else parameters.leads_active
        yield stream.next_exponential(MONTH_DAYS / rate if rate else inf)
        number += 1
        if _wants_more(world, account, number):
            open_opportunity(world, account, f"{account.account_id}/{number}")


def _wants_more(world: World, account: AccountState, number: int) -> bool:
    """Whether a need becomes one that we hear of: who is clearly dissatisfied with us brings fewer."""
    parameters = world.parameters
    if account.satisfaction >= parameters.dissatisfied or account.status != "active":
        return True
    return world.streams.of("dissatisfied_need", account.account_id).at(number) < parameters.leads_dissatisfied


def open_opportunity(world: World, account: AccountState, name: str) -> None:
    """A need for the largest line that the account has elsewhere; a tele-seat or an agent takes it up at once."""
    lines = sorted((p for p, supplier in account.suppliers.items() if supplier != US), key=lambda p: -account.shares[p])
    if account.status == "lost" or account.opportunity is not None or not lines:
        return
    product, now = lines[0], world.env.now
    account.opportunity = Opportunity(name, product, account.suppliers[product], now, world.env.event())
    if on_another_channel(account):
        account.opportunity.pursued.succeed()
    world.record(OpportunityOpened(now, account.account_id, name, product))
    world.env.process(pursue(world, account, account.opportunity))


def pursue(world: World, account: AccountState, opportunity: Opportunity) -> Iterator:
    """One opportunity, from the need to the signature."""
    env, parameters = world.env, world.parameters
    yield env.any_of((opportunity.pursued, env.timeout(parameters.lead_wait_days)))
    if account.opportunity is not opportunity:
        return None
    if not opportunity.pursued.triggered:
        return close(world, account, opportunity, "passed")
    draws = world.streams.of("stages", opportunity.opportunity_id)
    pace = pace_of(parameters, world.streams.of("pace", account.account_id).normal_at(0))
    for stage, name in enumerate(STAGES):
        opportunity.stage = stage
        world.record(StageReached(env.now, account.account_id, opportunity.opportunity_id, name))
        if name == "objections":
            object_before_signing(world, account, opportunity)
        elif name == "signature":
            object_again(world, account, opportunity)
        luck = (draws.next(), draws.next(), draws.next())
        progress = begin_stage(world, account, opportunity, luck, draws.next_exponential(1.0), pace)
        died = yield from pass_stage(world, account, opportunity, progress)
        if account.opportunity is not opportunity:
            return None
        record_stage(world, account, opportunity, progress, died)
        if died:
            return close(world, account, opportunity, "dropped")
    return decide(world, account, opportunity)


def decide(world: World, account: AccountState, opportunity: Opportunity) -> None:
    """The buying center chooses between us, the vendor it has, other rivals, and doing nothing."""
    proposal = opportunity.proposal
    reference = world.rival_price.get(opportunity.rival_id, 1.0)
    if opportunity.reference is not None:
        reference = max(0.05, min(reference, opportunity.reference))
    # An account that already buys from us saves itself one more supplier.
    inertia = world.parameters.one_supplier if account.status == "active" else 0.0
    x = x_in_sale(world, account, proposal)
    to_us, *to_rivals = inclinations_of(world, account)
    ours = our_offer(
        world,
        account,
        price_in_sale(world, account, opportunity, reference, x),
        inertia,
        extras_in_sale(world, account, opportunity, x) + satisfied(world, account),
        to_us,
    )
    offers = [ours]
    for rival, to_it in zip(world.rivals.values(), to_rivals, strict=True):
        inertia = world.parameters.incumbent_rival if rival.rival_id == opportunity.rival_id else 0.0
        price = world.rival_price[rival.rival_id] / reference
        offers.append(Offer(rival.rival_id, price, rival.fit, rival.reputation, inertia, (), to_it))
    put_off = doing_nothing_in_a_sale(world.parameters, proposal.options if proposal else 1)
    mode, choosers = account.facts.decision_mode, choosers_of(world, account)
    group = group_choice(world.parameters, mode, choosers, tuple(offers), put_off, account.taste)
    draw = world.streams.of("sale", opportunity.opportunity_id).next()
    outcome = world.decide(account, "sale", group, draw, US, sale_value(world, account, opportunity))
    if outcome != US:
        return close(world, account, opportunity, "no_decision" if outcome == NOBODY else "lost")
    line = [(opportunity.rival_id, account.wallet * account.shares[opportunity.product])]
    everything = account.status == "prospect" or (proposal is not None and proposal.plan is not None)
    lost = supplied_by_rivals(account) if everything else line
    take_what_was_sold(world, account, opportunity, x)
    for rival_id, supplied in lost:
        retaliate(world, rival_id, account, supplied)
    return close(world, account, opportunity, "won")


def close(world: World, account: AccountState, opportunity: Opportunity, result: str) -> None:
    """End an opportunity."""
    account.opportunity = None
    world.record(OpportunityClosed(world.env.now, account.account_id, opportunity.opportunity_id, result))
