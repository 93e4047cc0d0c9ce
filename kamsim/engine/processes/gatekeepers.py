"""A hostile gatekeeper slows a sale down until somebody finds a way around."""

from kamsim.engine.state import AccountState
from kamsim.engine.world import World
from kamsim.market.attitude import bounded


def drag(world: World, account: AccountState) -> float:
    """By how much a gatekeeper raises the hazard that the sale in progress is dropped."""
    return world.parameters.gatekeeper_drag if account.gatekeeper_against(world.parameters.gatekeeper_hostile) else 1.0


def answer_gatekeeper(world: World, account: AccountState, option: str) -> None:
    """Go through a colleague who supports us, or write past the gatekeeper; respected, they go on blocking.

    A colleague opens the door and the gatekeeper hears well of us; without a supporter nobody opens, and it shows.
    A letter past a gatekeeper reaches the decider, and makes an enemy.
    """
    parameters = world.parameters
    keeper = account.gatekeeper_against(parameters.gatekeeper_hostile)
    if keeper is None or option == "respect":
        return
    if option == "through_colleague":
        helped = any(person_id != keeper.person_id for person_id in account.supporters)
        account.opportunity.way_around = helped
        change = parameters.gatekeeper_won_over if helped else -parameters.gatekeeper_noticed
    else:
        account.opportunity.way_around = True
        change = -parameters.gatekeeper_passed_over
    keeper.attitude = bounded(keeper.attitude + change)
