"""Meeting people, and finding out who there is to meet."""

from kamsim.engine.decisions import Visit
from kamsim.engine.processes.meetings import worth_of_a_level
from kamsim.engine.processes.training import level_of
from kamsim.engine.records import ActivityDone, WorkDone, fen
from kamsim.engine.state import AccountState, PersonState
from kamsim.engine.streams import Stream
from kamsim.engine.world import World
from kamsim.market.activities import ACTIVITIES, hours_of_contact, message_fit
from kamsim.market.attitude import bounded, contact_gain, contact_loss, contact_success, expected_change, remembered
from kamsim.market.evidence import Impression, clue_certainty, error_left, guess
from kamsim.market.parameters import Parameters
from kamsim.market.people import COACH_LEVEL, NEEDS, STYLES, displayed_level


def visit(world: World, account: AccountState, decision: Visit) -> bool | None:
    """Meet a person: their attitude moves, and they show something of it. Whether it went well; None: nobody there."""
    activity, parameters, today = ACTIVITIES[decision.activity], world.parameters, world.env.now
    try:
        person = account.person(decision.person)
    except KeyError:
        # Left their job since the plan was made: the hours are gone, nobody was met.
        world.record(WorkDone(today, account.account_id, "nobody_there", hours_of_contact(parameters, activity), 0))
        return None
    if person.last_day is not None:
        person.recent = remembered(person.recent, today - person.last_day, parameters.contact_memory_days)
    stream = world.streams.of("contact", person.person_id)
    again = person.last_day is not None and person.last_day // 30 == today // 30
    person.met_this_month = person.met_this_month + 1 if again else 0
    place = world.month * 1024 + 4 * min(255, person.met_this_month)
    level = level_of(world, account)
    chance = contact_success(parameters, person.attitude, activity.kind, person.style, level)
    gain = contact_gain(
        parameters,
        activity,
        person.attitude,
        person.role,
        person.style,
        person.need,
        person.recent,
        account.sponsored,
        person.rank,
        level,
    )
    loss = loss_of_contact(world, account)
    went_well = stream.at(place) < chance
    change = change_of(parameters, went_well, gain, loss, stream, place + 1)
    stake = worth_of_a_level(world, account, person)
    person.attitude = bounded(person.attitude + change)
    person.recent += 1
    person.last_day = account.last_contact_day = today
    if message_fit(parameters, activity, person.role) >= 1:
        person.suited_day = today
    person.met_times += 1
    person.known = True
    person.went_well = went_well
    show(world, account, person, stream, place + 2)
    _notice_rival(world, person)
    person.view = None
    world.record(
        ActivityDone(
            today,
            account.account_id,
            person.person_id,
            activity.name,
            hours_of_contact(parameters, activity),
            round(parameters.activity_price * activity.cost_fen),
            went_well,
            change,
            expected_change(parameters, chance, gain, loss),
            fen(stake),
        )
    )
    return went_well


def loss_of_contact(world: World, account: AccountState) -> float:
    """Levels that a contact which goes wrong costs now."""
    days = world.env.now - account.promise_broken_day
    return contact_loss(world.parameters, days < world.parameters.broken_promise_days)


def change_of(parameters: Parameters, went_well: bool, gain: float, loss: float, stream: Stream, place: int) -> float:
    """Change of attitude by a contact: its gain with noise, or what it costs when it goes wrong."""
    if not went_well:
        return -loss
    return gain * max(0.0, 1 + parameters.contact_noise * stream.normal_at(place))


def show(world: World, account: AccountState, person: PersonState, stream: Stream, place: int) -> None:
    """The person shows something of what they think, and of what they are like."""
    parameters = world.parameters
    coaches = sum(p.attitude >= COACH_LEVEL and p is not person for p in account.people) if account.coached else 0
    left = error_left(parameters, coaches)
    shown = person.attitude + left * parameters.evidence_noise * stream.normal_at(place)
    person.seen_level = displayed_level(shown, person.seen_level, parameters.level_hysteresis)
    person.impression = Impression(shown, left * parameters.dimension_noise, stream.at(place + 1))
    if person.met_times <= parameters.clue_contacts:
        certainty = clue_certainty(parameters, person.met_times)
        clues = world.streams.of("clues", person.person_id)
        person.style_seen = guess(person.style, STYLES, certainty, clues.at(0), clues.at(1))
        person.need_seen = guess(person.need, NEEDS, certainty, clues.at(2), clues.at(3))


def _notice_rival(world: World, person: PersonState) -> None:
    person.rival_seen, best = "", person.attitude + world.parameters.rival_noticed
    for rival_id, attitude in zip(world.rivals, world.attitudes_to_rivals(person), strict=True):
        if attitude > best:
            person.rival_seen, best = rival_id, attitude


def map_power(account: AccountState) -> None:
    """Learn who sits in the buying center and how the wallet is split; roles of people never met may still be wrong."""
    account.mapped, account.supplier_view = True, None
    account.times_mapped += 1
    for person in account.people:
        person.known, person.view = True, None
