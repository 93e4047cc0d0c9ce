"""A part of a screen as a tree for `Canvas`: tag, attributes, children. A text in it stays text."""

from typing import Any

Tree = list[Any]
Part = Tree | str | None


def part(tag: str, look: str, *children: Part, **attributes: Any) -> Tree:
    """An element with classes of the style sheet; `aria_label` and the like are written with an underscore."""
    named = {name.replace("_", "-"): value for name, value in attributes.items() if value not in (None, "")}
    return [tag, ({"class": look} if look else {}) | named, *children]


def row(*children: Part) -> Tree:
    """Parts beside one another, wrapping."""
    return part("div", "kam-row", *children)
