"""A fall of NPS or CSAT: a warning in the list, a message in the inbox, and what asking why does."""

import pytest
from games import of_kind

from kamsim.engine.decisions import Answer
from kamsim.engine.records import CsatAnswered, SurveyAnswered
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation
from kamsim.workbook import sentences, words

CITY = find_scenario("city").with_settings(values={"survey_response": "1", "survey_noise": "2.5", "faults": "0.2"})

QUIET = CITY.with_settings(values={"faults": "0", "outages": "0", "queries": "0"})
"""Nobody is asked about incidents, so that one fall is not followed by the next answer at once."""


def fell(game):
    """Accounts whose signals tell of a fall, with the code and the size."""
    return {
        (account.account_id, signal.code, signal.size)
        for account in game.briefing.accounts
        for signal in account.signals
        if signal.code.endswith("_fell")
    }


def test_a_fall_of_an_answer_is_a_warning_for_a_while_and_smaller_ones_are_not():
    game, last, seen = Simulation(CITY, 3), {}, set()
    while not game.finished and game.month < 12:
        game.advance([])
        answers = [r for r in of_kind(game, SurveyAnswered, CsatAnswered) if r.day >= (game.month - 1) * 30]
        expected = {}
        for record in answers:
            survey = "nps" if isinstance(record, SurveyAnswered) else "csat"
            before = last.get((record.account_id, survey))
            drop = 0 if before is None else before - record.score
            expected[record.account_id, f"{survey}_fell"] = drop if drop >= (3 if survey == "nps" else 2) else 0
            last[record.account_id, survey] = record.score
        shown, ours = fell(game), {a.account_id for a in game.briefing.accounts if a.status == "active"}
        latest = {}
        for (account, code), drop in expected.items():
            latest.setdefault(account, []).append((code, drop))
        for account, found in latest.items():
            if account in ours and len(found) == 1:
                ((code, drop),) = found
                assert ((account, code, drop) in shown) == (drop > 0)
                seen.add((code, drop > 0))
    assert {("nps_fell", True), ("nps_fell", False), ("csat_fell", True)} <= seen


def test_a_warning_of_old_answers_fades():
    days = CITY.settings.parameters.signal_fall_days
    game = Simulation(CITY, 3)
    while not fell(game):
        game.advance([])
    warned = fell(game)
    for account in game._world.accounts.values():
        account.fall = account.fall and account.fall._replace(day=game.month * 30 - days - 1)
    game.advance([])
    assert not warned & fell(game)


def asked(option, seed=3):
    """The first fall in the inbox, answered, and the satisfaction of the account before and after the answer."""
    game = Simulation(QUIET, seed)
    while not (found := [s for s in game.briefing.inbox if s.kind == "answers_fell"]):
        game.advance([])
    situation = found[0]
    assert game.briefing.account(situation.account_id).tier != "C"
    game.advance([Answer(situation=situation.situation_id, option=option)])
    return situation, game


def test_asking_why_pleases_and_ends_the_warning_and_leaving_it_does_neither():
    situation, listened = asked("ask_why")
    same, ignored = asked("leave_it")
    assert situation == same
    ours = [game._world.accounts[situation.account_id] for game in (listened, ignored)]
    assert ours[0].satisfaction > ours[1].satisfaction
    assert ours[0].satisfaction - ours[1].satisfaction <= CITY.settings.parameters.closed_loop_mood
    assert [account.fall is None for account in ours] == [True, False]


def test_asking_why_keeps_nobody_by_itself():
    situation, listened = asked("ask_why")
    _, ignored = asked("leave_it")
    lasting = [g._world.lasting_satisfaction(g._world.accounts[situation.account_id]) for g in (listened, ignored)]
    assert lasting[0] == pytest.approx(lasting[1], abs=0.03)


def test_the_message_names_both_answers():
    situation, game = asked("leave_it")
    who, said = sentences.situation(situation, words.names_of(game.scenario, game.briefing), None)
    facts = dict(situation.facts)
    assert f"{facts['after']} of {10 if facts['survey'] == 'nps' else 5}" in said
    assert str(facts["before"]) in said
    assert who


def test_no_fall_is_ever_seen_where_it_is_switched_off():
    off = CITY.with_settings(12, values={"signal_survey_fall": "11", "signal_csat_fall": "5"})
    game = Simulation(off, 3)
    while not game.finished:
        assert not fell(game)
        game.advance([])
