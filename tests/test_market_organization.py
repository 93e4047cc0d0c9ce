"""The relation between firms: who may do what, how it grows and fades, and what a successor hears of it."""

import pytest

from kamsim.market.organization import (
    CEILING,
    INSTRUMENTS,
    MOST_GUESTS,
    PARTNER_TIERS,
    faded,
    grown,
    invited,
    taken_over,
    times_a_year,
)
from kamsim.market.parameters import Parameters
from kamsim.market.people import ROLES

DEFAULT = Parameters()


def test_there_are_ten_instruments_in_four_ways():
    assert len(INSTRUMENTS) == 10
    ways = {instrument.way for instrument in INSTRUMENTS.values()}
    assert ways == {"communication", "matching", "joining", "identification"}


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_a_closer_partner_may_do_no_less(name):
    ordinary, partner, strategic = INSTRUMENTS[name].yearly
    assert ordinary <= partner <= strategic > 0
    assert set(INSTRUMENTS[name].guests) <= set(ROLES)
    assert bool(INSTRUMENTS[name].guests) == (INSTRUMENTS[name].contact is not None)


def test_a_strategic_partner_gets_all_ten_a_partner_nine_and_an_ordinary_account_meetings_only():
    allowed = {tier: [name for name in INSTRUMENTS if times_a_year(name, tier)] for tier in PARTNER_TIERS}
    assert [len(allowed[tier]) for tier in PARTNER_TIERS] == [3, 9, 10]
    assert {INSTRUMENTS[name].way for name in allowed["ordinary"]} == {"communication"}


def test_a_relation_halves_in_its_half_life():
    assert faded(0.8, 300, 300) == pytest.approx(0.4)
    assert faded(0.8, 600, 300) == pytest.approx(0.2)
    assert faded(0.0, 1e9, 300) == 0.0


def test_an_instrument_adds_its_share_of_what_is_missing():
    # 0.35 of what is missing to 0.7, then of what is missing to 1.
    assert grown(DEFAULT, 0.0, "summit", "partner") == pytest.approx(0.35 * 0.7)
    assert grown(DEFAULT, 0.4, "summit", "strategic") == pytest.approx(0.4 + 0.35 * 0.6)
    twice = Parameters(instrument_gain=2)
    assert grown(twice, 0.4, "summit", "strategic") == pytest.approx(0.4 + 0.7 * 0.6)


@pytest.mark.parametrize("tier", PARTNER_TIERS)
def test_no_number_of_instruments_passes_the_ceiling_of_a_tier_and_none_takes_anything_away(tier):
    relation = 0.0
    for name in list(INSTRUMENTS) * 20:
        before, relation = relation, grown(DEFAULT, relation, name, tier)
        assert relation >= before
    assert relation == pytest.approx(CEILING[tier])
    assert grown(DEFAULT, 0.95, "summit", tier) >= 0.95


def test_a_successor_hears_of_a_good_relation_only():
    assert taken_over(DEFAULT, 1.0, -0.5, 1.5) == pytest.approx(0.5)
    assert taken_over(DEFAULT, 0.0, -0.5, 1.5) == -0.5
    assert taken_over(DEFAULT, 1.0, 0.5, -1.0) == 0.5


def test_those_who_matter_are_invited_first_and_nobody_else():
    people = [("a", "user", 0.1), ("b", "decider", 0.3), ("c", "finance", 0.2), ("d", "decider", 0.4)]
    assert invited("summit", people) == ["d", "b", "c"]
    assert invited("service_meeting", people) == []
    assert len(invited("summit", [(str(number), "decider", 0.1) for number in range(9)])) == MOST_GUESTS
