"""Retention and recurring revenue: history, another branch, the bot that does nothing, and a sentence for each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kamsim.studies.policies import BASELINE
from kamsim.studies.score import Path
from kamsim.workbook import look
from kamsim.workbook.cockpit.state import Desk, View
from kamsim.workbook.plots import Line, Picture, line_chart, numbers_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

RETENTION, REVENUE = "retention", "revenue"


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
        paths.append((BASELINE, "bot", desk.bot, until))
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
            Line(label, (start, *(f.recurring_fen for f in path.figures[:most])), style, start=0)
            for label, style, path, most in paths
        ),
    }


def charts(desk: Desk, view: View) -> list[look.Tree]:
    """The two figures."""
    drawn = lines(desk, view)
    return [
        _figure(
            view, RETENTION, "Gross revenue retention, rolling 12 months", drawn, _percent, retention_line(desk, view)
        ),
        _figure(view, REVENUE, "Recurring revenue a month", drawn, look.money, revenue_line(desk)),
    ]


def _figure(view: View, name: str, title: str, drawn: dict, number, said: str) -> look.Tree:  # noqa: ANN001
    table = look.table(*numbers_of(drawn[name], number)) if name in view.numbers else None
    return look.figure(
        title,
        name,
        f"{title}. {said}",
        look.part("p", "kam-sentence kam-clamp", said, title=said),
        table,
        f"numbers:{name}",
    )


def _percent(share: float) -> str:
    return look.percent(share)


def retention_line(desk: Desk, view: View) -> str:
    """What the retention picture means for this book, in numbers."""
    if not desk.month:
        return "Nothing is played yet: run month 1 and this line begins."
    other = desk.against(view)
    if other:
        return comparison(desk, other)
    own = desk.history.figures[-1].gross_revenue_retention
    if own is None:
        return "No account was with us at the start: nothing could be kept."
    said = f"You kept {_percent(own)} of the revenue of the accounts you had"
    if desk.bot is None:
        return f"{said}."
    bot = desk.bot.figures[desk.month - 1].gross_revenue_retention
    if bot is None:
        return f"{said}."
    gap = look.signed(100 * (own - bot))
    return f"{said}; doing nothing would have kept {_percent(bot)} on the same luck: {gap} points."


def comparison(desk: Desk, other: tuple[str, Path]) -> str:
    """Our branch against another at the last month that both have, on the same luck."""
    name, path = other
    month = min(desk.month, len(path.figures))
    if not month:
        return f"Play a month to compare with {name} on the same luck."
    gap = desk.history.value_fen(month) - path.value_fen(month)
    if desk.history.figures[:month] == path.figures[:month]:
        return f"The same as {name} up to month {month}: decide otherwise and see what it is worth on the same luck."
    own, their = (p.figures[month - 1].gross_revenue_retention for p in (desk.history, path))
    kept = "" if own is None or their is None else f", retention {_percent(own)} against {_percent(their)}"
    return f"Yours vs {name} after month {month}: value {_money_change(gap)}{kept}, on the same luck."


def _money_change(fen: float) -> str:
    text = look.money_short(fen)
    return text if text.startswith("−") or not round(fen / 100) else f"+{text}"


def revenue_line(desk: Desk) -> str:
    """Where the change of recurring revenue since the start comes from: adds up to the fen."""
    if not desk.month:
        return f"{len(desk.start_fen)} accounts bring {look.money(sum(desk.start_fen.values()))} a month."
    now, start = desk.recurring_fen, desk.start_fen
    active = {account.account_id for account in desk.briefing.accounts if account.status == "active"}
    gone = [name for name in start if name not in active]
    new = [name for name in now if name not in start and name in active]
    lost = -sum(start[name] for name in gone)
    won = sum(now[name] for name in new)
    rest = sum(now.get(name, 0) - start[name] for name in start if name in active)
    parts = []
    if gone:
        parts.append(
            f"{look.count(len(gone), 'account' if len(gone) == 1 else 'accounts')} lost {look.money_change(lost)}"
        )
    if new:
        parts.append(f"{len(new)} won {look.money_change(won)}")
    parts.append(f"{'the others' if parts else 'all accounts'} {look.money_change(rest)}")
    return f"Since the start: {', '.join(parts)} a month."
