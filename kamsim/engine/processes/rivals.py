"""Rivals: each month they pick accounts to poach, quote, and answer what we took from them."""

from collections.abc import Iterator
from math import log

from kamsim.engine.processes.attacks import attack_on
from kamsim.engine.records import QuoteMade, RivalPriceChanged, quick
from kamsim.engine.scenario import US, Rival
from kamsim.engine.state import MONTH_DAYS, AccountState
from kamsim.engine.world import World
from kamsim.market.buying import logistic
from kamsim.market.rivals import (
    HABITS,
    answer_probability,
    answered_price,
    attack_quote,
    lure_of_account,
    lure_of_building,
    notice_days,
    notice_probability,
    poach_odds,
    price_floor,
    quoted_ratio,
)

QUOTING_DAY = 10


def rival_months(world: World, rival: Rival) -> Iterator:
    """Every month on the tenth day, think of some of our accounts and quote to those it wants most."""
    yield world.env.timeout(QUOTING_DAY)
    purpose, attacks, seen = f"quote-{rival.rival_id}", world.attacks, world.defections[rival.rival_id]
    for month, thoughts in enumerate(thoughts_by_month(world, rival)):
        for account, draw, usual, calm in thoughts:
            if account.status != "active":
                continue
            there = 0.0
            if account.building_id in attacks or account.building_id in seen:
                there = lure_there(world, rival, account)
            if (there or draw <= calm) and there + lure_to(world, account) > log(draw / (1 - draw)) - usual:
                quote(world, rival, account, world.streams.of(purpose, account.account_id).at(month))
        yield world.env.timeout(MONTH_DAYS)


def thoughts_by_month(world: World, rival: Rival) -> list[list[tuple[AccountState, float, float, float]]]:
    """For each month, the accounts that a lure could win over, each with its draw and how eager the rival usually is.

    That is in logits; and the probability of a quote at most where nothing in the building lures. The draws of all
    others are above the strongest wish there can be: they need no look at all.
    """
    thoughts: list[list[tuple[AccountState, float, float, float]]] = [[] for _ in range(world.scenario.settings.months)]
    purpose, habit, parameters = f"poach-{rival.rival_id}", HABITS[rival.kind], world.parameters
    by_account = lure_of_account(parameters, True, True, True)
    most = by_account + lure_of_building(parameters, habit, True, defection=True)
    for account in world.accounts.values():
        usual = poach_odds(parameters, habit, account.bill_score)
        stream, calm = world.streams.fresh(purpose, account.account_id), logistic(usual + by_account)
        for month, draw in stream.below(logistic(usual + most), len(thoughts)):
            thoughts[month].append((account, draw, usual, calm))
    return thoughts


def lure_of(world: World, rival: Rival, account: AccountState) -> float:
    """How much more than usual the rival wants to quote to the account now, in logits."""
    return lure_to(world, account) + lure_there(world, rival, account)


def lure_to(world: World, account: AccountState) -> float:
    """What its own state adds to the wish of any rival to quote to the account, in logits."""
    end, parameters = account.contract.end_month, world.parameters
    unhappy, ends_soon = (
        account.satisfaction < parameters.poach_unhappy_below,
        end is not None and end - world.month <= 2,
    )
    return lure_of_account(parameters, unhappy, ends_soon, not account.coached)


def lure_there(world: World, rival: Rival, account: AccountState) -> float:
    """What happens in the account's building adds to the rival's wish, in logits."""
    attack = attack_on(world, account.building_id)
    attacked = attack is not None and attack.rival_id == rival.rival_id
    return lure_of_building(
        world.parameters,
        HABITS[rival.kind],
        attacked,
        attacked and account.account_id in attack.warned,
        seen_to_leave(world, rival.rival_id, account.building_id),
    )


def quote(world: World, rival: Rival, account: AccountState, draw: float) -> None:
    """Put an offer before the account, open for some weeks; a rival that cannot undercut us keeps quiet."""
    ratio = asked_by(world, rival, account, draw)
    if ratio < world.price_ratio(account):
        account.quotes[rival.rival_id] = (ratio, world.env.now + world.parameters.quote_days)
        world.record(quick(QuoteMade, (world.env.now, account.account_id, rival.rival_id, ratio)))


def asked_by(world: World, rival: Rival, account: AccountState, draw: float) -> float:
    """The price that a rival quotes, relative to our list price; `draw` is uniform 0..1."""
    ratio = quoted_ratio(world.parameters, HABITS[rival.kind], draw) * world.rival_price[rival.rival_id]
    ratio = max(price_floor(world.parameters), ratio)
    attack = attack_on(world, account.building_id) if world.attacks else None
    if attack is not None and attack.rival_id == rival.rival_id:
        ratio = attack_quote(world.parameters, ratio)
    return ratio


def seen_to_leave(world: World, rival_id: str, building_id: str) -> bool:
    """Whether a rival has lately noticed that an account in a building left us."""
    today, memory = world.env.now, world.parameters.rival_memory_days
    for day in world.defections[rival_id].get(building_id, ()):  # noqa: SIM110 - any() costs three times as much
        if day <= today <= day + memory:
            return True
    return False


def notice_defection(world: World, account: AccountState, destination: str) -> None:
    """The rivals that did not get an account may notice, some weeks later, that it left us: others there may too."""
    parameters, place = world.parameters, 2 * world.month
    for rival_id, rival in world.rivals.items():
        stream = world.streams.of(f"defection-{rival_id}", account.account_id)
        if rival_id != destination and stream.at(place) < notice_probability(parameters, HABITS[rival.kind]):
            day = world.env.now + notice_days(parameters, stream.at(place + 1))
            world.defections[rival_id].setdefault(account.building_id, []).append(day)


def undercut(world: World, account: AccountState) -> None:
    """Rivals whose open quotes we have beaten by our price lost a bid, which they may notice."""
    today, ours, bid = world.env.now, world.price_ratio(account), account.wallet * account.share_with_us
    for rival_id, (ratio, until) in account.quotes.items():
        if until >= today and ours <= ratio:
            retaliate(world, rival_id, account, bid)


def supplied_by_rivals(account: AccountState) -> list[tuple[str, float]]:
    """What each rival supplies to an account, in CNY a month at list price."""
    supplied: dict[str, float] = {}
    for product, who in account.suppliers.items():
        if who != US:
            supplied[who] = supplied.get(who, 0.0) + account.wallet * account.shares[product]
    return sorted(supplied.items())


def retaliate(world: World, rival_id: str, account: AccountState, lost: float) -> None:
    """A rival that lost `lost` (CNY a month) to us at an account may notice it, some weeks later."""
    rival = world.rivals.get(rival_id)
    if rival is None:
        return
    parameters, place = world.parameters, world.month
    stream = world.streams.of(f"notice-{rival_id}", account.account_id)
    if stream.at(2 * place) < notice_probability(parameters, HABITS[rival.kind]):
        # The price of a bundle cannot be read off: what neighbors see is the price of single lines.
        seen, draw = 1 - account.contract.discount, world.streams.of(f"retaliate-{rival_id}", account.account_id)
        days = notice_days(parameters, stream.at(2 * place + 1))
        world.env.process(notice(world, rival, days, lost, seen, draw.at(place)))


def notice(world: World, rival: Rival, days: float, lost: float, seen: float, draw: float) -> Iterator:
    """A loss is noticed; when losses are many, the rival may answer with its price, mostly it does nothing."""
    yield world.env.timeout(days)
    rival_id, today = rival.rival_id, world.env.now
    losses = world.noticed.setdefault(rival_id, [])
    losses.append((today, lost))
    recent = sum([size for day, size in losses if day >= today - world.parameters.rival_memory_days])
    book = world.rival_book(rival_id)
    share = recent / book if book else 1.0
    if draw >= answer_probability(world.parameters, HABITS[rival.kind], share):
        return
    old = world.rival_price[rival_id]
    new = world.rival_price[rival_id] = answered_price(world.parameters, old, seen)
    if new < old:
        losses.clear()
        world.record(RivalPriceChanged(today, rival_id, old, new))
