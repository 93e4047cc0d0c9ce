"""The guided first deal without a browser: set, click, read."""

import json
import shutil
from pathlib import Path

import comm
import nbformat
import pytest
from comm.base_comm import BaseComm

from kamsim.engine.checking import refusals
from kamsim.engine.scenario import datasets_folder, find_scenario, load_scenario
from kamsim.engine.simulation import play, replay
from kamsim.market.buying import log_odds
from kamsim.studies.policies import POLICIES
from kamsim.studies.score import path_of_policy, score
from kamsim.workbook import words
from kamsim.workbook.first_deal import FirstDeal
from kamsim.workbook.first_deal.estimate import estimate
from kamsim.workbook.first_deal.panel import SEED
from kamsim.workbook.first_deal.place import NOTE
from kamsim.workbook.first_deal.question import question
from kamsim.workbook.first_deal.why import cause_parts, person_parts
from kamsim.workbook.session import Session

SCENARIO = find_scenario("first-deal")
RIVALS = tuple(rival.rival_id for rival in SCENARIO.rivals)


@pytest.fixture
def deal():
    return FirstDeal(Session(SCENARIO, SEED))


def filled(deal):
    """The actions of the filled buttons on the screen."""
    found = []

    def look_at(tree):
        if "kam-primary" in tree[1].get("class", ""):
            found.append(tree[1]["do"])
        for child in tree[2:]:
            if isinstance(child, list):
                look_at(child)

    look_at(json.loads(deal.canvas.scene)["tree"])
    return found


def go_on(deal, until, most=40):
    """Click the filled button until one of these steps is reached; gives the texts of the screens on the way."""
    texts = [deal.canvas.text()]
    while deal.deal.place.step not in until:
        assert len(texts) < most
        (action,) = filled(deal)
        deal.canvas.click(action)
        assert deal.canvas.failures == []
        texts.append(deal.canvas.text())
    return texts


def go_to_month(deal, month):
    while (deal.deal.place.step, deal.deal.place.month) != ("choose", month):
        deal.canvas.click(filled(deal)[0])


def questions(scenario, seed, pick):
    """Every question of a game in which `pick` chooses, with the briefing that it comes from."""
    found = []

    def policy(briefing):
        asked = question(briefing, briefing.accounts[0], words.names_of(scenario, briefing))
        found.append((briefing, asked))
        return list(pick(asked).decisions)

    return play(scenario, policy, seed), found


@pytest.mark.parametrize("seed", [SEED, 0, 1, 2, 3, 5])
def test_clicking_only_the_filled_button_leads_from_the_role_to_the_score(seed):
    deal = FirstDeal(Session(SCENARIO, seed))
    texts = go_on(deal, ("score",))
    assert "You look after Harbour Tooling" in texts[0]
    assert "Month 1 is over" in texts[2]
    assert "It is your estimate" in texts[3]
    assert "Both futures" in texts[-2]
    assert "with luck taken out" in texts[-1]
    deal.canvas.click("next")
    assert "12_a_city_for_two_years" in deal.canvas.text()


def test_the_first_screen_names_one_goal_and_the_people_come_later(deal):
    assert "keep it, at a price that pays" in deal.canvas.text()
    assert "Qiao Min" not in deal.canvas.text()
    go_on(deal, ("choose",))
    assert "The people who decide" not in deal.canvas.text()
    go_on(deal, ("result",))
    assert "The people who decide" in deal.canvas.text()
    assert "Chance that they stay" not in deal.canvas.text()
    go_on(deal, ("why",))
    assert "Chance that they stay" in deal.canvas.text()


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("seed", [SEED, 1, 4, 14, 24])
def test_every_option_of_every_month_is_possible_and_different(seed, place):
    _, asked = questions(SCENARIO, seed, lambda found: found.choices[place])
    assert len(asked) == 6
    for briefing, found in asked:
        assert len(found.choices) == 3
        assert len({choice.decisions for choice in found.choices}) == 3
        assert len({choice.key for choice in found.choices}) == 3
        for choice in found.choices:
            assert refusals(briefing, list(choice.decisions)) == []
            assert choice.hours <= briefing.hours
            assert " h" in choice.price
            assert "¥" in choice.price


def test_options_of_a_month_lead_to_different_ledgers():
    _, asked = questions(SCENARIO, SEED, lambda found: found.choices[0])
    played = [tuple(found.choices[0].decisions) for _, found in asked]
    for month, (_, found) in enumerate(asked):
        digests = {replay(SCENARIO, SEED, [*played[:month], c.decisions]).digest() for c in found.choices}
        assert len(digests) == 3


def test_a_demand_and_a_standing_fault_become_the_question_of_their_month():
    texts = [f.text for seed in range(12) for _, f in questions(SCENARIO, seed, lambda found: found.choices[0])[1]]
    assert any("below you" in text for text in texts)
    assert any("fault again" in text or "outage again" in text for text in texts)
    assert any("contract ends this month" in text for text in texts)


def test_the_price_of_a_cut_is_what_it_takes_from_the_bill():
    _, asked = questions(SCENARIO, SEED, lambda found: found.choices[0])
    briefing, first = asked[0]
    assert first.choice("cut").monthly_fen == round(0.1 * briefing.accounts[0].bill_fen)


def test_a_demand_shows_what_each_answer_costs():
    for seed in range(12):
        for briefing, found in questions(SCENARIO, seed, lambda found: found.choices[0])[1]:
            if "below you" in found.text:
                match, trade = found.choice("match").monthly_fen, found.choice("trade_for_term").monthly_fen
                assert 0 < trade < match < briefing.accounts[0].bill_fen
                return
    raise AssertionError("no demand in twelve games")


def test_picking_an_option_plays_that_option(deal):
    go_on(deal, ("choose",))
    deal.canvas.click("pick:0:cut")
    deal.canvas.click("run:0")
    (made,) = deal.session.decisions()
    assert [decision.kind for decision in made] == ["give_discount"]
    assert "You chose: Nobody; cut the price by 10 %." in deal.canvas.text()


def test_the_rewind_keeps_both_futures_and_changes_one_choice_only(deal):
    go_on(deal, ("again",))
    before = deal.session.decisions()
    month = deal.deal.place.again
    go_on(deal, ("both",))
    place, after = deal.deal.place, deal.session.decisions()
    assert deal.session.decisions(place.first) == before
    assert len(after) == len(before) == 6
    assert after[:month] == before[:month]
    assert after[month] != before[month]
    first, other = deal.deal.futures()
    assert first[:month] == other[:month]
    assert len(first) == len(other) == 6
    assert "worth" in deal.canvas.text()


def test_any_month_can_be_gone_back_to_and_the_first_choice_cannot_be_taken_twice(deal):
    go_on(deal, ("why",), most=3 + 40)
    while not deal.session.finished or deal.deal.place.step != "why":
        deal.canvas.click(filled(deal)[0])
    deal.canvas.click("rewind:0")
    taken = deal.deal.place.took[0]
    assert f"else:0:{taken}" not in deal.canvas.actions()
    assert "your first choice" in deal.canvas.text()
    deal.canvas.click("else:0:cut")
    deal.canvas.click("other:0")
    assert [d.kind for d in deal.session.decisions()[0]] == ["give_discount"]
    assert deal.session.decisions()[1:] == deal.session.decisions(deal.deal.place.first)[1:]


def test_going_back_during_the_game_opens_the_month_again_with_its_choice(deal):
    go_to_month(deal, 2)
    deal.canvas.click("back:1:2")
    assert deal.session.month == 1
    assert "Month 2 of 6" in deal.canvas.text()
    go_on(deal, ("result",))
    assert deal.session.month == 2


@pytest.mark.parametrize("clicks", range(0, 18, 2))
def test_a_restart_of_the_kernel_resumes_at_the_same_screen(tmp_path, clicks):
    file = tmp_path / "game.json"
    deal = FirstDeal(Session(SCENARIO, SEED, file))
    for _ in range(clicks):
        deal.canvas.click(filled(deal)[0])
    again = FirstDeal(Session(SCENARIO, SEED, file))
    assert again.canvas.text() == deal.canvas.text()
    assert again.canvas.actions() == deal.canvas.actions()


def test_a_stop_in_the_middle_of_the_other_future_is_made_good(tmp_path):
    file = tmp_path / "game.json"
    deal = FirstDeal(Session(SCENARIO, SEED, file))
    go_on(deal, ("again",))
    place = deal.deal.place
    choice = deal.deal.other_choice(place)
    deal.deal.keep(other=choice.key, other_title=choice.title, first=deal.session.branch())
    deal.session.rewind(place.again)
    again = FirstDeal(Session(SCENARIO, SEED, file))
    assert again.deal.place.step == "both"
    assert again.session.finished


@pytest.mark.parametrize(
    "note", ["", "nonsense", '{"step": "score"}', '{"step": "why", "month": 3}', '{"step": "again"}']
)
def test_a_mark_that_does_not_fit_the_game_gives_way_to_what_was_played(note):
    session = Session(SCENARIO, SEED)
    session.advance()
    session.note(NOTE, note)
    deal = FirstDeal(session)
    assert "Month 2 of 6" in deal.canvas.text()


def test_a_double_click_plays_one_month(deal):
    go_on(deal, ("choose",))
    revision = deal.canvas.revision
    for _ in range(2):
        deal.canvas._receive({"do": "run:0", "revision": revision})
    assert deal.session.month == 1
    with pytest.raises(LookupError):
        deal.canvas.click("run:0")


def test_the_whys_add_up_to_the_chance(deal):
    go_on(deal, ("again",))
    made = deal.deal.decisive
    people, causes = person_parts(made.voices), cause_parts(made.voices)
    total = sum(voice.weight * log_odds(voice.parts) for voice in made.voices)
    assert sum(value for _, value in people) == pytest.approx(total)
    assert sum(value for _, value in causes) == pytest.approx(total)
    assert {who for who, _ in people} == {person.person_id for person in SCENARIO.people}


def test_the_last_why_names_the_people_the_chance_the_draw_and_the_luck(deal):
    texts = go_on(deal, ("again",))
    why = texts[-2]
    for person in SCENARIO.people:
        assert person.name in why
    for word in ("Chance of", "draw", "luck", "Go back to month", "Sum"):
        assert word in why


def test_the_estimate_comes_from_the_briefing_and_not_from_the_truth():
    friendly = SCENARIO._replace(people=tuple(p.model_copy(update={"attitude": 2.5}) for p in SCENARIO.people))
    hostile = SCENARIO._replace(people=tuple(p.model_copy(update={"attitude": -0.9}) for p in SCENARIO.people))
    found = []
    for scenario in (friendly, hostile):
        briefing = FirstDeal(Session(scenario, SEED)).session.briefing
        found.append(estimate(briefing, briefing.accounts[0], RIVALS, scenario.settings.parameters))
    assert found[0].chance == found[1].chance
    assert found[0].low < found[0].chance < found[0].high


def test_meeting_people_makes_the_range_of_the_estimate_narrower(deal):
    go_to_month(deal, 0)
    wide = deal.deal.estimate()
    go_to_month(deal, 4)
    narrow = deal.deal.estimate()
    assert narrow.high - narrow.low < wide.high - wide.low


def test_no_screen_shows_a_hidden_attitude():
    hidden = [0.7319, 0.6121, -0.5417, -0.4523, -0.3371, 0.2817, -0.1913]
    people = tuple(p.model_copy(update={"attitude": a}) for p, a in zip(SCENARIO.people, hidden, strict=True))
    deal = FirstDeal(Session(SCENARIO._replace(people=people), SEED))
    seen = []
    for _ in range(30):
        seen.append(deal.canvas.scene)
        action = filled(deal)[0]
        if action == "next":
            break
        deal.canvas.click(action)
    for attitude in hidden:
        assert f"{abs(attitude):.4f}"[1:] not in "".join(seen)
        assert f"{abs(attitude):.3f}"[1:] not in "".join(seen)


def test_people_who_were_not_met_say_how_to_find_out(deal):
    go_to_month(deal, 1)
    assert "? · ask who decides" in deal.canvas.text()
    assert "? · meet to find out" in deal.canvas.text()
    assert "Lin Wei" not in deal.canvas.text()


def test_hostile_names_stay_text_on_every_screen(tmp_path):
    folder = Path(shutil.copytree(datasets_folder() / "first-deal", tmp_path / "mine"))
    hostile = "<img src=x onerror=alert(1)> $x^2$"
    for file in ("people.csv", "accounts.csv"):
        text = (folder / file).read_text(encoding="utf-8")
        text = text.replace("Qiao Min", hostile).replace("Harbour Tooling", f"{hostile} Tooling")
        (folder / file).write_text(text, encoding="utf-8")
    deal = FirstDeal(Session(load_scenario(folder), SEED))
    texts = go_on(deal, ("score",))
    assert hostile in "".join(texts)


def test_a_game_that_cannot_be_kept_says_so_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    deal = FirstDeal(Session(SCENARIO, SEED, tmp_path / "file" / "game.json"))
    deal.canvas.click("start:0")
    deal.canvas.click("run:0")
    assert "it is not kept" in deal.canvas.text()


def test_a_click_costs_few_messages(monkeypatch):
    messages = []

    class Wire(BaseComm):
        def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **keys):
            messages.append(msg_type)

    monkeypatch.setattr(comm, "create_comm", lambda *args, **keys: Wire(*args, **keys))
    deal = FirstDeal(Session(SCENARIO, SEED))
    while (action := filled(deal)[0]) != "next":
        messages.clear()
        deal.canvas.click(action)
        assert len(messages) <= 4, action
    messages.clear()


def test_a_change_elsewhere_is_drawn(deal):
    deal.session.advance()
    assert "Month 2 of 6" in deal.canvas.text()


def test_playing_again_begins_at_the_role(deal):
    go_on(deal, ("score",))
    deal.canvas.click("restart")
    assert "You look after" in deal.canvas.text()
    assert deal.session.month == 0
    go_on(deal, ("score",))


def test_meeting_the_right_people_beats_doing_nothing_and_cutting_the_price():
    def right(asked):
        return asked.choices[0]

    def cut(asked):
        return next((c for c in asked.choices if c.key in ("cut", "match", "win_back_discount")), asked.choices[-1])

    indices = {right: [], cut: []}
    for seed in range(8):
        ends = [path_of_policy(SCENARIO, POLICIES[name], seed) for name in ("wait-and-see", "textbook")]
        for pick, found in indices.items():
            game = FirstDeal(Session(SCENARIO, seed))
            while not game.session.finished:
                game.session.replan(pick(game.deal.question()).decisions)
                game.session.advance()
            found.append(score(game.session.history, *ends, 6).index)
    mean = {pick: sum(found) / len(found) for pick, found in indices.items()}
    assert mean[right] > 15
    assert mean[cut] < 0


def test_the_notebook_starts_itself_hides_its_code_and_carries_no_output():
    notebook = nbformat.read(datasets_folder().parent / "notebooks" / "00_start_here.ipynb", as_version=4)
    assert notebook.metadata["kamsim"] == {"autorun": True}
    (cell,) = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert cell.metadata["jupyter"]["source_hidden"]
    assert cell.outputs == []
    assert cell.execution_count is None
