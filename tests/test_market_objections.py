"""Objections: what is said, what is behind it, and what resolves it."""

import pytest

from kamsim.market.buying import log_odds, logistic
from kamsim.market.objections import (
    CONCERNS,
    MOTIVES,
    REMEDIES,
    SAID,
    answer_parts,
    concern_said,
    motive_behind,
    motive_of_demand,
    picked,
    remedy_fits,
    settle_probability,
)
from kamsim.market.parameters import Parameters
from kamsim.market.people import ROLES

P = Parameters()
EVENLY = [(place + 0.5) / 1000 for place in range(1000)]


def test_there_are_eight_motives_four_concerns_and_a_remedy_for_each():
    assert len(MOTIVES) == 8
    assert {motive.concern for motive in MOTIVES.values()} == set(CONCERNS) == set(REMEDIES.values())
    assert set(SAID) == set(ROLES)
    assert all(sum(weights) == pytest.approx(1) for weights in SAID.values())


@pytest.mark.parametrize("motive", MOTIVES)
def test_exactly_one_remedy_fits_a_motive_and_resolves_it_with_its_probability(motive):
    fitting = [remedy for remedy in REMEDIES if remedy_fits(remedy, motive)]
    assert len(fitting) == 1
    for remedy in REMEDIES:
        chance = logistic(log_odds(answer_parts(P, remedy, motive)))
        assert chance == pytest.approx(0.8 if remedy in fitting else 0.3)


def test_a_discount_at_once_helps_less_than_the_fitting_remedy_and_more_than_a_wrong_one():
    assert logistic(log_odds(answer_parts(P, "discount_now", "not_from_us"))) == pytest.approx(0.6)


def test_a_person_objects_as_their_role_does():
    said = [concern_said(P, "finance", (), draw) for draw in EVENLY]
    assert [said.count(concern) for concern in CONCERNS] == [500, 150, 250, 100]


def test_what_speaks_most_against_us_is_said_three_times_as_often():
    drivers = (("price", 0.4), ("fit", 0.1), ("relationship", -0.9), ("inertia", -0.2))
    said = [concern_said(P, "finance", drivers, draw) for draw in EVENLY]
    # Trust is the weakest: risk weighs 0.25 x 3 among 0.5 + 0.15 + 0.75 + 0.1 = 1.5.
    assert said.count("risk") == pytest.approx(1000 * 0.75 / 1.5, abs=1)
    assert said.count("price") == pytest.approx(1000 * 0.5 / 1.5, abs=1)


def test_six_in_ten_say_what_they_mean():
    for said in CONCERNS:
        honest = [MOTIVES[motive_behind(P, said, candid, 0.5)].concern == said for candid in EVENLY]
        assert sum(honest) == 600


def test_only_a_true_quote_makes_a_demand_about_a_cheaper_rival():
    assert motive_of_demand(False, 0.9) == "rival_cheaper"
    assert {motive_of_demand(True, draw) for draw in EVENLY} == set(MOTIVES) - {"rival_cheaper"}


def test_a_plain_no_settles_mere_pressing_and_fails_against_a_true_quote():
    assert settle_probability(P, "hold", "pressing") == pytest.approx(0.4 * 2.0)
    assert settle_probability(P, "hold", "rival_cheaper") == pytest.approx(0.4 * 0.5)


@pytest.mark.parametrize("motive", MOTIVES)
def test_asking_first_settles_more_demands_than_a_plain_no_whatever_the_motive(motive):
    assert 0 < settle_probability(P, "hold", motive) < settle_probability(P, "ask_what_changed", motive) < 1


def test_without_motives_each_answer_has_one_probability():
    blind = Parameters(demand_motive=0)
    assert {settle_probability(blind, "ask_what_changed", motive) for motive in MOTIVES} == {0.8}
    assert {settle_probability(blind, "hold", motive) for motive in MOTIVES} == {0.4}


def test_a_draw_picks_a_place_by_its_weight():
    assert [picked([1, 0, 3], draw) for draw in (0.0, 0.24, 0.26, 0.999999)] == [0, 0, 2, 2]
