"""Offers that a buying center answers: a term, the bundle."""

from kamsim.engine.decisions import OfferBundle
from kamsim.engine.processes.bundling import (
    book_sweeteners,
    bundle_price,
    liking_of_bundle,
    plan_in_force,
    plan_taken,
    special_saving,
    suggested_x,
)
from kamsim.engine.processes.contest import choosers_of, our_offer, satisfied, stake_of_signing
from kamsim.engine.processes.cuts import cut_price
from kamsim.engine.processes.rivals import retaliate, supplied_by_rivals
from kamsim.engine.processes.sales import close
from kamsim.engine.processes.staying import pay_early, sign
from kamsim.engine.scenario import US
from kamsim.engine.state import AccountState
from kamsim.engine.world import World
from kamsim.market.bundle import agreed, bundle_bill, over_uses
from kamsim.market.buying import Part, group_choice


def give_discount(world: World, account: AccountState, discount: float) -> None:
    """Cut the price of an account; it may soon ask for more."""
    if cut_price(world, account, discount):
        unsettle(world, account, cheaper=True)
        account.torn = True


def offer_contract(
    world: World,
    account: AccountState,
    term_months: int,
    discount: float,
    occasion: str,
    month: int,
    keep_bundle: bool = False,
    pays_early: bool = False,
) -> bool:
    """Whether the buying center signs an offer of a term; each occasion has its own draw of the month it was planned.

    It compares with what it pays, or with a rival's live quote when that is lower; asked again soon, it is harder.
    Kept, a bundle goes on at its own price; otherwise it ends with the new contract.
    """
    if account.status != "active":
        return False
    if occasion == "term":
        unsettle(world, account, discount > account.contract.discount)
    live, reference = world.best_quote(account), world.reference_price(account)
    if live is not None:
        reference = min(reference, live[0])
    extras = [("long_term", -world.parameters.term_reluctance * term_months), *satisfied(world, account)]
    extras += _asked_before(world, account)
    if pays_early and not account.contract.pays_early:
        extras.append(("pays_early", -world.parameters.early_payment_reluctance))
    plan, x = (account.contract.plan, account.contract.x) if keep_bundle else (None, 0.0)
    price = world.price_ratio(account) if plan else 1 - discount
    offer = our_offer(world, account, price / max(0.05, reference), 0.0, tuple(extras))
    group = group_choice(
        world.parameters,
        account.facts.decision_mode,
        choosers_of(world, account, against_rivals=False),
        (offer,),
        taste=account.taste,
    )
    draw = world.streams.of(occasion, account.account_id).at(month)
    if account.watch is not None:
        stake = stake_of_signing(world, account, term_months, account.contract.discount if plan else discount)
    else:
        margin = world.monthly_margin(account)
        stake = max(0.0, world.value_of(account, margin, term_months) - world.value_of(account, margin))
    if world.decide(account, "term", group, draw, "signs", stake) == "signs":
        sign(world, account, term_months, discount, plan, x, account.contract.allowance if plan else None)
        if pays_early:
            pay_early(world, account)
        return True
    account.refused_day = world.env.now
    return False


def offer_bundle(
    world: World, account: AccountState, decision: OfferBundle, occasion: str = "bundle", month: int | None = None
) -> None:
    """The buying center of an account of ours answers: all lines to us for a commitment, or things as they are.

    Each occasion has its own draw, of the `month` in which it was planned, or of this one. Asked again soon after it
    refused an offer, an account is harder to move.
    """
    if account.status != "active":
        return
    parameters = world.parameters
    x = decision.x or suggested_x(world, account)
    plan = agreed(plan_taken(world, account, decision.plan, x), decision.allowance)
    fee = bundle_bill(plan, x, account.wallet, parameters.overage_discount)
    unsettle(world, account, occasion == "bundle")
    saving = special_saving(world, account, None, decision.term_months) if decision.broadband_special else 0.0
    ratio = bundle_price(world, account, plan, x, saving)
    negotiated = decision.x is not None or decision.allowance is not None
    extras = [*liking_of_bundle(world, account, plan, x, negotiated), *satisfied(world, account)]
    extras += _asked_before(world, account)
    if decision.free_installation:
        extras.append(("free_installation", parameters.free_installation))
    group = group_choice(
        parameters,
        account.facts.decision_mode,
        choosers_of(world, account, against_rivals=False),
        (our_offer(world, account, ratio, 0.0, tuple(extras)),),
        taste=account.taste,
    )
    draw = world.streams.of(occasion, account.account_id).at(world.month if month is None else month)
    gained = world.margin_of(account, account.wallet, fee) - world.monthly_margin(account)
    stake = abs(world.value_of(account, gained, decision.term_months))
    if world.decide(account, "bundle", group, draw, "takes_bundle", stake) != "takes_bundle":
        account.refused_day = world.env.now
        return
    moved = account.wallet * (1 - account.share_with_us)
    for rival_id, lost in supplied_by_rivals(account):
        retaliate(world, rival_id, account, lost)
    account.supply(list(account.suppliers), US)
    if account.opportunity is not None:
        close(world, account, account.opportunity, "won")
    sign(world, account, decision.term_months, account.contract.discount, plan.name, x, decision.allowance)
    book_sweeteners(world, account, moved, decision.free_installation, saving, decision.term_months)


def _asked_before(world: World, account: AccountState) -> tuple[Part, ...]:
    """What speaks against an offer to an account that refused one a moment ago."""
    if world.env.now - account.refused_day >= world.parameters.asked_again_days:
        return ()
    return (("asked_again", -world.parameters.asked_again),)


def unsettle(world: World, account: AccountState, cheaper: bool) -> None:
    """A cheaper plan or price makes a heavy user think of its bill, unless it had asked (Ascarza et al. 2016)."""
    if not cheaper or account.demand is not None or account.status != "active":
        return
    parameters, contract = world.parameters, account.contract
    allowance = plan_in_force(world, contract).allowance * contract.x if contract.plan else None
    if over_uses(account.usages, allowance, parameters.proactive_over_use):
        account.unsettled_until = world.month + parameters.proactive_months
