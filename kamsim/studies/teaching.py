"""Whether a game teaches: how the bots rank over many seeds, and how much of the score comes from the policy."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import fsum
from statistics import fmean
from typing import Any, NamedTuple

from kamsim.engine.scenario import Scenario
from kamsim.engine.simulation import play
from kamsim.studies.intervals import Interval, mean_interval
from kamsim.studies.metrics import totals
from kamsim.studies.policies import POLICIES
from kamsim.studies.replications import Failure, Played, failure_of, gather, replicate, workers_for

SCORES = ("value", "value_without_luck", "margin", "luck")
"""By game, in CNY; `value_without_luck` is what the score is made of."""


class Ranking(NamedTuple):
    """Scores of several policies on the same seeds, in CNY by score, policy and seed."""

    scenario: str
    policies: tuple[str, ...]
    seeds: tuple[int, ...]
    scores: Mapping[str, Mapping[str, tuple[float, ...]]]
    failures: tuple[Failure, ...] = ()

    def interval(self, score: str, policy: str) -> Interval:
        """Mean of a score with its 95 % interval."""
        return mean_interval(self.scores[score][policy])

    def share_of_policy(self, score: str) -> float | None:
        """Share of the variance of a score that comes from the policy (one-way, eta squared); None: no variance."""
        return eta_squared([self.scores[score][policy] for policy in self.policies])

    def significance(self, score: str) -> float | None:
        """Probability of such a difference between policies if there were none (F test); None without variance."""
        groups = [self.scores[score][policy] for policy in self.policies]
        if len(self.seeds) < 2 or eta_squared(groups) in (None, 1.0):
            return None
        from scipy.stats import f_oneway

        return float(f_oneway(*groups).pvalue)

    def order(self, score: str) -> list[str]:
        """The policies by their mean score, best first."""
        return sorted(self.policies, key=lambda policy: -fmean(self.scores[score][policy])) if self.seeds else []


def rank(
    scenario: Scenario,
    policies: Sequence[str] = tuple(POLICIES),
    replications: int = 100,
    seed: int = 1,
    *,
    workers: int | None = 1,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Ranking:
    """Play every policy with the seeds `seed`, `seed` + 1, ...; a seed that one of them cannot play is left out."""
    names = tuple(policies)
    seeds = range(seed, seed + replications)
    if workers is None:
        workers = workers_for(replications * len(names))
    done = replicate(partial(_play, scenario, names), seeds, workers=workers, cancelled=cancelled)
    rows, failures = gather(done, replications, names[0], progress)
    kept = tuple(sorted(rows))
    scores = {score: {name: tuple(rows[number][name][score] for number in kept) for name in names} for score in SCORES}
    return Ranking(scenario.name, names, kept, scores, tuple(sorted(failures)))


def _play(scenario: Scenario, names: Sequence[str], seed: int) -> Played:
    found = {}
    for name in names:
        try:
            sums: Mapping[str, Any] = totals(play(scenario, POLICIES[name], seed))
        except Exception as error:
            return Played(None, [failure_of(seed, name, error)])
        found[name] = {score: sums[score] for score in ("value", "margin", "luck")}
        found[name]["value_without_luck"] = sums["value"] - sums["luck"]
    return Played(found)


def eta_squared(groups: Sequence[Sequence[float]]) -> float | None:
    """Variance between groups over all variance; None when all values are the same or there are none."""
    values = [value for group in groups for value in group]
    if not values:
        return None
    mean = fsum(values) / len(values)
    whole = fsum((value - mean) ** 2 for value in values)
    between = fsum(len(group) * (fmean(group) - mean) ** 2 for group in groups if group)
    return between / whole if whole else None


def as_json(ranking: Ranking) -> dict[str, Any]:
    """Means, intervals and shares of variance, without the single games."""
    return {
        "scenario": ranking.scenario,
        "replications": len(ranking.seeds),
        "seed": ranking.seeds[0] if ranking.seeds else None,
        "scores": {
            score: {
                "order": ranking.order(score),
                "policies": {name: ranking.interval(score, name)._asdict() for name in ranking.policies},
                "share_of_policy": ranking.share_of_policy(score),
                "significance": ranking.significance(score),
            }
            for score in SCORES
        },
        "failures": [failure._asdict() for failure in ranking.failures],
    }
