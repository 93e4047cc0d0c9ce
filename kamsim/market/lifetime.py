"""Lifetime value line by line: what an account brings, what is given to it, what keeping it costs.

The lines are those of the training documents. Money in fen; each line says what it adds to the value. All are worth as
of the end of the months played: money that came in before is counted as it came (the score does the same; two years at
1 % a month would weigh the first month a fifth more than the last), and only what is still to come is discounted.
"""

from typing import NamedTuple

from kamsim.market.parameters import Parameters
from kamsim.market.service import DETRACTOR, PROMOTER

ESTIMATES = ("cost_saving", "referral_income", "referral_damage", "from_here_on")
"""The lines that no ledger holds: saving through acquaintance, what an account says about us, and its future."""


class LifetimeLines(NamedTuple):
    """The lines in fen, costs as negative numbers; `ESTIMATES`, the last ones, are such, the others sums of a ledger.

    `from_here_on` is the present value of the margin that is still to come.
    """

    base_margin: int = 0
    associated_margin: int = 0
    exit_fees: int = 0
    price_concession: int = 0
    care: int = 0
    service_credits: int = 0
    cost_to_serve: int = 0
    acquisition_cost: int = 0
    cost_saving: int = 0
    referral_income: int = 0
    referral_damage: int = 0
    from_here_on: int = 0

    @property
    def booked(self) -> int:
        """What the ledger holds: the margin of the months played."""
        return sum(self) - self.estimated

    @property
    def estimated(self) -> int:
        """What no ledger holds."""
        return sum(getattr(self, name) for name in ESTIMATES)

    @property
    def total(self) -> int:
        """All lines."""
        return sum(self)

    def plus(self, other: "LifetimeLines") -> "LifetimeLines":
        """Two accounts, or two months, together."""
        return LifetimeLines(*map(sum, zip(self, other, strict=True)))


def tenure_saving(parameters: Parameters, cost_to_serve: float, years: float) -> float:
    """What long acquaintance saves of a cost to serve, compared with an account of the same kind that is new."""
    return cost_to_serve * parameters.tenure_saving * min(parameters.tenure_saving_years, max(0.0, years))


def referral_effect(parameters: Parameters, score: int, value: float) -> float:
    """What one answer to "would you recommend us" brings or takes in half a year, with accounts worth `value` each.

    A promoter (9-10) names us to others, of whom some become accounts; a detractor (0-6) scares away a part of that.
    """
    gain = parameters.referral_rate * parameters.referral_conversion * value
    if score >= PROMOTER:
        return gain
    return -parameters.referral_damage * gain if score <= DETRACTOR else 0.0
