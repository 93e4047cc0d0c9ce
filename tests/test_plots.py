"""Pictures: labels, limits, tables and files; never what they look like to the eye."""

import warnings
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image

from kamsim.workbook import look
from kamsim.workbook.labels import CLEAR, ROW, End, placed, spread
from kamsim.workbook.plots import Line, Picture, chance_chart, faces, line_chart, nice_ticks, numbers_of


def percent(share: float) -> str:
    return look.percent(share, 0)


LINES = [
    Line("wait-and-see", (0.99, 0.97, 0.93), "bot"),
    Line("yours", (0.99, 0.98, 0.94), "own"),
    Line("branch", (0.98, 0.96), "branch", start=2),
]


def texts(ax):
    return [text.get_text() for text in ax.texts]


def heights(ax):
    ax.figure.canvas.draw()
    return sorted(text.get_window_extent().y0 for text in ax.texts)


def test_a_chart_labels_each_line_at_its_end_and_has_no_legend():
    ax = line_chart(LINES, number=percent)
    assert texts(ax) == ["wait-and-see 93 %", "yours 94 %", "branch 96 %"]
    assert ax.get_legend() is None


def test_axes_carry_their_units():
    ax = line_chart(LINES, number=percent, y_label="share of accounts")
    assert all(label.get_text().endswith(" %") for label in ax.get_yticklabels())
    assert ax.get_xticklabels()[0].get_text() == "month 1"
    assert ax.get_ylabel() == "share of accounts"


def test_own_is_solid_branch_dashed_and_bot_grey():
    bot, own, branch = line_chart(LINES).lines
    assert (own.is_dashed(), own.get_color()) == (False, look.LINE_BLUE)
    assert (branch.is_dashed(), branch.get_color()) == (True, look.LINE_BLUE)
    assert bot.get_color() == look.GREY


def test_a_chart_draws_into_the_axes_it_is_given():
    ax = line_chart(LINES)
    assert line_chart(LINES[:1], ax) is ax
    assert len(ax.lines) == len(ax.texts) == 1


def test_lines_whose_ends_lie_on_each_other_share_one_label():
    ax = line_chart([Line("try 1", (1.0, 2.0, 3.0)), Line("yours", (1.0, 1.5, 3.0)), Line("far", (1.0, 1.0, 1.0))])
    assert [text.get_text() for text in ax.texts] == ["yours, try 1 3.0", "far 1.0"]


def test_the_label_of_a_line_that_stops_early_is_tied_to_its_last_point():
    short = Line("try 1", (1.0, 0.99, 0.98), "branch")
    long = Line("yours", (1.0, 0.985, 0.98, 0.93, 0.88, 0.86), "own")
    ax = line_chart([Line("wait-and-see", (1.0,) * 6, "bot"), long, short])
    bot, own, branch, tie = ax.lines
    assert bot.get_marker() == own.get_marker() == ""
    assert (branch.get_marker(), branch.get_markevery()) == ("o", [2])
    assert (tie.get_xdata()[0], tie.get_ydata()[0]) == (3, 0.98)
    ax.figure.canvas.draw()
    label, end = ax.texts[2].get_window_extent(), ax.transData.transform((tie.get_xdata()[1], tie.get_ydata()[1]))
    assert label.x0 - 1 <= end[0] <= label.x1
    assert label.y0 - 4 <= end[1] <= label.y1 + 4


def test_end_labels_of_lines_that_end_close_together_do_not_overlap():
    ax = line_chart([Line(f"line {at}", (1.0, 1.0 + at / 1000)) for at in range(5)])
    assert len(ax.texts) == 5
    placed = heights(ax)
    assert all(above - below > 10 for below, above in pairwise(placed))


def test_end_labels_stay_inside_the_picture():
    ax = line_chart([Line("an extraordinarily long name of an account 港" * 4, (1.0, 2.0))], number=look.money_short)
    ax.figure.canvas.draw()
    box = ax.texts[0].get_window_extent()
    assert 0 < box.x0 < box.x1 <= ax.figure.bbox.x1


@pytest.mark.parametrize("label", ["海港物流", "R&D $x^2$ \\alpha", "😀\U000e0001\x07", "a\nb", "<b>x</b>"])
def test_any_name_is_drawn_as_it_is_and_without_warnings(label):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = line_chart([Line(label, (1.0, 2.0))])
        ax.figure.canvas.draw()
    assert all(not text.get_parse_math() for text in ax.texts)


def test_without_any_chinese_face_a_box_stands_for_the_letter(monkeypatch):
    monkeypatch.setattr(faces, "installed", lambda: ("DejaVu Sans",))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = line_chart([Line("海 port", (1.0, 2.0))])
        ax.figure.canvas.draw()
    assert texts(ax) == ["□ port 2.0"]


@pytest.mark.parametrize("lines", [[], [Line("empty", ())], [Line("gap", (None, float("nan")))], [Line("one", (0.0,))]])
def test_few_or_no_values_make_a_chart_all_the_same(lines):
    assert Picture(line_chart).png(lines)


def test_the_table_behind_a_chart_has_every_value_in_its_row():
    headers, rows = numbers_of(LINES, percent)
    assert headers == ["month", "wait-and-see", "yours", "branch"]
    assert rows == [["1", "99 %", "99 %", ""], ["2", "97 %", "98 %", "98 %"], ["3", "93 %", "94 %", "96 %"]]
    assert look.table(headers, rows)


def test_a_chance_has_a_solid_past_a_dashed_future_and_a_dot_today():
    ax = chance_chart([0.48, 0.45], [0.44, 0.42])
    past, future, today = ax.lines
    assert [list(line.get_xdata()) for line in (past, future, today)] == [[1, 2], [2, 3, 4], [2]]
    assert [line.is_dashed() for line in (past, future)] == [False, True]
    assert today.get_marker() == "o"
    assert texts(ax) == ["now about 45 % (your estimate, not the truth)"]
    assert ax.get_ylim() == (0.0, 1.0)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["0 %", "50 %", "100 %"]


@pytest.mark.parametrize("past", [[0.02], [0.99], [0.5] * 6, [0.2, 0.4, 0.6, 0.8, 0.9, 0.99]])
def test_the_remark_about_today_stays_inside_the_picture(past):
    ax = chance_chart(past)
    ax.figure.canvas.draw()
    box = ax.texts[0].get_window_extent()
    assert 0 <= box.x0 < box.x1 <= ax.figure.bbox.x1
    assert 0 <= box.y0 < box.y1 <= ax.figure.bbox.y1


def test_a_picture_is_twice_as_sharp_as_the_screen():
    image = Image.open(BytesIO(Picture(line_chart, 400, 120).png(LINES)))
    assert (image.format, image.size) == ("PNG", (800, 240))


def test_the_ground_of_a_picture_is_as_white_as_its_card():
    image = Image.open(BytesIO(Picture(line_chart).png(LINES))).convert("RGB")
    assert image.getpixel((0, 0)) == (255, 255, 255)


def test_equal_data_gives_the_same_bytes_object_and_new_data_another():
    picture = Picture(line_chart, number=percent)
    first = picture.png(list(LINES))
    assert picture.png(list(LINES)) is first
    assert picture.png(LINES[:2]) != first


def test_a_kept_picture_equals_a_fresh_one():
    kept = Picture(line_chart, number=percent)
    for end in (1, 2, 3):
        lines = [Line(line.label, line.values[:end], line.style, line.start) for line in LINES]
        fresh = Picture(line_chart, number=percent).png(lines)
        assert kept.png(lines) == fresh


def test_ticks_are_round_and_enclose_the_range():
    for low, high in [(0.93, 0.99), (1.8e6, 1.94e6), (-3.0, 4.0), (5.0, 5.0), (0.0, 0.0), (-2e9, 1e3)]:
        ticks = nice_ticks(low, high)
        assert ticks[0] <= low <= high <= ticks[-1]
        assert 2 <= len(ticks) <= 6
        assert ticks == sorted(set(ticks))


def test_labels_are_moved_apart_in_order_and_no_further_than_needed():
    assert spread([10, 50, 90], 0, 100, 13) == [10, 50, 90]
    assert spread([50, 50, 51], 0, 100, 13) == [50, 63, 76]
    assert spread([99, 100], 0, 100, 13) == [87, 100]
    crowded = spread([5.0] * 30, 0, 100, 13)
    assert crowded == pytest.approx([place * 100 / 29 for place in range(30)])


FALLING = tuple((20.0 * place, 80.0 - 8 * place) for place in range(9))


def test_the_label_of_a_short_line_keeps_off_the_lines_that_pass_it_and_stays_near():
    short = End(((0.0, 80.0), (20.0, 74.0), (40.0, 66.0)), 90.0)
    long = End(FALLING, 60.0)
    height, at_the_end = placed([short, long], 0.0, 88.0)
    passing = [y for x, y in FALLING if 45 <= x <= 135]
    assert at_the_end == FALLING[-1][1]
    assert height >= max(passing) + CLEAR or height <= min(passing) - CLEAR
    assert abs(height - 66) < 40


def test_labels_that_meet_beside_each_other_are_moved_apart_too():
    almost = End(FALLING[:8], 60.0)
    heights = placed([almost, End(FALLING, 60.0)], 0.0, 88.0)
    assert abs(heights[0] - heights[1]) >= ROW


def test_a_label_without_a_free_place_stays_inside_the_picture():
    crowd = [End(tuple((20.0 * place, float(height)) for place in range(9)), 60.0) for height in range(0, 88, 6)]
    *_, height = placed([*crowd, End(((0.0, 40.0), (20.0, 44.0)), 60.0)], 0.0, 88.0)
    assert 0 <= height <= 88
    assert placed([], 0.0, 88.0) == []


def test_pictures_leave_no_figure_open_behind():
    from matplotlib._pylab_helpers import Gcf

    before = list(Gcf.figs)
    Picture(line_chart).png(LINES)
    assert list(Gcf.figs) == before
