"""One trainee's game: the verbs that a panel calls, and how it is kept. Panels observe `revision`."""

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path as FilePath

import traitlets

from kamsim.engine.checking import Refusal, refusals
from kamsim.engine.decisions import Answer, Decision
from kamsim.engine.reading import BadInput, Problem, Problems
from kamsim.engine.scenario import Scenario, find_scenario, pack_names
from kamsim.engine.writing import CannotWrite
from kamsim.studies.replications import LAST_SEED
from kamsim.workbook.game import MAIN, Game
from kamsim.workbook.home import home_folder
from kamsim.workbook.saved_game import (
    CannotResume,
    ChangedElsewhere,
    Month,
    SavedGame,
    read_game,
    resume_newest,
    set_aside,
    stamp,
    write_game,
)

__all__ = ["MAIN", "Session", "open_session"]

GAME_NAME = r"\w[\w .-]{0,39}"
"""Of any script; nothing that leads out of the folder of games."""


class Session(Game):
    """A game with its plan, its history and its branches, kept on disk.

    Every verb either does all of what it says, saves, and raises `revision` by one, or raises BadInput and changes
    nothing; or it takes over what another tab has saved meanwhile and raises ChangedElsewhere. `warning` is a sentence
    when the game could not be kept on disk, else empty.
    """

    revision = traitlets.Int(0)

    def __init__(self, scenario: Scenario, seed: int = 1, file: FilePath | None = None) -> None:
        super().__init__(scenario, seed)
        self.file = file
        self.warning = ""
        self.notes: dict[str, str] = {}
        self._seen: tuple[int, int, int] | None = None
        self._resume()

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
        if 0 <= month < self.month:
            self._go_back(month)
            self._publish()

    def _go_back(self, month: int) -> None:
        """The game and its plan stay as a branch; the present one stands at the start of a month, planned as it was."""
        months, plan = self._branches[self.current], self._draft
        self._start(months[:month])
        kept = self._keep(months)
        self._drafts[kept] = self._drafts.get(kept) or plan
        self._branches[self.current], self._draft = months[:month], list(months[month])

    def branch(self) -> str:
        """Keep the game so far as a branch of its own, named in return, and play on in the present one."""
        name = self._keep(self._branches[self.current])
        self._publish()
        return name

    def switch(self, name: str) -> None:
        """Play on in another branch, which becomes the present game; raises KeyError.

        What was played stays as a branch, with its plan, unless it is only the beginning of another one.
        """
        months = self._branches[name]
        self._start(months)
        if name != self.current:
            own, draft = self._branches[self.current], self._draft
            others = [other for kept, other in self._branches.items() if kept != self.current]
            known = any(other[: len(own)] == own and _planned(other[len(own) :], draft) for other in others)
            if not known:
                kept = self._new_name()
                self._branches[kept], self._drafts[kept] = own, draft
            self._branches[self.current] = self._branches.pop(name)
            self._draft = self._drafts.pop(name, [])
        self._publish()

    def drop(self, name: str) -> None:
        """Forget a branch other than the present one."""
        if name != self.current:
            self._branches.pop(name, None)
            self._drafts.pop(name, None)
            self._publish()

    def restart(self) -> None:
        """Begin again at month 1; what was played stays as a branch."""
        if self.month:
            self._go_back(0)
        self._set_draft([])

    def note(self, key: str, value: str) -> None:
        """Keep a panel's own mark with the game, such as how far a lesson has gone; does not raise `revision`."""
        if self.notes.get(key) != value:
            self.notes[key] = value
            self._publish(revised=False)

    # How it is kept

    def _name_present(self) -> None:
        """Call the game that is played by its one name, whatever an earlier version called it."""
        if self.current == MAIN:
            return
        for kept in (self._branches, self._drafts):
            kept[MAIN], kept[self.current] = kept.get(self.current, []), kept.get(MAIN, [])
        self.current = MAIN

    def _set_draft(self, draft: list[Decision]) -> None:
        self._draft = draft
        self._publish()

    def _publish(self, revised: bool = True) -> None:
        told = self._set_strange_aside()
        if self._changed_elsewhere():
            self._resume()
            self.revision += 1
            raise ChangedElsewhere
        self._save(self.revision + revised)
        self.warning = self.warning or told
        self.revision += revised

    def _set_strange_aside(self) -> str:
        """Set aside what has come in place of our file and is no state of this game; a sentence when there was such."""
        if not self._changed_elsewhere():
            return ""
        try:
            if (game := read_game(self.file)) is not None:
                self._own(game)
        except CannotResume as reason:
            aside = set_aside(self.file, copies=False)
            return f"{reason} It is kept as {aside}; your game goes on and was saved anew."
        return ""

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

    def _save(self, revision: int) -> None:
        if self.file is None:
            return
        game = SavedGame(
            scenario=self.scenario.name,
            scenario_digest=self._digest,
            seed=self.seed,
            revision=revision,
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
            game, told = resume_newest(self.file, self._replay)
        except CannotResume as reason:
            self._start(())
            aside = set_aside(self.file)
            self.warning = f"{reason} {f'It is kept as {aside}; this' if aside else 'This'} is a new game."
            return
        if game is None:
            return
        branches = {name: list(months) for name, months in game.branches.items()}
        self._branches, self.current = branches, game.current
        self._drafts = {name: list(draft) for name, draft in game.drafts.items() if name in branches}
        self._name_present()
        self.notes = dict(game.notes)
        if refusals(self.briefing, self._draft):
            self._draft = []
        self.revision = max(self.revision, game.revision)
        if told:
            if self.file.exists():
                told += f" That file is kept as {set_aside(self.file, copies=False)}."
            # At once, or the next to open this game would be told that its file is gone.
            self._save(self.revision)
            self.warning = self.warning or told
        self._seen = stamp(self.file)

    def _own(self, game: SavedGame) -> None:
        """Raise CannotResume when a saved game is another one than this."""
        if game.scenario_digest != self._digest or game.seed != self.seed:
            raise CannotResume(f"The saved game {self.file.name} belongs to another scenario or seed.")

    def _replay(self, game: SavedGame) -> None:
        """Play the months of a saved game; raises CannotResume when they are not of this game."""
        self._own(game)
        try:
            self._start(list(game.branches[game.current]))
        except BadInput as error:
            raise CannotResume(
                f"The saved game {self.file.name} has a decision that this scenario does not allow: {error.problems[0]}"
            ) from error


def _planned(rest: Sequence[Month], draft: Sequence[Decision]) -> bool:
    """Whether a plan is empty, or what was then played."""
    return not draft or (bool(rest) and rest[0] == tuple(draft))


def _problem(month: int, refusal: Refusal) -> Problem:
    return Problem(f"month {month + 1}", None, refusal.field, refusal.value, refusal.allowed)


def open_session(
    scenario: str, seed: int = 1, game: str | None = None, numbers: dict[str, str] | None = None
) -> Session:
    """The game kept under a name (by default the scenario's), or a new one; raises BadInput for what is not allowed.

    `numbers` replace numbers of the scenario, as --set does in a terminal.
    """
    problems = Problems()
    if type(seed) is not int or not 0 <= seed <= LAST_SEED:
        problems.add("seed", f"a whole number from 0 to {LAST_SEED:,}", value=str(seed))
    if game is not None and not re.fullmatch(GAME_NAME, str(game)):
        problems.add("game", "a name of at most 40 letters, digits, blanks and . _ -, a letter first", value=str(game))
    problems.raise_if_any()
    found = find_scenario(str(scenario))
    if numbers:
        found = found.with_settings(values=numbers)
    # A folder of one's own may bear a pack's name, or change: its games are told apart by what is in it.
    own = "" if not numbers and found.name == scenario and scenario in pack_names() else f"-{found.digest()[:8]}"
    return Session(found, seed, home_folder() / "games" / f"{game or found.name}{own}-{seed}.json")
