"""What a bundle of an account's whole wallet is compared with, and the X that we suggest."""

from math import exp, log
from statistics import fmean

from kamsim.engine.decisions import BEST_PLAN
from kamsim.engine.processes.relations import wallet_spread
from kamsim.engine.records import CostBooked, fen
from kamsim.engine.scenario import US
from kamsim.engine.state import AccountState, Contract
from kamsim.engine.world import World
from kamsim.market.bundle import Plan, agreed, bundle_bill, chosen_plan, largest_discount
from kamsim.market.buying import Part
from kamsim.market.proposals import broadband_saving, installation_cost
from kamsim.market.usage import mean_growth

BROADBAND = "broadband"
MEASURED_MONTHS = 3
"""Months of which a measured X is the mean (training documents)."""


def paid_in_all(world: World, account: AccountState) -> float:
    """What the account pays all its suppliers a month, in CNY."""
    ours, total = world.price_ratio(account), 0.0
    for product, share in account.shares.items():
        supplier = account.suppliers[product]
        total += account.wallet * share * (ours if supplier == US else world.rival_price.get(supplier, 1.0))
    return total


def expected_usage(world: World, account: AccountState) -> float:
    """Usage in CNY a month that the account itself expects until X is set anew, growing as it grows."""
    parameters = world.parameters
    growth = account.facts.growth + parameters.growth_per_month
    return account.wallet * (mean_growth(growth, parameters.rebase_months) if growth else 1.0)


def measured_usage(account: AccountState) -> float:
    """Mean usage with us in CNY a month, of the last three months or what the file says before one; 0 if not ours."""
    if account.status != "active":
        return 0.0
    return _last_usage(account) if account.usages else account.wallet * account.share_with_us


def least_x(world: World, account: AccountState) -> float:
    """The least X in CNY a month that an account may be offered; 0 where nothing is measured."""
    return world.parameters.bundle_floor_share * measured_usage(account)


def _last_usage(account: AccountState) -> float:
    return fmean(list(account.usages)[-MEASURED_MONTHS:])


def barred(world: World, account: AccountState) -> bool:
    """Whether an account gets no new bundle as it fell short of its commitment lately; never, unless that is set."""
    parameters = world.parameters
    return parameters.shortfall_bars == 1 and world.month - account.short_month <= parameters.shortfall_months


def suggested_x(world: World, account: AccountState) -> float:
    """X from our estimate of the wallet, between what suits the operator and the account; never less than may be named.

    By definition (`x_measured`) it is the mean usage of the last three months with us; who is not ours has none.
    """
    if world.parameters.x_measured and account.usages and account.status == "active":
        return _last_usage(account)
    wallet = account.wallet * exp(wallet_spread(world, account) * account.wallet_error)
    return max(wallet / world.parameters.suggested_x_divisor, least_x(world, account))


def plan_taken(world: World, account: AccountState, plan: str, x: float) -> Plan:
    """The plan that is offered, or the one that the account picks where it may, for the usage that it expects."""
    if plan != BEST_PLAN:
        return world.plans[plan]
    expected = expected_usage(world, account)
    return chosen_plan(list(world.plans.values()), x, expected, world.parameters.flat_rate_bias)


def fit_of_x(world: World, account: AccountState, plan: Plan, x: float) -> tuple[Part, ...]:
    """What speaks for or against an X that was named, in logits: its bill for the usage that the account expects.

    As far as a unit of usage then costs more or less than it would now; nothing where usage is to stay as it is.
    """
    now, expected, off = account.wallet, expected_usage(world, account), world.parameters.overage_discount
    if now <= 0 or expected == now:
        return ()
    dearer = bundle_bill(plan, x, expected, off) / expected / (bundle_bill(plan, x, now, off) / now)
    return (("x_fit", -world.parameters.weight_price * log(dearer)),)


def plan_in_force(world: World, contract: Contract) -> Plan:
    """The plan of a contract with a bundle, with the allowance that was agreed on."""
    return agreed(world.plans[contract.plan], contract.allowance)


def bundle_discount(world: World, account: AccountState, plan: str, allowance: float | None) -> tuple[float, float]:
    """What a bundle gives off list at most by an allowance that was agreed on, and what of that is granted anyhow.

    Granted are what the plan gives by itself and what the account has; 0 where no allowance is named.
    """
    if allowance is None:
        return 0.0, 0.0
    usual, contract = world.plans[plan], account.contract
    granted = largest_discount(usual)
    if contract.plan is not None:
        granted = max(granted, largest_discount(plan_in_force(world, contract)))
    return largest_discount(agreed(usual, allowance)), granted


def special_saving(world: World, account: AccountState, product: str | None, term_months: int) -> float:
    """CNY a month that the broadband special saves the account; 0 without broadband among what moves to us."""
    moving = account.suppliers.get(BROADBAND, US) != US and product in (None, BROADBAND)
    return broadband_saving(world.parameters, term_months) if moving else 0.0


def bundle_price(world: World, account: AccountState, plan: Plan, x: float, saving: float = 0.0) -> float:
    """A bundle's bill over what is paid in all today, with the saving that an account wants to see."""
    fee = bundle_bill(plan, x, account.wallet, world.parameters.overage_discount) - saving
    return max(0.01, fee) / max(paid_in_all(world, account), 0.01) * (1 + world.parameters.saving_wanted)


def liking_of_bundle(world: World, account: AccountState, plan: Plan, x: float, negotiated: bool) -> tuple[Part, ...]:
    """What speaks for a bundle beside its price, in logits, wherever it is offered: a fixed fee, an X that fits.

    The fee pleases as a bill that is smaller by the flat-rate bias would; X counts where terms were `negotiated`.
    """
    parameters = world.parameters
    flat = ("flat_rate", -parameters.weight_price * log(1 - parameters.flat_rate_bias))
    return (flat, *fit_of_x(world, account, plan, x)) if negotiated else (flat,)


def book_sweeteners(
    world: World, account: AccountState, moving_value: float, free_installation: bool, saving: float, term_months: int
) -> None:
    """Book what free installation and the broadband special cost us, for the whole term at once."""
    if free_installation:
        cost = installation_cost(world.parameters, moving_value)
        world.record(CostBooked(world.env.now, account.account_id, "installation", fen(cost)))
    if saving:
        cost = saving * term_months
        world.record(CostBooked(world.env.now, account.account_id, "broadband_special", fen(cost)))
