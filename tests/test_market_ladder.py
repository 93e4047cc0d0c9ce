"""The product ladder: what is harder to compare becomes known less often."""

import pytest

from kamsim.market.ladder import leak_chance, rung_of
from kamsim.market.parameters import Parameters

DEFAULT = Parameters()


@pytest.mark.parametrize(
    ("lines", "bundled", "strategy", "rung"),
    [
        (1, False, "velcro", "product"),
        (3, False, "clip", "line"),
        (3, True, "zipper", "bundle"),
        (1, True, "velcro", "solution"),
    ],
)
def test_the_rung_follows_from_what_an_account_has(lines, bundled, strategy, rung):
    assert rung_of(lines, bundled, strategy) == rung


def test_each_rung_leaks_less_than_the_one_below():
    chances = [leak_chance(DEFAULT, rung) for rung in ("product", "line", "bundle", "solution")]
    assert chances == sorted(chances, reverse=True)
    assert len(set(chances)) == 4
    assert chances[0] == DEFAULT.building_leak
    assert chances[2] == DEFAULT.bundle_leak


def test_where_everything_can_be_compared_lines_leak_like_a_product():
    plain = Parameters(line_comparability=1, solution_comparability=1)
    assert leak_chance(plain, "line") == leak_chance(plain, "product")
    assert leak_chance(plain, "solution") == leak_chance(plain, "bundle")
