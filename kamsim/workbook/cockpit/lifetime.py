"""Lifetime value line by line, folded until it is asked for: of the whole book, and of one account."""

from kamsim.engine.briefing import AccountView
from kamsim.market.lifetime import ESTIMATES, LifetimeLines
from kamsim.workbook import look, words
from kamsim.workbook.cockpit.chips import assumed
from kamsim.workbook.cockpit.state import Desk, View

PLAYED = len(LifetimeLines._fields) - len(ESTIMATES)
"""So many lines are sums of the ledger; the others are estimates."""
SIZES = (
    "The lines come from the training documents; what acquaintance saves and what recommendations bring are teaching "
    "assumptions"
)
DISCOUNTING = "What came in so far counts as it came; the {months} to come that count are discounted by {rate} a month."
TRUTH = "From here on: at the margin and the rate of leaving that each account has now."
GUESS = (
    "From here on: if they stay as long as accounts usually do. How likely they really are to leave, nobody tells you."
)


def of_book(desk: Desk, view: View) -> list[look.Part]:
    """The lines of the whole book, as the page of key figures shows them."""
    whole = LifetimeLines()
    for lines in desk.lifetimes.values():
        whole = whole.plus(lines)
    return _folded(desk, view, "lifetime:book", "Lifetime value of the book", whole, TRUTH)


def of_account(desk: Desk, view: View, account: AccountView) -> list[look.Part]:
    """The lines of one account; its future is only guessed until the game is over. Nothing where nothing was booked."""
    lines, said = desk.lifetimes[account.account_id], TRUTH
    if not desk.session.finished:
        lines, said = lines._replace(from_here_on=desk.briefing.usual_worth_fen(account.account_id)), GUESS
    if not any(lines):
        return []
    return _folded(desk, view, "lifetime:account", "Lifetime value", lines, said if account.status == "active" else "")


def _folded(desk: Desk, view: View, name: str, title: str, lines: LifetimeLines, future: str) -> list[look.Part]:
    """One line with the sums, and when it is open the waterfall with what it says."""
    is_open = name in view.unfolded
    sums = f"{look.money_short(lines.booked)} so far, about {look.money_short(lines.total)} in all"
    hint = "Close" if is_open else "Show what it is made of, line by line"
    head = look.row(
        look.strong(title),
        look.part("span", "", sums),
        look.link("close" if is_open else "line by line", f"fold:{name}", hint),
        assumed(SIZES) if is_open else None,
    )
    if not is_open:
        return [head]
    rate, months = look.percent(desk.parameters.discount_rate), look.count(desk.parameters.lifetime_months, "months")
    how = DISCOUNTING.format(rate=rate, months=months)
    return [head, waterfall(lines), look.sentence(meaning(lines)), look.faint(f"{how} {future}".strip())]


def waterfall(lines: LifetimeLines) -> look.Tree:
    """A bar for each line that is not empty, with its amount: what is booked and its sum, then estimates and the whole.

    Each half has its own scale, because years to come would leave nothing to see of what was given away so far.
    """
    rows = list(lines._asdict().items())
    return look.part(
        "div", "kam-list",
        *_bars(rows[:PLAYED], 0, "So far", "What the ledger holds: the margin of the months played"),
        look.faint("Estimates, on a scale of their own") if lines.estimated else None,
        *(_bars(rows[PLAYED:], lines.booked, "In all", "The sum of all lines") if lines.estimated else []),
    )  # fmt: skip


def _bars(rows: list[tuple[str, int]], level: int, name: str, means: str) -> list[look.Tree]:
    """The rows of one half from where the half before ended, and the bar of their sum."""
    steps = []
    for code, fen in rows:
        if fen:
            steps.append((code, level, level + fen))
        level += fen
    ends = [0, level, *(place for _, *span in steps for place in span)]
    scale = (min(ends), max(ends))
    drawn = []
    for code, begin, end in steps:
        hint = words.hint(words.LIFETIME, code)
        shown, label = look.money_change(end - begin), words.word(words.LIFETIME, code)
        drawn.append(look.fall_bar(label, (begin, end), scale, shown, f"{hint[0].upper()}{hint[1:]}"))
    return [*drawn, look.fall_bar(name, (0, level), scale, look.money(level), means, whole=True)]


def meaning(lines: LifetimeLines) -> str:
    """What the picture says: of every 100 yuan at list price, where they went, and what talk about us adds."""
    earned = lines.base_margin + lines.associated_margin
    if earned <= 0:
        return "Nothing was earned at list price yet: so far there are only costs."
    spent = {
        "were given away in price": lines.price_concession,
        "went into care and credits": lines.care + lines.service_credits,
        "went into serving them": lines.cost_to_serve,
        "went into winning them": lines.acquisition_cost,
    }
    parts = [f"¥{-100 * fen / earned:.0f} {where}" for where, fen in spent.items() if -100 * fen / earned >= 0.5]
    talk = lines.referral_income + lines.referral_damage
    said = f"Of every ¥100 earned at list price, {', '.join(parts)}." if parts else "All that was earned was kept."
    if talk:
        said += f" What they say about us {'brings' if talk > 0 else 'costs'} about {look.money_short(abs(talk))}."
    return said
