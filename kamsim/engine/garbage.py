"""How memory is kept in order although games make many objects that hold each other."""

import gc
from collections.abc import Iterator

import simpy

RARELY = (50_000, 10, 5)
"""New objects until the youngest are looked over, and how often until the older and all are."""
AN_ACCOUNT = 500
"""New objects for each account of a book until the youngest are looked over: about what a game makes of it."""


def look_rarely(accounts: int) -> None:
    """Let Python look for garbage after 50,000 new objects or more, not 700, from now on; more rarely is left alone.

    What a game makes is its ledger, which stays: looking it over again and again took a quarter of a city's time, and
    two fifths of a province's. So garbage waits until it may be as much as a game.
    """
    often, *older = RARELY
    often, usual = max(often, AN_ACCOUNT * accounts), gc.get_threshold()[0]
    if 0 < usual < often:
        gc.set_threshold(often, *older)


class Clock(simpy.Environment):
    """SimPy's clock, which can be stopped for good.

    The world holds its clock, the clock its processes, and they the world; stopped, they let go of it, so that a game
    that nobody holds is gone at once, without a search for garbage.
    """

    __slots__ = ("_now",)

    def __init__(self) -> None:
        super().__init__()
        self._started: list[Iterator] = []

    def process(self, generator: Iterator) -> simpy.Process:
        """Start a process."""
        self._started.append(generator)
        return simpy.Process(self, generator)

    def stop(self) -> None:
        """End all processes where they are."""
        for generator in self._started:
            generator.close()
        self._started.clear()


# The time, as a bare attribute: SimPy's own `now` calls a function, ten thousand times a game.
Clock.now = Clock._now  # type: ignore[method-assign,assignment]
