"""The bots: always within their hours, always possible, and each in its own character."""

from collections import Counter

import pytest
from games import of_kind, played

from kamsim.engine.checking import refusals
from kamsim.engine.decision_file import decisions_made
from kamsim.engine.decisions import Answer, GiveDiscount, OfferContract, SetServiceLevel, SetStrategy, Visit
from kamsim.engine.records import ActivityDone, PriceChanged
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.market.activities import ACTIVITIES
from kamsim.market.people import ROLES, STYLES
from kamsim.studies.policies import BASELINE, PAR, POLICIES, Plan, fitting_activity, random_choices

NAMES = pytest.mark.parametrize("name", POLICIES)
PACKS = pytest.mark.parametrize("pack", ["city", "first-deal"])


def plans_of(pack, name):
    game = played(pack, name)
    return decisions_made(game.ledger, game.month)


@NAMES
@PACKS
def test_what_a_policy_plans_is_always_possible_and_within_its_hours(pack, name):
    game = Simulation(find_scenario(pack), 11)
    while not game.finished:
        plan = list(POLICIES[name](game.briefing))
        assert refusals(game.briefing, plan) == []
        assert sum(game.briefing.hours_of(decision) for decision in plan) <= game.briefing.hours + 1e-9
        game.advance(plan)


@pytest.mark.parametrize("values", [{"shortfall_bars": "1"}, {"bundle_floor_share": "1.5"}, {"sponsor_calls": "0"}])
def test_the_textbook_plans_nothing_that_a_stricter_rule_refuses(values):
    game = Simulation(find_scenario("city").with_settings(12, values), 11)
    while not game.finished:
        plan = list(POLICIES[PAR](game.briefing))
        assert refusals(game.briefing, plan) == []
        game.advance(plan)


@NAMES
def test_a_policy_answers_the_same_briefing_with_the_same_plan(name):
    briefing = Simulation(find_scenario("city"), 11).briefing
    assert POLICIES[name](briefing) == POLICIES[name](briefing)


def test_par_and_baseline_are_among_the_policies():
    assert {PAR, BASELINE} <= set(POLICIES)
    assert PAR != BASELINE


def test_wait_and_see_never_decides_anything():
    assert not any(plans_of("city", "wait-and-see"))


def test_the_busy_visitor_only_visits_and_uses_the_hours():
    game = played("city", "busy-visitor")
    plans = plans_of("city", "busy-visitor")
    assert {type(decision) for plan in plans for decision in plan} == {Visit}
    for plan in plans:
        assert sum(game.briefing.hours_of(decision) for decision in plan) > 0.9 * game.scenario.hours_per_month
    assert not of_kind(game, PriceChanged)


def test_the_discounter_cuts_prices_and_meets_nobody():
    game = played("city", "discounter")
    kinds = {type(decision) for plan in plans_of("city", "discounter") for decision in plan}
    assert kinds <= {Answer, GiveDiscount, OfferContract}
    assert len(of_kind(game, PriceChanged)) > 20
    assert not of_kind(game, ActivityDone)


def test_the_textbook_meets_people_of_all_roles_and_never_gives_a_discount():
    game = played("city", "textbook")
    kinds = Counter(type(decision) for plan in plans_of("city", "textbook") for decision in plan)
    assert kinds[GiveDiscount] == 0
    assert kinds[SetServiceLevel] == kinds[SetStrategy] == 3
    roles = {person.person_id: person.role for person in game.scenario.people}
    met = {roles.get(record.person_id) for record in of_kind(game, ActivityDone)}
    assert {"decider", "finance", "technical"} <= met


def test_the_random_policy_depends_on_its_own_seed_only():
    city = find_scenario("city").with_settings(months=3)
    assert play(city, random_choices(1), 7).digest() == play(city, random_choices(1), 7).digest()
    assert play(city, random_choices(1), 7).digest() != play(city, random_choices(2), 7).digest()


def test_a_plan_takes_only_what_its_hours_allow():
    small = find_scenario("city").with_settings(values={"account_managers": "1", "manager_hours": "4"})
    plan = Plan(Simulation(small, 1).briefing)
    visit = Visit(account="A01", person="A01-1", activity="visit")
    assert plan.add(visit)
    assert not plan.add(visit)
    assert plan.add(Visit(account="A01", person="A01-1", activity="follow_up"))
    assert plan.left == 4.0 - 3.0 - 0.5
    assert len(plan.decisions) == 2


def test_the_fitting_activity_is_one_there_is_whatever_the_person():
    person = Simulation(find_scenario("first-deal"), 7).briefing.accounts[0].people[0]
    for role in ROLES:
        for style in (None, *STYLES):
            for level in (None, -1, 0, 1, 2, 3):
                for met_times in (0, 5):
                    view = person._replace(role=role, style=style, level=level, met_times=met_times)
                    assert {fitting_activity(view, sponsor) for sponsor in (False, True)} <= set(ACTIVITIES)


def test_only_a_sponsor_with_time_left_is_asked_to_call():
    person = Simulation(find_scenario("first-deal"), 7).briefing.accounts[0].people[0]
    decider = person._replace(role="decider", level=0, met_times=1)
    assert fitting_activity(decider, sponsor=True) == "sponsor_call"
    assert fitting_activity(decider) != "sponsor_call"


def test_the_textbook_names_its_executives_where_they_call_and_no_more_than_there_are():
    made = plans_of("city", PAR)
    named = [decision.account for month in made for decision in month if decision.kind == "appoint_sponsor"]
    called = {d.account for month in made for d in month if getattr(d, "activity", "") == "sponsor_call"}
    assert len(named) == find_scenario("city").settings.sponsors
    assert called == set(named)


def test_the_fitting_activity_is_within_the_band_of_the_level():
    person = Simulation(find_scenario("first-deal"), 7).briefing.accounts[0].people[0]
    for role in ROLES:
        for level in (0, 1):
            activity = ACTIVITIES[fitting_activity(person._replace(role=role, style="analytical", level=level))]
            assert activity.low <= level <= activity.high, (role, level)
