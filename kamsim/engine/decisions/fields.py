"""Fields that several decisions have, with their ranges."""

from typing import Annotated, Literal

from pydantic import Field

from kamsim.engine.reading import IDENTIFIER
from kamsim.market.bundle import PLANS

Tier = Literal["A", "B", "C"]
AccountId = Annotated[str, Field(pattern=IDENTIFIER, json_schema_extra={"example": "A01"})]

MOST_DISCOUNT = 0.6
Discount = Annotated[
    float, Field(ge=0, le=MOST_DISCOUNT, json_schema_extra={"unit": "share of list price", "example": 0.1})
]

BEST_PLAN = "best"
"""In place of a plan: the account picks the one that suits its usage."""
PlanName = Literal[(*PLANS, BEST_PLAN)]  # type: ignore[valid-type]
X = Annotated[float, Field(gt=0, le=10_000_000, json_schema_extra={"unit": "CNY/month", "example": 8000})]
Allowance = Annotated[float, Field(ge=0.5, le=2.5, json_schema_extra={"unit": "x X", "example": 1.55})]
Term = Annotated[Literal[0, 6, 12, 24, 36], Field(json_schema_extra={"unit": "months", "example": 12})]
