"""A lower price: given, it is lower than the one in force when it comes, which may be days after it was decided on."""

from kamsim.engine.processes.rivals import undercut
from kamsim.engine.state import AccountState
from kamsim.engine.world import World


def cut_price(world: World, account: AccountState, discount: float) -> bool:
    """Whether an account of ours without a bundle gets the discount: not where it has as much off list by then."""
    contract = account.contract
    if account.status != "active" or contract.plan is not None or discount <= contract.discount:
        return False
    world.set_discount(account, discount)
    undercut(world, account)
    account.cuts_given += 1
    return True
