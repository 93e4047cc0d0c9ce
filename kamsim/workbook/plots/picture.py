"""A kept figure that gives its PNG file quickly: only what moves is drawn again."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kamsim.workbook.plots.frame import new_axes, y_frame

if TYPE_CHECKING:
    from matplotlib.axes import Axes


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
            self._ax = new_axes(*self._size, dpi=100 * self._sharpness)
        ax = self._plot(*data, ax=self._ax, **self._options)
        canvas = ax.figure.canvas
        # The y axis with its grid is most of the work, and seldom changes; months are added at every turn.
        marks = [ax.xaxis, *sorted([*ax.lines, *ax.texts], key=lambda mark: mark.get_zorder())]
        for mark in marks:
            mark.set_animated(True)
        frame = y_frame(ax)
        if frame != self._frame:
            canvas.draw()
            self._ground, self._frame = canvas.copy_from_bbox(ax.figure.bbox), frame
        canvas.restore_region(self._ground)
        for mark in marks:
            ax.draw_artist(mark)
        return _png(canvas)


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
