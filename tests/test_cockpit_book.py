"""The pages about the whole book: key figures with their funnel, and the quarterly review."""

import re

import pytest
from games import click

from kamsim.engine.scenario import find_scenario
from kamsim.studies.indicators import Step, indicators
from kamsim.workbook import look
from kamsim.workbook.cockpit import Cockpit
from kamsim.workbook.cockpit.figures import FAMILIES, funnel_line
from kamsim.workbook.cockpit.review import last_quarter
from kamsim.workbook.session import Session


def run(cockpit, months):
    for _ in range(months):
        click(cockpit, f"run:{cockpit.session.month + 1}")


def test_the_key_figures_have_every_family_and_a_meaning_for_each_figure(cockpit):
    click(cockpit, "page:figures")
    assert "Nothing is played yet" in cockpit.canvas.text()
    run(cockpit, 4)
    click(cockpit, "page:figures")
    text = cockpit.canvas.text()
    for family, members in FAMILIES.items():
        assert family in text
        for figure in members:
            assert f"{figure.name}\n" in text
    for wanted in ("Decider coverage", "needs that came up", "last 3 months", "so far", "of 5", "NPS"):
        assert wanted in text


def test_the_figures_are_not_worked_out_while_their_page_is_closed(cockpit, monkeypatch):
    def forbidden(*_):
        raise AssertionError

    monkeypatch.setattr("kamsim.workbook.cockpit.figures.indicators", forbidden)
    monkeypatch.setattr("kamsim.workbook.cockpit.review.indicators", forbidden)
    run(cockpit, 3)
    assert "Quarter 1 is over" in cockpit.canvas.text()


def test_a_page_about_the_book_leads_back_and_an_account_opens_from_it(cockpit):
    run(cockpit, 3)
    click(cockpit, "page:figures", "page:review", "page:account", "page:review")
    moved = re.search(r"(?s)Where the recurring revenue moved.*?¥", cockpit.canvas.text())
    assert moved
    click(cockpit, "pick:A09")
    assert (cockpit.view.page, cockpit.view.account) == ("account", "A09")


def test_the_inbox_calls_to_the_review_in_the_month_after_a_quarter_only(cockpit):
    called = []
    for month in range(1, 8):
        run(cockpit, 1)
        if "is over:" in cockpit.canvas.text():
            called.append(month)
    assert called == [3, 6]


def test_the_review_of_doing_what_the_plan_did_finds_no_gap(cockpit):
    cockpit.warm()
    for month in range(1, 7):
        click(cockpit, "textbook", f"run:{month}")
    click(cockpit, "page:review")
    text = cockpit.canvas.text()
    assert "Quarter 2: months 4 to 6" in text
    assert "as planned and" in text
    figures = cockpit.session.history.figures
    margin = look.money_short(sum(month.margin_fen for month in figures[3:6]))
    before = look.money_short(sum(month.margin_fen for month in figures[:3]))
    assert f"Margin\n{margin}\n{before}\n{margin}" in text


def test_the_first_review_has_no_quarter_before_it(cockpit):
    click(cockpit, "page:figures", "page:review")
    assert "The first review is after month 3" in cockpit.canvas.text()
    cockpit.view.page = "account"
    run(cockpit, 3)
    click(cockpit, "page:review")
    assert "the quarter before" not in cockpit.canvas.text().split("Where the recurring")[0]


def test_a_quarter_is_over_after_each_third_month():
    assert [last_quarter(month) for month in (0, 2, 3, 5, 6, 24)] == [None, None, (1, 3), (1, 3), (4, 6), (22, 24)]


@pytest.mark.parametrize(
    ("counts", "closed", "said"),
    [
        ((0, 0, 0, 0), 0, "No account wanted an offer so far."),
        ((2, 0, 0, 0), 0, "2 needs came up, and you pursued none: a need that nobody takes up goes to somebody else."),
        ((3, 2, 2, 0), 0, "3 needs came up; you pursued 2 and won 0; 2 are still open."),
        ((9, 8, 3, 2), 8, "9 needs came up; you pursued 8 and won 2. It narrows most between “first contact” and "
                          "“signature”."),
    ],
)  # fmt: skip
def test_the_sentence_under_the_funnel_says_where_it_narrows(counts, closed, said):
    steps = [Step(name, sales) for name, sales in zip(("needs", "contact", "signature", "won"), counts, strict=True)]
    assert funnel_line(steps, closed) == said


def test_the_result_leads_to_the_key_figures_and_back():
    short = Cockpit(Session(find_scenario("city").with_settings(months=3), 7))
    run(short, 3)
    click(short, "page:figures", "page:review", "page:end")
    assert "months are over" in short.canvas.text()


def test_the_head_of_an_account_shows_its_id_its_bill_and_which_part_of_the_wallet_is_with_us():
    cockpit = Cockpit(Session(find_scenario("city"), 7))
    for account in cockpit.session.briefing.accounts:
        if account.status == "active":
            assert account.wallet_fen >= account.usage_fen
            click(cockpit, f"pick:{account.account_id}")
            share, head = account.usage_fen / account.wallet_fen, cockpit.canvas.text()
            part = f"{look.percent(share, 0)} of a wallet of {look.money(account.wallet_fen)}"
            if share > 0.99 and any(supplier != "us" for _, supplier in account.suppliers):
                part = "nearly all of their wallet"
            assert f"{account.name}{account.account_id}" in head
            assert f"{look.money(account.bill_fen)} a month · {part}" in head


def test_recurring_revenue_of_the_top_line_is_that_of_the_accounts_that_are_still_with_us():
    cockpit = Cockpit(Session(find_scenario("city").with_settings(months=4, values={"churn_no_contract": "0.04"}), 7))
    run(cockpit, 4)
    desk, active = cockpit.desk, {a.account_id for a in cockpit.session.briefing.accounts if a.status == "active"}
    assert any(when == 3 for _, when in desk.departures)
    kept, billed = desk.recurring_fen, desk.recurring_in(3)
    assert set(kept) == set(billed) & active < set(billed)
    shown = look.money_short(sum(kept.values()))
    assert f"{shown} recurring" in cockpit.canvas.text()
    assert cockpit.session.history.figures[-1].standing_fen == sum(kept.values())


def test_an_offer_begins_anew_with_each_account(cockpit):
    first, second = [a.account_id for a in cockpit.session.briefing.accounts if a.status == "active"][:2]
    click(cockpit, f"pick:{first}", "tab:terms", "term:36", "bundle:C", f"pick:{second}", "offer:contract")
    assert cockpit.session.draft[0].term_months == 24
    click(cockpit, "clear", "offer:bundle")
    assert cockpit.session.draft[0].plan == "B"


def test_the_review_and_the_key_figures_tell_how_many_incidents_were_solved_in_time(cockpit):
    run(cockpit, 3)
    found = indicators(cockpit.session.simulation.ledger, 1, 3)
    click(cockpit, "page:review")
    kept, whole = (sum(counts.get(level, 0) for level in (1, 2)) for counts in (found.in_time, found.solved))
    assert f"Outages and faults solved in time\n{kept} of {whole}" in cockpit.canvas.text()
    click(cockpit, "page:figures")
    assert f"Queries solved in time\nof {found.solved[3]}: answered and solved as agreed\n"\
        f"{look.percent(found.in_time[3] / found.solved[3], 0)}" in cockpit.canvas.text()  # fmt: skip
