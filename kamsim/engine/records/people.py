"""People who come and go: in the accounts, and our own account managers."""

from typing import NamedTuple


class PersonLeft(NamedTuple):
    """Somebody left their job; a successor, new to us, took the seat."""

    day: float
    account_id: str
    person_id: str
    successor_id: str


class PersonPromoted(NamedTuple):
    """Somebody of low position was promoted and has more to say from now on; `rank` is the new position."""

    day: float
    account_id: str
    person_id: str
    rank: str


class OwnerChanged(NamedTuple):
    """We gave an account to another of our account managers, and introduced them."""

    day: float
    account_id: str
    manager: str
    successor: str


class OwnerLeft(NamedTuple):
    """Our account manager left; `covers` are the other seats that were filled: empty, B or BC."""

    day: float
    account_id: str
    manager: str
    successor: str
    covers: str
