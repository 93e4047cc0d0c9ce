"""The workbook's verbs from a terminal.

What takes time to load is loaded inside `main`, so that Ctrl+C ends in a sentence from the first moment on.
"""

import sys
from collections.abc import Sequence

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; returns the exit code and never raises."""
    try:
        from kamsim.cli.commands import carry_out

        return carry_out(arguments)
    except KeyboardInterrupt:
        if list(sys.argv[1:] if arguments is None else arguments)[:1] == ["lab"]:
            # Ctrl+C is how it is stopped, also while it loads.
            return 0
        print("\nStopped before the end; no results are half-written.", file=sys.stderr)
        return INTERRUPTED
