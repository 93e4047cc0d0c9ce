"""The list of accounts: who needs you first, and why, in four words."""

from kamsim.engine.briefing import AccountView
from kamsim.engine.state import MONTH_DAYS
from kamsim.market.buying import NOBODY
from kamsim.workbook import look, words
from kamsim.workbook.cockpit.state import Desk, View

SORTS = {"need": "need", "tier": "tier", "bill": "bill", "end": "end", "building": "building"}
HINTS = {
    "need": "Who needs you first: health, size and signals",
    "tier": "A, B, C",
    "bill": "Largest bill first",
    "end": "Contract that ends first",
    "building": "Neighbors together",
}
FILTERS = {"all": "all", "lost": "lost", "prospect": "prospects"}
HEALTH = "Health, which every warning lowers:"


def urgency(account: AccountView) -> float:
    """How much an account needs somebody: missing health times the root of its money; most while it can be lost."""
    size = max(account.bill_fen, account.wallet_fen / 3, 1) ** 0.5
    if account.status == "active":
        return (1.02 - account.health) * size
    return (0.25 if account.opportunity else 0.02) * size * (0.5 if account.status == "lost" else 1.0)


def ordered(desk: Desk, view: View) -> list[AccountView]:
    """The accounts that are shown, in the chosen order."""
    end = {account.account_id: account.contract_end_month for account in desk.briefing.accounts}
    keys = {
        "need": lambda a: (-urgency(a), a.account_id),
        "tier": lambda a: (a.tier, -urgency(a), a.account_id),
        "bill": lambda a: (-a.bill_fen, a.account_id),
        "end": lambda a: (a.status != "active", end[a.account_id] is None, end[a.account_id] or 0, a.account_id),
        "building": lambda a: (desk.names.get(a.building_id, a.building_id), -a.bill_fen, a.account_id),
    }
    shown = [a for a in desk.briefing.accounts if view.show in ("all", a.status)]
    return sorted(shown, key=keys[view.sort])


def accounts(desk: Desk, view: View) -> look.Tree:
    """The card on the left; it scrolls with all accounts."""
    shown = ordered(desk, view)
    of_status = {name: sum(a.status == name for a in desk.briefing.accounts) for name in ("lost", "prospect")}
    counts = {"all": len(desk.briefing.accounts)} | of_status
    sorts = [look.switch(label, f"sort:{key}", view.sort == key, HINTS[key]) for key, label in SORTS.items()]
    filters = [
        look.switch(f"{label} {counts[key]}", f"show:{key}", view.show == key, f"Show {label}")
        for key, label in FILTERS.items()
    ]
    lines = [_line(desk, view, account) for account in shown]
    if not lines:
        empty = (
            "no accounts" if view.show == "all" else f"no {FILTERS[view.show]}" if view.show != "lost" else "none lost"
        )
        lines = [look.faint(f"There are {empty}.")]
    order = "neediest first" if view.sort == "need" else f"by {SORTS[view.sort]}"
    title = look.part("span", "kam-fill", look.part("span", "kam-wide", "Accounts · "), order)
    figures = look.link("figures", "page:figures", "The whole book: funnel, win rate, cycle, NPS, renewals, visits")
    return look.card(
        title,
        look.part("div", "kam-row kam-faint", look.part("span", "kam-wide", "by"), *sorts),
        look.part("div", "kam-row kam-faint", look.part("span", "kam-wide", "show"), *filters),
        # A new month is a new element, which begins at its top.
        look.scroll_list(*lines, key=f"accounts:{desk.month}"),
        beside=figures,
    )


def tone(health: float) -> str:
    """Color of a health bar; its length says the same."""
    return "good" if health >= 0.7 else "watch" if health >= 0.45 else "bad"


def _line(desk: Desk, view: View, account: AccountView) -> look.Tree:
    why = _why(desk, view, account)
    pressed = account.account_id == view.account and view.page == "account"
    return look.pick_row(
        account.name, f"pick:{account.account_id}", account.tier, why,
        account.health if account.status == "active" else None, tone(account.health), pressed,
        words.HEARSAY_MEANS if words.HEARSAY in why else "", HEALTH,
    )  # fmt: skip


def _why(desk: Desk, view: View, account: AccountView) -> str:
    if view.sort == "building":
        return desk.names.get(account.building_id, account.building_id)
    if account.status != "active":
        return standing(desk, account)
    if view.sort == "bill":
        return f"{look.money(account.bill_fen)} a month"
    if view.sort == "end":
        end = account.contract_end_month
        return "no contract" if end is None else f"contract ends with month {end}"
    return words.signals(account.signals)


def standing(desk: Desk, account: AccountView) -> str:
    """What an account that is not with us is to us."""
    gone = desk.left.get(account.account_id)
    if account.status == "lost" and gone is not None:
        where = "" if gone.destination == NOBODY else f" for {words.vendor(gone.destination, desk.names)}"
        return f"left{where} in month {int(gone.day // MONTH_DAYS) + 1}{words.over(account.lost_reason)}"
    return " · ".join([words.word(words.STATUSES, account.status), *map(words.signal, account.signals[:1])])
