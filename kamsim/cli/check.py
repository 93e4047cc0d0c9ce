"""`kamsim check`: whether files can be read, and every problem when they cannot."""

import argparse
import sys
from pathlib import Path
from typing import Any

from kamsim.cli.answer import BAD_INPUT, counted, problems_as_json, say, say_json
from kamsim.cli.arguments import found
from kamsim.engine.reading import BadInput, Problem, Problems
from kamsim.engine.scenario import SETTINGS, TABLES, pack_names

KINDS = "a scenario folder, the name of a pack, or a CSV file of decisions with the columns month and decision"


def check(options: argparse.Namespace) -> int:
    """Check each path: a sentence for each good one, and all problems of the others; 2 when there are any."""
    results, faults = [], []
    for text in options.paths:
        problems = Problems()
        facts = _checked(text, problems)
        good = not problems.found
        results.append({"path": text, "good": good} | (facts if good else {}))
        faults += problems.found if len(options.paths) == 1 else _located(text, problems.found)
    refused = BadInput(faults)
    if options.json:
        say_json({"checked": results, "problems": problems_as_json(refused)})
    elif any(one["good"] for one in results):
        say("\n".join(_sentence(one) for one in results if one["good"]))
    if faults and not options.json:
        print(refused, file=sys.stderr)
    return BAD_INPUT if faults else 0


def _located(path: str, problems: list[Problem]) -> list[Problem]:
    """The problems with the path in front of names that files of several folders have."""
    own, inside = Path(path).name, {*TABLES, SETTINGS}
    located = []
    for problem in problems:
        if problem.file in inside and problem.file != own:
            problem = problem._replace(file=f"{_short(path)}/{problem.file}")
        elif problem.file == own:
            problem = problem._replace(file=_short(path))
        located.append(problem)
    return located


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"…{text[-79:]}"


def _checked(text: str, problems: Problems) -> dict[str, Any]:
    if _is_decisions(text):
        from kamsim.engine.decision_file import read_decisions

        plans = read_decisions(Path(text), problems)
        return {
            "kind": "decisions",
            "decisions": sum(map(len, plans)),
            "months": max((month for month, plan in enumerate(plans, start=1) if plan), default=0),
        }
    try:
        if text in pack_names() or Path(text).is_dir():
            scenario = found(text)
            return {
                "kind": "scenario",
                "accounts": len(scenario.accounts),
                "people": len(scenario.people),
                "months": scenario.settings.months,
            }
    except BadInput as refused:
        problems.found += refused.problems
        return {}
    except (OSError, ValueError):
        pass
    problems.add(_short(text), f"this cannot be checked; give {KINDS}")
    return {}


def _is_decisions(text: str) -> bool:
    """A CSV file with one of the columns that only decisions have; what is wrong with it is found by reading it."""
    try:
        if Path(text).suffix.casefold() != ".csv" or not Path(text).is_file():
            return False
        with Path(text).open("rb") as file:
            header = file.read(2_000).replace(b"\0", b"").lower()
    except (OSError, ValueError):
        return False
    return b"month" in header or b"decision" in header


def _sentence(result: dict[str, Any]) -> str:
    if result["kind"] == "scenario":
        accounts = counted(result["accounts"], "account", "accounts")
        people = counted(result["people"], "person", "people")
        months = counted(result["months"], "month", "months")
        return f"{result['path']}: a scenario of {accounts}, {people} and {months}; it can be played."
    decisions = counted(result["decisions"], "decision", "decisions")
    return (
        f"{result['path']}: {decisions}, the last in month {result['months']}; the file can be read. "
        "Whether they fit a game is known when they are played."
    )
