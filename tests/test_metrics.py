"""Measures against ledgers that a pencil can check, and what every real game must conserve."""

from collections import Counter
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamsim.engine.records import (
    AccountChurned,
    AccountListed,
    AccountWon,
    AccountWonBack,
    ActivityDone,
    BillSent,
    ChoiceMade,
    CostBooked,
    SurveyAnswered,
    WorkDone,
)
from kamsim.engine.scenario import Scenario, find_scenario
from kamsim.engine.simulation import play
from kamsim.market.buying import Voice
from kamsim.studies.metrics import events, month_figures, month_table, totals
from kamsim.studies.policies import POLICIES, random_choices


class Played(NamedTuple):
    """As much of a game as measures look at."""

    month: int
    ledger: list


def bill(month, account, recurring, overage=0, direct=0, service=0, care=0):
    return BillSent(30 * month + 29, account, month, recurring, recurring, overage, direct, service, care)


def last(month, *records):
    return month_figures(Played(month, list(records)))[-1]


def test_revenue_is_what_was_billed_and_margin_is_what_is_left_of_it():
    month = last(
        1,
        bill(0, "a", 1_000, overage=200, direct=300, service=50, care=7),
        ActivityDone(3, "a", "a-1", "visit", 2.0, 20, True, 0.1, 0.05, 0),
        WorkDone(4, "a", "map_power", 2.5, 5),
        CostBooked(29, "a", "sponsor", 3),
    )
    assert (month.revenue_fen, month.recurring_fen) == (1_200, 1_000)
    assert month.margin_fen == 1_200 - 300 - 50 - 7 - 20 - 5 - 3
    assert month.hours == 4.5


def test_standing_revenue_leaves_out_the_last_bills_of_accounts_that_left():
    month = last(1, bill(0, "a", 1_000), bill(0, "b", 300), AccountChurned(29, "b", "N", "price"))
    assert (month.recurring_fen, month.standing_fen) == (1_300, 1_000)


def test_a_record_counts_in_the_month_of_its_day():
    months = month_figures(Played(2, [CostBooked(29.9, "a", "sponsor", 1), CostBooked(30, "a", "sponsor", 10)]))
    assert [month.margin_fen for month in months] == [-1, -10]


def test_active_accounts_are_those_of_the_start_plus_won_and_won_back_less_lost():
    months = month_figures(
        Played(
            2,
            [
                AccountListed(0, "a", True, 100),
                AccountListed(0, "b", True, 100),
                AccountListed(0, "c", False, 0),
                AccountWon(10, "c"),
                AccountChurned(29, "a", "r", "price"),
                AccountChurned(29, "b", "r", "price"),
                AccountWonBack(40, "a", "none"),
            ],
        )
    )
    assert [month.active_accounts for month in months] == [1, 2]
    assert (months[0].accounts_won, months[0].accounts_lost, months[1].accounts_won_back) == (1, 2, 1)


def test_gross_retention_ignores_growth_and_net_retention_counts_it():
    month = last(
        1,
        AccountListed(0, "a", True, 100),
        AccountListed(0, "b", True, 200),
        bill(0, "a", 150),
        bill(0, "b", 120),
        bill(0, "new", 999),
    )
    assert month.gross_revenue_retention == pytest.approx((100 + 120) / 300)
    assert month.net_revenue_retention == pytest.approx((150 + 120) / 300)
    assert month.logo_retention == 1


def test_an_account_that_left_and_came_back_does_not_count_as_kept():
    month = last(
        2,
        AccountListed(0, "a", True, 100),
        AccountListed(0, "b", True, 100),
        AccountChurned(29, "a", "r", "price"),
        AccountWonBack(35, "a", "none"),
        bill(1, "a", 100),
        bill(1, "b", 100),
    )
    assert month.logo_retention == 0.5
    assert month.gross_revenue_retention == month.net_revenue_retention == 0.5


def test_retention_looks_back_twelve_months_and_no_further():
    bills = [bill(number, name, 100) for number in range(14) for name in "ab" if name == "a" or number < 1]
    listed = [AccountListed(0, name, True, 100) for name in "ab"]
    months = month_figures(Played(14, [*listed, *bills, AccountChurned(40, "b", "r", "price")]))
    assert months[11].logo_retention == 0.5
    assert months[13].logo_retention == 1


def test_the_promoter_score_is_promoters_less_detractors_of_three_months():
    answers = [
        SurveyAnswered(30 * month + 29, "a", score) for month, score in ((0, 0), (1, 10), (2, 9), (2, 7), (3, 3))
    ]
    assert month_figures(Played(4, answers))[3].nps == pytest.approx(100 * (2 - 1) / 4)


def test_luck_is_what_came_less_what_was_to_be_expected_times_the_stake():
    voice = Voice("", 1.0, (("contract", 1.0),))
    kept = ChoiceMade(1, "a", "stay", "cloglog", (voice,), 0.0, 0.75, 0.1, True, "stays", 1_000)
    gone = ChoiceMade(1, "b", "stay", "cloglog", (voice,), 0.0, 0.75, 0.9, False, "leaves", 1_000)
    assert last(1, kept).luck_fen == pytest.approx(250)
    assert last(1, kept, gone).luck_fen == pytest.approx(250 - 750)


def test_what_nothing_is_there_to_divide_by_is_none_and_not_zero():
    month = last(1, AccountListed(0, "a", False, 0))
    shares = (month.logo_retention, month.gross_revenue_retention, month.net_revenue_retention, month.nps)
    assert shares == (None,) * 4


def test_an_empty_game_has_no_months_and_its_book_as_value():
    empty = play(find_scenario("first-deal").with_settings(months=0), POLICIES["textbook"], 1)
    sums = totals(empty)
    assert month_figures(empty) == []
    assert (sums["revenue"], sums["margin"], sums["active_accounts"]) == (0, 0, 1)
    assert sums["value"] == empty.book_value_fen() / 100


# --- conservation -----------------------------------------------------------------------------------------------------


def check_conservation(game):
    months, ledger = month_figures(game), game.ledger
    sums = totals(game)
    at_start = sum(record.active for record in ledger if type(record) is AccountListed)
    assert at_start + sums["accounts_won"] + sums["accounts_won_back"] - sums["accounts_lost"] == game.active_accounts
    assert (months[-1].active_accounts if months else at_start) == game.active_accounts

    bills = [record for record in ledger if type(record) is BillSent]
    by_account, by_month = Counter(), Counter()
    for record in bills:
        by_account[record.account_id] += record.recurring_fen + record.overage_fen
        by_month[record.month + 1] += record.recurring_fen + record.overage_fen
    assert {month.month: month.revenue_fen for month in months if month.revenue_fen} == +by_month
    assert sum(by_account.values()) == sum(by_month.values()) == round(sums["revenue"] * 100)
    # Other channels set routine hours free, at most those of every account.
    freed = game.scenario.settings.parameters.routine_hours * len(game.scenario.accounts)
    assert all(month.hours <= game.scenario.hours_per_month + freed + 1e-9 for month in months)
    check_states(game)


STEPS = {
    AccountWon: ("prospect", "active"),
    AccountChurned: ("active", "lost"),
    AccountWonBack: ("lost", "active"),
}


def check_states(game):
    """Every account is in one state, and moves only from the state that it is in."""
    states, billed = {}, set()
    for record in game.ledger:
        if type(record) is AccountListed:
            assert record.account_id not in states
            states[record.account_id] = "active" if record.active else "prospect"
        elif type(record) in STEPS:
            before, after = STEPS[type(record)]
            assert states[record.account_id] == before, record
            states[record.account_id] = after
        elif type(record) is BillSent:
            assert states[record.account_id] == "active", record
            assert (record.account_id, record.month) not in billed
            billed.add((record.account_id, record.month))
    assert states == {account.account_id: account.status for account in game.briefing.accounts}


@pytest.mark.parametrize("policy", POLICIES)
def test_a_whole_city_conserves_accounts_money_and_hours(policy):
    check_conservation(play(find_scenario("city"), POLICIES[policy], 7))


def district(months) -> Scenario:
    """The first accounts of the city, with prospects among them."""
    city = find_scenario("city")
    prospects = {line.account_id for line in city.lines} - {x.account_id for x in city.lines if x.supplier == "us"}
    names = {row.account_id for row in city.accounts[:6]} | set(sorted(prospects)[:2])
    people = tuple(row for row in city.people if row.account_id in names)
    ids = {row.person_id for row in people}
    return city._replace(
        accounts=tuple(row for row in city.accounts if row.account_id in names),
        lines=tuple(row for row in city.lines if row.account_id in names),
        people=people,
        rival_attitudes=tuple(row for row in city.rival_attitudes if row.person_id in ids),
    ).with_settings(months=months)


DISTRICT = district(9)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_whatever_is_decided_a_game_conserves_accounts_money_and_hours(choices, seed):
    check_conservation(play(DISTRICT, random_choices(choices), seed))


def test_a_game_has_figures_of_its_months_and_a_count_of_its_records():
    game = play(DISTRICT, POLICIES["textbook"], 1)
    months = month_figures(game)
    assert [figures.month for figures in months] == list(range(1, 10))
    assert sum(figures.revenue_fen for figures in months) == round(totals(game)["revenue"] * 100)
    assert list(month_table(game)["revenue_fen"]) == [figures.revenue_fen for figures in months]
    assert sum(events(game).values()) == len(game.ledger)
