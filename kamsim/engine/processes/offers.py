"""Offers that a buying center answers: a term, the bundle."""

from math import exp

from kamsim.engine.decisions import OfferBundle
from kamsim.engine.processes.leaving import start_afresh
from kamsim.engine.processes.relations import wallet_spread
from kamsim.engine.processes.rivals import retaliate
from kamsim.engine.processes.sales import close
from kamsim.engine.processes.staying import choosers_of, our_offer, sign
from kamsim.engine.records import AccountWon
from kamsim.engine.scenario import US
from kamsim.engine.state import AccountState
from kamsim.engine.world import World
from kamsim.market.bundle import PLANS, bundle_bill
from kamsim.market.buying import group_choice

TERM_RELUCTANCE = 0.03
"""Logits that each month of a term takes from an offer: accounts like to stay free (assumption)."""
INSISTENCE, INSISTENCE_DAYS = 0.8, 100
"""Logits that a refused offer takes from the next one within some days (assumptions)."""


def offer_contract(
    world: World, account: AccountState, term_months: int, discount: float, occasion: str, keep_bundle: bool = False
) -> bool:
    """Whether the buying center signs an offer of a term; each occasion has its own draw.

    It compares with what it pays, or with a rival's live quote when that is lower; asked again soon, it is harder.
    Kept, a bundle goes on at its own price; otherwise it ends with the new contract.
    """
    if account.status != "active":
        return False
    live, reference = world.best_quote(account), world.reference_price(account)
    if live is not None:
        reference = min(reference, live[0])
    extras = [("long_term", -TERM_RELUCTANCE * term_months)]
    if world.env.now - account.refused_day < INSISTENCE_DAYS:
        extras.append(("asked_again", -INSISTENCE))
    plan, x = (account.contract.plan, account.contract.x) if keep_bundle else (None, 0.0)
    price = world.price_ratio(account) if plan else 1 - discount
    offer = our_offer(world, account, price / max(0.05, reference), 0.0, tuple(extras))
    group = group_choice(
        world.parameters, account.facts.decision_mode, choosers_of(world, account, against_rivals=False), (offer,)
    )
    draw = world.streams.of(occasion, account.account_id).at(world.month)
    margin = world.monthly_margin(account)
    stake = world.value_of(account, margin, term_months) - world.value_of(account, margin)
    if world.decide(account, "term", group, draw, "signs", max(0.0, stake)) == "signs":
        sign(world, account, term_months, discount, plan, x)
        return True
    account.refused_day = world.env.now
    return False


def offer_bundle(world: World, account: AccountState, decision: OfferBundle, occasion: str = "bundle") -> None:
    """The buying center answers an offer of the bundle: all lines to us for a commitment, or things as they are.

    Each occasion has its own draw.
    """
    if account.status == "lost":
        return
    plan, parameters = PLANS[decision.plan], world.parameters
    x = decision.x or suggested_x(world, account)
    fee = bundle_bill(plan, x, account.wallet)
    ratio = fee / max(paid_in_all(world, account), 0.01) * (1 + parameters.saving_wanted)
    group = group_choice(
        parameters,
        account.facts.decision_mode,
        choosers_of(world, account, against_rivals=False),
        (our_offer(world, account, ratio, 0.0),),
    )
    draw = world.streams.of(occasion, account.account_id).at(world.month)
    margin_now = world.monthly_margin(account) if account.status == "active" else 0.0
    gained = world.margin_of(account, account.wallet, fee) - margin_now
    stake = abs(world.value_of(account, gained, decision.term_months))
    if world.decide(account, "bundle", group, draw, "takes_bundle", stake) != "takes_bundle":
        return
    if account.status == "prospect":
        start_afresh(world, account)
        world.record(AccountWon(world.env.now, account.account_id))
    for rival_id in sorted(set(account.suppliers.values()) - {US}):
        taken = [account.shares[product] for product, who in account.suppliers.items() if who == rival_id]
        retaliate(world, rival_id, account, account.wallet * sum(taken))
    account.supply(list(account.suppliers), US)
    if account.opportunity is not None:
        close(world, account, account.opportunity, "won")
    sign(world, account, decision.term_months, account.contract.discount, decision.plan, x)


def paid_in_all(world: World, account: AccountState) -> float:
    """What the account pays all its suppliers a month, in CNY."""
    ours, total = world.price_ratio(account), 0.0
    for product, share in account.shares.items():
        supplier = account.suppliers[product]
        total += account.wallet * share * (ours if supplier == US else world.rival_price.get(supplier, 1.0))
    return total


def suggested_x(world: World, account: AccountState) -> float:
    """X from our estimate of the wallet, halfway between what suits the operator and the account (W/1.1, W/1.5)."""
    return account.wallet * exp(wallet_spread(world, account) * account.wallet_error) / 1.3
