"""The browser tests' own tools, on scratch notebooks: a harness that cannot fail proves nothing."""

import pytest

pytestmark = pytest.mark.browser

COUNTER = """
import ipywidgets
button, label = ipywidgets.Button(description="Run the month"), ipywidgets.Label("Month 0")
button.on_click(lambda _: setattr(label, "value", f"Month {int(label.value.split()[1]) + 1}"))
ipywidgets.VBox([button, label])
"""


def test_a_click_is_answered_on_the_screen_and_a_restart_begins_anew(lab):
    lab.write_notebook("scratch.ipynb", [COUNTER])
    lab.open_notebook("scratch.ipynb")
    lab.run_all()
    lab.wait_for_text("Month 0")
    lab.click("Run the month")
    lab.wait_for_text("Month 1")
    assert 0 < lab.click_to_paint_ms(".jupyter-button") < 5_000
    lab.wait_for_text("Month 2")
    assert lab.screenshot("harness").stat().st_size > 10_000
    lab.restart_kernel_and_run_all()
    lab.wait_for_text("Month 0")
    assert lab.console_errors == []


def test_a_lesson_runs_itself_when_it_is_opened_and_when_the_page_is_reloaded(lab):
    lab.write_notebook("lesson.ipynb", [COUNTER], autorun=True)
    lab.open_notebook("lesson.ipynb")
    lab.wait_for_text("Month 0")
    lab.click("Run the month")
    lab.wait_for_text("Month 1")
    lab.page.reload()
    lab.wait_for_text("Month 0")


def test_a_lesson_in_two_tabs_is_nowhere_changed_so_that_nobody_is_asked_which_to_keep(lab):
    lab.write_notebook("lesson.ipynb", [COUNTER], autorun=True)
    file = lab.notebooks / "lesson.ipynb"
    before = file.read_bytes()
    second = lab.another_tab()
    for tab in (lab, second):
        tab.open_notebook("lesson.ipynb")
        tab.wait_for_text("Month 0")
    # Both tabs are one kernel: the second run has taken over the button's names.
    second.click("Run the month")
    second.wait_for_text("Month 1")
    for tab in (lab, second):
        assert tab.page.evaluate("window.jupyterapp.shell.currentWidget.context.model.dirty") is False
    second.page.close()
    assert file.read_bytes() == before


def test_another_notebook_waits_to_be_run(lab):
    lab.write_notebook("mine.ipynb", [COUNTER])
    lab.open_notebook("mine.ipynb")
    lab.page.wait_for_timeout(1_500)
    assert "Month" not in lab.output_text()


def test_an_error_in_a_cell_fails_the_run(lab):
    lab.write_notebook("broken.ipynb", ["1 / 0"])
    lab.open_notebook("broken.ipynb")
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        lab.run_all()
