"""One trainee's game: the verbs that a panel calls, and the truth that it draws. Panels observe `revision`."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path as FilePath

import traitlets

from kamsim.engine.briefing import Briefing
from kamsim.engine.checking import Refusal, refusals
from kamsim.engine.decisions import Answer, Decision
from kamsim.engine.reading import BadInput, Problem
from kamsim.engine.records import ChoiceMade
from kamsim.engine.remarks import Remark, remarks
from kamsim.engine.scenario import Scenario, find_scenario, pack_names
from kamsim.engine.simulation import Simulation
from kamsim.engine.writing import CannotWrite
from kamsim.studies.metrics import month_figures
from kamsim.studies.policies import BASELINE, PAR, POLICIES
from kamsim.studies.score import Path, Score, path_of_decisions, path_of_policy, score
from kamsim.workbook.home import home_folder
from kamsim.workbook.saved_game import CannotResume, Month, SavedGame, read_newest, stamp, write_game

MAIN = "your game"


class Session(traitlets.HasTraits):
    """A game with its plan, its history and its branches.

    Every verb either does all of what it says, saves, and raises `revision` by one, or raises BadInput and changes
    nothing. `warning` is a sentence when the game could not be kept on disk, else empty.
    """

    revision = traitlets.Int(0)

    def __init__(self, scenario: Scenario, seed: int = 1, file: FilePath | None = None) -> None:
        super().__init__()
        self.scenario, self.seed, self.file = scenario, seed, file
        self.warning = ""
        self.notes: dict[str, str] = {}
        self._branches: dict[str, list[Month]] = {MAIN: []}
        self.current = MAIN
        self._drafts: dict[str, list[Decision]] = {}
        self._seen: tuple[int, int, int] | None = None
        self._paths: dict[object, Path] = {}
        self._books: list[int] = []
        self._start(())
        self._resume()

    # What a panel draws

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

    def score(self) -> Score:
        """The score so far."""
        return score(self.history, self.bot_path(BASELINE), self.bot_path(PAR), self.month)

    def choices(self, account_id: str | None = None, month: int | None = None) -> list[ChoiceMade]:
        """Choices of an account (or all), of a month counted from 0 (or all), oldest first."""
        return [
            record
            for record in self.simulation.ledger
            if isinstance(record, ChoiceMade)
            and account_id in (None, record.account_id)
            and (month is None or int(record.day // 30) == month)
        ]

    def story(self, account_id: str) -> list[tuple]:
        """All records of an account, oldest first; hidden truth included: show only what a manager may know."""
        return [record for record in self.simulation.ledger if getattr(record, "account_id", None) == account_id]

    # What a panel does

    def refused(self, decision: Decision) -> list[Refusal]:
        """Why a decision cannot join the plan; empty when it can."""
        return refusals(self.briefing, [*self._draft, decision])

    def plan(self, decision: Decision) -> None:
        """Add a decision to the plan; raises BadInput when it is impossible."""
        found = self.refused(decision)
        if found:
            raise BadInput([_problem(self.month, refusal) for refusal in found])
        self._set_draft([*self._draft, decision])

    def unplan(self, position: int) -> None:
        """Take a decision out of the plan; raises IndexError."""
        draft = list(self._draft)
        draft.pop(position)
        self._set_draft(draft)

    def answer(self, situation_id: str, option: str) -> None:
        """Answer a situation, in place of an earlier answer to it; raises BadInput."""
        rest = [d for d in self._draft if not (isinstance(d, Answer) and d.situation == situation_id)]
        decision = Answer(situation=situation_id, option=option)
        found = refusals(self.briefing, [*rest, decision])
        if found:
            raise BadInput([_problem(self.month, refusal) for refusal in found])
        self._set_draft([*rest, decision])

    def replan(self, decisions: Sequence[Decision]) -> None:
        """Put a whole plan in place of the present one; raises BadInput."""
        found = refusals(self.briefing, list(decisions))
        if found:
            raise BadInput([_problem(self.month, refusal) for refusal in found])
        self._set_draft(list(decisions))

    def advance(self) -> None:
        """Run the month with the plan; raises BadInput when the game is over."""
        decisions = tuple(self._draft)
        played = self._branches[self.current]
        try:
            self.simulation.advance(decisions)
            books = [*self._books, self.simulation.book_value_fen()]
        except BadInput:
            raise
        except BaseException:
            # Interrupted inside the month: back to its start, so that the game is never between two months.
            self._start(played)
            raise
        self._books, self._branches[self.current], self._draft = books, [*played, decisions], []
        self._publish()

    def rewind(self, month: int) -> None:
        """Go back to the start of a month counted from 0; the months given up stay as a branch, the first as draft."""
        months = self._branches[self.current]
        if not 0 <= month < len(months):
            return
        self._keep(months)
        undone = months[month]
        self._branches[self.current] = months[:month]
        self._start(months[:month])
        self._draft = list(undone)
        self._publish()

    def branch(self) -> str:
        """Keep the game so far as a branch of its own, named in return, and play on in the present one."""
        name = self._keep(self._branches[self.current])
        self._publish()
        return name

    def switch(self, name: str) -> None:
        """Play on in another branch; raises KeyError."""
        months = self._branches[name]
        self.current = name
        self._start(months)
        self._publish()

    def drop(self, name: str) -> None:
        """Forget a branch other than the present one."""
        if name != self.current:
            self._branches.pop(name, None)
            self._drafts.pop(name, None)
            self._publish()

    def restart(self) -> None:
        """Begin again at month 1; what was played stays as a branch."""
        if self._branches[self.current]:
            self.rewind(0)
        self._set_draft([])

    def note(self, key: str, value: str) -> None:
        """Keep a panel's own mark with the game, such as how far a lesson has gone; does not raise `revision`."""
        if self.notes.get(key) != value:
            self.notes[key] = value
            if self._changed_elsewhere():
                self._publish()
            else:
                self._save()

    # How it is kept

    def _keep(self, months: list[Month]) -> str:
        for name, kept in self._branches.items():
            if name != self.current and kept == months:
                return name
        number = 1
        while f"try {number}" in self._branches:
            number += 1
        self._branches[f"try {number}"] = list(months)
        return f"try {number}"

    def _start(self, months: Sequence[Month]) -> None:
        self.simulation = Simulation(self.scenario, self.seed)
        self._books = [self.simulation.book_value_fen()]
        for decisions in months:
            self.simulation.advance(decisions)
            self._books.append(self.simulation.book_value_fen())

    def _set_draft(self, draft: list[Decision]) -> None:
        self._draft = draft
        self._publish()

    def _publish(self) -> None:
        if self._changed_elsewhere():
            self._resume()
            self.warning = (
                "This game was changed in another tab; here it is as it is now. Your last click was not kept."
            )
        else:
            self._save(self.revision + 1)
        self.revision += 1

    def _changed_elsewhere(self) -> bool:
        """Whether somebody else has saved this game since we read or wrote it, or since we found no game at all."""
        if self.file is None:
            return False
        now = stamp(self.file)
        return now is not None and now != self._seen

    @cached_property
    def _digest(self) -> str:
        """Of the scenario, worked out once: it takes as long as a month of play."""
        return self.scenario.digest()

    def _save(self, revision: int | None = None) -> None:
        if self.file is None:
            return
        game = SavedGame(
            scenario=self.scenario.name,
            scenario_digest=self._digest,
            seed=self.seed,
            revision=self.revision if revision is None else revision,
            branches={name: tuple(months) for name, months in self._branches.items()},
            current=self.current,
            drafts={name: tuple(draft) for name, draft in self._drafts.items() if draft},
            notes=self.notes,
        )
        try:
            write_game(self.file, game)
            self._seen = stamp(self.file)
            self.warning = ""
        except (CannotWrite, OSError) as error:
            self.warning = (
                f"Your game goes on, but it is not kept: {error} Set KAMSIM_HOME to a folder that can be written."
            )

    def _resume(self) -> None:
        if self.file is None:
            return
        try:
            game, told = read_newest(self.file)
            if game is None:
                return
            if game.scenario_digest != self._digest or game.seed != self.seed:
                raise CannotResume(f"The saved game {self.file.name} belongs to another scenario or seed.")
            branches = {name: list(months) for name, months in game.branches.items()}
            self._start(branches[game.current])
        except (CannotResume, BadInput) as error:
            self._start(())
            aside = _set_aside(self.file)
            reason = str(error) if isinstance(error, CannotResume) else "Its decisions no longer fit the scenario."
            self.warning = f"{reason} It is kept as {aside}; this is a new game."
            return
        self._branches, self.current = branches, game.current
        self._drafts = {name: list(draft) for name, draft in game.drafts.items() if name in branches}
        self.notes = dict(game.notes)
        if refusals(self.briefing, self._draft):
            self._draft = []
        self.revision = max(self.revision, game.revision)
        if told:
            self.warning = f"{told} The damaged file is kept as {_set_aside(self.file)}."
        self._seen = stamp(self.file)


def _problem(month: int, refusal: Refusal) -> Problem:
    return Problem(f"month {month + 1}", None, refusal.field, refusal.value, refusal.allowed)


def _set_aside(file: FilePath) -> str:
    number = 1
    while (aside := file.with_name(f"{file.stem} (kept {number}){file.suffix}")).exists():
        number += 1
    try:
        file.rename(aside)
    except OSError:
        return file.name
    return aside.name


def open_session(
    scenario: str, seed: int = 1, game: str | None = None, numbers: dict[str, str] | None = None
) -> Session:
    """The game kept under a name (by default the scenario's), or a new one; raises BadInput for a bad scenario.

    `numbers` replace numbers of the scenario, as --set does in a terminal.
    """
    found = find_scenario(scenario)
    if numbers:
        found = found.with_settings(values=numbers)
    # A folder of one's own may bear a pack's name, or change: its games are told apart by what is in it.
    own = "" if not numbers and found.name == scenario and scenario in pack_names() else f"-{found.digest()[:8]}"
    return Session(found, seed, home_folder() / "games" / f"{game or found.name}{own}-{seed}.json")
