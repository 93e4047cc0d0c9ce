"""The small tables of the model as rows to read: what is in each, where it comes from, which numbers stretch it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from kamsim.market.activities import ACTIVITIES, NEED_FIT, STYLE_FIT
from kamsim.market.departments import MANNERS
from kamsim.market.organization import INSTRUMENTS, PARTNER_TIERS
from kamsim.market.parameters import ASSUMPTION, Parameters
from kamsim.market.people import NEEDS, ROLES, STYLES, influence_of, role_weights
from kamsim.market.rivals import HABITS
from kamsim.market.service import SEVERITIES
from kamsim.market.training import WAVES

DOCUMENTS = f"names: training documents; sizes: {ASSUMPTION}"


class Table(NamedTuple):
    """One table; `parameters` are the numbers of the parameter table that multiply it, or are part of it."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | float, ...], ...]
    parameters: tuple[str, ...]
    source: str


def model_tables(parameters: Parameters | None = None) -> tuple[Table, ...]:
    """Every table that is too structured for rows of single numbers; money in CNY."""
    numbers = parameters or Parameters()
    weights, influence = role_weights(numbers), influence_of(numbers)
    return (
        Table(
            "roles", ("role", "influence", "price", "fit"),
            tuple((role, influence[role], *weights[role]) for role in ROLES),
            (*(f"influence_{role}" for role in ROLES), "price_weight_finance", "fit_weight_finance", "weight_price",
             "weight_fit"), ASSUMPTION,
        ),
        Table(
            "activities", ("activity", "kind", "hours", "CNY", "effect", "from level", "to level", "points"),
            tuple(
                (a.name, a.kind, a.hours, a.cost_fen / 100, a.effect, a.low, a.high, a.compliance_points)
                for a in ACTIVITIES.values()
            ),
            ("activity_price", "activity_hours", "work_hours", "activity_effect", "attitude_gain"), DOCUMENTS,
        ),
        Table(
            "style_and_need", ("kind of activity", *STYLES, *NEEDS),
            tuple((kind, *_of(STYLE_FIT[kind], STYLES), *_of(NEED_FIT[kind], NEEDS)) for kind in STYLE_FIT),
            ("style_strength",), f"direction Verbeke et al. 2011; sizes: {ASSUMPTION}",
        ),
        Table(
            "incidents", ("level", "name", "respond h", "repair h", "satisfaction SD", "users' attitude", "others'"),
            tuple(
                (level, s.name, s.respond_hours, s.repair_hours, -s.impact, s.technical_shock, s.other_shock)
                for level, s in SEVERITIES.items()
            ),
            ("sla_respond", "sla_repair", "severity"), f"hours: training documents; costs: {ASSUMPTION}",
        ),
        Table(
            "rivals", ("kind", "eagerness", "least cut", "most cut", "neighbors", "sight", "temper"),
            tuple((kind, *habit) for kind, habit in HABITS.items()),
            ("poach_base", "quote_cut", "rival_sight", "retaliation", *(f"courting_{kind}" for kind in HABITS)),
            ASSUMPTION,
        ),
        Table(
            "instruments", ("instrument", "way", "hours", "CNY", "effect", *PARTNER_TIERS),
            tuple((i.name, i.way, i.hours, i.cost_fen / 100, i.effect, *i.yearly) for i in INSTRUMENTS.values()),
            ("instrument_price", "instrument_gain"), DOCUMENTS,
        ),
        Table(
            "training", ("wave", "hours for each", "CNY for each", "levels"),
            tuple((w.name, w.hours, w.cost_fen / 100, w.gain) for w in WAVES.values()),
            ("work_hours", "training_price", "training_effect"), DOCUMENTS,
        ),
        Table(
            "departments", ("activity", "hours", "CNY", *_stages()),
            tuple((m.name, m.hours, m.cost_fen / 100, *m.fit.values()) for m in MANNERS.values()),
            ("department_price",), DOCUMENTS,
        ),
    )  # fmt: skip


def _of(row: dict[str, float], names: Iterable[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


def _stages() -> tuple[str, ...]:
    return tuple(next(iter(MANNERS.values())).fit)
