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
    `second_life`: log hazard of an account that left once and came back.
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
    owner_change: bool = False
    second_life: float = 0.0


class Weights(NamedTuple):
    """Logs of the hazard ratios, as they speak for staying; taken once a game, for they are used thousands of times."""

    contract: Part
    no_contract: Part
    satisfaction: float
    price_gap: float
    supporter: float
    incident: Part
    neighbor: float
    lines: tuple[Part, ...]
    exit_fee: float
    proactive_offer: Part
    owner_change: Part

    @property
    def protection(self) -> float:
        """By how much a contract lowers the log hazard."""
        return self.contract[1] - self.no_contract[1]


MOST_LINES, MOST_SUPPORTERS = 3, 4
"""Further product lines, and supporters beyond the first, that count."""
MOST_HELD = 2.5
"""Logits beyond which no fee for leaving holds an account (assumption)."""


def weights_of(parameters: Parameters) -> Weights:
    """The weights that the parameters give."""
    line = -log(parameters.ratio_line)
    return Weights(
        ("contract", -log(parameters.churn_in_term)),
        ("no_contract", -log(parameters.churn_no_contract)),
        -log(parameters.ratio_satisfaction),
        -log(parameters.ratio_price_gap) / 0.10,
        -log(parameters.ratio_supporter),
        ("incident", -log(parameters.ratio_incident)),
        -log(parameters.ratio_neighbor),
        tuple(("product_lines", line * further) for further in range(MOST_LINES + 1)),
        parameters.exit_fee_hold,
        ("proactive_offer", -log(parameters.ratio_proactive_offer)),
        ("owner_change", -log(parameters.ratio_owner_change)),
    )


def staying_parts(weights: Weights, standing: Standing) -> tuple[Part, ...]:
    """What speaks for staying: causes with minus log hazard, a supporter's as `supporter:ID`; P = exp(-exp(-sum)).

    A price gap weighs by its size, an advantage half as much as a disadvantage.
    """
    in_term, satisfaction, gap, supporters, incident, neighbor, lines, shock, switching, unexplained = standing[:10]
    methods, fee, called, owner_changed, second_life = standing[10:]
    parts = [
        weights.contract if in_term else weights.no_contract,
        ("satisfaction", weights.satisfaction * satisfaction),
        ("unexplained", -unexplained),
    ]
    if gap:
        parts.append(("price", weights.price_gap * (gap if gap > 0 else gap / 2)))
    if len(supporters) > 1:
        parts += [(f"supporter:{person}", weights.supporter) for person in supporters[1 : 1 + MOST_SUPPORTERS]]
    if incident:
        parts.append(weights.incident)
    if neighbor:
        parts.append(("neighbors", weights.neighbor * neighbor))
    if lines > 1:
        parts.append(weights.lines[min(MOST_LINES, lines - 1)])
    if shock:
        parts.append(("bill_shock", -shock))
    if switching:
        parts.append(("switching_cost", switching))
    if methods:
        parts.append(("switching_methods", methods))
    if fee:
        parts.append(("exit_fee", held_by_fee(weights, fee)))
    if called:
        parts.append(weights.proactive_offer)
    if owner_changed:
        parts.append(weights.owner_change)
    if second_life:
        parts.append(("second_life", -second_life))
    return tuple(parts)


def held_by_fee(weights: Weights, fee: float) -> float:
    """Log hazard that a fee for leaving takes away; the fee is given in monthly bills."""
    return min(MOST_HELD, weights.exit_fee * fee)


def staying_probability(total: float) -> float:
    """Probability of staying the month for a sum of parts."""
    return exp(-exp(-total)) if total > -6 else 0.0


def recovered_base(weights: Weights, total: float, in_term: bool) -> float:
    """Monthly hazard of the account if it had no contract, from its sum of parts now."""
    return 1 - staying_probability(total - weights.protection if in_term else total)


def bill_shock(rise: float, ratio: float, threshold: float) -> float:
    """Log hazard of a fee that rises by a share at re-basing: a hazard ratio per 10 %, nothing up to a threshold.

    A fee that more than doubles shocks no more than one that doubles.
    """
    return log(ratio) * min(1.0, rise) / 0.10 if rise > threshold else 0.0
