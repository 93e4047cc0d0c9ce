"""Whether the tables of a scenario fit together: ids that point somewhere, shares, people and contracts of accounts."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kamsim.engine.reading import Problems, Row

LINKS = (
    ("accounts.csv", "building_id", "buildings.csv", "an id of buildings.csv"),
    ("lines.csv", "account_id", "accounts.csv", "an id of accounts.csv"),
    ("lines.csv", "supplier", "rivals.csv", "an id of rivals.csv, or us"),
    ("people.csv", "account_id", "accounts.csv", "an id of accounts.csv"),
    ("attitudes.csv", "person_id", "people.csv", "an id of people.csv"),
    ("attitudes.csv", "rival_id", "rivals.csv", "an id of rivals.csv"),
)
"""Columns that hold ids of another table."""


def check_references(folder: Path, tables: Mapping[str, list[Row]], own: str, problems: Problems) -> None:
    """Ids that point nowhere, and accounts whose lines, people or contract do not fit: reported with their line.

    `own` is the vendor id of our own firm, which is no rival.
    """
    faulty = {problem.file for problem in problems.found}
    unreadable = {problem.file for problem in problems.found if problem.line is None}

    def ids(table: str, column: str) -> set[str] | None:
        if table in unreadable:
            return None
        if table in faulty:
            return _written_ids(folder / table, column)
        return {getattr(row.value, column) for row in tables[table]}

    for table, column, other, wanted in LINKS:
        known = ids(other, "rival_id" if column == "supplier" else column)
        if known is not None:
            known |= {own} if column == "supplier" else set()
            _check_link(table, column, tables[table], known, wanted, problems)
    for row in tables["rivals.csv"]:
        if row.value.rival_id == own:
            problems.add(
                "rivals.csv", f"another id; {own} is our own firm", line=row.line, column="rival_id", value=own
            )
    accounts, listed = tables["accounts.csv"], ids("accounts.csv", "account_id") or set()
    if "lines.csv" not in faulty:
        _check_lines(accounts, listed, [row.value for row in tables["lines.csv"]], own, problems)
    staffed = ids("people.csv", "account_id")
    # People under a mistyped id are reported there; the account that lacks them is no second mistake.
    if staffed is not None and staffed <= listed:
        for row in accounts:
            if row.value.account_id not in staffed:
                _refuse(problems, row, "account_id", "at least one person of the account in people.csv")
    for row in accounts:
        term, end = row.value.term_months, row.value.contract_end_month
        if (term == 0) != (end == 0):
            _refuse(problems, row, "contract_end_month", "0 exactly when term_months is 0")
        elif end > term:
            _refuse(problems, row, "contract_end_month", f"a month within the term of {term}, from 1 to {term}")


def _check_link(table: str, column: str, rows: list[Row], known: set[str], wanted: str, problems: Problems) -> None:
    """Each id that another table does not have, once: at its first line, and with how many lines have it too."""
    lines: dict[str, list[int]] = {}
    for row in rows:
        value = getattr(row.value, column)
        if value not in known:
            lines.setdefault(value, []).append(row.line)
    for value, (first, *others) in lines.items():
        also = f" (this one is on {len(lines[value]):,} lines)" if others else ""
        problems.add(table, wanted + also, line=first, column=column, value=value)


def _check_lines(accounts: list[Row], listed: set[str], lines: list[Any], own: str, problems: Problems) -> None:
    """Shares that do not sum to 1, and contracts of accounts that have no line from us."""
    shares: dict[str, float] = {}
    for line in lines:
        shares[line.account_id] = shares.get(line.account_id, 0) + line.share
    ours = {line.account_id for line in lines if line.supplier == own}
    # Lines under a mistyped id are reported there; the account that lacks them is no second mistake.
    stray = {round(total, 4) for name, total in shares.items() if name not in listed}
    for row in accounts:
        name = row.value.account_id
        total = shares.get(name, 0)
        if abs(total - 1) > 0.001 and round(1 - total, 4) not in stray:
            _refuse(problems, row, "account_id", f"shares in lines.csv that sum to 1; they sum to {total:.3f}")
        elif row.value.term_months and name in shares and name not in ours:
            _refuse(problems, row, "term_months", f"0; in lines.csv {name} has no line from us, so no contract with us")
        elif row.value.lost_months and name in ours:
            _refuse(problems, row, "lost_months", f"0; in lines.csv {name} has a line from us, so it did not leave")
        elif row.value.tenure_months is not None:
            _check_tenure(row, name in shares and name not in ours, problems)


def _check_tenure(row: Row, elsewhere: bool, problems: Problems) -> None:
    """Months for which an account has been ours: none where nothing is ours, and all those of its contract so far."""
    account, passed = row.value, row.value.term_months - row.value.contract_end_month
    if elsewhere:
        name = account.account_id
        _refuse(problems, row, "tenure_months", f"nothing; in lines.csv {name} has no line from us")
    elif account.term_months and account.tenure_months < passed:
        _refuse(problems, row, "tenure_months", f"{passed} or more, the months of its contract that have passed")


def _written_ids(path: Path, column: str) -> set[str] | None:
    """Ids of a table with faults as they stand in the file, so that a row refused for another column is not missed."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            return {row[column] for row in rows} if column in (rows.fieldnames or ()) else None
    except (OSError, ValueError, csv.Error):
        return None


def _refuse(problems: Problems, row: Row, column: str, wanted: str) -> None:
    problems.add("accounts.csv", wanted, line=row.line, column=column, value=str(getattr(row.value, column)))
