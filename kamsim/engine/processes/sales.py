"""Sales in six stages: an account's need arises by itself; we take part only if we pursue it."""

from collections.abc import Iterator
from math import inf

from kamsim.engine.decisions import Propose
from kamsim.engine.processes.approvals import once_approved
from kamsim.engine.processes.bundling import book_sweeteners, bundle_price, special_saving, suggested_x
from kamsim.engine.processes.gatekeepers import drag
from kamsim.engine.processes.leaving import start_afresh
from kamsim.engine.processes.objections import discount_in_sale, object_again, object_before_signing, sale_value
from kamsim.engine.processes.relations import on_another_channel
from kamsim.engine.processes.rivals import retaliate
from kamsim.engine.processes.staying import choosers_of, our_offer, sign
from kamsim.engine.records import (
    AccountWon,
    LineWon,
    OpportunityClosed,
    OpportunityOpened,
    ProposalMade,
    StageReached,
)
from kamsim.engine.scenario import US
from kamsim.engine.state import MONTH_DAYS, AccountState, Opportunity, PersonState, Proposal
from kamsim.engine.world import World
from kamsim.market.buying import NOBODY, Offer, Part, group_choice
from kamsim.market.opportunity import STAGES, drop_hazard, gate_passed, pace_of, stage_days
from kamsim.market.proposals import blended_discount, doing_nothing_in_a_sale, preparation, proposal_parts

MOMENT = 1e-6
MET_BEFORE_DAYS = 30
"""A meeting shortly before the need arose counts as one about it (assumption)."""


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


def people_met(account: AccountState, opportunity: Opportunity) -> list[PersonState]:
    """Those members of the buying center whom we met about a need."""
    since = opportunity.opened_day - MET_BEFORE_DAYS
    return [p for p in account.people if p.last_day is not None and p.last_day >= since]


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
        began = env.now
        world.record(StageReached(began, account.account_id, opportunity.opportunity_id, name))
        if name == "objections":
            object_before_signing(world, account, opportunity)
        elif name == "signature":
            object_again(world, account, opportunity)
        met = people_met(account, opportunity)
        stalled = name == "signature" and opportunity.objection is not None and opportunity.objection.open
        days = stage_days(
            parameters,
            stage,
            sum(p.share for p in met),
            account.mean_attitude(),
            len(account.people),
            tuple(draws.next() for _ in range(3)),
            pace,
            stalled,
        )
        passed = gate_passed(stage, {p.role for p in met}, account.mapped, stalled)
        silent = account.last_contact_day is None or began - account.last_contact_day > parameters.silent_days
        hazard = drop_hazard(parameters, stage, passed, silent) * drag(world, account)
        dies_in = draws.next_exponential(1 / hazard if hazard else inf)
        yield env.timeout(min(days, dies_in))
        if account.opportunity is not opportunity:
            return None
        if dies_in < days or (yield from wait_for_answer(world, account, opportunity, began + dies_in)):
            return close(world, account, opportunity, "dropped")
        if account.opportunity is not opportunity:
            return None
    return decide(world, account, opportunity)


def wait_for_answer(world: World, account: AccountState, opportunity: Opportunity, dies_on: float) -> Iterator:
    """Somebody who objects keeps a sale waiting until they are answered, or tired; says whether it died meanwhile."""
    env, objection = world.env, opportunity.objection
    while objection is not None and objection.open and account.opportunity is opportunity:
        left = min(objection.until_day, dies_on) - env.now
        if left <= MOMENT:
            return dies_on <= objection.until_day
        yield env.any_of((objection.resolved, env.timeout(left)))
    return False


def propose(world: World, account: AccountState, decision: Propose) -> None:
    """Put a proposal into a sale in progress, once its discount is approved."""
    opportunity = account.opportunity
    if opportunity is not None and opportunity.pursued.triggered:
        once_approved(world, account, decision.discount, lambda: _present(world, account, opportunity, decision))


def _present(world: World, account: AccountState, opportunity: Opportunity, decision: Propose) -> None:
    if account.opportunity is not opportunity:
        return
    prepared = preparation({p.role for p in people_met(account, opportunity)}, account.mapped)
    opportunity.proposal = Proposal(
        decision.options,
        decision.discount,
        decision.plan,
        decision.free_installation,
        decision.broadband_special,
        prepared,
    )
    name = opportunity.opportunity_id
    world.record(
        ProposalMade(
            world.env.now, account.account_id, name, decision.options, decision.discount, decision.plan, prepared
        )
    )


def similar_case(world: World, account: AccountState) -> bool:
    """Whether an account of the same industry speaks for us."""
    industry = account.facts.industry
    return any(
        other.speaks_for_us and other.status == "active" and other.facts.industry == industry
        for other in world.accounts.values()
    )


def _price(world: World, account: AccountState, opportunity: Opportunity, reference: float, x: float) -> float:
    """What we ask, over what the account compares with."""
    proposal = opportunity.proposal
    if proposal is None:
        return (1 - account.contract.discount) / reference
    if proposal.plan is not None:
        saving = special_saving(world, account, None, world.parameters.sale_term_months)
        return bundle_price(world, account, proposal.plan, x, saving if proposal.broadband_special else 0.0)
    saving = _saving(world, account, opportunity)
    share = 1.0 if account.status == "prospect" else account.shares[opportunity.product]
    off = saving / max(0.01, account.wallet * share)
    return max(0.01, 1 - proposal.discount - off) / reference


def _saving(world: World, account: AccountState, opportunity: Opportunity) -> float:
    proposal = opportunity.proposal
    if proposal is None or not proposal.broadband_special:
        return 0.0
    everything = account.status == "prospect" or proposal.plan is not None
    product = None if everything else opportunity.product
    return special_saving(world, account, product, world.parameters.sale_term_months)


def _extras(world: World, account: AccountState, opportunity: Opportunity) -> tuple[Part, ...]:
    proposal, objection = opportunity.proposal, opportunity.objection
    parts: tuple[Part, ...] = ()
    if proposal is not None:
        savings = opportunity.savings_shown and account.mapped
        parts = proposal_parts(
            world.parameters,
            proposal.prepared,
            savings,
            similar_case(world, account),
            proposal.free_installation,
        )
    if objection is not None and objection.open:
        parts += (("objection_open", -world.parameters.objection_open),)
    return parts


def decide(world: World, account: AccountState, opportunity: Opportunity) -> None:
    """The buying center chooses between us, the vendor it has, other rivals, and doing nothing."""
    proposal = opportunity.proposal
    reference = world.rival_price.get(opportunity.rival_id, 1.0)
    if opportunity.reference is not None:
        reference = max(0.05, min(reference, opportunity.reference))
    # An account that already buys from us saves itself one more supplier.
    inertia = world.parameters.one_supplier if account.status == "active" else 0.0
    x = suggested_x(world, account) if proposal is not None and proposal.plan is not None else 0.0
    ours = our_offer(
        world,
        account,
        _price(world, account, opportunity, reference, x),
        inertia,
        _extras(world, account, opportunity),
    )
    offers = [ours]
    for rival in world.rivals.values():
        inertia = world.parameters.incumbent_rival if rival.rival_id == opportunity.rival_id else 0.0
        price = world.rival_price[rival.rival_id] / reference
        offers.append(Offer(rival.rival_id, price, rival.fit, rival.reputation, inertia))
    nothing = doing_nothing_in_a_sale(world.parameters, proposal.options if proposal else 1)
    parameters = world.parameters.model_copy(update={"no_decision": world.parameters.no_decision + nothing})
    group = group_choice(parameters, account.facts.decision_mode, choosers_of(world, account), tuple(offers))
    draw = world.streams.of("sale", opportunity.opportunity_id).next()
    outcome = world.decide(account, "sale", group, draw, US, sale_value(world, account, opportunity))
    if outcome != US:
        return close(world, account, opportunity, "no_decision" if outcome == NOBODY else "lost")
    lost = account.wallet * (1.0 if account.status == "prospect" else account.shares[opportunity.product])
    _take(world, account, opportunity, x)
    retaliate(world, opportunity.rival_id, account, lost)
    return close(world, account, opportunity, "won")


def _take(world: World, account: AccountState, opportunity: Opportunity, x: float) -> None:
    """What was sold comes to us, at the price of the sale."""
    proposal, discount = opportunity.proposal, discount_in_sale(account, opportunity)
    prospect, saving = account.status == "prospect", _saving(world, account, opportunity)
    plan = proposal.plan if proposal else None
    before = account.share_with_us
    if prospect:
        start_afresh(world, account)
        world.record(AccountWon(world.env.now, account.account_id))
    else:
        account.supply(list(account.suppliers) if plan else [opportunity.product], US)
        world.record(LineWon(world.env.now, account.account_id, opportunity.product, opportunity.rival_id))
    moved = account.share_with_us - (0.0 if prospect else before)
    if prospect or plan:
        sign(world, account, world.parameters.sale_term_months, discount, plan, x)
    elif account.contract.plan is None:
        blended = blended_discount(account.contract.discount, before, discount, moved)
        world.set_discount(account, blended)
    if proposal is not None:
        term = world.parameters.sale_term_months
        book_sweeteners(world, account, account.wallet * moved, proposal.free_installation, saving, term)


def close(world: World, account: AccountState, opportunity: Opportunity, result: str) -> None:
    """End an opportunity."""
    account.opportunity = None
    world.record(OpportunityClosed(world.env.now, account.account_id, opportunity.opportunity_id, result))
