"""Rivals that go from door to door: when a building is attacked, whom it concerns, and when it is over."""

from kamsim.engine.records import BuildingAttacked
from kamsim.engine.state import AccountState, Attack
from kamsim.engine.world import World
from kamsim.market.rivals import HABITS, attack_pays


def attack_building(world: World, rival_id: str, building_id: str) -> None:
    """A rival with a first account of ours in a building may wire it all, if our business there is worth the wiring."""
    rival, today = world.rivals[rival_id], world.env.now
    if HABITS[rival.kind].neighbor_weight <= 1 or (rival_id, building_id) in world.wired:
        return
    if attack_on(world, building_id) is not None:
        return
    tenants = our_tenants(world, building_id)
    value = sum([tenant.wallet * tenant.share_with_us for tenant in tenants])
    if attack_pays(world.parameters, value):
        world.wired.add((rival_id, building_id))
        world.attacks[building_id] = Attack(rival_id, today + world.parameters.attack_days)
        for tenant in tenants:
            world.record(BuildingAttacked(today, tenant.account_id, building_id, rival_id))


def attack_on(world: World, building_id: str) -> Attack | None:
    """The attack that goes on in a building, if any."""
    attack = world.attacks.get(building_id)
    return attack if attack is not None and world.env.now < attack.until_day else None


def our_tenants(world: World, building_id: str) -> list[AccountState]:
    """Our active accounts in a building, in the order of their ids."""
    return [tenant for tenant in world.tenants_of(building_id) if tenant.status == "active"]


def speaks_for(world: World, building_id: str) -> AccountState | None:
    """The account that stands for its building in the inbox: our largest there."""
    return max(our_tenants(world, building_id), key=lambda tenant: tenant.facts.list_value, default=None)
