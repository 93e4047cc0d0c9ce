"""Pictures of the workbook: plots that take data, and `Picture`, which keeps one figure and gives its PNG file quickly.

matplotlib is imported when the first plot is drawn, and without pyplot, so a plot leaves no state behind in a notebook.
"""

from kamsim.workbook.plots.charts import STYLES, Line, chance_chart, line_chart, nice_ticks, numbers_of
from kamsim.workbook.plots.faces import CJK_FACES
from kamsim.workbook.plots.picture import Picture

__all__ = ["CJK_FACES", "STYLES", "Line", "Picture", "chance_chart", "line_chart", "nice_ticks", "numbers_of"]
