"""The deal desk: who has to approve a discount, and how many days that takes."""

from typing import NamedTuple

from kamsim.market.parameters import Parameters

APPROVERS = ("account_manager", "sales_head", "director", "board")


class Approval(NamedTuple):
    """Who approves a discount and after how many days; the account manager's own authority takes none."""

    approver: str
    days: float


def approval(parameters: Parameters, discount: float, granted: float = 0.0) -> Approval:
    """What a discount off list needs; up to what was granted to the account before, nothing is asked again."""
    if discount <= max(parameters.authority_own, granted) + 1e-9:
        return Approval("account_manager", 0.0)
    if discount <= parameters.authority_sales_head + 1e-9:
        return Approval("sales_head", parameters.approval_days_sales_head)
    if discount <= parameters.authority_director + 1e-9:
        return Approval("director", parameters.approval_days_director)
    return Approval("board", parameters.approval_days_board)
