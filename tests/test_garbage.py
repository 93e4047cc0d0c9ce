"""Python looks for garbage rarely once games are played, and finished games need no search."""

import gc

import pytest

from kamsim.engine.garbage import RARELY, look_rarely
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.studies.policies import POLICIES

DEAL, CITY = find_scenario("first-deal"), find_scenario("city")


@pytest.fixture
def usual():
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_from_the_first_game_on_garbage_is_looked_for_rarely(usual):
    gc.set_threshold(700, 10, 10)
    Simulation(DEAL, 1)
    assert gc.get_threshold() == RARELY


@pytest.mark.parametrize("own", [(0, 10, 10), (1_000_000, 10, 10)])
def test_who_looks_for_garbage_more_rarely_or_never_is_left_alone(usual, own):
    gc.set_threshold(*own)
    look_rarely(100)
    assert gc.get_threshold() == own


def test_the_larger_the_book_the_more_rarely_garbage_is_looked_for(usual):
    gc.set_threshold(700, 10, 10)
    look_rarely(60)
    assert gc.get_threshold() == RARELY
    look_rarely(6_000)
    assert gc.get_threshold() == (3_000_000, *RARELY[1:])
    look_rarely(60)
    assert gc.get_threshold() == (3_000_000, *RARELY[1:])


def test_a_game_that_nobody_holds_leaves_next_to_nothing_to_search_for():
    gc.collect()
    gc.disable()
    try:
        game = play(CITY.with_settings(6), POLICIES["textbook"], 1)
        held = len(gc.get_objects())
        ledger = len(game.ledger)
        del game
        assert held - len(gc.get_objects()) > 3 * ledger
    finally:
        gc.enable()


def test_a_briefing_outlives_its_game():
    briefing = Simulation(CITY, 1).briefing
    assert len(briefing.accounts) == 60
