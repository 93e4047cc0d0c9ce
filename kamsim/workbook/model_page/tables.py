"""The small tables of the model, to read: each with its source, and the numbers with which a game stretches it."""

from kamsim.market.parameters import ASSUMPTION
from kamsim.market.tables import Table, model_tables
from kamsim.workbook import look
from kamsim.workbook.model_page.numbers import MARK, plain

HEADINGS = {
    "roles": "What each role weighs",
    "activities": "What can be done with a person",
    "style_and_need": "What suits a style and a need",
    "incidents": "Incidents: agreed times, and what one costs",
    "rivals": "How each kind of rival competes",
    "instruments": "What brings two firms together, and how often a year",
    "training": "What each wave of training brings one of our account managers",
    "departments": "What can be done with a department, and how well aimed it is at each stage: a score counts that",
}


def tables() -> list[look.Tree]:
    """A card for each table."""
    return [_card(table) for table in model_tables()]


def _card(table: Table) -> look.Tree:
    mark = f"{MARK} " if ASSUMPTION in table.source else ""
    named = ", ".join(table.parameters)
    return look.card(
        f"{mark}{HEADINGS[table.name]}",
        look.table(list(table.columns), [[_cell(value) for value in row] for row in table.rows]),
        look.faint(f"Source: {table.source}. Stretched or set by: {named}."),
        key=f"table:{table.name}",
    )


def _cell(value: str | float) -> str:
    return value.replace("_", " ") if isinstance(value, str) else plain(value)
