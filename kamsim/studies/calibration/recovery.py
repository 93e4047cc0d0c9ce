"""Service recovery, measured: what a failure that is handled well does to an account, the first time and later."""

from collections import Counter, defaultdict
from math import log
from typing import NamedTuple

from kamsim.engine.briefing import Briefing
from kamsim.engine.decisions import Answer, Decision
from kamsim.engine.records import ChoiceMade, IncidentClosed, IncidentOpened
from kamsim.engine.scenario import Scenario
from kamsim.engine.simulation import Simulation

TROUBLE = {"outages": 0.0, "faults": 0.06, "queries": 0.0, "standing_fault": 1.0, "discount_demand": 0.0}
"""Only faults, and every one of them stands until somebody cares, so that care can be seen at work."""
MONTHS = 18


class Mood(NamedTuple):
    """At the end of a month: satisfaction in SD, and the log hazard of leaving that comes from service."""

    satisfaction: float
    hazard: float


def troubled(scenario: Scenario) -> Scenario:
    """The scenario with nothing but faults going wrong."""
    return scenario.with_settings(MONTHS, {name: str(value) for name, value in TROUBLE.items()})


def repairs_all(briefing: Briefing) -> list[Decision]:
    """Engineers to every standing fault, nothing else."""
    return [
        Answer(situation=situation.situation_id, option="send_engineers")
        for situation in briefing.inbox
        if situation.kind == "standing_fault"
    ]


def moods(game: Simulation) -> dict[str, dict[int, Mood]]:
    """Moods by account and month, where the monthly choice to stay shows them."""
    unit = -log(game.scenario.settings.parameters.ratio_satisfaction)
    found: dict[str, dict[int, Mood]] = defaultdict(dict)
    for record in game.ledger:
        if type(record) is ChoiceMade and record.choice == "stay":
            parts = dict(record.voices[0].parts)
            spoken = parts.get("satisfaction", 0.0)
            found[record.account_id][int(record.day // 30)] = Mood(spoken / unit, -spoken - parts.get("incident", 0.0))
    return found


def observe_recoveries(game: Simulation) -> Counter[str]:
    """Change of mood from the month before a lone, well-handled failure to the month after its end.

    First and later failures of an account apart; failures that overlap or missed their agreed times are left out.
    """
    seen = moods(game)
    opened: dict[str, list[IncidentOpened]] = defaultdict(list)
    closed: dict[str, IncidentClosed] = {}
    for record in game.ledger:
        if type(record) is IncidentOpened and record.level < 3:
            opened[record.account_id].append(record)
        elif type(record) is IncidentClosed:
            closed[record.incident_id] = record
    sums: Counter[str] = Counter()
    for account_id, incidents in opened.items():
        for number, incident in enumerate(incidents):
            end = closed.get(incident.incident_id)
            if end is None or end.breached:
                continue
            before, after = int(incident.day // 30) - 1, int(end.day // 30) + 1
            others = [other for other in incidents if other is not incident]
            if any(before - 1 <= other.day // 30 <= after for other in others):
                continue
            months = seen[account_id]
            if before in months and after in months:
                which = "later" if number else "first"
                sums[f"{which} failures"] += 1
                sums[f"satisfaction after {which} failures"] += months[after].satisfaction - months[before].satisfaction
                sums[f"log hazard after {which} failures"] += months[after].hazard - months[before].hazard
    return sums
