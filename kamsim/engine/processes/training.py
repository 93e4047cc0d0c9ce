"""Training of account managers: who had which wave, and the level at which each of them works."""

from kamsim.engine.decisions import TrainTeam
from kamsim.engine.state import AccountState
from kamsim.engine.world import World
from kamsim.market.training import level_after, wave_after


def level_of(world: World, account: AccountState) -> float:
    """Level of the account manager who looks after an account; that of the whole team where nobody does."""
    if account.owner is None or not (world.levels or world.trained):
        return world.parameters.manager_level
    return level_of_seat(world, account.owner)


def level_of_seat(world: World, seat: int) -> float:
    """Level of the account manager in a seat, with the training that counts by now."""
    level = world.levels[seat] if world.levels else world.parameters.manager_level
    return level_after(world.parameters, level, world.trained.get(seat, ()), world.env.now)


def ready_for(world: World, wave: str) -> list[int]:
    """Seats whose account manager had the waves before this one, and not this one."""
    return [seat for seat in range(len(world.managers)) if wave_after(len(world.trained.get(seat, ()))) == wave]


def train_team(world: World, decision: TrainTeam) -> None:
    """Give a wave to those who are ready for it; it counts some time later."""
    day = world.env.now + world.parameters.training_days
    for seat in ready_for(world, decision.wave)[: decision.managers]:
        world.trained.setdefault(seat, []).append(day)


def newcomer(world: World, seat: int) -> None:
    """Somebody new has a seat: of the usual level, and trained by nobody yet."""
    world.trained.pop(seat, None)
    if world.levels:
        world.levels[seat] = world.parameters.manager_level
