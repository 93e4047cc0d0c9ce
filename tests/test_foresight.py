"""What a file of decisions has wrong however the game goes is known without playing."""

import pytest

from kamsim.engine.decision_file import COLUMNS, decisions_made, decisions_text, play_decisions, read_decisions
from kamsim.engine.foresight import foreseen
from kamsim.engine.reading import Problems
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import play
from kamsim.studies.policies import POLICIES

CITY = find_scenario("city")


def row(month, decision, **cells):
    return ",".join([str(month), decision, *(str(cells.get(name, "")) for name in COLUMNS)])


def checked(folder, rows, scenario=CITY):
    """The problems of rows as (line, column, what is allowed), and the file with what could be read of it."""
    text = rows if isinstance(rows, str) else "\n".join([",".join(("month", "decision", *COLUMNS)), *rows, ""])
    (folder / "plan.csv").write_text(text, encoding="utf-8")
    problems = Problems()
    plans = read_decisions(folder / "plan.csv", problems)
    assert problems.found == []
    foreseen(plans, scenario, lambda allowed, **place: problems.add("plan.csv", allowed, **place))
    return [(problem.line, problem.column, problem.allowed) for problem in problems.found], plans


PERSON = next(person for person in CITY.people if person.account_id == "A01")
ANYWHERE = [
    (row(1, "set_channel", channel="agent"), "tier", "either an account or a tier"),
    (row(1, "set_channel", channel="agent", account="A01", tier="A"), "tier", "either an account or a tier"),
    (row(2, "answer", situation="renewal:A07:2", option="renew_13"), "option", "one of renew_12, renew_24, leave_open"),
    (row(2, "answer", situation="renewal:A07:3", option="renew_12"), "situation", "one of month 2"),
    (row(2, "answer", situation="renewl:A07:2", option="renew_12"), "situation", "did you mean renewal?"),
    (row(2, "answer", situation="renewal", option="renew_12"), "situation", "such as renewal:A07:2"),
    (row(1, "propose", account="A01", plan="A", discount="0.1"), "discount", "0 beside a plan"),
    (row(1, "assign_owner", account="A01", seat="C"), "seat", "seat B first"),
    (row(1, "assign_owner", account="A01", seat="A"), "manager", "the number of an account manager"),
    (row(1, "assign_owner", account="A01", manager="2"), "manager", "empty beside seats B and C"),
    (row(1, "assign_owner", account="A01", seat="A", manager="2", on="false"), "on", "handed over, not released"),
    (row(1, "train_team", wave="cases"), "wave", "concept first"),
    (row(1, "hold_instrument", account="A01", instrument="summit"), "instrument", "A01 is ordinary"),
    (
        row(1, "visit", account="A01", person=PERSON.person_id, activity="sponsor_call"),
        "activity",
        "named sponsor of A01",
    ),
]
IN_THE_BOOK = [
    (row(1, "offer_bundle", account="A04", plan="A", allowance="1.9"), "allowance", "from 1.4 to 1.6 times X"),
    (row(1, "map_power", account="A99"), "account", "an account of the book"),
    (row(1, "visit", account="A01", person="A02-1"), "person", "this is a person of A02"),
    (row(1, "visit", account="A01", person="A01-n1"), "person", "a person of A01"),
    (row(1, "hold_road_show", building="B99"), "building", "a building with accounts of the book"),
    (row(2, "answer", situation="renewal:A99:2", option="renew_12"), "situation", "a situation of an account"),
    (row(1, "train_team", wave="concept", managers="3"), "managers", "at most 2"),
    (row(1, "assign_owner", account="A05", seat="A", manager="3"), "manager", "from 1 to 2"),
    (row(1, "assign_owner", account="A03", seat="A", manager="1"), "manager", "another account manager"),
]


@pytest.mark.parametrize(("line", "column", "allowed"), ANYWHERE)
def test_what_no_game_could_carry_out_is_known_without_a_scenario(tmp_path, line, column, allowed):
    for scenario in (None, CITY):
        ((number, where, words),), _ = checked(tmp_path, [row(1, "map_power", account="A02"), line], scenario)
        assert (number, where) == (3, column)
        assert allowed in words


@pytest.mark.parametrize(("line", "column", "allowed"), IN_THE_BOOK)
def test_what_does_not_fit_a_book_is_known_with_its_scenario_only(tmp_path, line, column, allowed):
    assert checked(tmp_path, [line], None)[0] == []
    ((_, where, words),), _ = checked(tmp_path, [line])
    assert where == column
    assert allowed in words


def test_all_problems_come_at_once_and_one_mistyped_cell_is_one_problem(tmp_path):
    found, _ = checked(tmp_path, [line for line, *_ in ANYWHERE + IN_THE_BOOK])
    assert sorted(number for number, *_ in found) == list(range(2, 2 + len(ANYWHERE + IN_THE_BOOK)))


def test_a_successor_may_be_met_from_the_second_month_on(tmp_path):
    assert checked(tmp_path, [row(2, "visit", account="A01", person="A01-n1")])[0] == []


def test_an_account_goes_back_to_a_manager_only_after_it_went_to_another(tmp_path):
    to = [row(month, "assign_owner", account="A02", seat="A", manager=n) for month, n in ((1, "1"), (2, "2"), (3, "2"))]
    assert checked(tmp_path, to[:2])[0] == []
    assert [(number, column) for number, column, _ in checked(tmp_path, to)[0]] == [(4, "manager")]
    assert [(number, column) for number, column, _ in checked(tmp_path, to, None)[0]] == [(4, "manager")]


def test_earlier_months_settle_what_later_ones_may_do(tmp_path):
    good = [
        row(1, "set_partner_tier", account="A01", partner="strategic"),
        row(1, "assign_owner", account="A01", seat="B"),
        row(2, "hold_instrument", account="A01", instrument="joint_responsibility"),
        row(2, "assign_owner", account="A01", seat="C"),
        row(2, "appoint_sponsor", account="A01"),
        *[row(2, "visit", account="A01", person=PERSON.person_id, activity="sponsor_call")] * 2,
        row(3, "visit", account="A01", person=PERSON.person_id, activity="sponsor_call"),
    ]
    assert checked(tmp_path, good)[0] == []
    late = [
        row(3, "assign_owner", account="A01", seat="B"),
        row(3, "appoint_sponsor", account="A01"),
        row(13, "hold_instrument", account="A01", instrument="joint_responsibility"),
        row(14, "hold_instrument", account="A01", instrument="joint_responsibility"),
    ]
    found, _ = checked(tmp_path, good + late)
    # In month 14 the one of month 2 is a year old, that of month 13 is not.
    assert [(number, column) for number, column, _ in found] == [
        (10, "seat"),
        (11, "account"),
        (12, "instrument"),
        (13, "instrument"),
    ]
    often = [row(2, "visit", account="A01", person=PERSON.person_id, activity="sponsor_call")]
    found, _ = checked(tmp_path, good[:-1] + often)
    assert [(number, column) for number, column, _ in found] == [(9, "activity")]


def test_more_hours_than_a_team_has_are_known_once_a_month_while_no_channel_frees_any(tmp_path):
    visits = [row(1, "visit", account="A01", person=PERSON.person_id)] * (int(CITY.hours_per_month / 3) + 5)
    ((number, column, words),), _ = checked(tmp_path, visits)
    assert (number, column) == (2 + int(CITY.hours_per_month / 3), None)
    assert f"the team has {CITY.hours_per_month:g} a month" in words
    freed = [row(1, "set_channel", tier="C", channel="tele_seat"), *visits]
    assert checked(tmp_path, freed)[0] == []


@pytest.mark.parametrize("policy", POLICIES)
def test_a_game_that_was_played_has_nothing_wrong(tmp_path, policy):
    city = CITY.with_settings(months=8)
    game = play(city, POLICIES[policy], 3)
    found, _ = checked(tmp_path, decisions_text(decisions_made(game.ledger, game.month)), city)
    assert found == []


def test_whatever_is_foreseen_is_refused_when_it_is_played(tmp_path):
    _, plans = checked(tmp_path, [line for line, *_ in ANYWHERE + IN_THE_BOOK])
    problems = Problems()
    play_decisions(CITY.with_settings(months=2), 1, "plan.csv", plans[:2], problems)
    assert {problem.line for problem in problems.found} == set(range(2, 2 + len(ANYWHERE + IN_THE_BOOK)))
