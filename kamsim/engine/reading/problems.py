"""The faults of input files, collected over several files and refused together."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kamsim.engine.reading.text import visible

PROBLEMS_SHOWN, PROBLEMS_A_FILE = 20, 1_000


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
    """Input that was refused whole: all problems by file and line; as text, the first ones, each on a line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.file, problem.line or 0)))
        super().__init__(self.problems)

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


def own_words(fault: Mapping[str, Any]) -> str | None:
    """What a validator of ours said, without pydantic's "Value error, "."""
    return str(fault["ctx"]["error"]) if fault["type"] == "value_error" else None
