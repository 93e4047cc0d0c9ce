"""A screen drawn from a tree of plain lists: every text is a text node, so a name can never become markup.

A tree is `[tag, attributes, *children]`; a child is a text, a tree, or None (an empty place). An element with the
attribute `do` is something to click, and `do` is the action's name. `key` tells moved elements of a list apart.
"""

import json
import logging
import math
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from kamsim.workbook import look

Tree = list[Any]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The same lists stand in canvas.js, which trusts nobody either.
HTML_TAGS = _words(
    "b bdi caption div em h2 h3 h4 header li ol p picture section small span strong table tbody td th thead tr ul "
    "button"
)
SVG_TAGS = _words("svg g path line rect circle polyline polygon text")
ATTRIBUTES = _words(
    "title role lang dir scope colspan rowspan tabindex aria-label aria-pressed aria-selected aria-current aria-hidden "
    "aria-live aria-valuenow aria-valuemin aria-valuemax viewBox width height x y x1 y1 x2 y2 cx cy r rx d points "
    "text-anchor"
)
OWN_ATTRIBUTES = frozenset({"class", "style", "do", "key", "disabled", "name", "alt"})
STYLES = _words("width left margin-left min-width height min-height max-height flex-grow opacity")
INLINE = frozenset({"b", "bdi", "em", "small", "span", "strong"})
SLOTS = tuple(f"picture_{place}" for place in range(8))

_log = logging.getLogger(__name__)


class Canvas(anywidget.AnyWidget):
    """One screen: `view` gives the tree, `act` does what was clicked, `pictures` gives PNG files by name.

    Each refresh and each click costs one message to the browser, whatever changed. `failures` keeps the exceptions
    that `act`, `view` or `pictures` raised while answering a click; the trainee sees one sentence instead.
    """

    _esm = Path(__file__).with_name("canvas.js")
    _css = look.CSS

    scene = traitlets.Unicode().tag(sync=True)
    revision = traitlets.Int(0).tag(sync=True)
    answered = traitlets.Int(0).tag(sync=True)
    # One trait a picture, because a changed trait is sent whole.
    picture_0 = traitlets.Bytes().tag(sync=True)
    picture_1 = traitlets.Bytes().tag(sync=True)
    picture_2 = traitlets.Bytes().tag(sync=True)
    picture_3 = traitlets.Bytes().tag(sync=True)
    picture_4 = traitlets.Bytes().tag(sync=True)
    picture_5 = traitlets.Bytes().tag(sync=True)
    picture_6 = traitlets.Bytes().tag(sync=True)
    picture_7 = traitlets.Bytes().tag(sync=True)

    def __init__(
        self,
        view: Callable[[], Tree],
        act: Callable[[str], None],
        pictures: Callable[[], Mapping[str, bytes]] | None = None,
        *,
        explain: Callable[[Exception], str] | None = None,
    ) -> None:
        """`explain` words the sentence for an exception; without it a one-line message of a ValueError is shown."""
        self.failures: list[Exception] = []
        self._view, self._act, self._pictures = view, act, pictures or dict
        self._explain = explain or _sentence
        self._slots: dict[str, str] = {}
        self._problem = ""
        self._last_action = ""
        self._answering = False
        self._tree: Tree = []
        first = self._evaluate()
        super().__init__(**first)
        self.on_msg(lambda _, content, __: self._receive(content))

    def refresh(self) -> None:
        """Draw the present state; an error in a view is raised here, because the caller is code and not a click.

        Nothing is sent when nothing changed. A call from inside `act` waits for the end of the click, which refreshes
        anyway.
        """
        if self._answering:
            return
        self._problem = ""
        change = self._evaluate()
        if any(getattr(self, name) != value for name, value in change.items() if name != "revision"):
            self._show(change)

    def click(self, action: str) -> None:
        """Do what the element with this action does; LookupError when it is not on the screen or is disabled.

        What `act` raises is kept in `failures` and shown as a sentence, as in the browser.
        """
        if action not in self.actions():
            raise LookupError(f"nothing on the screen does {action!r}; it offers: {', '.join(self.actions())}")
        self._perform(action)

    def actions(self) -> list[str]:
        """The actions that can be clicked now, in the order of the screen."""
        return [
            element[1]["do"] for element in _elements(self._tree) if "do" in element[1] and "disabled" not in element[1]
        ]

    def find(self, do: str) -> Tree:
        """The first element with this action, disabled or not; LookupError when there is none."""
        for element in _elements(self._tree):
            if element[1].get("do") == do:
                return element
        raise LookupError(f"nothing on the screen does {do!r}")

    def text(self) -> str:
        """All text on the screen, a line for each block; the sentence about a failure comes first."""
        lines = "".join([self._problem, "\n", *_texts(self._tree)]).split("\n")
        return "\n".join(line.strip() for line in lines if line.strip())

    def __repr__(self) -> str:
        return f"<Canvas with {len(self.actions())} actions>"

    def _receive(self, content: object) -> None:
        """Answer a message of the browser; one that does not fit the present screen is only acknowledged."""
        message = content if isinstance(content, dict) else {}
        action, revision = message.get("do"), message.get("revision")
        repeated = revision != self.revision and action == self._last_action
        if action in self.actions() and not repeated:
            self._perform(action)
        else:
            self.answered += 1

    def _perform(self, action: str) -> None:
        self._problem, self._last_action = "", action
        self._answering = True
        try:
            self._attempt(lambda: self._act(action))
        finally:
            self._answering = False
        change = self._attempt(self._evaluate)
        if change is None:
            change = {"scene": self._scene(self._tree), "revision": self.revision + 1}
        self._show(change | {"answered": self.answered + 1})

    def _attempt(self, deed: Callable[[], Any]) -> Any:
        try:
            return deed()
        except Exception as error:
            _log.debug("a click failed", exc_info=True)
            self.failures.append(error)
            self._problem = self._problem or self._explain(error)
            return None

    def _evaluate(self) -> dict[str, Any]:
        tree = checked(self._view())
        pictures = self._pictures()
        if len(pictures) > len(SLOTS):
            raise ValueError(f"{len(pictures)} pictures on one screen; at most {len(SLOTS)} are possible")
        slots = {name: slot for name, slot in self._slots.items() if name in pictures}
        free = iter([slot for slot in SLOTS if slot not in slots.values()])
        self._slots = {name: slots.get(name) or next(free) for name in pictures}
        self._tree = tree
        scene = self._scene(tree)
        pixels = {self._slots[name]: bytes(data) for name, data in pictures.items()}
        return {"scene": scene, "revision": self.revision + 1} | pixels

    def _scene(self, tree: Tree) -> str:
        # One text, because ipywidgets would walk through every list of a tree in search of binary parts.
        return json.dumps({"tree": tree, "problem": self._problem, "pictures": self._slots}, separators=(",", ":"))

    def _show(self, change: dict[str, Any]) -> None:
        with self.hold_sync():
            for name, value in change.items():
                setattr(self, name, value)


def checked(tree: Tree) -> Tree:
    """The tree as it is sent; ValueError names the first tag, attribute, class or style that is not allowed."""
    if not isinstance(tree, (list, tuple)) or len(tree) < 2 or not isinstance(tree[1], Mapping):
        raise ValueError(f"a tree is [tag, attributes, *children], not {str(tree)[:80]!r}")
    tag, attributes, *children = tree
    if tag not in HTML_TAGS and tag not in SVG_TAGS:
        raise ValueError(f"tag {tag!r} is not allowed on a canvas")
    safe = {name: _value(tag, name, value) for name, value in attributes.items() if value is not None}
    return [tag, {name: value for name, value in safe.items() if value is not False}, *map(_child, children)]


def _child(child: Any) -> Any:
    if child is None:
        return None
    if isinstance(child, str):
        # A lone surrogate in a name cannot be sent as UTF-8.
        return child if child.isascii() else child.encode("utf-8", "replace").decode("utf-8")
    if isinstance(child, (int, float)):
        raise ValueError(f"{child!r} is a number; give it a format first")
    return checked(child)


def _value(tag: str, name: str, value: Any) -> Any:
    if name == "class":
        unknown = set(value.split()) - look.CLASSES
        if unknown:
            raise ValueError(f"class {min(unknown)!r} is not in the look's style sheet")
    elif name == "style":
        for prop, number in value.items():
            if prop not in STYLES:
                raise ValueError(f"style {prop!r} is not allowed on a canvas")
            if not isinstance(number, (int, float)) or not math.isfinite(number):
                raise ValueError(f"style {prop!r} needs a finite number, not {number!r}")
        return dict(value)
    elif name == "disabled":
        return bool(value)
    elif name not in ATTRIBUTES and (name not in OWN_ATTRIBUTES or (name in ("name", "alt") and tag != "picture")):
        raise ValueError(f"attribute {name!r} is not allowed on <{tag}>")
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if name == "do" and not text:
        raise ValueError(f"an action of <{tag}> has no name")
    return _child(text)


def _elements(tree: Tree) -> Iterator[Tree]:
    if tree:
        yield tree
        for child in tree[2:]:
            if isinstance(child, list):
                yield from _elements(child)


def _texts(tree: Tree) -> Iterator[str]:
    edge = "" if tree[0] in INLINE else "\n"
    yield edge
    for child in tree[2:]:
        if isinstance(child, str):
            yield child
        elif child is not None:
            yield from _texts(child)
    yield edge


def _sentence(error: Exception) -> str:
    lines = str(error).splitlines()
    if isinstance(error, ValueError) and len(lines) == 1 and len(lines[0]) <= 200:
        return f"That did not work: {lines[0]}"
    return "That did not work. Try something else, or go back to an earlier month."
