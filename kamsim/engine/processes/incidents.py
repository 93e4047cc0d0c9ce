"""Service trouble: incidents arrive whatever we do; engineers are few; some faults stay until somebody pushes."""

from collections.abc import Iterator
from math import inf

import simpy

from kamsim.engine.processes.crisis import open_crisis, repaired
from kamsim.engine.processes.failures import ask_afterwards, recover
from kamsim.engine.processes.repairs import repaired_at
from kamsim.engine.records import IncidentClosed, IncidentOpened, quick
from kamsim.engine.state import MONTH_DAYS, AccountState, Fault, Outage
from kamsim.engine.world import World
from kamsim.market.attitude import bounded
from kamsim.market.crisis import is_crisis
from kamsim.market.luck import logits_of_incident
from kamsim.market.service import SERVICE_PRIORITY, is_breach, repair_hours, response_hours


def account_incidents(world: World, account: AccountState) -> Iterator[float]:
    """Incidents of one account as a Poisson process; trouble of an account that is not ours is not ours."""
    parameters = world.parameters
    rates = (parameters.outages, parameters.faults, parameters.queries)
    total = sum(rates)
    stream = world.streams.of("incident", account.account_id)
    number = 0
    while True:
        yield stream.next_exponential(MONTH_DAYS / total if total else inf)
        number += 1
        kind, luck, effort = stream.next() * total, stream.next(), stream.next_normal()
        if account.status == "active":
            level = 1 if kind < rates[0] else 2 if kind < rates[0] + rates[1] else 3
            if account.watch is not None and level < 3:
                account.watch.trouble += logits_of_incident(parameters, level)
            world.env.process(repair(world, account, number, level, luck, effort))


def repair(world: World, account: AccountState, number: int, level: int, luck: float, effort: float) -> Iterator:
    """One incident: wait for an engineer, repair, and see whether the agreed times were kept."""
    env, parameters = world.env, world.parameters
    opened, incident_id = env.now, f"{account.account_id}/{number}"
    world.record(quick(IncidentOpened, (opened, account.account_id, incident_id, level)))
    priority = SERVICE_PRIORITY[world.service_level[account.tier]]
    hours = repair_hours(parameters, level, priority, effort)
    outage = None
    if level == 1 and account.outage is None:
        outage = account.outage = Outage(opened, env.event())
    with world.engineers.request(priority=priority + 4 * (level - 1)) as engineer:
        if not engineer.triggered:
            yield engineer
        answered = response_hours(parameters, level, (env.now - opened) * 24, effort)
        yield env.timeout(hours * parameters.engineer_effort / 24)
    rest = hours * (1 - parameters.engineer_effort) / 24
    if outage is None:
        yield env.timeout(rest)
    else:
        yield from repaired(world, outage, rest)
        if account.outage is outage:
            account.outage = None
    lasted = (env.now - opened) * 24
    breached = is_breach(parameters, level, answered, lasted)
    if account.status == "active":
        repaired_at(world, account, level, breached, number)
        if is_crisis(parameters, level, lasted):
            open_crisis(world, [account])
    if level < 3 and luck < parameters.standing_fault and account.fault is None and account.status == "active":
        yield from stand(world, account, incident_id, level, 1.0 if breached else 1 - parameters.recovery_quality)
    closed = (env.now, account.account_id, incident_id, level, answered, (env.now - opened) * 24, breached)
    world.record(quick(IncidentClosed, closed))
    ask_afterwards(world, account, incident_id, number)


def stand(world: World, account: AccountState, incident_id: str, level: int, quality: float) -> Iterator:
    """A fault that comes back: it stays open until its cause is found, soon when engineers are sent.

    `quality` is what the first repair left to recover, 0..1.
    """
    env = world.env
    fault = account.fault = Fault(incident_id, level, env.now, env.event())
    yield env.any_of((fault.pushed, env.timeout(world.parameters.standing_fault_days)))
    if fault.engineers:
        hold = simpy.AllOf(env, [env.process(_busy(world)) for _ in range(fault.engineers)])
        yield hold
        recover(world, account, level, quality)
        for person in account.people:
            if person.role in ("technical", "user"):
                person.attitude = bounded(person.attitude + world.parameters.call_gain)
    if account.fault is fault:
        account.fault = None


def _busy(world: World) -> Iterator:
    with world.engineers.request(priority=0) as engineer:
        yield engineer
        yield world.env.timeout(world.parameters.cause_hours / 24)


def push_fault(world: World, account: AccountState, option: str) -> None:
    """Send engineers to a standing fault."""
    fault = account.fault
    fault.engineers = {"send_engineers": 2, "send_one_and_call": 1}.get(option, 0)
    if fault.engineers and not fault.pushed.triggered:
        fault.pushed.succeed()
    if option == "send_one_and_call":
        user = account.first("user")
        user.attitude = bounded(user.attitude + world.parameters.call_gain)


def push_outage(world: World, account: AccountState, option: str) -> None:
    """Put more engineers on an outage that is being repaired, or tell the user honestly how it stands."""
    outage = account.outage
    if option == "more_engineers" and not outage.pushed.triggered:
        outage.pushed.succeed()
        world.env.process(_busy(world))
    elif option == "call_users":
        for person in account.people:
            if person.role in ("technical", "user"):
                person.attitude = bounded(person.attitude + world.parameters.call_gain)
