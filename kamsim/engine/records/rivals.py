"""What rivals do: quotes, prices, a building from door to door, and offers to those who came back to us."""

from typing import NamedTuple


class QuoteMade(NamedTuple):
    """A rival offered an account a price relative to our list price."""

    day: float
    account_id: str
    rival_id: str
    price_ratio: float


class RivalPriceChanged(NamedTuple):
    """A rival answered what it lost to us with its price level, relative to our list price."""

    day: float
    rival_id: str
    old_price: float
    new_price: float


class BuildingAttacked(NamedTuple):
    """A rival wires the building of an account of ours and goes from door to door in it."""

    day: float
    account_id: str
    building_id: str
    rival_id: str


class CounterOfferMade(NamedTuple):
    """The rival from whom we won an account back offers it a price, relative to our list price, and a long term."""

    day: float
    account_id: str
    rival_id: str
    price_ratio: float
    term_months: int
