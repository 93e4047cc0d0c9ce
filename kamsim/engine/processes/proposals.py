"""Proposals in a sale: what they say, how the account sees them, and what comes to us when it buys."""

from kamsim.engine.decisions import Propose
from kamsim.engine.processes.approvals import once_approved
from kamsim.engine.processes.bundling import (
    book_sweeteners,
    bundle_discount,
    bundle_price,
    liking_of_bundle,
    plan_taken,
    special_saving,
    suggested_x,
)
from kamsim.engine.processes.leaving import start_afresh
from kamsim.engine.processes.objections import discount_in_sale, term_in_sale
from kamsim.engine.processes.relations import departments_in_sale
from kamsim.engine.processes.staying import pay_early, sign
from kamsim.engine.records import AccountWon, LineWon, ProposalMade
from kamsim.engine.scenario import US
from kamsim.engine.state import AccountState, Opportunity, PersonState, Proposal
from kamsim.engine.world import World
from kamsim.market.bundle import Plan, agreed
from kamsim.market.buying import Part
from kamsim.market.proposals import blended_discount, preparation, proposal_parts


def people_met(world: World, account: AccountState, opportunity: Opportunity) -> list[PersonState]:
    """Those members of the buying center whom we met about a need, or shortly before."""
    since = opportunity.opened_day - world.parameters.met_before_days
    return [p for p in account.people if p.last_day is not None and p.last_day >= since]


def coverage_of(world: World, account: AccountState, opportunity: Opportunity) -> float:
    """Share of influence of those who heard about a need what is meant for their role, 0..1."""
    since = opportunity.opened_day - world.parameters.met_before_days
    return sum([p.share for p in account.people if p.suited_day >= since])


def propose(world: World, account: AccountState, decision: Propose) -> None:
    """Put a proposal into a sale in progress, once its discount or its allowance is approved."""
    opportunity = account.opportunity
    if opportunity is None or not opportunity.pursued.triggered:
        return
    discount, granted = decision.discount, 0.0
    if decision.plan is not None:
        discount, granted = bundle_discount(world, account, decision.plan, decision.allowance)
    once_approved(world, account, discount, lambda: _present(world, account, opportunity, decision), granted)


def _present(world: World, account: AccountState, opportunity: Opportunity, decision: Propose) -> None:
    if account.opportunity is not opportunity:
        return
    prepared = preparation({p.role for p in people_met(world, account, opportunity)}, account.mapped)
    opportunity.proposal = Proposal(
        decision.options,
        decision.discount,
        decision.plan,
        decision.free_installation,
        decision.broadband_special,
        prepared,
        decision.x,
        decision.allowance,
        decision.term_months,
        decision.pays_early,
    )
    name = opportunity.opportunity_id
    world.record(
        ProposalMade(
            world.env.now, account.account_id, name, decision.options, decision.discount, decision.plan, prepared
        )
    )


def similar_case(world: World, account: AccountState) -> bool:
    """Whether an account of the same industry speaks for us."""
    return any(other.status == "active" for other in world.references.get(account.facts.industry, ()))


def price_in_sale(world: World, account: AccountState, opportunity: Opportunity, reference: float, x: float) -> float:
    """What we ask, over what the account compares with."""
    proposal = opportunity.proposal
    if proposal is None:
        return (1 - account.contract.discount) / reference
    plan, saving = _plan(world, account, proposal, x), _saving(world, account, opportunity)
    if plan is not None:
        return bundle_price(world, account, plan, x, saving)
    share = 1.0 if account.status == "prospect" else account.shares[opportunity.product]
    off = saving / max(0.01, account.wallet * share)
    return max(0.01, 1 - discount_in_sale(account, opportunity) - off) / reference


def _plan(world: World, account: AccountState, proposal: Proposal | None, x: float) -> Plan | None:
    """The plan that is proposed, or the one that the account picks where it may; None for a price off list."""
    if proposal is None or proposal.plan is None:
        return None
    return agreed(plan_taken(world, account, proposal.plan, x), proposal.allowance)


def _saving(world: World, account: AccountState, opportunity: Opportunity) -> float:
    proposal = opportunity.proposal
    if proposal is None or not proposal.broadband_special:
        return 0.0
    everything = account.status == "prospect" or proposal.plan is not None
    product = None if everything else opportunity.product
    return special_saving(world, account, product, term_in_sale(world, opportunity))


def x_in_sale(world: World, account: AccountState, proposal: Proposal | None) -> float:
    """X of the bundle that is proposed: the one that was named, else the one that we suggest; 0 without a bundle."""
    if proposal is None or proposal.plan is None:
        return 0.0
    return suggested_x(world, account) if proposal.x is None else proposal.x


def extras_in_sale(world: World, account: AccountState, opportunity: Opportunity, x: float) -> tuple[Part, ...]:
    """What speaks for or against our offer in a sale beyond price, people and habit."""
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
        plan = _plan(world, account, proposal, x)
        if plan is not None:
            negotiated = proposal.x is not None or proposal.allowance is not None
            parts += liking_of_bundle(world, account, plan, x, negotiated)
        parts += _terms_of_contract(world, account, opportunity)
    if objection is not None and objection.open:
        parts += (("objection_open", -world.parameters.objection_open),)
    return parts + departments_in_sale(world, account)


def _terms_of_contract(world: World, account: AccountState, opportunity: Opportunity) -> tuple[Part, ...]:
    """What the term and the payment that were named say, where a contract is signed; the usual ones say nothing."""
    proposal, parameters = opportunity.proposal, world.parameters
    parts: tuple[Part, ...] = ()
    if account.status != "prospect" and proposal.plan is None:
        return parts
    longer = term_in_sale(world, opportunity) - parameters.sale_term_months
    if longer:
        parts += (("long_term", -parameters.term_reluctance * longer),)
    if _paid_early(world, opportunity) and not account.contract.pays_early:
        parts += (("pays_early", -parameters.early_payment_reluctance),)
    return parts


def _paid_early(world: World, opportunity: Opportunity) -> bool:
    """Whether bills are to be paid in advance; only a term can say so."""
    proposal = opportunity.proposal
    return proposal is not None and proposal.pays_early and term_in_sale(world, opportunity) > 0


def take_what_was_sold(world: World, account: AccountState, opportunity: Opportunity, x: float) -> None:
    """What was sold comes to us, at the price of the sale."""
    proposal, discount = opportunity.proposal, discount_in_sale(account, opportunity)
    prospect, saving = account.status == "prospect", _saving(world, account, opportunity)
    plan = _plan(world, account, proposal, x)
    before, term = account.share_with_us, term_in_sale(world, opportunity)
    if prospect:
        start_afresh(world, account)
        world.record(AccountWon(world.env.now, account.account_id))
    else:
        account.supply(list(account.suppliers) if plan else [opportunity.product], US)
        world.record(LineWon(world.env.now, account.account_id, opportunity.product, opportunity.rival_id))
    moved = account.share_with_us - (0.0 if prospect else before)
    if prospect or plan:
        sign(
            world,
            account,
            term,
            discount,
            plan and plan.name,
            x,
            plan and proposal.allowance,
        )
        if _paid_early(world, opportunity):
            pay_early(world, account)
    elif account.contract.plan is None:
        blended = blended_discount(account.contract.discount, before, discount, moved)
        world.set_discount(account, blended)
    if proposal is not None:
        book_sweeteners(world, account, account.wallet * moved, proposal.free_installation, saving, term)
