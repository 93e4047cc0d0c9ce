"""Rules of conduct: a cap with a fine and the risk of an audit, and a strict game without meals, gifts, events."""

import pytest
from games import of_kind, try_everything

from kamsim.engine.checking import refusals
from kamsim.engine.decisions import Answer, Visit
from kamsim.engine.reading import BadInput
from kamsim.engine.records import ActivityDone, AuditHeld, CostBooked, OpportunityClosed
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.market.activities import ACTIVITIES
from kamsim.studies.policies import POLICIES

CITY, DEAL = find_scenario("city").with_settings(values={"strict_mode": "0"}), find_scenario("first-deal")


def meals(briefing, count, account=None):
    people = [p for a in briefing.accounts if account in (None, a.account_id) for p in a.people if p.name]
    found = (people * count)[:count]
    return [Visit(account=p.account_id, person=p.person_id, activity="meal") for p in found]


def fines(game):
    return [cost.cost_fen for cost in of_kind(game, CostBooked) if cost.reason == "compliance"]


def test_points_up_to_the_cap_are_free_and_each_beyond_costs_the_fine():
    within, beyond = Simulation(CITY, 1), Simulation(CITY, 1)
    within.advance(meals(within.briefing, 8))
    beyond.advance(meals(beyond.briefing, 11))
    assert fines(within) == []
    assert fines(beyond) == [3 * 200_000]


def test_the_cap_and_the_fine_are_parameters():
    game = Simulation(CITY.with_settings(values={"compliance_cap": "1", "compliance_fine": "500"}), 1)
    assert game.briefing.compliance_cap == 1
    game.advance(meals(game.briefing, 4))
    assert fines(game) == [3 * 50_000]


def audits(seeds, count, **values):
    held = 0
    for seed in seeds:
        game = Simulation(CITY.with_settings(1, {name: str(value) for name, value in values.items()}), seed)
        game.advance(meals(game.briefing, count))
        held += len(of_kind(game, AuditHeld))
    return held


def test_an_audit_comes_at_two_percent_a_point_beyond_the_cap_and_never_within_it():
    assert audits((1, 2), 8, audit_risk=0.2) == 0
    assert audits((1, 2), 8 + 5, audit_risk=0.2) == 2
    assert 0 < audits(range(1, 17), 8 + 10) < 8


def test_an_audit_voids_the_sale_in_progress_and_costs_everybodys_good_will():
    eager = {"leads_active": "0.2", "leads_prospect": "0.3", "compliance_cap": "0", "audit_risk": "0.2"}
    game = Simulation(CITY.with_settings(12, eager), 5)
    while not of_kind(game, AuditHeld):
        waiting = [s for s in game.briefing.inbox if s.kind == "opportunity"]
        pursued = [Answer(situation=s.situation_id, option="pursue") for s in waiting]
        sale = next((a for a in game.briefing.accounts if a.opportunity and a.opportunity[2]), None)
        attitudes = {p.person_id: p.attitude for a in game._world.accounts.values() for p in a.people}
        game.advance(pursued + (meals(game.briefing, 6, sale.account_id) if sale else []))
    (audit,) = of_kind(game, AuditHeld)
    assert audit.account_id == sale.account_id
    assert audit.voided
    assert [c.result for c in of_kind(game, OpportunityClosed) if c.account_id == audit.account_id][-1] == "void"
    unmet = [p for p in game._world.accounts[audit.account_id].people if p.last_day is None]
    assert unmet
    assert all(person.attitude < attitudes[person.person_id] - 0.5 or person.attitude == -1 for person in unmet)


@pytest.mark.parametrize("activity", [a.name for a in ACTIVITIES.values() if a.compliance_points])
def test_a_strict_game_refuses_meals_gifts_and_private_events_with_a_sentence(activity):
    game = Simulation(DEAL, 1)
    assert game.briefing.strict
    visit = Visit(account="A01", person="A01-1", activity=activity)
    assert [refusal.field for refusal in refusals(game.briefing, [visit])] == ["activity"]
    with pytest.raises(BadInput, match="meals, gifts and private events are off"):
        game.advance([visit])


def test_the_lessons_are_strict_until_a_trainer_allows_meals():
    assert not Simulation(CITY, 1).briefing.strict
    lessons = ("first-deal", "factory-belt", "office-tower", "city")
    assert all(find_scenario(name).settings.parameters.strict_mode for name in lessons)
    strict = find_scenario("city").with_settings(2)
    for policy in (*POLICIES.values(), try_everything):
        used = {activity.activity for activity in of_kind(play(strict, policy, 3), ActivityDone)}
        assert not any(ACTIVITIES[name].compliance_points for name in used if name in ACTIVITIES)


def test_a_gift_uses_up_a_point_of_the_months_cap():
    game = Simulation(CITY.with_settings(values={"compliance_cap": "0", "audit_risk": "0"}), 1)
    person = next(p for a in game.briefing.accounts for p in a.people if p.name)
    game.advance([Visit(account=person.account_id, person=person.person_id, activity="gift")])
    assert fines(game) == [200_000]
    (gift,) = of_kind(game, ActivityDone)
    assert (gift.hours, gift.cost_fen) == (0.5, 20_000)


@pytest.mark.parametrize("policy", ["textbook", "wait-and-see", "discounter"])
def test_who_plays_by_the_book_gives_no_gifts_and_no_meals_where_they_are_allowed(policy):
    used = {activity.activity for activity in of_kind(play(CITY.with_settings(3), POLICIES[policy], 3), ActivityDone)}
    assert not any(ACTIVITIES[name].compliance_points for name in used if name in ACTIVITIES)
