"""What our team did: meetings and other work, and the audit that too many meals and gifts bring."""

from typing import NamedTuple


class ActivityDone(NamedTuple):
    """A contact with a person: hours and money spent, whether it went well, change of attitude (hidden truth).

    `expected` is what the change was on average, known before; `stake_fen` what a level was worth.
    """

    day: float
    account_id: str
    person_id: str
    activity: str
    hours: float
    cost_fen: int
    went_well: bool
    change: float
    expected: float
    stake_fen: int

    @property
    def luck_fen(self) -> float:
        """Value that luck brought (positive) or took, in fen; its expectation is zero."""
        return (self.change - self.expected) * self.stake_fen


class WorkDone(NamedTuple):
    """Other work of the account team, such as an offer or an answer."""

    day: float
    account_id: str
    work: str
    hours: float
    cost_fen: int


class AuditHeld(NamedTuple):
    """Too many meals, gifts and private events brought an audit; a sale in progress may have been void."""

    day: float
    account_id: str
    points: int
    voided: bool
