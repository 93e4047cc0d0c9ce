"""Documents: TOML files read strictly into one model."""

import json
import math
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, time
from functools import partial
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from kamsim.engine.reading.fields import allowed, plain, shape_of
from kamsim.engine.reading.files import content_of
from kamsim.engine.reading.models import Model
from kamsim.engine.reading.problems import PROBLEMS_A_FILE, Problems, own_words
from kamsim.engine.reading.text import CELL_LENGTH, did_you_mean, text_fault, visible

DOCUMENT_BYTES = 500_000
DOTS = 200
Place = tuple[str | int, ...]


def read_document(path: Path, model: type[Model], problems: Problems) -> Model | None:
    """The content of a TOML file as `model`, or None after each fault went to `problems`."""
    report = partial(problems.add, path.name)
    data = content_of(path, report, DOCUMENT_BYTES)
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
        return report(_not_toml(str(error)[: where.start()] if where else str(error)), line=line)
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


SAID = {
    r"Cannot declare \((.+)\) twice": "the table [{}] stands twice; put all its keys under one",
    r"Cannot overwrite a value": "this key or table stands twice; keep one",
    r"Expected '=' after a key": "after a key come = and its value",
    r"Invalid value": "the value is missing, or is no number, true, false or text in quotes",
    r"Expected newline or end of document": (
        "the line goes on after its value; put each key on a line of its own, and write 1, not 01 or 1."
    ),
    r"Unterminated string|Illegal character '\\n'": "the text has no quotation mark at its end",
    r"Invalid statement": "a line begins with a key, a [table] or a # remark",
}
"""What the parser says at the mistakes that people make, and how we say it."""


def _not_toml(said: str) -> str:
    for pattern, words in SAID.items():
        if found := re.match(pattern, said):
            return words.format(*(visible(".".join(re.findall("'([^']*)'", name))) for name in found.groups()))
    what = visible(said, 100)
    return f"this is not TOML: {what[:1].lower()}{what[1:]}"


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
        fault = text_fault(value, shape_of(field).longest() if field else CELL_LENGTH)
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
    own = own_words(fault)
    if own and (not place or isinstance(fault["input"], dict)):
        return place, None, own
    return place, plain(fault["input"]), own or words


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
