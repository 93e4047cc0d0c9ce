"""A buyer's demand for a lower price: how likely it is, how much is claimed, and what giving in leaves."""

from kamsim.market.calendar import MONTH_DAYS
from kamsim.market.parameters import Parameters


def most_likely(parameters: Parameters) -> float:
    """The highest probability of a demand in a month from an account to which no cut was ever given."""
    return parameters.discount_demand * parameters.demand_after_quote * parameters.demand_near_end


def demand_probability(
    parameters: Parameters, cuts_given: int, live_quote: bool, ends_soon: bool, torn: bool = False
) -> float:
    """Probability of a demand this month: cuts given breed more, so do quotes, ending terms and a cut given at once."""
    chance = parameters.discount_demand * (1 + min(parameters.demand_breeds, cuts_given))
    chance *= parameters.demand_after_quote if live_quote else 1.0
    chance *= parameters.demand_near_end if ends_soon else 1.0
    return chance + (parameters.next_demand if torn else 0.0)


def claimed_cut(parameters: Parameters, true_cut: float | None, draw: float) -> float:
    """The cut a buyer claims that a rival offers; `true_cut` None when there is no quote; `draw` is uniform 0..1."""
    cut = (parameters.demand_guess if true_cut is None else true_cut) + parameters.demand_claim_bias * draw
    return min(parameters.demand_most, max(parameters.demand_least, round(cut, 2)))


def worth_of_early_payment(parameters: Parameters, bill: float, days: float) -> float:
    """What it is worth to have a bill (CNY) paid some days sooner, at the monthly rate of discount."""
    return bill * ((1 + parameters.discount_rate) ** (days / MONTH_DAYS) - 1)


def discount_after(price_ratio: float, cut: float, most: float) -> float:
    """The discount off list that takes a cut off what is paid now, kept from 0 to `most`."""
    return min(most, max(0.0, round(1 - price_ratio * (1 - cut), 4)))
