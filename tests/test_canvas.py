"""The canvas without a browser: what is sent, what is refused, and what a click does."""

import json
import re
from pathlib import Path

import comm
import pytest
from comm.base_comm import BaseComm

from kamsim.workbook import canvas as canvas_module
from kamsim.workbook.canvas import Canvas, checked

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "R&D $x^2$",
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
    "\u202edlrow",
    "\ud800 lone surrogate",
    "海港物流",
]


class Counter:
    """A small game: a number that clicks change."""

    def __init__(self) -> None:
        self.value, self.done, self.picture = 0, [], b"one"

    def act(self, action: str) -> None:
        self.done.append(action)
        if action == "refuse":
            raise ValueError("there are no hours left")
        if action == "break":
            raise KeyError("secret")
        if action != "nothing":
            self.value += 1

    def view(self) -> list:
        row = ["li", {"key": "row"}, ["button", {"do": f"add:{self.value}"}, "Add"]]
        off = ["button", {"do": "later", "disabled": True}, "Later"]
        buttons = [["button", {"do": do}, do] for do in ("refuse", "break", "nothing", "again")]
        return ["div", {"class": "kam-stack"}, ["p", {}, "Value ", ["b", {}, str(self.value)], "."], row, off, *buttons]

    def pictures(self) -> dict[str, bytes]:
        return {"steady": b"steady", "moving": self.picture}


@pytest.fixture
def sent(monkeypatch):
    """Every comm message that leaves for the browser: (kind, state)."""
    messages = []

    class Wire(BaseComm):
        def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **keys):
            state = dict((data or {}).get("state", {}))
            messages.append((msg_type, state | {path[-1]: None for path in (data or {}).get("buffer_paths", [])}))

    monkeypatch.setattr(comm, "create_comm", lambda *args, **keys: Wire(*args, **keys))
    return messages


@pytest.fixture
def game():
    return Counter()


@pytest.fixture
def screen(sent, game):
    made = Canvas(game.view, game.act, game.pictures)
    sent.clear()
    return made


def browser(screen, action, revision=None):
    """A message as the browser sends it."""
    content = {"do": action, "revision": screen.revision if revision is None else revision}
    screen._handle_custom_msg(content, [])


def test_a_new_canvas_costs_two_messages(sent, game):
    Canvas(game.view, game.act, game.pictures)
    assert [kind for kind, _ in sent] == ["comm_open", "comm_open"]


def test_a_click_costs_one_message_and_sends_only_changed_pictures(sent, game, screen):
    game.picture = b"two"
    screen.click("add:0")
    assert len(sent) == 1
    assert set(sent[0][1]) == {"scene", "revision", "answered", "picture_1"}


def test_a_refresh_costs_one_message_and_none_when_nothing_changed(sent, game, screen):
    screen.refresh()
    assert sent == []
    game.value = 7
    screen.refresh()
    assert [set(state) for _, state in sent] == [{"scene", "revision"}]
    assert "Value 7." in screen.text()


def test_a_refresh_inside_an_action_waits_for_the_end_of_the_click(sent):
    value = []
    screen = Canvas(
        lambda: ["button", {"do": "go"}, str(len(value))],
        lambda action: (value.append(1), screen.refresh(), value.append(2), screen.refresh()),
    )
    sent.clear()
    screen.click("go")
    assert len(sent) == 1
    assert screen.text() == "2"


def test_a_reloaded_page_receives_the_whole_screen(game, screen):
    game.picture = b"two"
    screen.click("add:0")
    state = screen.get_state()
    scene = json.loads(state["scene"])
    assert state[scene["pictures"]["moving"]] == b"two"
    assert state[scene["pictures"]["steady"]] == b"steady"
    assert "Value " in json.dumps(scene["tree"])


def test_a_click_on_what_is_not_on_the_screen_is_an_error_in_a_test(game, screen):
    for action in ("add:5", "later", ""):
        with pytest.raises(LookupError):
            screen.click(action)
    assert game.done == []


def test_the_browser_cannot_do_what_is_not_on_the_screen(sent, game, screen):
    for action in ("add:5", "later", None, 3, ["add:0"], {"do": "add:0"}):
        browser(screen, action)
    screen._handle_custom_msg("nonsense", [])
    assert game.done == []
    assert screen.failures == []
    assert all(set(state) == {"answered"} for _, state in sent)


def test_the_second_click_of_a_double_click_does_nothing(game, screen):
    revision = screen.revision
    browser(screen, "add:0", revision)
    browser(screen, "add:0", revision)
    assert game.done == ["add:0"]


def test_a_repeated_click_on_a_lasting_button_counts_only_after_its_answer_was_seen(game, screen):
    revision = screen.revision
    browser(screen, "again", revision)
    browser(screen, "again", revision)
    assert game.done == ["again"]
    browser(screen, "again")
    assert game.done == ["again", "again"]


def test_a_quick_click_on_something_else_is_not_lost(game, screen):
    revision = screen.revision
    browser(screen, "again", revision)
    browser(screen, "nothing", revision)
    assert game.done == ["again", "nothing"]


def test_every_browser_click_is_answered_with_one_message(sent, screen):
    for action in ("nothing", "refuse", "break", "unknown", "again"):
        sent.clear()
        browser(screen, action)
        assert ["answered" in state for _, state in sent] == [True]


def test_a_refused_action_becomes_a_sentence_that_the_next_click_removes(screen):
    screen.click("refuse")
    assert screen.text().startswith("That did not work: there are no hours left")
    assert [str(error) for error in screen.failures] == ["there are no hours left"]
    screen.click("nothing")
    assert "did not work" not in screen.text()


def test_an_unexpected_error_shows_none_of_its_words(screen):
    screen.click("break")
    assert screen.text().startswith("That did not work.")
    assert "secret" not in screen.text()
    assert "KeyError" not in screen.text()


def test_the_screen_may_word_its_own_failures(game):
    screen = Canvas(game.view, game.act, explain=lambda error: f"Sorry: {error}.")
    screen.click("refuse")
    assert "Sorry: there are no hours left." in screen.text()


def test_a_view_that_fails_after_a_click_leaves_the_last_screen_and_a_sentence(game):
    def view():
        if game.value:
            raise RuntimeError("bug in a view")
        return game.view()

    screen = Canvas(view, game.act)
    screen.click("add:0")
    assert screen.text().startswith("That did not work.")
    assert "Value 0." in screen.text()
    assert "bug in a view" in str(screen.failures[0])
    with pytest.raises(RuntimeError):
        screen.refresh()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_text(name):
    screen = Canvas(lambda: ["div", {"title": name}, name], lambda action: None)
    tag, attributes, child = json.loads(screen.scene)["tree"]
    plain = name.replace("\ud800", "?")
    assert (tag, attributes, child) == ("div", {"title": plain}, plain)
    assert screen.text() == plain
    screen.scene.encode("utf-8")


@pytest.mark.parametrize(
    "tag", ["script", "img", "a", "iframe", "style", "object", "foreignObject", "use", "input", "DIV"]
)
def test_an_unknown_tag_is_refused_by_name(tag):
    with pytest.raises(ValueError, match=re.escape(repr(tag))):
        checked(["div", {}, [tag, {}]])


@pytest.mark.parametrize(
    "name", ["onclick", "href", "src", "srcdoc", "innerHTML", "xlink:href", "id", "data-do", "name", "formaction"]
)
def test_an_unknown_attribute_is_refused_by_name(name):
    with pytest.raises(ValueError, match=re.escape(repr(name))):
        checked(["button", {name: "x"}, "text"])


@pytest.mark.parametrize(
    "attributes",
    [
        {"class": "jp-Cell"},
        {"class": "kam-card kam-typo"},
        {"style": {"background": 1}},
        {"style": {"width": "1%;background:url(x)"}},
        {"style": {"width": float("nan")}},
        {"do": ""},
    ],
)
def test_an_unknown_class_or_style_and_an_empty_action_are_refused(attributes):
    with pytest.raises(ValueError, match=r"class|style|action"):
        checked(["div", attributes])


@pytest.mark.parametrize("tree", ["text", None, ["div"], ["div", "text"], ["div", {}, 3], ["div", {}, ["b"]], {}])
def test_what_is_no_tree_is_refused(tree):
    with pytest.raises(ValueError, match=r"a tree is|is a number"):
        checked(tree)


def test_the_browser_allows_exactly_what_python_allows():
    script = Path(canvas_module.__file__).with_name("canvas.js").read_text(encoding="utf-8")
    allowed = {name: set(text.split()) for name, text in re.findall(r'const (\w+) = words\("([^"]+)"\)', script)}
    assert allowed["HTML_TAGS"] == canvas_module.HTML_TAGS
    assert allowed["SVG_TAGS"] == canvas_module.SVG_TAGS
    assert allowed["ATTRIBUTES"] == canvas_module.ATTRIBUTES
    styles = re.search(r"const STYLES = \{(.+)\};", script)[1]
    assert set(re.findall(r"([\w-]+)\"?: \"", styles)) == canvas_module.STYLES
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|Function\(", script)


def test_ten_pictures_are_too_many():
    with pytest.raises(ValueError, match="10 pictures"):
        Canvas(lambda: ["div", {}], print, lambda: {str(name): b"" for name in range(10)})


def test_a_picture_that_leaves_makes_room_for_another(game):
    shown = {"a": b"1", "b": b"2"}
    screen = Canvas(lambda: ["div", {}, *shown], print, lambda: shown)
    del shown["a"]
    shown["c"] = b"3"
    screen.refresh()
    slots = json.loads(screen.scene)["pictures"]
    assert {name: getattr(screen, slot) for name, slot in slots.items()} == {"b": b"2", "c": b"3"}


def test_find_and_actions_follow_the_screen(screen):
    assert screen.actions() == ["add:0", "refuse", "break", "nothing", "again"]
    assert screen.find("later")[1]["disabled"] is True
    with pytest.raises(LookupError):
        screen.find("add:1")
    screen.click("add:0")
    assert screen.find("add:1")[2] == "Add"


def test_text_keeps_a_sentence_on_one_line_and_blocks_apart(screen):
    assert screen.text().splitlines()[:3] == ["Value 0.", "Add", "Later"]
