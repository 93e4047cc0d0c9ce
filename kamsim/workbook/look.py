"""How everything looks: colors, style sheet, number formats, and the small parts that screens are built from.

The parts are trees for `Canvas`. A text given to them stays text, whatever it contains. Money is in fen, shares are
fractions of one, and None reads "n/a".
"""

import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Tree = list[Any]
Part = Tree | str | None

BLUE = "#0b63a5"  # what can be done, and us
# Okabe and Ito (2008), "Color universal design": told apart with every common kind of color blindness.
LINE_BLUE, AMBER, GREEN, VERMILLION = "#0072B2", "#E69F00", "#009E73", "#D55E00"
GREY, INK, FAINT, LINE, GRID = "#8a94a3", "#1f2733", "#586474", "#d5dae1", "#e8ebef"
# The companion for Chinese comes after the Latin faces, so that digits look alike everywhere.
FACE = (
    '"Noto Sans", "Segoe UI", "Helvetica Neue", "DejaVu Sans", "Noto Sans CJK SC", "Microsoft YaHei", '
    '"PingFang SC", sans-serif'
)
CSS = (
    f".kam-canvas {{ --blue: {BLUE}; --amber: {AMBER}; --green: {GREEN}; --vermillion: {VERMILLION}; --ink: {INK}; "
    f"--faint: {FAINT}; --line: {LINE}; --face: {FACE}; }}\n"
    + Path(__file__).with_name("look.css").read_text(encoding="utf-8")
)
CLASSES = frozenset(re.findall(r"\.(kam-[a-z0-9-]+)", CSS))

NA = "n/a"
ATTITUDES = {-1: "against us", 0: "neutral", 1: "supporter", 2: "keeps rivals out", 3: "coach"}
_NOTES = {"good": "✓", "watch": "◆", "bad": "▲"}


def _missing(value: float | None) -> bool:
    return value is None or not math.isfinite(value)


def _fixed(value: float, digits: int) -> str:
    rounded = round(value, digits) or 0.0
    return f"{rounded:,.{digits}f}".replace("-", "−")


def money(fen: float | None) -> str:
    """Yuan without fen: "¥38,400"."""
    if _missing(fen):
        return NA
    text = _fixed(fen / 100, 0)
    return f"−¥{text[1:]}" if text.startswith("−") else f"¥{text}"


def money_short(fen: float | None) -> str:
    """Yuan in thousands or millions, three figures: "¥1.94 m", "¥38.4 k"."""
    if _missing(fen):
        return NA
    yuan = abs(fen) / 100
    sign = "−" if fen < 0 else ""
    if yuan < 9_999.5:
        return money(fen)
    scale, unit = (1e6, "m") if yuan >= 999_500 else (1e3, "k")
    digits = 2 if yuan / scale < 9.995 else 1 if yuan / scale < 99.95 else 0
    return f"{sign}¥{yuan / scale:,.{digits}f} {unit}"


def whole_yuan(fen: float) -> int:
    """An amount as it is shown, in fen: what differences of shown amounts are taken of."""
    return 100 * round(fen / 100)


def money_change(fen: float | None) -> str:
    """A gain or loss with its sign: "+¥21,000"."""
    text = money(fen)
    return f"+{text}" if text.startswith("¥") and text != "¥0" else text


def percent(share: float | None, digits: int = 1) -> str:
    """A share of one as "94.1 %"."""
    return NA if _missing(share) else f"{_fixed(share * 100, digits)} %"


def hours(amount: float | None) -> str:
    """Working hours: "3 h", "2.5 h"."""
    return NA if _missing(amount) else f"{_fixed(amount, 0 if round(amount, 1) == round(amount) else 1)} h"


def count(number: float | None, noun: str = "") -> str:
    """A whole number, and what is counted: "1,204 accounts"."""
    return NA if _missing(number) else f"{_fixed(number, 0)} {noun}".rstrip()


def signed(value: float | None, digits: int = 1) -> str:
    """A number that always shows its sign: "+0.4", "−0.9"."""
    text = NA if _missing(value) else _fixed(value, digits)
    return text if text == NA or text.startswith("−") or not text.strip("0.") else f"+{text}"


def change(share: float | None, digits: int = 1) -> str:
    """A relative change as "▲ 1.2 %" or "▼ 0.4 %"."""
    if _missing(share):
        return NA
    text = percent(abs(share), digits)
    return f"± {text}" if text == percent(0, digits) else f"{'▲' if share > 0 else '▼'} {text}"


def part(tag: str, look: str, *children: Part, **attributes: Any) -> Tree:
    """An element with classes of the style sheet; `aria_label` and the like are written with an underscore."""
    named = {name.replace("_", "-"): value for name, value in attributes.items() if value not in (None, "")}
    return [tag, ({"class": look} if look else {}) | named, *children]


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
) -> Tree:
    """A line of a list to choose from: mark, name, why it needs attention, health bar."""
    text = part("span", "", named(name), part("div", "kam-why kam-clamp", why, title=why) if why else None)
    state = {"do": do, "key": do, "aria_pressed": pressed}
    return part("button", "kam-pick", part("span", "kam-mark", mark), text, bar(share, tone), **state)


def scroll_list(*rows: Part, key: str | None = None) -> Tree:
    """Lines that scroll inside their card; the arrow keys walk through them."""
    return part("div", "kam-list kam-scroll", *rows, role="list", key=key)


def situation(text: Part, *actions: Part, key: str | None = None) -> Tree:
    """A card of the inbox with an amber bar: who says what, and the possible answers."""
    said = part("p", "kam-sentence", *(text if isinstance(text, tuple) else (text,)))
    return part("div", "kam-inbox", said, row(*actions) if actions else None, key=key)


def line(label: Part, value: Part, key: str | None = None) -> Tree:
    """A label to the left and its value to the right."""
    return part("div", "kam-line", part("span", "", label), part("span", "kam-strong kam-number", value), key=key)


def metric(value: Part, label: Part) -> Tree:
    """A number of the top line over what it is."""
    return part("div", "kam-metric", part("div", "kam-metric-value", value), part("div", "kam-metric-label", label))


def row(*children: Part) -> Tree:
    """Parts beside one another, wrapping."""
    return part("div", "kam-row", *children)


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


def named(name: str) -> Tree:
    """A name that somebody typed: two lines at most, the whole in the title, its writing direction kept to itself."""
    return part("span", "kam-name", name, title=name)


def strong(text: str) -> Tree:
    """The number or word that a sentence is about."""
    return part("strong", "", text)


def faint(*parts: Part) -> Tree:
    """Secondary text in small grey letters."""
    return part("div", "kam-faint", *parts)


def sentence(*parts: Part) -> Tree:
    """One sentence, as stands under every picture."""
    return part("p", "kam-sentence", *parts)


def note(text: str, tone: str = "good") -> Tree:
    """A judgment with its sign; tones: good, watch, bad."""
    return part("p", f"kam-sentence kam-{tone}", f"{_NOTES[tone]} {text}")


def bar(share: float | None, tone: str = "us") -> Tree:
    """A bar for a share of one; tones: us, good, watch, bad."""
    if _missing(share):
        return part("span", "kam-faint", "?", title="not known yet")
    said = percent(share, 0)
    width = {"width": max(0.0, min(100.0, share * 100))}
    filled = part("span", "kam-bar-part" if tone == "us" else f"kam-bar-part kam-bar-{tone}", style=width)
    return part("span", "kam-bar", filled, role="img", aria_label=said, title=said)


def dots(level: int | None) -> Tree:
    """Attitude from -1 (against us) to 3 (coach) by place, shape and word; None is drawn dashed."""
    said = "not known yet" if level is None else ATTITUDES[level]
    on = "kam-dot kam-dot-against" if level == -1 else "kam-dot kam-dot-on"
    off = "kam-dot kam-dot-unknown" if level is None else "kam-dot"
    places = [part("span", on if place == level else off, aria_hidden=True) for place in ATTITUDES]
    label = f"attitude: {said}"
    return part("div", "kam-dots", *places, part("span", "kam-dots-word", said), role="img", aria_label=label)


def scale() -> Tree:
    """What the five places of `dots` mean, from left to right."""
    return part("div", "kam-legend", f"The five dots, from left: {' · '.join(ATTITUDES.values())}")


def why_bar(label: str, value: float, most: float, digits: int = 1) -> Tree:
    """A cause: against staying to the left, for staying to the right; `most` is the longest bar's value."""
    width = min(50.0, abs(value) / most * 50) if most else 0.0
    place = {"left": 50.0 if value >= 0 else 50.0 - width, "width": width}
    filled = part("span", "kam-why-stay" if value >= 0 else "kam-why-leave", style=place)
    track = part("span", "kam-why-track", filled, aria_hidden=True)
    cells = part("span", "kam-clamp", label, title=label), track, part("span", "kam-number", signed(value, digits))
    return part("div", "kam-why-row", *cells)


def funnel_bar(label: str, count_: int, most: int) -> Tree:
    """A step of a funnel: its bar stands in the middle, as wide as its share of the first step's count."""
    width = 100 * count_ / most if most else 0.0
    filled = part("span", "kam-funnel-part", style={"left": 50 - width / 2, "width": width})
    track = part("span", "kam-funnel-track", filled, aria_hidden=True)
    return part("div", "kam-funnel", part("span", "", label), track, part("span", "kam-number", count(count_)))


def progress(done: int, total: int) -> Tree:
    """How far a sequence has come, a segment for each part."""
    parts = [part("span", "kam-done" if place < done else "") for place in range(total)]
    return part("div", "kam-progress", *parts, role="img", aria_label=f"{done} of {total} done")


def table(headers: Sequence[str], rows: Sequence[Sequence[Part]], left: int = 1) -> Tree:
    """A table of formatted cells; all but the first `left` columns hold numbers and stand right."""

    def cells(tag: str, values: Sequence[Part]) -> list[Tree]:
        return [part(tag, "" if place < left else "kam-number", value) for place, value in enumerate(values)]

    head = part("thead", "", part("tr", "", *cells("th", headers)))
    body = part("tbody", "", *(part("tr", "", *cells("td", values)) for values in rows))
    # Without numbers the columns are equal: long names would leave the others one letter wide.
    return part("table", "kam-table" + " kam-even" * (left >= len(headers)), head, body)


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
