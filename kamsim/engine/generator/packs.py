"""The packs that come with kamsim, and how a scenario is written to disk."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from kamsim.engine.generator.book import generate
from kamsim.engine.generator.factory_belt import factory_belt
from kamsim.engine.generator.first_deal import first_deal
from kamsim.engine.generator.office_tower import office_tower
from kamsim.engine.generator.spec import STORY_CONTRACTS, BookSpec, DecisionModes, Leanings
from kamsim.engine.scenario import TABLES, Scenario, Settings
from kamsim.engine.writing import table_text, write_folder
from kamsim.market.parameters import Parameters

CITY = BookSpec(
    name="city",
    title="A city for two years",
    summary="Sixty accounts, two account managers, four rivals, 24 months. Keep the accounts and make them grow.",
    seed=13,
    accounts=60,
    prospect_share=8 / 60,
    median_wallet=11_000,
    buildings=14,
)

PROVINCE = CITY.model_copy(
    update={
        "name": "province",
        "title": "A province for two years",
        "summary": "Six thousand accounts, two hundred account managers, four rivals: the city a hundred times over.",
        "accounts": 6_000,
        "buildings": 1_400,
        "account_managers": 200,
        "engineers": 400,
        "sponsors": 100,
    }
)

SME2004 = BookSpec(
    name="sme2004",
    title="Small firms in 2004",
    summary="Ninety small firms, two to four people each, bills of thousands; three account managers, five rivals.",
    seed=17,
    account_managers=3,
    engineers=3,
    sponsors=2,
    accounts=90,
    prospect_share=0.1,
    # A wallet that leaves us a bill of CNY 3,000 in the middle: training documents.
    median_wallet=4_000,
    least_people=2,
    most_people=4,
    buildings=24,
    # All five, for a reseller lives on small firms.
    rivals=5,
    # 3.5 years: training documents.
    mean_tenure=42,
    leanings=Leanings(balanced=0.4, price=0.4, service=0.2),
    contracts=STORY_CONTRACTS,
    # Small firms have no claim to a credit when an agreed time is missed; what a road-show brings is unknown before one
    # was tried: assumptions.
    parameters=Parameters(credit_share=0, road_show_spread=0.5),
)
"""The scale of the bundle's worked cases; what no comment gives a source for is an assumption, as in the city."""

ENTERPRISE = BookSpec(
    name="enterprise",
    title="Key accounts of a million and more",
    summary="Thirty key accounts that spend over a million a year, with agreed service and six to eight people each.",
    seed=19,
    account_managers=3,
    # A senior, one of middle level and a junior: who has which account matters, and can be changed.
    manager_levels=(1.0, 1.8, 2.6),
    engineers=5,
    sponsors=6,
    accounts=30,
    prospect_share=1 / 6,
    # All above CNY 1 million a year: training documents.
    median_wallet=300_000,
    size_spread=0.55,
    buildings=18,
    rivals=5,
    mean_tenure=42,
    leanings=Leanings(balanced=0.4, price=0.2, service=0.4),
    decision_modes=DecisionModes(dispersed=0.45, mixed=0.35, centralized=0.20),
    # An agreed service level is worth a tenth of a bill when it is missed; a tenth of the lower ranks will rise; those
    # who would recommend us, or had trouble that was repaired in time, come with more needs: assumptions.
    parameters=Parameters(credit_share=0.1, rising_stars=0.1, leads_promoter=2, leads_repaired=1.5),
)
"""The scale of key accounts, whose purchases are above a million a year."""


def city() -> Scenario:
    """The city of the lessons: rules, law and custom come first, so meals, gifts and private events are off."""
    book = generate(CITY)
    lawful = book.settings.model_copy(update={"parameters": Parameters(strict_mode=1)})
    return book._replace(settings=lawful)


PACKS: dict[str, Callable[[], Scenario]] = {
    "first-deal": first_deal,
    "factory-belt": factory_belt,
    "office-tower": office_tower,
    "city": city,
}
"""How each pack on disk is made, by name."""

ON_DEMAND = {"province": PROVINCE, "sme2004": SME2004, "enterprise": ENTERPRISE}
"""Packs that are not kept as files: each is made when asked for, always the same; the province takes a few seconds."""


def write_packs(folder: Path, names: Iterable[str] = tuple(PACKS)) -> list[Path]:
    """Write packs, by default those kept on disk, into folders of their names under `folder`; returns those folders."""
    written = []
    for name in names:
        write_scenario(generate(ON_DEMAND[name]) if name in ON_DEMAND else PACKS[name](), folder / name)
        written.append(folder / name)
    return written


def write_scenario(scenario: Scenario, folder: Path) -> None:
    """Write the files of a scenario, which `load_scenario` reads back to an equal one; raises CannotWrite.

    They replace files of the same names, all or none; other files in the folder stay. A column that may be left out is,
    where no row says anything in it.
    """
    files = {"scenario.toml": _document(scenario.settings)}
    for (file, (model, _)), table in zip(TABLES.items(), scenario[2:], strict=True):
        columns = [
            name
            for name, field in model.model_fields.items()
            if field.is_required() or any(getattr(row, name) != field.default for row in table)
        ]
        rows = ([_plain(getattr(row, name)) for name in columns] for row in table)
        files[file] = table_text(columns, rows)
    write_folder(folder, files)


def _document(settings: Settings) -> str:
    """The settings as TOML; only parameters that differ from their default are named."""
    top = {name: value for name, value in settings if name != "parameters" and value != ()}
    changed = {name: value for name, value in settings.parameters if value != getattr(Parameters(), name)}
    text = _assignments(top.items())
    return f"{text}\n[parameters]\n{_assignments(changed.items())}" if changed else text


def _assignments(values: Iterable[tuple[str, Any]]) -> str:
    # A JSON string is a TOML string too, and so are its numbers.
    return "".join(f"{name} = {json.dumps(_plain(value), ensure_ascii=False)}\n" for name, value in values)


def _plain(value: Any) -> Any:
    """160.0 as 160: the file says no more than there is to say."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
