"""Rivals: each month they pick accounts to poach, quote, and answer what we took from them."""

from collections.abc import Iterator

from kamsim.engine.records import QuoteMade
from kamsim.engine.scenario import Rival
from kamsim.engine.state import MONTH_DAYS, AccountState
from kamsim.engine.world import World
from kamsim.market.rivals import HABITS, poach_probability, quoted_ratio

QUOTING_DAY = 10
PRICE_FLOOR = 0.70
"""Lowest price level of a rival, relative to our list price (assumption)."""


def rival_months(world: World, rival: Rival) -> Iterator:
    """Every month on the tenth day, think of some of our accounts and quote to those it wants most."""
    yield world.env.timeout(QUOTING_DAY)
    purpose = f"quote-{rival.rival_id}"
    for thoughts in thoughts_by_month(world, rival):
        for account, draw in thoughts:
            if account.status == "active" and draw < poach_wish(world, rival, account):
                quote(world, rival, account, world.streams.of(purpose, account.account_id).at(world.month))
        yield world.env.timeout(MONTH_DAYS)


def thoughts_by_month(world: World, rival: Rival) -> list[list[tuple[AccountState, float]]]:
    """For each month, the accounts with a draw that the strongest wish could meet; the others need no look at all."""
    thoughts: list[list[tuple[AccountState, float]]] = [[] for _ in range(world.scenario.settings.months)]
    purpose, habit = f"poach-{rival.rival_id}", HABITS[rival.kind]
    for account in world.accounts.values():
        stream = world.streams.of(purpose, account.account_id)
        strongest = poach_probability(world.parameters, habit, account.bill_score, True, True, True, True)
        for month in stream.below(strongest, len(thoughts)):
            thoughts[month].append((account, stream.at(month)))
    return thoughts


def poach_wish(world: World, rival: Rival, account: AccountState) -> float:
    """Probability that the rival quotes to the account this month."""
    end = account.contract.end_month
    wins = world.rival_wins.get(account.facts.building_id)
    recent = world.env.now - 90
    return poach_probability(
        world.parameters,
        HABITS[rival.kind],
        account.bill_score,
        account.satisfaction < -0.5,
        end is not None and end - world.month <= 2,
        not account.coached,
        wins is not None and any(day > recent and who == rival.rival_id for day, who in wins),
    )


def quote(world: World, rival: Rival, account: AccountState, draw: float) -> None:
    """Put an offer before the account, open for some weeks; a rival that cannot undercut us keeps quiet."""
    ratio = max(PRICE_FLOOR, quoted_ratio(HABITS[rival.kind], draw) * world.rival_price[rival.rival_id])
    if ratio < world.price_ratio(account):
        account.quotes[rival.rival_id] = (ratio, world.env.now + world.parameters.quote_days)
        world.record(QuoteMade(world.env.now, account.account_id, rival.rival_id, ratio))


def retaliate(world: World, rival_id: str, account: AccountState) -> None:
    """A rival that lost something to us may lower its price level; mostly it does nothing."""
    if rival_id not in world.rivals:
        return
    if world.streams.of(f"retaliate-{rival_id}", account.account_id).at(world.month) < world.parameters.retaliation:
        world.rival_price[rival_id] = max(PRICE_FLOOR, world.rival_price[rival_id] * 0.98)
