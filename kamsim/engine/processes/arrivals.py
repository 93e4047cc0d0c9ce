"""Many sources of events that wait for nothing but time, run by one process."""

from collections.abc import Iterator, Sequence
from heapq import heapify, heapreplace
from math import inf

from kamsim.engine.world import World


def arrivals(world: World, sources: Sequence[Iterator[float]]) -> Iterator:
    """Let each source act in its turn; a source yields the days until it acts (again), infinite for never.

    A process for each would cost three times as much, and a city has 180 such sources.
    """
    agenda = [(world.env.now + next(source), place) for place, source in enumerate(sources)]
    heapify(agenda)
    while agenda and agenda[0][0] < inf:
        day, place = agenda[0]
        yield world.env.timeout(day - world.env.now)
        heapreplace(agenda, (day + next(sources[place]), place))
