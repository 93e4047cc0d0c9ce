"""Pages, cards, rows and columns, and the card of a picture."""

from collections.abc import Sequence

from kamsim.workbook.look.controls import link
from kamsim.workbook.look.texts import sentence
from kamsim.workbook.look.tree import Part, Tree, part, row


def card(
    title: Part,
    *children: Part,
    key: str | None = None,
    kind: str = "",
    scroll: bool = False,
    beside: Part = None,
) -> Tree:
    """A framed part of a screen; kinds, one or several: slim, compact, unknown (dashed), chosen, good.

    `beside` stands at the right end of the title.
    """
    head = part("h3", "kam-title", title, part("span", "kam-end", beside) if beside else None) if title else None
    body = part("div", "kam-body kam-scroll" if scroll else "kam-body", *children, tabindex=0 if scroll else None)
    look = " ".join(["kam-card", *(f"kam-card-{word}" for word in kind.split())])
    return part("section", look, head, body, key=key)


def scroll_list(*rows: Part, key: str | None = None) -> Tree:
    """Lines that scroll inside their card; the arrow keys walk through them."""
    return part("div", "kam-list kam-scroll", *rows, role="list", key=key)


def situation(text: Part, *actions: Part, key: str | None = None) -> Tree:
    """A card of the inbox with an amber bar: who says what, and the possible answers."""
    said = part("p", "kam-sentence", *(text if isinstance(text, tuple) else (text,)))
    return part("div", "kam-inbox", said, row(*actions) if actions else None, key=key)


def stack(*children: Part) -> Tree:
    """Parts below one another."""
    return part("div", "kam-stack", *children)


def grid(columns: int, *children: Part) -> Tree:
    """Equal cells in 2, 3 or 4 columns."""
    return part("div", f"kam-grid-{columns}", *children)


def columns(*children: Part) -> Tree:
    """Equal columns, as many as there are parts."""
    return part("div", "kam-columns", *children)


def top_line(*children: Part, actions: Sequence[Part] = ()) -> Tree:
    """The line at the top of a screen, with the next step at its right end."""
    right = part("div", "kam-row kam-end", *actions)
    return part("section", "kam-card kam-card-slim kam-top", part("div", "kam-bar-line", *children, right))


def cockpit(top: Tree, left: Part, middle: Part, right: Part, charts: Sequence[Part], corner: Part) -> Tree:
    """The one-screen page: it fits 1186 x 640 px and only cards scroll; `right` may be a side of several cards."""
    return part("div", "kam-cockpit", top, left, middle, right, part("div", "kam-charts", *charts), corner)


def side(*cards: Part) -> Tree:
    """Several cards in one column of the cockpit."""
    return part("div", "kam-side", *cards)


def page(*children: Part) -> Tree:
    """A page of cards below one another, as the guided deal."""
    return part("div", "kam-page", *children)


def figure(
    title: Part,
    name: str,
    alt: str,
    meaning: Part,
    numbers: Tree | None = None,
    do: str = "",
) -> Tree:
    """A picture with the sentence that says what it means; `numbers` shows its table instead, `do` switches."""
    switch = link("picture" if numbers else "numbers", do) if do else None
    shown = part("div", "kam-fill kam-scroll", numbers, tabindex=0) if numbers else None
    inside = shown or part("div", "kam-figure", part("picture", "kam-picture", name=name, alt=alt))
    head = part("h3", "kam-title", title, part("span", "kam-end", switch) if switch else None)
    said = sentence(meaning) if isinstance(meaning, str) else meaning
    return part("section", "kam-card", head, part("div", "kam-body", inside, said), key=f"figure:{name}")
