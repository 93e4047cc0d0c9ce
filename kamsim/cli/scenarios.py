"""`kamsim scenarios`: the packs, or the numbers of the model."""

import argparse
from typing import Any

from kamsim.cli.answer import say, say_json, table
from kamsim.engine.generator import ON_DEMAND
from kamsim.engine.generator.book import group_sizes
from kamsim.engine.scenario import find_scenario, pack_names
from kamsim.engine.team import all_rows
from kamsim.market.parameters.presets import PRESETS
from kamsim.market.tables import model_tables


def scenarios(options: argparse.Namespace) -> int:
    """Print the packs with their sizes, or with --parameters every number with its range and source."""
    if options.parameters:
        return _parameters(options.json)
    packs = []
    for name in pack_names():
        packs.append({"name": name} | (_from_numbers(name) if name in ON_DEMAND else _as_read(name)))
    if options.json:
        say_json({"scenarios": packs})
    else:
        header = ("name", "title", "accounts", "people", "rivals", "months")
        rows = (
            [f"{pack[column]:,}" if isinstance(pack[column], int) else pack[column] for column in header]
            for pack in packs
        )
        say(table(header, rows, left=2), "Play one with `kamsim play NAME`; a folder of your own works as well.")
    return 0


def _as_read(name: str) -> dict[str, Any]:
    pack = find_scenario(name)
    return {
        "title": pack.settings.title,
        "accounts": len(pack.accounts),
        "people": len(pack.people),
        "rivals": len(pack.rivals),
        "months": pack.settings.months,
    }


def _from_numbers(name: str) -> dict[str, Any]:
    """The size of a pack without making it."""
    spec = ON_DEMAND[name]
    return {
        "title": spec.title,
        "accounts": spec.accounts,
        "people": sum(group_sizes(spec)),
        "rivals": spec.rivals,
        "months": spec.months,
    }


def _parameters(as_json: bool) -> int:
    rows = all_rows()
    if as_json:
        tables = [made._asdict() for made in model_tables()]
        say_json({"parameters": [row._asdict() for row in rows], "presets": _presets(), "tables": tables})
        return 0
    lines = ((r.name, r.section, f"{r.default:g}", f"{r.low:g} to {r.high:g}", r.unit, r.label, r.source) for r in rows)
    say(
        table(("parameter", "section", "default", "range", "unit", "what it is", "source"), lines, left=7),
        "Change one for a game with --set PARAMETER=VALUE. A scenario states its own team; the city's is shown.",
        "With --json come the small tables of the model as well.",
        "\n".join(
            f"--set {row['name']}={row['value']} sets {_listed(row['parameters'])} ({row['source']})."
            for row in _presets()
        ),
    )
    return 0


def _presets() -> list[dict[str, Any]]:
    return [
        {"name": name, "value": value, "parameters": preset.values, "source": preset.source}
        for name, options in PRESETS.items()
        for value, preset in options.items()
    ]


def _listed(values: dict[str, float]) -> str:
    return ", ".join(f"{name} {number:g}" for name, number in values.items())
