"""The decisions of a game as a file that the terminal plays again, kept where the games are."""

import re
from pathlib import Path

from kamsim.engine.decision_file import write_decisions
from kamsim.engine.writing import CannotWrite
from kamsim.workbook.home import home_folder
from kamsim.workbook.session import Session


def export_decisions(session: Session) -> Path:
    """Write what was decided on the open branch, and give the path; an earlier file of it is replaced.

    Raises CannotWrite.
    """
    branch = re.sub(r"[^A-Za-z0-9]+", "-", session.current).strip("-")
    path = home_folder() / "decisions" / f"{session.scenario.name}-seed-{session.seed}-{branch}.csv"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"cannot make the folder {path.parent}: {error.strerror}.") from error
    write_decisions(path, session.decisions())
    return path
