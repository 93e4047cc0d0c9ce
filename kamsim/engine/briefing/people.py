"""What we know of a person: evidence and clues, never the truth."""

from kamsim.engine.briefing.views import PersonView
from kamsim.engine.state import AccountState, PersonState
from kamsim.engine.world import World
from kamsim.market.evidence import clue_certainty, guess, map_doubt
from kamsim.market.people import ROLES, SUPPORTER_LEVEL
from kamsim.market.rising import PROMOTED, seems_rising


def told_of(world: World, account: AccountState) -> str | None:
    """What we know that somebody was who left lately, where it matters; None once we have met who came after them.

    `decider`, `finance`, or `supporter` by what the last meeting showed.
    """
    gone = account.departure
    if gone is None or gone.successor.last_day is not None:
        return None
    if world.env.now - gone.day > world.parameters.signal_person_days:
        return None
    role = _view_of(world, account, gone.person, gone.seat).role
    if role in ("decider", "finance"):
        return role
    return "supporter" if (gone.person.seen_level or 0) >= SUPPORTER_LEVEL else None


def look_at(world: World, account: AccountState, seat: int) -> PersonView:
    """What we know of the person in a seat of the buying center, kept until something new is known."""
    person = account.people[seat]
    person.view = _view_of(world, account, person, seat)
    return person.view


def _view_of(world: World, account: AccountState, person: PersonState, seat: int) -> PersonView:
    if not person.known:
        return PersonView(person.person_id, person.account_id, None, None, None, None, None, None, None, 0, "")
    parameters = world.parameters
    role, doubt = person.role, 0.0 if person.met_times else map_doubt(parameters, account.times_mapped)
    if doubt:
        luck = world.streams.of("power_map", account.account_id)
        role = guess(role, ROLES, 1 - doubt, luck.at(2 * seat), luck.at(2 * seat + 1))
    return PersonView(
        person.person_id,
        person.account_id,
        person.name,
        role,
        person.rank,
        person.style_seen,
        person.seen_level,
        person.went_well,
        person.last_day,
        person.met_times,
        person.rival_seen,
        not doubt,
        person.need_seen,
        clue_certainty(parameters, person.met_times),
        person.impression,
        person.suited_day if person.suited_day >= 0 else None,
        parameters.rising_stars > 0 and person.met_times > 0 and _seems_to_rise(world, person),
    )


def _seems_to_rise(world: World, person: PersonState) -> bool:
    draw = world.streams.of("rising_shown", person.person_id).at(0)
    return person.rank in PROMOTED and seems_rising(world.parameters, person.person_id in world.rising, draw)
