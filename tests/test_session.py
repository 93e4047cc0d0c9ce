"""One trainee's game: replay is its memory; it survives a notebook, a broken file, a disk that cannot be written."""

import _thread
import json
import os
import re
import signal
import threading
import time
from pathlib import Path

import pytest
from games import played

from kamsim.engine.decision_file import decisions_made
from kamsim.engine.decisions import Answer, GiveDiscount, MapPower, Visit, WinBack
from kamsim.engine.generator.packs import write_scenario
from kamsim.engine.reading import BadInput
from kamsim.engine.records import ENGINE_VERSION
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation, replay
from kamsim.engine.writing import previous
from kamsim.studies.policies import textbook
from kamsim.workbook.saved_game import KEPT, ChangedElsewhere
from kamsim.workbook.session import MAIN, Session, open_session

CITY, DEAL = find_scenario("city"), find_scenario("first-deal")
VISIT = Visit(account="A01", person="A01-1", activity="visit")
MAP = MapPower(account="A01")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "games" / "first-deal-7.json"


def play_months(session, count, policy=textbook):
    for _ in range(count):
        session.replan(policy(session.briefing))
        session.advance()


def state(session):
    return (
        session.simulation.digest(),
        session.month,
        session.draft,
        session.current,
        {name: session.decisions(name) for name in session.branches},
        session.notes,
    )


# --- playing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pack", ["first-deal", "city"])
def test_a_game_played_through_a_session_is_the_game_of_its_policy(pack):
    session = Session(find_scenario(pack), seed=7)
    play_months(session, session.scenario.settings.months)
    assert session.finished
    assert session.simulation.digest() == played(pack, "textbook").digest()


def test_months_undone_and_redone_give_the_same_digest():
    session = Session(CITY, seed=7)
    play_months(session, 5)
    after_five = session.simulation.digest()
    session.rewind(2)
    assert session.month == 2
    play_months(session, 3)
    assert session.simulation.digest() == after_five
    while session.month:
        session.rewind(session.month - 1)
    play_months(session, 24)
    assert session.simulation.digest() == played("city", "textbook").digest()


def test_rewinding_brings_back_the_plan_of_that_month_and_keeps_what_was_played_as_a_branch():
    session = Session(DEAL, seed=7)
    session.plan(MAP)
    session.advance()
    session.plan(VISIT)
    session.advance()
    tried = session.simulation.digest()
    session.rewind(1)
    assert session.draft == (VISIT,)
    assert session.branches == {MAIN: 1, "try 1": 2}
    session.switch("try 1")
    assert session.simulation.digest() == tried
    assert session.draft == ()


def test_opening_a_try_makes_it_the_game_and_keeps_the_other_with_its_plan():
    session = Session(DEAL, seed=7)
    play_months(session, 2)
    tried = session.decisions()
    session.rewind(1)
    session.replan([MAP])
    session.advance()
    session.plan(VISIT)
    other = session.decisions()
    session.switch("try 1")
    assert (session.current, session.decisions(), session.draft) == (MAIN, tried, ())
    assert session.branches == {MAIN: 2, "try 2": 2}
    session.switch("try 2")
    assert (session.decisions(), session.draft) == (other, (VISIT,))


def test_a_game_kept_under_the_name_of_a_try_is_named_again(file):
    session = Session(DEAL, seed=7, file=file)
    play_months(session, 2)
    tried = session.decisions()
    session.rewind(1)
    session.replan([MAP])
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r'"current": *"your game"', '"current":"try 1"', text), encoding="utf-8")
    again = Session(DEAL, seed=7, file=file)
    assert (again.current, again.decisions(), again.draft, again.warning) == (MAIN, tried, (), "")
    assert again.branches == {MAIN: 2, "try 1": 1}


def test_the_same_try_is_kept_once():
    session = Session(DEAL, seed=7)
    play_months(session, 2)
    session.rewind(1)
    session.advance()
    session.rewind(1)
    assert session.branches == {MAIN: 1, "try 1": 2}


def test_rewinding_to_a_month_that_was_not_played_changes_nothing():
    session = Session(DEAL, seed=7)
    play_months(session, 2)
    before = state(session)
    for month in (-1, 2, 99):
        session.rewind(month)
    assert state(session) == before


def test_two_branches_part_where_their_decisions_do_and_share_their_luck_before():
    session = Session(DEAL, seed=7)
    play_months(session, 3)
    session.rewind(1)
    session.replan([])
    session.advance()
    ours, theirs = session.history, session.branch_path("try 1")
    assert ours.value_fen(1) == theirs.value_fen(1)
    assert session.branch_path(session.current) == session.history
    assert len(theirs.figures) == 3


def test_a_branch_can_be_kept_and_dropped_but_not_the_one_in_play():
    session = Session(DEAL, seed=7)
    play_months(session, 1)
    name = session.branch()
    assert session.branches == {MAIN: 1, name: 1}
    session.drop(MAIN)
    session.drop("no such branch")
    session.drop(name)
    assert session.branches == {MAIN: 1}
    with pytest.raises(KeyError):
        session.switch(name)


def test_restarting_begins_again_and_loses_nothing():
    session = Session(DEAL, seed=7)
    play_months(session, 3)
    session.restart()
    assert (session.month, session.draft, session.branches) == (0, (), {MAIN: 0, "try 1": 3})
    play_months(session, 6)
    assert session.simulation.digest() == played("first-deal", "textbook").digest()


def test_an_impossible_decision_changes_neither_plan_nor_game():
    session = Session(DEAL, seed=7)
    session.plan(MAP)
    before, revision = state(session), session.revision
    for decision in (MAP, WinBack(account="A01"), GiveDiscount(account="Z9", discount=0.1)):
        assert session.refused(decision)
        with pytest.raises(BadInput):
            session.plan(decision)
    with pytest.raises(BadInput):
        session.replan([WinBack(account="A01")])
    with pytest.raises(BadInput):
        session.answer("renewal:Z9:1", "renew_12")
    assert state(session) == before
    assert session.revision == revision


def test_a_finished_game_refuses_another_month_and_stays_as_it_is():
    session = Session(DEAL, seed=7)
    play_months(session, 6)
    before = state(session)
    with pytest.raises(BadInput):
        session.advance()
    assert state(session) == before


def test_a_new_answer_takes_the_place_of_an_earlier_one():
    session = Session(CITY, seed=7)
    while not session.briefing.inbox:
        session.advance()
    situation = session.briefing.inbox[0]
    first, *_, last = situation.options
    session.answer(situation.situation_id, first)
    session.answer(situation.situation_id, last)
    assert session.draft == (Answer(situation=situation.situation_id, option=last),)


def test_the_plan_uses_up_the_hours_and_gives_them_back():
    session = Session(DEAL, seed=7)
    session.plan(VISIT)
    session.plan(MAP)
    assert session.hours_left == session.briefing.hours - 3.0 - 2.0
    session.replan([MAP])
    assert session.draft == (MAP,)
    assert session.hours_left == session.briefing.hours - 2.0


def test_every_action_is_published_once():
    session = Session(DEAL, seed=7)
    heard = []
    session.observe(lambda change: heard.append(change["new"]), "revision")
    session.plan(MAP)
    session.replan([])
    session.advance()
    session.branch()
    session.rewind(0)
    session.advance()
    session.restart()
    assert heard == [1, 2, 3, 4, 5, 6, 7]


def test_at_the_end_the_textbook_scores_100_and_idleness_0():
    par, idle = Session(CITY, seed=7), Session(CITY, seed=7)
    assert par.score().index is None
    play_months(par, 24)
    play_months(idle, 24, lambda briefing: [])
    assert par.score().index == pytest.approx(100)
    assert idle.score().index == pytest.approx(0)


def test_the_choices_of_an_account_and_a_month_can_be_asked_for():
    session = Session(DEAL, seed=7)
    play_months(session, 3)
    everything = session.choices()
    assert everything
    assert [c for c in everything if c.day // 30 == 1] == session.choices("A01", month=1)
    assert session.choices("Z9") == []


# --- kept on disk -----------------------------------------------------------------------------------------------------


def test_a_game_is_on_disk_after_every_action_and_resumes_where_it_was(file):
    session = Session(DEAL, seed=7, file=file)
    actions = [
        lambda: session.plan(MAP),
        session.advance,
        lambda: session.plan(VISIT),
        session.advance,
        session.branch,
        lambda: session.rewind(1),
        lambda: session.replan([]),
        lambda: session.note("lesson", "2"),
        lambda: session.switch("try 1"),
        session.restart,
    ]
    for action in actions:
        action()
        again = Session(DEAL, seed=7, file=file)
        assert state(again) == state(session)
        assert again.revision == session.revision
        assert again.warning == ""


def test_what_is_kept_are_decisions_never_state(file):
    session = Session(DEAL, seed=7, file=file)
    play_months(session, 6)
    text = file.read_text(encoding="utf-8")
    assert len(text) < 40_000
    kept = json.loads(text)
    assert {"scenario", "scenario_digest", "seed", "engine_version", "branches", "drafts"} <= set(kept)
    plans = decisions_made(session.simulation.ledger, 6)
    assert [len(month) for month in kept["branches"][MAIN]] == [len(plan) for plan in plans]
    for hidden in ("attitude", "satisfaction", "voices", "probability"):
        assert hidden not in text


def test_opening_a_new_game_writes_nothing_until_something_is_done(file):
    Session(DEAL, seed=7, file=file)
    assert not file.exists()


def damaged(text):
    return text[: len(text) // 2]


def altered(**values):
    return lambda text: json.dumps(json.loads(text) | values)


def with_month(month):
    """The saved text with another first month on its main branch."""

    def change(text):
        kept = json.loads(text)
        kept["branches"][MAIN] = [month]
        return json.dumps(kept)

    return change


BROKEN = {
    "cut off": damaged,
    "empty": lambda text: "",
    "not JSON": lambda text: "the dog ate it",
    "another shape": lambda text: "[1, 2, 3]",
    "deeply nested": lambda text: "[" * 100_000,
    "an older format": altered(format=0),
    "a newer format": altered(format=2),
    "an unknown key": altered(score=100),
    "another engine": altered(engine_version="0"),
    "another scenario": altered(scenario_digest="0" * 64),
    "another seed": altered(seed=8),
    "no such branch": altered(current="try 9"),
    "an unknown decision": with_month([{"kind": "bribe", "account": "A01"}]),
    "a value out of range": with_month([{"kind": "give_discount", "account": "A01", "discount": 2}]),
    "a month that cannot be replayed": with_month([{"kind": "win_back", "account": "A01"}]),
    "too many months": lambda text: altered(branches={MAIN: [[]] * 99})(text),
}

REPLAYED = ("a month that cannot be replayed", "too many months")
"""What shows only when the months are played."""


@pytest.mark.parametrize("damage", BROKEN)
def test_a_saved_game_that_cannot_go_on_is_set_aside_with_a_sentence_and_a_new_one_begins(file, damage):
    session = Session(DEAL, seed=7, file=file)
    play_months(session, 2)
    text = BROKEN[damage](file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    for number in range(1, KEPT + 1):
        previous(file, number).unlink()
    again = Session(DEAL, seed=7, file=file)
    assert again.month == 0
    assert again.draft == ()
    aside = file.with_name("first-deal-7 (kept 1).json")
    assert aside.read_text(encoding="utf-8") == text
    assert aside.name in again.warning
    assert again.warning.endswith("this is a new game.")
    assert "Traceback" not in again.warning
    play_months(again, 6)
    assert again.simulation.digest() == played("first-deal", "textbook").digest()
    assert Session(DEAL, seed=7, file=file).month == 6


@pytest.mark.parametrize("damage", BROKEN)
def test_whatever_is_wrong_with_a_saved_game_the_copy_kept_before_it_goes_on(file, damage):
    play_months(Session(DEAL, seed=7, file=file), 2)
    text = BROKEN[damage](file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    again = Session(DEAL, seed=7, file=file)
    assert again.month == 1
    assert again.warning.startswith("The saved game first-deal-7.json ")
    assert "The copy after month 1 is opened" in again.warning
    assert file.with_name("first-deal-7 (kept 1).json").read_text(encoding="utf-8") == text


def test_a_saved_game_that_is_not_text_or_no_file_is_told_without_the_words_of_the_machine(file):
    file.parent.mkdir()
    file.write_bytes(b"\xff\xfe\x00\x01" * 50)
    assert Session(DEAL, seed=7, file=file).warning == (
        "The saved game first-deal-7.json is damaged or from another version of kamsim. "
        "It is kept as first-deal-7 (kept 1).json; this is a new game."
    )
    file.unlink(missing_ok=True)
    file.mkdir()
    warning = Session(DEAL, seed=7, file=file).warning
    assert warning.startswith("The saved game first-deal-7.json cannot be read: ")
    assert "Errno" not in warning
    assert file.with_name("first-deal-7 (kept 2).json").is_dir()


def test_nothing_is_said_to_be_kept_where_nothing_is(tmp_path):
    warning = Session(DEAL, seed=7, file=unwritable(tmp_path)).warning
    assert "kept" not in warning
    assert "Errno" not in warning


def test_a_game_of_an_older_engine_says_both_versions(file):
    session = Session(DEAL, seed=7, file=file)
    session.advance()
    file.write_text(altered(engine_version="0.9")(file.read_text(encoding="utf-8")), encoding="utf-8")
    warning = Session(DEAL, seed=7, file=file).warning
    assert "0.9" in warning
    assert f"engine {ENGINE_VERSION}" in warning


def test_every_broken_game_is_kept_under_a_name_of_its_own(file):
    for number in (1, 2, 3):
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"broken {number}", encoding="utf-8")
        Session(DEAL, seed=7, file=file)
        assert file.with_name(f"first-deal-7 (kept {number}).json").read_text(encoding="utf-8") == f"broken {number}"


def test_a_plan_that_is_no_longer_possible_is_left_out_and_the_game_goes_on(file):
    session = Session(DEAL, seed=7, file=file)
    play_months(session, 2)
    before = session.simulation.digest()
    kept = json.loads(file.read_text(encoding="utf-8"))
    kept["drafts"] = {MAIN: [{"kind": "win_back", "account": "A01", "offer": "none"}]}
    file.write_text(json.dumps(kept), encoding="utf-8")
    again = Session(DEAL, seed=7, file=file)
    assert again.draft == ()
    assert again.simulation.digest() == before
    again.advance()
    assert again.month == 3


def unwritable(tmp_path):
    """A place where no game can be kept, also for an administrator: its folder is a file."""
    blocked = tmp_path / "games"
    blocked.write_text("not a folder", encoding="utf-8")
    return blocked / "first-deal-7.json"


def test_where_nothing_can_be_kept_the_game_goes_on_with_a_warning(tmp_path):
    session = Session(DEAL, seed=7, file=unwritable(tmp_path))
    play_months(session, 6)
    assert session.simulation.digest() == played("first-deal", "textbook").digest()
    assert "not kept" in session.warning
    assert "KAMSIM_HOME" in session.warning
    session.rewind(2)
    assert session.month == 2


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="needs a plain user")
def test_in_a_read_only_folder_the_game_goes_on_with_a_warning(tmp_path):
    tmp_path.chmod(0o555)
    try:
        session = Session(DEAL, seed=7, file=tmp_path / "game.json")
        play_months(session, 2)
        assert "not kept" in session.warning
    finally:
        tmp_path.chmod(0o755)


def test_the_warning_goes_away_once_the_game_can_be_kept_again(tmp_path):
    file = unwritable(tmp_path)
    session = Session(DEAL, seed=7, file=file)
    session.plan(MAP)
    assert session.warning
    file.parent.unlink()
    session.advance()
    assert session.warning == ""
    assert Session(DEAL, seed=7, file=file).month == 1


def test_a_session_without_a_file_keeps_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    play_months(Session(DEAL, seed=7), 2)
    assert list(tmp_path.iterdir()) == []


def test_open_session_keeps_games_by_scenario_name_and_seed(tmp_path, monkeypatch):
    monkeypatch.setenv("KAMSIM_HOME", str(tmp_path))
    open_session("first-deal", 7).advance()
    open_session("first-deal", 8, game="mine").advance()
    assert {path.name for path in (tmp_path / "games").glob("*.json")} == {"first-deal-7.json", "mine-8.json"}
    assert open_session("first-deal", 7).month == 1
    assert open_session("first-deal", 8).month == 0
    assert Path(tmp_path, "games", "first-deal-7.json").is_file()


def test_a_damaged_game_goes_on_from_the_copy_kept_before_it(file):
    session = Session(DEAL, seed=7, file=file)
    for _ in range(3):
        session.advance()
    text = damaged(file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    again = Session(DEAL, seed=7, file=file)
    assert again.month == 2
    assert "what you decided later may be missing" in again.warning
    assert file.with_name("first-deal-7 (kept 1).json").read_text(encoding="utf-8") == text
    again.advance()
    assert again.warning == ""
    assert Session(DEAL, seed=7, file=file).month == 3


STRANGE = {name: damage for name, damage in BROKEN.items() if name not in REPLAYED}


@pytest.mark.parametrize("damage", STRANGE)
def test_an_open_game_goes_on_and_is_saved_anew_where_its_file_was_damaged(file, damage):
    session = Session(DEAL, seed=7, file=file)
    play_months(session, 2)
    text = STRANGE[damage](file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    session.plan(MAP)
    assert (session.month, session.draft) == (2, (MAP,))
    assert session.warning.endswith("your game goes on and was saved anew.")
    assert file.with_name("first-deal-7 (kept 1).json").read_text(encoding="utf-8") == text
    again = Session(DEAL, seed=7, file=file)
    assert (again.month, again.draft, again.warning) == (2, (MAP,), "")
    session.advance()
    assert session.warning == ""


def test_a_game_whose_file_is_gone_goes_on_from_the_newest_whole_copy_with_a_sentence(file):
    session = Session(DEAL, 7, file)
    play_months(session, 3)
    file.unlink()
    previous(file, 1).write_text("{", encoding="utf-8")
    again = Session(DEAL, 7, file)
    assert again.month == 2
    assert again.warning == (
        "The saved game first-deal-7.json is gone. The copy after month 2 is opened; "
        "what you decided later may be missing."
    )
    again.advance()
    assert Session(DEAL, 7, file).decisions() == again.decisions()


def test_a_copy_of_a_game_in_which_no_month_was_played_says_so(file):
    session = Session(DEAL, 7, file)
    session.plan(MAP)
    session.replan([])
    file.unlink()
    assert "The copy before month 1 is opened" in Session(DEAL, 7, file).warning


def test_a_new_game_never_pushes_out_the_copies_of_another_one(file):
    play_months(Session(DEAL, 7, file), 3)
    for path in (file, *(previous(file, number) for number in range(1, KEPT + 1))):
        path.write_text(path.read_text(encoding="utf-8").replace(ENGINE_VERSION, "0", 1), encoding="utf-8")
    copies = [previous(file, number).read_bytes() for number in range(1, KEPT + 1)]
    play_months(new := Session(DEAL, 7, file), 4)
    aside = file.with_name("first-deal-7 (kept 1).json")
    assert [previous(aside, number).read_bytes() for number in range(1, KEPT + 1)] == copies
    assert Session(DEAL, 7, file).decisions() == new.decisions()


def test_copies_of_a_lost_game_that_cannot_go_on_are_set_aside_with_a_sentence(file):
    play_months(Session(DEAL, 7, file), 3)
    for number in range(1, KEPT + 1):
        copy = previous(file, number)
        copy.write_text(copy.read_text(encoding="utf-8").replace(ENGINE_VERSION, "0", 1), encoding="utf-8")
    file.unlink()
    new = Session(DEAL, 7, file)
    assert new.month == 0
    assert "was played with engine 0" in new.warning
    assert new.warning.endswith("It is kept as first-deal-7 (kept 1).json.1; this is a new game.")
    assert not previous(file, 1).exists()


def test_two_tabs_on_one_game_never_overwrite_each_other(file):
    here, there = Session(DEAL, seed=7, file=file), Session(DEAL, seed=7, file=file)
    here.advance()
    here.advance()
    # Opened before there was a game to read: it must not take the empty beginning for the newest state.
    with pytest.raises(ChangedElsewhere, match="another tab"):
        there.plan(MAP)
    assert (there.month, there.draft, there.revision) == (2, (), 3)
    assert Session(DEAL, seed=7, file=file).month == 2
    here.advance()
    with pytest.raises(ChangedElsewhere):
        there.plan(MAP)
    assert (there.month, there.draft) == (3, ())
    there.plan(MAP)
    with pytest.raises(ChangedElsewhere):
        here.note("lesson", "2")
    assert here.draft == (MAP,)
    assert Session(DEAL, seed=7, file=file).draft == (MAP,)


@pytest.mark.parametrize("verb", ["plan", "replan", "advance", "rewind", "branch", "switch", "drop", "restart"])
def test_no_verb_of_a_tab_that_is_behind_touches_what_another_one_did(file, verb):
    here = Session(DEAL, seed=7, file=file)
    here.advance()
    here.branch()
    there = Session(DEAL, seed=7, file=file)
    here.advance()
    here.plan(MAP)
    kept = (here.decisions(), here.draft, here.branches)
    name = next(name for name in there.branches if name != there.current)
    asked = {"plan": (VISIT,), "replan": ([VISIT],), "rewind": (0,), "switch": (name,), "drop": (name,)}
    with pytest.raises(ChangedElsewhere):
        getattr(there, verb)(*asked.get(verb, ()))
    for session in (there, Session(DEAL, seed=7, file=file)):
        assert (session.decisions(), session.draft, session.branches) == kept


def test_each_branch_keeps_its_own_plan(file):
    session = Session(DEAL, seed=7, file=file)
    session.advance()
    session.branch()
    session.plan(MAP)
    session.switch("try 1")
    assert session.draft == ()
    session.switch("try 2")
    assert session.draft == (MAP,)
    again = Session(DEAL, seed=7, file=file)
    assert again.draft == (MAP,)
    session.branch()
    session.switch("try 1")
    again = Session(DEAL, seed=7, file=file)
    again.switch("try 2")
    assert again.draft == (MAP,)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"seed": "x"}, "seed: 'x' is not allowed; give a whole number from 0 to 4,294,967,295."),
        ({"seed": 1.5}, "seed: '1.5' is not allowed"),
        ({"seed": -1}, "seed: '-1' is not allowed"),
        ({"seed": True}, "seed: 'True' is not allowed"),
        ({"game": "../../evil"}, "game: '../../evil' is not allowed; give a name of at most 40 letters"),
        ({"game": ""}, "game: "),
        ({"scenario": 5}, "scenario: '5' is not allowed; give the name of a pack"),
    ],
)
def test_what_no_game_can_be_kept_by_is_refused_as_in_a_terminal(asked, said, tmp_path, monkeypatch):
    monkeypatch.setenv("KAMSIM_HOME", str(tmp_path / "home"))
    with pytest.raises(BadInput) as refused:
        open_session(**({"scenario": "first-deal"} | asked))
    assert str(refused.value).startswith(said)
    assert not (tmp_path / "home").exists()


def test_a_dropped_try_does_not_lend_its_name_to_another():
    session = Session(DEAL, seed=7)
    for _ in range(3):
        session.advance()
        session.branch()
    session.drop("try 1")
    session.rewind(1)
    assert set(session.branches) == {MAIN, "try 2", "try 3"}
    session.advance()
    session.plan(MAP)
    session.advance()
    assert session.branch() == "try 4"


def test_a_folder_of_ones_own_with_a_packs_name_has_games_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("KAMSIM_HOME", str(tmp_path / "home"))
    write_scenario(DEAL._replace(settings=DEAL.settings.model_copy(update={"title": "Mine"})), tmp_path / "first-deal")
    open_session("first-deal", 7).advance()
    assert open_session(str(tmp_path / "first-deal"), 7).month == 0
    assert open_session("first-deal", 7).month == 1


@pytest.fixture
def interruptible():
    """Interrupts arrive, as they do not in a suite that a shell has started in the background."""
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, usual)


@pytest.mark.parametrize(("verb", "asked"), [("rewind", [3]), ("switch", ["try 1"]), ("restart", [])])
def test_going_elsewhere_that_is_interrupted_changes_nothing(monkeypatch, verb, asked):
    session = Session(CITY.with_settings(months=6), 3)
    for _ in range(4):
        session.advance()
    session.rewind(2)
    session.advance()
    session.advance()
    session.plan(MAP)
    before = (session.decisions(), session.draft, session.branches, session.month, session.history)
    played = []

    def interrupted(simulation):
        played.append(simulation.month)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Simulation, "book_value_fen", interrupted)
        with pytest.raises(KeyboardInterrupt):
            getattr(session, verb)(*asked)
    assert played
    assert before == (session.decisions(), session.draft, session.branches, session.month, session.history)
    session.advance()
    assert session.month == len(session.decisions()) == 5


def test_going_back_keeps_the_plan_of_the_open_month_with_the_try(file):
    session = Session(DEAL, seed=7, file=file)
    session.advance()
    session.advance()
    session.plan(MAP)
    session.rewind(0)
    assert session.draft == ()
    Session(DEAL, seed=7, file=file).switch("try 1")
    again = Session(DEAL, seed=7, file=file)
    assert (again.month, again.draft) == (2, (MAP,))


@pytest.mark.usefixtures("interruptible")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interrupt_at_any_moment_leaves_the_game_before_or_after_a_month():
    session = Session(find_scenario("city"), 3)
    stopped = 0
    for attempt in range(40):
        before = (session.month, session.draft, session.revision)
        timer = threading.Timer(0.0002 + 0.0006 * (attempt % 20), _thread.interrupt_main)
        try:
            session.replan(textbook(session.briefing))
            before = (session.month, session.draft, session.revision)
            timer.start()
            session.advance()
            timer.join()
            time.sleep(0.001)
        except KeyboardInterrupt:
            stopped += 1
        timer.cancel()
        assert session.month in (before[0], before[0] + 1)
        if session.month == before[0]:
            assert (session.draft, session.revision) == before[1:]
        again = replay(session.scenario, session.seed, session.decisions())
        assert session.simulation.digest() == again.digest()
        if session.month > 8:
            session.rewind(1)
    assert stopped
