"""Number formats, and the parts that screens are made of."""

import re

import pytest

from kamsim.workbook import look
from kamsim.workbook.canvas import Canvas, checked


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (look.money(3_840_000), "¥38,400"),
        (look.money(-620_000), "−¥6,200"),
        (look.money(-4), "¥0"),
        (look.money_short(194_000_000), "¥1.94 m"),
        (look.money_short(3_840_000), "¥38.4 k"),
        (look.money_short(620_000), "¥6,200"),
        (look.money_short(99_999_999), "¥1.00 m"),
        (look.money_short(999_999), "¥10.0 k"),
        (look.money_short(-194_000_000), "−¥1.94 m"),
        (look.money_change(2_100_000), "+¥21,000"),
        (look.money_change(-2_100_000), "−¥21,000"),
        (look.money_change(0), "¥0"),
        (look.percent(0.941), "94.1 %"),
        (look.percent(-0.17, 0), "−17 %"),
        (look.percent(-0.0001), "0.0 %"),
        (look.hours(3), "3 h"),
        (look.hours(2.5), "2.5 h"),
        (look.count(1204, "accounts"), "1,204 accounts"),
        (look.signed(0.4), "+0.4"),
        (look.signed(-0.9), "−0.9"),
        (look.signed(-0.01), "0.0"),
        (look.change(0.012), "▲ 1.2 %"),
        (look.change(-0.004), "▼ 0.4 %"),
        (look.change(-0.0001), "± 0.0 %"),
    ],
)
def test_a_number_is_shown_with_sign_separator_and_unit(shown, expected):
    assert shown == expected


@pytest.mark.parametrize(
    "form",
    [look.money, look.money_short, look.money_change, look.percent, look.hours, look.count, look.signed, look.change],
)
def test_what_is_not_known_reads_na(form):
    assert form(None) == form(float("nan")) == "n/a"


def everything(name: str) -> list:
    """A screen with every part, each holding the name where a name can stand."""
    top = look.top_line(look.metric(name, name), actions=[look.button(name, "run", primary=True, hint=name)])
    left = look.card(name, look.scroll_list(look.pick_row(name, "pick:1", "A", name, 0.4, "bad", pressed=True)))
    people = [look.card(None, look.named(name), look.dots(level), kind="compact") for level in (-1, 0, 1, 2, 3)]
    unknown = look.card(None, look.dots(None), kind="compact unknown")
    middle = look.card(
        look.named(name),
        look.tabs([(name, "tab:a"), ("Bill", "tab:b")], "tab:a"),
        look.grid(3, *people, unknown),
        look.row(look.chip(name, "do:a", pressed=True, price="3 h"), look.chip(name), look.link(name, "more")),
        look.columns(
            look.choice_card(name, "choose:a", look.faint(name)), look.choice_card(name, "choose:b", pressed=True)
        ),
    )
    notes = [look.note(name, tone) for tone in ("good", "watch", "bad")]
    side = look.side(
        look.card(
            "Inbox", look.situation((look.strong(name), name), look.chip("Match", "answer:a"), key="s"), scroll=True
        ),
        look.card("Plan", look.line(name, "3 h"), *notes, look.progress(2, 6), look.bar(None), look.bar(2.0)),
    )
    charts = [
        look.figure(name, "chart", name, name),
        look.figure("Numbers", "other", name, look.sentence(name), look.table(["a", "b"], [[name, "1"]]), "numbers"),
    ]
    why = look.card("Why", *(look.why_bar(name, value, 0.9) for value in (-0.9, 0.0, 0.4)))
    return look.page(look.cockpit(top, left, middle, side, charts, look.stack(why)))


def test_every_part_is_accepted_by_the_canvas_and_shows_a_hostile_name_as_text():
    name = "<b onclick=x>R&D</b> $x$"
    screen = Canvas(lambda: everything(name), print)
    assert screen.text().count(name) > 15
    assert "onclick" not in str(list(_attributes(checked(everything("plain")))))


def _attributes(tree):
    yield tree[1]
    for child in tree[2:]:
        if isinstance(child, list):
            yield from _attributes(child)


def test_only_a_primary_button_is_filled():
    assert "kam-primary" in look.button("Run", "run", primary=True)[1]["class"]
    for other in (look.button("Run", "run", pressed=True), look.chip("Visit", "do", pressed=True)):
        assert "kam-primary" not in other[1]["class"]
    filled = re.findall(r"^([^{\n]+)\{[^}]*background: var\(--blue\)[^}]*color: #fff", look.CSS, re.M)
    assert [rule.strip() for rule in filled] == [".kam-canvas .kam-primary"]


def test_attitude_can_be_read_without_color():
    for level, word in look.ATTITUDES.items():
        dots = look.dots(level)
        assert dots[1]["aria-label"] == f"attitude: {word}"
        filled = [at for at, dot in enumerate(dots[2:7]) if "kam-dot-" in dot[1]["class"]]
        assert filled == [level + 1]
    assert all("unknown" in dot[1]["class"] for dot in look.dots(None)[2:7])
    assert "not known" in look.dots(None)[7][2]


def test_a_chosen_chip_carries_a_check_mark_and_its_price():
    assert look.chip("Visit", "do:visit", pressed=True, price="3 h")[2] == "✓ Visit · 3 h"
    assert look.chip("Visit", "do:visit", price="3 h")[2] == "Visit · 3 h"


def test_a_cause_for_leaving_reaches_left_and_one_for_staying_right():
    leave, stay = (look.why_bar("cause", value, 0.8)[3][2][1] for value in (-0.4, 0.8))
    assert leave == {"class": "kam-why-leave", "style": {"left": 25.0, "width": 25.0}}
    assert stay == {"class": "kam-why-stay", "style": {"left": 50.0, "width": 50.0}}


def test_a_bar_never_leaves_its_track_and_shows_a_stub_of_nothing():
    assert [look.bar(share)[2][1]["style"]["width"] for share in (-1, 0.3, 7)] == [4.0, 30.0, 100.0]


def test_numbers_stand_right_in_a_table():
    body = look.table(["name", "bill"], [["Harbour", "¥38,400"]])[3]
    name, bill = body[2][2:]
    assert (name[1], bill[1]) == ({}, {"class": "kam-number"})


def test_a_long_name_keeps_its_whole_in_the_title():
    assert look.named("x" * 500)[1] == {"class": "kam-name", "title": "x" * 500}


def test_the_style_sheet_loads_nothing_from_elsewhere():
    assert not re.search(r"url\(|@import|https?:", look.CSS)
