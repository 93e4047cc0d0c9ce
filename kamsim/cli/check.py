"""`kamsim check`: whether files can be read, and every problem when they cannot."""

import argparse
import sys
from codecs import getincrementaldecoder
from functools import partial
from pathlib import Path
from typing import Any

from kamsim.cli.answer import BAD_INPUT, counted, problems_as_json, say, say_json
from kamsim.cli.arguments import found
from kamsim.engine.reading import BadInput, Problem, Problems, did_you_mean
from kamsim.engine.scenario import SETTINGS, TABLES, Scenario, pack_names

KINDS = "a scenario folder, the name of a pack, or a CSV file of decisions with the columns month and decision"


def check(options: argparse.Namespace) -> int:
    """Check each path: a sentence for each good one, and all problems of the others; 2 when there are any."""
    results, faults = [], []
    scenario = None if options.scenario is None else _known(options.scenario, faults)
    for text in options.paths:
        problems = Problems()
        facts = _checked(text, scenario, problems)
        good = not problems.found
        results.append({"path": text, "good": good} | (facts if good else {}))
        faults += problems.found if len(options.paths) == 1 else _located(text, problems.found)
    refused = BadInput(faults)
    if options.json:
        say_json({"checked": results, "problems": problems_as_json(refused)})
    elif any(one["good"] for one in results):
        say("\n".join(_sentence(one, scenario) for one in results if one["good"]))
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


def _known(name: str, faults: list[Problem]) -> Scenario | None:
    """The scenario for which decisions are meant; None after its problems were noted."""
    try:
        return found(name)
    except BadInput as refused:
        faults += [
            problem._replace(file="--scenario" if problem.file == "scenario" else f"{_short(name)}/{problem.file}")
            for problem in refused.problems
        ]
        return None


def _checked(text: str, scenario: Scenario | None, problems: Problems) -> dict[str, Any]:
    if _is_decisions(text):
        from kamsim.engine.decision_file import read_decisions
        from kamsim.engine.foresight import foreseen

        path = Path(text)
        horizon = {} if scenario is None else {"months": scenario.settings.months}
        plans = read_decisions(path, problems, **horizon)
        foreseen(plans, scenario, partial(problems.add, path.name))
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
    problems.add(_short(text), f"this cannot be checked; give {KINDS}" if _exists(text) else _missing(text))
    return {}


def _exists(text: str) -> bool:
    try:
        return bool(text) and Path(text).exists()
    except (OSError, ValueError):
        return False


def _missing(text: str) -> str:
    """That there is no such thing, with what may have been meant: a pack, or a neighbor in its folder."""
    folder = Path(text).parent
    try:
        if text.startswith(("\\\\", "//")):
            # Looking at another computer's folders may take minutes.
            raise ValueError
        beside = [str(folder / entry.name) for entry in folder.iterdir() if entry.is_dir() or entry.suffix == ".csv"]
    except (OSError, ValueError):
        beside = []
    return f"this does not exist{did_you_mean(text, [*pack_names(), *beside]) or f'; give {KINDS}'}"


def _is_decisions(text: str) -> bool:
    """A CSV file with one of the columns that only decisions have, or that cannot be read; reading it says why."""
    try:
        if Path(text).suffix.casefold() != ".csv" or not Path(text).is_file():
            return False
        with Path(text).open("rb") as file:
            beginning = file.read(2_000)
    except (OSError, ValueError):
        return False
    header = beginning.replace(b"\0", b"").lower()
    if b"month" in header or b"decision" in header:
        return True
    try:
        # What was cut at its end is no fault.
        return not getincrementaldecoder("utf-8-sig")().decode(beginning).strip()
    except UnicodeDecodeError:
        return True


def _sentence(result: dict[str, Any], checked_for: Scenario | None) -> str:
    if result["kind"] == "scenario":
        accounts = counted(result["accounts"], "account", "accounts")
        people = counted(result["people"], "person", "people")
        months = counted(result["months"], "month", "months")
        return f"{result['path']}: a scenario of {accounts}, {people} and {months}; it can be played."
    if not result["decisions"]:
        return f"{result['path']}: no decisions; the file can be read, and playing it is doing nothing."
    decisions = counted(result["decisions"], "decision", "decisions")
    rest = (
        "With --scenario NAME its accounts, people and buildings are checked too."
        if checked_for is None
        else f"They fit the book of {checked_for.name}; whether they fit its game is known when they are played."
    )
    return f"{result['path']}: {decisions}, the last in month {result['months']}; the file can be read. {rest}"
