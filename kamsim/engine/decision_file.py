"""A whole game's decisions as a CSV file: one row a decision, months counted from 1."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, get_args

from pydantic import Field, TypeAdapter, ValidationError, create_model

from kamsim.engine.briefing import Briefing
from kamsim.engine.checking import Refusal, refusals
from kamsim.engine.decisions import AnyDecision, Decision
from kamsim.engine.reading import Problems, Row, Strict, allowed, cell_reader, did_you_mean, read_cells
from kamsim.engine.records import DecisionMade, Ledger
from kamsim.engine.scenario import Scenario, Settings
from kamsim.engine.simulation import Simulation
from kamsim.engine.state import MONTH_DAYS
from kamsim.engine.writing import table_text, write_text

KINDS: dict[str, type[Decision]] = {
    model.model_fields["kind"].default: model for model in get_args(get_args(AnyDecision)[0])
}
"""Each decision by the word that a file has for it."""

COLUMNS = tuple(dict.fromkeys(name for model in KINDS.values() for name in model.model_fields if name != "kind"))
"""The columns after `month` and `decision`: all that any decision says, empty where a decision has no use for it."""

MOST_MONTHS: int = next(limit.le for limit in Settings.model_fields["months"].metadata if hasattr(limit, "le"))

Plan = tuple[Row[Decision], ...]
"""The decisions of one month, each with its line in the file."""

_Header = create_model(
    "_Header",
    __base__=Strict,
    month=(int, Field(ge=1, le=MOST_MONTHS, json_schema_extra={"example": 1})),
    decision=(str, Field(json_schema_extra={"example": "visit"})),
    **dict.fromkeys(COLUMNS, (str | None, None)),  # type: ignore[call-overload]
)
_any_decision: TypeAdapter[Decision] = TypeAdapter(AnyDecision)


def read_decisions(path: Path, problems: Problems, months: int = MOST_MONTHS) -> tuple[Plan, ...]:
    """The good rows of a decisions file by month, for a game of `months`; each fault goes to `problems`."""
    plans: list[list[Row[Decision]]] = [[] for _ in range(months)]
    report = partial(problems.add, path.name or str(path))
    for line, cells in read_cells(path, _Header, problems):
        month = _month_of(line, cells["month"], months, report)
        decision = _decision_of(line, cells, report)
        if month and decision:
            plans[month - 1].append(Row(line, decision))
    return tuple(tuple(plan) for plan in plans)


def _month_of(line: int, text: str, months: int, report: partial[None]) -> int | None:
    if re.fullmatch("[1-9][0-9]{0,2}", text) and int(text) <= months:
        return int(text)
    words = f"a month from 1 to {months}" if months else "no decisions: the game has no months"
    return report(words, line=line, column="month", value=text)


def _decision_of(line: int, cells: dict[str, str], report: partial[None]) -> Decision | None:
    kind = cells["decision"]
    if kind not in KINDS:
        near = did_you_mean(kind, list(KINDS)).removeprefix(";").removesuffix("?")
        words = f"one of {', '.join(KINDS)}" + (f" ({near.strip()}?)" if near else "")
        return report(words, line=line, column="decision", value=kind)
    fields, values, bad = KINDS[kind].model_fields, {}, set()
    for name in COLUMNS:
        cell = cells.get(name, "")
        if name in fields and (cell or fields[name].is_required()):
            try:
                values[name] = _reader(kind, name)(cell)
            except ValueError as error:
                bad.add(name)
                report(str(error), line=line, column=name, value=cell)
        elif cell:
            bad.add(name)
            report(f"nothing; {kind} has no {name}", line=line, column=name, value=cell)
    try:
        decision = KINDS[kind].model_validate(values, strict=True)
    except ValidationError as error:
        for name in {str(fault["loc"][0]): None for fault in error.errors(include_url=False)}:
            if name not in bad:
                report(allowed(fields[name]), line=line, column=name, value=cells[name])
        return None
    return None if bad else decision


@cache
def _reader(kind: str, name: str) -> Callable[[str], Any]:
    return cell_reader(KINDS[kind].model_fields[name])


def play_decisions(scenario: Scenario, seed: int, file: str, plans: Sequence[Plan], problems: Problems) -> Simulation:
    """Play the decisions of a file; what turns out impossible is left out and goes to `problems`, with its line."""
    simulation = Simulation(scenario, seed)
    for plan in plans:
        possible = _possible(simulation.briefing, plan, partial(problems.add, file))
        simulation.advance([row.value for row in possible])
    return simulation


def _possible(briefing: Briefing, plan: Plan, report: partial[None]) -> Plan:
    while found := refusals(briefing, [row.value for row in plan]):
        for refusal in found:
            _report(refusal, briefing, plan, report)
        dropped = {refusal.position for refusal in found}
        late = next((refusal.position for refusal in found if refusal.field == "hours"), len(plan))
        plan = tuple(
            row
            for place, row in enumerate(plan)
            if place not in dropped and (place < late or not briefing.hours_of(row.value))
        )
    return plan


def _report(refusal: Refusal, briefing: Briefing, plan: Plan, report: partial[None]) -> None:
    line = plan[refusal.position].line
    if refusal.field == "hours":
        report(
            f"the decisions of month {briefing.month + 1} take {refusal.value} hours up to this one; "
            f"the team has {briefing.hours:g} a month",
            line=line,
        )
    else:
        report(refusal.allowed, line=line, column=refusal.field, value=refusal.value)


def decisions_made(ledger: Ledger, months: int) -> list[list[Decision]]:
    """The decisions of a played game, month by month."""
    plans: list[list[Decision]] = [[] for _ in range(months)]
    for record in ledger:
        if type(record) is DecisionMade:
            plans[int(record.day // MONTH_DAYS)].append(_any_decision.validate_json(record.decision))
    return plans


def write_decisions(path: Path, months: Sequence[Sequence[Decision]]) -> None:
    """Write the decisions of a game, month by month, so that `read_decisions` gives them back; raises CannotWrite."""
    write_text(path, decisions_text(months))


def decisions_text(months: Sequence[Sequence[Decision]]) -> str:
    """A decisions file as text."""
    return table_text(("month", "decision", *COLUMNS), _rows(months))


def _rows(months: Sequence[Sequence[Decision]]) -> Iterator[list[Any]]:
    for month, plan in enumerate(months, start=1):
        for decision in plan:
            yield [month, decision.kind, *(getattr(decision, name, None) for name in COLUMNS)]
