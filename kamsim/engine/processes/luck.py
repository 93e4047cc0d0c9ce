"""What rivals' quotes and trouble do to the few accounts on which a book hangs: their luck, recorded as it falls.

Stakes are set before the draws, so that luck averages to zero however rough they are. Elsewhere it evens out.
"""

from collections.abc import Iterator

from kamsim.engine.processes.contest import ends_in_game, worth, worth_before_the_end
from kamsim.engine.processes.rivals import QUOTING_DAY, asked_by, lure_of
from kamsim.engine.records import Surprise, fen
from kamsim.engine.scenario import Rival
from kamsim.engine.state import BILLING_DAY, MONTH_DAYS, AccountState, Watch
from kamsim.engine.world import World
from kamsim.market.buying import logistic
from kamsim.market.luck import logits_of_month
from kamsim.market.rivals import HABITS, poach_odds

BEFORE_QUOTES, AFTER_BILLS = QUOTING_DAY - 0.5, BILLING_DAY + 0.5


def watched(world: World) -> list[AccountState]:
    """The accounts that are a great part of the book; each is watched from now on."""
    accounts, least = list(world.accounts.values()), world.parameters.luck_followed
    book = sum([account.facts.list_value for account in accounts])
    found = [account for account in accounts if account.facts.list_value >= least * book]
    for account in found:
        account.watch = Watch()
    return found


def watch_months(world: World, accounts: list[AccountState]) -> Iterator:
    """Every month look at the accounts before rivals quote, and after the bills."""
    for account in accounts:
        account.watch.stake = stake_of_trouble(world, account)
    while True:
        yield world.env.timeout(BEFORE_QUOTES)
        for account in accounts:
            if account.status == "active" and ends_in_game(world, account):
                foresee_quotes(world, account)
        yield world.env.timeout(AFTER_BILLS - BEFORE_QUOTES)
        for account in accounts:
            count_trouble(world, account)
        yield world.env.timeout(MONTH_DAYS - AFTER_BILLS)


def foresee_quotes(world: World, account: AccountState) -> None:
    """Record for each rival whether it quotes this month, where the quote would still stand at the end of the term."""
    until = MONTH_DAYS * world.month + QUOTING_DAY + world.parameters.quote_days
    if until < MONTH_DAYS * (account.contract.end_month - 1) + BILLING_DAY:
        return
    usual = worth_before_the_end(world, account, 0)
    for rival in world.rivals.values():
        ratio = asked_by(world, rival, account, 0.5)
        if ratio < world.price_ratio(account):
            _foresee(world, account, rival, (ratio, until), usual)


def _foresee(world: World, account: AccountState, rival: Rival, quote: tuple[float, float], usual: float) -> None:
    stake = worth_before_the_end(world, account, 0, account.quotes | {rival.rival_id: quote}) - usual
    usual_odds = poach_odds(world.parameters, HABITS[rival.kind], account.bill_score)
    chance = logistic(usual_odds + lure_of(world, rival, account))
    came = world.streams.of(f"poach-{rival.rival_id}", account.account_id).at(world.month) < chance
    world.record(Surprise(world.env.now, account.account_id, "quote", float(came), chance, fen(stake)))


def count_trouble(world: World, account: AccountState) -> None:
    """Record the trouble since the last look, and set what the trouble until the next one can cost."""
    watch, today = account.watch, world.env.now
    if watch.stake:
        expected = logits_of_month(world.parameters) * (today - watch.since_day) / MONTH_DAYS
        stake = round(-100 * watch.stake)
        world.record(Surprise(today, account.account_id, "trouble", watch.trouble, expected, stake))
    watch.since_day, watch.trouble, watch.stake = today, 0.0, stake_of_trouble(world, account)


def stake_of_trouble(world: World, account: AccountState) -> float:
    """CNY that a logit of trouble in the coming month costs: a chance to renew, fading as satisfaction settles."""
    next_bill = world.month + (world.env.now > 0)
    if account.status != "active" or not ends_in_game(world, account) or next_bill >= account.contract.end_month:
        return 0.0
    margin, contract, parameters = world.monthly_margin(account), account.contract, world.parameters
    left = world.scenario.settings.months - contract.end_month
    gained = worth(world, account, margin, contract.term_months, left)
    settles = contract.end_month - next_bill
    return parameters.luck_slope * gained * (1 - parameters.settling_old) ** settles
