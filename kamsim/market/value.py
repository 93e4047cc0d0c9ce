"""What an account is worth from here on."""


def present_value(margin: float, hazard: float, discount_rate: float, months: int) -> float:
    """Sum over `months` of a monthly margin that survives with a monthly hazard and is discounted monthly.

    The first month counts discounted and survived once; hazard 0 and rate 0 give margin times months.
    """
    keep = (1 - hazard) / (1 + discount_rate)
    if months <= 0:
        return 0.0
    return margin * months if keep == 1 else margin * keep * (1 - keep**months) / (1 - keep)


def value_from_here(
    margin: float, in_term_hazard: float, later_hazard: float, term_months_left: int, discount_rate: float, months: int
) -> float:
    """Present value of an account: its contract's months at the low hazard, then the hazard without a contract."""
    inside = min(term_months_left, months)
    first = present_value(margin, in_term_hazard, discount_rate, inside)
    carried = ((1 - in_term_hazard) / (1 + discount_rate)) ** inside
    return first + carried * present_value(margin, later_hazard, discount_rate, months - inside)
