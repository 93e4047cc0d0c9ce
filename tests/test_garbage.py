"""While a game is played Python looks for garbage rarely, and afterwards as before."""

import gc
import weakref

from kamsim.engine.garbage import RARELY, rare_collections
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import play

DEAL = find_scenario("first-deal")


def test_while_a_game_is_played_garbage_is_looked_for_rarely_and_afterwards_as_before():
    before, during = gc.get_threshold(), []

    def looking(briefing):
        during.append(gc.get_threshold())
        return []

    play(DEAL, looking, 1)
    assert set(during) == {RARELY}
    assert gc.get_threshold() == before


def test_the_last_of_games_side_by_side_sets_it_back():
    before = gc.get_threshold()
    first, second = rare_collections(), rare_collections()
    with first:
        second.__enter__()
    assert gc.get_threshold() == RARELY
    second.__exit__(None, None, None)
    assert gc.get_threshold() == before


def test_who_looks_for_garbage_more_rarely_or_never_is_left_alone():
    before = gc.get_threshold()
    try:
        for own in ((0, 10, 10), (1_000_000, 10, 10)):
            gc.set_threshold(*own)
            with rare_collections():
                assert gc.get_threshold() == own
            assert gc.get_threshold() == own
    finally:
        gc.set_threshold(*before)


def test_games_that_nobody_holds_are_forgotten_while_others_are_played():
    forgotten = []
    for seed in range(4):
        game = play(DEAL, lambda briefing: [], seed)
        forgotten.append(weakref.ref(game))
    del game
    assert not any(reference() for reference in forgotten)
