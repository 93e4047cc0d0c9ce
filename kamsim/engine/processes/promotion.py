"""Road-shows: who was there may have a need some weeks later, on luck of its own."""

from kamsim.engine.processes.needs import come
from kamsim.engine.world import World
from kamsim.market.promotion import awareness_left, extra_lead_days, uncertain_effect


def hold_road_show(world: World, building_id: str) -> None:
    """Show ourselves in a building; only what this adds to being known there brings further leads."""
    parameters, today = world.parameters, world.env.now
    known, since = world.awareness.get(building_id, (0.0, today))
    works = uncertain_effect(parameters, world.streams.of("road_show_effect").normal_at(0))
    gained = 1 - awareness_left(known, today - since, parameters.road_show_half_life_days)
    world.awareness[building_id] = (1.0, today)
    for account in world.tenants_of(building_id):
        if account.status != "lost":
            rate = parameters.leads_prospect if account.status == "prospect" else parameters.leads_active
            draw = world.streams.of("road_show", account.account_id).at(world.month)
            days = extra_lead_days(parameters, rate, works * gained, draw)
            if days is not None:
                world.env.process(come(world, account, days, f"{account.account_id}/r{world.month}"))
