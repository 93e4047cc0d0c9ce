"""What a trial of road-shows in a part of the book brought, as a manager can count it, before the rest follows."""

import json
from collections import Counter, defaultdict
from typing import NamedTuple

from kamsim.engine.records import AccountListed, DecisionMade, OpportunityOpened
from kamsim.engine.simulation import Simulation
from kamsim.engine.state import MONTH_DAYS

TRIAL_MONTHS = 3
"""Months after a road-show in which needs are counted as its own; by then most of it is forgotten (assumption)."""


class Trial(NamedTuple):
    """Road-shows so far, needs that came up in their buildings in the months after, and how many were to be expected.

    `expected` is by what came up elsewhere among accounts of the same kind; None where nothing is left to compare with.
    """

    shows: int
    needs: int
    expected: float | None


def shown_in(simulation: Simulation) -> dict[str, list[int]]:
    """Months, counted from 0, in which each building had a road-show."""
    shown: dict[str, list[int]] = defaultdict(list)
    for record in simulation.ledger:
        if type(record) is DecisionMade and '"hold_road_show"' in record.decision:
            shown[json.loads(record.decision)["building"]].append(int(record.day // MONTH_DAYS))
    return dict(shown)


def trial_of(simulation: Simulation) -> Trial | None:
    """The trial as it stands; None before the first road-show is over."""
    shown = shown_in(simulation)
    if not shown:
        return None
    building = {account.account_id: account.building_id for account in simulation.scenario.accounts}
    kind: dict[str, bool] = {}
    needs, months = Counter(), Counter()

    def told(account_id: str, month: int) -> bool:
        return any(0 <= month - held < TRIAL_MONTHS for held in shown.get(building[account_id], ()))

    for record in simulation.ledger:
        if type(record) is AccountListed:
            # Prospects ask more often than accounts that are ours, so each kind is compared with its own.
            kind[record.account_id] = record.active
            months.update((record.active, told(record.account_id, month)) for month in range(simulation.month))
        elif type(record) is OpportunityOpened:
            month = int(record.day // MONTH_DAYS)
            needs[kind[record.account_id], told(record.account_id, month)] += 1
    tried = [active for active in (True, False) if months[active, True]]
    expected = None
    if all(months[active, False] for active in tried):
        expected = sum(months[active, True] * needs[active, False] / months[active, False] for active in tried)
    return Trial(sum(map(len, shown.values())), needs[True, True] + needs[False, True], expected)
