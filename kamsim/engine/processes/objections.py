"""Objections in a sale: somebody raises one before the signature, and it waits for an answer."""

from kamsim.engine.decisions import MOST_DISCOUNT
from kamsim.engine.processes.approvals import once_approved
from kamsim.engine.records import MotiveHeard, ObjectionAnswered, ObjectionRaised
from kamsim.engine.state import MONTH_DAYS, AccountState, Objection, Opportunity, PersonState, Proposal
from kamsim.engine.streams import Stream
from kamsim.engine.world import World
from kamsim.market.attitude import bounded
from kamsim.market.buying import Part, Voice, price_response
from kamsim.market.negotiation import discount_after
from kamsim.market.objections import answer_parts, concern_said, motive_behind, picked
from kamsim.market.people import role_weights
from kamsim.market.service import our_fit

SPEAKS, SAYS, CANDOR, MOTIVE, TEARS = range(5)
"""Places of the draws of one objection in its stream."""
PER_OBJECTION = 8


def _draws(world: World, opportunity: Opportunity) -> Stream:
    return world.streams.of("objection", opportunity.opportunity_id)


def object_before_signing(world: World, account: AccountState, opportunity: Opportunity) -> None:
    """At the stage of objections, somebody mostly has one."""
    draws = _draws(world, opportunity)
    if draws.at(TEARS) < world.parameters.objection_chance:
        speaker = account.people[picked([p.share for p in account.people], draws.at(SPEAKS))]
        drivers = drivers_of(world, account, opportunity, speaker)
        said = concern_said(world.parameters, speaker.role, drivers, draws.at(SAYS))
        motive = motive_behind(world.parameters, said, draws.at(CANDOR), draws.at(MOTIVE))
        _raise(world, account, opportunity, speaker.person_id, said, motive)


def object_again(world: World, account: AccountState, opportunity: Opportunity) -> None:
    """A discount given at once may breed the next demand before the signature."""
    draws = _draws(world, opportunity)
    if opportunity.torn and draws.at(PER_OBJECTION + TEARS) < world.parameters.next_demand:
        opportunity.torn = False
        _raise(world, account, opportunity, account.first("purchasing").person_id, "price", "pressing")


def _raise(
    world: World, account: AccountState, opportunity: Opportunity, person_id: str, said: str, motive: str
) -> None:
    until = world.env.now + world.parameters.objection_days
    opportunity.objection = Objection(person_id, said, motive, until, world.env.event())
    name = opportunity.opportunity_id
    world.record(ObjectionRaised(world.env.now, account.account_id, name, person_id, said, motive))


def drivers_of(world: World, account: AccountState, opportunity: Opportunity, person: PersonState) -> tuple[Part, ...]:
    """What speaks for us, in a person's eyes, against the vendor that has the business now; empty without one."""
    parameters, rival = world.parameters, world.rivals.get(opportunity.rival_id)
    if rival is None:
        return ()
    attitude = dict(zip(world.rivals, world.attitudes_to_rivals(person), strict=True))[rival.rival_id]
    ratio = (1 - discount_in_sale(account, opportunity)) / max(0.05, world.rival_price[rival.rival_id])
    fit = our_fit(parameters, world.strategy[account.tier]) - rival.fit
    on_price, on_fit = role_weights(parameters)[person.role]
    return (
        ("price", -parameters.weight_price * on_price * price_response(ratio, parameters.loss_aversion)),
        ("fit", parameters.weight_fit * on_fit * fit),
        ("relationship", parameters.weight_relationship * (person.attitude - attitude)),
        ("reputation", parameters.weight_reputation * (parameters.our_reputation - rival.reputation)),
        ("inertia", (parameters.one_supplier if account.status == "active" else 0.0) - parameters.incumbent_rival),
    )


def discount_in_sale(account: AccountState, opportunity: Opportunity) -> float:
    """The discount off list at which a sale stands: the proposal's, or what the account has with us anyhow.

    A line that comes into a bundle has the bundle's price, whatever is proposed.
    """
    proposal = opportunity.proposal
    if proposal is None or (account.contract.plan is not None and proposal.plan is None):
        return account.contract.discount
    return proposal.discount


def answer_objection(world: World, account: AccountState, option: str) -> None:
    """Answer an open objection: ask for the motive, present a remedy, or cut the price at once."""
    opportunity = account.opportunity
    objection = opportunity.objection if opportunity else None
    if objection is None or not objection.open or option == "leave_it":
        return
    if option == "ask":
        objection.heard = True
        # Somebody who was asked waits for what comes of it.
        objection.until_day += MONTH_DAYS
        world.record(MotiveHeard(world.env.now, account.account_id, objection.person_id, objection.motive))
    elif option == "discount_now":
        price = 1 - discount_in_sale(account, opportunity)
        discount = discount_after(price, world.parameters.objection_cut_size, MOST_DISCOUNT)
        month = world.month
        once_approved(world, account, discount, lambda: _cut(world, account, opportunity, objection, discount, month))
    else:
        _hear_answer(world, account, opportunity, objection, option, world.month)


def _cut(
    world: World,
    account: AccountState,
    opportunity: Opportunity,
    objection: Objection,
    discount: float,
    month: int,
) -> None:
    if account.opportunity is not opportunity or not objection.open:
        return
    if opportunity.proposal is None:
        opportunity.proposal = Proposal(1, discount, None, False, False, 0.0)
    # A deeper cut may have been approved while this one was waiting.
    opportunity.proposal.discount = max(discount, opportunity.proposal.discount)
    opportunity.reference = 1 - opportunity.proposal.discount
    opportunity.torn = account.torn = True
    account.cuts_given += 1
    _hear_answer(world, account, opportunity, objection, "discount_now", month)


def _hear_answer(
    world: World, account: AccountState, opportunity: Opportunity, objection: Objection, option: str, month: int
) -> None:
    """The person is convinced or not; a sale hangs on it as far as an open objection weighs in the choice."""
    parameters = world.parameters
    parts = answer_parts(parameters, option, objection.motive)
    draw = world.streams.of("answer", opportunity.opportunity_id).at(month)
    # Near even odds, a logit is worth a quarter in probability.
    stake = sale_value(world, account, opportunity) * parameters.objection_open / 4
    voice = Voice(objection.person_id, 1.0, parts)
    resolved = world.decide_alone(account, "objection", voice, draw, ("convinced", "not_convinced"), stake)
    name = opportunity.opportunity_id
    world.record(ObjectionAnswered(world.env.now, account.account_id, name, option, resolved))
    if resolved:
        if option != "discount_now":
            person = next((p for p in account.people if p.person_id == objection.person_id), None)
            if person is not None:
                person.attitude = bounded(person.attitude + parameters.objection_pleased)
        objection.resolved.succeed()


def term_in_sale(world: World, opportunity: Opportunity) -> int:
    """Months for which a sale binds where it ends in a contract: the proposal's, or the usual ones."""
    proposal = opportunity.proposal
    if proposal is None or proposal.term_months is None:
        return world.parameters.sale_term_months
    return proposal.term_months


def sale_value(world: World, account: AccountState, opportunity: Opportunity) -> float:
    """What winning a sale is worth to us, in CNY of present value."""
    share = 1.0 if account.status == "prospect" else account.shares[opportunity.product]
    margin = account.wallet * share * (world.parameters.margin - discount_in_sale(account, opportunity))
    return max(0.0, world.value_of(account, margin, term_in_sale(world, opportunity)))
