"""What a repair does to an account, whether its own service was out or that of its whole building."""

from kamsim.engine.processes.failures import recover, regain, suffer
from kamsim.engine.processes.needs import needs_after_repair
from kamsim.engine.state import AccountState
from kamsim.engine.world import World


def repaired_at(
    world: World, account: AccountState, level: int, breached: bool, number: int, whole_building: bool = False
) -> None:
    """The account has felt a failure; one that was repaired within the agreed times pleases, and may bring a need.

    `number` is that of the incident, of the account's own or of those of buildings.
    """
    suffer(world, account, level, breached)
    if level < 3 and not breached:
        recover(world, account, level, world.parameters.recovery_quality)
        regain(world, account)
        needs_after_repair(world, account, number, whole_building)
