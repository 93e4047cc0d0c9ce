"""The page of the model: tabs, filters, and a short calibration that runs beside the notebook and can be stopped."""

import asyncio
import threading

from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import play
from kamsim.studies.calibration.average import average
from kamsim.studies.calibration.report import Calibration, calibrate
from kamsim.studies.calibration.stored import stored
from kamsim.workbook import look
from kamsim.workbook.canvas import Canvas
from kamsim.workbook.model_page.facts import facts, scores
from kamsim.workbook.model_page.numbers import TOPICS, numbers
from kamsim.workbook.model_page.tables import tables

TABS = {"numbers": "Numbers", "tables": "Tables", "facts": "Facts", "scores": "Scores of the bots"}
SHORT = 10
"""Games of each kind in a short run: some ten seconds."""


class ModelPage:
    """Every number of the model, and what the model reproduces; `canvas` is the widget."""

    def __init__(self, scenario: str = "city", replications: int = SHORT) -> None:
        self.scenario, self.replications = find_scenario(scenario), replications
        self.tab, self.topic, self.known, self.verdict = "numbers", next(iter(TOPICS)), "all", "all"
        self.kept = stored()
        self.fresh: Calibration | None = None
        self.done = 0
        self._current: bool | None = None
        self._stop: threading.Event | None = None
        self.canvas = Canvas(self.tree, self.act)

    @property
    def running(self) -> bool:
        """Whether a calibration is running."""
        return self._stop is not None

    def tree(self) -> look.Tree:
        """The whole page."""
        tabs = look.tabs([(label, f"tab:{name}") for name, label in TABS.items()], f"tab:{self.tab}")
        if self.tab == "numbers":
            return look.page(tabs, numbers(self.topic, self.known))
        if self.tab == "tables":
            return look.page(tabs, *tables())
        if self.tab == "scores":
            return look.page(tabs, scores(self.kept.scores))
        report = self.fresh or self.kept.calibration
        return look.page(tabs, self._run_card(), facts(report, self.verdict, self._origin()))

    def act(self, action: str) -> None:
        """Do what an action says."""
        verb, _, rest = action.partition(":")
        match verb:
            case "tab":
                self.tab = rest
            case "topic":
                self.topic = rest
            case "known":
                self.known = rest
            case "verdict":
                self.verdict = rest
            case "run":
                self._run()
            case "cancel" if self._stop is not None:
                self._stop.set()
            case "kept":
                self.fresh = None

    def _run_card(self) -> look.Tree:
        if self.running:
            share = self.done / self.replications
            return look.card(
                None,
                look.row(
                    look.strong(f"{self.done} of {self.replications} games of each kind"),
                    look.button("Cancel", "cancel"),
                ),
                look.bar(share),
                key="run",
            )
        again = look.button(f"Run {self.replications} games of each kind now", "run", primary=self.fresh is None)
        back = look.button("Show the report that comes with kamsim", "kept") if self.fresh else None
        return look.card(
            None,
            look.row(*(part for part in (again, back) if part)),
            look.faint("A short run has wide intervals; the terminal does more: kamsim calibrate."),
            key="run",
        )

    def _origin(self) -> str:
        if self.fresh is not None:
            return "This run was made just now."
        if self._is_current():
            return "The run comes with kamsim and was made with the market as it is."
        return "The run comes with kamsim and was made before the last change of the market; run it again."

    def _is_current(self) -> bool:
        """Whether the first game of the kept report is still the same, looked at once."""
        if self._current is None:
            kept = self.kept.calibration
            self._current = play(find_scenario(kept.scenario), average, kept.seed).digest() == kept.digest
        return self._current

    def _run(self) -> None:
        self.done, self._stop = 0, threading.Event()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._calibrate(None)
            return
        # The kernel must hear a click on Cancel, so the games are played beside it.
        threading.Thread(target=self._calibrate, args=(loop,), daemon=True).start()

    def _calibrate(self, loop: asyncio.AbstractEventLoop | None) -> None:
        stop = self._stop
        assert stop is not None

        def progress(done: int, _: int) -> None:
            self.done = done
            self._show(loop)

        try:
            found = calibrate(self.scenario, replications=self.replications, progress=progress, cancelled=stop.is_set)
        finally:
            self._stop = None
        if not stop.is_set():
            self.fresh = found
        self._show(loop)

    def _show(self, loop: asyncio.AbstractEventLoop | None) -> None:
        if loop is None:
            self.canvas.refresh()
        else:
            loop.call_soon_threadsafe(self.canvas.refresh)


def open_model_page() -> Canvas:
    """The page's widget."""
    page = ModelPage()
    # The widget is all that a notebook keeps.
    page.canvas.model_page = page
    return page.canvas
