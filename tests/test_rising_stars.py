"""Rising stars: who they are, what a promotion changes, what a manager sees of them; by default nobody rises."""

import pytest
from games import of_kind, truths

from kamsim.engine.decisions import MapPower, Visit
from kamsim.engine.records import PersonPromoted, digest
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.market.parameters import Parameters
from kamsim.market.rising import PROMOTED, promotion_day, seems_rising, shares_after
from kamsim.studies.policies import textbook, wait_and_see
from kamsim.workbook import sentences
from kamsim.workbook.cockpit import Cockpit
from kamsim.workbook.session import Session

CITY = find_scenario("city")
RISING = CITY.with_settings(values={"rising_stars": "0.3", "turnover": "0"})


def test_a_promotion_comes_half_to_one_and_a_half_times_the_mean_after_the_start():
    p = Parameters(rising_months=12)
    assert [promotion_day(p, draw) for draw in (0, 0.5, 1)] == [180, 360, 540]


def test_who_is_promoted_has_more_say_and_the_others_less_in_the_same_proportion():
    assert shares_after([0.5, 0.3, 0.2], 2, 2.5) == pytest.approx([0.5 / 1.3, 0.3 / 1.3, 0.5 / 1.3])
    assert shares_after([0.5, 0.5], 0, 1) == [0.5, 0.5]


def test_an_impression_of_a_star_is_mostly_right_and_of_others_seldom_wrong():
    p = Parameters(rising_noticed=0.7, rising_false=0.1)
    assert [seems_rising(p, True, draw) for draw in (0.69, 0.71)] == [True, False]
    assert [seems_rising(p, False, draw) for draw in (0.09, 0.11)] == [True, False]


def test_nobody_rises_by_default_and_impressions_alone_change_no_ledger():
    assert Parameters().rising_stars == 0
    assert not of_kind(play(CITY, textbook, 3), PersonPromoted)
    months = CITY.with_settings(6)
    other = CITY.with_settings(6, values={"rising_false": "0.9", "rising_say": "5"})
    assert digest(play(months, textbook, 3).ledger) == digest(play(other, textbook, 3).ledger)


def test_as_many_rise_as_the_rate_says_and_only_from_below():
    game = play(RISING, wait_and_see, 5)
    promoted = of_kind(game, PersonPromoted)
    below = {row.person_id: row.rank for row in RISING.people if row.rank in PROMOTED}
    expected = 0.3 * len(below)
    assert abs(len(promoted) - expected) < 4 * (0.7 * expected) ** 0.5
    assert all(record.rank == PROMOTED[below[record.person_id]] for record in promoted)
    assert all(180 <= record.day <= 540 for record in promoted)


def test_influence_in_a_group_always_sums_to_one():
    for world in truths(RISING.with_settings(15), wait_and_see, 5):
        for account in world.accounts.values():
            assert sum(person.share for person in account.people) == pytest.approx(1)
    assert len(world.rising) < len(RISING.people) * 0.3


def test_whoever_left_before_is_not_promoted():
    restless = CITY.with_settings(values={"rising_stars": "0.5", "turnover": "0.05"})
    *_, world = truths(restless, wait_and_see, 5)
    here = {person.person_id for account in world.accounts.values() for person in account.people}
    gone = {r.person_id for r in world.ledger if type(r).__name__ == "PersonLeft"}
    promoted = [r for r in world.ledger if isinstance(r, PersonPromoted)]
    assert promoted
    left_first = {r.person_id: r.day for r in world.ledger if type(r).__name__ == "PersonLeft"}
    assert all(record.person_id in here or left_first[record.person_id] > record.day for record in promoted)
    assert gone


def meet_everybody(briefing):
    """Map one account after another and meet all who are known in it, one each month."""
    plan, left = [], briefing.hours
    for account in briefing.accounts:
        wanted = [] if account.mapped else [MapPower(account=account.account_id)]
        wanted += [Visit(account=account.account_id, person=person.person_id, activity="follow_up")
                   for person in account.people if person.name and person.met_day is None]  # fmt: skip
        for decision in wanted:
            if briefing.hours_of(decision) <= left:
                plan.append(decision)
                left -= briefing.hours_of(decision)
    return plan


def test_a_manager_sees_only_an_impression_of_those_who_were_met():
    game = Simulation(RISING.with_settings(6), 5)
    right = wrong = missed = 0
    while not game.finished:
        game.advance(meet_everybody(game.briefing))
    for account in game.briefing.accounts:
        for person in account.people:
            truly = person.person_id in game._world.rising
            assert person.met_times or not person.rising
            if person.met_times and person.rank in PROMOTED:
                right += truly and person.rising
                missed += truly and not person.rising
                wrong += person.rising and not truly
    assert right > missed > 0
    assert wrong > 0


def test_the_news_is_told_of_people_whom_the_manager_knows():
    news = PersonPromoted(200.0, "A01", "A01-3", "A")
    assert sentences.story_line(news, {"A01-3": "Qiao Min"}) == "Qiao Min, now director, has more to say"
    assert sentences.story_line(news, {}) is None


def test_the_card_of_somebody_who_seems_to_rise_says_so():
    cockpit = Cockpit(Session(RISING, 5))
    for _ in range(3):
        cockpit.session.replan(meet_everybody(cockpit.session.briefing))
        cockpit.session.advance()
    rising = [p for a in cockpit.session.briefing.accounts for p in a.people if p.rising]
    cockpit.canvas.refresh()
    cockpit.canvas.click(f"pick:{rising[0].account_id}")
    assert " · may rise" in cockpit.canvas.text()
