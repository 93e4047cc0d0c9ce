"""The game as a person meets it: both notebooks in JupyterLab, with clicks only."""

import json
import re
import statistics

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

CITY, FIRST = "12_a_city_for_two_years.ipynb", "00_start_here.ipynb"
MODEL = "13_the_model_and_its_numbers.ipynb"
PICTURES = "() => [...document.querySelectorAll('img.kam-picture')].map(node => node.src)"

DRAWN = "document.querySelectorAll('img.kam-picture[src]').length >= 2"
"""Both charts are on the screen: the bots have played, and the score can be shown."""


def filled(lab) -> str:
    """The action of the one filled button: the next step."""
    return lab.page.locator(".kam-primary:not([disabled])").first.get_attribute("data-do")


def at_month(lab, month: int) -> None:
    """Wait until a month is open on the screen."""
    lab.page.locator(f'[data-do="run:{month}"]').wait_for()


def test_the_city_moves_when_the_month_is_run_and_is_found_again_after_a_restart(lab):
    lab.open_notebook(CITY)
    at_month(lab, 1)
    lab.page.wait_for_function(DRAWN)
    pictures = lab.page.evaluate(PICTURES)
    lab.screenshot("city-1-opened")
    lab.click("run:1")
    at_month(lab, 2)
    lab.wait_for_text("gross retention")
    lab.page.wait_for_function(f"JSON.stringify(({PICTURES})()) !== {json.dumps(json.dumps(pictures))}")
    lab.click("run:2")
    at_month(lab, 3)
    lab.screenshot("city-2-two-months-played")
    after_two = lab.page.locator(".kam-top").inner_text()
    lab.click("run:3")
    at_month(lab, 4)
    lab.click("rewind:3")
    at_month(lab, 3)
    assert lab.page.locator(".kam-top").inner_text() == after_two
    lab.screenshot("city-3-rewound")
    lab.restart_kernel_and_run_all()
    at_month(lab, 3)
    lab.page.wait_for_function(DRAWN)
    assert lab.page.locator(".kam-top").inner_text() == after_two
    lab.screenshot("city-4-found-again")
    assert lab.console_errors == []


def test_a_double_click_runs_one_month(lab):
    lab.open_notebook(CITY)
    at_month(lab, 1)
    lab.page.locator('[data-do="run:1"]').dblclick()
    at_month(lab, 2)
    lab.page.wait_for_timeout(1_000)
    assert "run:2" in lab.page.evaluate("[...document.querySelectorAll('[data-do]')].map(n => n.dataset.do)")


def test_the_first_deal_is_played_to_its_score_with_the_filled_button_alone(lab):
    lab.open_notebook(FIRST)
    lab.page.locator(".kam-primary").first.wait_for()
    seen, texts = [], set()
    for step in range(30):
        action = filled(lab)
        seen.append(action)
        texts.add(lab.output_text())
        lab.screenshot(f"first-{step:02d}")
        if "next exercise" in lab.output_text().lower() or action is None:
            break
        lab.click(action)
        lab.page.wait_for_function(
            "before => document.querySelector('.kam-primary:not([disabled])')?.dataset.do !== before", arg=action
        )
    assert len(texts) == len(seen) > 8
    assert re.search(r"luck", lab.output_text())
    lab.restart_kernel_and_run_all()
    lab.page.locator(".kam-primary").first.wait_for()
    assert filled(lab) == seen[-1]
    lab.click(seen[-1])
    at_month(lab, 1)
    lab.screenshot("first-next-lesson")
    assert lab.console_errors == []


@pytest.mark.slow
def test_a_click_is_painted_within_the_time_that_ui_work_allows(lab):
    """Prints medians; holds only that they are finite: times belong to benchmarks."""
    lab.open_notebook(CITY)
    at_month(lab, 1)
    lab.page.wait_for_function(DRAWN)
    picks, months = [], []
    for number in range(12):
        picks.append(lab.click_to_paint_ms(f".kam-list [data-do^='pick:']:nth-child({2 + number % 3})"))
        lab.page.wait_for_timeout(250)
    for number in range(1, 9):
        months.append(lab.click_to_paint_ms(f"[data-do='run:{number}']", until=f"[data-do='run:{number + 1}']"))
        lab.page.wait_for_timeout(400)
    print(
        f"\nanother account {statistics.median(picks):.0f} ms, run month {statistics.median(months):.0f} ms (medians)"
    )
    assert picks
    assert months


OVERFLOWING = """() => {
    const room = document.querySelector(".kam-cockpit").getBoundingClientRect();
    const small = ["chip", "button", "tab", "link", "tag"].map(name => `.kam-cockpit .kam-${name}`);
    const wide = [...document.querySelectorAll(small.join())].filter(node => {
        const card = node.closest(".kam-card").getBoundingClientRect(), own = node.getBoundingClientRect();
        return own.right > card.right + 1 || own.left < card.left - 1 || node.scrollWidth > node.clientWidth + 2;
    });
    const page = document.querySelector(".jp-OutputArea-output:has(.kam-canvas)");
    return {chips: wide.map(node => node.textContent), tabs: document.querySelector(".kam-tabs").offsetHeight,
            sideways: page.scrollWidth - page.clientWidth, below: room.bottom - innerHeight};
}"""


def two_months_on(lab, width: int) -> None:
    """The city as the textbook has played it for two months, in a window of some width."""
    lab.page.set_viewport_size({"width": width, "height": 768})
    lab.open_notebook(CITY)
    at_month(lab, 1)
    for month in (1, 2):
        lab.click("textbook")
        lab.click(f"run:{month}")
        at_month(lab, month + 1)
    lab.page.wait_for_function(DRAWN)


@pytest.mark.parametrize("width", [1366, 1110, 860])
def test_every_tab_of_an_account_fits_the_screen(lab, width):
    """A laptop's whole width, what is left of it beside the file browser, and a panel where the cards are stacked."""
    two_months_on(lab, width)
    for tab in ("people", "terms", "service", "company", "rivals", "story"):
        lab.click(f"tab:{tab}")
        lab.page.locator(f'[data-do="tab:{tab}"][aria-selected="true"]').wait_for()
        lab.screenshot(f"tab-{width}-{tab}")
        found = lab.page.evaluate(OVERFLOWING)
        assert found["chips"] == []
        assert found["sideways"] <= 0
        assert found["tabs"] < 40
        if width == 1366:
            assert found["below"] <= 0
    assert lab.console_errors == []


@pytest.mark.parametrize(
    ("account", "clicks", "buttons"),
    [
        ("sale in stage", ["tab:sale", "sale_plan:A"], ["offer:sale"]),
        ("contract ends", ["tab:terms", "bundle:A"], ["offer:contract", "offer:bundle"]),
    ],
)
def test_what_an_offer_means_and_its_button_stay_in_sight_however_long_its_form(lab, account, clicks, buttons):
    two_months_on(lab, 1366)
    lab.page.locator(".kam-pick", has_text=account).first.click()
    for action in clicks:
        lab.page.locator(f'[data-do="{action}"]').click()
    lab.page.locator(f'[data-do="{clicks[-1]}"][aria-pressed="true"]').wait_for()
    for action in buttons:
        button = lab.page.locator(f'[data-do="{action}"]')
        expect(button).to_be_in_viewport(ratio=1)
        card = button.locator("xpath=ancestor::section")
        bottoms = [box["y"] + box["height"] for box in (button.bounding_box(), card.bounding_box())]
        assert bottoms == sorted(bottoms)
    lab.screenshot(f"{buttons[0].replace(':', '-')}-in-sight")


def test_the_chosen_person_stays_in_sight_when_more_can_be_done_and_the_cards_get_less_room(lab):
    lab.page.set_viewport_size({"width": 1366, "height": 768})
    lab.open_notebook(CITY)
    at_month(lab, 1)
    card = lab.page.locator('.kam-card[data-do^="person:"][aria-pressed="true"]')
    expect(card).to_be_in_viewport(ratio=1)
    lab.click("more")
    lab.page.get_by_text("fewer", exact=True).wait_for()
    expect(card).to_be_in_viewport(ratio=1)


def test_lifetime_value_unfolds_inside_its_card(lab):
    """In the story of an account, and on the page of key figures."""
    two_months_on(lab, 1366)
    for way in (("tab:story", "fold:lifetime:account"), ("page:figures", "fold:lifetime:book")):
        for action in way:
            lab.page.locator(f'[data-do="{action}"]').wait_for()
            lab.click(action)
        lab.wait_for_text("Of every ¥100 earned at list price")
        lab.page.locator(".kam-fall").last.scroll_into_view_if_needed()
        lab.screenshot(f"lifetime-{way[0].replace(':', '-')}")
        found = lab.page.evaluate(OVERFLOWING)
        assert found["chips"] == []
        assert found["sideways"] <= 0
        assert found["below"] <= 0
    assert lab.console_errors == []


IN_SIGHT = """selector => {
    const node = [...document.querySelectorAll(selector)].at(-1), own = node.getBoundingClientRect();
    const room = node.closest(".kam-scroll").getBoundingClientRect();
    return own.top >= room.top - 1 && own.bottom <= room.bottom + 1;
}"""
LOOSE = """() => {
    const walk = document.createTreeWalker(document.querySelector(".kam-canvas"), NodeFilter.SHOW_TEXT), found = [];
    while (walk.nextNode()) found.push(walk.currentNode.data);
    return found.filter(text => /\\d (%|h|k|m|days?|months?)(?!\\w)/.test(text));
}"""


@pytest.mark.parametrize("width", [1366, 1280])
def test_who_is_clicked_and_what_a_why_concludes_are_in_sight_and_numbers_keep_their_units(lab, width):
    two_months_on(lab, width)
    people, canvas = lab.page.locator('[data-do^="person:"]'), lab.page.locator(".kam-canvas")
    place = canvas.bounding_box()
    people.first.click()
    lab.page.locator('[data-do^="person:"][aria-pressed="true"]').wait_for()
    people.last.evaluate("node => node.click()")
    lab.page.locator('[data-do^="person:"]').last.and_(lab.page.locator('[aria-pressed="true"]')).wait_for()
    lab.screenshot(f"in-sight-{width}")
    assert lab.page.evaluate(IN_SIGHT, '[data-do^="person:"]')
    assert lab.page.evaluate(IN_SIGHT, ".kam-scroll > .kam-sentence:has([data-do^='pick:'])")
    assert canvas.bounding_box() == place
    assert lab.page.evaluate(LOOSE) == []
    assert lab.console_errors == []


def test_the_left_edge_of_a_lesson_can_be_clicked(lab):
    lab.open_notebook(CITY)
    at_month(lab, 1)
    last = lab.page.locator('.kam-cockpit [data-do^="pick:"]').nth(4)
    wanted = last.get_attribute("data-do")
    last.click(position={"x": 2, "y": 8})
    lab.page.locator(f'[data-do="{wanted}"][aria-pressed="true"]').wait_for()


def test_the_page_of_the_model_shows_its_numbers_and_what_it_reproduces(lab):
    lab.open_notebook(MODEL)
    lab.page.locator('[data-do="topic:choice"]').click()
    lab.wait_for_text("weight_price")
    lab.screenshot("model-1-numbers")
    for tab, said in (("facts", "target"), ("scores", "textbook"), ("numbers", "assumptions")):
        lab.page.locator(f'[data-do="tab:{tab}"]').click()
        lab.wait_for_text(said)
        lab.screenshot(f"model-{tab}")
    assert lab.console_errors == []


@pytest.mark.parametrize("width", [1366, 860])
def test_a_restart_that_runs_nothing_is_told_on_the_panel_at_once_and_a_run_brings_the_game_back(lab, width):
    """Also where the cards are stacked, and the strip was far above what was in sight."""
    lab.page.set_viewport_size({"width": width, "height": 768})
    lab.open_notebook(CITY)
    at_month(lab, 1)
    lab.click("run:1")
    at_month(lab, 2)
    lab.page.locator(".kam-canvas .kam-card").last.scroll_into_view_if_needed()
    lab.restart_kernel()
    strip = lab.page.locator(".kam-strip")
    strip.filter(has_text="Run All Cells").wait_for()
    expect(strip).to_be_in_viewport(ratio=1)
    expect(lab.page.locator('[data-do="tab:story"]')).to_have_css("opacity", "0.5")
    lab.screenshot(f"city-restarted-{width}")
    lab.click("tab:story")
    expect(strip).to_be_in_viewport(ratio=1)
    assert lab.page.locator(".kam-waiting").count() == 0
    lab.run_all()
    at_month(lab, 2)
    assert strip.count() == 0
    assert lab.console_errors == []
