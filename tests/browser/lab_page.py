"""One JupyterLab page under test: opens notebooks, runs them, clicks, waits, takes pictures and the time."""

from collections.abc import Sequence
from pathlib import Path

import nbformat
from playwright.sync_api import Page, expect

READY = """() => {
    const panel = window.jupyterapp?.shell.currentWidget;
    return Boolean(panel?.sessionContext?.isReady && panel.context?.isReady);
}"""

# The command's promise is kept on the page and polled: awaited inside evaluate it would have no time limit.
START = """verb => {
    const panel = window.jupyterapp.shell.currentWidget;
    const verbs = {
        run: () => window.jupyterapp.commands.execute("notebook:run-all-cells"),
        restart: () => panel.sessionContext.session.kernel.restart(),
        save: () => panel.context.save(),
    };
    window.kamsimTest = {state: "busy"};
    verbs[verb]().then(
        () => { window.kamsimTest = {state: "done"}; },
        error => { window.kamsimTest = {state: "failed", error: String(error)}; },
    );
}"""

HAS_RUN = """() => {
    const cells = window.jupyterapp.shell.currentWidget.content.widgets.map(cell => cell.model);
    const code = cells.filter(cell => cell.type === "code" && cell.sharedModel.getSource().trim());
    return code.every(cell => cell.executionCount !== null && cell.sharedModel.execution_state !== "running");
}"""

ERRORS = """() => window.jupyterapp.shell.currentWidget.content.widgets.flatMap(cell =>
    (cell.model.sharedModel.outputs ?? []).filter(o => o.output_type === "error").map(o => `${o.ename}: ${o.evalue}`)
)"""

# The mutation has happened when the observer runs; the frame that shows it is on its way to the screen when a
# message posted inside requestAnimationFrame arrives.
CLICK_TO_PAINT = """([selector, until, limit]) => new Promise(resolve => {
    const target = document.querySelector(selector);
    if (!target) { resolve({problem: `nothing matches ${selector}`}); return; }
    const root = target.closest(".jp-OutputArea") ?? document.body;
    let began;
    const painted = () => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve({ms: performance.now() - began});
        channel.port2.postMessage(0);
    });
    const observer = new MutationObserver(() => {
        if (until && !document.querySelector(until)) return;
        observer.disconnect();
        painted();
    });
    observer.observe(root, {subtree: true, childList: true, characterData: true,
                            attributes: true, attributeFilter: ["src", "data-do", "aria-selected"]});
    setTimeout(() => { observer.disconnect(); resolve({problem: "nothing changed"}); }, limit);
    began = performance.now();
    target.click();
})"""


class LabPage:
    """A browser page on a JupyterLab of its own; notebooks is the folder that it shows."""

    def __init__(self, page: Page, address: str, token: str, notebooks: Path, pictures: Path):
        self.page = page
        self.notebooks = notebooks
        self.console_errors: list[str] = []
        self._address, self._token, self._pictures = address, token, pictures
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: self.console_errors.append(str(error)))

    def write_notebook(self, name: str, sources: Sequence[str], *, autorun: bool = False) -> None:
        """Put a scratch notebook into the folder, a code cell for each source."""
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        if autorun:
            notebook.metadata["kamsim"] = {"autorun": True}
        nbformat.write(notebook, self.notebooks / name)

    def open_notebook(self, name: str) -> None:
        """Open one notebook on a page of its own and wait until its kernel can take commands."""
        self.page.goto(f"{self._address}/doc/tree/{name}?token={self._token}")
        self._wait_until_ready()

    def another_tab(self) -> "LabPage":
        """A second page on the same server."""
        page = self.page.context.browser.new_page()
        return LabPage(page, self._address, self._token, self.notebooks, self._pictures)

    def run_all(self, *, seconds: float = 60) -> None:
        """Run every cell; fails with the error that a cell raised."""
        self._command("run", seconds)
        self.wait_until_run(seconds=seconds)

    def restart_kernel(self, *, seconds: float = 60) -> None:
        """Restart the kernel and run nothing."""
        self._command("restart", seconds)
        self._wait_until_ready()

    def restart_kernel_and_run_all(self, *, seconds: float = 60) -> None:
        self.restart_kernel(seconds=seconds)
        self.run_all(seconds=seconds)

    def wait_until_run(self, *, seconds: float = 60) -> None:
        """Wait until every code cell has run, told to or as a lesson that starts itself; fails on an error."""
        self._wait_until_ready()
        self.page.wait_for_function(HAS_RUN, timeout=seconds * 1000)
        if errors := self.page.evaluate(ERRORS):
            raise AssertionError("; ".join(errors))

    def click(self, target: str) -> None:
        """Click what has this data-do (`run:5`), else the button with this text."""
        action = self.page.locator(f'[data-do="{target}"]')
        place = action if action.count() else self.page.get_by_role("button", name=target, exact=True)
        place.first.click()

    def wait_for_text(self, text: str, *, seconds: float = 30) -> None:
        """Wait until an output shows the text."""
        shown = self.page.locator(".jp-OutputArea-output").filter(has_text=text)
        expect(shown.first).to_be_visible(timeout=seconds * 1000)

    def output_text(self) -> str:
        """All that the outputs show."""
        return "\n".join(self.page.locator(".jp-OutputArea-output").all_inner_texts())

    def click_to_paint_ms(self, selector: str, *, until: str | None = None, seconds: float = 10) -> float:
        """Milliseconds from a click on selector to the painted frame of the change that it makes in its output.

        until, a selector, tells the last change of several: the clock stops at the one after which it matches.
        """
        result = self.page.evaluate(CLICK_TO_PAINT, [selector, until, seconds * 1000])
        if "problem" in result:
            raise AssertionError(result["problem"])
        return result["ms"]

    def screenshot(self, name: str) -> Path:
        """A picture of the page: in the folder KAMSIM_SCREENSHOTS, by default in the test's own."""
        path = self._pictures / f"{name}.png"
        self.page.screenshot(path=path)
        return path

    def _wait_until_ready(self) -> None:
        # Lab says "idle" earlier than this; a command given then is lost and its promise never settles.
        self.page.wait_for_function(READY, timeout=60_000)

    def _command(self, verb: str, seconds: float) -> None:
        self.page.evaluate(START, verb)
        self.page.wait_for_function("window.kamsimTest.state !== 'busy'", timeout=seconds * 1000)
        outcome = self.page.evaluate("window.kamsimTest")
        if outcome["state"] == "failed":
            raise AssertionError(outcome["error"])
