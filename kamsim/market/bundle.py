"""The Evergreen bundle: a commitment and an allowance as multiples of a reference spend X, re-based every half-year."""

from collections.abc import Sequence
from typing import NamedTuple

from kamsim.market.parameters import Parameters


class Plan(NamedTuple):
    """Commitment and allowance as multiples of X; `source` says what is known and what is assumed."""

    name: str
    commitment: float
    allowance: float
    source: str


SOURCES = {
    "A": "training documents",
    "B": "commitment inferred from the training documents; allowance: assumption",
    "C": "commitment inferred from the training documents; allowance: assumption",
}
BASES = ("usage", "paid", "lower")
"""What a new X is the mean of, in the order of the parameter `rebase_basis`; `lower` is the smaller month by month."""
STEP_DOWN = {"A": "B", "B": "C"}
"""The next smaller plan; below C there is none."""


def plan_of(parameters: Parameters, name: str) -> Plan:
    """A plan with its numbers as they are set."""
    letter = name.lower()
    commitment = getattr(parameters, f"plan_{letter}_commitment")
    return Plan(name, commitment, getattr(parameters, f"plan_{letter}_allowance"), SOURCES[name])


PLANS = {name: plan_of(Parameters(), name) for name in SOURCES}
"""The plans with their default numbers."""


def allowances(parameters: Parameters, name: str) -> tuple[float, float]:
    """The least and the most allowance that may be agreed on with a plan, as multiples of X."""
    usual, room = plan_of(parameters, name).allowance, parameters.allowance_room
    return usual - room, usual + room


def agreed(plan: Plan, allowance: float | None) -> Plan:
    """A plan with the allowance that was agreed on, as a multiple of X; None for the plan's own."""
    return plan if allowance is None else plan._replace(allowance=allowance)


def largest_discount(plan: Plan) -> float:
    """Discount off list of a bundle whose whole allowance is used: 26.67 % in plan A."""
    return 1 - plan.commitment / plan.allowance


class Quote(NamedTuple):
    """Monthly figures of a bundle for an account with a wallet, of which a part is with us; any one money unit."""

    fee: float
    allowance: float
    bill: float
    customer_saving: float
    incremental_revenue: float


def bundle_bill(plan: Plan, x: float, usage: float, overage_discount: float = 0.0) -> float:
    """Monthly bill: the commitment, plus usage beyond the allowance at list price less a discount."""
    return plan.commitment * x + max(0.0, usage - plan.allowance * x) * (1 - overage_discount)


def bundle_quote(plan: Plan, x: float, wallet: float, with_us: float, overage_discount: float = 0.0) -> Quote:
    """What a bundle does for an account that moves its whole wallet to us."""
    bill = bundle_bill(plan, x, wallet, overage_discount)
    return Quote(plan.commitment * x, plan.allowance * x, bill, wallet - bill, bill - with_us)


def chosen_plan(plans: Sequence[Plan], x: float, usage: float, flat_rate_bias: float) -> Plan:
    """The plan that an account picks for its usage: the cheapest, or a slightly dearer one without extra charges.

    Of the plans whose bill is at most the bias (a share) above the cheapest, one whose allowance covers the usage comes
    first, then the lower bill (flat-rate bias: Lambrecht & Skiera 2006).
    """
    bills = {plan: bundle_bill(plan, x, usage) for plan in plans}
    limit = min(bills.values()) * (1 + flat_rate_bias)
    likely = [plan for plan in plans if bills[plan] <= limit]
    return min(likely, key=lambda plan: (plan.allowance * x < usage, bills[plan]))


def lifted_usage(plan: Plan, x: float, usage: float, lift: float) -> float:
    """Usage after growing into a free allowance: between commitment and allowance a further unit costs nothing."""
    allowance = plan.allowance * x
    return min(allowance, usage * (1 + lift)) if plan.commitment * x < usage < allowance else usage


def answering_usage(usage: float, price: float, usual_price: float, elasticity: float) -> float:
    """Usage at list value that answers to a price per unit other than the usual one, at a constant elasticity."""
    if price == usual_price or not elasticity:
        return usage
    return usage * (max(price, 0.01) / max(usual_price, 0.01)) ** elasticity


def care(commitment: float, usage: float, share: float, floor: float, always: bool = False) -> float:
    """Monthly care for an account that uses less than it pays for: a share of the gap, at least the floor; else 0.

    With `always` the floor is due in every month.
    """
    gap = commitment - usage
    return max(floor, share * gap) if gap > 0 else floor if always else 0.0


def rebased_x(usage: list[float], paid: list[float], basis: str) -> float:
    """New X from the last months of a period: mean usage at list value, mean amount paid, or mean of the lower of both.

    Raises ValueError for another basis or no months.
    """
    if basis not in BASES:
        raise ValueError(f"basis {basis!r} is not allowed; give {', '.join(BASES)}")
    months = {"usage": usage, "paid": paid}.get(basis) or [min(both) for both in zip(usage, paid, strict=False)]
    if not months:
        raise ValueError("re-basing needs at least one month")
    return sum(months) / len(months)


def bounded_x(old: float, new: float, cap: float, floor: float) -> float:
    """A new X held within a floor and a cap, both as ratios to the old one."""
    return max(floor * old, min(cap * old, new))


def ratchet(
    plan: Plan,
    x: float,
    wallet: float,
    basis: str,
    periods: int,
    cap: float = 100.0,
    floor: float = 0.0,
    overage_discount: float = 0.0,
) -> list[float]:
    """Monthly fee in each period between two re-basings for a flat wallet; cap and floor are ratios to the old X."""
    fees = []
    for _ in range(periods):
        fees.append(plan.commitment * x)
        paid = bundle_bill(plan, x, wallet, overage_discount)
        x = bounded_x(x, rebased_x([wallet], [paid], basis), cap, floor)
    return fees


def exit_fee(share: float, monthly: float, months_left: int) -> float:
    """Fee for leaving within a term: a share of what was still to be paid."""
    return share * monthly * max(0, months_left)


def over_uses(usages: Sequence[float], allowance: float | None, ratio: float) -> bool:
    """Whether an account uses so much that its tariff costs it extra and a better one would be news to it.

    With a bundle: usage beyond the allowance last month. Without one: last month at least `ratio` times the mean.
    """
    if not usages:
        return False
    return usages[-1] > allowance if allowance is not None else usages[-1] >= ratio * sum(usages) / len(usages)


def break_even_discount(customers: int, lost: int, margin: float, win_back: float) -> float:
    """Largest uniform discount that pays when it regains the lost accounts of a building with a probability.

    Equal bills, margin share m: d < lost * p * m / (stayed + lost * p).
    """
    regained = lost * win_back
    paying = customers - lost + regained
    return regained * margin / paying if paying else 0.0
