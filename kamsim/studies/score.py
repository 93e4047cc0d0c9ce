"""The score of a game: its value between doing nothing (0) and the textbook (100) on the same luck, luck taken out."""

from collections.abc import Sequence
from typing import NamedTuple

from kamsim.engine.decisions import Decision
from kamsim.engine.scenario import Scenario
from kamsim.engine.simulation import Policy, Simulation
from kamsim.studies.metrics import MonthFigures, month_figures

LEAST_WIDTH = 100
"""Fen that par must be worth above doing nothing: with less between them, an index says nothing."""


class Path(NamedTuple):
    """A game by month: figures, and the value of the book at each month's end, in fen; `start` is before month 1."""

    figures: tuple[MonthFigures, ...]
    book_fen: tuple[int, ...]
    start_fen: int

    def value_fen(self, month: int) -> int:
        """Margin of the months played up to `month`, plus the value of the book then."""
        book = self.book_fen[month - 1] if month else self.start_fen
        return book + sum(figure.margin_fen for figure in self.figures[:month])

    def luck_fen(self, month: int) -> float:
        """What luck brought up to `month`."""
        return sum(figure.luck_fen for figure in self.figures[:month])


def path_of_policy(scenario: Scenario, policy: Policy, seed: int) -> Path:
    """Play a policy to the end, looking at the book every month."""
    return _path(scenario, seed, policy, scenario.settings.months)


def path_of_decisions(scenario: Scenario, seed: int, months: Sequence[Sequence[Decision]]) -> Path:
    """Play given decisions, looking at the book every month."""
    return _path(scenario, seed, lambda briefing: months[briefing.month], len(months))


def _path(scenario: Scenario, seed: int, policy: Policy, months: int) -> Path:
    simulation = Simulation(scenario, seed)
    books = [simulation.book_value_fen()]
    for _ in range(months):
        simulation.advance(policy(simulation.briefing))
        books.append(simulation.book_value_fen())
    return Path(tuple(month_figures(simulation)), tuple(books[1:]), books[0])


class Score(NamedTuple):
    """An index (0 = doing nothing, 100 = par), without and with the luck; `luck` is the difference. None: undefined."""

    index: float | None
    with_luck: float | None

    @property
    def luck(self) -> float | None:
        """Index points that luck brought."""
        return None if self.index is None or self.with_luck is None else self.with_luck - self.index


def score(own: Path, baseline: Path, par: Path, month: int) -> Score:
    """The score after some months; undefined before month 1, and where par is not CNY 1 above doing nothing."""
    fair, low, high = (path.value_fen(month) - path.luck_fen(month) for path in (own, baseline, par))
    width = high - low
    if month == 0 or width < LEAST_WIDTH:
        return Score(None, None)
    # Both on the same scale, so that luck is their difference.
    return Score(100 * (fair - low) / width, 100 * (own.value_fen(month) - low) / width)
