"""A rival whose quote clearly beats our price asks for one line of an account, and may get it."""

from math import inf, log

from kamsim.engine.processes.contest import closeness_to, held_by_treatment
from kamsim.engine.processes.relations import parts_of_footing
from kamsim.engine.records import LineLost
from kamsim.engine.scenario import US
from kamsim.engine.state import AccountState
from kamsim.engine.world import World
from kamsim.market.buying import Voice
from kamsim.market.lines import line_parts


def ask_for_a_line(world: World, account: AccountState) -> None:
    """When the time has come, the rival with the lowest quote asks for the smallest of our lines.

    It leaves accounts alone that would give it their only line with us, and bundles, where no line has a price.
    """
    if not _is_due(world, account) or account.lines_with_us < 2 or account.contract.plan is not None:
        return
    quote, parameters = world.best_quote(account), world.parameters
    if quote is None:
        return
    gap = max(0.05, world.price_ratio(account)) / quote[0]
    if gap - 1 < parameters.line_poach_gap:
        return
    ours = [product for product, supplier in account.suppliers.items() if supplier == US]
    product = min(ours, key=lambda line: (account.shares[line], line))
    in_term, rival_id = account.contract.end_month is not None, quote[1]
    closeness = closeness_to(world, account, rival_id)
    held = held_by_treatment(world, account) + parts_of_footing(world, account)
    parts = line_parts(parameters, log(gap), closeness, held, in_term, account.taste)
    usage = account.wallet * account.shares[product]
    stake = max(0.0, world.value_of(account, world.margin_of(account, usage, usage * (1 - account.contract.discount))))
    draw = world.streams.of("line_answer", account.account_id).at(world.month)
    if not world.decide_alone(account, "line", Voice("", 1.0, parts), draw, ("keeps_line", rival_id), stake):
        account.supply([product], rival_id)
        account.line_lost_day = world.env.now
        world.record(LineLost(world.env.now, account.account_id, product, rival_id))


def _is_due(world: World, account: AccountState) -> bool:
    """Whether a rival asks this month, if any can; then sets when one asks next. Times have an exponential spacing."""
    rate, month = world.parameters.line_poach, world.month
    if not rate:
        account.line_due = inf
        return False
    stream, due, asked = world.streams.of("line_poach", account.account_id), account.line_due, False
    if due < 0:
        due = stream.next_exponential(1 / rate)
    while due < month + 1:
        asked = due >= month
        due += stream.next_exponential(1 / rate)
    account.line_due = due
    return asked
