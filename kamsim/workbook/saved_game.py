"""A game on disk: its inputs and decisions, never its state; written whole after every decision."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from kamsim.engine.decisions import AnyDecision
from kamsim.engine.reading import Strict
from kamsim.engine.records import ENGINE_VERSION
from kamsim.engine.writing import CannotWrite, previous, write_text

FORMAT = 1
KEPT = 3
"""Earlier versions that stay beside a saved game."""

Month = tuple[AnyDecision, ...]


class SavedGame(Strict):
    """What determines a game: branches of decisions, month by month, and the draft of the month that is open."""

    format: Annotated[int, Field(ge=FORMAT, le=FORMAT)] = FORMAT
    engine_version: str = ENGINE_VERSION
    scenario: str
    scenario_digest: str
    seed: int
    revision: int = 0
    branches: dict[str, tuple[Month, ...]]
    current: str
    drafts: Annotated[dict[str, Month], Field(default_factory=dict)]
    notes: Annotated[dict[str, str], Field(default_factory=dict)]


def stamp(path: Path) -> tuple[int, int, int] | None:
    """What tells one version of the file from another; None without a file. Every save makes a new file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


class CannotResume(ValueError):  # noqa: N818 - reads as the sentence that it says
    """A saved game that cannot be continued; the message says why in one sentence."""


class ChangedElsewhere(Exception):  # noqa: N818 - reads as the sentence that it says
    """Another tab has saved the game meanwhile: it is taken over as it is there, and nothing is done here."""

    def __init__(self) -> None:
        super().__init__("This game was changed in another tab; here it is as it is now. Your last click was not kept.")


def read_game(path: Path) -> SavedGame | None:
    """The game kept at a path, or None when there is none; raises CannotResume."""
    broken = f"The saved game {path.name} is damaged or from another version of kamsim."
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CannotResume(f"The saved game {path.name} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CannotResume(broken) from error
    try:
        game = SavedGame.model_validate_json(text)
    except ValidationError as error:
        raise CannotResume(broken) from error
    if game.engine_version != ENGINE_VERSION:
        raise CannotResume(
            f"The saved game {path.name} was played with engine {game.engine_version}; this is engine {ENGINE_VERSION}."
        )
    if game.current not in game.branches:
        raise CannotResume(f"The saved game {path.name} is damaged: it has no branch {game.current}.")
    return game


def resume_newest(path: Path, resume: Callable[[SavedGame], None]) -> tuple[SavedGame | None, str]:
    """Resume the game at a path, else the newest copy before it that can be; gives it, and a sentence for a copy.

    `resume` raises CannotResume for a game that cannot go on. So does this when there is a game, or a copy of one that
    is gone, but nothing that can.
    """
    reason = error = None
    for number in range(KEPT + 1):
        file = previous(path, number) if number else path
        try:
            if (game := read_game(file)) is not None:
                resume(game)
        except CannotResume as found:
            error = error or found
            reason = reason or str(found)
            continue
        if game is not None:
            return (
                game,
                f"{reason} {_copy_opened(game)}" if number else "",
            )
        reason = reason or f"The saved game {path.name} is gone."
    if error:
        raise error
    return None, ""


def _copy_opened(game: SavedGame) -> str:
    """Which copy goes on: how far its game was played."""
    played = len(game.branches[game.current])
    stands = f"after month {played}" if played else "before month 1"
    return f"The copy {stands} is opened; what you decided later may be missing."


def set_aside(path: Path, copies: bool = True) -> str | None:
    """Rename a saved game to a name that is not taken, and give it; None where there is nothing to rename.

    Its copies go with it, or a new game's saves would push them out one by one; not so when one of them is played on.
    """
    number = 1
    while any(file.exists() for file in _with_copies(_aside(path, number))):
        number += 1
    aside = _aside(path, number)
    moves = list(zip(_with_copies(path), _with_copies(aside), strict=True))
    try:
        for old, new in moves if copies else moves[:1]:
            if old.exists():
                old.rename(new)
    except OSError:
        return path.name
    return next((new.name for _, new in moves if new.exists()), None)


def _aside(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem} (kept {number}){path.suffix}")


def _with_copies(path: Path) -> list[Path]:
    return [path, *(previous(path, number) for number in range(1, KEPT + 1))]


def write_game(path: Path, game: SavedGame) -> None:
    """Replace the saved game in one step, keeping the three before; raises CannotWrite."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise CannotWrite(f"{path.parent} is a file, where a folder is needed.") from error
    except OSError as error:
        raise CannotWrite(f"cannot make the folder {path.parent}: {error.strerror}.") from error
    write_text(path, json.dumps(game.model_dump(mode="json"), indent=1), keep=KEPT)
