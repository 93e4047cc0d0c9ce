"""How everything looks: colors, style sheet, number formats, and the small parts that screens are built from.

The parts are trees for `Canvas`. A text given to them stays text, whatever it contains. Money is in fen, shares are
fractions of one, and None reads "n/a".
"""

from kamsim.workbook.look.controls import button, chip, choice_card, group, link, pick_row, switch, tabs
from kamsim.workbook.look.layout import (
    card,
    cockpit,
    columns,
    figure,
    grid,
    page,
    scroll_list,
    side,
    situation,
    stack,
    top_line,
)
from kamsim.workbook.look.marks import ATTITUDES, bar, dots, fall_bar, funnel_bar, progress, scale, table, why_bar
from kamsim.workbook.look.numbers import (
    NA,
    chance,
    change,
    count,
    counted,
    hours,
    money,
    money_change,
    money_short,
    percent,
    points,
    signed,
    whole_yuan,
)
from kamsim.workbook.look.style import (
    AMBER,
    BLUE,
    CLASSES,
    CSS,
    FACE,
    FAINT,
    GREEN,
    GREY,
    GRID,
    INK,
    LINE,
    LINE_BLUE,
    VERMILLION,
)
from kamsim.workbook.look.texts import faint, hinted, line, metric, named, note, sentence, strong
from kamsim.workbook.look.tree import Part, Tree, part, row

__all__ = [
    "AMBER", "ATTITUDES", "BLUE", "CLASSES", "CSS", "FACE", "FAINT", "GREEN", "GREY", "GRID", "INK", "LINE",
    "LINE_BLUE", "NA", "VERMILLION", "Part", "Tree", "bar", "button", "card", "chance", "change", "chip",
    "choice_card", "cockpit", "columns", "count", "counted", "dots", "faint", "fall_bar", "figure", "funnel_bar",
    "grid", "group", "hinted", "hours", "line", "link", "metric", "money", "money_change", "money_short", "named",
    "note", "page", "part", "percent", "pick_row", "points", "progress", "row", "scale", "scroll_list", "sentence",
    "side", "signed", "situation", "stack", "strong", "switch", "table", "tabs", "top_line", "whole_yuan", "why_bar",
]  # fmt: skip
