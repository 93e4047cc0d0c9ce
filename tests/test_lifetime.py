"""Lifetime value from a game's ledger: its booked lines are the margin, to the fen, each where it belongs."""

import pytest
from games import EVERYBODY, of_kind, played

from kamsim.engine.records import AccountListed, BillSent, CostBooked, LineWon, SurveyAnswered
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.market.lifetime import LifetimeLines
from kamsim.studies.lifetime import lifetime_by_account, lifetime_of_book
from kamsim.studies.metrics import month_figures, totals
from kamsim.studies.policies import textbook


@pytest.mark.parametrize("policy", EVERYBODY)
def test_the_booked_lines_of_the_book_are_its_margin_to_the_fen(policy):
    game = played("city", policy)
    assert lifetime_of_book(game).booked == sum(month.margin_fen for month in month_figures(game))


def test_the_lines_of_an_account_are_sums_of_its_own_records():
    game = played("city", "textbook")
    lines = lifetime_by_account(game)
    for account_id in ("A01", "A02", "A17"):
        bills = [bill for bill in of_kind(game, BillSent) if bill.account_id == account_id]
        mine = lines[account_id]
        assert mine.care == -sum(bill.care_fen for bill in bills)
        billed = sum(bill.recurring_fen + bill.overage_fen for bill in bills)
        costs = [cost for cost in of_kind(game, CostBooked) if cost.account_id == account_id]
        special = sum(c.cost_fen for c in costs if c.reason in ("broadband_special", "early_payment"))
        assert mine.price_concession == billed - sum(bill.usage_fen for bill in bills) - special
        at_list = sum(bill.usage_fen - bill.direct_cost_fen for bill in bills)
        assert mine.base_margin + mine.associated_margin == at_list
        credits = [cost for cost in costs if cost.reason in ("service_credit", "goodwill")]
        assert mine.service_credits == -sum(credit.cost_fen for credit in credits)


def test_only_accounts_that_bought_a_further_line_have_an_associated_margin():
    game = played("city", "textbook")
    grown = {record.account_id for record in of_kind(game, LineWon)}
    assert grown
    for account_id, lines in lifetime_by_account(game).items():
        assert lines.associated_margin == 0 or account_id in grown


def test_work_at_a_prospect_is_acquisition_and_at_an_account_of_ours_cost_to_serve():
    game = play(find_scenario("city"), textbook, 3)
    lines = lifetime_by_account(game)
    active = {record.account_id for record in of_kind(game, AccountListed) if record.active}
    prospects = {record.account_id for record in of_kind(game, AccountListed)} - active
    assert sum(lines[account_id].cost_to_serve for account_id in active) < 0
    assert sum(lines[account_id].acquisition_cost for account_id in prospects) < 0


def test_promoters_bring_and_detractors_take_and_silence_does_neither():
    game = played("city", "wait-and-see")
    scores = {}
    for answer in of_kind(game, SurveyAnswered):
        scores.setdefault(answer.account_id, []).append(answer.score)
    for account_id, lines in lifetime_by_account(game).items():
        mine = scores.get(account_id, [])
        assert lines.referral_income == 0 or max(mine) >= 9
        assert lines.referral_damage == 0 or min(mine) <= 6
    assert lifetime_of_book(game).referral_income > 0 > lifetime_of_book(game).referral_damage


@pytest.mark.parametrize("policy", EVERYBODY)
def test_what_is_booked_and_what_comes_from_here_on_are_the_value_of_the_game_to_the_fen(policy):
    game = played("city", policy)
    whole = lifetime_of_book(game)
    assert whole.from_here_on == game.book_value_fen()
    assert (whole.booked + whole.from_here_on) / 100 == pytest.approx(totals(game)["value"])


def test_only_accounts_with_us_have_a_line_from_here_on():
    game = played("city", "discounter")
    lines = lifetime_by_account(game)
    ours = {account.account_id for account in game.briefing.accounts if account.status == "active"}
    assert {account_id for account_id, mine in lines.items() if mine.from_here_on} == ours


@pytest.mark.parametrize(
    ("reason", "line"),
    [
        ("broadband_special", "price_concession"),
        ("early_payment", "price_concession"),
        ("installation", "acquisition_cost"),
        ("goodwill", "service_credits"),
        ("service_credit", "service_credits"),
        ("sponsor", "cost_to_serve"),
    ],
)
def test_a_cost_stands_in_the_line_that_the_documents_give_it(reason, line):
    game = Simulation(find_scenario("city"), 1)
    before = lifetime_by_account(game)["A01"]
    game.ledger.append(CostBooked(0.0, "A01", reason, 12_300))
    after = lifetime_by_account(game)["A01"]
    assert {name for name in LifetimeLines._fields if getattr(before, name) != getattr(after, name)} == {line}
    assert getattr(after, line) - getattr(before, line) == -12_300


def test_a_game_that_has_not_begun_has_nothing_but_what_is_to_come():
    game = Simulation(find_scenario("city"), 1)
    lines = lifetime_by_account(game)
    assert {mine._replace(from_here_on=0) for mine in lines.values()} == {LifetimeLines()}
    assert lifetime_of_book(game).from_here_on == game.book_value_fen()
