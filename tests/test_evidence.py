"""What the briefing says of people: evidence after a meeting, roles that may be wrong, never the truth itself."""

from statistics import fmean

import pytest

from kamsim.engine.decisions import MapPower, Visit
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation
from kamsim.market.evidence import DIMENSIONS

CITY, DEAL = find_scenario("city"), find_scenario("first-deal")
LONG_HOURS = CITY._replace(settings=CITY.settings.model_copy(update={"manager_hours": 200.0, "account_managers": 9}))


def people(game):
    return [person for account in game.briefing.accounts for person in account.people]


def known(game):
    return [person for person in people(game) if person.name]


def truth(game):
    return {person.person_id: person for account in game._world.accounts.values() for person in account.people}


def met_everybody(scenario, times=1, **values):
    game = Simulation(scenario.with_settings(values={name: str(value) for name, value in values.items()}), 1)
    for _ in range(times):
        visits = [Visit(account=p.account_id, person=p.person_id, activity="follow_up") for p in known(game)]
        game.advance(visits)
    return game


def test_evidence_comes_with_a_meeting():
    game = Simulation(CITY, 1)
    person = known(game)[0]
    assert (person.evidence, person.closeness, person.style, person.need) == (None, None, None, None)
    game.advance([Visit(account=person.account_id, person=person.person_id)])
    met = next(p for p in people(game) if p.person_id == person.person_id)
    assert len(met.evidence) == len(DIMENSIONS)
    assert met.closeness in range(1, 6)
    assert (met.certainty, met.role_sure) == (0.6, True)
    assert sum(p.evidence is not None for p in people(game)) == 1


def test_evidence_is_about_right_and_not_exact():
    game = met_everybody(LONG_HOURS)
    facts = truth(game)
    errors = [fmean(p.evidence) - facts[p.person_id].attitude for p in known(game) if p.evidence]
    assert len(errors) > 100
    assert abs(fmean(errors)) < 0.1
    assert 0.2 < fmean(abs(error) for error in errors) < 0.5


@pytest.mark.parametrize(("times", "share"), [(1, 0.60), (3, 0.90)])
def test_styles_and_needs_are_read_rightly_as_often_as_the_table_says(times, share):
    game = met_everybody(LONG_HOURS, times, turnover=0)
    facts = truth(game)
    met = [p for p in known(game) if p.met_times >= times]
    assert len(met) > 200
    for name in ("style", "need"):
        right = fmean(getattr(p, name) == getattr(facts[p.person_id], name) for p in met)
        # Four standard errors of a share among some 250 people.
        assert right == pytest.approx(share, abs=0.12)


def wrong_roles(game):
    facts = truth(game)
    return fmean(p.role != facts[p.person_id].role for p in known(game))


def test_our_map_has_four_roles_in_ten_wrong_and_each_mapping_corrects_some():
    game = Simulation(LONG_HOURS, 1)
    shares = [wrong_roles(game)]
    for _ in range(4):
        game.advance([MapPower(account=account.account_id) for account in game.briefing.accounts])
        shares.append(wrong_roles(game))
    assert shares[:2] == pytest.approx([0.4, 0.3], abs=0.08)
    assert shares[4] == 0
    assert all(p.role_sure for p in known(game))


def test_a_meeting_shows_the_role_for_sure():
    game = met_everybody(LONG_HOURS)
    facts = truth(game)
    for person in known(game):
        assert person.role_sure == bool(person.met_times)
        assert not person.role_sure or person.role == facts[person.person_id].role


def test_what_is_not_known_for_sure_never_moves_the_truth():
    plain, doubtful = (Simulation(CITY.with_settings(3, {"power_map_error": str(e)}), 1) for e in (0, 0.8))
    for _ in range(3):
        for game in (plain, doubtful):
            visits = [Visit(account=p.account_id, person=p.person_id) for p in known(game)[:20]]
            game.advance(visits)
    assert plain.digest() == doubtful.digest()


def test_a_coach_among_the_colleagues_makes_evidence_sharper():
    def errors(insight):
        scenario = DEAL.with_settings(values={"coach_insight": str(insight)})
        coach = tuple(p.model_copy(update={"attitude": 3.0}) if p.person_id == "A01-1" else p for p in scenario.people)
        found = []
        for seed in range(1, 41):
            game = Simulation(scenario._replace(people=coach), seed)
            game.advance([Visit(account="A01", person="A01-2", activity="follow_up")])
            seen = next(p for p in people(game) if p.person_id == "A01-2")
            found.append(abs(seen.impression.shown - truth(game)["A01-2"].attitude))
        return fmean(found)

    assert errors(0.5) < 0.8 * errors(0)


def test_in_the_first_deal_names_and_roles_are_sure():
    facts = {person.person_id: person.role for person in DEAL.people}
    assert all(p.role_sure and p.role == facts[p.person_id] for p in known(Simulation(DEAL, 1)))
