"""Troubles that are not over: standing faults, outages under repair, crises."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import simpy

if TYPE_CHECKING:
    from kamsim.engine.state.account import AccountState


@dataclass(slots=True)
class Fault:
    """A standing fault: it stays open until its cause is found."""

    incident_id: str
    level: int
    since_day: float
    pushed: simpy.Event
    engineers: int = 0


@dataclass(slots=True, eq=False)
class Outage:
    """An outage that is being repaired; `pushed` is an event that our team triggers.

    `building_id` is empty when it hit one account only.
    """

    since_day: float
    pushed: simpy.Event
    building_id: str = ""


@dataclass(slots=True, eq=False)
class Crisis:
    """Accounts that wait to be told about an outage; `building_id` is empty when it hit one account only."""

    since_day: float
    building_id: str
    accounts: list["AccountState"]
    answered: bool = False
