"""Months, quarters, rewinds and tries in the cockpit; and the why card, which is arithmetic on the ledger."""

import asyncio
import os
import re
import shlex
import shutil

import pytest
from games import click

from kamsim.engine.decisions import MapPower
from kamsim.engine.records import ChoiceMade
from kamsim.engine.scenario import datasets_folder, find_scenario
from kamsim.market.buying import implied_probability, log_odds
from kamsim.studies.policies import textbook
from kamsim.workbook import look, words
from kamsim.workbook.canvas import Canvas
from kamsim.workbook.cockpit import Cockpit, charts, open_cockpit
from kamsim.workbook.cockpit.charts import not_kept, revenue_change, revenue_line
from kamsim.workbook.cockpit.plan import rest_of
from kamsim.workbook.cockpit.tries import could_have, luck_line
from kamsim.workbook.cockpit.why import NEVER_MET, luck_share, met_only, parts_of
from kamsim.workbook.session import MAIN, Session, open_session
from kamsim.workbook.stories import story_line


def play(cockpit, months):
    for _ in range(months):
        click(cockpit, "textbook", f"run:{cockpit.session.month + 1}")


def drawn(cockpit):
    return dict(cockpit.pictures())


def test_opening_waits_neither_for_bots_nor_for_pictures(cockpit):
    assert drawn(cockpit) == {}
    assert cockpit.desk.bot is None
    cockpit.warm()
    assert set(drawn(cockpit)) == {"retention", "revenue"}
    assert cockpit.desk.bot is not None


def test_a_month_moves_the_numbers_and_the_pictures(cockpit):
    cockpit.warm()
    before, pictures = cockpit.canvas.text(), drawn(cockpit)
    click(cockpit, "run:1")
    text = cockpit.canvas.text()
    assert "Month 2\nof 24" in text
    assert "value index" in text
    assert before != text
    after = drawn(cockpit)
    assert all(after[name] != pictures[name] for name in pictures)
    assert "doing nothing" in text.lower()
    assert "wait-and-see" not in text


def test_a_double_click_runs_one_month(cockpit):
    click(cockpit, "run:1")
    with pytest.raises(LookupError):
        cockpit.canvas.click("run:1")
    assert cockpit.session.month == 1


def test_a_double_click_in_the_browser_runs_one_month(cockpit):
    revision = cockpit.canvas.revision
    for _ in range(2):
        cockpit.canvas._receive({"do": "run:1", "revision": revision})
    assert cockpit.session.month == 1


def test_the_revenue_sentence_adds_up_to_the_fen_in_every_month_of_losses_too():
    cockpit = Cockpit(Session(find_scenario("city"), 3))
    lost = 0
    for month in range(1, 25):
        click(cockpit, f"run:{month}")
        desk = cockpit.desk
        found = revenue_change(desk)
        shown = charts.lines(desk, cockpit.view)["revenue"][-1].values
        assert found.lost + found.won + found.others == shown[-1] - shown[0]
        *parts, total = [
            int(number.replace(",", "")) * (-1 if sign == "−" else 1)
            for sign, number in re.findall(r"([−+]?)¥([\d,]+)", revenue_line(desk))
        ]
        assert sum(parts, 0 if parts else total) == total
        lost = found.accounts_lost
    assert lost


def test_what_was_not_kept_is_what_left_and_what_shrank():
    cockpit = Cockpit(Session(find_scenario("city"), 3))
    seen = set()
    for month in range(1, 25):
        click(cockpit, f"run:{month}")
        gone, back, left, lower = not_kept(cockpit.desk)
        assert 0 <= back <= gone
        kept = cockpit.session.history.figures[-1].gross_revenue_retention
        assert 1 - left - lower == pytest.approx(kept, abs=1e-12)
        said = charts.retention_line(cockpit.desk, cockpit.view)
        own, *missing = [float(number) for number in re.findall(r"([\d.]+) %", said.split(". Doing")[0])]
        assert sum(missing) == pytest.approx(100 - own, abs=1e-6)
        seen.add((gone > 0, lower > 0))
    assert (True, True) in seen


def test_the_gap_to_doing_nothing_is_that_of_the_numbers_that_are_shown(cockpit):
    cockpit.warm()
    for month in range(1, 13):
        click(cockpit, "textbook", f"run:{month}")
        said = charts.retention_line(cockpit.desk, cockpit.view)
        own, bot = (float(found) for found in re.findall(r"(?:kept|keeps) ([\d.]+) %", said))
        size, side = re.search(r"you are ([\d.]+) points (ahead|behind)", said).groups() if own != bot else (0, "ahead")
        gap = float(size) * (1 if side == "ahead" else -1)
        assert gap == pytest.approx(own - bot, abs=1e-6)


def test_rewinding_goes_back_a_month_with_the_plan_of_then_and_keeps_the_try(cockpit):
    play(cockpit, 3)
    digest = cockpit.session.simulation.digest()
    click(cockpit, "rewind:3")
    assert cockpit.session.month == 2
    assert "Month 3\nof 24" in cockpit.canvas.text()
    assert cockpit.session.draft
    click(cockpit, "run:3")
    assert cockpit.session.simulation.digest() == digest


def test_going_back_step_by_step_leaves_one_try_and_not_a_heap(cockpit):
    play(cockpit, 4)
    click(cockpit, "rewind:4", "rewind:3", "rewind:2")
    assert list(cockpit.session.branches.values()) == [1, 4]


def test_another_future_is_compared_on_the_same_luck(cockpit):
    play(cockpit, 4)
    click(cockpit, "rewind:4")
    assert "So far the same as try 1." in cockpit.canvas.text()
    click(cockpit, "clear", "run:4")
    said = charts.retention_line(cockpit.desk, cockpit.view)
    assert re.fullmatch(r"You kept [\d.]+ % of your revenue.*\. Try 1 kept [\d.]+ % at month 4\.", said)
    click(cockpit, "branch")
    text = cockpit.canvas.text()
    assert "Yours vs try 1 after month 4: value" in text
    gap = cockpit.session.history.value_fen(4) - cockpit.session.branch_path("try 1").value_fen(4)
    assert gap != 0
    assert ("value −¥" in text) == (gap < 0)


def test_the_try_that_was_chosen_to_compare_with_is_still_compared_after_opening_the_game_again():
    session = open_session("city", 13, "comparison")
    cockpit = Cockpit(session)
    play(cockpit, 2)
    click(cockpit, "rewind:2", "clear", "run:2", "rewind:2", "rewind:1", "clear", "run:1", "run:2", "branch")
    by_rule = cockpit.desk.against(cockpit.view)[0]
    again = Cockpit(open_session("city", 13, "comparison"))
    assert again.desk.against(again.view)[0] == by_rule
    chosen = next(name for name in cockpit.desk.kept if name != by_rule)
    click(cockpit, f"against:{chosen}")
    again = Cockpit(open_session("city", 13, "comparison"))
    assert again.desk.against(again.view)[0] == chosen


@pytest.mark.parametrize(
    ("points", "said"),
    [
        (-11.2, " Bad luck cost 11 points; the 54 does not count them."),
        (7.6, " Good luck brought 8 points; the 54 does not count them."),
        (-1.0, " Bad luck cost 1 point; the 54 does not count it."),
        (0.3, ""),
    ],
)
def test_the_result_says_what_luck_did_and_that_the_index_leaves_it_out(points, said):
    assert luck_line(points, "54") == said


def test_the_result_is_not_offered_as_the_next_step_while_it_is_open():
    cockpit = Cockpit(Session(find_scenario("city").with_settings(months=2), 7))
    play(cockpit, 2)
    assert "kam-primary" not in cockpit.canvas.find("page:end")[1]["class"]
    assert len([name for name in cockpit.canvas.actions() if name == "back:2"]) <= 1
    click(cockpit, "page:account")
    assert "kam-primary" in cockpit.canvas.find("page:end")[1]["class"]


def test_branch_opens_the_tries_and_switching_plays_on_in_another(cockpit):
    play(cockpit, 2)
    click(cockpit, "rewind:2", "clear", "run:2", "branch")
    assert "Tries of this game" in cockpit.canvas.text()
    click(cockpit, "switch:try 1")
    assert cockpit.session.branches == {MAIN: 2, "try 2": 2}
    click(cockpit, "branch", "ask:try 2")
    assert "Drop?" in cockpit.canvas.text()
    click(cockpit, "ask:")
    assert "drop:try 2" not in cockpit.canvas.actions()
    click(cockpit, "ask:try 2", "drop:try 2")
    assert "try 2" not in cockpit.session.branches


def test_a_tab_that_is_behind_runs_nothing_of_what_another_one_planned(tmp_path):
    here, there = (Session(find_scenario("city"), 7, tmp_path / "game.json") for _ in range(2))
    behind = Cockpit(there)
    here.advance()
    unmapped = next(account.account_id for account in here.briefing.accounts if not account.mapped)
    here.plan(MapPower(account=unmapped))
    behind.canvas.click("quarter:1")
    assert (there.month, there.draft) == (1, here.draft)
    assert behind.canvas.text().startswith("This game was changed in another tab")
    behind.canvas.click("run:2")
    assert there.month == 2
    assert "another tab" not in behind.canvas.text()


def test_every_try_shows_its_own_value_index(cockpit):
    play(cockpit, 3)
    click(cockpit, "rewind:3", "clear", "run:3", "branch")
    ours, other = (round(cockpit.session.score(name).index) for name in (MAIN, "try 1"))
    assert ours < other
    text = cockpit.canvas.text()
    assert re.search(rf"your game\n3 months, open now\n{ours}\n", text)
    assert re.search(rf"try 1, 3 months\ncompare\nopen\ndrop\n{other}\n", text.replace("✓ ", ""))


def test_the_game_that_is_played_has_one_name_and_no_two_tries_are_the_same(cockpit):
    play(cockpit, 3)
    click(cockpit, "branch")
    assert "try 1, 3 months, as your game is now" in cockpit.canvas.text()
    click(cockpit, "rewind:3", "rewind:2", "branch", "switch:try 1")
    assert (cockpit.session.current, cockpit.session.branches) == (MAIN, {MAIN: 3})
    click(cockpit, "rewind:3", "clear", "run:3", "branch", "switch:try 1")
    assert cockpit.session.branches == {MAIN: 3, "try 2": 3}
    assert cockpit.session.decisions() != cockpit.session.decisions("try 2")
    click(cockpit, "branch")
    text = cockpit.canvas.text()
    assert "your game\n3 months, open now" in text
    assert "Yours vs try 2 after month 3" in text


def test_beginning_again_keeps_what_was_played(cockpit):
    play(cockpit, 2)
    click(cockpit, "branch", "restart")
    assert cockpit.session.month == 0
    assert cockpit.session.draft == ()
    assert 2 in cockpit.session.branches.values()
    assert "Month 1\nof 24" in cockpit.canvas.text()


def test_a_quarter_runs_three_months(cockpit):
    click(cockpit, "textbook", "quarter:1")
    assert cockpit.session.month == 3
    assert cockpit.view.running is None


def test_a_quarter_says_before_and_after_what_passes_unattended(cockpit):
    assert "2 months unattended" in cockpit.canvas.text()
    waiting, branch = 0, Session(find_scenario("city"), 7)
    for _ in range(3):
        waiting += len(branch.briefing.inbox)
        branch.advance()
    lost = sum(figure.accounts_lost for figure in branch.history.figures)
    click(cockpit, "quarter:1")
    told = f"3 months run: {lost} {'account' if lost == 1 else 'accounts'} lost, {waiting} messages passed unanswered."
    assert told in cockpit.canvas.text()
    click(cockpit, "back:1")
    assert cockpit.session.month == 0
    assert "passed unanswered" not in cockpit.canvas.text()


def test_a_quarter_runs_on_with_the_textbook_in_the_months_that_have_no_plan(cockpit):
    branch = Session(find_scenario("city"), 7)
    branch.advance()
    for _ in range(2):
        branch.replan(rest_of((), textbook(branch.briefing), branch.briefing))
        branch.advance()
    click(cockpit, "by_textbook")
    assert "2 months by textbook" in cockpit.canvas.text()
    click(cockpit, "quarter:1")
    assert cockpit.session.decisions()[0] == ()
    assert cockpit.session.decisions() == branch.decisions()
    click(cockpit, "by_textbook")
    assert "2 months unattended" in cockpit.canvas.text()


def test_a_pack_that_cannot_be_read_is_explained_in_the_widget(tmp_path):
    widget = open_cockpit(str(tmp_path / "nothing here"))
    assert isinstance(widget, Canvas)
    assert "give the name of a pack or of a folder that exists" in widget.text()
    assert widget.actions() == []


def in_a_loop(wanted):
    return asyncio.run(wanted())


def test_a_quarter_shows_its_progress_and_only_cancel_can_be_clicked():
    async def wanted():
        cockpit = Cockpit(Session(find_scenario("city"), 7))
        click(cockpit, "quarter:1")
        assert "Running: 0 of 3 months" in cockpit.canvas.text()
        assert cockpit.canvas.actions() == ["cancel"]
        await cockpit._task
        assert cockpit.session.month == 3
        assert "run:4" in cockpit.canvas.actions()

    in_a_loop(wanted)


def test_a_quarter_can_be_cancelled_between_months():
    async def wanted():
        cockpit = Cockpit(Session(find_scenario("city"), 7))
        click(cockpit, "quarter:1")
        task = cockpit._task
        while cockpit.session.month < 1:
            await asyncio.sleep(0.005)
        click(cockpit, "cancel")
        await asyncio.wait([task])
        assert cockpit.session.month < 3
        assert f"run:{cockpit.session.month + 1}" in cockpit.canvas.actions()

    in_a_loop(wanted)


def test_bots_and_pictures_follow_soon_after_the_first_paint():
    async def wanted():
        cockpit = Cockpit(Session(find_scenario("city"), 7))
        for _ in range(200):
            if cockpit.pictures():
                break
            await asyncio.sleep(0.02)
        assert cockpit.pictures()

    in_a_loop(wanted)


def test_the_game_resumes_from_disk_where_it_was(tmp_path):
    file = tmp_path / "game.json"
    first = Cockpit(Session(find_scenario("city"), 7, file))
    play(first, 2)
    click(first, f"map:{first.view.account}")
    again = Cockpit(Session(find_scenario("city"), 7, file))
    assert again.session.month == 2
    assert again.session.draft == first.session.draft
    again.warm()
    assert again.canvas.text().split("Accounts ·")[0] == first.canvas.text().split("Accounts ·")[0]


def test_two_cockpits_on_one_session_follow_each_other():
    session = Session(find_scenario("city"), 7)
    one, two = Cockpit(session), Cockpit(session)
    click(one, "run:1")
    assert "run:2" in two.canvas.actions()


def test_the_notebook_gets_a_widget_on_the_saved_game():
    widget = open_cockpit("city", seed=11, game="cockpit test")
    assert isinstance(widget, Canvas)
    widget.click("run:1")
    assert open_session("city", 11, "cockpit test").month == 1


def test_the_last_month_ends_the_game_with_a_result():
    city = find_scenario("city")
    short = city._replace(settings=city.settings.model_copy(update={"months": 2}))
    cockpit = Cockpit(Session(short, 7))
    click(cockpit, "textbook", "run:1", "run:2")
    text = cockpit.canvas.text()
    assert "The 2 months are over: value index" in text
    assert not [action for action in cockpit.canvas.actions() if action.startswith(("run:", "quarter:", "answer:"))]
    click(cockpit, "page:account", "tab:terms")
    assert not [action for action in cockpit.canvas.actions() if action.startswith(("offer:", "cut:", "visit:"))]
    click(cockpit, "page:end", "rewind:2")
    assert "run:2" in cockpit.canvas.actions()


# Why


@pytest.fixture(scope="module")
def played():
    cockpit = Cockpit(Session(find_scenario("city"), 7))
    play(cockpit, 12)
    return cockpit


def test_the_parts_of_a_choice_by_cause_and_by_person_add_up_to_the_choice(played):
    made = [record for record in played.session.simulation.ledger if isinstance(record, ChoiceMade)]
    assert {"stay", "renewal"} <= {record.choice for record in made}
    for record in made[::7]:
        whole = sum(voice.weight * log_odds(voice.parts) for voice in record.voices)
        for by in ("cause", "person"):
            assert parts_of(record, by).total == pytest.approx(whole)


def test_the_why_card_shows_the_probability_the_draw_and_the_luck_of_the_ledger(played):
    click(played, "why:0") if "why:0" in played.canvas.actions() else None
    made = played.desk.choices[0]
    text = played.canvas.text()
    name = played.desk.names[made.account_id]
    assert re.search(rf"Why did {re.escape(name)} .* in month {int(made.day // 30) + 1}\?", text)
    assert made.probability == pytest.approx(implied_probability(made.link, made.voices, made.veto))
    assert f"{100 * luck_share(made):.0f} % of the" in text
    assert made.favorable == (made.draw < made.probability)


def test_the_arrows_lead_through_the_choices_and_each_can_be_gone_back_to(played):
    for place in range(1, len(played.desk.choices)):
        click(played, f"why:{place}")
        made = played.desk.choices[place]
        assert f"{place + 1} of {len(played.desk.choices)}" in played.canvas.text()
        assert f"back:{int(made.day // 30) + 1}" in played.canvas.actions()
    assert f"why:{len(played.desk.choices)}" not in played.canvas.actions()


def test_the_last_month_comes_first_in_the_why_card_and_losses_first_in_it(played):
    last = [int(made.day // 30) == played.session.month - 1 for made in played.desk.choices]
    assert last == sorted(last, reverse=True)
    assert any(last)
    lost = [
        made.choice in ("stay", "renewal") and not made.favorable and made.outcome != "nobody"
        for made, latest in zip(played.desk.choices, last, strict=True)
        if latest
    ]
    assert lost == sorted(lost, reverse=True)


def test_by_person_shows_people_who_were_never_met_as_one_sum():
    cockpit = Cockpit(Session(find_scenario("city"), 7))
    for month in range(1, 13):
        click(cockpit, f"run:{month}")
    place, made = next((at, made) for at, made in enumerate(cockpit.desk.choices) if len(made.voices) > 1)
    cockpit.view.why = place
    cockpit.canvas.refresh()
    unmet = {v.person_id for v in made.voices if not cockpit.desk.people[v.person_id].met_times}
    assert len(unmet) > 1
    whole, shown = parts_of(made, "person"), met_only(cockpit.desk, parts_of(made, "person"))
    assert not unmet & {name for name, _ in shown.causes}
    assert dict(shown.causes)[NEVER_MET] == pytest.approx(sum(fen for name, fen in whole.causes if name in unmet))
    assert shown.total == pytest.approx(whole.total)
    click(cockpit, "by:person")
    card = cockpit.canvas.text().split("Why did")[1]
    assert card.count("people you never met") == 1
    assert not any(cockpit.desk.names.get(name, words.SOMEBODY) in card for name in unmet)
    click(cockpit, "by:cause")
    assert "by person" in cockpit.canvas.text()


def test_a_long_account_name_does_not_push_the_question_out():
    city = find_scenario("city")
    long = city._replace(accounts=tuple(r.model_copy(update={"name": "海" * 50}) for r in city.accounts))
    cockpit = Cockpit(Session(long, 7))
    click(cockpit, "run:1", "run:2", "run:3")
    assert re.search(r"Why did 海{14}… .* in month \d\?", cockpit.canvas.text())


@pytest.mark.parametrize(("probability", "close"), [(0.05, False), (0.1, True), (0.9, True), (0.97, False)])
def test_a_choice_was_close_only_with_a_chance_between_a_tenth_and_nine_tenths(played, probability, close):
    made = played.desk.choices[0]._replace(probability=probability)
    assert ("could have gone otherwise" in could_have(made)) == close


def test_a_chance_that_was_missed_is_never_called_certain(played):
    made = played.desk.choices[0]._replace(choice="stay", outcome="leaves", favorable=False, probability=0.9996)
    names = played.desk.names
    for said in (could_have(made, "price"), story_line(made, names)):
        assert "the chance of staying was over 99.9 %" in said.lower()
    assert "What weighed most: price." in could_have(made, "price")
    assert [look.chance(p) for p in (0.0, 0.0004, 0.02, 0.5, 0.98, 0.999, 1.0)] == [
        "under 0.1 %", "under 0.1 %", "2.0 %", "50 %", "98.0 %", "99.9 %", "over 99.9 %",
    ]  # fmt: skip


def test_a_shorter_try_is_compared_at_the_month_that_both_have(cockpit):
    play(cockpit, 2)
    click(cockpit, "branch", "rewind:2", "clear", "run:2", "run:3", "run:4")
    said = charts.retention_line(cockpit.desk, cockpit.view)
    own, their = cockpit.session.history, cockpit.session.branch_path("try 1")
    both = [look.percent(path.figures[1].gross_revenue_retention) for path in (own, their)]
    assert said.endswith(f"At month 2: {both[0]}, and {both[1]} in try 1.")


def test_the_index_beside_a_worse_retention_says_that_it_counts_value(cockpit):
    cockpit.warm()
    seen = set()
    for month in range(1, 13):
        click(cockpit, "textbook", f"run:{month}")
        said = charts.retention_line(cockpit.desk, cockpit.view)
        index = cockpit.desk.score.index
        gap = re.search(r"points (ahead|behind)", said)
        apart = bool(index and gap) and (gap[1] == "ahead") != (index > 0)
        assert (f"but {'ahead' if apart and index > 0 else 'behind'} in value" in said) == apart
        seen.add(apart)
    assert False in seen


def test_the_luck_that_the_index_leaves_out_is_said_as_a_sentence(played):
    points = round(played.desk.score.luck)
    assert points
    did = "bad luck cost" if points < 0 else "good luck brought"
    titles = str(played.canvas.scene)
    assert f"{did} {abs(points)} point" in titles


def test_going_back_from_the_why_card_lets_one_choose_otherwise(played):
    made = played.desk.choices[0]
    month = int(made.day // 30) + 1
    played.view.why = 0
    played.canvas.refresh()
    click(played, f"back:{month}")
    assert played.session.month == month - 1


def test_the_numbers_behind_a_picture_can_be_read(cockpit):
    play(cockpit, 2)
    click(cockpit, "numbers:revenue")
    assert "doing nothing" in cockpit.canvas.text()
    assert "wait-and-see" not in cockpit.canvas.text()
    assert f"¥{cockpit.session.history.figures[1].standing_fen / 100:,.0f}" in cockpit.canvas.text()
    click(cockpit, "numbers:revenue")


def test_ours_is_compared_with_the_try_that_was_played_otherwise(cockpit):
    play(cockpit, 2)
    click(cockpit, "rewind:2", "clear", "run:2", "branch")
    assert list(cockpit.desk.kept) == ["try 1", "try 2"]
    assert "Yours vs try 1 after month 2" in cockpit.canvas.text()
    click(cockpit, "against:try 2")
    assert "The same as try 2 up to month 2" in cockpit.canvas.text()


def test_a_try_that_is_the_beginning_of_the_game_is_not_what_the_picture_tells_of(cockpit):
    click(cockpit, "run:1", "branch", "page:account", "run:2")
    assert charts.retention_line(cockpit.desk, cockpit.view).startswith("You kept")
    other = cockpit.desk.against(cockpit.view)
    assert "is the beginning of this game: it ends after month 1" in charts.comparison(cockpit.desk, other)


def test_the_screen_says_that_meals_are_off_and_a_trainer_opens_a_game_of_its_own_with_them_on():
    lawful = Cockpit(Session(find_scenario("city"), 7))
    assert "Meals, gifts and private events are off" in lawful.canvas.text()
    offered = [name.split(":")[2] for name in lawful.canvas.actions() if name.startswith("visit:")]
    assert len(offered) == 5
    assert not {"meal", "gift", "family_event"} & set(offered)
    widget = open_cockpit("city", seed=12, strict_mode=0)
    session = widget.cockpit.session
    assert not session.briefing.strict
    assert "Meals, gifts and private events are off" not in widget.text()
    assert session.file != open_cockpit("city", seed=12).cockpit.session.file
    for action in ("run:1", "branch", "export"):
        widget.click(action)
    assert "kamsim play city --seed 12 --set strict_mode=0" in widget.cockpit.view.told


@pytest.mark.skipif(os.name == "nt", reason="the words are read back as a POSIX shell does")
def test_a_game_of_a_folder_is_written_to_its_own_file_and_told_so_that_a_terminal_plays_it_again(
    tmp_path, monkeypatch, answer
):
    home = tmp_path / "my own games"
    monkeypatch.setenv("KAMSIM_HOME", str(home))
    folder = tmp_path / "of mine" / "first-deal"
    shutil.copytree(datasets_folder() / "first-deal", folder)
    settings = folder / "scenario.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('title = "', 'title = "My '), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for scenario, opened in (("of mine/first-deal", str(folder.resolve())), ("first-deal", "first-deal")):
        widget = open_cockpit(scenario)
        for action in ("textbook", "run:1", "branch", "export"):
            widget.click(action)
        words = shlex.split(widget.cockpit.view.told.split("again: ")[1])
        assert words[:5] == ["kamsim", "play", opened, "--seed", "1"]
        margin = widget.cockpit.session.history.figures[0].margin_fen
        assert answer(*words[1:])["months"][0]["margin"] == margin / 100
    assert len(list((home / "decisions").glob("*.csv"))) == 2


def test_a_number_that_is_out_of_range_opens_no_game_but_says_what_is_allowed():
    said = open_cockpit("city", strict_mode=2).text()
    assert "--set strict_mode" in said
    assert "'2' is not allowed" in said
