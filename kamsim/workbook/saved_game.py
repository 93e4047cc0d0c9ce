"""A game on disk: its inputs and decisions, never its state; written whole after every decision."""

import json
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


class Damaged(CannotResume):
    """A saved game that is not whole; an earlier copy may be."""


def read_game(path: Path) -> SavedGame | None:
    """The game kept at a path, or None when there is none; raises CannotResume."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise Damaged(f"The saved game {path.name} cannot be read: {error}.") from error
    try:
        game = SavedGame.model_validate_json(text)
    except ValidationError as error:
        raise Damaged(f"The saved game {path.name} is damaged or from another version of kamsim.") from error
    if game.engine_version != ENGINE_VERSION:
        raise CannotResume(
            f"The saved game {path.name} was played with engine {game.engine_version}; this is engine {ENGINE_VERSION}."
        )
    if game.current not in game.branches:
        raise Damaged(f"The saved game {path.name} is damaged: it has no branch {game.current}.")
    return game


def read_newest(path: Path) -> tuple[SavedGame | None, str]:
    """The game at a path, or the newest whole copy before it, and a sentence when it is such a copy.

    Raises CannotResume when there is a game, or a copy of one that is gone, but nothing that can be continued.
    """
    try:
        if (game := read_game(path)) is not None:
            return game, ""
        error = None
    except Damaged as damaged:
        error = damaged
    reason = str(error) if error else f"The saved game {path.name} is gone."
    for number in range(1, KEPT + 1):
        try:
            game = read_game(previous(path, number))
        except CannotResume as worse:
            error = error or worse
            continue
        if game is not None:
            return game, f"{reason} The copy kept before it is opened; your last decision may be missing."
    if error:
        raise error
    return None, ""


def set_aside(path: Path, copies: bool = True) -> str:
    """Rename a saved game to a name that is not taken, and give it.

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
    return next((new.name for _, new in moves if new.exists()), aside.name)


def _aside(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem} (kept {number}){path.suffix}")


def _with_copies(path: Path) -> list[Path]:
    return [path, *(previous(path, number) for number in range(1, KEPT + 1))]


def write_game(path: Path, game: SavedGame) -> None:
    """Replace the saved game in one step, keeping the three before; raises CannotWrite."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"cannot make the folder {path.parent}: {error.strerror}.") from error
    write_text(path, json.dumps(game.model_dump(mode="json"), indent=1), keep=KEPT)
