"""How far a trainee has come in the first deal: kept in the game's notes, so that a restart resumes there."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from kamsim.workbook.session import Session

NOTE = "first deal"
Step = Literal["role", "choose", "result", "why", "again", "both", "score"]


class Place(BaseModel):
    """A step of the lesson; months count from 0. `took` and `titles` are the keys and titles of the choices made."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    step: Step = "role"
    month: int = 0
    picked: str = ""
    took: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    again: int = 0
    other: str = ""
    other_title: str = ""
    first: str = ""
    """The branch that holds the first game once the other future is played."""
    next_lesson: bool = False

    def took_in(self, month: int) -> str:
        """The key of the choice made in a month; empty when it is not known."""
        return self.took[month] if month < len(self.took) else ""


def read_place(session: Session) -> Place:
    """Where the game stands; a mark that does not fit the game gives way to what was really played."""
    try:
        place = Place.model_validate_json(session.notes.get(NOTE, "{}"))
    except ValidationError:
        place = Place()
    months = session.scenario.settings.months
    played = {"role": 0, "choose": place.month, "result": place.month + 1, "why": place.month + 1}.get(
        place.step, months
    )
    if place.step == "again" and place.first:
        return place
    if place.step in ("both", "score") and place.first not in session.branches:
        played = -1
    if played == session.month:
        return place
    if session.finished:
        return place.model_copy(update={"step": "why", "month": months - 1, "first": ""})
    return place.model_copy(update={"step": "choose", "month": session.month, "picked": "", "first": ""})


def keep_place(session: Session, place: Place) -> None:
    """Keep a place with the game."""
    session.note(NOTE, place.model_dump_json())
