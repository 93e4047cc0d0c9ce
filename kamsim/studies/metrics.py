"""Measures of a game: arithmetic on its ledger. Money in fen unless a name says otherwise."""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from kamsim.engine.records import (
    AccountChurned,
    AccountListed,
    AccountWon,
    AccountWonBack,
    ActivityDone,
    BillSent,
    ChoiceMade,
    CostBooked,
    Surprise,
    SurveyAnswered,
    WorkDone,
)
from kamsim.engine.simulation import Simulation
from kamsim.engine.state import MONTH_DAYS
from kamsim.market.service import net_promoter_score

if TYPE_CHECKING:
    import pandas as pd

WINDOW_MONTHS = 12
"""Window of the retention measures: the last twelve months, or all there are."""


@dataclass(slots=True)
class MonthFigures:
    """One month of a game; shares are None where nothing is there to divide by."""

    month: int
    active_accounts: int = 0
    accounts_won: int = 0
    accounts_lost: int = 0
    accounts_won_back: int = 0
    revenue_fen: int = 0
    recurring_fen: int = 0
    standing_fen: int = 0
    """Of the recurring revenue, that of accounts that are ours after the month."""
    margin_fen: int = 0
    hours: float = 0.0
    logo_retention: float | None = None
    gross_revenue_retention: float | None = None
    net_revenue_retention: float | None = None
    nps: float | None = None
    luck_fen: float = 0.0


def month_figures(simulation: Simulation) -> list[MonthFigures]:
    """All months of a game so far."""
    months = [MonthFigures(number) for number in range(1, simulation.month + 1)]
    start: dict[str, int] = {}
    recurring: list[dict[str, int]] = [{} for _ in months]
    left: list[set[str]] = [set() for _ in months]
    scores: list[list[int]] = [[] for _ in months]
    for record in simulation.ledger:
        kind = type(record)
        if kind is AccountListed:
            if record.active:
                start[record.account_id] = record.recurring_fen
            continue
        place = int(record.day // MONTH_DAYS)
        if place >= len(months):
            continue
        month = months[place]
        if kind is BillSent:
            month.revenue_fen += record.recurring_fen + record.overage_fen
            month.recurring_fen += record.recurring_fen
            month.margin_fen += record.recurring_fen + record.overage_fen
            month.margin_fen -= record.direct_cost_fen + record.service_cost_fen + record.care_fen
            recurring[place][record.account_id] = record.recurring_fen
        elif kind is ChoiceMade or kind is Surprise:
            month.luck_fen += record.luck_fen
        elif kind is ActivityDone or kind is WorkDone:
            if kind is ActivityDone:
                month.luck_fen += record.luck_fen
            month.hours += record.hours
            month.margin_fen -= record.cost_fen
        elif kind is CostBooked:
            month.margin_fen -= record.cost_fen
        elif kind is AccountChurned:
            month.accounts_lost += 1
            left[place].add(record.account_id)
        elif kind is AccountWon:
            month.accounts_won += 1
        elif kind is AccountWonBack:
            month.accounts_won_back += 1
        elif kind is SurveyAnswered:
            scores[place].append(record.score)
    count = len(start)
    for place, month in enumerate(months):
        count += month.accounts_won + month.accounts_won_back - month.accounts_lost
        month.active_accounts = count
        month.standing_fen = sum(fen for name, fen in recurring[place].items() if name not in left[place])
        _retention(month, place, start, recurring, left)
        answers = [score for scored in scores[max(0, place - 2) : place + 1] for score in scored]
        month.nps = net_promoter_score(answers)
    return months


def _retention(
    month: MonthFigures, place: int, start: dict[str, int], recurring: list[dict[str, int]], left: list[set[str]]
) -> None:
    """Retention over the window that ends with a month; an account that left counts as left even if it came back."""
    first = max(-1, place - WINDOW_MONTHS)
    base = start if first < 0 else {name: fen for name, fen in recurring[first].items() if name not in left[first]}
    if not base:
        return
    gone = set().union(*left[first + 1 : place + 1])
    stayed = [name for name in base if name not in gone]
    month.logo_retention = len(stayed) / len(base)
    total = sum(base.values())
    if total:
        now = recurring[place]
        month.gross_revenue_retention = sum(min(base[name], now.get(name, 0)) for name in stayed) / total
        month.net_revenue_retention = sum(now.get(name, 0) for name in stayed) / total


def totals(simulation: Simulation) -> dict[str, float | None]:
    """Sums over the whole game, in CNY; `value` is contribution margin plus lifetime value of the book at the end."""
    months = month_figures(simulation)
    revenue, margin = sum(m.revenue_fen for m in months), sum(m.margin_fen for m in months)
    value = margin + simulation.book_value_fen()
    last = months[-1] if months else MonthFigures(0, active_accounts=simulation.active_accounts)
    return {
        "active_accounts": last.active_accounts,
        "accounts_won": sum(m.accounts_won for m in months),
        "accounts_lost": sum(m.accounts_lost for m in months),
        "accounts_won_back": sum(m.accounts_won_back for m in months),
        "revenue": revenue / 100,
        "recurring_revenue": sum(m.recurring_fen for m in months) / 100,
        "margin": margin / 100,
        "logo_retention": last.logo_retention,
        "gross_revenue_retention": last.gross_revenue_retention,
        "net_revenue_retention": last.net_revenue_retention,
        "nps": last.nps,
        "luck": round(sum(m.luck_fen for m in months)) / 100,
        "value": value / 100,
    }


def events(simulation: Simulation) -> dict[str, int]:
    """Number of records of each type, by name."""
    return dict(sorted(Counter(type(record).__name__ for record in simulation.ledger).items()))


def month_table(simulation: Simulation) -> "pd.DataFrame":
    """The months of a game as a table, one row a month, money in fen."""
    import pandas as pd

    return pd.DataFrame([asdict(month) for month in month_figures(simulation)])
