"""Many sources of events that wait for nothing but time, run by one process."""

from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heapreplace

from kamsim.engine.world import World


def arrivals(world: World, sources: Sequence[Iterator[float]], days: int) -> Iterator:
    """Let each source act in its turn, until some days are over; a source yields the days until it acts (again).

    A process for each would cost three times as much, and a city has 180 such sources. What comes is kept day by day:
    one heap of all that comes would no longer fit the memory at hand in a province, with 18,000 sources.
    """
    agenda: list[list[tuple[float, int]]] = [[] for _ in range(days)]
    for place, source in enumerate(sources):
        first = next(source)
        if first < days:
            agenda[int(first)].append((first, place))
    for end, today in enumerate(agenda, 1):
        heapify(today)
        while today:
            day, place = today[0]
            yield world.env.timeout(day - world.env.now)
            following = day + next(sources[place])
            if following < end:
                heapreplace(today, (following, place))
            else:
                heappop(today)
                if following < days:
                    agenda[int(following)].append((following, place))
