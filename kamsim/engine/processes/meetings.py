"""What a meeting can be worth: what a person's attitude does in the choice of their account that comes next."""

from kamsim.engine.processes.objections import sale_value
from kamsim.engine.state import MONTH_DAYS, AccountState, PersonState
from kamsim.engine.world import World
from kamsim.market.luck import left_of_attitude


def worth_of_a_level(world: World, account: AccountState, person: PersonState) -> float:
    """CNY that one level of a person's attitude is worth now: in a sale, or in a renewal within the game, else 0."""
    opportunity, end, parameters = account.opportunity, account.contract.end_month, world.parameters
    if opportunity is not None and opportunity.pursued.triggered:
        levels, value = person.share, sale_value(world, account, opportunity)
    elif end is not None and end <= world.scenario.settings.months and account.status == "active":
        days = MONTH_DAYS * end - world.env.now
        levels = left_of_attitude(parameters, person.share, len(account.people), days)
        value = world.value_of(account, world.monthly_margin(account), account.contract.term_months)
    else:
        return 0.0
    return levels * parameters.weight_relationship * parameters.luck_slope * value
