"""Whose an account is, and whether it speaks for us: listed, won, won back, lost."""

from typing import NamedTuple


class AccountListed(NamedTuple):
    """An account of the book as the game starts: active with us, or a prospect."""

    day: float
    account_id: str
    active: bool
    recurring_fen: int


class AccountWon(NamedTuple):
    """A prospect became an active account."""

    day: float
    account_id: str


class AccountWonBack(NamedTuple):
    """A lost account returned."""

    day: float
    account_id: str
    offer: str


class AccountChurned(NamedTuple):
    """An active account left, to a rival or to nobody, with the cause that weighed most."""

    day: float
    account_id: str
    destination: str
    reason: str


class LineWon(NamedTuple):
    """A product line moved to us."""

    day: float
    account_id: str
    product: str
    from_rival: str


class LineLost(NamedTuple):
    """A product line of an account that stays with us moved to a rival."""

    day: float
    account_id: str
    product: str
    to_rival: str


class ReferenceAgreed(NamedTuple):
    """An account speaks for us from now on."""

    day: float
    account_id: str
