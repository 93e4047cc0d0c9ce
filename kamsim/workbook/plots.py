"""Pictures of the workbook: a plot takes data and `ax=None`, labels its axes with units, returns the axes, never shows.

`Picture` keeps one figure and gives its PNG file quickly. matplotlib is imported when the first plot is drawn, and
without pyplot, so a plot leaves no state behind in a notebook.
"""

import math
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from kamsim.workbook import look
from kamsim.workbook.labels import ASIDE, End, placed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CJK_FACES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti TC",
    "SimHei",
    "WenQuanYi Micro Hei",
    "Noto Sans CJK JP",
)
STYLES: dict[str, dict[str, Any]] = {
    "own": {"color": look.LINE_BLUE, "linewidth": 1.7, "linestyle": "-", "zorder": 4},
    "branch": {"color": look.LINE_BLUE, "linewidth": 1.4, "linestyle": (0, (3, 2)), "zorder": 3},
    "bot": {"color": look.GREY, "linewidth": 1.4, "linestyle": "-", "zorder": 2},
    "rival": {"color": look.VERMILLION, "linewidth": 1.4, "linestyle": (0, (5, 1.5)), "zorder": 2},
    "gain": {"color": look.GREEN, "linewidth": 1.7, "linestyle": "-", "zorder": 4},
}
_POINT = 0.72  # points in a pixel of a 100 dpi figure
_SMALL = 10.5 * _POINT
_MOST_LABEL = 24
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
    ax = ax if ax is not None else _axes()
    _erase(ax)
    known = [(line, line.points()) for line in lines]
    known = [(line, points) for line, points in known if points]
    places = [place for _, points in known for place, _ in points] or [1]
    values = [value for _, points in known for _, value in points]
    ticks = ticks or nice_ticks(min(values, default=0.0), max(values, default=1.0))
    shared = _same_ends(known, number, (ticks[-1] - ticks[0]) * _SAME)
    ends = [f"{', '.join(_shown(known[at][0].label) for at in group)} {number(known[group[0]][1][-1][1])}"
            for group in shared]  # fmt: skip
    _frame(ax, min(places), max(places), ticks, number, x_label, y_label, max(map(_width, ends), default=0.0))
    for line, points in known:
        ax.plot(
            *zip(*points, strict=True),
            marker="o" if len(points) == 1 else "",
            markersize=4,
            clip_on=False,
            **STYLES[line.style],
        )
    courses = [tuple((_along(ax, place), _pixel(ax, value)) for place, value in points) for _, points in known]
    courses = [courses[group[0]] for group in shared]
    heights = placed([End(course, _width(end)) for course, end in zip(courses, ends, strict=True)], *_rows(ax))
    for group, end, height in zip(shared, ends, heights, strict=True):
        line, points = known[group[0]]
        color = look.FAINT if line.style == "bot" else STYLES[line.style]["color"]
        _mark(ax, points[-1][0], _value(ax, height), end, color)
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
    ax = ax if ax is not None else _axes()
    _erase(ax)
    _frame(ax, 1, max(last, len(past) + len(future)), [0.0, 0.5, 1.0], _whole_percent, "month", "", 0.0)
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
    room = (right - left) / _size(ax)[0] * _width(text)
    x = max(left, min(now, right - room))
    course = [share for month, share in enumerate([*past, *future], start=1) if x - 1 < month < x + room + 1]
    high = max(course) < 0.85
    _mark(ax, x, max(course) if high else min(course), text, look.INK, rise=11.0 if high else -11.0)
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


class Picture:
    """A kept figure for one plot function; `png` draws it again only when the data changed."""

    def __init__(
        self,
        plot: Callable[..., "Axes"],
        width: int = 410,
        height: int = 122,
        sharpness: float = 2.0,
        **options: Any,
    ) -> None:
        """Width and height in pixels of the screen, `sharpness` pixels of the file for each; options of the plot."""
        self._plot, self._size, self._sharpness, self._options = plot, (width, height), sharpness, options
        self._ax: Any = None
        self._asked: Any = None
        self._file = b""
        self._frame: Any = None
        self._ground: Any = None

    def png(self, *data: Any) -> bytes:
        """The PNG file of the plot of this data; the same bytes for equal data."""
        asked = tuple(tuple(part) if isinstance(part, list) else part for part in data)
        if asked != self._asked:
            self._file = self._drawn(*data)
            self._asked = asked
        return self._file

    def _drawn(self, *data: Any) -> bytes:
        if self._ax is None:
            self._ax = _axes(*self._size, dpi=100 * self._sharpness)
        ax = self._plot(*data, ax=self._ax, **self._options)
        canvas = ax.figure.canvas
        # The y axis with its grid is most of the work, and seldom changes; months are added at every turn.
        marks = [ax.xaxis, *sorted([*ax.lines, *ax.texts], key=lambda mark: mark.get_zorder())]
        for mark in marks:
            mark.set_animated(True)
        frame = _y_frame(ax)
        if frame != self._frame:
            canvas.draw()
            self._ground, self._frame = canvas.copy_from_bbox(ax.figure.bbox), frame
        canvas.restore_region(self._ground)
        for mark in marks:
            ax.draw_artist(mark)
        return _png(canvas)


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


@cache
def _faces() -> tuple[str, ...]:
    from matplotlib import font_manager

    installed = set(font_manager.get_font_names())
    return ("DejaVu Sans", *[face for face in CJK_FACES if face in installed][:1])


@cache
def _letters(face: str) -> frozenset[int]:
    """Code points that a face can draw."""
    from matplotlib import font_manager

    return frozenset(font_manager.get_font(font_manager.findfont(face)).get_charmap())


def _faces_for(text: str) -> tuple[str, ...]:
    # A second face doubles the time that matplotlib needs for a text.
    return _faces()[:1] if all(ord(letter) in _letters(_faces()[0]) for letter in text) else _faces()


def _shown(text: str) -> str:
    """The text with a box for each letter that no installed face has, cut to the length of an end label."""
    drawable = [_letters(face) for face in _faces()]
    text = "".join(
        letter if letter.isprintable() and any(ord(letter) in letters for letters in drawable) else "□"
        for letter in text
    )
    return text if len(text) <= _MOST_LABEL else text[: _MOST_LABEL - 1] + "…"


def _width(text: str) -> float:
    """Pixels that a small text takes, roughly and rather too many."""
    return sum(10.8 if unicodedata.east_asian_width(letter) in "WF" else 6.5 for letter in text)


def _axes(width: int = 410, height: int = 122, dpi: float = 100) -> "Axes":
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width / 100, height / 100), dpi=dpi, facecolor="white")
    FigureCanvasAgg(figure)
    return figure.add_axes((52 / width, 24 / height, 1 - 58 / width, 1 - 34 / height))


def _erase(ax: "Axes") -> None:
    for mark in [*ax.lines, *ax.texts]:
        mark.remove()


def _frame(
    ax: "Axes",
    first: int,
    last: int,
    ticks: Sequence[float],
    number: Callable[[float], str],
    x_label: str,
    y_label: str,
    room: float,
) -> None:
    """Set limits, ticks and labels; `room` in pixels is kept free for the labels at the line ends."""
    last = max(last, first + 1)
    free = min(0.5, (room + 8) / _size(ax)[0]) if room else 0.02
    ax.set_xlim(first, last + (last - first) * free / (1 - free))
    middle = sorted({first, (first + last) // 2, last} if last - first > 5 else {first, last})
    names = [f"{x_label} {place}" if place == first else str(place) for place in middle]
    labels = [number(tick) for tick in ticks]
    if _x_frame(ax) != names:
        ax.set_xticks(middle, names)
        ax.get_xticklabels()[0].set_horizontalalignment("left")
        _soften(ax.get_xticklabels())
    if _y_frame(ax) != (ticks[0], ticks[-1], y_label, *labels):
        ax.set_ylim(ticks[0], ticks[-1])
        ax.set_yticks(list(ticks), labels)
        ax.grid(axis="y", color=look.GRID, linewidth=0.7)
        ax.set_axisbelow(True)
        ax.tick_params(length=0, labelsize=_SMALL, labelcolor=look.FAINT, pad=4)
        ax.spines[:].set_visible(False)
        ax.set_ylabel(y_label, fontsize=_SMALL, color=look.FAINT)
        _soften([*ax.get_yticklabels(), ax.yaxis.label])


def _x_frame(ax: "Axes") -> list[str]:
    return [label.get_text() for label in ax.get_xticklabels()]


def _y_frame(ax: "Axes") -> tuple[Any, ...]:
    return *ax.get_ylim(), ax.get_ylabel(), *(label.get_text() for label in ax.get_yticklabels())


def _soften(labels: Sequence[Any]) -> None:
    for label in labels:
        label.set_fontfamily(_faces_for(label.get_text()))
        label.set_parse_math(False)


def _size(ax: "Axes") -> tuple[float, float]:
    """Width and height in pixels of a 100 dpi figure."""
    box = ax.get_position()
    width, height = ax.figure.get_size_inches() * 100
    return box.width * width, box.height * height


def _pixel(ax: "Axes", value: float) -> float:
    low, high = ax.get_ylim()
    return (value - low) / (high - low) * _size(ax)[1]


def _along(ax: "Axes", place: float) -> float:
    left, right = ax.get_xlim()
    return (place - left) / (right - left) * _size(ax)[0]


def _value(ax: "Axes", pixel: float) -> float:
    low, high = ax.get_ylim()
    return low + pixel / _size(ax)[1] * (high - low)


def _rows(ax: "Axes") -> tuple[float, float]:
    return 0.0, _size(ax)[1]


def _mark(ax: "Axes", x: float, y: float, text: str, color: str, rise: float = 0.0) -> None:
    aside = 0.0 if rise else ASIDE
    ax.annotate(
        text,
        (x, y),
        (aside * _POINT, rise * _POINT),
        textcoords="offset points",
        fontsize=_SMALL,
        fontfamily=_faces_for(text),
        color=color,
        verticalalignment="center",
        zorder=6,
        parse_math=False,
        annotation_clip=False,
    )


def _png(canvas: Any) -> bytes:
    from io import BytesIO

    from PIL import Image

    width, height = canvas.get_width_height()
    picture = Image.frombuffer("RGBA", (int(width), int(height)), canvas.buffer_rgba(), "raw", "RGBA", 0, 1)
    file = BytesIO()
    # A palette is quicker to compress than true color and a third of the size; line art has few colors.
    few = picture.convert("RGB").quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.putpalette([255 if shade == 254 else shade for shade in few.getpalette()])  # the tree of colors dims white
    few.save(file, "PNG", compress_level=1)
    return file.getvalue()
