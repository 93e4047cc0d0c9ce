"""What shows numbers: bars, dots, funnels, tables."""

from collections.abc import Sequence

from kamsim.workbook.look.numbers import count, missing, percent, signed
from kamsim.workbook.look.tree import Part, Tree, part

ATTITUDES = {-1: "against us", 0: "neutral", 1: "supporter", 2: "keeps rivals out", 3: "coach"}


def bar(share: float | None, tone: str = "us", meaning: str = "") -> Tree:
    """A bar for a share of one, and what it is a share of; tones: us, good, watch, bad."""
    if missing(share):
        return part("span", "", "")
    said = f"{meaning} {percent(share, 0)}".strip()
    # A stub of nothing tells it from a bar that is not there.
    width = {"width": max(4.0, min(100.0, share * 100))}
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


def fall_bar(
    label: str, span: tuple[float, float], scale: tuple[float, float], shown: str, hint: str, whole: bool = False
) -> Tree:
    """A row of a waterfall: its bar runs over `span`, from where the row before ended; a `scale` has both ends.

    Blue what adds, red what takes; the bar of a sum is grey.
    """
    low, high = scale
    wide = (high - low) or 1.0
    left, right = sorted((place - low) / wide * 100 for place in span)
    kind = "sum" if whole else "plus" if span[1] >= span[0] else "minus"
    filled = part("span", f"kam-fall-{kind}", style={"left": min(left, 99.5), "width": max(right - left, 0.5)})
    zero = part("span", "kam-fall-zero", style={"left": min(-low / wide * 100, 99.5)})
    track = part("span", "kam-funnel-track", zero, filled, aria_hidden=True)
    return part("div", "kam-fall", part("span", "", label), track, part("span", "kam-number", shown), title=hint)


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
