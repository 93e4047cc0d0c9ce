"""What a command prints: JSON for programs, aligned tables and sentences for people."""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from kamsim.engine.reading import BadInput
from kamsim.engine.writing import CannotWrite

BAD_INPUT = 2
"""The exit code when something was refused."""
NA = "n/a"


def say(*parts: str) -> None:
    """Print blocks of text with an empty line between them; a reader that has gone away is no fault."""
    try:
        print("\n\n".join(part for part in parts if part), flush=True)
    except OSError as fault:
        if sys.stdout is sys.__stdout__:
            # Python would else complain once more when it closes the stream at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(fault, BrokenPipeError):
            raise CannotWrite(f"cannot print the result: {fault.strerror}.") from fault


def say_json(value: Any) -> None:
    """Print one JSON value; a number that is not finite is a fault."""
    say(json.dumps(value, indent=2, allow_nan=False))


def say_problems(refused: BadInput, as_json: bool) -> None:
    """The first problems on stderr as sentences, or all of them on stdout as JSON."""
    if as_json:
        say_json({"problems": problems_as_json(refused)})
    else:
        print(refused, file=sys.stderr)


def problems_as_json(refused: BadInput) -> list[dict[str, Any]]:
    """Each problem with its file, line, column, value, and what is allowed; None where there is no such place."""
    return [problem._asdict() for problem in refused.problems]


def table(header: Sequence[str], rows: Iterable[Sequence[str]], left: int = 1) -> str:
    """Columns as wide as they need to be: the first `left` to the left, the others, being numbers, to the right."""
    whole = [list(header), *map(list, rows)]
    widths = [max(len(row[place]) for row in whole) for place in range(len(header))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place < left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in whole
    )


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun: 1 account, 60 accounts."""
    return f"{count:,} {one if count == 1 else many}"


def money(value: float | None, sign: bool = False) -> str:
    """Whole CNY."""
    return number(value, 0, sign)


def percent(value: float | None, sign: bool = False) -> str:
    """A share in per cent with one decimal."""
    return NA if value is None else f"{number(100 * value, 1, sign)} %"


def number(value: float | None, decimals: int = 1, sign: bool = False) -> str:
    """A number with its decimals; what rounds to zero has no sign."""
    if value is None:
        return NA
    text = f"{value:{'+' if sign else ''},.{decimals}f}"
    return text if text.strip("+-0.") else text.lstrip("+-")
