"""People of low position rise: who will is drawn as the game starts, and known to nobody until it happens."""

from collections.abc import Iterator

from kamsim.engine.records import PersonPromoted
from kamsim.engine.state import PersonState
from kamsim.engine.world import World
from kamsim.market.rising import PROMOTED, promotion_day, shares_after


def stars_of(world: World) -> list[tuple[float, PersonState]]:
    """Those who will be promoted, with the day of it, the earliest first."""
    parameters, found = world.parameters, []
    for account in world.accounts.values():
        for person in account.people:
            if person.rank in PROMOTED:
                draws = world.streams.of("rising", person.person_id)
                if draws.at(0) < parameters.rising_stars:
                    found.append((promotion_day(parameters, draws.at(1)), person))
    return sorted(found, key=lambda star: (star[0], star[1].person_id))


def promotions(world: World) -> Iterator:
    """One promotion after another; who has left the job by then is not promoted here."""
    stars = stars_of(world)
    world.rising = {person.person_id: person.rank for _, person in stars}
    for day, person in stars:
        yield world.env.timeout(day - world.env.now)
        promote(world, person)


def promote(world: World, person: PersonState) -> None:
    """A person goes up two positions and has more to say; the others of the group have less."""
    del world.rising[person.person_id]
    account = world.accounts[person.account_id]
    seat = next((place for place, member in enumerate(account.people) if member is person), None)
    if seat is None:
        return
    person.rank = PROMOTED[person.rank]
    shares = shares_after([member.share for member in account.people], seat, world.parameters.rising_say)
    for member, share in zip(account.people, shares, strict=True):
        member.share = share
    # Who counts for most of our supporters may be another now, though they are the same.
    account.friends = []
    account.find_supporters(max(member.attitude for member in account.people))
    person.view = None
    world.record(PersonPromoted(world.env.now, account.account_id, person.person_id, person.rank))
