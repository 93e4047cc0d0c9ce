"""The cockpit for a reader who knows nothing yet: words are explained where they stand, what matters comes first."""

import json

from games import click

from kamsim.engine.decisions import SetChannel
from kamsim.engine.scenario import find_scenario
from kamsim.market.service import SERVICE_LEVELS, STRATEGIES
from kamsim.workbook import look, words
from kamsim.workbook.cockpit import Cockpit
from kamsim.workbook.cockpit.evergreen import X_HINT
from kamsim.workbook.session import Session


def elements(tree):
    """All elements of a tree with their attributes, in the order of the screen."""
    if isinstance(tree, list):
        yield tree
        for child in tree[2:]:
            yield from elements(child)


def titles(cockpit):
    """What the screen says when the mouse rests on something."""
    drawn = json.loads(cockpit.canvas.scene)["tree"]
    return [element[1]["title"] for element in elements(drawn) if "title" in element[1]]


def test_x_and_the_strategies_are_explained_in_words_that_stand_on_the_screen(cockpit):
    click(cockpit, "tab:terms")
    assert X_HINT in cockpit.canvas.text()
    click(cockpit, "tab:service")
    for code in STRATEGIES:
        said = f"{words.word(words.STRATEGIES, code)}: {words.hint(words.STRATEGIES, code)}."
        assert said in cockpit.canvas.text()


def test_hearsay_evidence_and_unattended_say_what_they_mean(cockpit):
    found = titles(cockpit)
    for meant in (words.HEARSAY_MEANS, "it may be wrong, and it gets old", "Unattended: nobody plans or answers"):
        assert any(meant in title for title in found), meant


def test_hearsay_is_explained_only_where_there_is_some(cockpit):
    lines = [title for title in titles(cockpit) if words.HEARSAY_MEANS in title]
    assert lines
    assert all(words.HEARSAY in title for title in lines)


def test_a_standing_price_says_that_it_is_a_months(cockpit):
    click(cockpit, "tab:service")
    for level in SERVICE_LEVELS:
        account = cockpit.session.briefing.account(cockpit.view.account)
        assert cockpit.canvas.find(f"level:{account.tier}:{level}")[2].endswith(" a month")


def test_the_hours_of_the_team_say_what_adds_to_them(cockpit):
    settings = cockpit.session.scenario
    own, each = look.hours(settings.hours_per_month), look.hours(settings.settings.parameters.routine_hours)
    assert any(f"The team has {own} a month, and {each} more for each account" in title for title in titles(cockpit))
    account = next(a for a in cockpit.session.briefing.accounts if a.status == "active")
    cockpit.session.plan(SetChannel(account=account.account_id, channel="tele_seat"))
    click(cockpit, "run:1")
    freed = cockpit.session.briefing.hours - settings.hours_per_month
    assert freed > 0
    assert any(f"and {look.hours(freed)} more: {each} for each account" in title for title in titles(cockpit))


def test_the_conclusion_of_a_why_stands_before_its_bars(cockpit):
    while not cockpit.desk.choices:
        click(cockpit, f"run:{cockpit.session.month + 1}")
    text = cockpit.canvas.text()
    assert text.index("the draw was") < text.index("◂ against · for ▸")
    assert any("The draw is a random number" in title for title in titles(cockpit))


def test_the_end_offers_the_month_to_go_back_to_before_the_list_of_results():
    cockpit = Cockpit(Session(find_scenario("city").with_settings(months=3), 7))
    click(cockpit, "run:1", "run:2", "run:3")
    text = cockpit.canvas.text()
    assert cockpit.desk.worst_luck is not None
    assert text.index("Go back to month") < text.index("Value: margin of all months")


def test_empty_pages_and_charts_say_what_will_be_there(cockpit):
    assert "Each month adds to this line which part of the revenue you kept." in cockpit.canvas.text()
    assert "a month. Each month adds to this line." in cockpit.canvas.text()
    click(cockpit, "page:figures")
    assert "From month 1 on you see here how many needs became sales" in cockpit.canvas.text()


def test_another_tab_is_another_element_so_that_it_begins_at_its_top(cockpit):
    keys = set()
    for tab in ("people", "terms", "service"):
        click(cockpit, f"tab:{tab}")
        drawn = json.loads(cockpit.canvas.scene)["tree"]
        keys |= {e[1].get("key") for e in elements(drawn) if "kam-fill" in e[1].get("class", "") and "key" in e[1]}
    assert {"people:0", "terms:0", "service:0"} <= keys
