"""What an account is worth from here on."""

from typing import NamedTuple


def present_value(margin: float, hazard: float, discount_rate: float, months: int) -> float:
    """Sum over `months` of a monthly margin that survives with a monthly hazard and is discounted monthly.

    The first month counts discounted and survived once; hazard 0 and rate 0 give margin times months.
    """
    keep = (1 - hazard) / (1 + discount_rate)
    if months <= 0:
        return 0.0
    return margin * months if keep == 1 else margin * keep * (1 - keep**months) / (1 - keep)


class TermValue(NamedTuple):
    """For each number of months in term: the value of a margin of 1 over them, and what is kept of it afterwards.

    And the discount rate per month.
    """

    worth: tuple[float, ...]
    kept: tuple[float, ...]
    discount_rate: float


def term_values(in_term_hazard: float, discount_rate: float, months: int) -> TermValue:
    """Tables for terms of 0 to `months`, for hazard and rate stay the same throughout a game."""
    keep = (1 - in_term_hazard) / (1 + discount_rate)
    terms = range(months + 1)
    return TermValue(
        tuple(present_value(1.0, in_term_hazard, discount_rate, term) for term in terms),
        tuple(keep**term for term in terms),
        discount_rate,
    )


def value_from_here(margin: float, terms: TermValue, term_months_left: int, later_hazard: float) -> float:
    """Present value of an account: its contract's months at the low hazard, then the hazard without a contract."""
    worth, kept, rate = terms
    months = len(worth) - 1
    if term_months_left >= months:
        return margin * worth[months]
    later = present_value(margin, later_hazard, rate, months - term_months_left)
    return margin * worth[term_months_left] + kept[term_months_left] * later
