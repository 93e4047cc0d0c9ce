"""What a command says of many games beside its result: how far they are, and which could not be played."""

import sys
from collections.abc import Callable, Sequence

from kamsim.studies.replications import Failure

SHOWN_FAILURES = 20


def progress() -> Callable[[int, int], None] | None:
    """A line that counts on a terminal; nothing for a pipe."""
    if not sys.stderr.isatty():
        return None
    return lambda done, asked: print(f"\r{done:,} of {asked:,}", end="\n" if done == asked else "", file=sys.stderr)


def say_failures(failures: Sequence[Failure]) -> int:
    """The first games that could not be played, on stderr; the exit code that says whether there were any."""
    for failure in failures[:SHOWN_FAILURES]:
        print(f"seed {failure.seed}, policy {failure.policy}: could not be played ({failure.error})", file=sys.stderr)
    return 1 if failures else 0
