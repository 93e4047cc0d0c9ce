"""The cockpit: one screen on a session. Clicks become verbs of the session or changes of the selection."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from kamsim.engine.decisions import Answer
from kamsim.engine.reading import BadInput
from kamsim.engine.scenario import pack_names
from kamsim.engine.writing import CannotWrite
from kamsim.studies.policies import BASELINE, PAR
from kamsim.workbook import look, sentences
from kamsim.workbook.canvas import Canvas
from kamsim.workbook.cockpit import charts
from kamsim.workbook.cockpit.account import account
from kamsim.workbook.cockpit.accounts import accounts, ordered
from kamsim.workbook.cockpit.clicks import Planning, Verbs, begin_offers, open_account, selecting
from kamsim.workbook.cockpit.figures import figures
from kamsim.workbook.cockpit.inbox import inbox
from kamsim.workbook.cockpit.plan import plan
from kamsim.workbook.cockpit.review import review
from kamsim.workbook.cockpit.state import Desk, Ran, View
from kamsim.workbook.cockpit.top import QUARTER, top
from kamsim.workbook.cockpit.tries import end, tries
from kamsim.workbook.cockpit.why import why
from kamsim.workbook.export import command_line, export_decisions
from kamsim.workbook.saved_game import ChangedElsewhere
from kamsim.workbook.session import Session, open_session

SOON_SECONDS = 0.05
"""After the first paint, when bots and pictures are made: opening does not wait for them."""

PAGES = {"tries": tries, "end": end, "figures": figures, "review": review}
"""What may stand in the middle in place of an account."""
AGAINST = "against"
"""The note of a game that names the try chosen to compare with."""


class Cockpit:
    """A month of play on one screen; `canvas` is the widget. Two cockpits on one session follow each other.

    `scenario` and `numbers` are what a terminal is told to open the same game: the session's own name, unless given.
    """

    def __init__(self, session: Session, scenario: str = "", numbers: Mapping[str, str] | None = None) -> None:
        self.session, self.view = session, View()
        self._scenario, self._numbers = scenario or session.scenario.name, numbers or {}
        self._desk: Desk | None = None
        self._stamp: tuple | None = None
        self._pictures: dict = {}
        self._task: asyncio.Task | None = None
        self._planning = Planning(session, self.view, lambda: self.desk)
        self._verbs = self._all_verbs()
        self._open_first()
        self.view.against = session.notes.get(AGAINST, "")
        if session.finished:
            self.view.page = "end"
        self.canvas = Canvas(self.tree, self.act, self.pictures, explain=sentences.explain)
        session.observe(lambda _: self.canvas.refresh(), "revision")
        if (loop := _loop()) is not None:
            loop.call_later(SOON_SECONDS, self.warm)

    def warm(self) -> None:
        """Let the bots play their games on this luck, and make the pictures; a fraction of a second, once."""
        if not self._pictures:
            self.session.bot_path(BASELINE), self.session.bot_path(PAR)
            self._pictures = charts.pictures()
            self.canvas.refresh()

    # What is drawn

    @property
    def desk(self) -> Desk:
        """The facts of the game as it stands."""
        stamp = (self.session.revision, bool(self._pictures))
        if self._desk is None or stamp != self._stamp:
            self._desk, self._stamp = Desk(self.session, bool(self._pictures)), stamp
        return self._desk

    def tree(self) -> look.Tree:
        """The whole screen."""
        desk, view = self.desk, self.view
        middle = PAGES.get(view.page, account)(desk, view)
        right = look.side(inbox(desk, view), plan(desk, view))
        warning = [look.note(self.session.warning, "bad")] if self.session.warning else []
        screen = look.cockpit(
            top(desk, view), accounts(desk, view), middle, right, charts.charts(desk, view), why(desk, view)
        )
        whole = look.part("div", "", *warning, screen)
        return whole if view.running is None else only(whole, "cancel")

    def pictures(self) -> Mapping[str, bytes]:
        """PNG files of the charts; none before `warm`."""
        drawn = charts.lines(self.desk, self.view) if self._pictures else {}
        return {name: picture.png(drawn[name]) for name, picture in self._pictures.items()}

    # What is clicked

    def act(self, action: str) -> None:
        """Do what an action says; a refusal becomes a sentence beside the plan."""
        verb, _, rest = action.partition(":")
        self.view.problem = self.view.asking = self.view.told = ""
        try:
            self._verbs[verb](rest)
        except BadInput as refused:
            self.view.problem = sentences.explain(refused)

    def _all_verbs(self) -> Verbs:
        view = self.view
        return {
            **selecting(view, lambda: self.desk),
            **self._planning.verbs(),
            "against": self._compare,
            "run": lambda _: self._run_month(),
            "quarter": lambda _: self._quarter(),
            "cancel": lambda _: self._task and self._task.cancel(),
            "rewind": lambda rest: self._back(int(rest)),
            "back": lambda rest: self._back(int(rest)),
            "branch": lambda _: self._branch(),
            "switch": self._switch,
            "drop": self.session.drop,
            "restart": lambda _: self._restart(),
            "export": lambda _: self._export(),
        }

    def _open_first(self) -> None:
        if self.view.account not in self.desk.accounts:
            first = ordered(self.desk, View())
            open_account(self.view, self.desk, first[0].account_id if first else "")

    # Time

    def _run_month(self) -> None:
        self.warm()
        self.session.advance()
        self._arrive()

    def _quarter(self) -> None:
        self.warm()
        total = min(QUARTER, self.session.briefing.months - self.session.month)
        first, unanswered, loop = self.session.month + 1, [], _loop()
        if loop is None:
            for _ in range(total):
                self._pass_month(unanswered)
            self._arrive(self._ran(first, unanswered))
            return
        self.view.running = (0, total)
        self._task = loop.create_task(self._run_on(total))

    def _pass_month(self, unanswered: list[int]) -> None:
        """Run a month of a quarter and note how many messages nobody answered in it."""
        if unanswered and self.view.by_textbook:
            self._planning.plan_the_rest()
        answered = sum(isinstance(decision, Answer) for decision in self.session.draft)
        waiting = len(self.session.briefing.inbox) - answered
        self.session.advance()
        unanswered.append(waiting)

    def _ran(self, first: int, unanswered: list[int]) -> Ran | None:
        lost = sum(figure.accounts_lost for figure in self.session.history.figures[first - 1 :])
        return Ran(first, len(unanswered), lost, sum(unanswered)) if unanswered else None

    async def _run_on(self, total: int) -> None:
        first, unanswered = self.session.month + 1, []
        try:
            for done in range(total):
                # Long enough for the kernel to hear a click on Cancel between two months.
                await asyncio.sleep(0.03)
                self.view.running = (done + 1, total)
                self._pass_month(unanswered)
        except asyncio.CancelledError:
            pass
        except (BadInput, ChangedElsewhere) as refused:
            self.view.problem = sentences.explain(refused)
        finally:
            self._task, self.view.running = None, None
            self._arrive(self._ran(first, unanswered))
            self.canvas.refresh()

    def _arrive(self, ran: Ran | None = None) -> None:
        """After time has moved: offers, the list and the why card begin at what is new."""
        self.view.why, self.view.ran, self.view.remarks, self.view.cleared = 0, ran, False, ()
        self.view.unfolded = {name for name in self.view.unfolded if name.startswith("lifetime:")}
        self._open_first()
        begin_offers(self.view, self.desk)
        self.view.page = "end" if self.session.finished else "account"

    def _back(self, month: int) -> None:
        before = set(self.session.branches)
        self.session.rewind(month - 1)
        for name in set(self.session.branches) - before:
            self._forget_if_contained(name)
        self._compare("")
        self._arrive()

    def _forget_if_contained(self, name: str) -> None:
        """Drop a try that is only the beginning of another one: going back step by step would leave a heap of them."""
        months = self.session.decisions(name)
        others = [self.session.decisions(other) for other in self.desk.kept if other != name]
        if any(other[: len(months)] == months for other in others):
            self.session.drop(name)

    def _branch(self) -> None:
        if self.session.month:
            self._forget_if_contained(self.session.branch())
        self.view.page = "tries"

    def _switch(self, name: str) -> None:
        self.session.switch(name)
        self._compare("")
        self._arrive()

    def _compare(self, name: str) -> None:
        """Choose the try that the charts compare with; it is kept with the game. Empty: none is chosen."""
        self.view.against = name
        self.session.note(AGAINST, name)

    def _export(self) -> None:
        try:
            path = export_decisions(self.session)
        except CannotWrite as refused:
            self.view.told = f"The file was not written: {refused}"
            return
        words = ["kamsim", "play", self._scenario, "--seed", str(self.session.seed)]
        for name, value in self._numbers.items():
            words += ["--set", f"{name}={value}"]
        again = command_line([*words, "--decisions", str(path)])
        self.view.told = f"Written to {path}. In a terminal this plays it again: {again}"

    def _restart(self) -> None:
        self.session.restart()
        self._arrive()


def only(tree: look.Tree, action: str) -> look.Tree:
    """The tree with every action but one disabled."""
    attributes = tree[1]
    if attributes.get("do", action) != action:
        attributes = {**attributes, "disabled": True}
    return [tree[0], attributes, *(only(child, action) if isinstance(child, list) else child for child in tree[2:])]


def _loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def open_cockpit(scenario: str = "city", seed: int = 1, game: str | None = None, **numbers: float | str) -> Canvas:
    """The cockpit's widget on the saved game of a scenario, or on a new one; else what is wrong with the pack.

    `numbers` replace numbers of the scenario, as --set does in a terminal: `open_cockpit("city", strict_mode=0)`.
    """
    try:
        set_to = {name: str(value) for name, value in numbers.items()}
        session = open_session(scenario, seed, game, set_to)
        # A terminal may stand in another folder.
        cockpit = Cockpit(session, scenario if scenario in pack_names() else str(Path(scenario).resolve()), set_to)
    except BadInput as refused:
        notes = [look.note(line, "bad") for line in str(refused).splitlines()]
        return Canvas(lambda: look.page(look.card(None, *notes)), lambda _: None)
    # The widget is all that a notebook keeps.
    cockpit.canvas.cockpit = cockpit
    return cockpit.canvas
