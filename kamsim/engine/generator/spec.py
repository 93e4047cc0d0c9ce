"""What a generated book should look like."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from kamsim.engine.reading import Identifier, Strict
from kamsim.engine.scenario import INDUSTRIES, Name, Share
from kamsim.market.parameters import Parameters


def _number(default: Any, low: float, high: float, unit: str) -> Any:
    return Field(default, ge=low, le=high, json_schema_extra={"unit": unit})


class _Shares(Strict):
    @model_validator(mode="after")
    def _sum_to_one(self) -> "_Shares":
        total = sum(value for _, value in self)
        if abs(total - 1) > 0.001:
            raise ValueError(f"these shares sum to {total:.3f}; make them sum to 1")
        return self


class ContractMix(_Shares):
    """Shares of the active accounts by term: none, 12 or 24 months (assumption)."""

    none: Share = 0.35
    twelve: Share = 0.40
    twenty_four: Share = 0.25


STORY_CONTRACTS = ContractMix(none=0.45, twelve=0.35, twenty_four=0.20)
"""Fewer and shorter contracts, for a book of the story that `churn_preset=seed` tells (assumption)."""


class DecisionModes(_Shares):
    """Shares of the accounts by how they decide; the largest are dispersed, the smallest centralized (assumption)."""

    dispersed: Share = 0.25
    mixed: Share = 0.35
    centralized: Share = 0.40


class Leanings(_Shares):
    """Shares of the accounts by what they lean to when they compare offers; which they are follows their industry."""

    balanced: Share = 1.0
    price: Share = 0.0
    service: Share = 0.0


class BookSpec(Strict):
    """A book in a few numbers; ranges and units are in the fields, everything else follows from `seed`."""

    name: Identifier
    title: Name
    summary: Annotated[str, Field(min_length=1, max_length=300)]
    seed: int = Field(ge=0, le=2**31 - 1)
    months: int = _number(24, 0, 60, "months")
    first_month: int = _number(1, 1, 12, "month of the year")
    account_managers: int = _number(2, 0, 500, "persons")
    manager_hours: float = _number(160, 0, 200, "hours per month")
    manager_levels: tuple[Annotated[float, Field(ge=1, le=3)], ...] = ()
    """Levels of the account managers, 1 junior to 3 senior; who is not named has that of `manager_level`."""
    engineers: int = _number(4, 1, 500, "persons")
    sponsors: int = _number(4, 0, 100, "executives")

    accounts: int = _number(60, 1, 20_000, "accounts")
    prospect_share: Share = 0.0
    """Share of the accounts that buy nothing from us yet."""
    median_wallet: float = _number(3_000, 100, 1_000_000, "CNY/month")
    """Wallet of the account in the middle; the mean is about four times that at the default spread."""
    size_spread: float = _number(1.68, 0, 1.9, "standard deviation of the log wallet")
    """1.68 gives the largest 20 % of the accounts 80 % of the revenue, the next 30 % 15 %, the rest 5 %."""
    largest_share: float = _number(0.12, 0.01, 1, "share of all wallets")
    """Most that one account has; what is above goes to the rest of tier A, so that one account's luck decides less."""
    least_people: int = _number(6, 2, 11, "people per account")
    most_people: int = _number(8, 2, 11, "people per account")
    mean_tenure: float = _number(0, 0, 240, "months")
    """For how long accounts have been ours on average, exponentially spread; 0 leaves it to `tenure_at_start`."""
    leanings: Leanings = Leanings()
    buildings: int = _number(14, 1, 20_000, "buildings")
    rivals: int = _number(4, 3, 5, "rivals")
    industries: tuple[Literal[INDUSTRIES], ...] = Field(INDUSTRIES, min_length=1)  # type: ignore[valid-type]
    """Industries of the accounts in equal numbers; name one twice and it comes twice as often."""
    parameters: Parameters = Parameters()
    """Numbers of the market model that differ from their default in this book."""
    contracts: ContractMix = ContractMix()
    decision_modes: DecisionModes = DecisionModes()

    @model_validator(mode="after")
    def _fits_together(self) -> "BookSpec":
        if self.least_people > self.most_people:
            raise ValueError("least_people is above most_people")
        if self.buildings > self.accounts:
            raise ValueError("there are more buildings than accounts")
        return self
