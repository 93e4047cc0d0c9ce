"""Tables: CSV files read strictly, each row into a model."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from kamsim.engine.reading.cells import cell_reader
from kamsim.engine.reading.fields import allowed, plain
from kamsim.engine.reading.files import content_of
from kamsim.engine.reading.models import Model, Row
from kamsim.engine.reading.problems import PROBLEMS_A_FILE, Problems, own_words
from kamsim.engine.reading.text import CELL_LENGTH, did_you_mean, fold, visible

TABLE_BYTES = 20_000_000
ROWS, COLUMNS, LINE_BYTES = 200_000, 200, 100_000
"""Rows: enough for what 42,000 people of 6,000 accounts think of four rivals (168,000), in less than 0.5 GB."""


def read_table(
    path: Path,
    row_model: type[Model],
    problems: Problems,
    *,
    key: str | tuple[str, ...] | None = None,
    unique: Sequence[str] = (),
) -> list[Row[Model]]:
    """The good rows of a CSV file; each fault goes to `problems`.

    `key` names the columns that together occur once; each column of `unique` occurs once by itself; both compare by
    `fold`. A column is required unless its field has a default. An empty cell is None, for Optional fields only.
    """
    report = partial(problems.add, path.name)
    keys = [(key,) if isinstance(key, str) else key] if key else []
    keys += [(name,) for name in unique if (name,) not in keys]
    seen: list[dict[tuple, Row[Model]]] = [{} for _ in keys]
    readers: dict[str, Callable[[str], Any]] = {}
    rows: list[Row[Model]] = []
    for line, cells in read_cells(path, row_model, problems):
        readers = readers or {name: cell_reader(row_model.model_fields[name]) for name in cells}
        row = _row(line, cells, readers, row_model, report)
        if row is None:
            continue
        rows.append(row)
        for names, earlier in zip(keys, seen, strict=True):
            values = [getattr(row.value, name) for name in names]
            same = earlier.setdefault(tuple(fold(v) if isinstance(v, str) else v for v in values), row)
            if same is not row and values != [None]:
                other = ", ".join(visible(plain(getattr(same.value, name))) for name in names)
                report(
                    f"a value that no other row has ({other} is on line {same.line})",
                    line=line,
                    column=", ".join(names),
                    value=", ".join(map(plain, values)),
                )
    return rows


def read_cells(path: Path, row_model: type[BaseModel], problems: Problems) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row of a CSV file as its line and the text of its cells by column, unread; each fault goes to `problems`.

    Nothing comes when the header does not fit the fields of `row_model`.
    """
    report = partial(problems.add, path.name or str(path))
    data = content_of(path, report, TABLE_BYTES)
    if data is not None and data.count(b"\n") > ROWS + 1:
        data = report(f"a table has at most {ROWS:,} rows")
    records = _records(data, report) if data is not None else iter(())
    before = len(problems.found)
    header = next(records, None)
    columns = _header(header, row_model, report) if header and len(problems.found) == before else None
    if columns is None:
        return
    for line, cells in records:
        if len(problems.found) - before >= PROBLEMS_A_FILE:
            report("reading stopped here; mend the lines above first", line=line)
            return
        if not any(cells):
            # What a spreadsheet leaves of a row that was emptied.
            continue
        if len(cells) != len(columns):
            report(f"the header has {len(columns)} columns and this line has {len(cells)} cells", line=line)
            continue
        yield line, dict(zip(columns, cells, strict=True))


def _records(data: bytes, report: Callable[..., None]) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that is not blank; one line is one record, so an open quote cannot swallow rows."""
    for line, raw in enumerate(BytesIO(data), start=1):
        if raw == b"\n":
            continue
        if len(raw) > LINE_BYTES:
            report("the line is too long", line=line)
            continue
        try:
            cells = next(csv.reader([raw.decode("utf-8").removesuffix("\n")], strict=True))
        except csv.Error:
            report('a quotation mark is open or misplaced; close it on its line, and write "" for " in text', line=line)
            continue
        if len(raw) > CELL_LENGTH and any(len(cell) > CELL_LENGTH for cell in cells):
            report(f"a cell is longer than {CELL_LENGTH:,} characters", line=line)
            continue
        yield line, cells


def _header(record: tuple[int, list[str]], row_model: type[BaseModel], report: Callable[..., None]) -> list[str] | None:
    """The field of each column, or None after a report of every missing, unknown and repeated column."""
    line, cells = record
    fields = row_model.model_fields
    known = {fold(name): name for name in fields}
    if len(cells) == 1 and len(fields) > 1 and re.search(r"[;\t|]", cells[0]):
        return report("separate the columns with commas", line=line)
    if len(cells) > COLUMNS:
        return report(f"a table has at most {COLUMNS} columns; this one has {len(cells):,}", line=line)
    names = [known.get(fold(cell), cell) for cell in cells]
    missing = [name for name, field in fields.items() if name not in names and field.is_required()]
    faults = [(name, f"the column is missing; give {allowed(fields[name])}") for name in missing]
    for name in dict.fromkeys(names):
        if name not in fields:
            near = did_you_mean(name, [other for other in fields if other not in names])
            faults.append((name, f"this column is not known{near or '; the columns are ' + ', '.join(fields)}"))
        elif names.count(name) > 1:
            faults.append((name, "the column occurs more than once; keep one"))
    for name, why in faults:
        report(why, line=line, column=name or "without a name")
    return None if faults else names


def _row(
    line: int,
    cells: dict[str, str],
    readers: dict[str, Callable[[str], Any]],
    row_model: type[Model],
    report: Callable[..., None],
) -> Row[Model] | None:
    values, bad = {}, set()
    for name, cell in cells.items():
        try:
            values[name] = readers[name](cell)
        except ValueError as error:
            bad.add(name)
            report(str(error), line=line, column=name, value=cell)
    try:
        value = row_model.model_validate(values, strict=True)
        return None if bad else Row(line, value)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            name = str(fault["loc"][0]) if fault["loc"] else None
            if name and name not in bad:
                words = own_words(fault) or allowed(row_model.model_fields[name])
                report(words, line=line, column=name, value=cells[name])
            elif not bad:
                report(own_words(fault) or fault["msg"], line=line)
