"""`kamsim calibrate`: what the model gives for each fact it should reproduce, or how well a game tells bots apart."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from kamsim.cli.answer import NA, money, number, percent, say, say_json, table
from kamsim.cli.arguments import checked_number, checked_seeds, game
from kamsim.cli.replications import progress, say_failures
from kamsim.cli.report_file import as_html, as_markdown, report_file
from kamsim.engine.reading import Problems, did_you_mean
from kamsim.engine.writing import write_text
from kamsim.studies import teaching
from kamsim.studies.calibration import report
from kamsim.studies.calibration.report import Calibration, Finding
from kamsim.studies.calibration.trials import AVERAGE
from kamsim.studies.policies import POLICIES
from kamsim.studies.teaching import SCORES, Ranking

HEADER = ("no.", "fact", "target", "simulated", "low", "high", "")


def calibrate(options: argparse.Namespace) -> int:
    """Print the report and write it to --out; 1 when a replication could not be played."""
    problems = Problems()
    _check_policy(options, problems)
    replications = checked_seeds(options, problems)
    workers = None if options.workers is None else checked_number("workers", options.workers, problems)
    inputs = game(options, problems)
    path = report_file(options.out, problems) if options.out is not None else None
    problems.raise_if_any()
    assert inputs is not None
    if options.scores:
        ranking = teaching.rank(
            inputs.scenario, replications=replications, seed=inputs.seed, workers=workers, progress=progress()
        )
        title, text, value = f"Scores of {ranking.scenario}", ranking_text(ranking), teaching.as_json(ranking)
        _give(options.json, path, title, text, value)
        return say_failures(ranking.failures)
    found = report.calibrate(
        inputs.scenario, options.policy, replications, inputs.seed, workers=workers, progress=progress()
    )
    _give(options.json, path, f"Calibration of {found.scenario}", report_text(found), report.as_json(found), found)
    return say_failures(found.failures)


def _check_policy(options: argparse.Namespace, problems: Problems) -> None:
    if options.scores and options.policy is not None:
        problems.add("--policy", "none with --scores, which plays every bot")
    options.policy = options.policy or AVERAGE
    names = [AVERAGE, *POLICIES]
    if options.policy not in names:
        near = did_you_mean(options.policy, names)
        problems.add("--policy", f"one of {', '.join(names)}{near}", value=options.policy)


def _give(
    as_json: bool, path: Path | None, title: str, text: Sequence[str], value: object, found: Calibration | None = None
) -> None:
    if path is not None:
        make = as_html if path.suffix == ".html" else as_markdown
        rows = [shown(finding) for finding in found.findings] if found else []
        notes = [summary(found), provenance(found)] if found else list(text)
        write_text(path, make(title, HEADER, rows, notes))
    if as_json:
        say_json(value)
    else:
        say(*text)


def report_text(found: Calibration) -> tuple[str, ...]:
    """The report as a table, what it says in all, and how it was made."""
    rows = (shown(finding) for finding in found.findings)
    return table(HEADER, rows, left=3), summary(found), provenance(found)


def shown(finding: Finding) -> list[str]:
    """One row of the report."""
    figures = [figure(value, finding.unit) for value in (finding.value, finding.low, finding.high)]
    return [finding.number, finding.fact, finding.aim, *figures, finding.verdict]


def figure(value: float | None, unit: str) -> str:
    """A value in its unit, short."""
    if value is None:
        return NA
    if unit == "share":
        small = abs(value) < 0.01
        return f"{number(100 * value, 3)} %" if small and value else percent(value)
    return number(value, 0 if unit == "days" else 2)


def summary(found: Calibration) -> str:
    """How many targets pass, fail and wait."""
    counts = [f"{found.count(verdict)} {verdict}" for verdict in report.VERDICTS if found.count(verdict)]
    return (
        f"{len(found.findings)} targets: {', '.join(counts)}. A target passes when the simulated value lies within its "
        "tolerance, and cannot be told when only its 95 % interval, low to high, reaches into it: more games may tell."
    )


def provenance(found: Calibration) -> str:
    """What is needed to make the report again."""
    last = found.seed + found.replications - 1
    return (
        f"{found.replications:,} replications of {found.scenario} by the {found.policy} policy, seeds {found.seed} to "
        f"{last}, engine {found.engine_version}, first game {found.digest[:12]}."
    )


def ranking_text(ranking: Ranking) -> tuple[str, ...]:
    """A table for each score, with the share of its variance that the policy makes."""
    blocks = []
    for score in SCORES:
        rows = [[name, *(money(value) for value in ranking.interval(score, name)[:3])] for name in ranking.order(score)]
        share = ranking.share_of_policy(score)
        said = f"The policy makes {percent(share)} of the variance." if share is not None else "There is no variance."
        blocks.append(table((score.replace("_", " "), "mean", "low", "high"), rows) + f"\n{said}")
    fair = [name for name in ranking.policies if _fair(ranking, name)]
    luck = f"Luck averages to zero within its interval for {len(fair)} of {len(ranking.policies)} policies."
    last = ranking.seeds[-1] if ranking.seeds else 0
    games = f"{len(ranking.seeds):,} games each, in CNY, on the same luck (seeds up to {last})."
    return *blocks, f"{luck}\n{games}"


def _fair(ranking: Ranking, name: str) -> bool:
    _, low, high, _ = ranking.interval("luck", name)
    return low is not None and high is not None and low <= 0 <= high
