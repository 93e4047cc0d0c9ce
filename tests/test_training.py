"""Account managers differ in level, and waves of training raise it for as long as they stay."""

from statistics import fmean

import pytest
from games import of_kind

from kamsim.engine.checking import refusals
from kamsim.engine.decisions import TrainTeam, Visit, cost_fen_of, hours_of
from kamsim.engine.generator.packs import write_scenario
from kamsim.engine.processes.owners import lose_owner
from kamsim.engine.records import ActivityDone, WorkDone
from kamsim.engine.scenario import find_scenario, load_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.market.attitude import contact_success
from kamsim.market.parameters import Parameters
from kamsim.market.training import WAVES, level_after, wave_after
from kamsim.studies.policies import textbook, wait_and_see

CITY = find_scenario("city").with_settings(values={"manager_turnover": "0"})
DAYS = (10.0, 40.0, 70.0)


def staffed(*levels, months=6, **values):
    with_levels = CITY._replace(settings=CITY.settings.model_copy(update={"manager_levels": levels}))
    return with_levels.with_settings(months, {name: str(value) for name, value in values.items()})


def after(months, *plans, scenario=CITY):
    game = Simulation(scenario, 7)
    for month in range(months):
        game.advance([TrainTeam(wave=wave, managers=number) for wave, number in plans[month : month + 1]])
    return game


def levels_in(game):
    return [manager.level for manager in game.briefing.managers]


def test_each_wave_counts_from_its_day_on():
    table = Parameters()
    assert [level_after(table, 1.5, DAYS, day) for day in (0, 10, 39, 40, 70)] == pytest.approx(
        [1.5, 1.7, 1.7, 2.1, 2.7]
    )


def test_training_brings_nobody_above_the_cap_and_takes_nothing_from_who_was_there():
    assert level_after(Parameters(), 2.5, DAYS, 100) == 3
    assert level_after(Parameters(training_cap=2), 1.5, DAYS, 100) == 2
    assert level_after(Parameters(training_cap=2), 2.8, DAYS, 100) == 2.8
    assert level_after(Parameters(training_effect=0), 1.5, DAYS, 100) == 1.5


def test_the_waves_come_in_their_order():
    assert [wave_after(number) for number in range(4)] == ["concept", "cases", "coaching", None]


def test_a_wave_takes_hours_and_money_for_each_who_comes():
    both = TrainTeam(wave="cases", managers=2)
    assert hours_of(both, Parameters()) == 2 * WAVES["cases"].hours
    assert cost_fen_of(both, Parameters(training_price=0.5)) == WAVES["cases"].cost_fen
    game = after(1, ("concept", 2))
    assert [(w.work, w.hours, w.cost_fen) for w in of_kind(game, WorkDone)] == [("train_team", 16, 200_000)]


def test_training_shows_after_its_days_and_those_who_had_less_come_first():
    assert levels_in(after(1, ("concept", 1))) == [1.8, 1.8]
    assert levels_in(after(3, ("concept", 1))) == pytest.approx([2.0, 1.8])
    assert levels_in(after(4, ("concept", 1), ("concept", 1))) == pytest.approx([2.0, 2.0])
    assert levels_in(after(5, ("concept", 2), ("cases", 1), ("coaching", 1))) == pytest.approx([3.0, 2.0])


def test_who_lacks_the_wave_before_is_refused():
    def refused(game, wave, managers=1):
        return [found.allowed for found in refusals(game.briefing, [TrainTeam(wave=wave, managers=managers)])]

    assert refused(after(0), "cases") == ["concept first; nobody had that in an earlier month and not yet cases"]
    trained = after(1, ("concept", 1))
    assert refused(trained, "concept") == refused(trained, "cases") == []
    assert refused(trained, "concept", 2) == ["at most 1, those of us who did not have concept"]
    twice = [TrainTeam(wave="concept"), TrainTeam(wave="concept")]
    assert [found.field for found in refusals(after(0).briefing, twice)] == ["wave"]


def test_what_was_learned_goes_with_who_leaves():
    game = after(3, ("concept", 2), scenario=staffed(2.5, 1.2))
    assert levels_in(game) == pytest.approx([2.7, 1.4])
    lose_owner(game._world, 0, 1)
    game.advance([])
    assert levels_in(game) == pytest.approx([1.8, 1.4])
    assert [manager.next_wave for manager in game.briefing.managers] == ["concept", "cases"]


def test_a_scenario_states_the_levels_of_its_account_managers(tmp_path):
    assert levels_in(after(0, scenario=staffed(3, 1))) == [3, 1]
    assert levels_in(after(0, scenario=staffed(2.5))) == [2.5, 1.8]
    write_scenario(staffed(2.5), tmp_path / "levels")
    assert load_scenario(tmp_path / "levels").settings.manager_levels == (2.5,)
    write_scenario(CITY, tmp_path / "plain")
    assert "manager_levels" not in (tmp_path / "plain" / "scenario.toml").read_text(encoding="utf-8")


def test_contacts_of_a_senior_go_well_more_often_than_those_of_a_junior_in_the_same_game():
    def call_all(briefing):
        known = [person for account in briefing.accounts for person in account.people if person.name]
        return [Visit(account=p.account_id, person=p.person_id, activity="follow_up") for p in known[:200]]

    def share(*levels):
        games = [play(staffed(*levels, months=3, contact_seniority=0.2), call_all, seed) for seed in (1, 2)]
        return fmean(record.went_well for game in games for record in of_kind(game, ActivityDone))

    assert share(1, 1) < share(1, 3) < share(3, 3)


def test_one_level_is_five_points_of_the_chance_that_a_contact_goes_well():
    one, two = (contact_success(Parameters(), 0.0, "task", "amiable", level) for level in (1, 2))
    assert two - one == pytest.approx(0.05)


def test_the_usual_level_stated_for_each_gives_the_same_game():
    plain, stated = (play(scenario, textbook, 7) for scenario in (CITY.with_settings(4), staffed(1.8, 1.8, months=4)))
    assert stated.digest() == plain.digest()
    assert (
        play(staffed(2, 2, months=4), wait_and_see, 7).digest() == play(CITY.with_settings(4), wait_and_see, 7).digest()
    )
