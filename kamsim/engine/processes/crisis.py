"""Crises: outages of whole buildings, and what is said to the accounts that a long outage hit."""

from collections.abc import Iterator

from kamsim.engine.processes.attacks import our_tenants
from kamsim.engine.processes.failures import ask_afterwards, please
from kamsim.engine.processes.repairs import repaired_at
from kamsim.engine.records import (
    CostBooked,
    CrisisAnswered,
    CrisisOpened,
    IncidentClosed,
    IncidentOpened,
    PromiseEnded,
)
from kamsim.engine.state import BILLING_DAY, MONTH_DAYS, AccountState, Crisis, Outage
from kamsim.engine.world import World
from kamsim.market.attitude import bounded
from kamsim.market.crisis import Mood, honest_notice, promise, promise_ended, silence
from kamsim.market.service import SERVICE_PRIORITY, is_breach, repair_hours, response_hours


def building_outages(world: World) -> Iterator:
    """Outages of whole buildings as a Poisson process over all buildings."""
    buildings = world.scenario.buildings
    stream, number = world.streams.of("building_outage"), 0
    while True:
        yield world.env.timeout(
            stream.next_exponential(MONTH_DAYS / (world.parameters.building_outages * len(buildings)))
        )
        number += 1
        place, effort = int(stream.next() * len(buildings)), stream.next_normal()
        tenants = our_tenants(world, buildings[place].building_id)
        if tenants:
            world.env.process(_building_out(world, buildings[place].building_id, tenants, number, effort))


def _building_out(world: World, building_id: str, tenants: list[AccountState], number: int, effort: float) -> Iterator:
    env, parameters = world.env, world.parameters
    opened = env.now
    outage = Outage(opened, env.event(), building_id)
    for tenant in tenants:
        world.record(IncidentOpened(opened, tenant.account_id, f"{tenant.account_id}/b{number}", 1))
        tenant.outage = outage
    priority = min(SERVICE_PRIORITY[world.service_level[tenant.tier]] for tenant in tenants)
    hours = repair_hours(parameters, 1, priority, effort)
    with world.engineers.request(priority=-1) as engineer:
        yield engineer
        answered = response_hours(parameters, 1, (env.now - opened) * 24, effort)
        yield env.timeout(hours * parameters.engineer_effort / 24)
    yield from repaired(world, outage, hours * (1 - parameters.engineer_effort) / 24)
    lasted = (env.now - opened) * 24
    breached = is_breach(parameters, 1, answered, lasted)
    for tenant in tenants:
        if tenant.outage is outage:
            tenant.outage = None
        if tenant.status == "active":
            repaired_at(world, tenant, 1, breached, number, whole_building=True)
        incident = f"{tenant.account_id}/b{number}"
        world.record(IncidentClosed(env.now, tenant.account_id, incident, 1, answered, lasted, breached))
        ask_afterwards(world, tenant, incident, number, whole_building=True)
    open_crisis(world, tenants, building_id)


def repaired(world: World, outage: Outage, days: float) -> Iterator:
    """Wait for the rest of a repair; more engineers halve what is left of it when they come."""
    start = world.env.now
    yield world.env.any_of((outage.pushed, world.env.timeout(days)))
    left = start + days - world.env.now
    if outage.pushed.triggered and left > 0:
        yield world.env.timeout(left / 2)


def open_crisis(world: World, accounts: list[AccountState], building_id: str = "") -> None:
    """Accounts wait to be told what happened; the largest stands for all of them in the inbox."""
    hit = [account for account in accounts if account.status == "active"]
    if not hit:
        return
    largest = max(hit, key=lambda account: account.facts.list_value)
    crisis = largest.crisis = Crisis(world.env.now, building_id, hit)
    for account in hit:
        world.record(CrisisOpened(world.env.now, account.account_id, building_id, len(hit)))
    world.env.process(_fade(world, crisis, largest))


def _fade(world: World, crisis: Crisis, account: AccountState) -> Iterator:
    """Nobody said anything until the bills of the next month go out: that was an answer too."""
    yield world.env.timeout((world.month + 1) * MONTH_DAYS + BILLING_DAY - 0.5 - world.env.now)
    if not crisis.answered:
        answer_crisis(world, crisis, "fix_quietly")
    if account.crisis is crisis:
        account.crisis = None


def answer_crisis(world: World, crisis: Crisis, option: str) -> None:
    """Speak to the accounts in a crisis, promise them a date, or say nothing."""
    crisis.answered = True
    parameters, now = world.parameters, world.env.now
    hit = [account for account in crisis.accounts if account.status == "active"]
    for account in hit:
        world.record(CrisisAnswered(now, account.account_id, option))
        if option == "honest_notice":
            mood = honest_notice(parameters, account.last_failure is None or account.last_failure.number == 1)
            please(world, account, mood.satisfaction)
            warm(account, mood.attitude)
            if account.bills:
                extra = round(account.bills[-1] * parameters.crisis_credit)
                world.record(CostBooked(now, account.account_id, "goodwill", extra))
        elif option == "promise_date":
            mood = promise(parameters)
            please(world, account, mood.satisfaction)
            warm(account, mood.attitude)
        else:
            feel(account, silence(parameters))
    if option == "promise_date" and hit:
        world.env.process(_promised(world, crisis, hit))


def _promised(world: World, crisis: Crisis, accounts: list[AccountState]) -> Iterator:
    """The promised date comes: kept, nobody thanks us for it; broken, everybody remembers."""
    yield world.env.timeout(world.parameters.promise_days)
    luck = world.streams.of("promise", accounts[0].account_id).at(int(crisis.since_day))
    kept = luck < world.parameters.promise_kept
    for account in accounts:
        if account.status == "active":
            if not kept:
                account.promise_broken_day = world.env.now
            feel(account, promise_ended(world.parameters, kept))
            world.record(PromiseEnded(world.env.now, account.account_id, kept))


def feel(account: AccountState, mood: Mood) -> None:
    """Change an account's satisfaction and everybody's attitude in it."""
    account.satisfaction += mood.satisfaction
    warm(account, mood.attitude)


def warm(account: AccountState, change: float) -> None:
    """Change everybody's attitude in an account."""
    for person in account.people:
        person.attitude = bounded(person.attitude + change)
