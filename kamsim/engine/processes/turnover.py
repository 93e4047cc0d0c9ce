"""People change jobs; a successor knows us not."""

from collections.abc import Iterator
from math import inf

from kamsim.engine.names import person_name
from kamsim.engine.processes.relations import told_to_go_on
from kamsim.engine.records import PersonLeft
from kamsim.engine.state import MONTH_DAYS, AccountState, Departure, PersonState
from kamsim.engine.world import World
from kamsim.market.attitude import bounded
from kamsim.market.people import NEEDS, STYLES


def account_turnover(world: World, account: AccountState) -> Iterator[float]:
    """One seat of the buying center after another empties, at the rate of the group."""
    stream = world.streams.of("turnover", account.account_id)
    parameters = world.parameters
    rate = parameters.turnover * len(account.people)
    mean, spread = parameters.successor_rival_mean, parameters.successor_rival_spread
    number = 0
    while True:
        yield stream.next_exponential(MONTH_DAYS / rate if rate else inf)
        number += 1
        seat = int(stream.next() * len(account.people))
        old = account.people[seat]
        attitude = bounded(parameters.successor_spread * stream.next_normal())
        attitude = told_to_go_on(world, account, attitude, old.attitude)
        new = PersonState(
            f"{account.account_id}-n{number}",
            account.account_id,
            person_name(stream.next(), stream.next()),
            old.role,
            old.rank,
            STYLES[int(stream.next() * len(STYLES))],
            NEEDS[int(stream.next() * len(NEEDS))],
            old.share,
            attitude,
            attitude,
            tuple([bounded(mean + spread * stream.next_normal()) for _ in world.rivals]),
            False,
            world.env.now,
        )
        account.people[seat] = new
        if old.known:
            account.departure = Departure(world.env.now, seat, old, new)
            account.former = (*account.former, (old.person_id, old.name))
        world.record(PersonLeft(world.env.now, account.account_id, old.person_id, new.person_id))
