"""How we stand with a firm rather than with its people."""

from dataclasses import dataclass, field

from kamsim.market.channels import DIRECT
from kamsim.market.departments import Tended


@dataclass(slots=True)
class Footing:
    """How we stand with the firm rather than with its people; an account has one once a decision concerns it.

    `relation` is as it was on `since_day`; `held` are instruments with their months, `tended` what was done with
    departments.
    """

    partner: str = "ordinary"
    relation: float = 0.0
    since_day: float = 0.0
    held: list[tuple[int, str]] = field(default_factory=list)
    tended: list[Tended] = field(default_factory=list)
    channel: str = DIRECT
    channel_month: int = 0
    released: bool = False
    """Whether the account was ours when it went to another channel, so that an account manager's place is saved."""
