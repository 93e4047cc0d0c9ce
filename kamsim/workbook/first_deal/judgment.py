"""What a score means, in words."""

from collections.abc import Mapping

from kamsim.studies.score import Score
from kamsim.workbook import look
from kamsim.workbook.luck import in_points


def points(index: float | None) -> str:
    """An index as a whole number with a true minus."""
    return look.NA if index is None else look.signed(round(index), 0).lstrip("+")


JUDGMENTS = (
    (100, "as good as the textbook"),
    (85, "close to the textbook"),
    (6, "between doing nothing and the textbook"),
    (-5, "like doing nothing"),
    (-1_000_000, "worse than doing nothing"),
)


def score_sentences(found: Score, other: Score, sources: Mapping[str, float]) -> list[str]:
    """What the score means, a sentence each; `sources`: luck in fen by what brought it."""
    if found.index is None or found.luck is None:
        return ["Score: n/a. On this luck the textbook does no better than doing nothing, so there is no scale."]
    against = next(text for least, text in JUDGMENTS if round(found.index) >= least)
    luck = round(found.luck)
    gave = "helped you by" if luck > 0 else "cost you"
    said = [f"{points(found.index)}: {against}. Doing nothing is 0, the textbook is 100."]
    said.append(
        f"Luck {look.signed(luck, 0)}: it {gave} {abs(luck)} points. They do not count." if luck else "Luck: none."
    )
    if luck and len(sources) > 1:
        said.append(f"It came from: {in_points(sources, found.luck)}.")
    if other.index is not None and round(other.index) != round(found.index):
        better = "better" if other.index > found.index else "worse"
        turned = (other.index > found.index) != ((other.with_luck or 0.0) > (found.with_luck or 0.0))
        this_time = " Luck turned it round this time." if turned else ""
        said.append(f"The other future was the {better} choice: {points(other.index)}.{this_time}")
    return said
