"""A refusal, and the words for one of those that there are."""

from collections.abc import Iterable
from typing import NamedTuple

from kamsim.engine.reading import some_of

BOOK = "an account of the book"


class Refusal(NamedTuple):
    """A decision that cannot be carried out: its position in the plan, the field, its value, and what is allowed."""

    position: int
    field: str
    value: str
    allowed: str


def one_of(what: str, known: Iterable[str]) -> str:
    """What is allowed, with the first of those that there are: "an account of the book: A01, A02 and 58 more"."""
    names = list(known)
    return f"{what}: {some_of(names)}" if names else f"{what}; there is none"
