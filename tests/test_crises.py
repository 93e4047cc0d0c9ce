"""Service in a game: failures and recoveries, outages of buildings, crises and promises, answers after repairs."""

from collections import defaultdict
from statistics import fmean, pstdev

import pytest
from games import of_kind, possible, truths

from kamsim.engine.decisions import Answer, Visit
from kamsim.engine.processes.repairs import repaired_at
from kamsim.engine.records import (
    ActivityDone,
    ChoiceMade,
    CrisisAnswered,
    CrisisOpened,
    CsatAnswered,
    IncidentClosed,
    IncidentOpened,
    OpportunityOpened,
    PromiseEnded,
)
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.studies.policies import wait_and_see

CITY = find_scenario("city")
SEEDS = (1, 2)
STORMY = {"building_outages": 0.1, "standing_fault": 0}


def city(months=6, **values):
    return CITY.with_settings(months, {name: str(value) for name, value in values.items()})


def crisis_answer(option):
    def policy(briefing):
        wishes = [Answer(situation=s.situation_id, option=option) for s in briefing.inbox if s.kind == "crisis"]
        return possible(briefing, wishes)[:20]

    return policy


def mean_satisfaction(scenario, policy=wait_and_see):
    ends = [[*truths(scenario, policy, seed)][-1] for seed in SEEDS]
    return fmean(a.satisfaction for world in ends for a in world.accounts.values() if a.status == "active")


def test_second_failures_that_are_felt_more_leave_accounts_less_satisfied():
    mild, hard = (mean_satisfaction(city(faults=0.3, second_failure=factor)) for factor in (1, 3))
    assert hard < mild - 0.1


def satisfaction_parts(game):
    return {
        (choice.account_id, choice.day): dict(choice.voices[0].parts)["satisfaction"]
        for choice in of_kind(game, ChoiceMade)
        if choice.choice == "stay"
    }


def test_recovery_pleases_and_keeps_nobody():
    shaky = {"faults": 0.3, "standing_fault": 0, "repair_factor": 0.25, "discount_demand": 0}
    none, good = (city(recovery_quality=quality, **shaky) for quality in (0, 1))
    assert mean_satisfaction(good) > mean_satisfaction(none) + 0.2
    for seed in SEEDS:
        without, with_it = (satisfaction_parts(play(scenario, wait_and_see, seed)) for scenario in (none, good))
        common = without.keys() & with_it.keys()
        assert len(common) > 100
        assert all(with_it[key] <= without[key] + 1e-9 for key in common)


def test_an_outage_of_a_building_hits_all_our_accounts_in_it_at_once_and_speaks_with_one_voice():
    game = Simulation(city(**STORMY), 1)
    building = {account.account_id: account.building_id for account in CITY.accounts}
    while not (told := [s for s in game.briefing.inbox if s.kind == "crisis" and dict(s.facts)["accounts"] > 1]):
        game.advance()
    facts = dict(told[0].facts)
    hit = [r for r in of_kind(game, CrisisOpened) if r.building_id == facts["building"]]
    assert len(hit) == facts["accounts"]
    assert {building[record.account_id] for record in hit} == {facts["building"]}
    assert sum(dict(s.facts)["building"] == facts["building"] for s in told) == 1
    opened = defaultdict(set)
    for record in of_kind(game, IncidentOpened):
        if "/b" in record.incident_id:
            opened[record.incident_id.partition("/")[2]].add((record.day, building[record.account_id]))
    assert all(len(places) == 1 for places in opened.values())


def test_an_outage_of_a_building_that_was_repaired_in_time_pleases_and_is_asked_about_as_a_single_one():
    feelings = {}
    for quality in (0, 1):
        world = Simulation(city(recovery_quality=quality), 1)._world
        account = next(a for a in world.accounts.values() if a.status == "active")
        before = [person.attitude for person in account.people]
        repaired_at(world, account, 1, False, 1, whole_building=True)
        feelings[quality] = account.satisfaction
        worse = [was - person.attitude for was, person in zip(before, account.people, strict=True)]
        gained = [loss for loss, person in zip(worse, account.people, strict=True) if person.role == "user"]
        assert gained == pytest.approx([0.25 - world.parameters.recovery_attitude] * len(gained))
    assert feelings[1] > feelings[0]


def test_accounts_of_a_building_are_asked_after_its_outage_and_come_with_needs():
    game = play(city(12, **STORMY, survey_response=1, leads_repaired=5, leads_repaired_days=200), wait_and_see, 1)
    closed = {record.incident_id: record for record in of_kind(game, IncidentClosed) if "/b" in record.incident_id}
    answered = {record.incident_id for record in of_kind(game, CsatAnswered)} & closed.keys()
    assert len(answered) > len(closed) / 2
    wanted = [record for record in of_kind(game, OpportunityOpened) if "/b" in record.opportunity_id]
    in_time = {record.account_id for record in closed.values() if not record.breached}
    assert wanted
    assert {record.account_id for record in wanted} <= in_time


def test_without_outages_of_buildings_and_with_fast_repair_there_is_no_crisis():
    game = play(city(building_outages=0, repair_factor=0.25), wait_and_see, 1)
    assert not of_kind(game, CrisisOpened)


def test_every_crisis_is_answered_once_if_only_by_silence():
    game = play(city(12, **STORMY), wait_and_see, 1)
    silent = {(record.account_id, record.option) for record in of_kind(game, CrisisAnswered)}
    assert silent
    assert {option for _, option in silent} == {"fix_quietly"}
    assert len(of_kind(game, CrisisAnswered)) <= len(of_kind(game, CrisisOpened))


def test_an_honest_notice_leaves_accounts_more_satisfied_than_silence():
    honest, quiet = (mean_satisfaction(city(**STORMY), crisis_answer(o)) for o in ("honest_notice", "fix_quietly"))
    assert honest > quiet + 0.2


def test_a_promise_pays_when_kept_and_costs_more_than_it_won_when_broken():
    kept, broken = (city(promise_kept=chance, **STORMY) for chance in (1, 0))
    quiet = mean_satisfaction(kept, crisis_answer("fix_quietly"))
    promised = crisis_answer("promise_date")
    assert mean_satisfaction(broken, promised) < quiet < mean_satisfaction(kept, promised)
    for scenario, expected in ((kept, {True}), (broken, {False})):
        assert {record.kept for record in of_kind(play(scenario, promised, 1), PromiseEnded)} == expected


def test_after_a_broken_promise_a_meeting_that_goes_wrong_costs_three_times_as_much_for_three_months():
    sour = {"contact_base": 0.3, "attitude_failure": 0.06, "promise_kept": 0}
    promise = crisis_answer("promise_date")

    def promise_and_meet(briefing):
        known = [p for a in briefing.accounts if a.status == "active" for p in a.people if p.name]
        visits = [Visit(account=p.account_id, person=p.person_id, activity="visit") for p in known]
        return possible(briefing, [*promise(briefing), *visits[:100]])

    game = play(city(9, broken_promise_contact=3, broken_promise_days=90, **sour, **STORMY), promise_and_meet, 1)
    broken = {record.account_id: record.day for record in of_kind(game, PromiseEnded)}
    once = {account for account in broken if sum(r.account_id == account for r in of_kind(game, PromiseEnded)) == 1}
    costs = defaultdict(set)
    for meeting in of_kind(game, ActivityDone):
        if meeting.account_id in once and not meeting.went_well:
            costs[0 <= meeting.day - broken[meeting.account_id] < 90].add(round(meeting.change, 9))
    assert costs == {True: {-0.18}, False: {-0.06}}


def test_more_engineers_end_an_outage_sooner():
    slow = city(6, outages=0.1, repair_factor=4, standing_fault=0, building_outages=0)

    def push(briefing):
        return [Answer(situation=s.situation_id, option="more_engineers") for s in briefing.inbox if s.kind == "outage"]

    lasted = []
    for policy in (wait_and_see, push):
        played = [play(slow, policy, seed) for seed in SEEDS]
        lasted.append(fmean(r.repair_hours for game in played for r in of_kind(game, IncidentClosed) if r.level == 1))
    assert lasted[1] < lasted[0]


def test_answers_after_repairs_follow_the_closing_and_are_lower_after_a_missed_time():
    game = play(city(24, faults=0.2), wait_and_see, 1)
    closed = {record.incident_id: record for record in of_kind(game, IncidentClosed)}
    answers = of_kind(game, CsatAnswered)
    assert len(answers) > 50
    for answer in answers:
        assert answer.day == closed[answer.incident_id].day
        assert 1 <= answer.score <= 5
    serious = [a for a in answers if closed[a.incident_id].level < 3]
    late, timely = ([a.score for a in serious if closed[a.incident_id].breached == missed] for missed in (True, False))
    assert fmean(late) < fmean(timely)


def test_young_relationships_settle_sooner_than_old_ones():
    quiet = {"outages": 0, "faults": 0, "queries": 0, "building_outages": 0}

    def spread(tenure):
        *_, world = truths(city(3, tenure_at_start=tenure, mood_lasting=0, **quiet), wait_and_see, 1)
        return pstdev(a.satisfaction for a in world.accounts.values() if a.status == "active")

    assert spread(0) < spread(120) - 0.1


@pytest.mark.parametrize("lasting", [0.0, 0.5, 1.0])
def test_satisfaction_settles_at_the_accounts_own_share_of_what_it_was_at_first(lasting):
    quiet = {"outages": 0, "faults": 0, "queries": 0, "building_outages": 0, "discount_demand": 0, "leads_active": 0}
    quick = {"settling_old": 0.5, "settling_new": 0.6, "settling_loss": 1}
    *_, world = truths(city(24, mood_lasting=lasting, **quiet, **quick), wait_and_see, 1)
    settled = [a for a in world.accounts.values() if a.status == "active" and not a.returns and not a.resentment]
    assert len(settled) > 10
    own = [lasting * a.facts.satisfaction + world.treatment[a.facts.tier].mood for a in settled]
    assert [a.satisfaction for a in settled] == pytest.approx(own, abs=1e-6)


def test_situations_of_service_say_how_many_engineers_are_busy_and_how_many_there_are():
    short = city(12, outages=0.1, repair_factor=4, engineers=2)
    game, seen = Simulation(short, 1), set()
    for _ in range(12):
        for situation in game.briefing.inbox:
            if situation.kind in ("outage", "standing_fault"):
                facts = dict(situation.facts)
                assert facts["engineers"] == 2
                assert facts["busy"] == game._world.engineers.count <= 2
                seen.add(situation.kind)
        game.advance()
    assert seen == {"outage", "standing_fault"}
