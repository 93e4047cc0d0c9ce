"""Comparisons: the same luck for every policy, the same numbers however the work is spread."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from math import isnan, nan
from multiprocessing import parent_process

import pytest

from kamsim.engine.decisions import MapPower
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import play
from kamsim.studies.experiments import MEASURES, MONEY, Comparison, compare
from kamsim.studies.intervals import Interval
from kamsim.studies.metrics import totals
from kamsim.studies.policies import POLICIES, wait_and_see
from kamsim.studies.replications import workers_for

NAMES = ("wait-and-see", "textbook", "random")


@pytest.fixture(scope="module")
def deal():
    return find_scenario("first-deal")


@pytest.fixture(scope="module")
def comparison(deal):
    return compare(deal, NAMES, 6, seed=3)


def made_of(**results):
    rows = {name: dict.fromkeys(MEASURES, tuple(values)) for name, values in results.items()}
    count = len(next(iter(results.values())))
    return Comparison(tuple(results), tuple(range(count)), count, rows, ())


def test_replication_i_of_every_policy_is_the_game_with_seed_plus_i(comparison, deal):
    assert comparison.seeds == (3, 4, 5, 6, 7, 8)
    for name in NAMES:
        for place, seed in enumerate(comparison.seeds):
            sums = totals(play(deal, POLICIES[name], seed))
            for measure in MEASURES:
                unit = 100 if measure in MONEY else 1
                assert comparison.results[name][measure][place] / unit == sums[measure]


def test_a_mean_has_its_t_interval():
    interval = made_of(a=(100.0, 200.0, 300.0)).interval("a", "margin")
    # Student's t with 2 degrees of freedom, 97.5 %, from any printed table: 4.303.
    assert interval == pytest.approx((2.0, 2 - 4.30265 / 3**0.5, 2 + 4.30265 / 3**0.5, 3), rel=1e-5)


def test_the_interval_of_a_share_never_leaves_what_is_possible():
    few = made_of(a=(0.99, 0.6), b=(0.2, 0.9))
    assert few.interval("a", "logo_retention")[1:3] == (0.0, 1.0)
    assert few.difference("b", "logo_retention")[1:3] == (-1.0, 1.0)
    assert few.interval("a", "active_accounts").low == 0.0
    two = replace(few, accounts=2)
    assert two.interval("b", "active_accounts")[1:3] == (0.0, 2.0)
    assert two.difference("b", "active_accounts").high == 2.0
    assert few.interval("a", "value").low < 0


def test_money_is_kept_in_fen_and_shown_in_yuan():
    assert made_of(a=(10.0, 20.0)).interval("a", "revenue").mean == 0.15
    assert made_of(a=(10.0, 20.0)).interval("a", "active_accounts").mean == 15


def test_differences_are_paired_so_that_common_luck_cancels():
    gap = made_of(a=(1.0, 50.0, 9.0), b=(2.0, 51.0, 10.0)).difference("b", "value")
    assert gap == Interval(0.01, 0.01, 0.01, 3)


def test_a_measure_that_is_not_defined_in_a_game_is_left_out_of_its_pair_only():
    both = made_of(a=(nan, 1.0, 2.0), b=(1.0, nan, 5.0))
    assert both.interval("a", "logo_retention").count == 2
    assert both.difference("b", "logo_retention") == Interval(3, None, None, 1)
    assert made_of(a=(nan,)).interval("a", "logo_retention") == Interval(None, None, None, 0)


def test_a_policy_does_not_differ_from_itself(comparison):
    for measure in MEASURES:
        assert comparison.difference("wait-and-see", measure)[:3] == (0, 0, 0)


def test_more_replications_leave_the_first_ones_as_they_were(comparison, deal):
    fewer = compare(deal, NAMES, 2, seed=3)
    for name in NAMES:
        for measure in MEASURES:
            assert fewer.results[name][measure] == comparison.results[name][measure][:2]


def test_neither_processes_nor_another_executor_change_a_result(comparison, deal):
    assert compare(deal, NAMES, 6, seed=3, workers=2) == comparison
    with ThreadPoolExecutor(3) as threads:
        assert compare(deal, NAMES, 6, seed=3, executor=threads, workers=3) == comparison


def test_a_function_that_another_process_cannot_import_is_played_here(deal):
    def mapping(briefing):
        return [MapPower(account=briefing.accounts[0].account_id)]

    both = compare(deal, {"wait": wait_and_see, "map": mapping}, 2, workers=2)
    assert both.replications == 2
    assert both.failures == ()


def fails_sometimes(briefing):
    if briefing.month == 2 and briefing.accounts[0].bill_fen % 2:
        raise ValueError("odd bill")
    return []


def test_a_replication_that_fails_is_reported_with_its_seed_and_left_out_for_every_policy(deal):
    tried = compare(deal, {"wait": wait_and_see, "picky": fails_sometimes}, 12, seed=50)
    failed = {failure.seed for failure in tried.failures}
    assert failed
    assert failed.isdisjoint(tried.seeds)
    assert sorted([*failed, *tried.seeds]) == list(range(50, 62))
    assert len(tried.results["wait"]["value"]) == tried.replications == 12 - len(failed)
    assert tried.failures[0].policy == "picky"
    assert tried.failures[0].error == "ValueError: odd bill"


def test_an_impossible_decision_of_a_policy_is_reported_in_words(deal):
    tried = compare(deal, {"wait": wait_and_see, "lost": lambda briefing: [MapPower(account="nobody")]}, 2)
    assert tried.replications == 0
    assert "'nobody' is not allowed" in tried.failures[0].error
    assert tried.interval("wait", "value").mean is None


def test_progress_is_told_and_a_comparison_can_be_cancelled(deal):
    told, stop = [], threading.Event()

    def progress(done, asked):
        told.append((done, asked))
        if done == 3:
            stop.set()

    part = compare(deal, NAMES[:2], 10, progress=progress, cancelled=stop.is_set)
    assert told == [(1, 10), (2, 10), (3, 10)]
    assert (part.replications, part.asked) == (3, 10)


def dies_in_a_worker(briefing):
    if parent_process() is not None:
        os._exit(9)
    return []


@pytest.mark.slow
def test_workers_that_die_leave_a_report_and_not_a_hang(deal):
    tried = compare(deal, {"wait": wait_and_see, "dying": dies_in_a_worker}, 4, seed=1, workers=2)
    assert tried.replications == 0
    assert [failure.seed for failure in tried.failures] == [1, 2, 3, 4]


def test_few_games_are_played_in_this_process():
    assert workers_for(20) == 1
    assert workers_for(10_000) >= 1


def test_results_are_numbers_or_not_defined_and_never_infinite(comparison):
    values = [value for rows in comparison.results.values() for row in rows.values() for value in row]
    assert all(isnan(value) or abs(value) < 1e15 for value in values)
