"""Proposals in a sale: what preparation, options and sweeteners do to the choice, and what they cost."""

from kamsim.market.buying import Part
from kamsim.market.parameters import Parameters

MOST_OPTIONS = 3


def preparation(roles_met: set[str], wallet_mapped: bool) -> float:
    """How well a proposal is prepared, 0..1: three roles heard, the wallet mapped, the decider met; a third each."""
    return ((len(roles_met) >= 3) + wallet_mapped + ("decider" in roles_met)) / 3


def proposal_parts(
    parameters: Parameters, prepared: float, savings: bool, similar_case: bool, free_installation: bool
) -> tuple[Part, ...]:
    """What speaks for an offer in a sale beyond its price; `savings`: figures shown on a mapped wallet."""
    parts = []
    if prepared:
        parts.append(("proposal", parameters.proposal_value * prepared))
    if savings:
        parts.append(("savings_shown", parameters.savings_shown))
    if similar_case:
        parts.append(("similar_case", parameters.similar_case))
    if free_installation:
        parts.append(("free_installation", parameters.free_installation))
    return tuple(parts)


def doing_nothing_in_a_sale(parameters: Parameters, options: int) -> float:
    """Logits on doing nothing in a sale: a new purchase is easily put off, unless there is something to choose from."""
    return parameters.sale_no_decision - parameters.proposal_option * max(0, options - 1)


def broadband_saving(parameters: Parameters, term_months: int) -> float:
    """CNY a month that the special takes off one broadband line: a year's price, a half-year's, or nothing."""
    if term_months < 6:
        return 0.0
    price = parameters.broadband_year if term_months >= 12 else parameters.broadband_half_year
    return max(0.0, parameters.broadband_list - price)


def installation_cost(parameters: Parameters, list_value: float) -> float:
    """CNY that installing lines worth a monthly list value costs us when the account does not pay for it."""
    return parameters.installation_fee * list_value


def blended_discount(now: float, share_now: float, line: float, share_line: float) -> float:
    """The discount on everything with us after a line came at its own discount; shares are of the wallet."""
    total = share_now + share_line
    return round((now * share_now + line * share_line) / total, 4) if total else line
