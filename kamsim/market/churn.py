"""Leaving between terms: a monthly hazard with proportional effects, grouped by month (complementary log-log)."""

from math import exp, log
from typing import NamedTuple

from kamsim.market.buying import Part
from kamsim.market.parameters import Parameters


class Standing(NamedTuple):
    """How an account stands at the end of a month.

    `price_gap`: our price over the best live quote, minus 1 (0 without a quote). `neighbor`: faded number of
    neighbors that left, 0..1. `lines`: product lines with us. `unexplained`: the account's own log hazard.
    `switching_cost` and `switching_methods`: logits that ties and methods hold. `exit_fee`: in monthly bills.
    """

    in_term: bool
    satisfaction: float
    price_gap: float
    supporters: tuple[str, ...]
    major_incident: bool
    neighbor: float
    lines: int
    bill_shock: float
    switching_cost: float
    unexplained: float
    switching_methods: float = 0.0
    exit_fee: float = 0.0
    proactive_offer: bool = False


def price_gap_effect(parameters: Parameters, gap: float) -> float:
    """Log hazard of a price gap; a gap against us weighs `ratio_price_gap` per 10 %, an advantage half as much."""
    size = log(parameters.ratio_price_gap) * gap / 0.10
    return size if gap > 0 else size / 2


def staying_parts(parameters: Parameters, standing: Standing) -> tuple[Part, ...]:
    """What speaks for staying: causes with minus log hazard, a supporter's as `supporter:ID`; P = exp(-exp(-sum))."""
    base = parameters.churn_in_term if standing.in_term else parameters.churn_no_contract
    parts = [
        ("contract" if standing.in_term else "no_contract", -log(base)),
        ("satisfaction", -log(parameters.ratio_satisfaction) * standing.satisfaction),
        ("unexplained", -standing.unexplained),
    ]
    if standing.price_gap:
        parts.append(("price", -price_gap_effect(parameters, standing.price_gap)))
    if len(standing.supporters) > 1:
        support = -log(parameters.ratio_supporter)
        parts += [(f"supporter:{person}", support) for person in standing.supporters[1:5]]
    if standing.major_incident:
        parts.append(("incident", -log(parameters.ratio_incident)))
    if standing.neighbor:
        parts.append(("neighbors", -log(parameters.ratio_neighbor) * standing.neighbor))
    if standing.lines > 1:
        parts.append(("product_lines", -log(parameters.ratio_line) * min(3, standing.lines - 1)))
    if standing.bill_shock:
        parts.append(("bill_shock", -standing.bill_shock))
    if standing.switching_cost:
        parts.append(("switching_cost", standing.switching_cost))
    if standing.switching_methods:
        parts.append(("switching_methods", standing.switching_methods))
    if standing.exit_fee:
        parts.append(("exit_fee", held_by_fee(parameters, standing.exit_fee)))
    if standing.proactive_offer:
        parts.append(("proactive_offer", -log(parameters.ratio_proactive_offer)))
    return tuple(parts)


def staying_probability(total: float) -> float:
    """Probability of staying the month for a sum of parts."""
    return exp(-exp(-total)) if total > -6 else 0.0


def recovered_base(parameters: Parameters, total: float, in_term: bool) -> float:
    """Monthly hazard of the account if it had no contract, from its sum of parts now."""
    shift = log(parameters.churn_no_contract / parameters.churn_in_term) if in_term else 0.0
    return 1 - staying_probability(total - shift)


def bill_shock(rise: float, ratio: float = 1.5, threshold: float = 0.10) -> float:
    """Log hazard of a fee that rises by a share at re-basing: a hazard ratio per 10 %, nothing up to a threshold.

    A fee that more than doubles shocks no more than one that doubles.
    """
    return log(ratio) * min(1.0, rise) / 0.10 if rise > threshold else 0.0


MOST_HELD = 2.5
"""Logits beyond which no fee for leaving holds an account (assumption)."""


def held_by_fee(parameters: Parameters, monthly_bills: float) -> float:
    """Log hazard that a fee for leaving takes away; the fee is given in monthly bills."""
    return min(MOST_HELD, parameters.exit_fee_hold * monthly_bills)
