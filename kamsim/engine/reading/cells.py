"""The cells of a table: one strict grammar for each type of field."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from pydantic.fields import FieldInfo

from kamsim.engine.reading.fields import allowed, shape_of
from kamsim.engine.reading.text import text_fault
from kamsim.engine.writing import FORMULA

_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
_NUMBER = re.compile(r"(?!-0(?:\.0+)?$)-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,30})?")


def cell_reader(field: FieldInfo) -> Callable[[str], Any]:
    """A function from the text of a cell to its value; it raises ValueError with the words for what is allowed.

    It knows the grammar of a field and its choices; the limits of a number are the model's to check.
    """
    shape, words = shape_of(field), allowed(field)
    choices = {"true": True, "false": False} if shape.kind is bool else shape.choices()
    grammar = {int: _WHOLE, float: _NUMBER}.get(shape.kind)
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
            # A spreadsheet writes TRUE and FALSE.
            named = cell.lower() if shape.kind is bool else cell
            if named in choices:
                return choices[named]
        elif grammar is None:
            return text(cell)
        elif grammar.fullmatch(cell):
            return shape.kind(cell)
        raise ValueError(words)

    return value
