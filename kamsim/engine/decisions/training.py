"""Training for our own account managers."""

from typing import Annotated, Literal

from pydantic import Field

from kamsim.engine.decisions.decision import Decision
from kamsim.market.training import WAVES


class TrainTeam(Decision):
    """Give some of our account managers the next of three waves of training; hours and cost are for each.

    Those who had the waves before and not this one come first, in the order of their seats; it shows some weeks later,
    and goes with whoever leaves.
    """

    kind: Literal["train_team"] = "train_team"
    wave: Literal[tuple(WAVES)]  # type: ignore[valid-type]
    managers: Annotated[int, Field(ge=1, le=500, json_schema_extra={"unit": "persons", "example": 2})] = 1
