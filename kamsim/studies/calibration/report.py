"""The calibration report: every target with what the model gives, its interval, and whether that passes."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import inf, isfinite, sqrt
from typing import Any, NamedTuple

from kamsim.engine.records import ENGINE_VERSION
from kamsim.engine.scenario import Scenario
from kamsim.engine.simulation import play
from kamsim.studies.calibration.parity import observe_books
from kamsim.studies.calibration.targets import TARGETS, Target
from kamsim.studies.calibration.trials import AVERAGE, TRIALS, Setting, policy_of
from kamsim.studies.replications import Failure, Played, failure_of, gather, replicate, workers_for

PASS, FAIL, CANNOT_TELL, NOT_YET = "pass", "fail", "cannot tell", "not yet"
"""Cannot tell: the value misses its tolerance, but its interval reaches into it."""
VERDICTS = (PASS, FAIL, CANNOT_TELL, NOT_YET)
POSSIBLE = {"share": (0.0, 1.0), "ratio": (0.0, inf), "days": (0.0, inf), "people": (0.0, inf), "years": (0.0, inf)}
"""Between what values of a unit can lie; an interval is cut there."""
FREE = (-inf, inf)
OTHER_BOUNDS = {"15": FREE, "16": FREE, "16b": FREE, "23": (-1.0, 1.0), "24": FREE, "24b": FREE}
"""By number, those targets that are a rise, a difference, or a share of a sum with losses in it."""
GROUPS = 20
"""Replications are put into so many groups, each left out once, for the interval (jackknife)."""
EDGE = 1e-9
GAMES_A_SEED = 6
"""About how many games a seed costs."""


class Finding(NamedTuple):
    """A target and what the model gives: value with its 95 % interval, None where there is none, and the verdict."""

    number: str
    fact: str
    aim: str
    unit: str
    value: float | None
    low: float | None
    high: float | None
    verdict: str
    source: str
    how: str


class Calibration(NamedTuple):
    """A report with what is needed to make it again; `digest` is that of the first seed's game."""

    scenario: str
    policy: str
    seed: int
    replications: int
    engine_version: str
    digest: str
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...] = ()

    def count(self, verdict: str) -> int:
        """How many targets have a verdict."""
        return sum(finding.verdict == verdict for finding in self.findings)


def calibrate(
    scenario: Scenario,
    policy: str = AVERAGE,
    replications: int = 200,
    seed: int = 1,
    *,
    workers: int | None = 1,
    targets: Sequence[Target] = TARGETS,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Calibration:
    """Play what the targets need with the seeds `seed`, `seed` + 1, ... and hold the results against them.

    Workers, progress and cancelling are as in `experiments.compare`; a seed that could not be played is left out.
    """
    wanted = tuple(name for name in TRIALS if any(target.trial == name for target in targets))
    setting = Setting(scenario, policy)
    seeds = range(seed, seed + replications)
    if workers is None:
        workers = workers_for(replications * GAMES_A_SEED)
    done = replicate(partial(_play, setting, wanted), seeds, workers=workers, cancelled=cancelled)
    rows, failures = gather(done, replications, policy, progress)
    games = [rows[number] for number in sorted(rows)]
    book = observe_books(scenario) if any(target.trial == "book" for target in targets) else []
    findings = tuple(find(target, _units(target, games, book)) for target in targets)
    digest = play(scenario, policy_of(policy), seed).digest() if games else ""
    failures.sort(key=lambda failure: failure.seed)
    return Calibration(scenario.name, policy, seed, len(games), ENGINE_VERSION, digest, findings, tuple(failures))


def find(target: Target, units: Sequence[Mapping[str, float]]) -> Finding:
    """Hold one target against sums of independent units: games, or accounts of a book."""
    value = target.measure(_pooled(units))
    low = high = None
    verdict = NOT_YET
    if value is not None:
        low, high = interval(target, units, value)
        verdict = verdict_of(target, value, low, high)
    return Finding(
        target.number,
        target.fact,
        target.aim,
        target.unit,
        value,
        low,
        high,
        verdict,
        target.source,
        _said(target, value),
    )


def verdict_of(target: Target, value: float, low: float | None, high: float | None) -> str:
    """Whether a value, and else its interval, lies in the tolerance of a target."""
    if target.low - EDGE <= value <= target.high + EDGE:
        return PASS
    reaches = low is not None and high is not None and low <= target.high and high >= target.low
    return CANNOT_TELL if reaches else FAIL


def _said(target: Target, value: float | None) -> str:
    return target.how if value is not None or not target.waits_for else f"{target.how}; waits for {target.waits_for}"


def interval(
    target: Target, units: Sequence[Mapping[str, float]], value: float
) -> tuple[float, float] | tuple[None, None]:
    """95 % interval of a measure by the jackknife over groups of units; none where it cannot be said."""
    groups = min(GROUPS, len(units))
    if groups < 2 or target.trial == "rules":
        return None, None
    whole = _pooled(units)
    estimates = []
    for group in range(groups):
        rest = dict(whole)
        for unit in units[group::groups]:
            for name, number in unit.items():
                rest[name] -= number
        without = target.measure(rest)
        if without is None or not isfinite(without):
            return None, None
        estimates.append(without)
    from scipy.special import stdtrit

    mean = sum(estimates) / groups
    error = sqrt((groups - 1) / groups * sum((estimate - mean) ** 2 for estimate in estimates))
    half = float(stdtrit(groups - 1, 0.975)) * error
    least, most = OTHER_BOUNDS.get(target.number, POSSIBLE.get(target.unit, FREE))
    return max(least, value - half), min(most, value + half)


def _units(
    target: Target, games: Sequence[Mapping[str, float]], book: Sequence[Mapping[str, float]]
) -> Sequence[Mapping[str, float]]:
    return book if target.trial == "book" else () if target.trial == "rules" else games


def _pooled(units: Sequence[Mapping[str, float]]) -> dict[str, float]:
    pooled: dict[str, float] = {}
    for unit in units:
        for name, number in unit.items():
            pooled[name] = pooled.get(name, 0.0) + number
    return pooled


def _play(setting: Setting, trials: tuple[str, ...], seed: int) -> Played:
    sums: Counter[str] = Counter()
    try:
        for name in trials:
            sums.update(TRIALS[name](setting, seed))
    except Exception as error:
        return Played(None, [failure_of(seed, setting.policy, error)])
    return Played(sums)


def as_json(report: Calibration) -> dict[str, Any]:
    """The report as one JSON value."""
    return report._asdict() | {
        "findings": [finding._asdict() for finding in report.findings],
        "failures": [failure._asdict() for failure in report.failures],
    }


def from_json(value: Mapping[str, Any]) -> Calibration:
    """The report that `as_json` wrote."""
    return Calibration(
        **{
            **value,
            "findings": tuple(Finding(**row) for row in value["findings"]),
            "failures": tuple(Failure(**row) for row in value["failures"]),
        }
    )
