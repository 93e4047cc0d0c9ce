"""`kamsim play`: one game, its months and its sums."""

import argparse
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from kamsim.cli.answer import counted, money, number, percent, say, say_json, table
from kamsim.cli.arguments import Game, game, policies
from kamsim.cli.results import MONTH_COLUMNS, folder_for_results, write_results
from kamsim.engine import simulation as engine
from kamsim.engine.debrief import Misjudgment
from kamsim.engine.decision_file import play_decisions, read_decisions
from kamsim.engine.reading import Problems, did_you_mean, fold, some_of
from kamsim.engine.records import ENGINE_VERSION
from kamsim.engine.scenario import Scenario
from kamsim.engine.simulation import Simulation
from kamsim.studies.luck import luck_by_source
from kamsim.studies.metrics import MonthFigures, events, month_figures, totals
from kamsim.studies.policies import PAR, POLICIES
from kamsim.studies.serving import earned_by_best
from kamsim.workbook.debrief import HEADERS, MEANING, misjudged
from kamsim.workbook.luck import luck_parts
from kamsim.workbook.words import names_of

LISTED, LISTED_BESIDE = 100, 3
"""Accounts that a refusal lists: all of a city, not of a province; few beside a guess, which many would bury."""


def play(options: argparse.Namespace) -> int:
    """Play, print, and with --out write the results to a folder."""
    problems = Problems()
    folder = None if options.out is None else folder_for_results(options.out, options.decisions, problems)
    played = played_game(options, problems)
    summary = summary_of(played, options)
    if folder is not None:
        write_results(folder, played, summary)
    if options.json:
        say_json(summary)
    else:
        say(
            _months_table(summary["months"]),
            _sentences(played, options),
            *_truth(played),
            f"Digest {summary['digest']}",
        )
    return 0


def played_game(options: argparse.Namespace, problems: Problems) -> Simulation:
    """The game that the options ask for, played to its end; raises BadInput with all that is wrong with them."""
    inputs = game(options, problems)
    if inputs is not None and "account" in options:
        options.account = _account_id(options.account, inputs.scenario, problems)
    if options.decisions is not None:
        if options.policy is not None:
            problems.add("--decisions", "either a policy or a file of decisions, not both")
            policies([options.policy], problems)
        return _play_file(options.decisions, inputs, problems)
    policies([_policy(options)], problems)
    problems.raise_if_any()
    assert inputs is not None
    return engine.play(inputs.scenario, POLICIES[_policy(options)], inputs.seed)


def _policy(options: argparse.Namespace) -> str:
    return PAR if options.policy is None else options.policy


def _play_file(text: str, inputs: Game | None, problems: Problems) -> Simulation:
    path = Path(text)
    if not text or path.is_dir():
        problems.add("--decisions", "a CSV file of decisions" + ("; this is a folder" if text else ""), value=text)
        problems.raise_if_any()
    horizon = {} if inputs is None else {"months": inputs.scenario.settings.months}
    plans = read_decisions(path, problems, **horizon)
    readable = not problems.found
    if inputs is not None:
        simulation = play_decisions(inputs.scenario, inputs.seed, path.name, plans, problems)
        if readable and not problems.found:
            return simulation
    problems.raise_if_any()
    raise AssertionError("without a scenario there is a problem")


def _account_id(asked: str, scenario: Scenario, problems: Problems) -> str:
    """The id of the account that is asked for by its id or its name; as asked after a report."""
    names = {row.account_id: row.name for row in scenario.accounts}
    ids = [key for key, name in names.items() if asked == key or fold(asked) == fold(name)]
    if asked in names or len(ids) == 1:
        return asked if asked in names else ids[0]
    employer = next((person.account_id for person in scenario.people if person.person_id == asked), None)
    near = f"; this is a person of {employer}" if employer else did_you_mean(asked, [*names, *names.values()])
    listed = some_of([f"{key} {name}" for key, name in names.items()], LISTED_BESIDE if near else LISTED)
    some = f"one of these: {listed}{near}" if names else f"an account; {scenario.name} has none"
    problems.add("--account", f"the id or the name of {some}", value=asked)
    return asked


def summary_of(played: Simulation, options: argparse.Namespace) -> dict[str, Any]:
    """A game as one JSON object; money in CNY, None where a measure is not defined."""
    sums = totals(played)
    return {
        "scenario": played.scenario.name,
        "seed": played.seed,
        "policy": None if options.decisions is not None else _policy(options),
        "engine_version": ENGINE_VERSION,
        "digest": played.digest(),
        "months": [_month(figures) for figures in month_figures(played)],
        "totals": {name: sums[name] for name in (*MONTH_COLUMNS[1:], "value")},
        "events": events(played),
        "misjudgments": [_misjudgment(made) for made in played.misjudgments()],
    }


def _misjudgment(made: Misjudgment) -> dict[str, Any]:
    """What we believed and what was so, as data; a wallet in CNY a month, the claim of a bluff as a share."""
    return {
        "kind": made.kind,
        "account": made.account_id,
        "person": made.person_id or None,
        "believed": _rounded(made.believed),
        "true": _rounded(made.true),
        "weight": round(made.weight, 2),
    }


def _rounded(value: float | str) -> float | str:
    return round(value, 2) if isinstance(value, float) else value


def _month(figures: MonthFigures) -> dict[str, Any]:
    values = {
        "revenue": figures.revenue_fen / 100,
        "recurring_revenue": figures.recurring_fen / 100,
        "margin": figures.margin_fen / 100,
    }
    return {name: values[name] if name in values else getattr(figures, name) for name in MONTH_COLUMNS}


def _months_table(months: Sequence[dict[str, Any]]) -> str:
    header = (
        "month",
        "accounts",
        "won",
        "lost",
        "back",
        "revenue",
        "recurring",
        "margin",
        "kept",
        "gross",
        "net",
        "NPS",
    )
    rows = (
        [
            *(f"{month[name]:,}" for name in MONTH_COLUMNS[:5]),
            *(money(month[name]) for name in MONTH_COLUMNS[5:8]),
            *(percent(month[name]) for name in MONTH_COLUMNS[8:11]),
            number(month["nps"]),
        ]
        for month in months
    )
    return table(header, rows, left=0) if months else "The game has no months: nothing was played."


def _truth(played: Simulation) -> list[str]:
    found = misjudged(played, names_of(played.scenario, played.briefing))
    return [table(HEADERS, found, left=len(HEADERS)), MEANING] if found else []


def _sentences(played: Simulation, options: argparse.Namespace) -> str:
    sums, luck, best = totals(played), luck_by_source(played.ledger), earned_by_best(played)
    few = (
        ""
        if best is None
        else f"The most profitable fifth of accounts brought {percent(best)} of the profit after all work on them.\n"
    )
    parts = f": {luck_parts(luck, partial(money, sign=True))}" if luck else ""
    who = "The decisions of the file" if options.decisions is not None else f"The policy {_policy(options)}"
    return (
        f"{who}: {counted(sums['active_accounts'], 'account', 'accounts')} at the end; {sums['accounts_won']} won, "
        f"{sums['accounts_lost']} lost, {sums['accounts_won_back']} won back.\n"
        f"Revenue CNY {money(sums['revenue'])}, margin CNY {money(sums['margin'])}, value CNY {money(sums['value'])} "
        f"with the book at the end; luck made up CNY {money(sums['luck'], sign=True)} of it{parts}.\n{few}"
        "Kept, gross and net: retention of accounts and of recurring revenue over the last 12 months. Money in CNY."
    )
