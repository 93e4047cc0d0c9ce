"""What holds an account for long is kept from month to month: it must be what it would be if worked out anew."""

import pytest
from games import EVERYBODY, possible

from kamsim.engine.decisions import SetStrategy, SetSwitching
from kamsim.engine.processes.staying import bonds
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation

CITY = find_scenario("city").with_settings(15, {"building_outages": "0.1", "manager_turnover": "0.05"})


def change_of_heart(briefing):
    """Treats a tier differently in the middle of the game."""
    plans = {4: [SetStrategy(tier="A", strategy="velcro")], 9: [SetSwitching(tier="C", method="status", on=True)]}
    return possible(briefing, plans.get(briefing.month, []))


@pytest.mark.parametrize("name", [*EVERYBODY, "change of heart"])
def test_what_holds_an_account_is_never_out_of_date(name):
    policy, game = (EVERYBODY | {"change of heart": change_of_heart})[name], Simulation(CITY, 3)
    looked = 0
    while not game.finished:
        game.advance(policy(game.briefing))
        world = game._world
        for account in world.accounts.values():
            kept = account.bonds
            if kept is not None and account.status == "active":
                looked += 1
                assert kept == bonds(world, account)
    assert looked > 300
