"""Why the account chose as it did, and why our estimate is what it is: bars in points that add up to the chance."""

from kamsim.engine.briefing import AccountView
from kamsim.engine.records import ChoiceMade
from kamsim.workbook import look, words
from kamsim.workbook.first_deal import lesson
from kamsim.workbook.first_deal.breakdown import Taken, by_person, in_points, of_choice, of_estimate
from kamsim.workbook.first_deal.estimate import Estimate
from kamsim.workbook.look import Part, Tree


def met_people(account: AccountView) -> frozenset[str]:
    """People of whom we have seen what they think."""
    return frozenset(person.person_id for person in account.people if person.level is not None)


def choice_cards(made: ChoiceMade, account: AccountView, names: words.Names) -> list[Part]:
    """A choice that was made: by person, by cause, then chance, draw and luck; people never met stay in one line."""
    taken, met = of_choice(made), met_people(account)
    shown = {who: name for who, name in names.items() if who in met or all(who != p.person_id for p in account.people)}
    end = f"Chance of {words.choice(made.choice)}"
    bases = [cause for voice in made.voices for cause, _ in voice.parts if cause in words.BASES]
    start = words.cause(bases[0]).capitalize() if bases else lesson.EVEN
    cards = [look.card("Why: by cause, in percentage points", *_by_cause(taken, start, end, shown), key="causes")]
    if len(made.voices) > 1 or made.voices[0].person_id:
        cards.insert(
            0, look.card("Why: by person, in percentage points", *_by_person(taken, end, met, shown), key="persons")
        )
    said = look.sentence(lesson.draw_sentence(made)), look.sentence(lesson.luck_sentence(made))
    return [look.columns(*cards), look.card(None, *said, kind="slim", key="luck")]


def estimate_cards(found: Estimate, account: AccountView) -> Tree:
    """Our own estimate, taken apart in the same way."""
    taken, met, end = of_estimate(found), met_people(account), "Your estimate"
    names = {person.person_id: person.name for person in account.people if person.name}
    return look.columns(
        look.card("Your estimate: by person, in percentage points", *_by_person(taken, end, met, names), key="persons"),
        look.card(
            "Your estimate: by cause, in percentage points", *_by_cause(taken, lesson.EVEN, end, names), key="causes"
        ),
    )


def _by_person(taken: Taken, end: str, met: frozenset[str], names: words.Names) -> list[Tree]:
    seen, rest = by_person(taken, met)
    rows = [(lesson.person_says(words.person(say.person_id, names), say), points) for say, points in seen]
    if rest is not None:
        say, points, count = rest
        rows.append((lesson.person_says(lesson.unmet(count), say), points))
    shown = sum(points for _, points in rows)
    if taken.veto:
        rows.append((lesson.VETO, 100 * (round(taken.chance, 3) - round(taken.start, 3)) - shown))
    return _bars(taken, lesson.EVEN, end, rows)


def _by_cause(taken: Taken, start: str, end: str, names: words.Names) -> list[Tree]:
    parts = [(words.cause(cause, value, names), value) for cause, value in taken.causes]
    if taken.veto:
        parts.append((lesson.VETO, taken.veto))
    points = in_points(taken, [value for _, value in parts])
    return _bars(taken, start, end, [(label, value) for (label, _), value in zip(parts, points, strict=True)])


def _bars(taken: Taken, start: str, end: str, rows: list[tuple[str, float]]) -> list[Tree]:
    """Where it starts, a bar for each part in points, and the chance that they add up to."""
    most = max((abs(points) for _, points in rows), default=1.0)
    bars = [look.why_bar(label, points, most) for label, points in rows]
    return [look.line(start, look.percent(taken.start)), *bars, look.line(end, look.percent(taken.chance))]
