"""The table of parameters, by topic and by what is known about them."""

from collections.abc import Sequence

from kamsim.engine.team import all_rows
from kamsim.market.parameters import ASSUMPTION, ParameterRow
from kamsim.workbook import look

TOPICS = {
    "people": "people", "choice": "choice", "usage": "usage and margin", "bundle": "bundle", "leaving": "leaving",
    "selling": "sales and demands", "rivals": "rivals", "neighbors": "neighbors", "service": "service",
    "reach": "firm and channels", "winback": "win-back", "signals": "signals", "lifetime": "lifetime value",
    "luck": "luck in a score", "team": "team",
}  # fmt: skip
"""What each section of the table is called on screen."""
KNOWN = {"all": "all", "assumed": "assumptions only", "sourced": "with a source only"}
MARK = "◆"
"""Stands before a number that is an assumption."""


def is_assumption(row: ParameterRow) -> bool:
    """Whether the number itself is assumed, though its direction may be known."""
    return ASSUMPTION in row.source


def shown_rows(topic: str, known: str) -> list[ParameterRow]:
    """The parameters of a topic that are known in a way."""
    return [
        row
        for row in all_rows()
        if row.section == topic and (known == "all" or is_assumption(row) == (known == "assumed"))
    ]


def numbers(topic: str, known: str) -> look.Tree:
    """The card of the parameter table."""
    rows = all_rows()
    assumed = sum(map(is_assumption, rows))
    here = shown_rows(topic, known)
    return look.card(
        "The numbers of the model",
        look.sentence(
            f"{look.count(len(rows))} numbers, of which {look.count(assumed)} are assumptions {MARK}: nobody has "
            "measured them. Each can be set for a game: kamsim play city --set NAME=VALUE."
        ),
        look.row(*(look.chip(label, f"topic:{name}", name == topic) for name, label in TOPICS.items())),
        look.row(*(look.chip(label, f"known:{name}", name == known) for name, label in KNOWN.items())),
        look.table(["", "number", "what it is", "source", "unit", "default", "range"], _cells(here), left=5)
        if here
        else look.faint("No number of this topic is known in this way."),
        key="numbers",
    )


def _cells(rows: Sequence[ParameterRow]) -> list[list[look.Part]]:
    return [
        [
            MARK if is_assumption(row) else "",
            look.part("strong", "kam-one", row.name),
            row.label,
            row.source,
            row.unit,
            plain(row.default),
            f"{plain(row.low)} to {plain(row.high)}",
        ]
        for row in rows
    ]


def plain(value: float) -> str:
    """A number as it would be typed, with a minus that is one."""
    return f"{value:,.6g}".replace("-", "−")
