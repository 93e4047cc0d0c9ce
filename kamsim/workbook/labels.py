"""Where the labels at the ends of lines go, so that none lies on another or on a line. All lengths are in pixels."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

ROW = 13.0
"""From one label to the next."""
CLEAR = 8.0
"""From the middle of a label to a line that passes above or below it."""
ASIDE = 5.0
"""From the end of a line to its label."""
STEP = 2.0

Point = tuple[float, float]


class End(NamedTuple):
    """The course of a line, left to right, and the width of the label at its end."""

    course: tuple[Point, ...]
    width: float

    @property
    def span(self) -> tuple[float, float]:
        """From where to where the label goes."""
        left = self.course[-1][0] + ASIDE
        return left, left + self.width


def placed(ends: Sequence[End], low: float, high: float) -> list[float]:
    """The height of each label between `low` and `high`, as near to the end of its line as there is room.

    Lines that go on to the last place share the free column behind it; the label of a shorter one must also keep off
    the lines that pass it.
    """
    last = max((end.course[-1][0] for end in ends), default=0.0)
    column = [at for at, end in enumerate(ends) if last - end.course[-1][0] < 1]
    found: dict[int, float] = dict(
        zip(column, spread([ends[at].course[-1][1] for at in column], low, high), strict=True)
    )
    for at in sorted(set(range(len(ends))) - found.keys(), key=lambda at: -ends[at].course[-1][0]):
        found[at] = _free(at, ends, found, low, high)
    return [found[at] for at in range(len(ends))]


def _free(at: int, ends: Sequence[End], found: dict[int, float], low: float, high: float) -> float:
    """The nearest height at which a label is clear of lines and of labels that have their place; else the clearest."""
    left, right = ends[at].span
    taken = [
        (height, height, ROW)
        for other, height in found.items()
        if ends[other].span[0] < right and left < ends[other].span[1]
    ]
    for other, end in enumerate(ends):
        passing = [] if other == at else _heights_between(end.course, left, right)
        if passing:
            taken.append((min(passing), max(passing), CLEAR))

    def clearance(height: float) -> float:
        return min((max(least - height, height - most) - wanted for least, most, wanted in taken), default=0.0)

    start = min(max(ends[at].course[-1][1], low), high)
    steps = range(int((high - low) / STEP) + 1)
    heights = sorted((min(high, low + STEP * step) for step in steps), key=lambda height: abs(height - start))
    return next((height for height in (start, *heights) if clearance(height) >= 0), max(heights, key=clearance))


def _heights_between(course: Sequence[Point], left: float, right: float) -> list[float]:
    """The heights of a line at both ends of a span, as far as it reaches, and at its points inside."""
    inside = [y for x, y in course if left <= x <= right]
    for (x, y), (beyond, height) in pairwise(course):
        inside += [y + (height - y) * (edge - x) / (beyond - x) for edge in (left, right) if x < edge < beyond]
    return inside


def spread(heights: Sequence[float], low: float, high: float, gap: float = ROW) -> list[float]:
    """The heights, moved as little as needed to stand `gap` apart between `low` and `high`, in the same order."""
    order = sorted(range(len(heights)), key=lambda at: heights[at])
    gap = min(gap, (high - low) / max(1, len(heights) - 1))
    moved = list(heights)
    floor = low
    for at in order:
        moved[at] = floor = max(moved[at], floor)
        floor += gap
    ceiling = high
    for at in reversed(order):
        moved[at] = ceiling = min(moved[at], ceiling)
        ceiling -= gap
    return moved
