"""The quarterly business review: what the last three months brought, beside the three before and beside the plan."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kamsim.studies.indicators import Indicators, indicators
from kamsim.studies.metrics import MonthFigures
from kamsim.studies.policies import PAR
from kamsim.workbook import look
from kamsim.workbook.cockpit.figures import QUARTER, page
from kamsim.workbook.cockpit.state import Desk, View

MOVED = 3
"""So many accounts whose revenue fell most, and so many whose rose most, are named."""
FIRST = f"The first review is after month {QUARTER}: what the quarter brought, beside the plan and the quarter before."


class Row(NamedTuple):
    """A figure that any game has by month: its name, its value in some months, how it is shown."""

    name: str
    value: Callable[[Sequence[MonthFigures]], float | None]
    shown: Callable[[float | None], str]


def _sum(field: str) -> Callable[[Sequence[MonthFigures]], float]:
    return lambda months: sum(getattr(month, field) for month in months)


def _last(field: str) -> Callable[[Sequence[MonthFigures]], float | None]:
    return lambda months: getattr(months[-1], field)


ROWS = (
    Row("Revenue", _sum("revenue_fen"), look.money_short),
    Row("Margin", _sum("margin_fen"), look.money_short),
    Row("Recurring revenue, last month", _last("standing_fen"), look.money_short),
    Row("Gross retention, 12 months", _last("gross_revenue_retention"), look.percent),
    Row("Accounts won or won back", lambda m: _sum("accounts_won")(m) + _sum("accounts_won_back")(m), look.count),
    Row("Accounts lost", _sum("accounts_lost"), look.count),
    Row("NPS", _last("nps"), lambda nps: look.NA if nps is None else look.signed(nps, 0)),
)
OWN_ROWS: tuple[tuple[str, Callable[[Indicators], str]], ...] = (
    ("Sales won, of those that ended", lambda i: _of(i.win_rate, i.sales_closed)),
    ("Contracts renewed at their end", lambda i: _of(i.renewed, i.terms_ended)),
    ("Discount per deal", lambda i: look.percent(i.discount)),
    ("Visits", lambda i: look.count(i.visits)),
    ("Outages and faults solved in time", lambda i: _solved(i, (1, 2))),
    ("Queries solved in time", lambda i: _solved(i, (3,))),
)


def _solved(brought: Indicators, levels: Sequence[int]) -> str:
    """How many incidents of some levels were solved in the agreed time, of how many."""
    whole, kept = (sum(counts.get(level, 0) for level in levels) for counts in (brought.solved, brought.in_time))
    return _of(kept / whole if whole else None, whole)


def _of(share: float | None, whole: int) -> str:
    return look.NA if share is None else f"{round(share * whole)} of {whole}"


def last_quarter(month: int) -> tuple[int, int] | None:
    """First and last month, counted from 1, of the last quarter that is over after so many months."""
    end = month - month % QUARTER
    return (end - QUARTER + 1, end) if end else None


def review(desk: Desk, view: View) -> look.Tree:
    """The page of the review."""
    quarter = last_quarter(desk.month)
    return page(desk, view, *(_reviewed(desk, *quarter) if quarter else [look.faint(FIRST)]))


def _reviewed(desk: Desk, first: int, last: int) -> list[look.Part]:
    own, ledger = desk.history.figures, desk.session.simulation.ledger
    spans = {"quarter": own[first - 1 : last], "before": own[max(0, first - 1 - QUARTER) : first - 1]}
    if desk.par:
        spans["plan"] = desk.par.figures[first - 1 : last]
    spans = {name: months for name, months in spans.items() if months}
    brought = {"quarter": indicators(ledger, first, last), "before": indicators(ledger, first - QUARTER, first - 1)}
    rows: list[list[look.Part]] = [
        [row.name, *(row.shown(row.value(months)) for months in spans.values())] for row in ROWS
    ]
    rows += [[name, *(shown(brought[span]) if span in brought else "" for span in spans)] for name, shown in OWN_ROWS]
    return [
        look.strong(f"Quarter {last // QUARTER}: months {first} to {last}"),
        look.sentence(verdict(desk, first, last)),
        look.table(["", *spans], rows),
        look.faint(f"The plan is what the {PAR} bot reached in the same months on the same luck.")
        if desk.par
        else None,
        *_moved(desk, first, last),
    ]


def verdict(desk: Desk, first: int, last: int) -> str:
    """The margin of a quarter against the plan and against the quarter before, in a sentence."""
    own, margin = desk.history.figures, _sum("margin_fen")
    now, parts = margin(own[first - 1 : last]), []
    if desk.par:
        gap = _gap(now - margin(desk.par.figures[first - 1 : last]))
        parts.append(f"{gap} the plan" if gap else "as planned")
    if first > 1:
        gap = _gap(now - margin(own[first - 1 - QUARTER : first - 1]))
        parts.append(f"{gap} the quarter before" if gap else "as in the quarter before")
    return f"The margin was {look.money_short(now)}{': ' if parts else ''}{' and '.join(parts)}."


def _gap(fen: float) -> str:
    """How far above or below, or nothing where it is the same to the yuan."""
    size = look.whole_yuan(abs(fen))
    return f"{look.money_short(size)} {'above' if fen > 0 else 'below'}" if size else ""


def _moved(desk: Desk, first: int, last: int) -> list[look.Part]:
    """The accounts whose recurring revenue moved most in a quarter, with the way to each."""
    then = desk.kept_in(first - 2) if first > 1 else desk.start_fen
    now = desk.kept_in(last - 1)
    change = {name: now.get(name, 0) - then.get(name, 0) for name in sorted({*then, *now})}
    falls = sorted((fen, name) for name, fen in change.items() if look.whole_yuan(fen) < 0)[:MOVED]
    rises = sorted((-fen, name) for name, fen in change.items() if look.whole_yuan(fen) > 0)[:MOVED]
    lines = [*falls, *((-fen, name) for fen, name in rises)]
    if not lines:
        return []
    return [
        look.strong("Where the recurring revenue moved"),
        *(
            look.line(look.link(desk.names.get(name, name), f"pick:{name}", "Open the account"), look.money_change(fen))
            for fen, name in lines
        ),
    ]
