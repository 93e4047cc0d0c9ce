"""Owners who leave, measured: revenue of the year after an uncovered one left, against a game in which none does."""

from collections import Counter, defaultdict

from kamsim.engine.records import BillSent, OwnerLeft
from kamsim.engine.scenario import Scenario
from kamsim.engine.simulation import Simulation
from kamsim.engine.state import MONTH_DAYS

RATE = 0.03
"""Account managers leave more often than usually, so that a game shows it."""
YEAR = 12


def restless(scenario: Scenario, rate: float) -> Scenario:
    """The scenario with another turnover of account managers."""
    return scenario.with_settings(values={"manager_turnover": str(rate)})


def observe_exits(left: Simulation, stayed: Simulation) -> Counter[str]:
    """Revenue of the twelve months after an owner left, with and without that, over accounts with one exit in them."""
    exits: dict[str, list[int]] = defaultdict(list)
    for record in left.ledger:
        if type(record) is OwnerLeft and not record.covers:
            exits[record.account_id].append(int(record.day // MONTH_DAYS))
    without, with_exits = _revenue(stayed), _revenue(left)
    sums: Counter[str] = Counter()
    for account_id, months in exits.items():
        first = months[0] + 1
        if first + YEAR > left.month or any(month < first + YEAR for month in months[1:]):
            continue
        year = range(first, first + YEAR)
        usual = sum(without[account_id, month] for month in year)
        sums["revenue with owners"] += usual
        sums["revenue lost with owners"] += usual - sum(with_exits[account_id, month] for month in year)
    return sums


def _revenue(game: Simulation) -> Counter[tuple[str, int]]:
    """By account and month."""
    found: Counter[tuple[str, int]] = Counter()
    for record in game.ledger:
        if type(record) is BillSent:
            found[record.account_id, record.month] += record.recurring_fen + record.overage_fen
    return found
