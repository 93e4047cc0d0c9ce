"""Hours of the team: what a decision takes, and how a manager stretches it."""

from games import of_kind, played

from kamsim.engine.checking import refusals
from kamsim.engine.decisions import MapPower, Visit, hours_of
from kamsim.engine.records import ActivityDone, WorkDone
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.market.parameters import Parameters
from kamsim.studies.policies import textbook

VISIT = Visit(account="A01", person="A01-1", activity="workshop")
CITY = find_scenario("city").with_settings(months=3)


def test_hours_of_contacts_and_of_all_work_can_be_stretched():
    table = Parameters(activity_hours=2, work_hours=0.5)
    assert hours_of(VISIT, Parameters()) == 6
    assert hours_of(VISIT, table) == 6 * 2 * 0.5
    assert hours_of(MapPower(account="A01"), table) == 2 * 0.5


def test_with_longer_hours_less_is_done_and_the_log_shows_the_hours_that_it_took():
    longer = play(CITY.with_settings(values={"activity_hours": "2"}), textbook, 7)
    usual = play(CITY, textbook, 7)
    few, many = of_kind(longer, ActivityDone), of_kind(usual, ActivityDone)
    assert len(few) < 0.7 * len(many)
    took = {record.activity: record.hours for record in many if record.hours}
    assert all(record.hours == 2 * took[record.activity] for record in few if record.hours and record.activity in took)
    work = of_kind(longer, WorkDone)
    assert sum(record.hours for record in (*few, *work)) <= 3 * longer.briefing.hours + 1e-9


def test_a_plan_beyond_the_stretched_hours_is_refused():
    slow = Simulation(CITY.with_settings(values={"work_hours": "5", "manager_hours": "14"}), 1)
    known = next(p for a in slow.briefing.accounts if a.account_id == "A01" for p in a.people if p.name)
    visit = Visit(account="A01", person=known.person_id, activity="visit")
    assert refusals(slow.briefing, [visit]) == []
    assert [refusal.field for refusal in refusals(slow.briefing, [visit, visit])] == ["hours"]


def test_who_has_the_say_changes_what_a_game_brings():
    flat = CITY.with_settings(values={"influence_decider": "1"})
    shares, usual = (
        [seat.who[-1] for entry in scenario.book for seat in entry.seats if "decider" in seat.who]
        for scenario in (flat, CITY)
    )
    assert all(share < before for share, before in zip(shares, usual, strict=True))
    assert Simulation(flat, 1).briefing.influence["decider"] == 1
    assert played("city", "textbook").scenario.numbers.influence_decider == 3
