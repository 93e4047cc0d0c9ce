"""Whom we meet, and who of ours looks after an account."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from kamsim.engine.decisions.decision import Decision, Terse
from kamsim.engine.decisions.fields import AccountId
from kamsim.market.activities import ACTIVITIES
from kamsim.market.owners import SEATS


class Visit(Decision):
    """Meet a person of an account in one of the ways of the activity table."""

    kind: Literal["visit"] = "visit"
    account: AccountId
    person: AccountId
    activity: Literal[tuple(ACTIVITIES)] = "visit"  # type: ignore[valid-type]


class MapPower(Decision):
    """Find out who has a say at an account and what it spends with whom; 2 hours."""

    kind: Literal["map_power"] = "map_power"
    account: AccountId


class AppointSponsor(Terse):
    """Name one of our executives as an account's sponsor, at `sponsor_cost` a month, or take it back."""

    kind: Literal["appoint_sponsor"] = "appoint_sponsor"
    account: AccountId
    on: bool = True


class AssignOwner(Terse):
    """Give an account a B or a C owner beside its account manager, at `owner_seat_cost` a month, or release it.

    Seat A hands the account over to another of our account managers, who is introduced to it: `manager` is their
    number, from 1, and it takes `handover_hours`.
    """

    seldom: ClassVar[tuple[str, ...]] = ("on", "manager")

    kind: Literal["assign_owner"] = "assign_owner"
    account: AccountId
    seat: Literal[SEATS] = "B"  # type: ignore[valid-type]
    on: bool = True
    manager: Annotated[int, Field(ge=1, le=500, json_schema_extra={"example": 2})] | None = None
