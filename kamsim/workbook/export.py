"""The decisions of a game as a file kept where the games are, and the words with which a terminal plays it again."""

import os
import re
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path

from kamsim.engine.decision_file import write_decisions
from kamsim.engine.writing import CannotWrite
from kamsim.workbook.home import home_folder
from kamsim.workbook.session import Session


def export_decisions(session: Session) -> Path:
    """Write what was decided on the open branch, and give the path; an earlier file of that game's is replaced.

    Raises CannotWrite.
    """
    branch = re.sub(r"[^A-Za-z0-9]+", "-", session.current).strip("-")
    game = session.file.stem if session.file else f"{session.scenario.name}-{session.seed}"
    path = home_folder() / "decisions" / f"{game}-{branch}.csv"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"cannot make the folder {path.parent}: {error.strerror}.") from error
    write_decisions(path, session.decisions())
    return path


def command_line(words: Sequence[str]) -> str:
    """Words as they are typed into a terminal of this system, those with blanks quoted."""
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
