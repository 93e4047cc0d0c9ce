"""What the fields of a model take, in words: the type, limits, unit and example stand in the model only."""

import types
from collections.abc import Sequence
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from kamsim.engine.reading.models import IDENTIFIER
from kamsim.engine.reading.text import TEXT_LENGTH

_LIMITS = ("ge", "gt", "le", "lt", "min_length", "max_length", "pattern")


def allowed(field: FieldInfo) -> str:
    """What a field takes, from its type, limits, unit and example: "a number from 0 to 1 (example 0.2)"."""
    shape = shape_of(field)
    words = shape.words()
    example = shape.extra.get("example", (field.examples or [None])[0])
    if example is not None:
        words += f" (example {plain(example)})"
    return words + (", or leave it empty" if shape.optional else "")


class Shape(NamedTuple):
    """A field taken apart: its type when it is not None, the limits of that type, and its unit and example."""

    kind: Any
    optional: bool
    limits: dict[str, Any]
    extra: dict[str, Any]

    def choices(self) -> dict[str, Any] | None:
        """Each value that a cell may name, by its text; None when the field is not a choice."""
        if get_origin(self.kind) is Literal:
            return {plain(choice): choice for choice in get_args(self.kind)}
        return None

    def longest(self) -> int:
        """The most characters of a text."""
        return self.limits.get("max_length", TEXT_LENGTH)

    def words(self) -> str:
        """What to give, without the example."""
        choices = self.choices()
        if choices:
            return f"one of {', '.join(choices)}"
        if self.kind in (int, float):
            return f"a {'whole ' if self.kind is int else ''}number" + self._range()
        if self.kind is bool:
            return "true or false"
        if self.kind is str and self.limits.get("pattern") == IDENTIFIER:
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
            unit = self.extra["unit"]
            unit = f"({unit})" if unit[:1].isdigit() else unit
            words += f" {unit}" if words else f" in {unit}"
        return words


def _unwrap(annotation: Any, metadata: Sequence[Any] = (), extra: Any = None) -> Shape:
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
    return Shape(annotation, optional, limits, extras)


def shape_of(field: FieldInfo) -> Shape:
    """The shape of a field of a model."""
    return _unwrap(field.annotation, field.metadata, field.json_schema_extra)


def plain(value: Any) -> str:
    """A value as it would stand in a file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        return "a table" if isinstance(value, dict) else "a list"
    return str(value)


def _grouped(number: Any) -> str:
    return f"{number:,f}".rstrip("0").rstrip(".") if isinstance(number, float) else f"{number:,}"
