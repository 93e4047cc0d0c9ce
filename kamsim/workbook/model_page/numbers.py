"""The table of parameters, by topic and by what is known about them."""

from collections.abc import Sequence

from kamsim.market.parameters import ASSUMPTION, ParameterRow, parameter_table
from kamsim.workbook import look

TOPICS = {
    "people": ("attitude", "contact", "person", "people", "gatekeeper", "evidence", "coach", "colleague", "group"),
    "our team": ("owner", "manager", "successor", "seat", "sponsor", "audit", "strict"),
    "choice": ("weight_", "veto", "decision", "incumbent", "loss_aversion", "one_supplier", "reputation", "fit"),
    "leaving": ("churn", "ratio_", "leav", "exit", "frailty", "holds", "stay"),
    "bundle and usage": ("bundle", "usage", "rebas", "re-bas", "wallet", "allowance", "care", "growth", "commitment"),
    "prices and demands": ("discount", "price", "demand", "quote", "concession", "objection", "deal", "claim"),
    "rivals": ("rival", "poach", "retaliat", "attack", "neighbor", "building", "leak", "grab", "wiring"),
    "service": (
        "incident", "queries", "settling", "failure", "credit", "repair", "outage", "fault", "recover", "crisis",
        "survey", "csat", "satisf", "engineer",
    ),
    "sales": ("sale", "stage", "lead", "opportunit", "proposal", "drop", "signature", "silent"),
    "win-back": ("win_back", "return", "lost", "second", "comes back"),
    "the firm": ("partner", "department", "channel", "agent", "tele", "promotion", "summit", "road", "organi"),
    "value": ("lifetime", "margin", "value", "cost", "referral"),
}  # fmt: skip
"""Topics, each with beginnings of words; a parameter belongs to every topic of which one is in its name or label."""
REST = "other"
KNOWN = {"all": "all", "assumed": "assumptions only", "sourced": "with a source only"}
MARK = "◆"
"""Stands before a number that is an assumption."""


def is_assumption(row: ParameterRow) -> bool:
    """Whether the number itself is assumed, though its direction may be known."""
    return ASSUMPTION in row.source


def topics_of(row: ParameterRow) -> list[str]:
    """Every topic of a parameter; `other` when there is none."""
    said = f"{row.name} {row.label}".lower()
    return [topic for topic, words in TOPICS.items() if any(word in said for word in words)] or [REST]


def shown_rows(topic: str, known: str) -> list[ParameterRow]:
    """The parameters of a topic that are known in a way."""
    return [
        row
        for row in parameter_table()
        if topic in topics_of(row) and (known == "all" or is_assumption(row) == (known == "assumed"))
    ]


def numbers(topic: str, known: str) -> look.Tree:
    """The card of the parameter table."""
    rows = parameter_table()
    assumed = sum(map(is_assumption, rows))
    here = shown_rows(topic, known)
    return look.card(
        "The numbers of the model",
        look.sentence(
            f"{look.count(len(rows))} numbers, of which {look.count(assumed)} are assumptions {MARK}: nobody has "
            "measured them. Each can be set for a game: kamsim play city --set NAME=VALUE."
        ),
        look.row(*(look.chip(name, f"topic:{name}", name == topic) for name in [*TOPICS, REST])),
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
