"""A game on disk: its inputs and decisions, never its state; written whole after every decision."""

import json
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from kamsim.engine.decisions import AnyDecision
from kamsim.engine.reading import Strict
from kamsim.engine.records import ENGINE_VERSION
from kamsim.engine.writing import write_text

FORMAT = 1

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
    draft: Month = ()
    notes: Annotated[dict[str, str], Field(default_factory=dict)]


class CannotResume(ValueError):  # noqa: N818 - reads as the sentence that it says
    """A saved game that cannot be continued; the message says why in one sentence."""


def read_game(path: Path) -> SavedGame | None:
    """The game kept at a path, or None when there is none; raises CannotResume."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise CannotResume(f"The saved game {path.name} cannot be read: {error}.") from error
    try:
        game = SavedGame.model_validate_json(text)
    except ValidationError as error:
        raise CannotResume(f"The saved game {path.name} is damaged or from another version of kamsim.") from error
    if game.engine_version != ENGINE_VERSION:
        raise CannotResume(
            f"The saved game {path.name} was played with engine {game.engine_version}; this is engine {ENGINE_VERSION}."
        )
    if game.current not in game.branches:
        raise CannotResume(f"The saved game {path.name} is damaged: it has no branch {game.current}.")
    return game


def write_game(path: Path, game: SavedGame) -> None:
    """Replace the saved game in one step, keeping the three before; raises CannotWrite."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, json.dumps(game.model_dump(mode="json"), indent=1), keep=3)
