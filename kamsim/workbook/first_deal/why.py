"""Why the account chose as it did, and why our estimate is what it is: bars by person and by cause that add up."""

from kamsim.engine.briefing import AccountView
from kamsim.engine.records import ChoiceMade
from kamsim.market.buying import Voice, log_odds
from kamsim.workbook import look, words
from kamsim.workbook.first_deal import lesson
from kamsim.workbook.first_deal.estimate import Estimate
from kamsim.workbook.look import Part, Tree


def person_parts(voices: tuple[Voice, ...]) -> list[tuple[str, float]]:
    """Each person's part: weight times log-odds; empty where nobody is named. Sums to the sum of `cause_parts`."""
    return [(voice.person_id, voice.weight * log_odds(voice.parts)) for voice in voices if voice.person_id]


def cause_parts(voices: tuple[Voice, ...]) -> list[tuple[str, float]]:
    """Each cause's part over all people, weighted alike, in the order in which the rule names them."""
    causes: dict[str, float] = {}
    for voice in voices:
        for cause, value in voice.parts:
            causes[cause] = causes.get(cause, 0.0) + voice.weight * value
    return list(causes.items())


def choice_cards(made: ChoiceMade, names: words.Names) -> list[Part]:
    """A choice that was made: by person, by cause, then chance, draw and luck."""
    causes = cause_parts(made.voices)
    persons = _bars([(words.person(who, names), value) for who, value in person_parts(made.voices)])
    base = [look.line(words.cause(c, v, names), look.signed(v, 2)) for c, v in causes if c in words.BASES]
    bars = _bars([(words.cause(c, v, names), v) for c, v in causes if c not in words.BASES])
    cards = [look.card("Why: by cause", *base, *bars, _sum(causes), key="causes")]
    if persons:
        cards.insert(0, look.card("Why: by person", *persons, _sum(causes), key="persons"))
    said = look.sentence(lesson.draw_sentence(made)), look.sentence(lesson.luck_sentence(made))
    return [look.columns(*cards), look.card(None, *said, kind="slim", key="luck")]


def estimate_cards(found: Estimate, account: AccountView) -> Tree:
    """Our own estimate, taken apart in the same way."""
    named = {person.person_id: person.name for person in account.people if person.name}
    met = {person.person_id for person in account.people if person.level is not None}
    people, causes = person_parts(found.voices), cause_parts(found.voices)
    bars = [(named[who] if who in met else f"{named[who]} (not met)", value) for who, value in people if who in named]
    nameless = [value for who, value in people if who not in named]
    if nameless:
        bars.append((f"{len(nameless)} people without a name", sum(nameless)))
    return look.columns(
        look.card("Your estimate: by person", *_bars(bars), _sum(causes), key="persons"),
        look.card("Your estimate: by cause", *_bars([(words.cause(*part), part[1]) for part in causes]), _sum(causes)),
    )


def _bars(parts: list[tuple[str, float]]) -> list[Tree]:
    most = max((abs(value) for _, value in parts), default=1.0)
    return [look.why_bar(label, value, most, digits=2) for label, value in parts]


def _sum(parts: list[tuple[str, float]]) -> Tree:
    return look.line("Sum (0 would be even)", look.signed(sum(value for _, value in parts), 2))
