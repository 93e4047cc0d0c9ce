"""Many seeds, each played by one job, here or in processes of their own; where they run changes no result."""

import os
import pickle
import signal
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context, parent_process
from typing import Any, NamedTuple

MOST_REPLICATIONS = 10_000
MOST_WORKERS = 61
"""Windows waits for no more processes than this."""
LAST_SEED = 2**32 - 1

_RUNS_WORTH_A_WORKER = 40
_CHUNKS_A_WORKER = 8
_POLL_SECONDS = 0.2

ENDED = "the process that played it was ended from outside"


class Failure(NamedTuple):
    """A replication that could not be played, with the seed and the policy to play it again."""

    seed: int
    policy: str
    error: str


class Played(NamedTuple):
    """What a job gives for a seed: its row of results, which counts where there are no failures."""

    row: Any
    failures: Sequence[Failure] = ()


Job = Callable[[int], Played]
"""Plays one seed; faults of a game are part of what it gives and are not raised."""
Cancelled = Callable[[], bool]


class Done(NamedTuple):
    """What came back: results by seed, and the seeds whose process was ended from outside."""

    results: dict[int, Played]
    lost: tuple[int, ...] = ()


def replicate(
    job: Job,
    seeds: range,
    *,
    workers: int = 1,
    executor: Executor | None = None,
    portable: bool = True,
    cancelled: Cancelled | None = None,
) -> Generator[Done, None, None]:
    """Results as they come. More than one of `workers` plays in processes, or `executor` takes the work.

    A job that another process could not import says so by `portable` and is played here. When `cancelled` says so,
    nothing more is begun. Close the generator to end early.
    """
    if executor is None and (workers == 1 or not portable):
        return _here(job, seeds, cancelled)
    return _elsewhere(job, _chunks(seeds, workers), executor, workers, cancelled)


def gather(
    done: Generator[Done, None, None],
    asked: int,
    policy: str,
    progress: Callable[[int, int], None] | None,
) -> tuple[dict[int, Any], list[Failure]]:
    """Rows by seed, and what could not be played; a game whose process was ended is put down to `policy`.

    `progress` hears of replications done and asked.
    """
    rows: dict[int, Any] = {}
    failures: list[Failure] = []
    try:
        for part in done:
            for seed, played in part.results.items():
                failures += played.failures
                if not played.failures:
                    rows[seed] = played.row
            failures += [Failure(seed, policy, ENDED) for seed in part.lost]
            if progress:
                progress(len(rows) + len({failure.seed for failure in failures}), asked)
    finally:
        # An interrupt would else leave waiting work to be played while Python ends.
        done.close()
    return rows, failures


def failure_of(seed: int, policy: str, error: Exception) -> Failure:
    """A failure by an exception."""
    return Failure(seed, policy, f"{type(error).__name__}: {error}")


def workers_for(runs: int) -> int:
    """How many processes pay off for a number of games: starting one costs about as much as some games."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, runs // _RUNS_WORTH_A_WORKER + 1, MOST_WORKERS)) if runs >= _RUNS_WORTH_A_WORKER else 1


def can_travel(functions: Sequence[Callable[..., Any]]) -> bool:
    """Whether a fresh process could import every function: not so for one that was typed into a notebook."""
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


def _play_chunk(job: Job, seeds: Sequence[int]) -> dict[int, Played]:
    return {seed: job(seed) for seed in seeds}


def _here(job: Job, seeds: range, cancelled: Cancelled | None) -> Generator[Done, None, None]:
    for seed in seeds:
        if cancelled and cancelled():
            return
        yield Done(_play_chunk(job, [seed]))


def _elsewhere(
    job: Job, chunks: list[range], executor: Executor | None, workers: int, cancelled: Cancelled | None
) -> Generator[Done, None, None]:
    """Play chunks on an executor; those that a dying worker took along are tried once more, then reported as lost."""
    left = list(chunks)
    for _attempt in range(2):
        pool = executor or ProcessPoolExecutor(workers, get_context("spawn"), initializer=_start_worker)
        futures: dict[Future, range] = {}
        try:
            waiting_for, left = left, []
            for chunk in waiting_for:
                try:
                    futures[pool.submit(_play_chunk, job, chunk)] = chunk
                except BrokenExecutor:
                    left.append(chunk)
            waiting = set(futures)
            while waiting and not (cancelled and cancelled()):
                ready, waiting = wait(waiting, timeout=_POLL_SECONDS, return_when=FIRST_COMPLETED)
                for future in ready:
                    try:
                        results = future.result()
                    except BrokenExecutor:
                        left.append(futures[future])
                    else:
                        yield Done(results)
        finally:
            for future in futures:
                future.cancel()
            if executor is None:
                pool.shutdown(wait=False, cancel_futures=True)
        if not left:
            return
    yield Done({}, tuple(seed for chunk in sorted(left, key=lambda chunk: chunk.start) for seed in chunk))


def _start_worker() -> None:
    """A worker leaves at Ctrl+C without a word, and does not outlive the process that started it."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (parent.join(), os._exit(1)), daemon=True).start()
