"""How a row of the parameter table is declared: default, allowed range, unit, and source or the word "assumption"."""

from typing import Any

from pydantic import Field

ASSUMPTION = "assumption"


def number(default: float, low: float, high: float, unit: str, source: str, label: str) -> Any:
    """A number of the model; declared as a `float` field, or as an `int` field where only whole numbers make sense."""
    return Field(default, ge=low, le=high, description=label, json_schema_extra={"unit": unit, "source": source})
