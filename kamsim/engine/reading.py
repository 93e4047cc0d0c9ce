"""Strict reading of tables (CSV) and documents (TOML): no silent conversion, every problem named at once.

Ranges, units and examples live in the pydantic models only; `allowed` turns them into words.
A validator of a field raises ValueError with words that complete "give ...", one of a whole model with a full clause.
"""

from __future__ import annotations

import csv
import json
import math
import re
import stat
import tomllib
import types
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Annotated, Any, Generic, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic.fields import FieldInfo

from kamsim.engine.writing import FORMULA

TABLE_BYTES = 20_000_000
DOCUMENT_BYTES = 500_000
ROWS, COLUMNS, LINE_BYTES, CELL_LENGTH = 200_000, 200, 100_000, 10_000
TEXT_LENGTH = 60
DOTS = 200
PROBLEMS_SHOWN, PROBLEMS_A_FILE = 20, 1_000


_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
_NUMBER = re.compile(r"(?!-0(?:\.0+)?$)-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,30})?")
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffd]")
_IDENTIFIER = r"^[A-Za-z0-9_][A-Za-z0-9_-]{0,39}$"
_RESERVED = {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
_LOOK_ALIKES = str.maketrans("аеорсухіјѕԁһοανρτυ", "aeopcyxijsdhoavptu")
_COMPRESSED = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ", b"(\xb5/\xfd", b"7z\xbc\xaf")
_DOCUMENTS = (b"%PDF", b"\xd0\xcf\x11\xe0", b"PAR1", b"SQLite format 3")
_LIMITS = ("ge", "gt", "le", "lt", "multiple_of", "min_length", "max_length", "decimal_places", "pattern")

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]


class Problem(NamedTuple):
    """One fault of an input file; `allowed` completes "give ...", or is the whole clause when no value is quoted."""

    file: str
    line: int | None
    column: str | None
    value: str | None
    allowed: str

    def __str__(self) -> str:
        place = self.file
        if self.line is not None:
            place += f", line {self.line}"
        if self.column is not None:
            place += f", {'key' if self.file.endswith('.toml') else 'column'} {self.column}"
        clause = self.allowed if self.value is None else f"'{self.value}' is not allowed; give {self.allowed}"
        return f"{place}: {clause}" + ("" if clause.endswith("?") else ".")


class BadInput(ValueError):  # noqa: N818 - names what the user gave, not what the program did
    """Input that was refused whole; as text, one problem a line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(tuple(problems))
        self.problems = tuple(problems)

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems[:PROBLEMS_SHOWN]]
        if len(self.problems) > PROBLEMS_SHOWN:
            lines.append(f"{len(self.problems):,} problems in total; the first {PROBLEMS_SHOWN} are shown.")
        return "\n".join(lines)


class Problems:
    """Collects the problems of several files, so that all are reported together."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(
        self, file: str, allowed: str, *, line: int | None = None, column: str | None = None, value: str | None = None
    ) -> None:
        """Note one problem; names and values are shortened and their invisible characters shown as <U+202E>."""
        column = None if column is None else visible(column, 60)
        value = None if value is None else visible(value)
        self.found.append(Problem(visible(file, 80), line, column, value, allowed))

    def raise_if_any(self) -> None:
        """Raise `BadInput` with everything found so far."""
        if self.found:
            raise BadInput(self.found)


class Strict(BaseModel):
    """Base of everything read from a file: frozen, no unknown fields, no NaN or infinity."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Row(NamedTuple, Generic[Model]):
    """One row of a table and the line of the file that it came from."""

    line: int
    value: Model


def _not_reserved(name: str) -> str:
    if name.casefold() in _RESERVED:
        raise ValueError("a name that Windows does not keep for devices")
    return name


Identifier = Annotated[str, StringConstraints(pattern=_IDENTIFIER), AfterValidator(_not_reserved)]
"""A key of a row: 1 to 40 of A-Z a-z 0-9 _ -, so never a path, a formula or a Windows device."""


def visible(text: str, longest: int = 40) -> str:
    """`text` shortened for a message, with invisible characters as <U+202E>."""
    cut = text if len(text) <= longest else text[: longest - 1] + "…"
    return "".join(c if c.isprintable() and not _BLANK.match(c) else f"<U+{ord(c):04X}>" for c in cut)


def fold(text: str) -> str:
    """The form in which two names count as the same: case, width, spacing and look-alike letters removed."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(folded.split()).translate(_LOOK_ALIKES)


def text_fault(text: str, longest: int = TEXT_LENGTH) -> str | None:
    """What to give instead of `text` (in NFC) where a name or a remark is asked for; None when it is fine."""
    if not 1 <= len(text) <= longest:
        return f"text of 1 to {longest:,} characters"
    if not text.isprintable() or _BLANK.search(text):
        hidden = next((c for c in text if unicodedata.category(c) != "Zs" and visible(c) != c), None)
        if hidden:
            return f"text without invisible or damaged characters such as {visible(hidden)}"
    return None if text == text.strip() else "text without spaces at its ends"


def allowed(field: FieldInfo) -> str:
    """What a field takes, from its type, limits, unit and example: "a number from 0 to 1 (example 0.2)"."""
    shape = _shape(field)
    words = shape.words()
    example = shape.extra.get("example", (field.examples or [None])[0])
    if example is not None:
        words += f" (example {_plain(example)})"
    return words + (", or leave it empty" if shape.optional else "")


class _Shape(NamedTuple):
    kind: Any
    optional: bool
    limits: dict[str, Any]
    extra: dict[str, Any]

    def choices(self) -> dict[str, Any] | None:
        if get_origin(self.kind) is Literal:
            return {_plain(choice): choice for choice in get_args(self.kind)}
        if isinstance(self.kind, type) and issubclass(self.kind, Enum):
            return {_plain(choice.value): choice for choice in self.kind}
        return None

    def longest(self) -> int:
        return self.limits.get("max_length", TEXT_LENGTH)

    def words(self) -> str:
        choices = self.choices()
        if choices:
            return f"one of {', '.join(choices)}"
        if self.kind in (int, float, Decimal):
            return f"a {'whole ' if self.kind is int else ''}number" + self._range()
        if self.kind is bool:
            return "true or false"
        if self.kind is str and self.limits.get("pattern") == _IDENTIFIER:
            return "a name of 1 to 40 letters (A-Z), digits, _ or -"
        if self.kind is str:
            pattern = self.limits.get("pattern")
            return f"text of {self.limits.get('min_length', 1)} to {self.longest():,} characters" + (
                f" of the form {pattern}" if pattern else ""
            )
        if get_origin(self.kind) in (list, tuple, set, frozenset):
            return f"a list, each {_unwrap(get_args(self.kind)[0]).words()}"
        return "a table of keys and values"

    def _range(self) -> str:
        low, above, high, below = (self.limits.get(name) for name in ("ge", "gt", "le", "lt"))
        if low is not None and high is not None:
            words = f" from {_grouped(low)} to {_grouped(high)}"
        else:
            named = (("of at least", low), ("above", above), ("of at most", high), ("below", below))
            words = " and".join(f" {name} {_grouped(bound)}" for name, bound in named if bound is not None)
        if "unit" in self.extra:
            words += f" {self.extra['unit']}" if words else f" in {self.extra['unit']}"
        if "multiple_of" in self.limits:
            words += f" in steps of {_grouped(self.limits['multiple_of'])}"
        if "decimal_places" in self.limits:
            words += f" with at most {self.limits['decimal_places']} decimals"
        return words


def _unwrap(annotation: Any, metadata: Sequence[Any] = (), extra: Any = None) -> _Shape:
    parts, extras, optional = list(metadata), dict(extra or {}), False
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            for part in more:
                if isinstance(part, FieldInfo):
                    parts += part.metadata
                    extras = {**(part.json_schema_extra or {}), **extras}
                else:
                    parts.append(part)
        elif get_origin(annotation) in (Union, types.UnionType) and type(None) in get_args(annotation):
            rest = [choice for choice in get_args(annotation) if choice is not type(None)]
            annotation, optional = Union[tuple(rest)], True  # noqa: UP007 - built from a tuple
        else:
            break
    limits = {name: getattr(part, name) for name in _LIMITS for part in parts if getattr(part, name, None) is not None}
    return _Shape(annotation, optional, limits, extras)


def _shape(field: FieldInfo) -> _Shape:
    return _unwrap(field.annotation, field.metadata, field.json_schema_extra)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        return "a table" if isinstance(value, dict) else "a list"
    return str(value.value if isinstance(value, Enum) else value)


def _grouped(number: Any) -> str:
    return f"{number:,f}".rstrip("0").rstrip(".") if isinstance(number, float) else f"{number:,}"


def did_you_mean(name: str, known: Sequence[str]) -> str:
    """The end of a message about an unknown name: "; did you mean city?", or nothing when no known name is near."""
    near = {fold(choice): choice for choice in known}
    found = get_close_matches(fold(name[:60]), near, 1)
    return f"; did you mean {visible(near[found[0]])}?" if found else ""


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
                other = ", ".join(visible(_plain(getattr(same.value, name))) for name in names)
                report(
                    f"a value that no other row has ({other} is on line {same.line})",
                    line=line,
                    column=", ".join(names),
                    value=", ".join(map(_plain, values)),
                )
    return rows


def read_cells(path: Path, row_model: type[BaseModel], problems: Problems) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row of a CSV file as its line and the text of its cells by column, unread; each fault goes to `problems`.

    Nothing comes when the header does not fit the fields of `row_model`.
    """
    report = partial(problems.add, path.name)
    data = _content(path, report, TABLE_BYTES)
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
        if len(cells) != len(columns):
            report(f"the header has {len(columns)} columns and this line has {len(cells)} cells", line=line)
            continue
        yield line, dict(zip(columns, cells, strict=True))


def _content(path: Path, report: Callable[..., None], most: int) -> bytes | None:
    """The file as valid UTF-8 with \\n line ends and no byte order mark, or None after a report."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return report("this is a folder or a device; give a file")
        with path.open("rb") as file:
            data = file.read(most + 1)
        if len(data) > most:
            return report(f"the file is larger than {most:,} bytes")
    except FileNotFoundError:
        near = did_you_mean(path.name, _names_in(path.parent))
        return report(f"the file is missing from the folder {visible(path.parent.name or '.', 80)}{near}")
    except (OSError, ValueError) as error:
        return report(f"the file cannot be read ({getattr(error, 'strerror', None) or 'its name is not valid'})")
    if data.startswith(_COMPRESSED + _DOCUMENTS):
        return report("this is a compressed file or a workbook; save it as plain text in UTF-8")
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            data = data.decode("utf-16").encode("utf-8")
        data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = None if error.encoding.startswith("utf-16") else data.count(b"\n", 0, error.start) + 1
        return report("a character is not in UTF-8; save as UTF-8", line=line)
    if b"\0" in data:
        return report("there is a NUL character; save as UTF-8", line=data.count(b"\n", 0, data.index(b"\0")) + 1)
    if not data.strip():
        return report("the file is empty")
    return data


def _names_in(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in folder.iterdir()]
    except OSError:
        return []


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


def cell_reader(field: FieldInfo) -> Callable[[str], Any]:
    """A function from the text of a cell to its value; it raises ValueError with the words for what is allowed.

    It knows the grammar of a field and its choices; the limits of a number are the model's to check.
    """
    shape, words = _shape(field), allowed(field)
    choices = {"true": True, "false": False} if shape.kind is bool else shape.choices()
    grammar = {int: _WHOLE, float: _NUMBER, Decimal: _NUMBER}.get(shape.kind)
    if not (choices or grammar or shape.kind is str):
        raise TypeError(f"a cell cannot hold {shape.kind}")

    def text(cell: str) -> str:
        if cell[:1] == "'" and FORMULA.match(cell, 1):
            cell = cell[1:]
        elif FORMULA.match(cell):
            raise ValueError("text that does not start with = + - or @, which a spreadsheet takes for a formula")
        cell = unicodedata.normalize("NFC", cell)
        fault = text_fault(cell, shape.longest())
        if fault:
            raise ValueError(fault if shape.limits.get("pattern") is None else words)
        return cell

    def value(cell: str) -> Any:
        if cell == "" and shape.optional:
            return None
        if choices is not None:
            if cell in choices:
                return choices[cell]
        elif grammar is None:
            return text(cell)
        elif grammar.fullmatch(cell):
            return shape.kind(cell)
        raise ValueError(words)

    return value


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
                words = _own_words(fault) or allowed(row_model.model_fields[name])
                report(words, line=line, column=name, value=cells[name])
            elif not bad:
                report(_own_words(fault) or fault["msg"], line=line)


def _own_words(fault: Mapping[str, Any]) -> str | None:
    """What a validator of ours said, without pydantic's "Value error, "."""
    return str(fault["ctx"]["error"]) if fault["type"] == "value_error" else None


def read_document(path: Path, model: type[Model], problems: Problems) -> Model | None:
    """The content of a TOML file as `model`, or None after each fault went to `problems`."""
    report = partial(problems.add, path.name)
    data = _content(path, report, DOCUMENT_BYTES)
    if data is None:
        return None
    text = data.decode("utf-8")
    # tomllib takes quadratic time over the parts of a dotted key.
    dotted = next((n for n, line in enumerate(text.split("\n"), start=1) if line.count(".") > DOTS), None)
    if dotted:
        return report(f"a line has at most {DOTS} dots; split it", line=dotted)
    try:
        content = tomllib.loads(text)
        faults = list(_leaf_faults(content, (), model))
        if not faults:
            return model.model_validate_json(json.dumps(content), strict=True)
    except tomllib.TOMLDecodeError as error:
        where = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", str(error))
        line = int(where[1]) if where and where[1] else text.count("\n") + 1
        what = visible(str(error)[: where.start()] if where else str(error), 100)
        return report(f"this is not TOML: {what[:1].lower()}{what[1:]}", line=line)
    except ValidationError as error:
        faults = [_document_fault(fault, model) for fault in error.errors(include_url=False)]
    except (RecursionError, ValueError):
        return report("lists or numbers in this file are too deep or too long to read")
    lines = _lines_of_keys(text)
    for place, value, words in faults[:PROBLEMS_A_FILE]:
        place = _without_tags(place, content)
        near = next((lines[place[:n]] for n in range(len(place), 0, -1) if place[:n] in lines), None)
        report(words, line=near, column=".".join(map(str, place)) or None, value=value)
    return None


def _without_tags(place: Place, content: Any) -> Place:
    """`place` as it is in the document: pydantic adds the kind of a union's member as a step of its own."""
    kept: list[str | int] = []
    for number, step in enumerate(place):
        try:
            content = content[step]
        except (KeyError, IndexError, TypeError):
            if number < len(place) - 1:
                continue
        kept.append(step)
    return tuple(kept)


def _leaf_faults(value: Any, place: Place, model: type[BaseModel]) -> Iterator[tuple[Place, str | None, str]]:
    """The faults that pydantic would let pass: odd text, numbers that are not finite, dates in place of text."""
    if isinstance(value, dict):
        for name, item in value.items():
            if text_fault(name):
                yield (*place, name), name, text_fault(name)
            yield from _leaf_faults(item, (*place, name), model)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _leaf_faults(item, (*place, number), model)
    elif isinstance(value, str):
        field = _field_at(model, place)
        fault = text_fault(value, _shape(field).longest() if field else CELL_LENGTH)
        if fault:
            yield place, value, fault
        elif value != unicodedata.normalize("NFC", value):
            yield place, value, "the same text with accented letters typed as one character (Unicode NFC)"
    elif isinstance(value, (date, time)) or (isinstance(value, float) and not math.isfinite(value)):
        field = _field_at(model, place)
        yield place, str(value), allowed(field) if field else "a number or text in quotes"


def _field_at(model: type[BaseModel], place: Place) -> FieldInfo | None:
    """The field of the innermost model that `place` leads into; tags of unions and indexes of lists are passed over."""
    models, field = [model], None
    for step in place:
        for candidate in models:
            if step in candidate.model_fields:
                field = candidate.model_fields[step]
                models = _models_in(field.annotation)
                break
            if any(step == inner.default for inner in candidate.model_fields.values()):
                models = [candidate]
                break
        else:
            if isinstance(step, str) and not (field and _is_keyed(field.annotation)):
                return None
    return field


def _is_keyed(annotation: Any) -> bool:
    return get_origin(annotation) is dict or any(_is_keyed(inner) for inner in get_args(annotation))


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models_in(inner)]


def _document_fault(fault: Mapping[str, Any], model: type[BaseModel]) -> tuple[Place, str | None, str]:
    """One of pydantic's faults as place, value and words."""
    place, kind = fault["loc"], fault["type"]
    field = _field_at(model, place)
    words = allowed(field) if field else fault["msg"].lower()
    if kind == "extra_forbidden":
        parent = _field_at(model, place[:-1])
        models = _models_in(parent.annotation) if parent else [model]
        known = list(dict.fromkeys(name for inner in models for name in inner.model_fields))
        near = did_you_mean(str(place[-1]), known) or f"; the keys are {', '.join(known)}"
        return place, None, f"this key is not known{near}"
    if kind == "missing":
        return place, None, f"the key is missing; give {words}"
    own = _own_words(fault)
    if own and (not place or isinstance(fault["input"], dict)):
        return place, None, own
    return place, _plain(fault["input"]), own or words


_KEY = re.compile(r"""\s*("[^"]*"|'[^']*'|[A-Za-z0-9_-]+)\s*(\.|=|\]|$)""")


def _lines_of_keys(text: str) -> dict[Place, int]:
    """The line of each key and table header of a TOML text; a locator for messages, not a parser."""
    found: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    table: Place = ()
    inside = ""
    for line, raw in enumerate(text.split("\n"), start=1):
        quotes = inside or next((mark for mark in ('"""', "'''") if mark in raw), "")
        start, inside = inside, (quotes if quotes and (raw.count(quotes) + bool(inside)) % 2 else "")
        if start:
            continue
        opening = re.match(r"\s*(\[{0,2})", raw)
        position, names = opening.end(), []
        while part := _KEY.match(raw, position):
            names.append(part[1].strip("\"'"))
            position = part.end()
            if part[2] != ".":
                break
        if not part:
            continue
        if not opening[1]:
            base = table
        else:
            base = ()
            for depth in range(1, len(names)):
                base = (*base, names[depth - 1])
                base = (*base, counts[base] - 1) if base in counts else base
            names = names[-1:]
        place = (*base, *names)
        if len(opening[1]) == 2:
            counts[place] = counts.get(place, 0) + 1
            place = (*place, counts[place] - 1)
        table = place if opening[1] else table
        for depth in range(1, len(place) + 1):
            found.setdefault(place[:depth], line)
    return found


def scenario_folder(text: str, packs: Mapping[str, Path], problems: Problems) -> Path | None:
    """The folder meant by `text`: a pack of exactly that name, else a folder on disk; None after a report."""
    if text in packs:
        return packs[text]
    network = text.startswith(("\\\\", "//"))
    try:
        if text and len(text) <= 1_000 and not network and text_fault(text, 1_000) is None and Path(text).is_dir():
            return Path(text)
    except (OSError, ValueError):
        pass
    near = did_you_mean(text, list(packs)) or f" ({', '.join(packs)})"
    problems.add("scenario", f"the name of a pack or of a folder on this computer{near}", value=text)
    return None
