"""Owner seats: what hangs on one person goes with that person, less where others know the account too."""

import pytest

from kamsim.market.owners import (
    attitude_lost,
    lost_in_handover,
    reintroduced,
    share_still_lost,
    together,
    usage_kept,
    without_owner,
)
from kamsim.market.parameters import Parameters

TABLE = Parameters()


@pytest.mark.parametrize(("covers", "share"), [("", 0.40), ("B", 0.15), ("BC", 0.08), ("C", 0.40)])
def test_an_owner_takes_less_along_where_other_seats_are_filled(covers, share):
    assert attitude_lost(TABLE, covers) == share


@pytest.mark.parametrize(("covers", "share"), [("", 0.12), ("B", 0.045), ("BC", 0.024)])
def test_a_planned_handover_costs_three_tenths_of_what_an_owner_takes_along(covers, share):
    assert lost_in_handover(TABLE, covers) == pytest.approx(share)
    assert lost_in_handover(Parameters(handover_loss=0), covers) == 0


def test_a_second_loss_takes_its_share_of_what_the_first_one_left():
    assert together(0.4, 0.12) == pytest.approx(1 - 0.6 * 0.88)
    assert together(0.0, 0.12) == pytest.approx(0.12)


def test_good_will_shrinks_with_its_owner_and_an_opponent_stays_one():
    assert without_owner(2.0, 0.4) == pytest.approx(1.2)
    assert without_owner(-0.5, 0.4) == -0.5
    assert without_owner(2.0, 0.0) == 2.0


def test_an_introduction_brings_half_of_the_loss_back_a_letter_little_and_waiting_nothing():
    assert share_still_lost(TABLE, 0.4, "introduce") == pytest.approx(0.20)
    assert share_still_lost(TABLE, 0.4, "send_letter") == pytest.approx(0.34)
    assert share_still_lost(TABLE, 0.4, "wait") == 0.4


def test_what_comes_back_is_as_if_it_had_never_gone():
    lost = without_owner(1.5, 0.4)
    assert reintroduced(lost, 0.4, 0.0) == pytest.approx(1.5)
    assert reintroduced(lost, 0.4, 0.2) == pytest.approx(without_owner(1.5, 0.2))
    assert reintroduced(-0.5, 0.4, 0.0) == -0.5


def test_usage_that_stays_follows_the_attitude_that_was_lost():
    assert usage_kept(TABLE, 0.40) == pytest.approx(1 - TABLE.owner_sales * 0.40)
    assert usage_kept(TABLE, 0.0) == 1
