"""Showing ourselves to a whole building."""

from typing import Literal

from kamsim.engine.decisions.decision import Decision
from kamsim.engine.decisions.fields import AccountId


class HoldRoadShow(Decision):
    """Show ourselves in a building for an afternoon; its accounts hear of us for some months."""

    kind: Literal["hold_road_show"] = "hold_road_show"
    building: AccountId
