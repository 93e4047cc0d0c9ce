"""Axes of a picture: limits, ticks, labels, pixels, and a text beside a point."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from kamsim.workbook import look
from kamsim.workbook.labels import ASIDE
from kamsim.workbook.plots.faces import faces_for

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_POINT = 0.72  # points in a pixel of a 100 dpi figure
_SMALL = 10.5 * _POINT


def new_axes(width: int = 410, height: int = 122, dpi: float = 100) -> "Axes":
    """Axes of a figure of so many pixels of the screen, without pyplot."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width / 100, height / 100), dpi=dpi, facecolor="white")
    FigureCanvasAgg(figure)
    return figure.add_axes((52 / width, 24 / height, 1 - 58 / width, 1 - 34 / height))


def erase(ax: "Axes") -> None:
    """Take the lines and texts off."""
    for drawn in [*ax.lines, *ax.texts]:
        drawn.remove()


def frame(
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
    free = min(0.5, (room + 8) / size(ax)[0]) if room else 0.02
    ax.set_xlim(first, last + (last - first) * free / (1 - free))
    middle = sorted({first, (first + last) // 2, last} if last - first > 5 else {first, last})
    names = [f"{x_label} {place}" if place == first else str(place) for place in middle]
    labels = [number(tick) for tick in ticks]
    if _x_frame(ax) != names:
        ax.set_xticks(middle, names)
        ax.get_xticklabels()[0].set_horizontalalignment("left")
        _soften(ax.get_xticklabels())
    if y_frame(ax) != (ticks[0], ticks[-1], y_label, *labels):
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


def y_frame(ax: "Axes") -> tuple[Any, ...]:
    """What the y axis shows: limits, title, tick labels."""
    return *ax.get_ylim(), ax.get_ylabel(), *(label.get_text() for label in ax.get_yticklabels())


def _soften(labels: Sequence[Any]) -> None:
    for label in labels:
        label.set_fontfamily(faces_for(label.get_text()))
        label.set_parse_math(False)


def size(ax: "Axes") -> tuple[float, float]:
    """Width and height in pixels of a 100 dpi figure."""
    box = ax.get_position()
    width, height = ax.figure.get_size_inches() * 100
    return box.width * width, box.height * height


def pixel(ax: "Axes", value: float) -> float:
    """Height of a value above the lower edge, in pixels."""
    low, high = ax.get_ylim()
    return (value - low) / (high - low) * size(ax)[1]


def along(ax: "Axes", place: float) -> float:
    """Distance of a place from the left edge, in pixels."""
    left, right = ax.get_xlim()
    return (place - left) / (right - left) * size(ax)[0]


def beside(ax: "Axes", place: float) -> float:
    """The place where a label beside a place begins, and a little further."""
    left, right = ax.get_xlim()
    return place + 2 * ASIDE / size(ax)[0] * (right - left)


def at_height(ax: "Axes", pixel: float) -> float:
    """The value at a height in pixels."""
    low, high = ax.get_ylim()
    return low + pixel / size(ax)[1] * (high - low)


def rows(ax: "Axes") -> tuple[float, float]:
    """Lowest and highest pixel of the axes."""
    return 0.0, size(ax)[1]


def mark(ax: "Axes", x: float, y: float, text: str, color: str, rise: float = 0.0) -> None:
    """A small text beside a point, or `rise` pixels above it."""
    aside = 0.0 if rise else ASIDE
    ax.annotate(
        text,
        (x, y),
        (aside * _POINT, rise * _POINT),
        textcoords="offset points",
        fontsize=_SMALL,
        fontfamily=faces_for(text),
        color=color,
        verticalalignment="center",
        zorder=6,
        parse_math=False,
        annotation_clip=False,
        # A grid line through a small text reads as struck out.
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
    )
