"""Standing with an account's firm: partner tier and instruments, departments, channel. What nobody uses costs nothing.

Everything that fades is worked out when somebody looks at it.
"""

from math import log

from kamsim.engine.decisions import HoldInstrument, SetChannel, SetPartnerTier, TendDepartments, departments_of
from kamsim.engine.processes.meetings import worth_of_a_level
from kamsim.engine.processes.training import level_of
from kamsim.engine.processes.visits import change_of, loss_of_contact, show
from kamsim.engine.records import ActivityDone, CostBooked, fen
from kamsim.engine.state import MONTH_DAYS, AccountState, Footing
from kamsim.engine.world import World
from kamsim.market.attitude import bounded, contact_gain, contact_success, expected_change, remembered
from kamsim.market.buying import Part
from kamsim.market.channels import DIRECT, channel_cost, channel_mood, released_cost
from kamsim.market.departments import (
    Tended,
    days_sooner,
    department_score,
    eased,
    information,
    stage_of,
    support,
)
from kamsim.market.negotiation import worth_of_early_payment
from kamsim.market.organization import INSTRUMENTS, faded, grown, invited, taken_over


def footing_of(account: AccountState) -> Footing:
    """The account's footing, made when it is first needed."""
    if account.footing is None:
        account.footing = Footing()
    return account.footing


def relation_of(world: World, account: AccountState) -> float:
    """The relation between the firms today, 0 to 1."""
    footing = account.footing
    if footing is None:
        return 0.0
    return faded(footing.relation, world.env.now - footing.since_day, world.parameters.organization_half_life_days)


def set_partner_tier(account: AccountState, decision: SetPartnerTier) -> None:
    """Make an account an ordinary one, a partner, or a strategic partner."""
    footing_of(account).partner = decision.partner


def hold_instrument(world: World, account: AccountState, decision: HoldInstrument) -> None:
    """The firms meet: their relation grows, and so does what the guests think of us."""
    footing = footing_of(account)
    relation = relation_of(world, account)
    footing.relation = grown(world.parameters, relation, decision.instrument, footing.partner)
    footing.since_day = world.env.now
    footing.held.append((world.month, decision.instrument))
    people = [(person.person_id, person.role, person.share) for person in account.people]
    for person_id in invited(decision.instrument, people):
        _receive(world, account, person_id, decision.instrument)


def _receive(world: World, account: AccountState, person_id: str, name: str) -> None:
    """A guest of an instrument; executives are there, so nobody is above our rank."""
    person, contact, today = account.person(person_id), INSTRUMENTS[name].contact, world.env.now
    assert contact is not None
    stream, place = world.streams.of(f"guest-{name}", person_id), 4 * world.month
    if person.last_day is not None:
        person.recent = remembered(person.recent, today - person.last_day, world.parameters.contact_memory_days)
    if person.last_day is None or person.last_day // MONTH_DAYS != today // MONTH_DAYS:
        # The first visit of the month keeps its draws.
        person.met_this_month = -1
    parameters = world.parameters
    level, attitude, style = level_of(world, account), person.attitude, person.style
    chance = contact_success(parameters, attitude, contact.kind, style, level)
    gain = contact_gain(
        parameters, contact, attitude, person.role, style, person.need, person.recent, True, person.rank, level
    )
    went_well = stream.at(place) < chance
    loss = loss_of_contact(world, account)
    change = change_of(parameters, went_well, gain, loss, stream, place + 1)
    expected = expected_change(parameters, chance, gain, loss)
    stake = fen(worth_of_a_level(world, account, person))
    person.attitude = bounded(person.attitude + change)
    person.recent += 1
    person.last_day = today
    person.met_times += 1
    person.known, person.went_well, person.view = True, went_well, None
    show(world, account, person, stream, place + 2)
    world.record(ActivityDone(today, account.account_id, person_id, name, 0.0, 0, went_well, change, expected, stake))


def tend_departments(world: World, account: AccountState, decision: TendDepartments) -> None:
    """Look after departments; the log keeps it, with where the business stood."""
    today = world.env.now
    selling = account.opportunity is not None and account.opportunity.pursued.triggered
    stage = stage_of(world.parameters, account.status == "active", selling, days_since_signature(world, account))
    world.tended[account.account_id] = account
    log_ = footing_of(account).tended
    log_ += [Tended(today, department, decision.manner, stage) for department in departments_of(decision)]


def days_since_signature(world: World, account: AccountState) -> float | None:
    """Days since the term in force was signed; None without one."""
    contract = account.contract
    if contract.end_month is None:
        return None
    return MONTH_DAYS * (world.month + contract.term_months - contract.end_month)


def mood_while_connected(world: World, account: AccountState) -> float:
    """Satisfaction that tended maintenance people add to where it settles, in the months after a signature."""
    days = days_since_signature(world, account)
    if days is None or days > world.parameters.connecting_days:
        return 0.0
    return eased(world.parameters, account.footing.tended, world.env.now) if account.footing else 0.0


def book_prompt_payment(world: World, account: AccountState, bill: float) -> None:
    """Book what it is worth that a tended finance department pays a bill (CNY) sooner; it fades, so it is no margin."""
    assert account.footing is not None
    days = days_sooner(world.parameters, account.footing.tended, world.env.now)
    worth = fen(worth_of_early_payment(world.parameters, bill, days))
    if worth:
        world.record(CostBooked(world.env.now, account.account_id, "prompt_payment", -worth))


def informed(world: World, account: AccountState) -> float:
    """How well departments inform us of what the account plans, 0..1."""
    if account.footing is None or not account.footing.tended:
        return 0.0
    return information(world.parameters, account.footing.tended, world.env.now)


def departments_in_sale(world: World, account: AccountState) -> tuple[Part, ...]:
    """What tended departments say for our offer in a sale; nothing where none was ever tended."""
    if account.footing is None or not account.footing.tended:
        return ()
    said = support(world.parameters, account.footing.tended, world.env.now)
    return (("departments", said),) if said else ()


def wallet_spread(world: World, account: AccountState) -> float:
    """Log error of our estimate of the account's wallet."""
    parameters = world.parameters
    spread = parameters.wallet_error_mapped if account.mapped else parameters.wallet_error
    if account.footing is None:
        return spread
    return spread * (1 - parameters.department_information * informed(world, account))


def spread_of_bad_news(world: World, account: AccountState) -> float:
    """Share of an incident's shock that gets beyond the maintenance department."""
    if account.footing is None or not account.footing.tended:
        return 1.0
    score = department_score(world.parameters, account.footing.tended, "maintenance", world.env.now)
    return 1 - world.parameters.department_containment * score


def set_channel(world: World, decision: SetChannel) -> None:
    """Hand an account, or all accounts of a tier, to a channel."""
    if decision.account is not None:
        chosen = [world.accounts[decision.account]]
    else:
        chosen = [account for account in world.accounts.values() if account.tier == decision.tier]
    for account in chosen:
        footing = footing_of(account)
        if footing.channel != decision.channel:
            footing.released = decision.channel != DIRECT and (footing.released or account.status == "active")
            footing.channel, footing.channel_month = decision.channel, world.month
        if footing.released:
            world.handed_over[account.account_id] = account
        else:
            world.handed_over.pop(account.account_id, None)


def on_another_channel(account: AccountState) -> bool:
    """Whether somebody other than an account manager looks after the account."""
    return account.footing is not None and account.footing.channel != DIRECT


def team_hours(world: World) -> float:
    """Hours of the account team in a month, with those that other channels set free."""
    freed = sum(account.status == "active" for account in world.handed_over.values())
    return world.scenario.hours_per_month + freed * world.parameters.routine_hours


def book_releases(world: World) -> None:
    """Book what account managers no longer cost; a place is saved, whether the account stays with us or not."""
    if world.handed_over:
        saved = fen(released_cost(world.parameters, world.direct_cost))
        for account in world.handed_over.values():
            world.record(CostBooked(world.env.now, account.account_id, "released", -saved))


def book_month(world: World, account: AccountState, footing: Footing, bill: float) -> float:
    """Book what tier and channel of an active account cost this month; returns it without commission, in CNY.

    A commission ends by itself, so it is no part of the lasting margin.
    """
    parameters = world.parameters
    lasting = 0.0
    if footing.partner != "ordinary":
        lasting = parameters.partner_cost if footing.partner == "partner" else parameters.strategic_cost
        world.record(CostBooked(world.env.now, account.account_id, "partnership", fen(lasting)))
    if footing.channel != DIRECT:
        contract = account.contract
        start = footing.channel_month
        if contract.end_month is not None:
            start = max(start, contract.end_month - contract.term_months)
        commissioned = world.month - start < parameters.agent_months
        cost = channel_cost(parameters, footing.channel, world.direct_cost, bill, commissioned)
        world.record(CostBooked(world.env.now, account.account_id, footing.channel, fen(cost)))
        lasting += channel_cost(parameters, footing.channel, world.direct_cost, bill, False)
    return lasting


def mood_of_channel(world: World, account: AccountState, footing: Footing) -> float:
    """Change of the satisfaction that the account settles at."""
    return channel_mood(world.parameters, footing.channel, account.lines_with_us)


def parts_of_footing(world: World, account: AccountState) -> tuple[Part, ...]:
    """What the relation between the firms and the channel speak for, when the account chooses whether to stay."""
    footing = account.footing
    if footing is None:
        return ()
    parts: list[Part] = []
    if footing.relation:
        parts.append(("organization", world.parameters.organization_bond * relation_of(world, account)))
    if footing.channel == "agent":
        parts.append(("channel", -log(world.parameters.agent_ratio)))
    return tuple(parts)


def dependence_on_people(world: World, account: AccountState) -> float:
    """Share of what hangs on our account manager that really does; the rest hangs on the relation of the firms."""
    return 1 - world.parameters.organization_continuity * relation_of(world, account)


def told_to_go_on(world: World, account: AccountState, successor: float, predecessor: float) -> float:
    """Attitude of a successor, whom a firm with a relation to us tells to go on as before."""
    if account.footing is None:
        return successor
    return taken_over(world.parameters, relation_of(world, account), successor, predecessor)
