"""Needs come from promoters and after good repairs as well, on luck of their own."""

from math import exp, log

import pytest
from games import of_kind

from kamsim.engine.decisions import MapPower, Visit
from kamsim.engine.records import ActivityDone, IncidentClosed, OpportunityOpened, SurveyAnswered
from kamsim.engine.scenario import US, find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.market.opportunity import extra_need_days
from kamsim.studies.policies import wait_and_see

CITY = find_scenario("city")
SEEDS = (1, 2, 3, 4)


def needs(seed, months=18, **values):
    return play(CITY.with_settings(months, {name: str(value) for name, value in values.items()}), wait_and_see, seed)


def opened(game, letter):
    return [r for r in of_kind(game, OpportunityOpened) if r.opportunity_id.partition("/")[2].startswith(letter)]


def test_the_first_extra_need_comes_at_the_extra_rate_and_within_its_days():
    assert extra_need_days(0.3, 3, 90, exp(-1)) == pytest.approx(30 / (0.3 * 2))
    assert extra_need_days(0.3, 3, 49, exp(-1)) is None
    assert extra_need_days(0.3, 1, 90, 0.999) is None
    assert extra_need_days(0.0, 5, 90, 0.999) is None
    assert extra_need_days(0.06, 2, 1e9, 0.5) == pytest.approx(-log(0.5) * 500)


def test_promoters_need_more_within_three_months_of_their_answer():
    found = [r for seed in SEEDS for r in _checked_promoters(needs(seed, leads_promoter=5, leads_active=0.1))]
    assert len(found) > 10


def _checked_promoters(game):
    answers = of_kind(game, SurveyAnswered)
    for need in opened(game, "p"):
        days = [need.day - a.day for a in answers if a.account_id == need.account_id and a.score >= 9]
        assert any(0 <= day <= 90 for day in days)
        yield need


def test_a_fault_repaired_in_time_brings_a_need_and_one_repaired_late_does_not():
    found = 0
    for seed in SEEDS:
        game = needs(seed, leads_repaired=5, leads_active=0.1)
        for need in opened(game, "f"):
            number = need.opportunity_id.rpartition("/f")[2]
            incident = next(
                (r for r in of_kind(game, IncidentClosed) if r.incident_id == f"{need.account_id}/{number}"), None
            )
            if incident is not None:
                assert not incident.breached
                assert incident.level < 3
            found += 1
    assert found > 5


def test_the_extra_needs_move_nothing_before_the_first_of_them():
    usual, more = needs(1), needs(1, leads_promoter=5, leads_repaired=5)
    first = min(r.day for letter in "pf" for r in opened(more, letter))
    before = [[record for record in game.ledger if record.day < first] for game in (usual, more)]
    assert before[0] == before[1]
    assert opened(usual, "p") == opened(usual, "f") == []


def proposing(activity, mapping=True):
    """Map the accounts of ours that buy elsewhere, eight a month, and call once a month on one person of each."""

    def policy(briefing):
        ours = [a for a in briefing.accounts if a.status == "active" and any(who != US for _, who in a.suppliers)]
        unmapped = [a for a in ours if not a.mapped] if mapping else []
        people = [next((p for p in a.people if p.name), None) for a in ours]
        calls = [Visit(account=p.account_id, person=p.person_id, activity=activity) for p in people if p]
        return [MapPower(account=a.account_id) for a in unmapped[:8]] + calls[:60]

    return policy


def proposals(seed, activity="savings_proposal", mapping=True):
    values = {"leads_proposed": "5", "leads_active": "0.15", "activity_hours": "0.5"}
    return play(CITY.with_settings(8, values), proposing(activity, mapping), seed)


def test_a_savings_proposal_that_went_well_starts_sales_within_a_month():
    found = 0
    for seed in (1, 2):
        game = proposals(seed)
        meetings = [r for r in of_kind(game, ActivityDone) if r.activity == "savings_proposal" and r.went_well]
        for need in opened(game, "s"):
            days = [need.day - r.day for r in meetings if r.account_id == need.account_id]
            assert any(0 <= day <= 30 for day in days)
            found += 1
    assert found > 10


def test_neither_a_visit_nor_a_proposal_without_a_map_starts_a_sale():
    assert opened(proposals(1, "visit"), "s") == []
    assert opened(proposals(1, mapping=False), "s") == []


def test_an_account_that_service_disappoints_hears_no_proposal():
    values = {"leads_proposed": "5", "leads_active": "0.15", "activity_hours": "0.5", "dissatisfied": "0"}
    game = Simulation(CITY.with_settings(6, values), 1)
    pleased = {}
    while not game.finished:
        game.advance(proposing("savings_proposal")(game.briefing))
        for account in game._world.accounts.values():
            pleased.setdefault(account.account_id, []).append(account.satisfaction > -0.3)
    asked = [need.account_id for need in opened(game, "s")]
    assert asked
    assert all(any(pleased[account_id]) for account_id in asked)
