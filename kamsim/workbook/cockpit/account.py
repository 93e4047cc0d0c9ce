"""The account in the middle: its head and its tabs."""

from collections.abc import Callable

from kamsim.engine.briefing import AccountView
from kamsim.workbook import look, words
from kamsim.workbook.cockpit.company import company
from kamsim.workbook.cockpit.people import people
from kamsim.workbook.cockpit.rivals import rivals
from kamsim.workbook.cockpit.sale import sale
from kamsim.workbook.cockpit.service import service
from kamsim.workbook.cockpit.state import Desk, View
from kamsim.workbook.cockpit.story import story
from kamsim.workbook.cockpit.terms import NEARLY_ALL, share_of_wallet, terms

Tab = Callable[[Desk, View, AccountView], list[look.Part]]
TABS: dict[str, tuple[str, str, Tab]] = {
    "people": ("People", "", people),
    "sale": ("Sale", "", sale),
    "terms": ("Contract", " and bill", terms),
    "service": ("Service", " and ties", service),
    "company": ("Company", "", company),
    "rivals": ("Rivals", "", rivals),
    "story": ("Story", "", story),
}
"""The tabs: label, what follows where there is room, what is drawn."""
WALLET_HINT = (
    "Their last bill, and the part of their wallet that is with us: of what they use with everybody, at list price. "
    "The wallet is an estimate until all of it is with us; mapping makes it surer"
)


def account(desk: Desk, view: View) -> look.Tree:
    """The card of the account that is selected."""
    found = desk.accounts.get(view.account)
    if found is None:
        return look.card("No account", look.sentence("There are no accounts in this book. Run the month to go on."))
    current = tab_of(view, found)
    items = [(_label(name, found), f"tab:{name}") for name in tabs_of(found)]
    drawn = TABS[current][2](desk, view, found)
    # Another tab is another element, which begins at its top.
    for place, piece in enumerate(drawn):
        piece[1]["key"] = f"{current}:{place}"
    return look.card(None, _head(desk, found), look.tabs(items, f"tab:{current}"), *drawn, key=found.account_id)


def tabs_of(found: AccountView) -> list[str]:
    """The tabs that an account has."""
    return [name for name in TABS if name != "sale" or found.opportunity is not None]


def tab_of(view: View, found: AccountView) -> str:
    """The tab that is open; people where an account has not the one that was chosen."""
    return view.tab if view.tab in tabs_of(found) else "people"


def _label(name: str, found: AccountView) -> look.Part:
    label, more, _ = TABS[name]
    if name == "terms" and found.status != "active":
        label, more = ("Win back", "") if found.status == "lost" else ("Offers", "")
    return look.part("span", "", label, look.part("span", "kam-wide", more) if more else None)


def _head(desk: Desk, found: AccountView) -> look.Tree:
    wallet = f"{look.money(found.wallet_fen)} (± {look.percent(found.wallet_error, 0)})"
    if found.status == "active":
        # Short, so that name and money share a line and the people below have room.
        share = share_of_wallet(found)
        of_what = "their wallet" if share == NEARLY_ALL else f"a wallet of {wallet}"
        facts = f"{words.industry(found.industry)} · {look.money(found.bill_fen)} a month · {share} of {of_what}"
    else:
        facts = f"{words.word(words.STATUSES, found.status)} · {words.industry(found.industry)} · wallet {wallet}"
    place = desk.names.get(found.building_id, found.building_id)
    hint = f"{words.word(words.MODES, found.decision_mode)} · in {place}. {WALLET_HINT}"
    return look.part(
        "div",
        "kam-row",
        look.part("span", "kam-head", look.named(found.name)),
        look.part("span", "kam-faint", found.account_id, title="Its id in files and in the terminal"),
        look.part("span", "kam-faint", facts, title=hint),
    )
