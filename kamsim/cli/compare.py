"""`kamsim compare`: several policies on the same luck."""

import argparse
from typing import Any

from kamsim.cli.answer import money, number, percent, say, say_json, table
from kamsim.cli.arguments import checked_number, checked_seeds, game, policies
from kamsim.cli.replications import progress, say_failures
from kamsim.engine.reading import Problems
from kamsim.engine.records import ENGINE_VERSION
from kamsim.studies import experiments
from kamsim.studies.experiments import MEASURES, MONEY, Comparison
from kamsim.studies.intervals import Interval

HEADINGS = {"active_accounts": "accounts", "logo_retention": "kept"}
"""What a measure is called in the tables of `kamsim play`, where that is not its name."""


def compare(options: argparse.Namespace) -> int:
    """Compare the policies to the first one; 1 when a replication could not be played."""
    problems = Problems()
    names = policies(options.policy, problems)
    if len(names) < 2:
        problems.add("--policy", "give at least two policies to compare")
    replications = checked_seeds(options, problems)
    workers = None if options.workers is None else checked_number("workers", options.workers, problems)
    inputs = game(options, problems)
    problems.raise_if_any()
    assert inputs is not None
    comparison = experiments.compare(
        inputs.scenario, names, replications, inputs.seed, workers=workers, progress=progress()
    )
    if options.json:
        say_json(_as_json(comparison, inputs.scenario.name, inputs.seed))
    else:
        say(*(_table(comparison, measure) for measure in MEASURES), _sentences(comparison, inputs.seed))
    return say_failures(comparison.failures)


def _as_json(comparison: Comparison, scenario: str, seed: int) -> dict[str, Any]:
    first, *others = comparison.policies
    return {
        "scenario": scenario,
        "seed": seed,
        "engine_version": ENGINE_VERSION,
        "replications": comparison.replications,
        "policies": {
            name: {measure: _figures(comparison.interval(name, measure)) for measure in MEASURES}
            for name in comparison.policies
        },
        "differences": {
            name: {measure: _figures(comparison.difference(name, measure)) for measure in MEASURES} for name in others
        },
        "compared_to": first,
        "failures": [failure._asdict() for failure in comparison.failures],
    }


def _figures(interval: Interval) -> dict[str, float | None]:
    return {"mean": interval.mean, "low": interval.low, "high": interval.high}


def _shown(value: float | None, measure: str) -> str:
    if measure == "logo_retention":
        return percent(value)
    return money(value) if measure in MONEY else number(value)


def _gap(value: float | None, measure: str) -> str:
    """A difference; of two shares it is a number of percentage points, not a percentage."""
    if measure == "logo_retention":
        return number(None if value is None else 100 * value, 1, sign=True) + ("" if value is None else " points")
    return money(value, sign=True) if measure in MONEY else number(value, 1, sign=True)


def _table(comparison: Comparison, measure: str) -> str:
    first = comparison.policies[0]
    rows = []
    for name in comparison.policies:
        own, against = comparison.interval(name, measure), comparison.difference(name, measure)
        rows.append([name, *(_shown(value, measure) for value in own[:3])])
        rows[-1] += ["", "", ""] if name == first else [_gap(value, measure) for value in against[:3]]
    header = (HEADINGS.get(measure, measure), "mean", "low", "high", f"against {first}", "low", "high")
    return table(header, rows)


def _sentences(comparison: Comparison, seed: int) -> str:
    first, *others = comparison.policies
    lines = []
    for name in others:
        gap = comparison.difference(name, "value")
        if gap.mean is None or gap.low is None or gap.high is None:
            lines.append(f"{name}: too few games to say.")
        elif gap.low <= 0 <= gap.high:
            lines.append(f"{name} and {first} cannot be told apart in value.")
        else:
            word = "more" if gap.mean > 0 else "less"
            lines.append(f"{name} brings CNY {money(abs(gap.mean))} {word} value than {first}.")
    lines.append(
        f"{comparison.replications:,} games each, on the same luck (seeds {seed} to {seed + comparison.asked - 1}); "
        "low and high are the 95 % t interval of the mean. "
        "Kept: retention of accounts over the last 12 months. Money in CNY."
    )
    return "\n".join(lines)
