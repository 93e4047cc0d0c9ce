"""What an outage or a fault does to an account, what a recovery mends, and what the account says afterwards."""

from kamsim.engine.processes.relations import spread_of_bad_news
from kamsim.engine.records import CostBooked, CsatAnswered
from kamsim.engine.state import AccountState
from kamsim.engine.world import World
from kamsim.market.attitude import bounded
from kamsim.market.service import (
    SEVERITIES,
    Failure,
    answers_survey,
    csat_score,
    incident_impact,
    recovery_gain,
    repetition,
    youth,
)
from kamsim.market.signals import fall_of


def suffer(world: World, account: AccountState, level: int, breached: bool) -> None:
    """What an incident does to satisfaction, attitudes and the purse."""
    severity, parameters, today = SEVERITIES[level], world.parameters, world.env.now
    repeated = repetition(parameters, account.last_failure, level, today)
    young = youth(parameters, world.month - account.since_month)
    impact = incident_impact(parameters, level, breached, repeated, young)
    least = min(parameters.satisfaction_least, account.satisfaction)
    account.satisfaction = max(least, account.satisfaction + impact)
    if level == 3:
        return
    spread = spread_of_bad_news(world, account)
    for person in account.people:
        shock = severity.technical_shock if person.role in ("technical", "user") else spread * severity.other_shock
        person.attitude = bounded(person.attitude + parameters.severity * shock)
    account.last_failure = Failure(level, today, account.last_failure.number + 1 if account.last_failure else 1)
    if breached and account.bills:
        credit = round(account.bills[-1] * parameters.credit_share)
        world.record(CostBooked(today, account.account_id, "service_credit", credit))
    if level == 1:
        account.last_major_day = today


def recover(world: World, account: AccountState, level: int, quality: float) -> None:
    """A recovery of the last failure pleases; it is remembered apart, because nobody stays for it."""
    first = account.last_failure is None or account.last_failure.number == 1
    please(world, account, recovery_gain(world.parameters, level, first, quality))


def regain(world: World, account: AccountState) -> None:
    """A repair within the agreed times speaks for us with those who work with the service."""
    for person in account.people:
        if person.role in ("technical", "user"):
            person.attitude = bounded(person.attitude + world.parameters.recovery_attitude)


def please(world: World, account: AccountState, gain: float) -> None:
    """Satisfaction that no later choice to stay or to leave counts."""
    account.goodwill = (world.goodwill_of(account) + gain, world.env.now)
    account.satisfaction += gain


def ask_afterwards(
    world: World, account: AccountState, incident_id: str, number: int, whole_building: bool = False
) -> None:
    """Ask the user how an incident was handled; not everybody answers. Outages of buildings have their own luck."""
    if account.status != "active":
        return
    purpose, parameters = "csat_building" if whole_building else "csat", world.parameters
    stream = world.streams.of(purpose, account.account_id)
    if stream.at(2 * number) < answers_survey(parameters, account.first("user").attitude):
        score = csat_score(parameters, account.satisfaction, stream.normal_at(2 * number + 1))
        if account.csat is not None:
            notice_fall(world, account, "csat", account.csat[0], score)
        account.csat = (score, world.env.now)
        world.record(CsatAnswered(world.env.now, account.account_id, incident_id, score))


def notice_fall(world: World, account: AccountState, survey: str, before: int, after: int) -> None:
    """An answer much below the last one is a warning, until answers to the same question are no longer so low."""
    fall = fall_of(world.parameters, survey, before, after, world.env.now)
    if fall is not None or (account.fall is not None and account.fall.survey == survey):
        account.fall = fall


def close_the_loop(world: World, account: AccountState) -> None:
    """Ask why answers fell, do something about it, and tell them: that pleases a little, and keeps nobody."""
    if account.fall is not None:
        account.fall = None
        please(world, account, world.parameters.closed_loop_mood)
