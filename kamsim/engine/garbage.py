"""How often Python looks for garbage while a game is played."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

RARELY = (50_000, 10, 5)
"""New objects until the youngest are looked over, and how often until the older and all are."""

_lock = Lock()
_games = 0
_usual = (0, 0, 0)


@contextmanager
def rare_collections() -> Iterator[None]:
    """Let Python look for garbage after 50,000 new objects, not 700; games may be played side by side in threads.

    What a game makes is its ledger, which stays: looking it over again and again took a quarter of a city's time, and
    two fifths of a province's.
    """
    global _games, _usual
    with _lock:
        if not _games:
            _usual = gc.get_threshold()
            if _usual[0] and _usual[0] < RARELY[0]:
                gc.set_threshold(*RARELY)
        _games += 1
    try:
        yield
    finally:
        with _lock:
            _games -= 1
            if not _games:
                gc.set_threshold(*_usual)
