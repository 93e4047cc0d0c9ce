"""Service recovery, measured: what a failure that is handled well does to an account, the first time and later."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from kamsim.engine.briefing import Briefing
from kamsim.engine.decisions import Answer, Decision
from kamsim.engine.records import ChoiceMade, IncidentClosed, IncidentOpened, SurveyAnswered
from kamsim.engine.scenario import Scenario
from kamsim.engine.simulation import Simulation

TROUBLE = {
    "faults": 0.06,
    "standing_fault": 1.0,
    **dict.fromkeys(("outages", "queries", "building_outages", "discount_demand"), 0.0),
}
"""Only faults, and every one of them stands until somebody cares, so that care can be seen at work."""
CALM = dict.fromkeys(TROUBLE, 0.0)
MONTHS = 18


NEAR_DAYS = 90
"""Failures so close to each other, and answers so soon after one, belong together."""


def with_trouble(scenario: Scenario, trouble: Mapping[str, float] = TROUBLE) -> Scenario:
    """The scenario with nothing but faults going wrong, or with nothing at all (`CALM`)."""
    return scenario.with_settings(MONTHS, {name: str(value) for name, value in trouble.items()})


def repairs_all(briefing: Briefing) -> list[Decision]:
    """Engineers to every standing fault, nothing else."""
    return [
        Answer(situation=situation.situation_id, option="send_engineers")
        for situation in briefing.inbox
        if situation.kind == "standing_fault"
    ]


class Failures(NamedTuple):
    """The failures of one account that were opened, and those that are over, oldest first."""

    opened: tuple[IncidentOpened, ...]
    closed: tuple[IncidentClosed, ...]

    def kind_before(self, day: float) -> str:
        """What lies behind a day: a `first` failure alone, `repeated` ones close to each other, or something else ("").

        Only failures within the agreed times, the last of them over for not too long.
        """
        begun = [failure for failure in self.opened if failure.day < day]
        ended = [failure for failure in self.closed if failure.day < day]
        soon = len(begun) == len(ended) > 0 and day - ended[-1].day < NEAR_DAYS
        if not soon or any(failure.breached for failure in ended):
            return ""
        if len(begun) == 1:
            return "first"
        return "repeated" if all(b.day - a.day < NEAR_DAYS for a, b in pairwise(begun)) else ""


def failures_of(game: Simulation) -> dict[str, Failures]:
    """Outages and faults by account."""
    opened, closed = defaultdict(list), defaultdict(list)
    for record in game.ledger:
        if type(record) is IncidentOpened and record.level < 3:
            opened[record.account_id].append(record)
        elif type(record) is IncidentClosed and record.level < 3:
            closed[record.account_id].append(record)
    return {name: Failures(tuple(opened[name]), tuple(closed[name])) for name in opened}


def observe_recoveries(game: Simulation, calm: Simulation) -> Counter[str]:
    """After failures that were handled well: answers to the survey and what service does to the hazard of leaving.

    Both against the same account in a game on the same luck in which nothing went wrong.
    """
    failures, sums = failures_of(game), Counter()
    answers = {(r.account_id, r.day): r.score for r in calm.ledger if type(r) is SurveyAnswered}
    hazards = {(r.account_id, r.day): _hazard(r) for r in calm.ledger if type(r) is ChoiceMade and r.choice == "stay"}
    for record in game.ledger:
        key = record[1], record[0]
        if type(record) is SurveyAnswered and key in answers and record.account_id in failures:
            kind = failures[record.account_id].kind_before(record.day)
            sums[f"answers after {kind} failures"] += 1
            sums[f"points after {kind} failures"] += record.score - answers[key]
        elif type(record) is ChoiceMade and record.choice == "stay" and key in hazards:
            kind = failures[record.account_id].kind_before(record.day) if record.account_id in failures else ""
            sums[f"choices after {kind} failures"] += 1
            sums[f"log hazard after {kind} failures"] += _hazard(record) - hazards[key]
    return sums


def _hazard(choice: ChoiceMade) -> float:
    """Log hazard that comes from service."""
    parts = dict(choice.voices[0].parts)
    return -parts.get("satisfaction", 0.0) - parts.get("incident", 0.0)
