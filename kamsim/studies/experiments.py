"""Policies compared on the same luck: replication i of every policy is played with the same seed."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from math import inf, isnan, nan
from typing import NamedTuple

from kamsim.engine.scenario import Scenario
from kamsim.engine.simulation import Policy, play
from kamsim.studies.intervals import Interval, mean_interval
from kamsim.studies.metrics import totals
from kamsim.studies.policies import POLICIES
from kamsim.studies.replications import Failure, Played, can_travel, failure_of, gather, replicate, workers_for

MEASURES = ("revenue", "margin", "value", "active_accounts", "logo_retention")
"""What is compared: CNY over the game, CNY with the book at the end, accounts at the end, share of accounts kept."""
MONEY = ("revenue", "margin", "value")


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
    rows, failures = gather(done, replications, next(iter(chosen)), progress)
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


class _Work(NamedTuple):
    """What a worker needs: the scenario, and each policy as a bot's name or a function."""

    scenario: Scenario
    policies: tuple[tuple[str, str | Policy], ...]


def _play(work: _Work, seed: int) -> Played:
    """One seed by every policy: a row of measures each, and what could not be played."""
    results: list[tuple[float, ...]] = []
    failures: list[Failure] = []
    for name, policy in work.policies:
        try:
            results.append(_measured(work.scenario, POLICIES[policy] if isinstance(policy, str) else policy, seed))
        except Exception as error:
            failures.append(failure_of(seed, name, error))
    return Played(tuple(results), failures)


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
    found = mean_interval([value for value in values if not isnan(value)])
    unit = 100 if measure in MONEY else 1
    mean, low, high = (None if value is None else value / unit for value in found[:3])
    return Interval(mean, low, high, found.count)


def _within(interval: Interval, least: float, most: float) -> Interval:
    """An interval without what is not possible."""
    if interval.low is None or interval.high is None:
        return interval
    return interval._replace(low=max(least, interval.low), high=min(most, interval.high))
