"""Whole games of every bot: each choice has its outcome and each outcome its choice, and the arithmetic is exact."""

from collections import Counter
from math import fsum

import pytest
from games import EVERYBODY, of_kind, played

from kamsim.engine.records import (
    AccountChurned,
    AccountWon,
    AccountWonBack,
    ChoiceMade,
    ContractLapsed,
    ContractSigned,
    LineLost,
    LineWon,
    OpportunityClosed,
)
from kamsim.engine.scenario import US, find_scenario
from kamsim.engine.simulation import play
from kamsim.market.buying import NOBODY, implied_probability, log_odds, logistic
from kamsim.studies.calibration.average import average

BOTS = pytest.mark.parametrize("policy", [*EVERYBODY, "average"])
EXPLAINED = (AccountChurned, AccountWon, AccountWonBack, ContractSigned, ContractLapsed, LineLost, LineWon)
DECIDED = ("won", "lost", "no_decision", "dropped")
"""Results of a sale with a why; to pass was our own decision, and an audit makes one void."""


def whole(policy):
    return play(find_scenario("city"), average, 7) if policy == "average" else played("city", policy)


@BOTS
def test_no_outcome_is_without_a_why_on_its_day(policy):
    chosen = set()
    for record in whole(policy).ledger:
        if isinstance(record, ChoiceMade):
            chosen.add((record.day, record.account_id))
        decided = isinstance(record, OpportunityClosed) and record.result in DECIDED
        if decided or isinstance(record, EXPLAINED):
            assert (record.day, record.account_id) in chosen, record


@BOTS
def test_the_parts_of_every_choice_sum_to_the_probability_that_was_drawn_against(policy):
    choices = of_kind(whole(policy), ChoiceMade)
    assert len(choices) > 500
    for choice in choices:
        assert abs(implied_probability(choice.link, choice.voices, choice.veto) - choice.probability) < 1e-9
        assert choice.favorable == (choice.draw < choice.probability)
        if choice.link == "logit" and len(choice.voices) == 1 and not choice.veto:
            assert abs(logistic(log_odds(choice.voices[0].parts)) - choice.probability) < 1e-9


def outcomes(game):
    """Facts by account, day and kind."""
    return Counter((record.account_id, record.day, type(record)) for record in of_kind(game, *EXPLAINED))


@BOTS
def test_whoever_chose_to_leave_has_left_and_whoever_chose_to_sign_has_signed(policy):
    game = whole(policy)
    facts = outcomes(game)
    closed = of_kind(game, OpportunityClosed)
    dropped = Counter((record.account_id, record.day) for record in closed if record.result == "dropped")
    for choice in of_kind(game, ChoiceMade):
        left = facts[choice.account_id, choice.day, AccountChurned]
        signed = facts[choice.account_id, choice.day, ContractSigned]
        match choice.choice, choice.outcome:
            case "stay", outcome:
                assert left == (outcome == "leaves")
            case "renewal", "renews":
                assert (left, signed) == (0, 1)
            case "renewal", outcome:
                assert left == (outcome != NOBODY)
                assert signed == 0
                assert facts[choice.account_id, choice.day, ContractLapsed] == (outcome == NOBODY)
            case "stage", outcome:
                assert dropped[choice.account_id, choice.day] == (outcome == "dropped")
            case ("term", "signs") | ("bundle", "takes_bundle"):
                assert signed >= 1
            case "sale", outcome if outcome == US:
                assert facts[choice.account_id, choice.day, LineWon] + facts[choice.account_id, choice.day, AccountWon]
            case "line", outcome:
                assert facts[choice.account_id, choice.day, LineLost] == (outcome != "keeps_line")
            case "win_back", "returns":
                assert facts[choice.account_id, choice.day, AccountWonBack] == 1


@BOTS
def test_the_luck_of_a_game_is_the_sum_of_what_was_drawn_less_what_was_to_be_expected(policy):
    choices = of_kind(whole(policy), ChoiceMade)
    luck = fsum((choice.favorable - choice.probability) * choice.stake_fen for choice in choices)
    assert luck == pytest.approx(fsum(choice.luck_fen for choice in choices))
