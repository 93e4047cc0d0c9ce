"""Texts: names, sentences, notes, a label with its value."""

from kamsim.workbook.look.tree import Part, Tree, part

_NOTES = {"good": "✓", "watch": "◆", "bad": "▲"}


def line(label: Part, value: Part, key: str | None = None) -> Tree:
    """A label to the left and its value to the right."""
    return part("div", "kam-line", part("span", "", label), part("span", "kam-strong kam-number", value), key=key)


def metric(value: Part, label: Part) -> Tree:
    """A number of the top line over what it is."""
    return part("div", "kam-metric", part("div", "kam-metric-value", value), part("div", "kam-metric-label", label))


def named(name: str) -> Tree:
    """A name that somebody typed: two lines at most, the whole in the title, its writing direction kept to itself."""
    return part("span", "kam-name", name, title=name)


def strong(text: str) -> Tree:
    """The number or word that a sentence is about."""
    return part("strong", "", text)


def faint(*parts: Part) -> Tree:
    """Secondary text in small grey letters."""
    return part("div", "kam-faint", *parts)


def hinted(text: str, hint: str) -> Tree:
    """Secondary text that more is said of when the mouse rests on it, which a dotted line shows."""
    return part("span", "kam-faint kam-hint", text, title=hint)


def sentence(*parts: Part) -> Tree:
    """One sentence, as stands under every picture."""
    return part("p", "kam-sentence", *parts)


def note(text: str, tone: str = "good") -> Tree:
    """A judgment with its sign; tones: good, watch, bad."""
    return part("p", f"kam-sentence kam-{tone}", f"{_NOTES[tone]} {text}")
