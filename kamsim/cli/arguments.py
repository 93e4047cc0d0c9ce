"""The inputs of a game from the words on the command line; every fault is noted, none is raised."""

import argparse
import sys
from typing import Annotated, Any, NamedTuple

from pydantic import Field, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from kamsim.engine.reading import BadInput, Problems, Strict, allowed, cell_reader, did_you_mean
from kamsim.engine.scenario import SETTABLE, TAKE_SECONDS, Scenario, Settings, find_scenario
from kamsim.market.parameters.presets import PRESETS
from kamsim.studies.policies import POLICIES
from kamsim.studies.replications import LAST_SEED, MOST_REPLICATIONS, MOST_WORKERS


class Numbers(Strict):
    """Numbers that belong to no scenario."""

    seed: int = Field(1, ge=0, le=LAST_SEED, json_schema_extra={"example": 1})
    replications: int = Field(20, ge=2, le=MOST_REPLICATIONS, json_schema_extra={"example": 20})
    port: int = Field(0, ge=0, le=65_535, json_schema_extra={"unit": "(0 takes a free one)"})
    workers: int = Field(1, ge=1, le=MOST_WORKERS, json_schema_extra={"example": 2})


class Game(NamedTuple):
    """A scenario and a seed."""

    scenario: Scenario
    seed: int


def game(options: argparse.Namespace, problems: Problems) -> Game | None:
    """The scenario with its --months and --set, and the --seed; None after a report."""
    seed = checked_number("seed", options.seed, problems)
    months = None
    if options.months is not None:
        months = checked(Settings.model_fields["months"], "--months", options.months, problems)
    values = _settings(options.set, problems)
    try:
        scenario = found(options.scenario)
    except BadInput as refused:
        problems.found += refused.problems
        return None
    if problems.found:
        return None
    return Game(scenario.with_settings(months, values), seed)


def found(name: str) -> Scenario:
    """`find_scenario`, with a word on stderr before one that takes seconds to make."""
    if name in TAKE_SECONDS:
        print(f"Making the {name}, which takes a few seconds ...", file=sys.stderr, flush=True)
    return find_scenario(name)


def checked_number(name: str, text: str, problems: Problems) -> int:
    """One of `Numbers`; 0 after a report."""
    return checked(Numbers.model_fields[name], f"--{name}", text, problems) or 0


def checked_seeds(options: argparse.Namespace, problems: Problems) -> int:
    """The --replications, which count up from --seed to at most the highest seed; 0 after a report."""
    replications = checked_number("replications", options.replications, problems)
    seed = checked_number("seed", options.seed, Problems())
    highest = LAST_SEED - replications + 1
    if replications and seed > highest:
        problems.add(
            "--seed", f"a whole number from 0 to {highest:,} for {replications:,} replications", value=options.seed
        )
    return replications


def policies(names: list[str], problems: Problems) -> list[str]:
    """Names of policies that exist, each once."""
    for place, name in enumerate(names):
        if name not in POLICIES:
            near = did_you_mean(name, list(POLICIES))
            problems.add("--policy", f"one of {', '.join(POLICIES)}{near}", value=name)
        elif name in names[:place]:
            problems.add("--policy", "each policy once", value=name)
    return names


def _settings(pairs: list[str], problems: Problems) -> dict[str, str]:
    values: dict[str, str] = {}
    for pair in pairs:
        key, equals, text = pair.partition("=")
        if not equals:
            problems.add("--set", "KEY=VALUE, such as turnover=0.02", value=pair)
            continue
        if key not in SETTABLE and key not in PRESETS:
            own = ("months", "seed", "policy")
            near = f"; this one is --{key}" if key in own else did_you_mean(key, [*SETTABLE, *PRESETS])
            problems.add("--set", f"a name that `kamsim scenarios --parameters` lists{near}", value=key)
            continue
        if key in values:
            problems.add(f"--set {key}", "each parameter once", value=text)
        if key not in PRESETS:
            checked(SETTABLE[key], f"--set {key}", text, problems)
        elif text not in PRESETS[key]:
            problems.add(f"--set {key}", f"one of {', '.join(PRESETS[key])}", value=text)
        values[key] = text
    return values


def checked(field: FieldInfo, option: str, text: str, problems: Problems) -> Any:
    """A value from the words on the command line, as the field allows it; None after a report."""
    try:
        return _rule(field).validate_python(cell_reader(field)(text), strict=True)
    except (ValidationError, ValueError):
        return problems.add(option, allowed(field), value=text)


def _rule(field: FieldInfo) -> TypeAdapter:
    return TypeAdapter(Annotated[field.annotation, field])  # type: ignore[name-defined]
