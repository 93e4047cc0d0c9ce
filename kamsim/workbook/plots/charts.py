"""Charts: a plot takes data and `ax=None`, labels its axes with units, returns the axes, never shows."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from kamsim.workbook import look
from kamsim.workbook.labels import ROW, End, placed
from kamsim.workbook.plots.faces import shown, width_of
from kamsim.workbook.plots.frame import along, at_height, beside, erase, frame, mark, new_axes, pixel, rows, size

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STYLES: dict[str, dict[str, Any]] = {
    "own": {"color": look.LINE_BLUE, "linewidth": 1.7, "linestyle": "-", "zorder": 4},
    "branch": {"color": look.LINE_BLUE, "linewidth": 1.4, "linestyle": (0, (3, 2)), "zorder": 3},
    "bot": {"color": look.GREY, "linewidth": 1.4, "linestyle": "-", "zorder": 2},
    "rival": {"color": look.VERMILLION, "linewidth": 1.4, "linestyle": (0, (5, 1.5)), "zorder": 2},
    "gain": {"color": look.GREEN, "linewidth": 1.7, "linestyle": "-", "zorder": 4},
}
_SAME = 0.03
"""Share of the height within which the ends of two lines lie on each other."""


@dataclass(frozen=True)
class Line:
    """One line: its label, its value for each place (None leaves a gap), and what kind of line it is."""

    label: str
    values: tuple[float | None, ...]
    style: Literal["own", "branch", "bot", "rival", "gain"] = "own"
    start: int = 1
    """The place of the first value on the x axis; a branch starts later than the history."""

    def points(self) -> list[tuple[int, float]]:
        """The known values with their places."""
        return [(self.start + at, value) for at, value in enumerate(self.values) if _known(value)]


def line_chart(
    lines: Sequence[Line],
    ax: "Axes | None" = None,
    *,
    number: Callable[[float], str] = str,
    x_label: str = "month",
    y_label: str = "",
    ticks: Sequence[float] = (),
) -> "Axes":
    """Lines labeled at their ends; `number` gives a y value with its unit ("95 %"), `ticks` fixes the y axis."""
    ax = ax if ax is not None else new_axes()
    erase(ax)
    known = [(line, line.points()) for line in lines]
    known = [(line, points) for line, points in known if points]
    places = [place for _, points in known for place, _ in points] or [1]
    values = [value for _, points in known for _, value in points]
    ticks = ticks or nice_ticks(min(values, default=0.0), max(values, default=1.0))
    shared = _same_ends(known, number, (ticks[-1] - ticks[0]) * _SAME)
    ends = [f"{', '.join(shown(known[at][0].label) for at in group)} {number(known[group[0]][1][-1][1])}"
            for group in shared]  # fmt: skip
    frame(ax, min(places), max(places), ticks, number, x_label, y_label, max(map(width_of, ends), default=0.0))
    for line, points in known:
        stops = points[-1][0] < max(places)
        ax.plot(
            *zip(*points, strict=True),
            marker="o" if stops or len(points) == 1 else "",
            markevery=[len(points) - 1],
            markersize=3 if stops else 4,
            clip_on=False,
            **STYLES[line.style],
        )
    courses = [tuple((along(ax, place), pixel(ax, value)) for place, value in points) for _, points in known]
    courses = [courses[group[0]] for group in shared]
    heights = placed([End(course, width_of(end)) for course, end in zip(courses, ends, strict=True)], *rows(ax))
    for group, end, height in zip(shared, ends, heights, strict=True):
        line, points = known[group[0]]
        color = look.FAINT if line.style == "bot" else STYLES[line.style]["color"]
        place, value = points[-1]
        moved = height - pixel(ax, value)
        if place < max(places) and abs(moved) > ROW:
            edge = height - math.copysign(ROW / 2, moved)
            ax.plot([place, beside(ax, place)], [value, at_height(ax, edge)], color=color, linewidth=0.6, zorder=3)
        mark(ax, place, at_height(ax, height), end, color)
    return ax


def _same_ends(known: Sequence[tuple[Line, Sequence]], number: Callable[[float], str], close: float) -> list[list[int]]:
    """Lines whose ends lie on each other, as one group each with one label; the line drawn last leads its group."""
    groups: list[list[int]] = []
    for at in reversed(range(len(known))):
        place, value = known[at][1][-1]
        for group in groups:
            first, end = known[group[0]][1][-1]
            if first == place and abs(end - value) <= close and number(end) == number(value):
                group.append(at)
                break
        else:
            groups.append([at])
    return groups[::-1]


def chance_chart(
    past: Sequence[float],
    future: Sequence[float] = (),
    ax: "Axes | None" = None,
    *,
    last: int = 6,
    remark: str = "your estimate, not the truth",
) -> "Axes":
    """Chance that an account stays, by month: shares of one, past solid, future dashed, today a dot."""
    ax = ax if ax is not None else new_axes()
    erase(ax)
    frame(ax, 1, max(last, len(past) + len(future)), [0.0, 0.5, 1.0], _whole_percent, "month", "", 0.0)
    if not past:
        return ax
    now = len(past)
    ax.plot(range(1, now + 1), past, **STYLES["own"])
    if future:
        months = range(now, now + len(future) + 1)
        ax.plot(months, [past[-1], *future], color=look.GREY, linewidth=1.2, linestyle=(0, (4, 3)), zorder=2)
    ax.plot([now], [past[-1]], "o", color=look.LINE_BLUE, markersize=5, zorder=5)
    text = f"now about {_whole_percent(past[-1])}" + (f" ({remark})" if remark else "")
    left, right = ax.get_xlim()
    room = (right - left) / size(ax)[0] * width_of(text)
    x = max(left, min(now, right - room))
    course = [share for month, share in enumerate([*past, *future], start=1) if x - 1 < month < x + room + 1]
    high = max(course) < 0.85
    mark(ax, x, max(course) if high else min(course), text, look.INK, rise=11.0 if high else -11.0)
    return ax


def numbers_of(
    lines: Sequence[Line],
    number: Callable[[float], str] = str,
    x_label: str = "month",
) -> tuple[list[str], list[list[str]]]:
    """The table behind a line chart: headers, and one row of formatted values for each place."""
    known = [dict(line.points()) for line in lines]
    places = sorted({place for values in known for place in values})
    rows = [[str(place), *(number(values[place]) if place in values else "" for values in known)] for place in places]
    return [x_label, *(line.label for line in lines)], rows


def nice_ticks(low: float, high: float, most: int = 4) -> list[float]:
    """Two to `most` + 1 round values that enclose a range, so that the frame seldom changes."""
    if high - low < 1e-9 * max(1.0, abs(high)):
        low, high = low - (abs(low) * 0.05 or 1.0), high + (abs(high) * 0.05 or 1.0)
    rough = (high - low) / (most - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(unit * power for unit in (1.0, 2.0, 2.5, 5.0, 10.0) if unit * power >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(place * step, 12) for place in range(first, max(last, first + 1) + 1)]


def _known(value: float | None) -> bool:
    return value is not None and math.isfinite(value)


def _whole_percent(share: float) -> str:
    return look.percent(share, 0)
