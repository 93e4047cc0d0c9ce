"""The terminal: what it prints, what it refuses, and that it never shows a traceback."""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from kamsim.cli import commands
from kamsim.engine.records import ENGINE_VERSION
from kamsim.engine.scenario import TEAM, datasets_folder, find_scenario, pack_names
from kamsim.engine.simulation import play
from kamsim.market.parameters import Parameters
from kamsim.studies.policies import POLICIES
from kamsim.workbook.debrief import misjudged

MONTH_KEYS = [
    "month", "active_accounts", "accounts_won", "accounts_lost", "accounts_won_back", "revenue", "recurring_revenue",
    "margin", "logo_retention", "gross_revenue_retention", "net_revenue_retention", "nps",
]  # fmt: skip
COMPARED = ["revenue", "margin", "value", "active_accounts", "logo_retention"]


def in_another_process(*arguments, **variables):
    return subprocess.run(
        [sys.executable, "-m", "kamsim", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        env=os.environ | variables,
        check=False,
    )


# --- scenarios and check ----------------------------------------------------------------------------------------------


def test_every_pack_has_a_line(run, answer):
    code, out, _ = run("scenarios")
    assert code == 0
    packs = answer("scenarios")["scenarios"]
    assert [pack["name"] for pack in packs] == pack_names()
    for pack in packs:
        line = next(line for line in out.splitlines() if line.startswith(pack["name"]))
        assert line.split()[-4:] == [f"{pack[key]:,}" for key in ("accounts", "people", "rivals", "months")]
    deal = next(pack for pack in packs if pack["name"] == "first-deal")
    assert (deal["accounts"], deal["people"], deal["rivals"], deal["months"]) == (1, 7, 3, 6)


def test_every_parameter_is_listed_with_its_range_and_source(run, answer):
    rows = {row["name"]: row for row in answer("scenarios", "--parameters")["parameters"]}
    assert set(rows) == {*Parameters.model_fields, *TEAM}
    assert all(row["low"] <= row["default"] <= row["high"] and row["source"] and row["label"] for row in rows.values())
    tables = {table["name"]: table for table in answer("scenarios", "--parameters")["tables"]}
    assert len(tables["incidents"]["rows"]) == 3
    assert {"activity_price", "activity_effect"} <= set(tables["activities"]["parameters"])
    _, out, _ = run("scenarios", "--parameters")
    assert all(f"\n{name} " in out for name in rows)


def test_a_light_command_loads_none_of_the_heavy_libraries():
    program = (
        "import sys, kamsim.cli\n"
        "assert kamsim.cli.main(['scenarios']) == 0\n"
        "heavy = {'pandas', 'numpy', 'scipy', 'matplotlib', 'ipywidgets', 'IPython', 'simpy', 'kamsim.studies'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def test_packs_folders_and_decisions_are_checked(answer, tmp_path):
    file = tmp_path / "plan.csv"
    file.write_text("month,decision,account\n3,map_power,A01\n", encoding="utf-8")
    found = answer("check", "city", str(datasets_folder() / "first-deal"), str(file))["checked"]
    assert [one["kind"] for one in found] == ["scenario", "scenario", "decisions"]
    assert (found[2]["decisions"], found[2]["months"]) == (1, 3)


def test_good_paths_are_named_beside_the_problems_of_bad_ones(run, tmp_path):
    for name in ("one", "two"):
        shutil.copytree(datasets_folder() / "first-deal", tmp_path / name)
        (tmp_path / name / "rivals.csv").unlink()
    paths = ["first-deal", str(tmp_path / "one"), str(tmp_path / "two")]
    code, out, err = run("check", *paths)
    assert code == 2
    assert out == "first-deal: a scenario of 1 account, 7 people and 6 months; it can be played.\n"
    assert [line.partition(": ")[0] for line in err.splitlines()] == [f"{path}/rivals.csv" for path in paths[1:]]
    code, out, err = run("check", *paths, "--json")
    found = json.loads(out)
    assert (code, err) == (2, "")
    assert [one["good"] for one in found["checked"]] == [True, False, False]
    assert [problem["file"] for problem in found["problems"]] == [f"{path}/rivals.csv" for path in paths[1:]]


def test_what_cannot_be_checked_is_told_what_can(refused, tmp_path):
    (tmp_path / "accounts.csv").write_text("account_id,name\na,b\n", encoding="utf-8")
    for thing in (str(tmp_path / "accounts.csv"), "/etc/passwd", "\0", "x" * 5_000):
        assert "a scenario folder, the name of a pack, or a CSV file of decisions" in refused("check", thing)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf \n\n", "the file is empty"),
        (b"name\n" + bytes(range(128, 256)), "a character is not in UTF-8"),
        (gzip.compress(b"month,decision", mtime=0), "a compressed file"),
        ("month,d\xe9cision\n".encode("latin-1"), "a character is not in UTF-8"),
    ],
    ids=["empty", "blank lines", "bytes", "gzip", "latin-1"],
)
def test_a_file_that_cannot_be_read_is_told_why_by_check_as_by_play(refused, tmp_path, content, said):
    path = tmp_path / "plan.csv"
    path.write_bytes(content)
    problem = refused("check", str(path))
    assert said in problem
    assert problem == refused("play", "city", "--decisions", str(path))


def test_what_does_not_exist_is_told_so_with_what_may_have_been_meant(refused, tmp_path):
    (tmp_path / "plan.csv").write_text("month,decision\n", encoding="utf-8")
    assert refused("check", "cty") == "cty: this does not exist; did you mean city?\n"
    assert f"this does not exist; did you mean {tmp_path}"[:60] in refused("check", str(tmp_path / "plam.csv"))
    assert "this does not exist; give a scenario folder" in refused("check", "qqqqqq")


PLAN = "month,decision,account,building\n1,map_power,A99,\n1,hold_road_show,,B99\n"


def test_decisions_are_checked_against_the_book_that_is_named(run, refused, tmp_path):
    (tmp_path / "plan.csv").write_text(PLAN, encoding="utf-8")
    file = str(tmp_path / "plan.csv")
    code, out, _ = run("check", file)
    assert (code, "With --scenario NAME" in out) == (0, True)
    said = refused("check", file, "--scenario", "city").splitlines()
    assert [line.partition(":")[0] for line in said] == [
        "plan.csv, line 2, column account",
        "plan.csv, line 3, column building",
    ]
    (tmp_path / "plan.csv").write_text(PLAN.replace("A99", "A01").replace("B99", "B08"), encoding="utf-8")
    assert "They fit the book of city" in run("check", file, "--scenario", "city")[1]


def test_an_unknown_scenario_hides_no_problem_of_the_decisions(refused, tmp_path):
    (tmp_path / "plan.csv").write_text("month,decision\n1,dance\n", encoding="utf-8")
    said = refused("check", str(tmp_path / "plan.csv"), "--scenario", "cty")
    assert "--scenario: 'cty' is not allowed" in said
    assert "did you mean city?" in said
    assert "line 2, column decision" in said


def test_a_file_without_decisions_is_said_to_have_none(run, tmp_path):
    (tmp_path / "plan.csv").write_text("month,decision\n", encoding="utf-8")
    code, out, _ = run("check", str(tmp_path / "plan.csv"))
    assert code == 0
    assert "no decisions" in out
    assert "month 0" not in out


def test_an_account_that_nobody_knows_is_answered_with_the_ids_and_names_of_all(refused):
    said = refused("why", "city", "--account", "?")
    for row in find_scenario("city").accounts:
        assert f"{row.account_id} {row.name}" in said


def test_why_takes_the_name_of_an_account_however_it_is_written(run, answer):
    name = find_scenario("first-deal").accounts[0].name
    told = answer("why", "first-deal", "--account", name.upper(), "--months", "1")
    assert (told["account"], told["name"]) == ("A01", name)
    assert run("why", "first-deal", "--account", f"{name}x", "--months", "1")[2].endswith(f"did you mean {name}?\n")


def test_why_says_in_plain_words_what_its_unit_is(run):
    _, out, _ = run("why", "city", "--policy", "textbook", "--account", "A04", "--months", "3")
    assert "log-odds: +0.7 about doubles the odds of what we want, -0.7 halves them." in out


def test_a_guess_at_a_mistyped_account_is_not_buried_under_a_list_of_all(refused):
    said = refused("why", "city", "--account", "Aspen Propery")
    assert said.endswith("A03 Fern Imports and 57 more; did you mean Aspen Property?\n")


def test_the_problems_of_all_checked_paths_come_together(refused, tmp_path):
    (tmp_path / "plan.csv").write_text("month,decision\n0,dance\n", encoding="utf-8")
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "scenario.toml").write_text("months = -1\n", encoding="utf-8")
    said = refused("check", str(tmp_path / "plan.csv"), str(tmp_path / "pack"), str(tmp_path / "none"))
    for part in ("plan.csv, line 2, column month", "scenario.toml", "accounts.csv", "none"):
        assert part in said


# --- play -------------------------------------------------------------------------------------------------------------


def test_a_game_as_json_has_exactly_the_keys_of_its_contract(answer):
    game = answer("play", "city", "--seed", "7", "--months", "5")
    keys = ["scenario", "seed", "policy", "engine_version", "digest", "months", "totals", "events", "misjudgments"]
    assert list(game) == keys
    assert (game["scenario"], game["seed"], game["policy"]) == ("city", 7, "textbook")
    assert [month["month"] for month in game["months"]] == [1, 2, 3, 4, 5]
    assert all(list(month) == MONTH_KEYS for month in game["months"])
    assert list(game["totals"]) == [*MONTH_KEYS[1:], "value"]
    for key in ("accounts_won", "accounts_lost", "accounts_won_back", "revenue", "recurring_revenue", "margin"):
        assert game["totals"][key] == pytest.approx(sum(month[key] for month in game["months"]), abs=0.005)
    assert game["totals"]["active_accounts"] == game["months"][-1]["active_accounts"]
    assert game["events"]["BillSent"] > 0
    assert game["months"][0]["nps"] is None


def test_the_misjudgments_of_a_game_are_data_as_the_end_page_tells_them(answer, run):
    found = answer("play", "city", "--policy", "discounter", "--seed", "4", "--months", "12")["misjudgments"]
    told = misjudged(play(find_scenario("city").with_settings(12), POLICIES["discounter"], 4), {})
    assert len(found) == len(told) == 5
    assert [made["weight"] for made in found] == sorted((made["weight"] for made in found), reverse=True)
    for made, (what, _, true) in zip(found, told, strict=True):
        assert list(made) == ["kind", "account", "person", "believed", "true", "weight"]
        assert what.startswith(f"{made['account']}: ")
        assert made["kind"] in ("attitude", "role", "wallet", "motive")
        assert (made["person"] is None) == (made["kind"] == "wallet")
        assert (made["true"] == "bluff") == (true == "a bluff")


def test_a_game_of_no_months_has_no_misjudgments(answer):
    assert answer("play", "first-deal", "--months", "0")["misjudgments"] == []


def test_a_game_for_people_has_a_line_a_month_and_sentences(run):
    code, out, _ = run("play", "first-deal", "--policy", "wait-and-see")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()[1:7]] == ["1", "2", "3", "4", "5", "6"]
    assert "The policy wait-and-see: " in out
    assert "Digest " in out


def test_a_game_says_how_much_of_the_profit_few_accounts_bring(run):
    out = run("play", "city", "--months", "6", "--policy", "wait-and-see")[1]
    assert re.search(r"The most profitable fifth of accounts brought \d+\.\d % of the profit", out)
    assert "fifth" not in run("play", "city", "--months", "0")[1]


def test_the_same_game_has_the_same_digest_in_every_process_and_another_with_another_seed(answer):
    arguments = ("play", "city", "--months", "6", "--policy", "textbook", "--json")
    first = in_another_process(*arguments, "--seed", "7", PYTHONHASHSEED="1")
    second = in_another_process(*arguments, "--seed", "7", PYTHONHASHSEED="2", LC_ALL="C")
    assert first.returncode == second.returncode == 0
    assert first.stdout == second.stdout
    assert json.loads(first.stdout) == answer(*arguments[:-1], "--seed", "7")
    assert json.loads(first.stdout)["digest"] != answer(*arguments[:-1], "--seed", "8")["digest"]


def test_a_parameter_that_is_set_changes_the_game_and_its_default_does_not(answer):
    base = answer("play", "city", "--months", "2")["digest"]
    default = Parameters().weight_price
    assert answer("play", "city", "--months", "2", "--set", f"weight_price={default}")["digest"] == base
    assert answer("play", "city", "--months", "2", "--set", "usage_noise=0.3")["digest"] != base


def test_an_empty_game_is_a_game(answer, run):
    game = answer("play", "city", "--months", "0")
    assert game["months"] == []
    assert game["totals"]["revenue"] == 0
    assert game["totals"]["logo_retention"] is None
    assert "nothing was played" in run("play", "city", "--months", "0")[1]


def test_impossible_decisions_are_all_named_and_nothing_is_written(refused, tmp_path):
    file = tmp_path / "plan.csv"
    file.write_text("month,decision,account\n1,map_power,A99\n2,map_power,\n6,map_power,A98\n", encoding="utf-8")
    said = refused("play", "first-deal", "--decisions", str(file), "--out", str(tmp_path / "out"))
    assert "plan.csv, line 2, column account: 'A99'" in said
    assert "plan.csv, line 3, column account: ''" in said
    assert "plan.csv, line 4, column account: 'A98'" in said
    assert not (tmp_path / "out").exists()


# --- compare and why --------------------------------------------------------------------------------------------------


def test_a_comparison_as_json_has_means_and_intervals_of_policies_and_differences(answer):
    found = answer(
        "compare", "first-deal", "--policy", "textbook", "--policy", "discounter", "--policy", "random",
        "--replications", "4", "--seed", "3",
    )  # fmt: skip
    assert found["replications"] == 4
    assert list(found["policies"]) == ["textbook", "discounter", "random"]
    assert list(found["differences"]) == ["discounter", "random"]
    for figures in (*found["policies"].values(), *found["differences"].values()):
        assert list(figures) == COMPARED
        assert all(part["low"] <= part["mean"] <= part["high"] for part in figures.values())
    for measure in COMPARED:
        gap = found["policies"]["random"][measure]["mean"] - found["policies"]["textbook"][measure]["mean"]
        assert found["differences"]["random"][measure]["mean"] == pytest.approx(gap, abs=1e-6)


def test_a_comparison_names_its_seeds_and_counts_differences_of_shares_in_points(run):
    arguments = ("compare", "city", "--policy", "textbook", "--policy", "wait-and-see", "--months", "3")
    _, out, _ = run(*arguments, "--replications", "3", "--seed", "8")
    assert "(seeds 8 to 10)" in out
    assert "95 % t interval" in out
    row = next(line for line in out.partition("\nkept ")[2].splitlines() if line.startswith("wait-and-see"))
    assert row.count("%") == row.count("points") == 3


def test_a_comparison_for_people_ends_in_a_sentence_for_each_policy(run):
    code, out, _ = run("compare", "first-deal", "--policy", "textbook", "--policy", "random", "--replications", "3")
    assert code == 0
    assert "value" in out
    assert "3 games each, on the same luck" in out
    assert any(line.startswith("random ") and line.endswith(".") for line in out.splitlines()[-2:])


def test_why_tells_each_choice_of_an_account_with_parts_that_add_up(answer):
    told = answer("why", "city", "--account", "A07", "--months", "12", "--seed", "7")
    assert told["account"] == "A07"
    assert told["choices"]
    for made in told["choices"]:
        assert made["luck"] == pytest.approx((made["favorable"] - made["probability"]) * made["stake"], abs=0.006)
        assert all(voice["parts"] for voice in made["voices"])
        assert 1 <= made["month"] <= 12


def test_why_for_people_names_the_month_the_chance_and_the_luck(run):
    for account in ("A01", "A07", "A20"):
        code, out, _ = run("why", "city", "--account", account, "--seed", "7")
        assert code == 0
        assert out.startswith(account)
        assert "_" not in out
        assert "chance" in out or "nothing to choose" in out


def test_why_says_of_a_game_without_months_that_nothing_was_played(run):
    _, out, _ = run("why", "first-deal", "--account", "A01", "--months", "0")
    assert "nothing was played" in out
    assert "never ours" not in out
    assert "In 1 month it" in run("why", "first-deal", "--account", "A01", "--months", "1")[1]


def test_a_scenario_named_by_a_dot_goes_by_the_name_of_its_folder(answer, tmp_path, monkeypatch):
    shutil.copytree(datasets_folder() / "first-deal", tmp_path / "mine")
    monkeypatch.chdir(tmp_path / "mine")
    assert answer("play", ".")["scenario"] == "mine"


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["-1", "4294967296", "1" * 40, "7.5", "seven", "nan", "", " 7", "0x7", "1_0", "７"])
def test_a_seed_is_a_whole_number_in_its_range(refused, text):
    assert "--seed" in refused("play", "first-deal", "--seed", text)


@pytest.mark.parametrize("command", [("compare", "--policy", "textbook", "--policy", "random"), ("calibrate",)])
def test_replications_never_count_beyond_the_highest_seed(refused, command):
    said = refused(*command, "first-deal", "--seed", "4294967295", "--replications", "3")
    assert (
        said == "--seed: '4294967295' is not allowed; give a whole number from 0 to 4,294,967,293 for 3 replications.\n"
    )


def test_all_that_is_wrong_with_the_options_comes_at_once(refused):
    said = refused("play", "first-deal", "--set", "turnover=nan", "--set", "turnover=9", "--seed", "x")
    assert [said.count(part) for part in ("'nan'", "'9'", "each parameter once", "--seed")] == [1, 2, 1, 1]
    said = refused("play", "first-deal", "--policy", "nobody", "--decisions", "nofile.csv")
    for part in ("not both", "'nobody' is not allowed", "nofile.csv: the file is missing"):
        assert part in said


@pytest.mark.parametrize("text", ["-1", "61", "1000000000", "1.5", "x"])
def test_a_length_is_a_number_of_months_that_a_scenario_may_have(refused, text):
    assert "give a whole number from 0 to 60 months" in refused("play", "first-deal", "--months", text)


@pytest.mark.parametrize("text", ["0", "1", "1000000000", "-5", "many"])
def test_too_few_or_too_many_replications_are_refused_before_anything_is_played(refused, text):
    said = refused("compare", "first-deal", "--policy", "textbook", "--policy", "random", "--replications", text)
    assert "give a whole number from 2 to 10,000" in said


@pytest.mark.parametrize(
    ("pair", "part"),
    [
        ("turnover", "give KEY=VALUE"),
        ("=1", "parameters"),
        ("turn_over=0.01", "did you mean turnover?"),
        ("turnover=9", "a number from 0 to 0.05"),
        ("turnover=nan", "a number from 0 to 0.05"),
        ("turnover=inf", "a number from 0 to 0.05"),
        ("turnover=1e-2", "a number from 0 to 0.05"),
        ("turnover=", "a number from 0 to 0.05"),
        ("rebase_months=2.5", "a whole number from 1 to 24"),
        ("months=3", "parameters"),
        ("engineers=0", "a whole number from 1 to 500 persons"),
        ("sponsors=1.5", "a whole number from 0 to 100 executives"),
        ("manager_hours=201", "a number from 0 to 200 hours per month"),
        ("account_manager=3", "did you mean account_managers?"),
    ],
)
def test_a_number_of_the_model_is_set_within_its_range_only(refused, pair, part):
    assert part in refused("play", "first-deal", "--set", pair)


@pytest.mark.slow
def test_a_pack_that_takes_seconds_says_so_before_it_is_made(run):
    code, out, err = run("check", "province")
    assert code == 0
    assert "6,000 accounts" in out
    assert err == "Making the province, which takes a few seconds ...\n"


@pytest.mark.parametrize("name", ["cty", "", "../city", "/etc/passwd", "\\\\host\\share", "x" * 5_000, "\x1b[31m", "."])
def test_a_scenario_is_a_pack_or_a_scenario_folder(refused, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = refused("play", name)
    assert said.count("\n") < 20
    assert "\x1b" not in said


def test_an_unknown_policy_or_account_is_answered_with_those_that_exist(refused):
    said = refused("play", "first-deal", "--policy", "textbok")
    assert all(name in said for name in POLICIES)
    assert "did you mean textbook?" in said
    assert "A01" in refused("why", "first-deal", "--account", "A1")


def test_a_comparison_needs_two_different_policies(refused):
    assert "two policies" in refused("compare", "first-deal", "--policy", "textbook")
    assert "each policy once" in refused("compare", "first-deal", "--policy", "textbook", "--policy", "textbook")


def test_a_policy_and_a_file_of_decisions_exclude_each_other(refused, tmp_path):
    (tmp_path / "d.csv").write_text("month,decision\n1,x\n", encoding="utf-8")
    said = refused("play", "first-deal", "--policy", "textbook", "--decisions", str(tmp_path / "d.csv"))
    assert "not both" in said


@pytest.mark.parametrize(
    ("arguments", "twice"),
    [
        (("play", "city"), ("--policy", "textbook")),
        (("play", "city"), ("--seed", "1")),
        (("play", "city"), ("--months", "1")),
        (("play", "city"), ("--out", "x")),
        (("play", "city"), ("--decisions", "x")),
        (("why", "city"), ("--account", "A01")),
        (("compare", "city"), ("--replications", "2")),
        (("compare", "city"), ("--workers", "2")),
        (("lab",), ("--port", "0")),
        (("bundle", "care", "--actual", "1"), ("--commitment", "1")),
    ],
)
def test_an_option_that_is_given_twice_is_refused(refused, arguments, twice):
    said = refused(*arguments, *twice, *twice)
    assert f"argument {twice[0]}: given more than once" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("command", [("play",), ("why", "--account", "A01")])
def test_an_empty_name_is_no_policy_and_no_file(refused, command):
    assert "--policy: '' is not allowed" in refused(*command, "first-deal", "--policy", "")
    assert "--decisions: '' is not allowed" in refused(*command, "first-deal", "--decisions", "")
    assert "this is a folder" in refused(*command, "first-deal", "--decisions", ".")


def test_a_person_in_place_of_an_account_is_told_where_the_person_works(refused):
    assert "this is a person of A01" in refused("why", "city", "--account", "A01-1")


def test_all_problems_come_as_json_for_programs_and_the_first_twenty_for_people(run, tmp_path):
    (tmp_path / "plan.csv").write_text("month,decision\n" + "0,map_power\n" * 30, encoding="utf-8")
    code, out, err = run("check", str(tmp_path / "plan.csv"), "--json")
    problems = json.loads(out)["problems"]
    assert (code, err, len(problems)) == (2, "", 60)
    assert {tuple(problem) for problem in problems} == {("file", "line", "column", "value", "allowed")}
    assert [problem["line"] for problem in problems] == sorted(problem["line"] for problem in problems)
    _, out, err = run("check", str(tmp_path / "plan.csv"))
    assert len(err.splitlines()) == 21
    assert "60 problems in total" in err


@pytest.mark.parametrize("command", [("play", "cty"), ("why", "cty", "--account", "A01"), ("compare", "cty")])
def test_a_refused_command_answers_a_program_in_json(run, command):
    code, out, err = run(*command, "--json", "--seed", "x")
    assert (code, err) == (2, "")
    assert {"--seed", "scenario"} <= {problem["file"] for problem in json.loads(out)["problems"]}


def test_every_problem_of_a_command_line_is_reported_at_once(refused):
    said = refused(
        "compare", "cty", "--policy", "a", "--seed", "x", "--months", "99", "--set", "y", "--replications", "0",
        "--workers", "99",
    )  # fmt: skip
    for part in ("cty", "--policy: 'a'", "two policies", "--seed", "--months", "--set", "--replications", "--workers"):
        assert part in said


@pytest.mark.parametrize("arguments", [(), ("frobnicate",), ("why", "city"), ("play",), ("play", "city", "--nonsense")])
def test_a_command_that_is_not_understood_is_one_sentence(refused, arguments):
    said = refused(*arguments)
    assert said.startswith("kamsim")
    assert said.count("\n") == 1


@pytest.mark.parametrize("command", ["play", "compare", "why"])
def test_help_has_a_line_for_every_policy(run, command):
    code, out, _ = run(command, "--help")
    assert code == 0
    assert set(commands.BOTS) == set(POLICIES)
    for name, what in commands.BOTS.items():
        assert any(line.split() == [name, *what.split()] for line in out.splitlines())


def test_the_versions_of_kamsim_and_its_engine_can_be_asked_for(run):
    code, out, _ = run("--version")
    assert code == 0
    assert re.fullmatch(rf"kamsim \S.*, engine {ENGINE_VERSION}\n", out)


def test_help_is_an_answer(run):
    code, out, _ = run("--help")
    assert code == 0
    assert all(name in out for name in ("lab", "scenarios", "check", "play", "compare", "why"))


def test_an_unknown_lesson_is_refused(run):
    code, _, err = run("lab", "no_such_lesson")
    assert code == 2
    assert "no_such_lesson" in err


# --- endings ----------------------------------------------------------------------------------------------------------


def test_an_interrupt_ends_with_a_sentence(run, monkeypatch):
    def interrupted(options):
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "_play", interrupted)
    code, _, err = run("play", "first-deal")
    assert code == 130
    assert "Stopped" in err


def interrupted_at(module, *arguments):
    """How a command ends when Ctrl+C comes as a module is loaded."""
    program = (
        "import sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, *where):\n"
        f"        if name == {module!r}: raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Finder())\n"
        f"sys.argv[1:] = {arguments!r}\n"
        "import runpy; runpy.run_module('kamsim', run_name='__main__')\n"
    )
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("module", ["kamsim.cli.commands", "pydantic", "kamsim.cli.play"])
def test_an_interrupt_while_libraries_load_ends_with_a_sentence(module):
    done = interrupted_at(module, "play", "first-deal")
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.strip().count("\n") == 0
    assert "Stopped" in done.stderr


@pytest.mark.parametrize("module", ["kamsim.cli.commands", "kamsim.lab", "jupyterlab.labapp"])
def test_an_interrupt_stops_lab_also_while_it_loads(module):
    done = interrupted_at(module, "lab", "--no-browser")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_fault_inside_is_a_sentence_and_not_a_traceback(run, monkeypatch):
    def broken(options):
        raise RuntimeError("planted")

    monkeypatch.delenv(commands.TRACEBACK, raising=False)
    monkeypatch.setattr(commands, "_play", broken)
    code, _, err = run("play", "first-deal")
    assert code == 1
    assert "RuntimeError: planted" in err


def test_a_reader_that_goes_away_is_no_fault():
    program = (
        "import sys, kamsim.cli; sys.stdin.readline(); sys.exit(kamsim.cli.main(['play', 'first-deal', '--json']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as game:
        game.stdout.close()
        game.stdin.write(b"go\n")
        game.stdin.close()
        assert game.stderr.read() == b""
        assert game.wait(timeout=60) == 0


@pytest.mark.parametrize("port", ["x", "-1", "65536", "1e3"])
def test_a_port_that_no_computer_has_is_refused(run, port):
    code, _, err = run("lab", "--port", port)
    assert code == 2
    assert "0 to 65,535" in err
