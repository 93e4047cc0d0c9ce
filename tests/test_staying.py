"""What holds an account for long is kept from month to month: it must be what it would be if worked out anew."""

import pytest
from games import EVERYBODY, of_kind, possible

from kamsim.engine.decisions import SetServiceLevel, SetStrategy, SetSwitching
from kamsim.engine.processes.staying import bonds
from kamsim.engine.records import ChoiceMade
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation, play

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


def test_a_tailored_service_ties_at_renewals_and_from_month_to_month_and_a_proactive_one_does_not():
    def tied(level):
        def policy(briefing):
            return [] if briefing.month else [SetServiceLevel(tier=tier, level=level) for tier in "ABC"]

        choices = of_kind(play(find_scenario("city").with_settings(12), policy, 1), ChoiceMade)
        return {
            (choice.choice, round(value, 6))
            for choice in choices
            if choice.choice in ("renewal", "stay")
            for voice in choice.voices
            for cause, value in voice.parts
            if cause == "switching_cost"
        }

    assert tied("tailored") == {("renewal", 0.1), ("stay", 0.1)}
    assert tied("relationship") == {("renewal", 0.2), ("stay", 0.2)}
    assert tied("proactive") == set()
