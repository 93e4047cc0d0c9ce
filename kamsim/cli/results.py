"""The folder of results that `kamsim play --out` writes: months, choices, decisions and a summary."""

import json
import re
from pathlib import Path
from typing import Any

from kamsim.engine.decision_file import decisions_made, decisions_text
from kamsim.engine.reading import Problems
from kamsim.engine.records import ActivityDone, ChoiceMade
from kamsim.engine.simulation import Simulation
from kamsim.engine.writing import table_text, write_folder
from kamsim.market.lifetime import LifetimeLines
from kamsim.studies.lifetime import in_yuan, lifetime_by_account, lifetime_of_book
from kamsim.studies.luck import source_of
from kamsim.studies.serving import cost_to_serve

FILES = ("months.csv", "choices.csv", "luck.csv", "decisions.csv", "lifetime.csv", "summary.json")
SUMMARY = FILES[-1]
SUMMARY_KEYS = {"scenario", "seed", "policy", "engine_version", "digest", "months", "totals", "events", "misjudgments"}
LATER_KEYS = {"misjudgments"}
"""What summaries of earlier versions do not have."""
MONTH_COLUMNS = (
    "month", "active_accounts", "accounts_won", "accounts_lost", "accounts_won_back", "revenue", "recurring_revenue",
    "margin", "logo_retention", "gross_revenue_retention", "net_revenue_retention", "nps",
)  # fmt: skip
CHOICE_COLUMNS = (
    "day", "account", "choice", "outcome", "favorable", "probability", "draw", "stake", "luck", "link", "veto",
    "person", "weight", "cause", "part",
)  # fmt: skip
LIFETIME_COLUMNS = ("account", "name", *in_yuan(LifetimeLines()), "profit")
LUCK_COLUMNS = ("day", "account", "source", "came", "expected", "stake", "luck")


def folder_for_results(text: str, decisions: str | None, problems: Problems) -> Path:
    """Where results may go: a new folder, one without files of such names, or one with results of an earlier game.

    Never one that holds the file of `decisions` which is to be played.
    """
    folder = Path(text)
    try:
        fault = _fault(folder, decisions) if text else "a folder"
    except (OSError, ValueError):
        fault = "a folder that can exist on this computer"
    if fault:
        problems.add("--out", fault, value=text)
    return folder


def _fault(folder: Path, decisions: str | None) -> str | None:
    if folder.is_symlink() and not folder.exists():
        return "another folder; this is a link that leads nowhere"
    if folder.exists() and not folder.is_dir():
        return "a folder; this is a file"
    taken = [name for name in FILES if (folder / name).exists()]
    if decisions and Path(decisions).exists():
        for name in taken:
            if (folder / name).samefile(decisions):
                return f"another folder; the {name} here is to be played, and would be replaced"
    if taken and not _is_summary(folder / SUMMARY):
        what = SUMMARY if SUMMARY in taken else taken[0]
        return f"another folder; the {what} here is not from a finished game of kamsim, and would be replaced"
    return None


def _is_summary(path: Path) -> bool:
    """Whether a file is a summary that we wrote; any program may call a file so."""
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
    except (OSError, ValueError, RecursionError):
        return False
    return (
        isinstance(found, dict)
        and SUMMARY_KEYS - LATER_KEYS <= found.keys() <= SUMMARY_KEYS
        and isinstance(found["digest"], str)
        and re.fullmatch("[0-9a-f]{64}", found["digest"]) is not None
    )


def write_results(folder: Path, played: Simulation, summary: dict[str, Any]) -> None:
    """Write all files of a game, or none; raises CannotWrite."""
    months = ([month[name] for name in MONTH_COLUMNS] for month in summary["months"])
    texts = (
        table_text(MONTH_COLUMNS, months),
        table_text(CHOICE_COLUMNS, _choices(played)),
        table_text(LUCK_COLUMNS, _luck(played)),
        decisions_text(decisions_made(played.ledger, played.month)),
        table_text(LIFETIME_COLUMNS, _lifetimes(played)),
        json.dumps(summary, indent=2, allow_nan=False) + "\n",
    )
    write_folder(folder, dict(zip(FILES, texts, strict=True)))


def _lifetimes(played: Simulation) -> list[list[Any]]:
    """One row for each account, one for what belongs to none, and one for all of them together."""
    profits = {account.account_id: account.profit_fen for account in cost_to_serve(played)}
    names = {account.account_id: account.name for account in played.scenario.accounts}
    rows = [
        [key, names.get(key, "no account"), *in_yuan(lines).values(), _yuan(profits.get(key))]
        for key, lines in lifetime_by_account(played).items()
    ]
    whole = [None, "all together", *in_yuan(lifetime_of_book(played)).values(), _yuan(sum(profits.values()))]
    return [*rows, whole]


def _yuan(fen: int | None) -> float | None:
    return None if fen is None else fen / 100


def _choices(played: Simulation) -> list[list[Any]]:
    """One row for each part of each choice; the columns up to `veto` repeat for the parts of one choice."""
    return [
        [
            record.day,
            record.account_id,
            record.choice,
            record.outcome,
            record.favorable,
            record.probability,
            record.draw,
            record.stake_fen / 100,
            round(record.luck_fen) / 100,
            record.link,
            record.veto,
            voice.person_id,
            voice.weight,
            cause,
            part,
        ]
        for record in played.ledger
        if type(record) is ChoiceMade
        for voice in record.voices
        for cause, part in voice.parts
    ]


def _luck(played: Simulation) -> list[list[Any]]:
    """One row for each draw that is no choice on which something hung; `came` of a meeting is a change in levels."""
    return [
        [
            record.day,
            record.account_id,
            source_of(record),
            record.change if type(record) is ActivityDone else record.came,
            record.expected,
            record.stake_fen / 100,
            round(record.luck_fen) / 100,
        ]
        for record in played.ledger
        if source_of(record) not in (None, "choice")
    ]
