"""The guided first deal without a browser: set, click, read."""

import json
import re
import shutil
from itertools import product
from pathlib import Path

import comm
import nbformat
import pytest
from comm.base_comm import BaseComm

from kamsim.engine import records
from kamsim.engine.checking import refusals
from kamsim.engine.records import AccountChurned, AccountWonBack, BillSent, ChoiceMade, ContractSigned
from kamsim.engine.scenario import datasets_folder, find_scenario, load_scenario
from kamsim.engine.simulation import play, replay
from kamsim.market.buying import Voice
from kamsim.studies.policies import POLICIES
from kamsim.studies.score import Score, path_of_policy, score
from kamsim.workbook import look, words
from kamsim.workbook.first_deal import FirstDeal, futures, judgment, lesson
from kamsim.workbook.first_deal.breakdown import by_person, of_choice, of_estimate, taken_apart
from kamsim.workbook.first_deal.choices import meet
from kamsim.workbook.first_deal.estimate import estimate, move
from kamsim.workbook.first_deal.learned import learned
from kamsim.workbook.first_deal.lesson import NEXT_FILE
from kamsim.workbook.first_deal.panel import SEED
from kamsim.workbook.first_deal.place import NOTE
from kamsim.workbook.first_deal.question import question
from kamsim.workbook.first_deal.story import happened
from kamsim.workbook.first_deal.why import met_people
from kamsim.workbook.luck import rounded
from kamsim.workbook.saved_game import ChangedElsewhere
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


def test_a_tab_that_is_behind_plays_no_month_of_the_other_one(tmp_path):
    here, there = (FirstDeal(Session(SCENARIO, SEED, tmp_path / "game.json")) for _ in range(2))
    go_to_month(here, 1)
    taken = [len(month) for month in here.session.decisions()]
    there.canvas.click(filled(there)[0])
    assert there.canvas.text().startswith("This game was changed in another tab")
    go_to_month(there, 2)
    with pytest.raises(ChangedElsewhere):
        here.deal.play()
    assert [len(month) for month in here.session.decisions()][:1] == taken
    assert here.session.decisions() == there.session.decisions()
    assert here.deal.place == there.deal.place


def card_of(deal, key):
    """The card of the screen with this key."""
    todo = [json.loads(deal.canvas.scene)["tree"]]
    while todo:
        tree = todo.pop()
        if tree[1].get("key") == key:
            return tree
        todo += [child for child in tree[2:] if isinstance(child, list)]
    raise AssertionError(f"no card {key}")


def texts_of(tree):
    """Every text of a tree, in order."""
    return [text for child in tree[2:] if child for text in ([child] if isinstance(child, str) else texts_of(child))]


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
    deal.canvas.click(f"open:{NEXT_FILE}")
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


def test_a_choice_and_an_estimate_taken_apart_add_up_to_their_chance(deal):
    go_on(deal, ("why",))
    found = deal.deal.estimate()
    go_on(deal, ("again",))
    made = deal.deal.decisive
    for taken, chance in ((of_choice(made), made.probability), (of_estimate(found), found.chance)):
        assert taken.chance == pytest.approx(chance)
        assert taken.start + sum(say.adds for say in taken.says) + taken.veto == pytest.approx(chance)
        assert taken.start + sum(value for _, value in taken.causes) + taken.veto == pytest.approx(chance)
        for say in taken.says:
            assert say.adds == pytest.approx(say.weight * (say.chance - 0.5))


def test_every_choice_of_every_kind_taken_apart_adds_up_to_its_chance():
    seen = set()
    for seed in range(8):
        simulation, _ = questions(SCENARIO, seed, lambda found: found.choices[1])
        for made in [record for record in simulation.ledger if isinstance(record, ChoiceMade)]:
            taken = of_choice(made)
            assert taken.start + sum(value for _, value in taken.causes) + taken.veto == pytest.approx(made.probability)
            seen.add(made.choice)
    assert {"stay", "renewal", "term"} <= seen


def test_causes_that_cancel_out_are_still_taken_apart():
    taken = taken_apart((Voice("a", 1.0, (("price", 1.0), ("fit", -1.0))),))
    assert dict(taken.causes) == pytest.approx({"price": 0.25, "fit": -0.25}, abs=1e-4)


@pytest.mark.parametrize("values", [[1.04, 1.04, 1.04], [-3.77, 5.31, 0.55], [0.0], [-0.04, -0.04, -0.04, 12.2]])
def test_rounded_values_add_up_to_their_rounded_sum(values):
    found = rounded(values, sum(values))
    assert sum(found) == pytest.approx(round(sum(values), 1))
    assert all(abs(one - value) < 0.11 for one, value in zip(found, values, strict=True))


def test_the_numbers_on_a_why_card_add_up_as_a_reader_adds_them(deal):
    go_on(deal, ("again",))
    deal.canvas.click("unwind:4")
    for key in ("persons", "causes"):
        card = card_of(deal, key)
        cells = [text for text in texts_of(card) if re.fullmatch(r"[+−]?[0-9.]+( %)?", text)]
        start, *bars, end = [float(cell.replace("−", "-").replace(" %", "")) for cell in cells]
        assert len(bars) >= 4
        assert start + sum(bars) == pytest.approx(end, abs=1e-6)


def test_people_never_met_weigh_in_one_line(deal):
    go_on(deal, ("again",))
    deal.canvas.click("unwind:4")
    account = deal.deal.account
    unmet = [person.name for person in account.people if person.level is None]
    assert len(unmet) == 2
    said = "\n".join(texts_of(card_of(deal, "persons")))
    assert "Two people you never met" in said
    assert not any(name in said for name in unmet)
    seen, (say, _, count) = by_person(of_choice(deal.deal.decisive), met_people(account))
    assert (len(seen), count) == (5, 2)
    assert say.weight + sum(one.weight for one, _ in seen) == pytest.approx(1)


def choice(month, kind, favorable, probability=0.6, outcome=""):
    return ChoiceMade(
        30.0 * month + 1, "A01", kind, "logit", (), 0.0, probability, 0.5, favorable, outcome or kind, 100_000
    )


def signed(month, term):
    return ContractSigned(30.0 * month + 1, "A01", term, 0.0, None, 0)


def test_the_decisive_choice_is_the_one_after_which_the_outcome_stands():
    early, refused, again = choice(4, "term", True), choice(4, "term", False), choice(5, "term", False)
    kept = choice(5, "renewal", True)
    left = choice(2, "stay", False)
    gone = AccountChurned(61.0, "A01", "R1", "price")
    assert futures.decisive([early, signed(4, 24), again], 6) == early
    assert futures.decisive([refused, kept, signed(5, 24)], 6) == kept
    assert futures.decisive([choice(0, "term", True), signed(0, 2), kept, signed(5, 24)], 6) == kept
    assert futures.decisive([left, gone, choice(3, "win_back", False), choice(4, "win_back", False)], 6) == left
    back = choice(3, "win_back", True)
    assert futures.decisive([left, gone, back, AccountWonBack(91.0, "A01", "both"), signed(3, 12)], 6) == back
    assert futures.decisive([early, signed(4, 24), choice(5, "stay", False)], 6).choice == "stay"
    assert futures.decisive([choice(1, "stay", True)], 6) is None


def early_signature():
    """A deal in which an offer of month 5 is signed, and one of month 6 is still in the plan of the other game."""
    for seed in range(40):
        deal = FirstDeal(Session(SCENARIO, seed))
        go_to_month(deal, 4)
        meeting = next((action for action in deal.canvas.actions() if action.startswith("pick:4:meet-")), None)
        if "pick:4:offer-24-0" not in deal.canvas.actions() or meeting is None:
            continue
        deal.canvas.click(meeting)
        go_to_month(deal, 5)
        if "pick:5:offer-24-5" not in deal.canvas.actions():
            continue
        deal.canvas.click("pick:5:offer-24-5")
        while not (deal.session.finished and deal.deal.place.step == "why"):
            deal.canvas.click(filled(deal)[0])
        deal.canvas.click("rewind:4")
        if "else:4:offer-24-0" not in deal.canvas.actions():
            continue
        deal.canvas.click("else:4:offer-24-0")
        deal.canvas.click("other:4")
        if any(r.day < 150 for r in deal.session.simulation.ledger if isinstance(r, ContractSigned)):
            return deal
    raise AssertionError("no early signature in forty games")


def test_a_term_signed_early_is_not_offered_again_and_its_chance_is_where_the_line_ends():
    deal = early_signature()
    made = deal.deal.decisive
    assert (made.choice, futures.month_of(made)) == ("term", 4)
    assert not any(decision.kind == "offer_contract" for decision in deal.session.decisions()[5])
    first, other = deal.deal.futures()
    assert len(other) == 5
    assert other[-1] == made.probability
    assert len(first) == 6
    assert max(first + other) < 1
    text = deal.canvas.text()
    assert "what no longer made sense in month 6 is left out" in text
    assert f"they signed in month 5, on a chance of signing of {look.percent(made.probability, 0)}" in text
    assert ["on a chance of", *(look.percent(line[-1], 0) for line in (first, other))] in deal.deal.comparison()


def test_a_future_against_the_odds_is_called_lucky_or_unlucky():
    lucky, unlucky = choice(3, "term", True, 0.18, "signs"), choice(5, "renewal", False, 0.8, "R1")
    said = futures.futures_sentence(lucky, unlucky, {}, 0)
    assert "signed in month 4, on a chance of signing of 18 %: lucky" in said
    assert "left in month 6, on a chance of renewing of 80 %: unlucky" in said
    assert "lucky" not in futures.futures_sentence(
        choice(5, "renewal", True, 0.7), choice(5, "term", False, 0.3), {}, 0
    )


def test_going_back_is_proposed_no_later_than_the_month_that_decided():
    deal = early_signature()
    assert deal.deal.proposed_month <= 4


def test_what_a_game_shows_comes_from_its_own_numbers(deal):
    go_on(deal, ("score",))
    account, made = deal.deal.account, deal.deal.decisive
    bill = BillSent(20.0, "A01", 0, 4_000_000, 3_000_000, 0, 0, 0, 0)
    cut, whole = ("\n".join(learned(ledger, made, account, deal.deal.names)) for ledger in ([bill], []))
    assert "¥10,000 off the bills" in cut
    assert "bills" not in whole
    assert f"on a chance of {look.percent(made.probability, 0)}" in whole
    met = account._replace(people=tuple(person._replace(level=0) for person in account.people))
    assert "You met everybody" in "\n".join(learned([], made, met, deal.deal.names))
    assert "never met" in whole
    assert "this deal shows" not in deal.canvas.text()


def test_a_move_of_the_estimate_is_split_into_what_was_learned_and_what_changed(deal):
    go_to_month(deal, 1)
    before, rules = deal.deal.briefing_before(0), SCENARIO.settings.parameters
    start = before.account("A01")
    foe = start._replace(people=(start.people[0]._replace(level=-1, met_times=1), *start.people[1:]))
    found = move((before, start), (before, foe), RIVALS, rules)
    assert found.learned < 0
    assert found.minds == found.rest == 0
    friend = start._replace(people=(start.people[0]._replace(level=2, met_times=1), *start.people[1:]))
    found = move((before, foe), (before, friend), RIVALS, rules)
    assert found.minds > 0
    assert found.learned == pytest.approx(0)
    cheaper = start._replace(rumored_quote=(RIVALS[0], 0.3))
    found = move((before, start), (before, cheaper), RIVALS, rules)
    assert found.rest < 0
    assert found.learned == found.minds == 0


def test_the_reasons_of_a_move_add_up_to_the_points_on_the_screen():
    seen = 0
    for seed in range(6):
        for text in go_on(FirstDeal(Session(SCENARIO, seed)), ("again",)):
            for way, points, reasons in re.findall(
                r"(up|down) ([0-9]+) percentage points? since last month \((.*?)\)", text
            ):
                parts = [int(part.replace("−", "-")) for part in re.findall(r"[+−][0-9]+", reasons)]
                assert sum(parts) == (int(points) if way == "up" else -int(points))
                seen += 1
    assert seen > 10


def test_a_call_of_the_director_is_advised_only_where_it_can_be_chosen():
    for seed in range(6):
        deal = FirstDeal(Session(SCENARIO, seed))
        go_to_month(deal, 2)
        offered = any(
            getattr(decision, "activity", "") == "sponsor_call"
            for option in deal.deal.question().choices
            for decision in option.decisions
        )
        assert ("let your director call" in deal.canvas.text()) <= offered


@pytest.mark.parametrize(
    ("index", "said"),
    [
        (-42.0, "−42: worse than doing nothing"),
        (60.0, "60: between doing nothing and the textbook"),
        (84.0, "84: between"),
        (85.0, "85: close to the textbook"),
        (100.0, "100: as good as the textbook"),
    ],
)
def test_a_score_is_judged_in_words_that_fit_it(index, said):
    found = Score(index, index)
    assert judgment.score_sentences(found, found, {})[0].startswith(said)


@pytest.mark.parametrize(("luck", "said"), [(42, "more luck: +42, you had +33"), (25, "less luck: +25, you had +33")])
def test_games_that_ended_alike_with_unlike_scores_are_told_apart_by_their_luck(luck, said):
    last = judgment.score_sentences(Score(71.0, 104.0), Score(104.0 - luck, 104.1), {})[-1]
    assert f"Both ended alike, but it had {said}" in last
    assert "counts by its chance" in last
    assert "alike" not in judgment.score_sentences(Score(71.0, 104.0), Score(62.0, 90.0), {})[-1]


def test_the_filled_button_of_the_score_opens_a_lesson_that_exists(deal):
    go_on(deal, ("score",))
    (action,) = filled(deal)
    notebooks = datasets_folder().parent / "notebooks"
    extension = notebooks.parent / "kamsim" / "jupyter" / "labextensions" / "kamsim" / "static" / "autorun.js"
    (pattern,) = re.findall(r"OPENS = /(.*)/;", extension.read_text(encoding="utf-8"))
    opened = re.fullmatch(pattern, action)
    assert (notebooks / opened[1]).exists()
    assert re.fullmatch(pattern, "open:../secret.ipynb") is None


def test_the_last_why_names_the_people_the_chance_the_draw_and_the_luck(deal):
    texts = go_on(deal, ("again",))
    why = texts[-2]
    for person in deal.deal.account.people:
        assert (person.name in why) == (person.level is not None)
    for word in ("Chance of", "draw", "luck", "Go back to month", "If all were undecided"):
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
        if action.startswith("open"):
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
    while not (action := filled(deal)[0]).startswith("open"):
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


GIVEN_AWAY = [
    *((*early, demand, 2, 2) for early in product((1, 2), repeat=3) for demand in (1, 2)),
    *((0,) * month + (2,) + (0,) * (5 - month) for month in (0, 3, 5)),
]
"""The place of the answer of each month: the price cut and nobody new met, or one cut and else as proposed."""


def test_the_filled_path_scores_above_every_path_that_gives_the_price_away():
    def index(places):
        def policy(briefing):
            asked = question(briefing, briefing.accounts[0], words.names_of(SCENARIO, briefing))
            return list(asked.choices[places[briefing.month]].decisions)

        return score(path_of_policy(SCENARIO, policy, SEED), *ends, 6).index

    ends = [path_of_policy(SCENARIO, POLICIES[name], SEED) for name in ("wait-and-see", "textbook")]
    filled_path, away = index((0,) * 6), [index(places) for places in GIVEN_AWAY]
    assert filled_path >= 65
    assert max(away[:16]) < filled_path - 20
    assert max(away) < filled_path - 5


def test_the_proposed_answer_uses_the_hours_of_the_month_from_the_second_month_on():
    _, asked = questions(SCENARIO, SEED, lambda found: found.choices[0])
    assert asked[0][1].choices[0].hours == 6
    for briefing, found in asked[1:]:
        assert briefing.hours - 5 <= found.choices[0].hours <= briefing.hours


def yuan(text):
    return int(re.sub(r"[¥,+]", "", text).replace("−", "-"))


def test_worth_and_luck_on_the_last_page_give_what_the_score_is_made_of(deal):
    go_on(deal, ("score",))
    rows = deal.deal.ranking()
    fair = []
    for _, worth, luck, without, _ in rows:
        assert yuan(worth) - yuan(luck) == yuan(without)
        fair.append(yuan(without))
    low, high = fair[0], fair[3]
    for row, value in zip(rows, fair, strict=True):
        assert yuan(row[4]) == pytest.approx(100 * (value - low) / (high - low), abs=0.51)


def test_the_last_page_says_what_the_textbook_did_from_its_own_ledger(deal):
    go_on(deal, ("score",))
    par = play(SCENARIO, POLICIES["textbook"], SEED).ledger
    met = [record.person_id for record in par if isinstance(record, records.ActivityDone)]
    assert f"met {lesson.number(len(set(met)))} people ({len(met)} meetings and calls)" in deal.canvas.text()
    assert "for a new contract and kept the price. You met" in deal.canvas.text()
    asked = f", asked {lesson.number(sum(r.choice == 'term' for r in par if isinstance(r, ChoiceMade)))} time"
    assert judgment.textbook_sentence((), par).count(asked) == 1
    cut = BillSent(20.0, "A01", 0, 4_000_000, 3_000_000, 0, 0, 0, 0)
    assert judgment.textbook_sentence(par, [cut]).endswith(
        "You met no people (0 meetings and calls) and gave 25 % off."
    )


def test_sums_and_differences_are_those_of_the_shown_numbers(deal):
    before = deal.deal.account._replace(bill_fen=3_849_949)
    after = before._replace(bill_fen=3_477_550)
    assert lesson.bill_sentence(after, before).startswith("−¥3,723 against")
    go_on(deal, ("again",))
    deal.canvas.click("else:4:cut")
    go_on(deal, ("both",))
    margin, book, together = deal.deal.comparison()[3:]
    for game in (1, 2):
        assert yuan(margin[game]) + yuan(book[game]) == yuan(together[game])
    gap = look.money(100 * abs(yuan(together[2]) - yuan(together[1])))
    assert f"It is worth {gap} less, luck included." in deal.canvas.text()


def test_the_notebook_starts_itself_hides_its_code_and_carries_no_output():
    notebook = nbformat.read(datasets_folder().parent / "notebooks" / "00_start_here.ipynb", as_version=4)
    assert notebook.metadata["kamsim"] == {"autorun": True}
    (cell,) = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert cell.metadata["jupyter"]["source_hidden"]
    assert cell.outputs == []
    assert cell.execution_count is None


# What nobody may have to guess


def test_a_bill_that_differs_says_why(deal):
    texts = go_on(deal, ("why",))
    assert "against the month before: they are billed for what they use" in texts[-2]
    account = deal.deal.account
    cheaper = account._replace(discount=0.1, bill_fen=account.bill_fen - 100_000)
    assert lesson.bill_sentence(cheaper, account).startswith("−¥1,000 against the month before: the new price")


NAMES = {"A01-1": "Qiao Min"}


def told(*month_records):
    account = Session(SCENARIO, SEED).briefing.accounts[0]
    return [line for _, line in happened(list(month_records), account, NAMES, account)]


def test_the_same_visit_twice_is_told_as_the_first_and_the_second():
    def visit(day, well):
        return records.ActivityDone(day, "A01", "A01-1", "visit", 3.0, 6_000, well, 0.0, 0.0, 0)

    twice = told(visit(1.0, False), visit(9.0, True))
    assert twice == [
        "First formal visit with Qiao Min: did not go well.",
        "Second formal visit with Qiao Min: went well.",
    ]
    assert told(visit(1.0, True)) == ["Formal visit with Qiao Min: went well."]


def test_all_who_were_met_are_told_with_where_they_stand_however_much_happened():
    account = Session(SCENARIO, SEED).briefing.accounts[0]
    names = ["Lin Wei", "Shen Tao", "Bai Lan"]
    before = [person._replace(name=name, level=1) for person, name in zip(account.people, names, strict=False)]
    now = [person._replace(met_times=1, level=level) for person, level in zip(before, (2, 1, 0), strict=True)]
    busy = [records.ActivityDone(day, "A01", "", f"visit {day}", 3.0, 6_000, True, 0.0, 0.0, 0) for day in range(9)]
    lines = happened(busy, account._replace(people=tuple(now)), NAMES, account._replace(people=tuple(before)))
    assert len(lines) == 7
    assert lines[-1][1] == (
        "You see where they stand. Lin Wei: keeps rivals out (before: supporter); Shen Tao: supporter; "
        "Bai Lan: neutral (before: supporter)."
    )


def test_a_rating_says_what_was_rated_even_where_the_question_itself_is_not_told():
    closed = records.IncidentClosed(64.0, "A01", "A01/3", 3, 1.0, 2.0, False)
    rating = records.CsatAnswered(64.0, "A01", "A01/3", 3)
    assert told(closed, rating) == ["They asked our service desk something, and rate the answer 3 of 5."]
    fault = closed._replace(level=2, repair_hours=6.0)
    assert told(fault, rating)[-1] == "How we dealt with it: rated 3 of 5."
    assert len(told(fault, rating)) == 2


def test_the_price_of_a_call_by_the_director_follows_its_parameter():
    for cost in (500, 800):
        session = Session(SCENARIO.with_settings(values={"sponsor_cost": str(cost)}), SEED)
        account = session.briefing.accounts[0]
        decider = account.people[0]._replace(role="decider", name="Lin Wei", level=0)
        assert meet(account, decider, session.briefing).monthly_fen == 100 * cost
