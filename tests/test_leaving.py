"""Why accounts leave, and what can be seen of it: the reason they name, at the end of a term as between terms."""

from dataclasses import replace

import pytest
from games import of_kind

from kamsim.engine.briefing.signals import signals_of
from kamsim.engine.processes.contest import contest
from kamsim.engine.processes.leaving import reason_for_leaving
from kamsim.engine.processes.staying import sign
from kamsim.engine.records import AccountChurned, BillSent, ChoiceMade, PersonLeft
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.engine.state import Departure
from kamsim.market.signals import Signal
from kamsim.studies.calibration.trials import book_of_the_story
from kamsim.studies.policies import POLICIES
from kamsim.workbook import words
from kamsim.workbook.stories import story_line

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


LEFT = frozenset({"decider_left", "finance_left", "supporter_left"})


def left_by(seen, role="user", known=True):
    """A world in which a person of an account left, with what we knew of them."""
    world = Simulation(CITY.with_settings(24, {"turnover": "0"}), 3)._world
    account = active_account(world)
    seat = next(place for place, person in enumerate(account.people) if person.role == role)
    old, new = account.people[seat], replace(account.people[seat], person_id="new", last_day=None, met_times=0)
    old.known, old.seen_level, old.met_times = known, seen, 1
    account.people[seat] = new
    if known:
        account.departure = Departure(0.0, seat, old, new)
    return world, account


@pytest.mark.parametrize(
    ("seen", "change", "told"),
    [
        (None, {"role": "decider"}, {"decider_left"}),
        (-1, {"role": "finance"}, {"finance_left"}),
        (1, {}, {"supporter_left"}),
        (0, {}, set()),
        (2, {"known": False}, set()),
    ],
)
def test_who_left_is_a_warning_where_we_knew_them_and_they_decide_or_support_us(seen, change, told):
    world, account = left_by(seen, **change)
    assert {
        code for code in warned(world, account) if code in ("decider_left", "finance_left", "supporter_left")
    } == told


def test_the_warning_is_over_once_the_successor_was_met_and_after_two_months():
    world, account = left_by(2)
    assert warned(world, account)["supporter_left"] == 0
    account.people[account.departure.seat].last_day = 0.0
    assert "supporter_left" not in warned(world, account)
    world, account = left_by(2)
    account.departure = account.departure._replace(day=-world.parameters.signal_person_days - 1)
    assert "supporter_left" not in warned(world, account)


def test_in_a_game_people_whom_we_knew_are_told_of_and_keep_their_names():
    game = Simulation(CITY.with_settings(12, {"turnover": "0.03"}), 2)
    known, warnings = {}, set()
    while not game.finished:
        for account in game.briefing.accounts:
            known |= {person.person_id: person.name for person in account.people if person.name}
            warnings |= {signal.code for signal in account.signals}
        game.advance(POLICIES["textbook"](game.briefing))
    names = words.names_of(game.scenario, game.briefing)
    gone = [record for record in of_kind(game, PersonLeft) if record.person_id in known]
    assert len(gone) > 20
    assert {"decider_left", "supporter_left"} <= warnings
    for record in gone:
        assert names[record.person_id] == known[record.person_id]
        assert story_line(record, names) == f"{known[record.person_id]} left; somebody new has the job"


def test_a_contract_that_lapsed_says_for_how_long_until_something_is_signed():
    world = Simulation(CITY, 3)._world
    account = active_account(world)
    account.contract.end_month, account.contract.lapsed_day = None, -32.0
    assert warned(world, account)["no_contract"] == 32
    assert words.signal(Signal("no_contract", 32, 0.12)) == "no contract for 32 days"
    assert words.signal(Signal("no_contract", 0, 0.12)) == "no contract"
    sign(world, account, 12, 0.0, None, 0.0)
    assert account.contract.lapsed_day is None
    assert "no_contract" not in warned(world, account)


def test_who_left_is_said_in_words():
    assert words.signal(Signal("decider_left", 12, 0.12)) == "the decider left 12 days ago"
    assert words.signal(Signal("finance_left", 0, 0.12)) == "the finance chief just left"
    assert words.signal(Signal("supporter_left", 30, 0.12)) == "a supporter left 30 days ago"


def test_a_book_of_the_story_loses_about_a_quarter_a_year_and_renews_four_fifths():
    months, left, renewals = 0, 0, []
    for seed in range(1, 11):
        game = play(book_of_the_story(), POLICIES["wait-and-see"], seed)
        months += len(of_kind(game, BillSent))
        left += len(of_kind(game, AccountChurned))
        renewals += [choice.probability for choice in of_kind(game, ChoiceMade) if choice.choice == "renewal"]
    assert 3.1 < months / left / 12 < 4.1
    assert 0.75 < sum(renewals) / len(renewals) < 0.87
