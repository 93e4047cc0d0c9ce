"""A gatekeeper who is against us blocks a sale until somebody finds a way around, each way at its own price."""

import pytest
from games import of_kind

from kamsim.engine.decisions import Answer
from kamsim.engine.processes.work import do
from kamsim.engine.records import OpportunityClosed
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation, play

CITY = find_scenario("city")
EAGER = CITY.with_settings(12, {"leads_active": "0.2", "leads_prospect": "0.3", "manager_turnover": "0"})


def pursue(briefing):
    sales = [s for s in briefing.inbox if s.kind == "opportunity"]
    return [Answer(situation=s.situation_id, option="pursue") for s in sales]


def with_hostile_gatekeepers(scenario):
    people = tuple(
        person.model_copy(update={"attitude": -0.6}) if person.role == "gatekeeper" else person
        for person in scenario.people
    )
    return scenario._replace(people=people)


@pytest.fixture
def blocked():
    """A game in which a gatekeeper blocks a sale: the game, the account's state, the gatekeeper and the situation."""
    game = Simulation(with_hostile_gatekeepers(EAGER), 4)
    while not any(s.kind == "gatekeeper_blocks" for s in game.briefing.inbox):
        game.advance(pursue(game.briefing))
    found = next(s for s in game.briefing.inbox if s.kind == "gatekeeper_blocks")
    account = game._world.accounts[found.account_id]
    return game, account, account.person(found.person_id), found


def answered(blocked, option, supporters=()):
    game, account, keeper, found = blocked
    account.supporters = supporters
    before = keeper.attitude
    do(game._world, Answer(situation=found.situation_id, option=option))
    return keeper.attitude - before, account.gatekeeper_against(0) is not None


def test_a_gatekeeper_blocks_only_when_hostile_and_only_a_sale_that_we_pursue(blocked):
    _, account, keeper, _ = blocked
    assert keeper.role == "gatekeeper"
    assert keeper.attitude <= -0.5
    assert account.opportunity.pursued.triggered
    idle = play(with_hostile_gatekeepers(EAGER), lambda briefing: [], 4)
    assert not any(s.kind == "gatekeeper_blocks" for s in idle.briefing.inbox)
    keeper.attitude = 0.0
    assert account.gatekeeper_against(-0.5) is None


def test_a_sponsor_is_let_through(blocked):
    _, account, _, _ = blocked
    assert account.gatekeeper_against(-0.5) is not None
    account.sponsored = True
    assert account.gatekeeper_against(-0.5) is None


def test_a_colleague_who_supports_us_opens_the_door_and_the_gatekeeper_hears_well_of_us(blocked):
    change, still = answered(blocked, "through_colleague", (blocked[1].people[0].person_id,))
    assert change == pytest.approx(0.2)
    assert not still


def test_without_a_supporter_nobody_opens_and_it_shows(blocked):
    change, still = answered(blocked, "through_colleague")
    assert change == pytest.approx(-0.1)
    assert still


def test_a_letter_past_the_gatekeeper_opens_the_door_and_makes_an_enemy(blocked):
    change, still = answered(blocked, "write_to_decider")
    assert change == pytest.approx(-0.3)
    assert not still


def test_a_gatekeeper_who_is_respected_goes_on_blocking(blocked):
    change, still = answered(blocked, "respect")
    assert change == 0
    assert still


def test_sales_die_more_often_where_gatekeepers_block():
    def dropped(drag):
        scenario = with_hostile_gatekeepers(EAGER).with_settings(
            values={"gatekeeper_drag": str(drag), "drop_hazard": "0.004"}
        )
        games = [play(scenario, pursue, seed) for seed in (1, 2)]
        return sum(closed.result == "dropped" for game in games for closed in of_kind(game, OpportunityClosed))

    assert dropped(3) > dropped(1)
