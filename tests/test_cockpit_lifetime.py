"""Lifetime value on the screen: folded until asked for, its lines add up, and no hidden truth is in it."""

import pytest
from games import click

from kamsim.engine.scenario import find_scenario
from kamsim.market.lifetime import LifetimeLines
from kamsim.studies.lifetime import lifetime_by_account, lifetime_of_book
from kamsim.workbook import look, words
from kamsim.workbook.cockpit import Cockpit
from kamsim.workbook.cockpit.lifetime import GUESS, TRUTH, meaning
from kamsim.workbook.session import Session


def test_the_book_shows_its_lifetime_value_line_by_line_when_asked(cockpit):
    click(cockpit, "run:1", "run:2", "page:figures")
    lines = lifetime_of_book(cockpit.session.simulation)
    text = cockpit.canvas.text()
    assert f"{look.money_short(lines.booked)} so far, about {look.money_short(lines.total)} in all" in text
    assert words.word(words.LIFETIME, "price_concession") not in text
    click(cockpit, "fold:lifetime:book")
    text = cockpit.canvas.text()
    for code, fen in lines._asdict().items():
        assert (words.word(words.LIFETIME, code) in text) == bool(fen), code
    for fen in (lines.price_concession, lines.from_here_on):
        assert look.money_change(fen) in text
    assert TRUTH in text
    click(cockpit, "fold:lifetime:book")
    assert words.word(words.LIFETIME, "price_concession") not in cockpit.canvas.text()


def test_an_account_shows_what_is_booked_and_a_guess_of_its_future_that_does_not_know_its_mood(cockpit):
    click(cockpit, "run:1", "run:2", "tab:story", "fold:lifetime:account")
    name = cockpit.view.account
    mine = lifetime_by_account(cockpit.session.simulation)[name]
    text = cockpit.canvas.text()
    assert look.money(mine.booked) in text
    assert GUESS in text
    guess = cockpit.session.briefing.usual_worth_fen(name)
    assert guess != mine.from_here_on
    assert look.money_change(guess) in text
    assert look.money_change(mine.from_here_on) not in text


def test_after_the_game_the_future_of_an_account_is_the_one_that_counts_in_the_value():
    cockpit = Cockpit(Session(find_scenario("city").with_settings(months=2), 7))
    click(cockpit, "run:1", "run:2", "page:account", "tab:story", "fold:lifetime:account")
    mine = lifetime_by_account(cockpit.session.simulation)[cockpit.view.account]
    assert look.money_change(mine.from_here_on) in cockpit.canvas.text()
    assert TRUTH in cockpit.canvas.text()


def test_the_lines_stay_open_from_month_to_month(cockpit):
    click(cockpit, "run:1", "tab:story", "fold:lifetime:account", "run:2")
    assert GUESS in cockpit.canvas.text()


def test_a_prospect_on_whom_nothing_was_spent_has_no_lifetime_value(cockpit):
    prospect = next(a for a in cockpit.session.briefing.accounts if a.status == "prospect")
    click(cockpit, f"pick:{prospect.account_id}", "tab:story")
    assert "fold:lifetime:account" not in cockpit.canvas.actions()


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            LifetimeLines(base_margin=100_000, price_concession=-5_000, cost_to_serve=-12_000, referral_damage=-40_000),
            "Of every ¥100 earned at list price, ¥5 were given away in price, ¥12 went into serving them. "
            "What they say about us costs about ¥400.",
        ),
        (LifetimeLines(acquisition_cost=-6_000), "Nothing was earned at list price yet: so far there are only costs."),
        (LifetimeLines(base_margin=100_000), "All that was earned was kept."),
    ],
)
def test_the_sentence_says_where_each_hundred_yuan_went(lines, said):
    assert meaning(lines) == said
