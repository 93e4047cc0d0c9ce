"""Sales in six stages: an account's need arises by itself; we take part only if we pursue it."""

from collections.abc import Iterator
from math import inf

from kamsim.engine.processes.gatekeepers import drag
from kamsim.engine.processes.leaving import start_afresh
from kamsim.engine.processes.relations import on_another_channel
from kamsim.engine.processes.rivals import retaliate
from kamsim.engine.processes.staying import choosers_of, our_offer, sign
from kamsim.engine.records import AccountWon, LineWon, OpportunityClosed, OpportunityOpened, StageReached
from kamsim.engine.scenario import US
from kamsim.engine.state import MONTH_DAYS, AccountState, Opportunity
from kamsim.engine.world import World
from kamsim.market.buying import NOBODY, Offer, group_choice
from kamsim.market.opportunity import STAGES, drop_hazard, gate_passed, stage_days

WAIT_DAYS = 45
"""How long a need waits for a vendor that does not call (assumption)."""
SILENT_DAYS = 21


def account_needs(world: World, account: AccountState) -> Iterator:
    """Needs of one account as a Poisson process; one at a time."""
    parameters = world.parameters
    stream = world.streams.of("need", account.account_id)
    number = 0
    while True:
        rate = parameters.leads_prospect if account.status == "prospect" else parameters.leads_active
        yield world.env.timeout(stream.next_exponential(MONTH_DAYS / rate if rate else inf))
        number += 1
        open_opportunity(world, account, f"{account.account_id}/{number}")


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
    env = world.env
    yield env.any_of((opportunity.pursued, env.timeout(WAIT_DAYS)))
    if account.opportunity is not opportunity:
        return None
    if not opportunity.pursued.triggered:
        return close(world, account, opportunity, "passed")
    draws = world.streams.of("stages", opportunity.opportunity_id)
    for stage in range(len(STAGES)):
        opportunity.stage = stage
        world.record(StageReached(env.now, account.account_id, opportunity.opportunity_id, STAGES[stage]))
        met = [p for p in account.people if p.last_day is not None and p.last_day >= opportunity.opened_day - 30]
        coverage = sum(p.share for p in met)
        days = stage_days(
            stage, coverage, account.mean_attitude(), len(account.people), tuple(draws.next() for _ in range(3))
        )
        passed = gate_passed(stage, {p.role for p in met}, account.mapped)
        silent = account.last_contact_day is None or env.now - account.last_contact_day > SILENT_DAYS
        hazard = drop_hazard(world.parameters.drop_hazard, passed, silent) * drag(world, account)
        dies_in = draws.next_exponential(1 / hazard if hazard else inf)
        yield env.timeout(min(days, dies_in))
        if account.opportunity is not opportunity:
            return None
        if dies_in < days:
            return close(world, account, opportunity, "dropped")
    return decide(world, account, opportunity)


def decide(world: World, account: AccountState, opportunity: Opportunity) -> None:
    """The buying center chooses between us, the vendor it has, other rivals, and doing nothing."""
    parameters = world.parameters
    reference = world.rival_price.get(opportunity.rival_id, 1.0)
    discount = account.contract.discount
    # An account that already buys from us saves itself one more supplier.
    inertia = parameters.one_supplier if account.status == "active" else 0.0
    offers = [our_offer(world, account, (1 - discount) / reference, inertia)]
    for rival in world.rivals.values():
        inertia = parameters.incumbent_rival if rival.rival_id == opportunity.rival_id else 0.0
        price = world.rival_price[rival.rival_id] / reference
        offers.append(Offer(rival.rival_id, price, rival.fit, rival.reputation, inertia))
    group = group_choice(parameters, account.facts.decision_mode, choosers_of(world, account), tuple(offers))
    draw = world.streams.of("sale", opportunity.opportunity_id).next()
    share = 1.0 if account.status == "prospect" else account.shares[opportunity.product]
    margin = account.wallet * share * (parameters.margin - discount)
    outcome = world.decide(account, "sale", group, draw, US, world.value_of(account, margin, 12))
    if outcome != US:
        return close(world, account, opportunity, "no_decision" if outcome == NOBODY else "lost")
    if account.status == "prospect":
        start_afresh(world, account)
        world.record(AccountWon(world.env.now, account.account_id))
        sign(world, account, 12, discount, None, 0.0)
    else:
        account.supply([opportunity.product], US)
        world.record(LineWon(world.env.now, account.account_id, opportunity.product, opportunity.rival_id))
    retaliate(world, opportunity.rival_id, account, account.wallet * share)
    return close(world, account, opportunity, "won")


def close(world: World, account: AccountState, opportunity: Opportunity, result: str) -> None:
    """End an opportunity."""
    account.opportunity = None
    world.record(OpportunityClosed(world.env.now, account.account_id, opportunity.opportunity_id, result))
