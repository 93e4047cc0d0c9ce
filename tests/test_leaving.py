"""Why accounts leave, and what can be seen of it: the reason they name, at the end of a term as between terms."""

import pytest

from kamsim.engine.briefing.signals import signals_of
from kamsim.engine.processes.contest import contest
from kamsim.engine.processes.leaving import reason_for_leaving
from kamsim.engine.records import AccountChurned, ChoiceMade
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.studies.policies import POLICIES

CITY = find_scenario("city")


def active_account(world):
    return next(a for a in world.accounts.values() if a.status == "active" and a.contract.end_month)


def test_service_speaks_at_the_end_of_a_term_under_a_name_of_its_own():
    world = Simulation(CITY, 3)._world
    account = active_account(world)
    choices = {}
    for account.satisfaction in (-2.0, 1.0):
        group = contest(world, account, 0.1)
        choices[account.satisfaction] = group.ours
        for voice in group.voices:
            said = dict(voice.parts)
            weight = world.parameters.satisfaction_inertia * account.taste.service
            assert said["satisfaction"] == pytest.approx(weight * account.satisfaction)
    assert choices[-2.0] < choices[1.0]


def test_the_cause_that_weighs_most_is_the_reason_and_service_may_be_it():
    assert reason_for_leaving((("price", -0.2), ("satisfaction", -0.9), ("inertia", -2.0))) == "satisfaction"
    assert reason_for_leaving((("price", -1.0), ("satisfaction", -0.9))) == "price"
    assert reason_for_leaving((("price", 1.0), ("unexplained", -0.9))) == "other"


def test_some_of_those_that_leave_at_the_end_of_a_term_leave_over_service():
    reasons = []
    for seed in (1, 2, 3):
        game, last = play(CITY, POLICIES["wait-and-see"], seed), {}
        for record in game.ledger:
            if isinstance(record, ChoiceMade):
                last[record.account_id] = record.choice
            elif isinstance(record, AccountChurned) and last[record.account_id] == "renewal":
                reasons.append(record.reason)
    assert len(reasons) > 10
    assert "satisfaction" in reasons
    assert set(reasons) <= {"satisfaction", "price", "relationship", "fit", "rivals", "other"}


def warned(world, account):
    return {signal.code: signal.size for signal in signals_of(world, account)}


def test_a_discount_is_no_fall_of_usage_and_a_fall_under_a_bundle_is_one():
    world = Simulation(CITY, 3)._world
    account = active_account(world)
    account.usages += [1000.0, 990.0, 980.0]
    account.bills += [100000, 79000, 70000]
    assert "usage_down" not in warned(world, account)
    account.usages += [900.0, 800.0]
    account.bills += [110000, 110000]
    assert warned(world, account)["usage_down"] == pytest.approx(800 / 980 - 1)
