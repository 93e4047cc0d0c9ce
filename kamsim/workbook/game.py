"""One trainee's game as a panel draws it: its plan, its history and its branches."""

from collections.abc import Sequence

import traitlets

from kamsim.engine.briefing import Briefing
from kamsim.engine.decisions import Decision
from kamsim.engine.records import ChoiceMade
from kamsim.engine.remarks import Remark, remarks
from kamsim.engine.scenario import Scenario
from kamsim.engine.simulation import Simulation
from kamsim.engine.state import MONTH_DAYS
from kamsim.studies.metrics import month_figures
from kamsim.studies.policies import BASELINE, PAR, POLICIES
from kamsim.studies.score import Path, Score, path_of_decisions, path_of_policy, score
from kamsim.workbook.saved_game import Month

MAIN, TRY = "your game", "try "


class Game(traitlets.HasTraits):
    """A game in memory: what was decided on each branch, and the simulation of the present one, by replay."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        super().__init__()
        self.scenario, self.seed = scenario, seed
        self._branches: dict[str, list[Month]] = {MAIN: []}
        self.current = MAIN
        self._drafts: dict[str, list[Decision]] = {}
        self._paths: dict[object, Path] = {}
        self._books: list[int] = []
        self._start(())

    @property
    def briefing(self) -> Briefing:
        """What the manager may know at the start of the open month."""
        return self.simulation.briefing

    @property
    def month(self) -> int:
        """Months played on the current branch."""
        return self.simulation.month

    @property
    def finished(self) -> bool:
        """Whether the last month is played."""
        return self.simulation.finished

    @property
    def draft(self) -> tuple[Decision, ...]:
        """The plan for the open month, in the order in which it will be done."""
        return tuple(self._draft)

    @property
    def _draft(self) -> list[Decision]:
        return self._drafts.get(self.current, [])

    @_draft.setter
    def _draft(self, decisions: list[Decision]) -> None:
        self._drafts[self.current] = decisions

    @property
    def hours_left(self) -> float:
        """Hours of the team that the plan leaves."""
        return self.briefing.hours - sum(self.briefing.hours_of(decision) for decision in self._draft)

    @property
    def remarks(self) -> list[Remark]:
        """What looks unusual or inconsistent in the plan."""
        return remarks(self.briefing, self._draft)

    @property
    def history(self) -> Path:
        """The current branch month by month."""
        return Path(tuple(month_figures(self.simulation)), tuple(self._books[1:]), self._books[0])

    @property
    def branches(self) -> dict[str, int]:
        """Months played on each branch, by name."""
        return {name: len(months) for name, months in self._branches.items()}

    def decisions(self, name: str | None = None) -> tuple[Month, ...]:
        """What was decided month by month, on the current branch or on another; raises KeyError."""
        return tuple(self._branches[self.current if name is None else name])

    def branch_path(self, name: str) -> Path:
        """Another branch month by month."""
        if name == self.current:
            return self.history
        months = self._branches[name]
        key = (name, len(months), tuple(months))
        if key not in self._paths:
            self._paths[key] = path_of_decisions(self.scenario, self.seed, months)
        return self._paths[key]

    def bot_path(self, policy: str) -> Path:
        """A bot's whole game on the same luck."""
        if policy not in self._paths:
            self._paths[policy] = path_of_policy(self.scenario, POLICIES[policy], self.seed)
        return self._paths[policy]

    def score(self, name: str | None = None) -> Score:
        """The score so far, of the current branch or of another."""
        path = self.branch_path(self.current if name is None else name)
        return score(path, self.bot_path(BASELINE), self.bot_path(PAR), len(path.figures))

    def choices(self, account_id: str | None = None, month: int | None = None) -> list[ChoiceMade]:
        """Choices of an account (or all), of a month counted from 0 (or all), oldest first."""
        return [
            record
            for record in self.simulation.ledger
            if isinstance(record, ChoiceMade)
            and account_id in (None, record.account_id)
            and (month is None or int(record.day // MONTH_DAYS) == month)
        ]

    def story(self, account_id: str) -> list[tuple]:
        """All records of an account, oldest first; hidden truth included: show only what a manager may know."""
        return [record for record in self.simulation.ledger if getattr(record, "account_id", None) == account_id]

    def _keep(self, months: list[Month]) -> str:
        for name, kept in self._branches.items():
            if name != self.current and kept == months:
                return name
        name = self._new_name()
        self._branches[name] = list(months)
        return name

    def _new_name(self) -> str:
        """One number higher than any: a dropped try does not lend its name to another one."""
        numbers = [name.removeprefix(TRY) for name in self._branches]
        return f"{TRY}{max([int(number) for number in numbers if number.isdecimal()], default=0) + 1}"

    def _start(self, months: Sequence[Month]) -> None:
        """Play months from the beginning; the game changes when all are played, so an interrupt leaves it whole."""
        simulation = Simulation(self.scenario, self.seed)
        books = [simulation.book_value_fen()]
        for decisions in months:
            simulation.advance(decisions)
            books.append(simulation.book_value_fen())
        self.simulation, self._books = simulation, books
