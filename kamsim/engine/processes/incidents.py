"""Service trouble: incidents arrive whatever we do; engineers are few; some faults stay until somebody pushes."""

from collections.abc import Iterator
from math import exp, inf

import simpy

from kamsim.engine.processes.relations import spread_of_bad_news
from kamsim.engine.records import CostBooked, IncidentClosed, IncidentOpened
from kamsim.engine.state import MONTH_DAYS, AccountState, Fault
from kamsim.engine.world import World
from kamsim.market.attitude import bounded
from kamsim.market.service import SERVICE_PRIORITY, SEVERITIES, incident_impact, recovery_gain

CREDIT_SHARE = 0.05
"""Share of a monthly bill credited when a level 1 or 2 incident misses its agreed time (assumption)."""
EFFORT_SHARE = 0.2
"""Share of the repair time during which an engineer is busy (assumption)."""


def account_incidents(world: World, account: AccountState) -> Iterator:
    """Incidents of one account as a Poisson process; trouble of an account that is not ours is not ours."""
    parameters = world.parameters
    rates = (parameters.outages, parameters.faults, parameters.queries)
    total = sum(rates)
    stream = world.streams.of("incident", account.account_id)
    number = 0
    while True:
        yield world.env.timeout(stream.next_exponential(MONTH_DAYS / total if total else inf))
        number += 1
        kind, luck, effort = stream.next() * total, stream.next(), stream.next_normal()
        if account.status == "active":
            level = 1 if kind < rates[0] else 2 if kind < rates[0] + rates[1] else 3
            incident = f"{account.account_id}/{number}"
            world.env.process(repair(world, account, incident, level, luck, effort))


def repair(world: World, account: AccountState, incident_id: str, level: int, luck: float, effort: float) -> Iterator:
    """One incident: wait for an engineer, repair, and see whether the agreed times were kept."""
    env, severity = world.env, SEVERITIES[level]
    opened = env.now
    world.record(IncidentOpened(opened, account.account_id, incident_id, level))
    priority = SERVICE_PRIORITY[world.service_level[account.facts.tier]]
    repair_hours = severity.repair_hours * 0.55 * exp(0.5 * effort) * world.parameters.repair_factor
    repair_hours *= 0.6 + 0.15 * priority
    with world.engineers.request(priority=priority + 4 * (level - 1)) as engineer:
        yield engineer
        response_hours = (env.now - opened) * 24 + 0.5 * severity.respond_hours * exp(0.5 * effort)
        yield env.timeout(repair_hours * EFFORT_SHARE / 24)
    yield env.timeout(repair_hours * (1 - EFFORT_SHARE) / 24)
    breached = response_hours > severity.respond_hours or (env.now - opened) * 24 > severity.repair_hours
    if account.status == "active":
        suffer(world, account, level, breached)
    if level < 3 and luck < world.parameters.standing_fault and account.fault is None and account.status == "active":
        yield from stand(world, account, incident_id, level)
    world.record(
        IncidentClosed(
            env.now, account.account_id, incident_id, level, response_hours, (env.now - opened) * 24, breached
        )
    )


def suffer(world: World, account: AccountState, level: int, breached: bool) -> None:
    """What an incident does to satisfaction, attitudes and the purse."""
    severity, repeated = SEVERITIES[level], account.failures > 0 and level < 3
    account.satisfaction = max(-3.0, account.satisfaction + incident_impact(level, breached, repeated))
    if not breached and level < 3:
        account.satisfaction += 0.5 * recovery_gain(level, repeated)
    spread = spread_of_bad_news(world, account)
    for person in account.people:
        shock = severity.technical_shock if person.role in ("technical", "user") else spread * severity.other_shock
        person.attitude = bounded(person.attitude + shock)
    if level < 3:
        account.failures += 1
        if breached and account.bills:
            credit = round(account.bills[-1] * CREDIT_SHARE)
            world.record(CostBooked(world.env.now, account.account_id, "service_credit", credit))
    if level == 1:
        account.last_major_day = world.env.now


def stand(world: World, account: AccountState, incident_id: str, level: int) -> Iterator:
    """A fault that comes back: it stays open until its cause is found, soon when engineers are sent."""
    env = world.env
    fault = account.fault = Fault(incident_id, level, env.now, env.event())
    yield env.any_of((fault.pushed, env.timeout(world.parameters.standing_fault_days)))
    if fault.engineers:
        hold = simpy.AllOf(env, [env.process(_busy(world, 16)) for _ in range(fault.engineers)])
        yield hold
        account.satisfaction += recovery_gain(level, account.failures > 1)
        for person in account.people:
            if person.role in ("technical", "user"):
                person.attitude = bounded(person.attitude + 0.10)
    if account.fault is fault:
        account.fault = None


def _busy(world: World, hours: float) -> Iterator:
    with world.engineers.request(priority=0) as engineer:
        yield engineer
        yield world.env.timeout(hours / 24)


def push_fault(account: AccountState, option: str) -> None:
    """Send engineers to a standing fault."""
    fault = account.fault
    fault.engineers = {"send_engineers": 2, "send_one_and_call": 1}.get(option, 0)
    if fault.engineers and not fault.pushed.triggered:
        fault.pushed.succeed()
    if option == "send_one_and_call":
        user = account.first("user")
        user.attitude = bounded(user.attitude + 0.10)
