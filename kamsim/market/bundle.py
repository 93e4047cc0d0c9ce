"""The Evergreen bundle: a commitment and an allowance as multiples of a reference spend X, re-based every half-year."""

from typing import NamedTuple


class Plan(NamedTuple):
    """Commitment and allowance as multiples of X; `source` says what is known and what is assumed."""

    name: str
    commitment: float
    allowance: float
    source: str


PLANS = {
    "A": Plan("A", 1.1, 1.5, "training documents"),
    "B": Plan("B", 1.0, 1.25, "commitment inferred from the training documents; allowance: assumption"),
    "C": Plan("C", 0.9, 1.0, "commitment inferred from the training documents; allowance: assumption"),
}


class Quote(NamedTuple):
    """Monthly figures of a bundle for an account with a wallet, of which a part is with us; any one money unit."""

    fee: float
    allowance: float
    bill: float
    customer_saving: float
    incremental_revenue: float


def bundle_bill(plan: Plan, x: float, usage: float) -> float:
    """Monthly bill: the commitment, plus usage beyond the allowance at list price (overage price: assumption)."""
    return plan.commitment * x + max(0.0, usage - plan.allowance * x)


def bundle_quote(plan: Plan, x: float, wallet: float, with_us: float) -> Quote:
    """What a bundle does for an account that moves its whole wallet to us."""
    bill = bundle_bill(plan, x, wallet)
    return Quote(plan.commitment * x, plan.allowance * x, bill, wallet - bill, bill - with_us)


def lifted_usage(plan: Plan, x: float, usage: float, lift: float) -> float:
    """Usage after growing into a free allowance: between commitment and allowance a further unit costs nothing."""
    allowance = plan.allowance * x
    return min(allowance, usage * (1 + lift)) if plan.commitment * x < usage < allowance else usage


def care(commitment: float, usage: float, share: float, floor: float) -> float:
    """Monthly care for an account that uses less than it pays for: a share of the gap, at least the floor; else 0."""
    gap = commitment - usage
    return max(floor, share * gap) if gap > 0 else 0.0


def rebased_x(usage: list[float], paid: list[float], basis: str) -> float:
    """New X from the last months of a period: mean usage at list value, or mean amount paid.

    Raises ValueError for another basis or no months.
    """
    if basis not in ("usage", "paid"):
        raise ValueError(f"basis {basis!r} is not allowed; give usage or paid")
    months = usage if basis == "usage" else paid
    if not months:
        raise ValueError("re-basing needs at least one month")
    return sum(months) / len(months)


def ratchet(plan: Plan, x: float, wallet: float, basis: str, periods: int) -> list[float]:
    """Monthly fee in each half-year for a flat wallet, re-based on usage or on the amount paid."""
    fees = []
    for _ in range(periods):
        fees.append(plan.commitment * x)
        x = rebased_x([wallet], [bundle_bill(plan, x, wallet)], basis)
    return fees


def break_even_discount(customers: int, lost: int, margin: float, win_back: float) -> float:
    """Largest uniform discount that pays when it regains the lost accounts of a building with a probability.

    Equal bills, margin share m: d < lost * p * m / (stayed + lost * p).
    """
    regained = lost * win_back
    paying = customers - lost + regained
    return regained * margin / paying if paying else 0.0
