"""`kamsim check`: whether files can be read, and every problem when they cannot."""

import argparse
from pathlib import Path
from typing import Any

from kamsim.cli.answer import say, say_json
from kamsim.engine.reading import BadInput, Problems
from kamsim.engine.scenario import find_scenario, pack_names

KINDS = "a scenario folder, the name of a pack, or a CSV file of decisions with the columns month and decision"


def check(options: argparse.Namespace) -> int:
    """Check each path; all problems of all of them are reported together."""
    problems = Problems()
    found = [_checked(text, problems) for text in options.paths]
    problems.raise_if_any()
    if options.json:
        say_json({"checked": found})
    else:
        say("\n".join(_sentence(one) for one in found))
    return 0


def _checked(text: str, problems: Problems) -> dict[str, Any]:
    if _is_decisions(text):
        from kamsim.engine.decision_file import read_decisions

        plans = read_decisions(Path(text), problems)
        return {
            "path": text,
            "kind": "decisions",
            "decisions": sum(map(len, plans)),
            "months": max((month for month, plan in enumerate(plans, start=1) if plan), default=0),
        }
    try:
        if text in pack_names() or Path(text).is_dir():
            scenario = find_scenario(text)
            return {
                "path": text,
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
    problems.add(text if len(text) <= 80 else f"…{text[-79:]}", f"this cannot be checked; give {KINDS}")
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


def _sentence(found: dict[str, Any]) -> str:
    if found["kind"] == "scenario":
        size = f"{found['accounts']:,} accounts, {found['people']:,} people and {found['months']} months"
        return f"{found['path']}: a scenario of {size}; it can be played."
    return (
        f"{found['path']}: {found['decisions']:,} decisions, the last in month {found['months']}; they can be read. "
        "Whether they fit a game is known when they are played."
    )
