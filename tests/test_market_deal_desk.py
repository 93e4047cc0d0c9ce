"""The deal desk: who approves which discount, and after how many days."""

import pytest

from kamsim.market.deal_desk import APPROVERS, approval
from kamsim.market.parameters import Parameters

P = Parameters()


@pytest.mark.parametrize(
    ("discount", "approver", "days"),
    [
        (0.0, "account_manager", 0),
        (0.10, "account_manager", 0),
        (0.11, "sales_head", 3),
        (0.20, "sales_head", 3),
        (0.21, "director", 8),
        (0.30, "director", 8),
        (0.31, "board", 15),
        (0.60, "board", 15),
    ],
)
def test_a_deeper_discount_needs_a_higher_approver_and_more_days(discount, approver, days):
    assert approval(P, discount) == (approver, days)
    assert approver in APPROVERS


def test_what_an_account_has_already_is_not_asked_about_again():
    assert approval(P, 0.25, granted=0.25).approver == "account_manager"
    assert approval(P, 0.26, granted=0.25).approver == "director"
