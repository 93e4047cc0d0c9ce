"""A scenario: the frozen, validated inputs of a game, read whole from a folder or refused whole."""

import hashlib
import json
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, ValidationError

from kamsim.engine.book import Entry, book_of, rivals_of
from kamsim.engine.reading import (
    Identifier,
    Problems,
    Strict,
    allowed,
    cell_reader,
    folder_name,
    read_document,
    read_table,
    scenario_folder,
)
from kamsim.engine.references import check_references
from kamsim.market.parameters import Parameters, plain
from kamsim.market.parameters.presets import PRESETS
from kamsim.market.people import DECISION_MODES, NEEDS, RANKS, ROLES, STYLES
from kamsim.market.rivals import RIVAL_KINDS
from kamsim.market.tastes import LEANINGS

US = "us"
"""The vendor id of our own firm."""
PRODUCTS = ("voice", "long_distance", "mobile", "broadband", "leased_line")
INDUSTRIES = (
    "manufacturing", "trade", "logistics", "finance", "internet",
    "education", "health", "hospitality", "property", "government",
)  # fmt: skip

Name = Annotated[str, Field(min_length=1, max_length=60)]
Attitude = Annotated[float, Field(ge=-1, le=3, json_schema_extra={"unit": "levels", "example": 0.5})]
Share = Annotated[float, Field(ge=0, le=1, json_schema_extra={"unit": "share", "example": 0.25})]


class Building(Strict):
    """A place where accounts are neighbors."""

    building_id: Identifier
    name: Name


class Account(Strict):
    """An account as the game starts; `list_value` is its whole telecom wallet at list prices."""

    account_id: Identifier
    name: Name
    industry: Literal[INDUSTRIES]  # type: ignore[valid-type]
    building_id: Identifier
    tier: Literal["A", "B", "C"]
    decision_mode: Literal[DECISION_MODES]  # type: ignore[valid-type]
    list_value: Annotated[float, Field(gt=0, le=10_000_000, json_schema_extra={"unit": "CNY/month", "example": 38400})]
    growth: Annotated[float, Field(ge=-0.05, le=0.05, json_schema_extra={"unit": "share per month", "example": 0.006})]
    discount: Annotated[float, Field(ge=0, le=0.6, json_schema_extra={"unit": "share of list price", "example": 0.1})]
    term_months: Annotated[int, Field(ge=0, le=60, json_schema_extra={"unit": "months, 0 = open", "example": 12})]
    contract_end_month: Annotated[
        int, Field(ge=0, le=60, json_schema_extra={"unit": "months from now, 0 = none", "example": 7})
    ]
    satisfaction: Annotated[
        float, Field(ge=-3, le=3, json_schema_extra={"unit": "standard deviations", "example": 0.0})
    ]
    lost_months: Annotated[
        int, Field(ge=0, le=60, json_schema_extra={"unit": "months ago, 0 = it did not leave us", "example": 0})
    ] = 0
    leaning: Literal[LEANINGS] = "balanced"  # type: ignore[valid-type]
    tenure_months: Annotated[
        int | None, Field(ge=0, le=600, json_schema_extra={"unit": "months it has been ours", "example": 42})
    ] = None


class Line(Strict):
    """A product line of an account: its share of the wallet, and who supplies it."""

    account_id: Identifier
    product: Literal[PRODUCTS]  # type: ignore[valid-type]
    share: Share
    supplier: Identifier


class Person(Strict):
    """A member of a buying center; `known` says whether we know who sits there."""

    person_id: Identifier
    account_id: Identifier
    name: Name
    role: Literal[ROLES]  # type: ignore[valid-type]
    rank: Literal[RANKS]  # type: ignore[valid-type]
    style: Literal[STYLES]  # type: ignore[valid-type]
    need: Literal[NEEDS]  # type: ignore[valid-type]
    attitude: Attitude
    known: bool


class RivalAttitude(Strict):
    """What a person thinks of a rival."""

    person_id: Identifier
    rival_id: Identifier
    attitude: Attitude


class Rival(Strict):
    """A rival operator; `price_level` is its usual price relative to our list price."""

    rival_id: Identifier
    name: Name
    kind: Literal[RIVAL_KINDS]  # type: ignore[valid-type]
    price_level: Annotated[
        float, Field(ge=0.3, le=1.5, json_schema_extra={"unit": "ratio to our list price", "example": 0.95})
    ]
    fit: Share
    reputation: Share


def _of_team(low: int, high: int, unit: str, example: float, what: str) -> Any:
    return Field(ge=low, le=high, description=what, json_schema_extra={"unit": unit, "example": example})


class Settings(Strict):
    """scenario.toml: what the game is called, how long it lasts, how large our team is."""

    title: Name
    summary: Annotated[str, Field(min_length=1, max_length=300)]
    months: Annotated[int, Field(ge=0, le=60, json_schema_extra={"unit": "months", "example": 24})]
    first_month: Annotated[int, Field(ge=1, le=12, json_schema_extra={"unit": "month of the year", "example": 3})] = 1
    account_managers: int = _of_team(0, 500, "persons", 2, "our account managers")
    manager_hours: float = _of_team(0, 200, "hours per month", 160, "of each account manager")
    manager_levels: tuple[Annotated[float, Field(ge=1, le=3)], ...] = Field((), max_length=500)
    """Levels of our account managers by seat, 1 junior to 3 senior; who is not named has that of `manager_level`."""
    engineers: int = _of_team(1, 500, "persons", 3, "engineers who repair")
    sponsors: int = _of_team(0, 100, "executives", 4, "executives of ours who may sponsor an account")
    parameters: Parameters = Parameters()


TEAM = ("account_managers", "manager_hours", "engineers", "sponsors")
"""Numbers of the settings that --set may change."""
SETTABLE = Parameters.model_fields | {name: Settings.model_fields[name] for name in TEAM}
"""The field of each number that --set may change, by name."""


class Inputs(NamedTuple):
    """All inputs of a game but the seed and the decisions; tables are sorted by id, so row order changes nothing."""

    name: str
    settings: Settings
    buildings: tuple[Building, ...]
    accounts: tuple[Account, ...]
    lines: tuple[Line, ...]
    people: tuple[Person, ...]
    rival_attitudes: tuple[RivalAttitude, ...]
    rivals: tuple[Rival, ...]


class Scenario(Inputs):
    """The inputs of a game, and what follows from them for every game alike."""

    @cached_property
    def book(self) -> tuple[Entry, ...]:
        """The accounts with their people and lines."""
        return book_of(self)

    @cached_property
    def competitors(self) -> dict[str, Rival]:
        """The rivals by id, quick to read."""
        return rivals_of(self)

    @cached_property
    def numbers(self) -> Parameters:
        """The parameters, quick to read."""
        return plain(self.settings.parameters)

    @property
    def hours_per_month(self) -> float:
        """Hours of the whole account team in a month."""
        return self.settings.account_managers * self.settings.manager_hours

    def with_settings(self, months: int | None = None, values: dict[str, str] | None = None) -> "Scenario":
        """The scenario with another horizon and other numbers, `values` as text from a terminal; raises BadInput."""
        values = values or {}
        problems = Problems()
        top = self.settings.model_dump()
        given: dict[str, Any] = self.settings.parameters.model_dump()
        for name, options in PRESETS.items():
            if name in values and values[name] not in options:
                problems.add(f"--set {name}", f"one of {', '.join(options)}", value=values[name])
            elif name in values:
                given |= options[values[name]].values
        for key, text in values.items():
            if key in PRESETS:
                continue
            if key not in SETTABLE:
                problems.add("--set", f"one of {', '.join(SETTABLE)}", value=key)
                continue
            try:
                (top if key in TEAM else given)[key] = cell_reader(SETTABLE[key])(text)
            except ValueError as error:
                problems.add(f"--set {key}", str(error), value=text)
        top["parameters"] = given
        if months is not None:
            top["months"] = months
        try:
            settings = Settings.model_validate(top)
        except ValidationError as error:
            for fault in error.errors():
                key = str(fault["loc"][-1])
                if key in SETTABLE:
                    problems.add(f"--set {key}", allowed(SETTABLE[key]), value=values[key])
                else:
                    problems.add("--months", allowed(Settings.model_fields[key]), value=str(months))
        problems.raise_if_any()
        return self._replace(settings=settings)

    def digest(self) -> str:
        """Stable hash of all inputs."""
        tables = [[row.model_dump(mode="json") for row in table] for table in self[2:]]
        whole = [self.settings.model_dump(mode="json"), *tables]
        return hashlib.sha256(json.dumps(whole, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


SETTINGS = "scenario.toml"
TABLES = {
    "buildings.csv": (Building, "building_id"),
    "accounts.csv": (Account, "account_id"),
    "lines.csv": (Line, ("account_id", "product")),
    "people.csv": (Person, "person_id"),
    "attitudes.csv": (RivalAttitude, ("person_id", "rival_id")),
    "rivals.csv": (Rival, "rival_id"),
}
MADE_WHEN_ASKED_FOR = ("enterprise", "province", "sme2004")
"""Packs that are not on disk: the generator makes them."""
TAKE_SECONDS = ("province",)
"""Those of them that it takes seconds to make."""
UNIQUE = {"accounts.csv": ("name",)}
"""Columns beside the key in which no two rows may look the same."""


def load_scenario(folder: Path) -> Scenario:
    """Read a scenario folder strictly; raises BadInput with every problem of every file."""
    problems = Problems()
    settings = read_document(folder / SETTINGS, Settings, problems)
    tables = {
        name: read_table(folder / name, model, problems, key=key, unique=UNIQUE.get(name, ()))
        for name, (model, key) in TABLES.items()
    }
    check_references(folder, tables, US, problems)
    problems.raise_if_any()
    assert settings is not None
    return Scenario(folder_name(folder), settings, *(in_order(row.value for row in rows) for rows in tables.values()))


def in_order(table: Iterable[Any]) -> tuple[Any, ...]:
    """The rows of a table in the order in which a scenario holds them: by their columns from the left."""
    return tuple(sorted(table, key=lambda row: tuple(vars(row).values())))


def datasets_folder() -> Path:
    """Where the packs are: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).resolve().parent.parent
    beside = package.parent / "datasets"
    return beside if beside.is_dir() else package / "_datasets"


def pack_names() -> list[str]:
    """Names of the packs that come with kamsim, on disk or made when asked for."""
    return sorted({path.parent.name for path in datasets_folder().glob(f"*/{SETTINGS}")} | set(MADE_WHEN_ASKED_FOR))


@cache
def _pack(name: str) -> Scenario:
    if name not in MADE_WHEN_ASKED_FOR:
        return load_scenario(datasets_folder() / name)
    # The generator makes scenarios, so it imports this module; few games need it.
    from kamsim.engine.generator import ON_DEMAND, generate

    return generate(ON_DEMAND[name])


def find_scenario(name: str) -> Scenario:
    """A scenario by a pack's name or a folder's path; raises BadInput when it is neither."""
    problems = Problems()
    packs = {pack: datasets_folder() / pack for pack in pack_names()}
    folder = scenario_folder(name, packs, {SETTINGS, *TABLES}, problems)
    problems.raise_if_any()
    assert folder is not None
    return _pack(name) if name in packs else load_scenario(folder)
