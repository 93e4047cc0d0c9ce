"""The story of a month of the first deal: what was done, what it showed, what came from outside."""

from kamsim.engine import records
from kamsim.engine.briefing import AccountView
from kamsim.engine.records import ChoiceMade
from kamsim.workbook import look, sentences, words

QUERY = 3
"""The level of an incident that is only a question."""
Line = tuple[str, str]
"""A tone of `look.note` (empty for none) and a sentence."""


MOST_LINES = 7


def happened(month_records: list[tuple], account: AccountView, names: words.Names, before: AccountView) -> list[Line]:
    """The lines of a month's story: what was done and came from outside, as far as there is room, what it showed."""
    done: list[Line] = []
    for record in month_records:
        line = None if _routine(record) else _told(record, month_records, names)
        if line:
            done.append((_tone(record), f"{line[0].upper()}{line[1:]}."))
    learned = shown(account, before)
    if account.rumored_quote and not before.rumored_quote:
        rival, cut = account.rumored_quote
        learned.append(
            ("bad", f"A friend tells you: {words.vendor(rival, names)} offers {look.percent(cut, 0)} less than you.")
        )
    return list(dict.fromkeys(done))[: MOST_LINES - len(learned)] + learned


NTH = ("first", "second", "third", "fourth", "fifth")


def _told(record: tuple, month_records: list[tuple], names: words.Names) -> str | None:
    """A line of the story; the same thing done twice is numbered, and a rating says what it was for."""
    line = sentences.story_line(record, names)
    if isinstance(record, records.ActivityDone):
        alike = [other for other in month_records if isinstance(other, records.ActivityDone)]
        alike = [other for other in alike if _matter(other) == _matter(record)]
        if len(alike) > 1 and line:
            return f"{NTH[min(alike.index(record), len(NTH) - 1)]} {line[0].lower()}{line[1:]}"
    if isinstance(record, records.CsatAnswered):
        closed = [other for other in month_records if isinstance(other, records.IncidentClosed)]
        level = next((other.level for other in closed if other.incident_id == record.incident_id), 3)
        if level == QUERY:
            return f"they asked our service desk something, and rate the answer {record.score} of 5"
    return line


def _matter(done: records.ActivityDone) -> tuple[str, str]:
    return done.person_id, done.activity


def _routine(record: tuple) -> bool:
    """What the screen tells elsewhere, and questions to the service desk that come and go."""
    if isinstance(record, (records.IncidentOpened, records.IncidentClosed)):
        return record.level == QUERY
    return isinstance(record, (ChoiceMade, records.AccountListed))


def _tone(record: tuple) -> str:
    match record:
        case records.ActivityDone():
            return "good" if record.went_well else "bad"
        case records.ContractSigned() | records.AccountWonBack():
            return "good"
        case records.DemandSettled(option="match"):
            return "watch"
        case records.DemandSettled():
            return "good" if record.resolved else "bad"
        case (
            records.AccountChurned() | records.ContractLapsed() | records.IncidentOpened() | records.DiscountDemanded()
        ):
            return "bad"
    return ""


def shown(account: AccountView, before: AccountView) -> list[Line]:
    """What the people met this month showed of themselves, and the names that are new."""
    earlier = {person.person_id: person for person in before.people}
    lines: list[Line] = []
    stand = []
    for person in account.people:
        old = earlier.get(person.person_id)
        if old is not None and person.name and person.met_times > old.met_times:
            was = f" (before: {words.level(old.level)})" if old.level not in (None, person.level) else ""
            stand.append(f"{person.name}: {words.level(person.level)}{was}")
    if stand:
        lines.append(("", f"You see where they stand. {'; '.join(stand)}."))
    new = [p.name for p in account.people if p.name and p.person_id in earlier and earlier[p.person_id].name is None]
    if new:
        lines.append(("good", f"New names: {', '.join(new)}."))
    return lines
