"""Needs on top of the usual ones: of promoters, after repairs, of departments, after proposals and road-shows.

Each has luck of its own, so that the usual needs stay where they are.
"""

from collections.abc import Iterator

from kamsim.engine.processes.sales import open_opportunity
from kamsim.engine.state import MONTH_DAYS, AccountState
from kamsim.engine.world import World
from kamsim.market.departments import leads_ratio
from kamsim.market.opportunity import extra_need_days


def needs_of_promoter(world: World, account: AccountState, wave: int, days: float) -> None:
    """An account that would recommend us may need something more from us before the next survey, `days` from now."""
    _more_needs(world, account, "promoter_need", wave, world.parameters.leads_promoter, days, "p")


def needs_after_repair(world: World, account: AccountState, number: int, whole_building: bool = False) -> None:
    """An account with an outage or a fault that was repaired in time may come with a need that it talked about."""
    ratio, days = world.parameters.leads_repaired, world.parameters.leads_repaired_days
    purpose, letter = ("building_need", "b") if whole_building else ("repair_need", "f")
    _more_needs(world, account, purpose, number, ratio, days, letter)


def needs_of_departments(world: World, account: AccountState) -> None:
    """Tended departments where something new begins may come with a need in the month to come."""
    assert account.footing is not None
    ratio = leads_ratio(world.parameters, account.footing.tended, world.env.now)
    _more_needs(world, account, "department_need", world.month, ratio, MONTH_DAYS, "d")


def needs_after_proposal(world: World, account: AccountState) -> None:
    """A savings proposal that went well may start a sale where an account of ours buys elsewhere.

    It takes a map of what is spent with whom, and growth comes after success: not where service disappoints. One
    proposal a month counts.
    """
    if account.status != "active" or not account.mapped or account.satisfaction < world.parameters.dissatisfied:
        return
    if account.proposed_month == world.month:
        return
    account.proposed_month = world.month
    _more_needs(world, account, "proposed_need", world.month, world.parameters.leads_proposed, MONTH_DAYS, "s")


def _more_needs(
    world: World, account: AccountState, purpose: str, place: int, ratio: float, days: float, letter: str
) -> None:
    if ratio > 1:
        draw = world.streams.of(purpose, account.account_id).at(place)
        prospect = account.status == "prospect"
        usual = world.parameters.leads_prospect if prospect else world.parameters.leads_active
        after = extra_need_days(usual, ratio, days, draw)
        if after is not None:
            world.env.process(come(world, account, after, f"{account.account_id}/{letter}{place}"))


def come(world: World, account: AccountState, days: float, name: str) -> Iterator:
    """A need that arises some days from now."""
    yield world.env.timeout(days)
    open_opportunity(world, account, name)
