"""Service: incidents, crises and promises, and what accounts answer when they are asked how it was."""

from typing import NamedTuple


class IncidentOpened(NamedTuple):
    """A service incident of level 1 (outage) to 3 (query)."""

    day: float
    account_id: str
    incident_id: str
    level: int


class IncidentClosed(NamedTuple):
    """An incident solved: hours until response and until repair, and whether an agreed time was missed."""

    day: float
    account_id: str
    incident_id: str
    level: int
    response_hours: float
    repair_hours: float
    breached: bool


class CrisisOpened(NamedTuple):
    """An outage lasted too long or hit a building; `accounts` wait to be told, `building_id` may be empty."""

    day: float
    account_id: str
    building_id: str
    accounts: int


class CrisisAnswered(NamedTuple):
    """How an account in a crisis was spoken to."""

    day: float
    account_id: str
    option: str


class PromiseEnded(NamedTuple):
    """A date promised in a crisis came, and the promise was kept or not."""

    day: float
    account_id: str
    kept: bool


class SurveyAnswered(NamedTuple):
    """An answer to "would you recommend us", 0 to 10."""

    day: float
    account_id: str
    score: int


class CsatAnswered(NamedTuple):
    """An answer to "how did we handle this incident", 1 to 5."""

    day: float
    account_id: str
    incident_id: str
    score: int
