"""What each account earns after all that was done for it, and the curve that shows how few accounts earn it all."""

from typing import NamedTuple

from kamsim.engine.records import AccountListed, ActivityDone, BillSent, CostBooked, WorkDone
from kamsim.engine.simulation import Simulation
from kamsim.engine.state import MONTH_DAYS
from kamsim.market.channels import CHANNELS, direct_cost, whale_curve

RELEASED = "released"


class Served(NamedTuple):
    """One account over a game, in fen: margin of its bills, what was spent on it, and who looked after it."""

    account_id: str
    margin_fen: int
    spent_fen: int
    channel_fen: int

    @property
    def profit_fen(self) -> int:
        """What is left after everything."""
        return self.margin_fen - self.spent_fen - self.channel_fen


def cost_to_serve(game: Simulation) -> tuple[Served, ...]:
    """Every account that was ever billed, most profitable first.

    An account costs an account manager's part in each month in which it was billed and nobody else looked after it.
    """
    listed = [record.recurring_fen for record in game.ledger if type(record) is AccountListed and record.active]
    direct = round(direct_cost(game.scenario.settings.parameters, listed))
    margins: dict[str, int] = {}
    spent: dict[str, int] = {}
    billed: list[tuple[str, int]] = []
    handed: set[tuple[str, int]] = set()
    for record in game.ledger:
        kind = type(record)
        if kind is BillSent:
            costs = record.direct_cost_fen + record.service_cost_fen + record.care_fen
            earned = record.recurring_fen + record.overage_fen - costs
            margins[record.account_id] = margins.get(record.account_id, 0) + earned
            billed.append((record.account_id, record.month))
        elif kind in (ActivityDone, WorkDone, CostBooked) and getattr(record, "reason", "") != RELEASED:
            if kind is CostBooked and record.reason in CHANNELS:
                handed.add((record.account_id, int(record.day // MONTH_DAYS)))
            spent[record.account_id] = spent.get(record.account_id, 0) + record.cost_fen
    managed = dict.fromkeys(margins, 0)
    for account_id, month in billed:
        managed[account_id] += direct * ((account_id, month) not in handed)
    served = [Served(key, margin, spent.get(key, 0), managed[key]) for key, margin in margins.items()]
    return tuple(sorted(served, key=lambda account: (-account.profit_fen, account.account_id)))


def earned_by_best(game: Simulation, share: float = 0.2) -> float | None:
    """Share of all profit that the most profitable accounts earned; above 1 where others lost. None without profit."""
    curve = curve_of(game)
    return curve[max(1, round(share * len(curve))) - 1] if curve else None


def curve_of(game: Simulation) -> list[float]:
    """Cumulative share of all profit, most profitable account first; empty where there is none."""
    return whale_curve([account.profit_fen for account in cost_to_serve(game)])
