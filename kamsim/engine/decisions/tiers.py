"""What holds for all accounts of a tier from now on."""

from typing import Literal

from kamsim.engine.decisions.decision import Decision
from kamsim.engine.decisions.fields import AccountId, Tier
from kamsim.market.channels import CHANNELS
from kamsim.market.service import SERVICE_LEVELS, STRATEGIES
from kamsim.market.switching import METHODS


class SetServiceLevel(Decision):
    """Set the service level of all accounts of a tier from now on."""

    kind: Literal["set_service_level"] = "set_service_level"
    tier: Tier
    level: Literal[SERVICE_LEVELS]  # type: ignore[valid-type]


class SetStrategy(Decision):
    """Set the relationship strategy of all accounts of a tier from now on."""

    kind: Literal["set_strategy"] = "set_strategy"
    tier: Tier
    strategy: Literal[STRATEGIES]  # type: ignore[valid-type]


class SetChannel(Decision):
    """Say who looks after an account, or all accounts of a tier, from day to day; exactly one of the two is named."""

    kind: Literal["set_channel"] = "set_channel"
    account: AccountId | None = None
    tier: Tier | None = None
    channel: Literal[CHANNELS]  # type: ignore[valid-type]


class SetSwitching(Decision):
    """Start or stop one of the methods against leaving at all accounts of a tier; it costs a share of their usage."""

    kind: Literal["set_switching"] = "set_switching"
    tier: Tier
    method: Literal[tuple(METHODS)]  # type: ignore[valid-type]
    on: bool = True
