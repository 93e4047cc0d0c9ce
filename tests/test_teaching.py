"""How well a game tells policies apart: shares of variance against hand-computed ones, luck that averages out."""

import pytest

from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import play
from kamsim.studies import teaching
from kamsim.studies.metrics import totals
from kamsim.studies.policies import POLICIES
from kamsim.studies.teaching import Ranking, eta_squared, rank

DEAL = find_scenario("first-deal")


def ranking(**values):
    scores = dict.fromkeys(teaching.SCORES, values)
    return Ranking("made up", tuple(values), (1, 2, 3), scores)


def test_the_share_of_the_policy_is_the_variance_between_over_all_variance():
    # Means 2 and 5, whole mean 3.5: between 6 x 1.5^2 = 13.5; within 2 + 2; 13.5 of 17.5.
    assert eta_squared([(1, 2, 3), (4, 5, 6)]) == pytest.approx(13.5 / 17.5)
    assert eta_squared([(1, 1), (2, 2)]) == 1
    assert eta_squared([(1, 2), (1, 2)]) == 0


def test_without_variance_there_is_no_share():
    assert eta_squared([(1, 1), (1, 1)]) is None
    assert eta_squared([]) is None
    assert ranking(a=(1.0, 1.0, 1.0), b=(1.0, 1.0, 1.0)).significance("value") is None


def test_policies_that_differ_clearly_are_significantly_apart_and_in_order():
    found = ranking(low=(1.0, 2.0, 3.0), high=(101.0, 102.0, 103.0))
    assert found.order("value") == ["high", "low"]
    assert found.significance("value") < 0.001
    assert found.share_of_policy("value") > 0.99


def test_a_score_without_luck_is_the_value_of_the_game_less_its_luck():
    found = rank(DEAL, ("textbook", "discounter"), 2, seed=5)
    assert found.seeds == (5, 6)
    for place, seed in enumerate(found.seeds):
        sums = totals(play(DEAL, POLICIES["textbook"], seed))
        assert found.scores["value"]["textbook"][place] == sums["value"]
        assert found.scores["value_without_luck"]["textbook"][place] == sums["value"] - sums["luck"]


def test_taking_luck_out_leaves_more_to_the_policy():
    found = rank(DEAL, replications=30)
    assert found.share_of_policy("value_without_luck") > 1.5 * found.share_of_policy("value")
    for policy in found.policies:
        _, low, high, _ = found.interval("luck", policy)
        # The interval of a mean, made a half wider: five policies are looked at together.
        assert low - (high - low) / 4 <= 0 <= high + (high - low) / 4


def test_work_in_other_processes_and_a_cancelled_ranking_change_no_score():
    alone = rank(DEAL, ("textbook", "wait-and-see"), 3)
    assert rank(DEAL, ("textbook", "wait-and-see"), 3, workers=2) == alone
    told = []
    part = rank(DEAL, ("textbook",), 5, progress=lambda *step: told.append(step), cancelled=lambda: len(told) == 2)
    assert part.seeds == (1, 2)
