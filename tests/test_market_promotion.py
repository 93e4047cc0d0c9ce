"""Road-shows: awareness that fades, and leads that come of it."""

from math import exp, log
from statistics import NormalDist

import pytest

from kamsim.market.parameters import Parameters
from kamsim.market.promotion import awareness_left, extra_lead_days, uncertain_effect

DEFAULT = Parameters()


def test_awareness_halves_in_its_half_life():
    assert awareness_left(1.0, 45, 45) == pytest.approx(0.5)
    assert awareness_left(0.0, 45, 45) == 0.0


def test_as_many_leads_come_as_the_fading_rate_promises():
    # 3 x 0.06 leads a month at first, fading with a half-life of 45 days: 0.39 in all.
    expected = 3 * 0.06 / 30 * 45 / log(2)
    draws = [(number + 0.5) / 10_000 for number in range(10_000)]
    days = [extra_lead_days(DEFAULT, 0.06, 1.0, draw) for draw in draws]
    came = [day for day in days if day is not None]
    assert len(came) / len(draws) == pytest.approx(1 - exp(-expected), abs=1e-3)
    early = sum(day <= 45 for day in came) / len(draws)
    assert early == pytest.approx(1 - exp(-expected / 2), abs=1e-3)


def test_a_later_draw_waits_longer_and_a_second_show_right_after_brings_nothing():
    first, second = (extra_lead_days(DEFAULT, 0.06, 1.0, draw) for draw in (0.99, 0.9))
    assert 0 < first < second
    assert extra_lead_days(DEFAULT, 0.06, 0.0, 0.99) is None


def test_nothing_comes_where_nobody_needs_anything():
    assert extra_lead_days(DEFAULT, 0.0, 1.0, 0.99) is None
    assert extra_lead_days(Parameters(road_show_lift=0), 0.06, 1.0, 0.99) is None


def test_road_shows_are_certain_by_default_and_otherwise_right_on_average():
    assert uncertain_effect(DEFAULT, 2.0) == 1.0
    unsure = Parameters(road_show_spread=0.8)
    assert uncertain_effect(unsure, 1.0) == pytest.approx(exp(0.8 - 0.32))
    normals = [NormalDist().inv_cdf((number + 0.5) / 10_000) for number in range(10_000)]
    assert sum(uncertain_effect(unsure, normal) for normal in normals) / 10_000 == pytest.approx(1, abs=0.01)
