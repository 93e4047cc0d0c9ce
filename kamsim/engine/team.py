"""The numbers of a scenario's team as rows beside the parameter table: --set changes them like any other number."""

from typing import Any

from kamsim.engine.generator.spec import BookSpec
from kamsim.engine.scenario import TEAM, Settings
from kamsim.market.parameters import ASSUMPTION, ParameterRow, parameter_table

SOURCES = {
    "account_managers": "about 30 accounts each: training documents",
    "manager_hours": "a full-time job",
    "engineers": ASSUMPTION,
    "sponsors": ASSUMPTION,
}


def team_rows() -> tuple[ParameterRow, ...]:
    """A row for each; a scenario states its own number, the default is that of a made book such as the city."""
    return tuple(_row(name) for name in TEAM)


def all_rows() -> tuple[ParameterRow, ...]:
    """Every number that --set knows: the parameter table, then the team."""
    return (*parameter_table(), *team_rows())


def _row(name: str) -> ParameterRow:
    field = Settings.model_fields[name]
    low = next(m.ge for m in field.metadata if hasattr(m, "ge"))
    high = next(m.le for m in field.metadata if hasattr(m, "le"))
    extra: dict[str, Any] = field.json_schema_extra  # type: ignore[assignment]
    default = BookSpec.model_fields[name].default
    return ParameterRow(name, default, low, high, extra["unit"], SOURCES[name], field.description or "", "team")
