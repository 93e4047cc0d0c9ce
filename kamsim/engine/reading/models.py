"""What the models of input files are made of."""

from typing import Annotated, Generic, NamedTuple, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

IDENTIFIER = r"^[A-Za-z0-9_][A-Za-z0-9_-]{0,39}$"
_RESERVED = {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
Model = TypeVar("Model", bound=BaseModel)


class Strict(BaseModel):
    """Base of everything read from a file: frozen, no unknown fields, no NaN or infinity."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, validate_default=True)


class Row(NamedTuple, Generic[Model]):
    """One row of a table and the line of the file that it came from."""

    line: int
    value: Model


def _not_reserved(name: str) -> str:
    if name.casefold() in _RESERVED:
        raise ValueError("a name that Windows does not keep for devices")
    return name


Identifier = Annotated[str, StringConstraints(pattern=IDENTIFIER), AfterValidator(_not_reserved)]
"""A key of a row: 1 to 40 of A-Z a-z 0-9 _ -, so never a path, a formula or a Windows device."""
