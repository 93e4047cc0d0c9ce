"""What we and an account agreed, and what a buyer asks for."""

from dataclasses import dataclass


@dataclass(slots=True)
class Contract:
    """What we and an account agreed; `end_month` None means month to month, `x` (CNY) goes with a bundle plan."""

    end_month: int | None
    term_months: int
    discount: float
    plan: str | None = None
    x: float = 0.0
    allowance: float | None = None
    """Usage that the bundle covers, as a multiple of X, where it was agreed on; None for the plan's own."""
    rebase_month: int | None = None
    at_rebasing: str = ""
    """What was agreed for the next re-basing: `step_down`, `cap`, or nothing."""
    pays_early: bool = False
    """Whether its bills are paid in advance."""
    lapsed_day: float | None = None
    """Day on which the last term ended and nothing was signed."""


@dataclass(slots=True)
class Demand:
    """A buyer's demand for a lower price."""

    person_id: str
    claimed_discount: float
    bluff: bool
    rival_id: str
    month: int
    motive: str
    price: float = 1.0
    """What they paid when they asked, relative to list."""
