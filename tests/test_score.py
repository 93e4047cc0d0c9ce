"""The score: 0 for doing nothing, 100 for par, on the same luck, with the luck shown as its own line."""

from statistics import fmean

import pytest
from games import fitting, played

from kamsim.engine.decision_file import decisions_made
from kamsim.engine.decisions import Answer, OfferBundle, Propose
from kamsim.engine.scenario import find_scenario
from kamsim.studies.metrics import MonthFigures, totals
from kamsim.studies.policies import BASELINE, PAR, POLICIES, wait_and_see
from kamsim.studies.score import Path, path_of_decisions, path_of_policy, score

CITY, DEAL = find_scenario("city"), find_scenario("first-deal")


def path(margins, books, lucks=None, start=1_000_000):
    """A game with these margins, book values and lucks by month, in fen."""
    lucks = lucks or [0] * len(margins)
    figures = tuple(
        MonthFigures(month, margin_fen=margin, luck_fen=luck)
        for month, (margin, luck) in enumerate(zip(margins, lucks, strict=True), start=1)
    )
    return Path(figures, tuple(books), start)


NOTHING = path([100_000, 100_000], [900_000, 800_000])
BEST = path([150_000, 250_000], [1_000_000, 1_100_000])


def test_the_value_of_a_game_is_its_margin_so_far_and_the_book_then():
    game = path([10, 20, 30], [500, 600, 700], start=400)
    assert [game.value_fen(month) for month in range(4)] == [400, 500 + 10, 600 + 10 + 20, 700 + 10 + 20 + 30]


def test_doing_nothing_is_0_and_par_is_100():
    assert score(NOTHING, NOTHING, BEST, 2).index == 0
    assert score(BEST, NOTHING, BEST, 2).index == 100


def test_the_index_is_linear_between_and_beyond():
    # Values after month 2: nothing 1,000,000, par 1,500,000.
    half, worse, better = (path([0, 0], [0, value]) for value in (1_250_000, 900_000, 1_600_000))
    assert [score(own, NOTHING, BEST, 2).index for own in (half, worse, better)] == [50, -20, 120]


def test_luck_is_taken_out_and_shown():
    lucky = path([0, 0], [0, 1_500_000], lucks=[100_000, 150_000])
    result = score(lucky, NOTHING, BEST, 2)
    assert result.index == 100 * (1_500_000 - 250_000 - 1_000_000) / 500_000 == 50
    assert result.with_luck == 100
    assert result.luck == 50


def test_the_luck_of_the_two_yardsticks_is_taken_out_as_well():
    unlucky = path([100_000, 100_000], [900_000, 800_000], lucks=[-50_000, -50_000])
    # Doing nothing is worth 1,100,000 once its bad luck is out.
    assert score(path([0, 0], [0, 1_300_000]), unlucky, BEST, 2).index == pytest.approx(100 * 200_000 / 400_000)


def test_before_the_first_month_there_is_no_score():
    assert score(NOTHING, NOTHING, BEST, 0) == (None, None)
    assert score(NOTHING, NOTHING, BEST, 0).luck is None


def test_where_par_is_worth_no_more_than_doing_nothing_there_is_no_score():
    assert score(BEST, NOTHING, NOTHING, 2) == (None, None)
    assert score(BEST, BEST, NOTHING, 2) == (None, None)
    barely, clearly = (path([0, 0], [0, 1_000_000 + fen]) for fen in (99, 100))
    assert score(BEST, NOTHING, barely, 2) == (None, None)
    assert score(clearly, NOTHING, clearly, 2) == (100, 100)


def test_the_path_of_a_policy_ends_with_the_value_of_its_game():
    whole = path_of_policy(DEAL, POLICIES[PAR], 7)
    game = played("first-deal", PAR)
    assert len(whole.figures) == len(whole.book_fen) == DEAL.settings.months
    assert whole.value_fen(6) == round(totals(game)["value"] * 100)
    assert whole.luck_fen(6) == pytest.approx(totals(game)["luck"] * 100, abs=1)


def test_the_path_of_a_games_decisions_is_the_path_of_its_policy():
    game = played("first-deal", PAR)
    months = decisions_made(game.ledger, game.month)
    assert path_of_decisions(DEAL, 7, months) == path_of_policy(DEAL, POLICIES[PAR], 7)


def test_no_decisions_at_all_are_doing_nothing():
    assert path_of_decisions(DEAL, 7, [[]] * 6) == path_of_policy(DEAL, POLICIES[BASELINE], 7)


def test_a_path_of_some_months_is_the_beginning_of_the_whole():
    part, whole = path_of_decisions(DEAL, 7, [[]] * 2), path_of_policy(DEAL, wait_and_see, 7)
    assert part.book_fen == whole.book_fen[:2]
    assert [part.value_fen(month) for month in range(3)] == [whole.value_fen(month) for month in range(3)]


def blind_bundles(briefing):
    """Takes up every need and puts plan A before everybody, month after month, without ever meeting anybody."""
    wishes = [Answer(situation=s.situation_id, option="pursue") for s in briefing.inbox if s.kind == "opportunity"]
    for account in sorted(briefing.accounts, key=lambda account: -account.wallet_fen):
        if account.status != "lost" and account.plan is None:
            selling = account.opportunity is not None and account.proposal is None
            wishes.append((Propose if selling else OfferBundle)(account=account.account_id, plan="A"))
    return fitting(briefing, wishes)


def test_bundles_for_everybody_whom_nobody_ever_met_are_no_match_for_the_textbook():
    scores = []
    for seed in (1, 2):
        paths = [path_of_policy(CITY, policy, seed) for policy in (blind_bundles, wait_and_see, POLICIES[PAR])]
        scores.append(score(*paths, 24).index)
    assert fmean(scores) < 75
