"""Discounts off list to choose from; those that others of us have to approve unfold on a click."""

from kamsim.engine.briefing import AccountView
from kamsim.market.deal_desk import Approval
from kamsim.workbook import look, words
from kamsim.workbook.cockpit.state import Desk, View

DEEP = (0.20, 0.25, 0.30, 0.40)
FOLD = "deep_discounts"


def off_list(
    desk: Desk, view: View, account: AccountView, usual: tuple[float, ...], chosen: float, verb: str, barred: str = ""
) -> look.Tree:
    """A row of discounts, each with who approves it in its hint; `verb` says what a click sets, `barred` why it cannot.

    The one that is chosen is always there; deeper ones than usual come with a click.
    """
    unfolded = FOLD in view.unfolded
    chips = [
        look.chip(
            look.percent(step, 0), f"{verb}:{step:g}", abs(chosen - step) < 1e-9 and not barred, bool(barred),
            barred or approver(desk, account, step),
        )
        for step in sorted({*usual, chosen, *(DEEP if unfolded else ())})
    ]  # fmt: skip
    more = look.link(
        "fewer" if unfolded else "deeper", f"fold:{FOLD}", "Discounts that others of us have to approve, and that wait"
    )
    return look.row(look.part("span", "kam-faint", "off list"), *chips, None if barred else more)


def approver(desk: Desk, account: AccountView, discount: float) -> str:
    """Who has to approve a discount to an account, and how much later it then hears of it."""
    return approved_by(desk.briefing.approval(account.account_id, discount))


def approved_by(needed: Approval) -> str:
    """Who has to approve a price, and how much later the account then hears of it."""
    if not needed.days:
        return "Within our own authority"
    who = words.word(words.APPROVERS, needed.approver)
    return f"{who[0].upper()}{who[1:]} has to approve it: {look.count(needed.days, 'days')} later"
