"""Owners of accounts: account managers leave, what hangs on them goes too; other seats keep some of it."""

from collections.abc import Iterator

from kamsim.engine.names import person_name
from kamsim.engine.processes.relations import dependence_on_people, on_another_channel
from kamsim.engine.processes.training import newcomer
from kamsim.engine.records import OwnerChanged, OwnerLeft
from kamsim.engine.state import MONTH_DAYS, AccountState
from kamsim.engine.world import World
from kamsim.market.attitude import bounded
from kamsim.market.owners import (
    attitude_lost,
    lost_in_handover,
    reintroduced,
    share_still_lost,
    together,
    usage_kept,
    without_owner,
)


def hire_managers(world: World) -> None:
    """Name the account managers, and give each account its A owner: in turn, in the order of the accounts."""
    seats = world.scenario.settings.account_managers
    world.managers = [_name(world, seat, 0) for seat in range(seats)]
    stated = world.scenario.settings.manager_levels[:seats]
    if stated:
        world.levels = [*stated, *[world.parameters.manager_level] * (seats - len(stated))]
    if seats:
        for place, account in enumerate(world.accounts.values()):
            account.owner = place % seats


def _name(world: World, seat: int, number: int) -> str:
    stream = world.streams.of("account_manager", str(seat))
    return person_name(stream.at(2 * number), stream.at(2 * number + 1))


def owner_turnover(world: World) -> Iterator:
    """Account managers leave, one after another, at the rate of the whole team; a successor comes at once."""
    stream = world.streams.of("manager_turnover")
    seats = len(world.managers)
    rate = world.parameters.manager_turnover * seats
    number = 0
    while rate:
        yield world.env.timeout(stream.next_exponential(MONTH_DAYS / rate))
        number += 1
        lose_owner(world, int(stream.next() * seats), number)


def lose_owner(world: World, seat: int, number: int) -> None:
    """The manager of a seat leaves: in each account of theirs a part of all good will towards us goes too."""
    left = world.managers[seat]
    world.managers[seat] = successor = _name(world, seat, number)
    newcomer(world, seat)
    for account in world.accounts.values():
        if account.owner != seat or account.status == "lost" or on_another_channel(account):
            continue
        lost = attitude_lost(world.parameters, account.covers) * dependence_on_people(world, account)
        for person in account.people:
            person.attitude = without_owner(person.attitude, lost)
        kept_of_owner(world, account)
        account.owner_loss = together(account.owner_loss, lost)
        account.find_supporters(max(person.attitude for person in account.people))
        account.owner_left_day, account.owner_answered = world.env.now, False
        account.unsettled_by_owner = world.env.now + MONTH_DAYS * world.parameters.owner_change_months
        world.record(OwnerLeft(world.env.now, account.account_id, left, successor, "".join(account.covers)))


def kept_of_owner(world: World, account: AccountState) -> float:
    """Share of an account's usage that stays although its owner left; in time all is as before."""
    if world.env.now - account.owner_left_day >= MONTH_DAYS * world.parameters.owner_loss_months:
        account.owner_loss = 0.0
        return 1.0
    return usage_kept(world.parameters, account.owner_loss)


def assign_owner(world: World, account: AccountState, seat: str, on: bool = True) -> None:
    """Fill seat B or C of an account with a colleague from solutions or delivery, or release who has it."""
    if not on:
        account.covers.pop(seat, None)
        return
    stream = world.streams.of("owner", account.account_id)
    place = 2 * len(account.covers)
    account.covers[seat] = person_name(stream.at(place), stream.at(place + 1))


def hand_over(world: World, account: AccountState, seat: int) -> None:
    """Another of our account managers has the account from now on; of what hangs on the old one, little is lost."""
    left, account.owner = world.managers[account.owner or 0], seat
    world.record(OwnerChanged(world.env.now, account.account_id, left, world.managers[seat]))
    if account.status == "lost" or on_another_channel(account):
        return
    lost = lost_in_handover(world.parameters, account.covers) * dependence_on_people(world, account)
    for person in account.people:
        person.attitude = without_owner(person.attitude, lost)
    account.find_supporters(max(person.attitude for person in account.people))
    kept_of_owner(world, account)
    account.owner_loss = together(account.owner_loss, lost)
    account.owner_left_day, account.owner_answered = world.env.now, True
    unsettled = MONTH_DAYS * world.parameters.handover_loss * world.parameters.owner_change_months
    account.unsettled_by_owner = max(account.unsettled_by_owner, world.env.now + unsettled)


def answer_owner_left(world: World, account: AccountState, option: str) -> None:
    """Introduce the successor, or write: a part of what was lost comes back."""
    before, account.owner_answered = account.owner_loss, True
    after = account.owner_loss = share_still_lost(world.parameters, before, option)
    if after < before:
        for person in account.people:
            person.attitude = bounded(reintroduced(person.attitude, before, after))
        account.find_supporters(max(person.attitude for person in account.people))
