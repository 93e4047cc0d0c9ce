"""What a score means, in words."""

from collections.abc import Iterable, Mapping

from kamsim.engine.records import ActivityDone, BillSent, ChoiceMade, Record
from kamsim.studies.score import Path, Score
from kamsim.workbook import look
from kamsim.workbook.first_deal.lesson import number
from kamsim.workbook.luck import in_points

JUDGMENTS = (
    (100, "as good as the textbook"),
    (85, "close to the textbook"),
    (6, "between doing nothing and the textbook"),
    (-5, "like doing nothing"),
    (-1_000_000, "worse than doing nothing"),
)


LUCK_HERE = {
    "choice": "what the account chose", "meeting": "how meetings went", "lapse": "when the old contract ran out",
    "quote": "what rivals offered", "trouble": "outages and faults",
}  # fmt: skip
"""What brought luck, where there is one account."""


def ranking_row(name: str, path: Path, index: float | None, months: int) -> list[str]:
    """A game and how it ended, its worth, the luck in it, the worth without that luck, and its score."""
    worth, luck = look.whole_yuan(path.value_fen(months)), look.whole_yuan(path.luck_fen(months))
    kept = "with us" if path.figures[-1].active_accounts else "lost"
    return [f"{name}: {kept}", look.money(worth), look.money_change(luck), look.money(worth - luck), look.points(index)]


def textbook_sentence(textbook: Iterable[Record], own: Iterable[Record]) -> str:
    """What the textbook did otherwise than the trainee: people, meetings, offers, and the price."""
    return f"The textbook {_did(textbook)}. You {_did(own)}."


OFTEN = {1: "once", 2: "twice"}


def _did(ledger: Iterable[Record]) -> str:
    people, meetings, offers, lowest = _effort(ledger)
    met = f"met {number(people)} {'person' if people == 1 else 'people'} ({meetings} meetings and calls)"
    asked = f", asked {OFTEN.get(offers) or f'{number(offers)} times'} for a new contract" if offers else ""
    return f"{met}{asked} and {f'gave {look.percent(lowest, 0)} off' if lowest else 'kept the price'}"


def _effort(ledger: Iterable[Record]) -> tuple[int, int, int, float]:
    """People met, contacts with them, offers that were answered before the contract ended, highest discount."""
    people: list[str] = []
    offers, lowest = 0, 0.0
    for record in ledger:
        match record:
            case ActivityDone():
                people.append(record.person_id)
            case ChoiceMade(choice="term"):
                offers += 1
            case BillSent() if record.usage_fen:
                lowest = max(lowest, round(1 - record.recurring_fen / record.usage_fen, 2))
    return len(set(people)), len(people), offers, lowest


def score_sentences(found: Score, other: Score, sources: Mapping[str, float]) -> list[str]:
    """What the score means, a sentence each; `sources`: luck in fen by what brought it."""
    if found.index is None or found.luck is None:
        return ["Score: n/a. On this luck the textbook does no better than doing nothing, so there is no scale."]
    against = next(text for least, text in JUDGMENTS if round(found.index) >= least)
    luck = round(found.luck)
    gave = "helped you by" if luck > 0 else "cost you"
    said = [f"{look.points(found.index)}: {against}. Doing nothing is 0, the textbook is 100."]
    said.append(
        f"Luck {look.signed(luck, 0)}: it {gave} {abs(luck)} points of score. They do not count."
        if luck
        else "Luck: none."
    )
    if luck and len(sources) > 1:
        said.append(f"It came from: {in_points(sources, found.luck, LUCK_HERE)}.")
    if other.index is not None and round(other.index) != round(found.index):
        better = "better" if other.index > found.index else "worse"
        turned = (other.index > found.index) != ((other.with_luck or 0.0) > (found.with_luck or 0.0))
        alike = round((other.with_luck or 0.0) - (found.with_luck or 0.0)) == 0
        this_time = _alike(found, other) if alike else " Luck turned it round this time." if turned else ""
        said.append(f"The other future was the {better} choice: {look.points(other.index)}.{this_time}")
    return said


def _alike(found: Score, other: Score) -> str:
    """Why two games that ended alike have scores that differ."""
    ours, theirs = (round(score.luck or 0.0) for score in (found, other))
    much = "more" if theirs > ours else "less"
    return (
        f" Both ended alike, but it had {much} luck: {look.signed(theirs, 0)}, you had {look.signed(ours, 0)}. "
        "What was tried counts by its chance, whether it hit or missed."
    )
