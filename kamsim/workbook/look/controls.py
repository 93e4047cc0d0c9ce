"""What can be done: buttons, chips, links, tabs, lines to choose from."""

from collections.abc import Sequence

from kamsim.workbook.look.marks import bar
from kamsim.workbook.look.texts import named
from kamsim.workbook.look.tree import Part, Tree, part, row


def choice_card(title: str, do: str, *children: Part, pressed: bool = False, disabled: bool = False) -> Tree:
    """A card that is one big button, as the three options of the guided deal."""
    state = {"do": do, "aria_pressed": pressed, "disabled": disabled}
    look = "kam-card kam-card-chosen" if pressed else "kam-card"
    return part("button", look, part("div", "kam-strong", title), *children, key=do, **state)


def button(
    label: str,
    do: str,
    primary: bool = False,
    pressed: bool = False,
    disabled: bool = False,
    hint: str = "",
) -> Tree:
    """A button; only the next step of a screen is primary (filled)."""
    look = "kam-button" + " kam-primary" * primary + " kam-pressed" * pressed
    return part("button", look, label, do=do, disabled=disabled, title=hint, aria_pressed=pressed or None)


def chip(
    label: str,
    do: str = "",
    pressed: bool = False,
    disabled: bool = False,
    hint: str = "",
    price: str = "",
) -> Tree:
    """A small option with its price ("Formal visit · 3 h"); without an action it is a mere tag."""
    text = f"{label} · {price}" if price else label
    if not do:
        return part("span", "kam-tag", text, title=hint)
    look, text = ("kam-chip kam-pressed", f"✓ {text}") if pressed else ("kam-chip", text)
    return part("button", look, text, do=do, key=do, disabled=disabled, title=hint, aria_pressed=pressed)


def link(label: str, do: str, hint: str = "") -> Tree:
    """A small action inside a text or a title."""
    return part("button", "kam-link", label, do=do, title=hint)


def switch(label: str, do: str, on: bool, hint: str = "") -> Tree:
    """A small setting that is on or off."""
    return part("button", "kam-link", label, do=do, aria_pressed=on, title=hint)


def group(title: Part, *chips: Part, beside: Part = None) -> Tree:
    """Chips under a small heading; `beside` stands at the right end of the heading."""
    head = part(
        "div", "kam-row", part("span", "kam-strong", title), part("span", "kam-end", beside) if beside else None
    )
    return part("div", "kam-group", head, row(*chips) if chips else None)


def tabs(items: Sequence[tuple[Part, str]], current: str) -> Tree:
    """Tabs from (label, action), the current one named by its action."""
    made = [part("button", "kam-tab", label, do=do, role="tab", aria_selected=do == current) for label, do in items]
    return part("div", "kam-tabs", *made, role="tablist")


def pick_row(
    name: str,
    do: str,
    mark: str = "",
    why: str = "",
    share: float | None = None,
    tone: str = "us",
    pressed: bool = False,
    hint: str = "",
    meaning: str = "",
) -> Tree:
    """A line of a list to choose from: mark, name, why it needs attention (`hint`: more on that), bar (`meaning`)."""
    more = f"{why}. {hint}" if hint else why
    text = part("span", "", named(name), part("div", "kam-why kam-clamp", why, title=more) if why else None)
    state = {"do": do, "key": do, "aria_pressed": pressed}
    return part("button", "kam-pick", part("span", "kam-mark", mark), text, bar(share, tone, meaning), **state)
