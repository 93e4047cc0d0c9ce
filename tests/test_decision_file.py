"""Decisions in a file: what comes back, what is refused, and with which line."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamsim.engine.decision_file import COLUMNS, KINDS, decisions_made, play_decisions, read_decisions, write_decisions
from kamsim.engine.decisions import (
    SITUATIONS,
    Answer,
    GiveDiscount,
    MapPower,
    OfferBundle,
    OfferContract,
    Propose,
    SetStrategy,
    SetSwitching,
    Visit,
)
from kamsim.engine.reading import Problems
from kamsim.engine.scenario import datasets_folder, find_scenario
from kamsim.engine.simulation import play
from kamsim.market.activities import ACTIVITIES
from kamsim.market.bundle import PLANS
from kamsim.market.channels import CHANNELS
from kamsim.market.departments import DEPARTMENTS, MANNERS
from kamsim.market.organization import INSTRUMENTS, PARTNER_TIERS
from kamsim.market.service import SERVICE_LEVELS, STRATEGIES
from kamsim.market.switching import METHODS
from kamsim.market.winback import WIN_BACK_OFFERS
from kamsim.studies.policies import POLICIES

ACCOUNT = "A01"


def read(folder, text, months=24, name="decisions.csv"):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    problems = Problems()
    plans = read_decisions(path, problems, months)
    return [[row.value for row in plan] for plan in plans], [str(problem) for problem in problems.found]


def played(folder, text, scenario):
    path = folder / "decisions.csv"
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    plans = read_decisions(path, problems, scenario.settings.months)
    assert problems.found == []
    game = play_decisions(scenario, 1, path.name, plans, problems)
    return game, [str(problem) for problem in problems.found]


@pytest.fixture(scope="module")
def deal():
    return find_scenario("first-deal")


@pytest.mark.parametrize("policy", POLICIES)
def test_the_decisions_of_a_game_written_and_read_again_replay_to_the_same_digest(tmp_path, policy):
    city = find_scenario("city").with_settings(months=4)
    game = play(city, POLICIES[policy], 7)
    write_decisions(tmp_path / "d.csv", decisions_made(game.ledger, game.month))
    problems = Problems()
    plans = read_decisions(tmp_path / "d.csv", problems, 4)
    again = play_decisions(city, 7, "d.csv", plans, problems)
    assert problems.found == []
    assert again.digest() == game.digest()


names = st.from_regex(r"\A[A-Za-z0-9_][A-Za-z0-9_-]{0,20}\Z")
shares = st.integers(0, 6_000).map(lambda number: number / 10_000)
decisions = st.one_of(
    st.builds(Visit, account=names, person=names),
    st.builds(MapPower, account=names),
    st.builds(GiveDiscount, account=names, discount=shares),
    st.builds(OfferContract, account=names, discount=shares, term_months=st.sampled_from([0, 6, 36])),
    st.builds(OfferBundle, account=names, x=st.none() | st.floats(0.01, 1e7), plan=st.sampled_from("ABC")),
    st.builds(Propose, account=names, plan=st.just("B"), term_months=st.sampled_from([None, 0, 24])),
    st.builds(SetSwitching, tier=st.sampled_from("ABC"), method=st.sampled_from(["points", "habit"]), on=st.booleans()),
    st.builds(SetStrategy, tier=st.sampled_from("ABC"), strategy=st.sampled_from(["clip", "velcro"])),
    st.builds(Answer, situation=names.map(lambda name: f"renewal:{name}:3"), option=names),
)


@given(st.lists(st.lists(decisions, max_size=4), max_size=5))
def test_any_decisions_come_back_as_they_were_written(tmp_path_factory, months):
    path = tmp_path_factory.mktemp("decisions") / "d.csv"
    write_decisions(path, months)
    problems = Problems()
    plans = read_decisions(path, problems, len(months))
    assert [str(problem) for problem in problems.found] == []
    assert [[row.value for row in plan] for plan in plans] == months


def test_columns_that_no_decision_needs_may_be_left_out_and_months_come_in_any_order(tmp_path):
    plans, problems = read(tmp_path, f"decision,month,account\nmap_power,2,{ACCOUNT}\nmap_power,1,A02\n", months=2)
    assert problems == []
    assert plans == [[MapPower(account="A02")], [MapPower(account=ACCOUNT)]]


def test_an_empty_cell_takes_the_default_of_its_decision(tmp_path):
    plans, _ = read(tmp_path, f"month,decision,account,person,activity,x\n1,visit,{ACCOUNT},p,,\n", months=1)
    assert plans == [[Visit(account=ACCOUNT, person="p")]]


def test_month_and_decision_are_required_and_another_column_is_refused(tmp_path):
    _, problems = read(tmp_path, "monht,account,color\n1,A01,red\n")
    assert [problem.split(":")[0] for problem in problems] == [
        f"decisions.csv, line 1, column {name}" for name in ("month", "decision", "monht", "color")
    ]
    assert "did you mean month?" in problems[2]


@pytest.mark.parametrize(
    ("row", "column", "allowed"),
    [
        ("0,map_power,A01", "month", "a month from 1 to 24"),
        ("25,map_power,A01", "month", "a month from 1 to 24"),
        ("1.5,map_power,A01", "month", "a month from 1 to 24"),
        (",map_power,A01", "month", "a month from 1 to 24"),
        ("1,map_pwer,A01", "decision", "did you mean map_power?"),
        ("1,map_power", "account", "a name of 1 to 40 letters (A-Z), digits, _ or -"),
        ("1,map_power,<b>x</b>", "account", "a name of 1 to 40 letters (A-Z), digits, _ or -"),
        ("1,map_power,=1+1", "account", "formula"),
        ("1,map_power,A01,A01-1", "person", "nothing; map_power has no person"),
        ("1,visit,A01,A01-1,lunch", "activity", "one of follow_up"),
        ("1,give_discount,A01,,,2", "discount", "a number from 0 to 0.6"),
        ("1,give_discount,A01,,,-0.1", "discount", "a number from 0 to 0.6"),
        ("1,give_discount,A01,,,200%", "discount", "a number from 0 to 0.6"),
        ("1,give_discount,A01,,,nan", "discount", "a number from 0 to 0.6"),
        ("1,give_discount,A01", "discount", "a number from 0 to 0.6"),
        ("1,offer_contract,A01,,,,7", "term_months", "one of 0, 6, 12, 24, 36"),
        ("1,offer_bundle,A01,,,,,,D", "plan", "one of A, B, C"),
        ("1,offer_bundle,A01,,,,,,A,-8000", "x", "a number above 0"),
        ("1,set_strategy,,,,,,,,,,,,,,A,,glue", "strategy", "one of clip"),
    ],
)
def test_a_bad_cell_is_refused_with_its_line_column_value_and_what_is_allowed(tmp_path, row, column, allowed):
    cells = row.split(",")
    cells += [""] * (2 + len(COLUMNS) - len(cells))
    text = f"month,decision,{','.join(COLUMNS)}\n1,map_power,A02{',' * (len(COLUMNS) - 1)}\n{','.join(cells)}\n"
    plans, problems = read(tmp_path, text)
    assert [plan for plan in plans if plan] == [[MapPower(account="A02")]]
    value = cells[("month", "decision", *COLUMNS).index(column)]
    assert len(problems) == 1
    assert problems[0].startswith(f"decisions.csv, line 3, column {column}: '{value}' is not allowed; give ")
    assert allowed in problems[0]


def test_every_problem_of_a_file_is_reported_at_once(tmp_path):
    text = "month,decision,account,discount,person\n99,give_discount,,7,x\n1,dance,A01,,\n1,map_power\n"
    _, problems = read(tmp_path, text)
    assert [problem.split(":")[0].removeprefix("decisions.csv, ") for problem in problems] == [
        "line 2, column month",
        "line 2, column account",
        "line 2, column person",
        "line 2, column discount",
        "line 3, column decision",
        "line 4",
    ]


@pytest.mark.parametrize("content", [b"month,decision\n1,\xff\xfe\n", b"PK\x03\x04", b"", b"month,decision\n1,\0\n"])
def test_a_file_that_is_not_plain_text_is_refused(tmp_path, content):
    plans, problems = read(tmp_path, content)
    assert len(problems) == 1
    assert not any(plans)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path, Path(), Path("/")):
        problems = Problems()
        read_decisions(path, problems)
        (problem,) = problems.found
        assert problem.file == (path.name or str(path))


def test_a_game_without_months_takes_no_decisions(tmp_path):
    plans, problems = read(tmp_path, "month,decision,account\n1,map_power,A01\n", months=0)
    assert plans == []
    assert "the game has no months" in problems[0]


# --- what only playing shows ------------------------------------------------------------------------------------------


def test_decisions_that_turn_out_impossible_are_all_reported_with_their_lines(tmp_path, deal):
    text = (
        "month,decision,account,person,situation,option\n"
        "2,map_power,A99,,,\n"
        f"1,map_power,{ACCOUNT},,,\n"
        f"1,visit,{ACCOUNT},nobody,,\n"
        f"3,answer,,,renewal:{ACCOUNT}:99,renew_12\n"
        f"2,win_back,{ACCOUNT},,,\n"
    )
    game, problems = played(tmp_path, text, deal)
    places = [problem.split(":")[0] for problem in problems]
    assert places == [
        "decisions.csv, line 4, column person",
        "decisions.csv, line 2, column account",
        "decisions.csv, line 6, column account",
        "decisions.csv, line 5, column situation",
    ]
    assert game.finished


def test_more_hours_than_there_are_is_one_problem_at_the_line_that_exceeds_them(tmp_path, deal):
    hours = deal.hours_per_month
    rows = math.floor(hours / 2) + 3
    first = next(person.person_id for person in deal.people if person.known)
    text = "month,decision,account,person,activity\n" + f"1,visit,{ACCOUNT},{first},visit\n" * rows
    _, problems = played(tmp_path, text, deal)
    assert len(problems) == 1
    assert f"the team has {hours:g} a month" in problems[0]
    assert problems[0].startswith("decisions.csv, line ")


def test_the_same_situation_answered_twice_is_refused_at_the_second_line(tmp_path, deal):
    text = "month,decision,account\n" + f"1,map_power,{ACCOUNT}\n" * 2
    _, problems = played(tmp_path, text, deal)
    assert len(problems) == 1
    assert problems[0].startswith("decisions.csv, line 3, column account")


def test_a_situation_of_a_month_is_named_by_that_month_counted_from_one():
    city = find_scenario("city").with_settings(months=3)
    seen = []

    def watch(briefing):
        seen.append({situation.situation_id.rsplit(":", 1)[1] for situation in briefing.inbox})
        return []

    play(city, watch, 1)
    assert all(months <= {str(number)} for number, months in enumerate(seen, start=1))
    assert any(seen)


def test_the_documents_name_every_decision_column_and_choice_with_its_hours():
    text = (datasets_folder() / "README.md").read_text(encoding="utf-8")
    part = text.partition("## A file of decisions")[2].partition("\n## ")[0]
    words = (
        *KINDS,
        *COLUMNS,
        *PARTNER_TIERS,
        *DEPARTMENTS,
        *MANNERS,
        *CHANNELS,
        *SERVICE_LEVELS,
        *STRATEGIES,
        *WIN_BACK_OFFERS,
        *PLANS,
        *METHODS,
        *SITUATIONS,
    )
    for word in words:
        assert f"`{word}`" in part, word
    for activity in ACTIVITIES.values():
        price = f"{activity.hours:g} | {activity.cost_fen // 100:,}"
        assert f"| `{activity.name}` | {price} | {activity.low} to {activity.high} |" in part
    for instrument in INSTRUMENTS.values():
        price = f"{instrument.hours:g} | {instrument.cost_fen // 100:,}"
        assert f"| `{instrument.name}` | {price} | {', '.join(map(str, instrument.yearly))} |" in part
    for kind, options in SITUATIONS.items():
        row = next(line for line in part.splitlines() if line.startswith(f"| `{kind}` |"))
        assert row.endswith(f"| {', '.join(f'`{option}` {hours:g}' for option, hours in options.items())} |")


def test_every_decision_has_a_word_and_every_field_a_column():
    for kind, model in KINDS.items():
        assert model.model_fields["kind"].default == kind
        assert set(model.model_fields) - {"kind"} <= set(COLUMNS)
