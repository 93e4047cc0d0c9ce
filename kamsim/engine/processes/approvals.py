"""The deal desk at work: a discount beyond our own authority waits for approval before the account hears of it."""

from collections.abc import Callable, Iterator

from kamsim.engine.records import ApprovalGiven
from kamsim.engine.state import AccountState
from kamsim.engine.world import World
from kamsim.market.deal_desk import Approval, approval


def once_approved(
    world: World, account: AccountState, discount: float, act: Callable[[], object], granted: float = 0.0
) -> None:
    """Do `act` now, or after the days that the approval of a discount takes.

    What the account has off list is granted, and up to `granted` nobody is asked either.
    """
    needed = approval(world.parameters, discount, max(granted, account.contract.discount))
    if needed.approver == "account_manager":
        act()
    else:
        account.awaiting = (discount, world.env.now + needed.days)
        world.env.process(_wait(world, account, needed, discount, act))


def _wait(
    world: World, account: AccountState, needed: Approval, discount: float, act: Callable[[], object]
) -> Iterator:
    asked, life = account.awaiting, (account.status, account.returns)
    yield world.env.timeout(needed.days)
    if account.awaiting is asked:
        account.awaiting = None
    world.record(ApprovalGiven(world.env.now, account.account_id, needed.approver, discount, needed.days))
    # What was meant for an account that has left, or come (back), meanwhile is not said to it.
    if (account.status, account.returns) == life:
        act()
