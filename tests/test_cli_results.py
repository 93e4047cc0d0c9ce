"""`kamsim play --out`: what is written, what the numbers mean, and what is never overwritten."""

import csv
import errno
import json
import os
from itertools import groupby
from math import exp

import pytest

from kamsim.cli.results import CHOICE_COLUMNS, FILES, LIFETIME_COLUMNS, LUCK_COLUMNS, MONTH_COLUMNS, SUMMARY_KEYS
from kamsim.engine.scenario import datasets_folder, find_scenario
from kamsim.engine.simulation import play
from kamsim.studies.metrics import totals
from kamsim.studies.policies import POLICIES


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_results_are_written_and_the_decisions_replay_to_the_same_digest(answer, tmp_path):
    out = tmp_path / "new" / "results"
    game = answer("play", "city", "--months", "3", "--seed", "5", "--out", str(out))
    assert sorted(path.name for path in out.iterdir()) == sorted(FILES)
    assert json.loads((out / "summary.json").read_text(encoding="utf-8")) == game
    with (out / "months.csv").open(encoding="utf-8", newline="") as file:
        months = list(csv.DictReader(file))
    assert tuple(months[0]) == MONTH_COLUMNS
    assert [float(month["revenue"]) for month in months] == [month["revenue"] for month in game["months"]]
    again = answer("play", "city", "--months", "3", "--seed", "5", "--decisions", str(out / "decisions.csv"))
    assert again["digest"] == game["digest"]
    assert again["policy"] is None


def test_each_choice_is_written_with_its_parts_and_luck(run, tmp_path):
    run("play", "city", "--months", "2", "--out", str(tmp_path))
    with (tmp_path / "choices.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        chance = float(row["favorable"] == "true") - float(row["probability"])
        assert float(row["luck"]) == pytest.approx(chance * float(row["stake"]), abs=0.006)
        assert row["favorable"] == ("true" if float(row["draw"]) < float(row["probability"]) else "false")


def test_the_lines_of_all_accounts_add_up_to_the_margin_of_the_game(answer, tmp_path):
    game = answer("play", "city", "--months", "6", "--out", str(tmp_path))
    with (tmp_path / "lifetime.csv").open(encoding="utf-8", newline="") as file:
        *rows, rest, whole = csv.DictReader(file)
    assert tuple(whole) == LIFETIME_COLUMNS
    assert [row["account"] for row in rows] == [account.account_id for account in find_scenario("city").accounts]
    assert (rest["name"], whole["name"]) == ("no account", "all together")
    assert float(whole["booked"]) == pytest.approx(game["totals"]["margin"])
    for column in ("booked", "price_concession", "total"):
        assert sum(float(row[column]) for row in [*rows, rest]) == pytest.approx(float(whole[column]))
    # Prospects were never billed.
    assert {row["profit"] for row in rows if not float(row["base_margin"])} == {""}


def test_choices_and_other_draws_together_make_up_the_luck_of_the_game(run, tmp_path):
    run("play", "first-deal", "--policy", "textbook", "--seed", "3", "--out", str(tmp_path))
    with (tmp_path / "luck.csv").open(encoding="utf-8", newline="") as file:
        draws = list(csv.DictReader(file))
    for row in draws:
        surprise = float(row["came"]) - float(row["expected"])
        assert float(row["luck"]) == pytest.approx(surprise * float(row["stake"]), abs=0.006)
    with (tmp_path / "choices.csv").open(encoding="utf-8", newline="") as file:
        choices = {(row["day"], row["account"], row["choice"]): float(row["luck"]) for row in csv.DictReader(file)}
    total = sum(float(row["luck"]) for row in draws) + sum(choices.values())
    luck = totals(play(find_scenario("first-deal"), POLICIES["textbook"], 3))["luck"]
    assert total == pytest.approx(luck, abs=0.01 * (len(draws) + len(choices)))


def test_a_second_run_replaces_its_own_results_but_nobody_elses(run, refused, tmp_path):
    assert run("play", "first-deal", "--out", str(tmp_path / "mine"))[0] == 0
    assert run("play", "first-deal", "--out", str(tmp_path / "mine"), "--seed", "2")[0] == 0
    (tmp_path / "decisions.csv").write_text("month,decision\n", encoding="utf-8")
    assert "decisions.csv here is not from a finished game of kamsim" in refused(
        "play", "first-deal", "--out", str(tmp_path)
    )
    assert (tmp_path / "decisions.csv").read_text(encoding="utf-8") == "month,decision\n"


def test_results_do_not_go_where_a_file_is(refused, tmp_path):
    file = tmp_path / "taken"
    file.write_text("mine", encoding="utf-8")
    assert "give a folder" in refused("play", "first-deal", "--out", str(file))
    assert "taken" in refused("play", "first-deal", "--out", str(file / "below"))
    assert file.read_text(encoding="utf-8") == "mine"


def test_the_probability_of_each_choice_follows_from_its_rows(run, tmp_path):
    run("play", "city", "--months", "8", "--policy", "discounter", "--out", str(tmp_path))
    with (tmp_path / "choices.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    links = set()
    for _, choice in groupby(rows, key=lambda row: [row[name] for name in ("day", "account", "choice", "draw")]):
        choice = list(choice)
        people = {row["person"]: float(row["weight"]) for row in choice}
        sums = {name: sum(float(row["part"]) for row in choice if row["person"] == name) for name in people}
        link, veto = choice[0]["link"], float(choice[0]["veto"])
        if link == "cloglog":
            (total,) = sums.values()
            chance = exp(-exp(-total))
        else:
            chance = (1 - veto) * sum(people[name] / (1 + exp(-sums[name])) for name in people)
        links.add((choice[0]["choice"], link))
        assert float(choice[0]["probability"]) == pytest.approx(chance, abs=1e-6)
    assert ("stay", "cloglog") in links
    assert {link for choice, link in links if choice not in ("stay", "stage")} == {"logit"}


@pytest.mark.parametrize(
    "summary",
    ["{}", "mine", "[]", '{"digest": "x"}', "[" * 100_000, json.dumps(dict.fromkeys(SUMMARY_KEYS, "0" * 63))],
)
def test_a_summary_that_is_not_ours_is_not_replaced(refused, tmp_path, summary):
    (tmp_path / "summary.json").write_text(summary, encoding="utf-8")
    before = contents(tmp_path)
    said = refused("play", "first-deal", "--out", str(tmp_path))
    assert "the summary.json here is not from a finished game of kamsim" in said
    assert contents(tmp_path) == before


def test_results_of_an_earlier_version_are_replaced(run, tmp_path):
    assert run("play", "first-deal", "--seed", "1", "--out", str(tmp_path))[0] == 0
    summary = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))
    earlier = {key: value for key, value in summary.items() if key != "misjudgments"}
    (tmp_path / "summary.json").write_text(json.dumps(earlier), encoding="utf-8")
    assert run("play", "first-deal", "--seed", "1", "--out", str(tmp_path))[0] == 0
    assert json.loads((tmp_path / "summary.json").read_text(encoding="utf-8")) == summary


def test_other_files_beside_the_results_stay(run, tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    for _ in range(2):
        assert run("play", "first-deal", "--out", str(tmp_path))[0] == 0
    assert sorted(contents(tmp_path)) == sorted([*FILES, "notes.txt"])


def test_the_decisions_that_are_played_are_never_written_over(run, refused, tmp_path):
    out = tmp_path / "h"
    run("play", "first-deal", "--out", str(out))
    file = out / "decisions.csv"
    file.write_text(file.read_text(encoding="utf-8") + "6,map_power,A01\n", encoding="utf-8")
    before = contents(out)
    said = refused("play", "first-deal", "--decisions", str(out / ".." / "h" / "decisions.csv"), "--out", str(out))
    assert "the decisions.csv here is to be played, and would be replaced" in said
    assert contents(out) == before


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_a_link_that_leads_nowhere_is_no_folder(refused, tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    assert "a link that leads nowhere" in refused("play", "first-deal", "--out", str(tmp_path / "link"))


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("nth", [1, 3, 6, 8, 11])
def test_after_a_failure_the_old_results_are_there_and_the_next_game_can_be_written(run, tmp_path, error, nth):
    out = tmp_path / "h"
    run("play", "first-deal", "--out", str(out))
    before, left = contents(out), [nth]

    def failing(real):
        def call(*arguments, **options):
            left[0] -= 1
            if left[0] == 0:
                raise error
            return real(*arguments, **options)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in ("fsync", "replace"):
            patch.setattr(os, name, failing(getattr(os, name)))
        code, printed, said = run("play", "first-deal", "--seed", "2", "--out", str(out))
    assert (code, printed) == ((130, "") if isinstance(error, KeyboardInterrupt) else (2, ""))
    assert ("no results are half-written" if code == 130 else "there is no room") in said
    assert contents(out) == before
    assert run("play", "first-deal", "--seed", "2", "--out", str(out))[0] == 0
    assert contents(out) != before


def test_the_documents_name_every_file_and_column_of_the_results():
    readme = (datasets_folder() / "README.md").read_text(encoding="utf-8")
    part = readme.partition("## The results of a game")[2]
    for name in (*FILES, *MONTH_COLUMNS, *CHOICE_COLUMNS, *LIFETIME_COLUMNS, *LUCK_COLUMNS, *SUMMARY_KEYS):
        assert f"`{name}`" in part, name
