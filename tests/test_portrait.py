"""Portraits of the accounts of a game: made of what a manager knows, and only when somebody asks."""

from collections import Counter

import pytest

from kamsim.engine.portrait import portraits
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation
from kamsim.studies.policies import textbook, wait_and_see

CITY = find_scenario("city")


def after(months, policy, scenario=CITY, seed=1):
    game = Simulation(scenario, seed)
    while game.month < months:
        game.advance(policy(game.briefing))
    return game


def portraits_of(game, **more):
    return portraits(game.scenario.settings.parameters, game.briefing, **more)


def test_every_account_has_a_portrait_and_the_tiers_of_the_book_are_its_shares():
    found = portraits_of(after(0, wait_and_see))
    assert set(found) == {account.account_id for account in CITY.accounts}
    assert Counter(one.abc for one in found.values()) == {"A": 12, "B": 18, "C": 30}
    assert all(0 <= value <= 1 for one in found.values() for value in (*one.values.values(), one.value, one.capability))


def test_prospects_are_in_acquisition_and_those_that_left_in_churn():
    game = after(9, wait_and_see)
    found = portraits_of(game)
    for account in game.briefing.accounts:
        stage, tenure = found[account.account_id].stage, found[account.account_id].tenure
        assert (stage == "churn") == (account.status == "lost")
        assert (stage == "acquisition") == (account.status == "prospect") == (tenure == "prospect")


def test_work_makes_us_capable_and_turns_accounts_to_develop_into_key_accounts():
    idle, busy = (portraits_of(after(6, policy)) for policy in (wait_and_see, textbook))
    assert Counter(one.cell for one in busy.values())["key"] > Counter(one.cell for one in idle.values())["key"]
    assert sum(one.capability for one in busy.values()) > sum(one.capability for one in idle.values())


def test_an_earlier_bill_shows_who_shrinks():
    game = after(3, wait_and_see)
    bills = {account.account_id: account.bill_fen for account in game.briefing.accounts if account.status == "active"}
    shrunk = portraits_of(game, earlier={key: 2 * bill for key, bill in bills.items()})
    assert {shrunk[key].stage for key in bills} == {"decline"}


def test_a_portrait_shows_no_attitude_that_nobody_has_seen():
    game = after(2, wait_and_see)
    before = portraits_of(game)
    world = game._world
    for account in world.accounts.values():
        for person in account.people:
            person.attitude = 3.0
    game._briefing = None
    now = portraits_of(game)
    assert {key: one.values for key, one in now.items()} == {key: one.values for key, one in before.items()}


@pytest.mark.parametrize("pack", ["first-deal", "office-tower"])
def test_other_books_have_portraits_too(pack):
    scenario = find_scenario(pack)
    found = portraits_of(after(1, wait_and_see, scenario))
    assert len(found) == len(scenario.accounts)
    assert "A" in {one.abc for one in found.values()}
