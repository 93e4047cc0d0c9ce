"""Leaving between terms: a monthly hazard with proportional effects, grouped by month (complementary log-log)."""

from math import exp, log
from typing import NamedTuple

from kamsim.market.buying import Part
from kamsim.market.parameters import Parameters
from kamsim.market.tastes import BALANCED, Taste


class Weights(NamedTuple):
    """Logs of the hazard ratios, as they speak for staying; taken once a game, for they are used thousands of times."""

    contract: Part
    no_contract: Part
    satisfaction: float
    price_gap: float
    supporter: float
    supporters: int
    """How many beyond the first count."""
    incident: Part
    neighbor: float
    lines: tuple[Part, ...]
    exit_fee: float
    proactive_offer: Part
    owner_change: Part
    protection: float
    """By how much a contract lowers the log hazard."""
    exit_fee_most: float
    """Log hazard beyond which no fee for leaving holds an account."""


def weights_of(parameters: Parameters) -> Weights:
    """The weights that the parameters give."""
    line, bound, free = (
        -log(parameters.ratio_line),
        -log(parameters.churn_in_term),
        -log(parameters.churn_no_contract),
    )
    return Weights(
        ("contract", bound),
        ("no_contract", free),
        -log(parameters.ratio_satisfaction),
        -log(parameters.ratio_price_gap) / 0.10,
        -log(parameters.ratio_supporter),
        parameters.supporters_counted,
        ("incident", -log(parameters.ratio_incident)),
        -log(parameters.ratio_neighbor),
        tuple(("product_lines", line * further) for further in range(parameters.lines_counted + 1)),
        parameters.exit_fee_hold,
        ("proactive_offer", -log(parameters.ratio_proactive_offer)),
        ("owner_change", -log(parameters.ratio_owner_change)),
        bound - free,
        parameters.switching_ceiling,
    )


def bonds_of(
    weights: Weights,
    in_term: bool,
    lines: int,
    unexplained: float,
    supporters: tuple[str, ...] = (),
    switching_cost: float = 0.0,
    switching_methods: float = 0.0,
    second_life: float = 0.0,
) -> tuple[Part, ...]:
    """What speaks for staying and seldom changes: causes with minus log hazard, a supporter's as `supporter:ID`.

    `lines`: product lines with us. `unexplained`: the account's own log hazard. `switching_cost` and
    `switching_methods`: logits that ties and methods hold. `second_life`: log hazard of an account that came back.
    """
    parts = [weights.contract if in_term else weights.no_contract, ("unexplained", -unexplained)]
    if len(supporters) > 1:
        parts += [(f"supporter:{person}", weights.supporter) for person in supporters[1 : 1 + weights.supporters]]
    if lines > 1:
        parts.append(weights.lines[min(len(weights.lines), lines) - 1])
    if switching_cost:
        parts.append(("switching_cost", switching_cost))
    if switching_methods:
        parts.append(("switching_methods", switching_methods))
    if second_life:
        parts.append(("second_life", -second_life))
    return tuple(parts)


def pressures_of(
    weights: Weights,
    satisfaction: float,
    price_gap: float = 0.0,
    major_incident: bool = False,
    neighbor: float = 0.0,
    bill_shock: float = 0.0,
    exit_fee: float = 0.0,
    proactive_offer: bool = False,
    owner_change: bool = False,
    taste: Taste = BALANCED,
) -> tuple[Part, ...]:
    """What speaks for staying this month: causes with minus log hazard.

    `price_gap`: our price over the best live quote, minus 1 (0 without a quote); an advantage weighs half as much as a
    disadvantage. `neighbor`: faded number of neighbors that left. `exit_fee`: in monthly bills. `taste`: how much price
    and satisfaction count for this account.
    """
    parts = [("satisfaction", taste.service * weights.satisfaction * satisfaction)]
    if price_gap:
        parts.append(("price", taste.price * weights.price_gap * (price_gap if price_gap > 0 else price_gap / 2)))
    if major_incident:
        parts.append(weights.incident)
    if neighbor:
        parts.append(("neighbors", weights.neighbor * neighbor))
    if bill_shock:
        parts.append(("bill_shock", -bill_shock))
    if exit_fee:
        parts.append(("exit_fee", held_by_fee(weights, exit_fee)))
    if proactive_offer:
        parts.append(weights.proactive_offer)
    if owner_change:
        parts.append(weights.owner_change)
    return tuple(parts)


def held_by_fee(weights: Weights, fee: float) -> float:
    """Log hazard that a fee for leaving takes away; the fee is given in monthly bills."""
    return min(weights.exit_fee_most, weights.exit_fee * fee)


def staying_probability(total: float) -> float:
    """Probability of staying the month for a sum of parts: exp(-exp(-sum))."""
    return exp(-exp(-total)) if total > -6 else 0.0


def hazard_without_contract(weights: Weights, total: float) -> float:
    """Monthly hazard that an account in term would have without its contract, from its sum of parts now."""
    return 1 - staying_probability(total - weights.protection)


def bill_shock(rise: float, ratio: float, threshold: float) -> float:
    """Log hazard of a fee that rises by a share at re-basing: a hazard ratio per 10 %, nothing up to a threshold.

    A fee that more than doubles shocks no more than one that doubles.
    """
    return log(ratio) * min(1.0, rise) / 0.10 if rise > threshold else 0.0
