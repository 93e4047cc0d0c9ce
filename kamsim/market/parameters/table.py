"""The one table of numbers that the rules use: default, allowed range, unit, and source or the word "assumption"."""

from typing import Any, NamedTuple, cast

from pydantic import ConfigDict, model_validator

from kamsim.market.parameters.bundle import Bundle
from kamsim.market.parameters.choice import Choice
from kamsim.market.parameters.leaving import Leaving
from kamsim.market.parameters.lifetime import Lifetime
from kamsim.market.parameters.luck import Luck
from kamsim.market.parameters.neighbors import Neighbors
from kamsim.market.parameters.people import People
from kamsim.market.parameters.presets import unfolded
from kamsim.market.parameters.reach import Reach
from kamsim.market.parameters.rivals import Rivals
from kamsim.market.parameters.selling import Selling
from kamsim.market.parameters.service import Service
from kamsim.market.parameters.signals import Signals
from kamsim.market.parameters.usage import Usage
from kamsim.market.parameters.winback import Winback

SECTIONS = (
    People,
    Choice,
    Usage,
    Bundle,
    Leaving,
    Selling,
    Rivals,
    Neighbors,
    Service,
    Reach,
    Winback,
    Signals,
    Lifetime,
    Luck,
)
"""The sections of the table, in its order."""


class Parameters(
    Luck,
    Lifetime,
    Signals,
    Winback,
    Reach,
    Service,
    Neighbors,
    Rivals,
    Selling,
    Leaving,
    Bundle,
    Usage,
    Choice,
    People,
):
    """Numbers of the market model; each may be set by a scenario, a study or the terminal's --set within its range."""

    # Pydantic takes the fields of the last base first: the bases are the sections from the last to the first.
    # Defaults are validated, so that a number is a float whether it was given or not, and digests agree.
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, validate_default=True)

    @model_validator(mode="before")
    @classmethod
    def _put_presets_in_place(cls, values: Any) -> Any:
        return unfolded(values) if isinstance(values, dict) else values


class _Plain:
    __slots__ = tuple(Parameters.model_fields)


def plain(parameters: Parameters) -> Parameters:
    """The same numbers as bare attributes: a game reads them a hundred thousand times, a model's cost much more."""
    numbers = _Plain()
    for name, value in parameters:
        setattr(numbers, name, value)
    return cast(Parameters, numbers)


class ParameterRow(NamedTuple):
    """One printed row of the parameter table; `section` is the part of the model that uses it."""

    name: str
    default: float
    low: float
    high: float
    unit: str
    source: str
    label: str
    section: str


def parameter_table() -> tuple[ParameterRow, ...]:
    """Every parameter with its range, unit and source, section by section."""
    rows = []
    for section in SECTIONS:
        for name, field in section.model_fields.items():
            low = next(m.ge for m in field.metadata if hasattr(m, "ge"))
            high = next(m.le for m in field.metadata if hasattr(m, "le"))
            extra: dict[str, Any] = field.json_schema_extra  # type: ignore[assignment]
            rows.append(
                ParameterRow(
                    name,
                    field.default,
                    low,
                    high,
                    extra["unit"],
                    extra["source"],
                    field.description or "",
                    section.__name__.lower(),
                )
            )
    return tuple(rows)
