"""What one deal shows: sentences from its own ledger, none that its numbers do not bear out."""

from collections.abc import Sequence

from kamsim.engine.briefing import AccountView
from kamsim.engine.records import BillSent, ChoiceMade, Record
from kamsim.workbook import look, words
from kamsim.workbook.first_deal import lesson
from kamsim.workbook.first_deal.breakdown import by_person, of_choice
from kamsim.workbook.first_deal.why import met_people


def learned(ledger: Sequence[Record], made: ChoiceMade | None, account: AccountView, names: words.Names) -> list[str]:
    """Who weighed most, whether people never met mattered, what price cuts cost, and how much was luck."""
    lines = [] if made is None else _people(made, account, names)
    cut = sum(record.usage_fen - record.recurring_fen for record in ledger if isinstance(record, BillSent))
    if cut > 0:
        lines.append(f"Your price cuts took {look.money(cut)} off the bills of these months.")
    if made is not None:
        other = 1 - made.probability if made.favorable else made.probability
        lines.append(
            f"It was decided on a chance of {look.chance(made.probability)}: of a hundred such games, "
            f"about {round(100 * other)} would end the other way."
        )
    return lines


def _people(made: ChoiceMade, account: AccountView, names: words.Names) -> list[str]:
    if not any(voice.person_id for voice in made.voices):
        return []
    seen, rest = by_person(of_choice(made), met_people(account))
    ranked = sorted(seen, key=lambda row: row[1])
    spoke = []
    for did, rows in (("helped", ranked[-1:]), ("hurt", ranked[:1])):
        for say, points in rows:
            if (points > 0) == (did == "helped") and points:
                who = words.person(say.person_id, names)
                spoke.append(f"{who} {did} you most ({look.signed(points)} percentage points of chance)")
    lines = [f"{', '.join(spoke)}."] if spoke else []
    if rest is None:
        return [*lines, "You met everybody who decides."]
    say, points, count = rest
    who, weight = lesson.unmet(count), look.percent(say.weight, 0)
    return [*lines, f"{who}, with {weight} of the say, moved the chance by {look.signed(points)} percentage points."]
