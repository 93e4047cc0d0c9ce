"""Money of a month: bills, and costs that are neither work nor part of a bill."""

from typing import NamedTuple


class BillSent(NamedTuple):
    """An account's month: usage at list value, what was billed, what it cost; `usage_fen` is of the lines with us."""

    day: float
    account_id: str
    month: int
    usage_fen: int
    recurring_fen: int
    overage_fen: int
    direct_cost_fen: int
    service_cost_fen: int
    care_fen: int


class CostBooked(NamedTuple):
    """A cost that is neither work nor part of a bill, such as a sponsor; negative: saved, or a fee paid to us."""

    day: float
    account_id: str
    reason: str
    cost_fen: int
