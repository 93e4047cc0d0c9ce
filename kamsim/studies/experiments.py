"""Policies compared on the same luck: replication i of every policy is played with the same seed."""

import os
import pickle
import signal
import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from math import fsum, isnan, nan, sqrt
from multiprocessing import get_context, parent_process
from statistics import stdev
from typing import NamedTuple

from kamsim.engine.scenario import Scenario
from kamsim.engine.simulation import Policy, play
from kamsim.studies.metrics import totals
from kamsim.studies.policies import POLICIES

MEASURES = ("revenue", "margin", "value", "active_accounts", "logo_retention")
"""What is compared: CNY over the game, CNY with the book at the end, accounts at the end, share of accounts kept."""
MONEY = ("revenue", "margin", "value")
MOST_REPLICATIONS = 10_000
MOST_WORKERS = 61
"""Windows waits for no more processes than this."""
LAST_SEED = 2**32 - 1
CONFIDENCE = 0.95

_RUNS_WORTH_A_WORKER = 40
_CHUNKS_A_WORKER = 8
_POLL_SECONDS = 0.2


class Interval(NamedTuple):
    """A mean with its 95 % t interval over `count` replications; None where there are too few to say."""

    mean: float | None
    low: float | None
    high: float | None
    count: int


class Failure(NamedTuple):
    """A replication that could not be played, with the seed and the policy to play it again."""

    seed: int
    policy: str
    error: str


@dataclass(frozen=True)
class Comparison:
    """Results by policy, measure and replication; money in fen, NaN where a measure is not defined.

    A replication is kept only when every policy played it. The first policy is the one that others are compared to.
    """

    policies: tuple[str, ...]
    seeds: tuple[int, ...]
    asked: int
    results: Mapping[str, Mapping[str, tuple[float, ...]]]
    failures: tuple[Failure, ...]

    @property
    def replications(self) -> int:
        """Number of replications kept."""
        return len(self.seeds)

    def interval(self, policy: str, measure: str) -> Interval:
        """Mean of a measure; money in CNY."""
        return _interval(self.results[policy][measure], measure)

    def difference(self, policy: str, measure: str) -> Interval:
        """Mean of the paired difference to the first policy; money in CNY."""
        first = self.results[self.policies[0]][measure]
        pairs = zip(self.results[policy][measure], first, strict=True)
        return _interval([ours - theirs for ours, theirs in pairs], measure)


def compare(
    scenario: Scenario,
    policies: Mapping[str, Policy] | Sequence[str],
    replications: int = 20,
    seed: int = 1,
    *,
    workers: int | None = 1,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Comparison:
    """Play each policy with the seeds `seed`, `seed` + 1, ... and gather the results by replication.

    `policies` are names of bots or functions by name. More than one of `workers` plays in processes of its own (None:
    as many as pay off); functions that another process could not import are played here. `executor` takes the work
    instead, such as a cluster's. Neither changes a result. `progress` hears of replications done and asked; when
    `cancelled` says so, what is done is returned. A failing replication is reported with its seed and left out.
    """
    chosen = dict(policies) if isinstance(policies, Mapping) else {name: POLICIES[name] for name in policies}
    seeds = range(seed, seed + replications)
    work = _Work(scenario, tuple((name, _portable(name, policy)) for name, policy in chosen.items()))
    if workers is None:
        workers = workers_for(replications * len(chosen))
    if executor is None and (workers == 1 or not _can_travel(work)):
        done = _here(work, seeds, cancelled)
    else:
        chunks = _chunks(seeds, workers)
        done = _elsewhere(work, chunks, executor, workers, cancelled)
    rows: dict[int, tuple[tuple[float, ...], ...]] = {}
    failures: list[Failure] = []
    try:
        for good, bad in done:
            rows.update(good)
            failures += bad
            if progress:
                progress(len(rows) + len({failure.seed for failure in failures}), replications)
    finally:
        # An interrupt would else leave waiting work to be played while Python ends.
        done.close()
    kept = tuple(number for number in seeds if number in rows)
    results = {
        name: {
            measure: tuple(rows[number][place][column] for number in kept) for column, measure in enumerate(MEASURES)
        }
        for place, name in enumerate(chosen)
    }
    order = list(chosen)
    failures.sort(key=lambda failure: (failure.seed, order.index(failure.policy)))
    return Comparison(tuple(chosen), kept, replications, results, tuple(failures))


def workers_for(runs: int) -> int:
    """How many processes pay off for a number of games: starting one costs about as much as some games."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, runs // _RUNS_WORTH_A_WORKER + 1, MOST_WORKERS)) if runs >= _RUNS_WORTH_A_WORKER else 1


# --- one replication --------------------------------------------------------------------------------------------------

_Row = tuple[tuple[float, ...], ...]
_Done = tuple[dict[int, _Row], list[Failure]]


class _Work(NamedTuple):
    """What a worker needs: the scenario, and each policy as a bot's name or a function."""

    scenario: Scenario
    policies: tuple[tuple[str, str | Policy], ...]


def _play_chunk(work: _Work, seeds: Sequence[int]) -> _Done:
    rows: dict[int, _Row] = {}
    failures: list[Failure] = []
    for seed in seeds:
        results = []
        for name, policy in work.policies:
            try:
                results.append(_measured(work.scenario, POLICIES[policy] if isinstance(policy, str) else policy, seed))
            except Exception as error:
                failures.append(Failure(seed, name, f"{type(error).__name__}: {error}"))
        if len(results) == len(work.policies):
            rows[seed] = tuple(results)
    return rows, failures


def _measured(scenario: Scenario, policy: Policy, seed: int) -> tuple[float, ...]:
    sums = totals(play(scenario, policy, seed))
    values = (sums[measure] for measure in MEASURES)
    return tuple(
        nan if value is None else float(round(value * 100)) if measure in MONEY else float(value)
        for measure, value in zip(MEASURES, values, strict=True)
    )


def _interval(values: Sequence[float], measure: str) -> Interval:
    defined = [value for value in values if not isnan(value)]
    count, unit = len(defined), 100 if measure in MONEY else 1
    if not count:
        return Interval(None, None, None, 0)
    mean = fsum(defined) / count
    if count == 1:
        return Interval(mean / unit, None, None, 1)
    from scipy.special import stdtrit

    half = float(stdtrit(count - 1, (1 + CONFIDENCE) / 2)) * stdev(defined) / sqrt(count)
    return Interval(mean / unit, (mean - half) / unit, (mean + half) / unit, count)


# --- where replications are played ------------------------------------------------------------------------------------


def _portable(name: str, policy: Policy) -> str | Policy:
    return name if POLICIES.get(name) is policy else policy


def _can_travel(work: _Work) -> bool:
    """Whether a fresh process could import every policy: not so for one that was typed into a notebook."""
    functions = [policy for _, policy in work.policies if not isinstance(policy, str)]
    if any(getattr(function, "__module__", "__main__") == "__main__" for function in functions):
        return False
    try:
        pickle.dumps(functions)
    except (pickle.PicklingError, AttributeError, TypeError):
        return False
    return True


def _chunks(seeds: range, workers: int) -> list[range]:
    size = max(1, len(seeds) // (workers * _CHUNKS_A_WORKER))
    return [seeds[start : start + size] for start in range(0, len(seeds), size)]


def _here(work: _Work, seeds: range, cancelled: Callable[[], bool] | None) -> Generator[_Done, None, None]:
    for seed in seeds:
        if cancelled and cancelled():
            return
        yield _play_chunk(work, [seed])


def _elsewhere(
    work: _Work,
    chunks: list[range],
    executor: Executor | None,
    workers: int,
    cancelled: Callable[[], bool] | None,
) -> Generator[_Done, None, None]:
    """Play chunks on an executor; those that a dying worker took along are tried once more, then reported as failed."""
    left = list(chunks)
    for _attempt in range(2):
        pool = executor or ProcessPoolExecutor(workers, get_context("spawn"), initializer=_start_worker)
        futures: dict[Future, range] = {}
        try:
            waiting_for, left = left, []
            for chunk in waiting_for:
                try:
                    futures[pool.submit(_play_chunk, work, chunk)] = chunk
                except BrokenExecutor:
                    left.append(chunk)
            waiting = set(futures)
            while waiting and not (cancelled and cancelled()):
                ready, waiting = wait(waiting, timeout=_POLL_SECONDS, return_when=FIRST_COMPLETED)
                for future in ready:
                    try:
                        result = future.result()
                    except BrokenExecutor:
                        left.append(futures[future])
                    else:
                        yield result
        finally:
            for future in futures:
                future.cancel()
            if executor is None:
                pool.shutdown(wait=False, cancel_futures=True)
        if not left:
            return
    lost = [seed for chunk in sorted(left, key=lambda chunk: chunk.start) for seed in chunk]
    yield {}, [Failure(seed, work.policies[0][0], "the process that played it was ended from outside") for seed in lost]


def _start_worker() -> None:
    """A worker leaves at Ctrl+C without a word, and does not outlive the process that started it."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (parent.join(), os._exit(1)), daemon=True).start()
