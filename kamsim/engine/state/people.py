"""The people of an account, as they are."""

from dataclasses import dataclass
from typing import NamedTuple

from kamsim.market.evidence import Impression


@dataclass(slots=True, eq=False)
class PersonState:
    """A member of a buying center; attitudes towards rivals, in their order, are kept as they were on `since_day`."""

    person_id: str
    account_id: str
    name: str
    role: str
    rank: str
    style: str
    need: str
    share: float
    attitude: float
    base: float
    rivals: tuple[float, ...]
    known: bool
    since_day: float = 0.0
    recent: float = 0.0
    last_day: float | None = None
    suited_day: float = -1e9
    """Day of the last meeting whose message was for this role."""
    met_times: int = 0
    met_this_month: int = 0
    """Meetings in the month of `last_day` before that one, so that each has its own draws."""
    seen_level: int | None = None
    rival_seen: str = ""
    went_well: bool | None = None
    impression: Impression | None = None
    style_seen: str | None = None
    need_seen: str | None = None
    view: tuple | None = None
    """What a manager knows, as last shown; None after something changed."""


class Departure(NamedTuple):
    """Somebody whom we knew left a seat of the buying center to a successor."""

    day: float
    seat: int
    person: PersonState
    successor: PersonState
