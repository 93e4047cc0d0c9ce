"""Retention and recurring revenue: history, another branch, the bot that does nothing, and a sentence for each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kamsim.studies.metrics import WINDOW_MONTHS
from kamsim.studies.score import Path
from kamsim.workbook import look
from kamsim.workbook.cockpit.state import Desk, View
from kamsim.workbook.plots import Line, Picture, line_chart, numbers_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

RETENTION, REVENUE = "retention", "revenue"
NOTHING = "doing nothing"
"""What the bot that is the lower end of the scale is called on the screen."""


def retention_chart(lines: Sequence[Line], ax: "Axes | None" = None) -> "Axes":
    """Gross revenue retention by month; the axis never goes above 100 %."""
    flat = all(value is None or value >= 0.9995 for line in lines for value in line.values)
    return line_chart(lines, ax, number=_percent, ticks=(0.9, 0.95, 1.0) if flat else ())


def revenue_chart(lines: Sequence[Line], ax: "Axes | None" = None) -> "Axes":
    """Recurring revenue by month, in fen."""
    return line_chart(lines, ax, number=look.money_short)


def pictures() -> dict[str, Picture]:
    """The two kept pictures."""
    return {RETENTION: Picture(retention_chart), REVENUE: Picture(revenue_chart)}


def lines(desk: Desk, view: View) -> dict[str, tuple[Line, ...]]:
    """The lines of both pictures; month 0 is the start."""
    other = desk.against(view)
    until = max(desk.month, len(other[1].figures) if other else 0)
    paths: list[tuple[str, str, Path, int]] = []
    if desk.bot is not None and desk.month:
        paths.append((NOTHING, "bot", desk.bot, until))
    if other:
        paths.append((other[0], "branch", other[1], until))
    paths.append(("yours", "own", desk.history, until))
    start = sum(desk.start_fen.values())
    kept = 1.0 if start else None
    return {
        RETENTION: tuple(
            Line(label, (kept, *(f.gross_revenue_retention for f in path.figures[:most])), style, start=0)
            for label, style, path, most in paths
        ),
        REVENUE: tuple(
            Line(label, (start, *(f.standing_fen for f in path.figures[:most])), style, start=0)
            for label, style, path, most in paths
        ),
    }


def charts(desk: Desk, view: View) -> list[look.Tree]:
    """The two figures."""
    drawn = lines(desk, view)
    return [
        _figure(
            view,
            RETENTION,
            "Gross revenue retention",
            ", rolling 12 months",
            drawn,
            _percent,
            retention_line(desk, view),
        ),
        _figure(view, REVENUE, "Recurring revenue", " a month", drawn, look.money, revenue_line(desk)),
    ]


def _figure(view: View, name: str, title: str, more: str, drawn: dict, number, said: str) -> look.Tree:  # noqa: ANN001
    table = look.table(*numbers_of(drawn[name], number)) if name in view.numbers else None
    return look.figure(
        look.part("span", "", title, look.part("span", "kam-wide", more)),
        name,
        f"{title}{more}. {said}",
        # A sign stays with its amount at the end of a line.
        look.part("p", "kam-sentence kam-clamp", said.replace("+¥", "+\u2060¥"), title=said),
        table,
        f"numbers:{name}",
    )


def _percent(share: float) -> str:
    return look.percent(share)


def retention_line(desk: Desk, view: View) -> str:
    """What the retention picture means for this book, in numbers."""
    if not desk.month:
        return "Nothing is played yet. Each month adds to this line which part of the revenue you kept."
    own = desk.history.figures[-1].gross_revenue_retention
    if own is None:
        return "No account was with us at the start: nothing could be kept."
    said = f"You kept {_percent(own)} of your revenue{_why_not_all(desk, own)}"
    other = desk.against(view)
    if other and not _beginning(desk, other[1]):
        return f"{said}.{_kept_there(desk, other)}"
    bot = None if desk.bot is None else desk.bot.figures[desk.month - 1].gross_revenue_retention
    if bot is None:
        return f"{said}."
    # The gap is that of the numbers as they are shown.
    gap = round(round(100 * own, 1) - round(100 * bot, 1), 1)
    ahead = f"you are {abs(gap):.1f} points {'ahead' if gap > 0 else 'behind'}" if gap else "the same as yours"
    return f"{said}. Doing nothing keeps {_percent(bot)}: {ahead}{_beside_index(desk, gap)}."


def _kept_there(desk: Desk, other: tuple[str, Path]) -> str:
    """What both games kept at the last month that both have."""
    name, path = other
    month = min(desk.month, len(path.figures))
    if not month or desk.history.figures[:month] == path.figures[:month]:
        return f" So far the same as {name}."
    their = path.figures[month - 1].gross_revenue_retention
    own = desk.history.figures[month - 1].gross_revenue_retention
    if own is None or their is None:
        return ""
    if month < desk.month:
        return f" At month {month}: {_percent(own)}, and {_percent(their)} in {name}."
    return f" {name[:1].upper()}{name[1:]} kept {_percent(their)} at month {month}."


def _beside_index(desk: Desk, gap: float) -> str:
    """Why the value index above is not there, or speaks otherwise than retention does; empty else."""
    index = desk.score.index
    if index is None:
        return ". No value index yet: the textbook bot is not ahead of doing nothing"
    return "" if gap * index >= 0 else f", but {'ahead' if index > 0 else 'behind'} in value"


def _why_not_all(desk: Desk, own: float) -> str:
    gone, back, left, _ = not_kept(desk)
    missing = round(100 - round(100 * own, 1), 1)
    if not missing:
        return ""
    by_leaving = min(missing, round(100 * left, 1))
    left_said = f"{by_leaving:.1f} % left with {look.counted(gone, 'account')}"
    left_said += f" ({look.count(back)} came back)" if back else ""
    lower = f"{missing - by_leaving:.1f} % in lower bills"
    if not gone:
        return f": {missing:.1f} % in lower bills"
    return f": {left_said}, {lower}" if round(missing - by_leaving, 1) else f": {left_said}"


def not_kept(desk: Desk) -> tuple[int, int, float, float]:
    """Accounts that left in the window of retention, how many are back, and the shares of revenue left and shrunk.

    One less both shares is the gross revenue retention of the last month played. A bill that grew does not make up
    for one that shrank, and an account that left counts as left even if it came back.
    """
    first = desk.month - 1 - WINDOW_MONTHS
    gone = {name for name, month in desk.departures if first < month < desk.month}
    base = desk.start_fen
    if first >= 0:
        before = {name for name, month in desk.departures if month == first}
        base = {name: fen for name, fen in desk.recurring_in(first).items() if name not in before}
    total = sum(base.values())
    if not total:
        return 0, 0, 0.0, 0.0
    left = sum(fen for name, fen in base.items() if name in gone)
    lower = sum(max(0, fen - desk.recurring_fen.get(name, 0)) for name, fen in base.items() if name not in gone)
    gone &= set(base)
    back = sum(desk.accounts[name].status == "active" for name in gone)
    return len(gone), back, left / total, lower / total


def _beginning(desk: Desk, path: Path) -> bool:
    """Whether another try is the beginning of this game, which has gone on since."""
    months = len(path.figures)
    return months < desk.month and desk.history.figures[:months] == path.figures


def comparison(desk: Desk, other: tuple[str, Path]) -> str:
    """Our branch against another at the last month that both have, on the same luck."""
    name, path = other
    month = min(desk.month, len(path.figures))
    if not month:
        return f"Play a month to compare with {name} on the same luck."
    gap = desk.history.value_fen(month) - path.value_fen(month)
    if _beginning(desk, path):
        return f"{name[:1].upper()}{name[1:]} is the beginning of this game: it ends after month {month}."
    if desk.history.figures[:month] == path.figures[:month]:
        return f"The same as {name} up to month {month}: decide otherwise and see what it is worth on the same luck."
    own, their = (p.figures[month - 1].gross_revenue_retention for p in (desk.history, path))
    kept = "" if own is None or their is None else f", retention {_percent(own)} against {_percent(their)}"
    return f"Yours vs {name} after month {month}: value {_money_change(gap)}{kept}, on the same luck."


def _money_change(fen: float) -> str:
    text = look.money_short(fen)
    return text if text.startswith("−") or not round(fen / 100) else f"+{text}"


class RevenueChange(NamedTuple):
    """What changed recurring revenue since the start, in fen a month; the three parts add up to what the chart shows.

    `lost`: revenue at the start of accounts that are gone; `won`: of accounts that came; `others`: changes of those
    that were and are with us.
    """

    lost: int
    won: int
    others: int
    accounts_lost: int
    accounts_won: int


def revenue_change(desk: Desk) -> RevenueChange:
    """Where the change of recurring revenue since the start comes from."""
    now, start = desk.recurring_fen, desk.start_fen
    active = {account.account_id for account in desk.briefing.accounts if account.status == "active"}
    gone, came = [name for name in start if name not in active], [name for name in now if name not in start]
    return RevenueChange(
        -sum(start[name] for name in gone),
        sum(now[name] for name in came),
        sum(now.get(name, 0) - start[name] for name in start if name in active),
        len(gone),
        len(came),
    )


def revenue_line(desk: Desk) -> str:
    """The change of recurring revenue since the start as a sentence, whose last amount is the sum of those shown."""
    if not desk.month:
        start = look.money(sum(desk.start_fen.values()))
        many = len(desk.start_fen)
        bring = f"{look.counted(many, 'account')} {'brings' if many == 1 else 'bring'}"
        return f"{bring} {start} a month. Each month adds to this line."
    found, parts = revenue_change(desk), []
    if found.accounts_lost:
        noun = "account" if found.accounts_lost == 1 else "accounts"
        parts.append(f"{look.count(found.accounts_lost, noun)} lost {look.money_change(found.lost)}")
    if found.accounts_won:
        parts.append(f"{found.accounts_won} won {look.money_change(found.won)}")
    parts.append(f"{'all other accounts' if parts else 'all accounts'} {look.money_change(found.others)}")
    total = 100 * sum(round(fen / 100) for fen in found[:3])
    whole = f" = {look.money_change(total)}" if len(parts) > 1 else ""
    return f"Since the start: {', '.join(parts)}{whole} a month."
