"""Policies compared on the same luck: replication i of every policy is played with the same seed."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from math import fsum, inf, isnan, nan, sqrt
from statistics import stdev
from typing import NamedTuple

from kamsim.engine.scenario import Scenario
from kamsim.engine.simulation import Policy, play
from kamsim.studies.metrics import totals
from kamsim.studies.policies import POLICIES
from kamsim.studies.replications import can_travel, replicate, workers_for

MEASURES = ("revenue", "margin", "value", "active_accounts", "logo_retention")
"""What is compared: CNY over the game, CNY with the book at the end, accounts at the end, share of accounts kept."""
MONEY = ("revenue", "margin", "value")
CONFIDENCE = 0.95
ENDED = "the process that played it was ended from outside"


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
    accounts: float = inf
    """Accounts of the book: more cannot be active."""

    @property
    def replications(self) -> int:
        """Number of replications kept."""
        return len(self.seeds)

    def interval(self, policy: str, measure: str) -> Interval:
        """Mean of a measure; money in CNY."""
        return _within(_interval(self.results[policy][measure], measure), *self._possible(measure))

    def difference(self, policy: str, measure: str) -> Interval:
        """Mean of the paired difference to the first policy; money in CNY."""
        first = self.results[self.policies[0]][measure]
        pairs = zip(self.results[policy][measure], first, strict=True)
        low, high = self._possible(measure)
        return _within(_interval([ours - theirs for ours, theirs in pairs], measure), low - high, high - low)

    def _possible(self, measure: str) -> tuple[float, float]:
        # The t interval of a few games may reach beyond what a mean can be, and is cut there.
        bounds = {"active_accounts": (0.0, self.accounts), "logo_retention": (0.0, 1.0)}
        return bounds.get(measure, (-inf, inf))


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
    portable = can_travel([policy for _, policy in work.policies if not isinstance(policy, str)])
    done = replicate(
        partial(_play, work), seeds, workers=workers, executor=executor, portable=portable, cancelled=cancelled
    )
    rows: dict[int, _Row] = {}
    failures: list[Failure] = []
    try:
        for part in done:
            for number, (row, bad) in part.results.items():
                failures += bad
                if not bad:
                    rows[number] = row
            failures += [Failure(number, work.policies[0][0], ENDED) for number in part.lost]
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
    book = len(scenario.accounts)
    return Comparison(tuple(chosen), kept, replications, results, tuple(failures), book)


# --- one replication --------------------------------------------------------------------------------------------------

_Row = tuple[tuple[float, ...], ...]


class _Work(NamedTuple):
    """What a worker needs: the scenario, and each policy as a bot's name or a function."""

    scenario: Scenario
    policies: tuple[tuple[str, str | Policy], ...]


def _play(work: _Work, seed: int) -> tuple[_Row, list[Failure]]:
    """One seed by every policy: a row of measures each, and what could not be played."""
    results: list[tuple[float, ...]] = []
    failures: list[Failure] = []
    for name, policy in work.policies:
        try:
            results.append(_measured(work.scenario, POLICIES[policy] if isinstance(policy, str) else policy, seed))
        except Exception as error:
            failures.append(Failure(seed, name, f"{type(error).__name__}: {error}"))
    return tuple(results), failures


def _portable(name: str, policy: Policy) -> str | Policy:
    return name if POLICIES.get(name) is policy else policy


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


def _within(interval: Interval, least: float, most: float) -> Interval:
    """An interval without what is not possible."""
    if interval.low is None or interval.high is None:
        return interval
    return interval._replace(low=max(least, interval.low), high=min(most, interval.high))
