"""A choice taken apart into points of chance: what each person, and each cause, adds to where it starts."""

from typing import NamedTuple

from kamsim.engine.records import ChoiceMade
from kamsim.market.buying import Voice, implied_probability, log_odds
from kamsim.workbook import words
from kamsim.workbook.first_deal.estimate import Estimate
from kamsim.workbook.luck import rounded


class Say(NamedTuple):
    """One person's weight in the group, own chance to choose us, and what both add to the group's chance."""

    person_id: str
    weight: float
    chance: float
    adds: float


class Taken(NamedTuple):
    """A chance taken apart, all in shares of one: `start`, the sayings or the causes, and `veto` add up to `chance`."""

    start: float
    says: tuple[Say, ...]
    causes: tuple[tuple[str, float], ...]
    veto: float
    chance: float


def taken_apart(voices: tuple[Voice, ...], link: str = "logit", veto: float = 0.0) -> Taken:
    """The chance that voices imply, by person and by cause.

    The group's chance is the weighted mean of each person's own chance; a person adds weight x (own chance - start),
    and each cause takes part in that as it does in the person's log-odds.
    """
    start, says, causes = 0.0, [], {}
    for voice in voices:
        base = tuple(part for part in voice.parts if part[0] in words.BASES)
        begins, own = _alone(link, base), _alone(link, voice.parts)
        moved = log_odds(voice.parts) - log_odds(base)
        # Where the causes cancel out, the slope stands for the quotient.
        slope = (own - begins) / moved if abs(moved) > 1e-6 else _alone(link, (*base, ("", 1e-4))) * 1e4 - begins * 1e4
        start += voice.weight * begins
        says.append(Say(voice.person_id, voice.weight, own, voice.weight * (own - begins)))
        for cause, value in voice.parts:
            if cause not in words.BASES:
                causes[cause] = causes.get(cause, 0.0) + voice.weight * slope * value
    whole = start + sum(say.adds for say in says)
    return Taken(start, tuple(says), tuple(causes.items()), -veto * whole, (1 - veto) * whole)


def of_choice(made: ChoiceMade) -> Taken:
    """A choice that was made, taken apart."""
    return taken_apart(made.voices, made.link, made.veto)


def of_estimate(found: Estimate) -> Taken:
    """Our own estimate, taken apart in the same way."""
    return taken_apart(found.voices, veto=found.veto)


def _alone(link: str, parts: tuple[tuple[str, float], ...]) -> float:
    return implied_probability(link, (Voice("", 1.0, parts),), 0.0)


def by_person(taken: Taken, met: frozenset[str]) -> tuple[list[tuple[Say, float]], tuple[Say, float, int] | None]:
    """Who was met, one by one with the points they add; then all others as one, for nobody can tell them apart.

    The last number is how many the others are; None where everybody was met.
    """
    seen = [say for say in taken.says if say.person_id in met]
    rest = [say for say in taken.says if say.person_id not in met]
    weight = sum(say.weight for say in rest)
    together = []
    if rest:
        chance = sum(say.weight * say.chance for say in rest) / weight
        together = [Say("", weight, chance, sum(say.adds for say in rest))]
    says = [*seen, *together]
    points = in_points(taken, [*(say.adds for say in says), taken.veto])
    rows = list(zip(says, points, strict=False))
    return rows[: len(seen)], (*rows[-1], len(rest)) if rest else None


def in_points(taken: Taken, values: list[float]) -> list[float]:
    """Shares of one in points of chance, to a tenth, such that with `start` they add up to `chance`."""
    ends = round(100 * taken.chance, 1) - round(100 * taken.start, 1)
    return rounded([100 * value for value in values], ends)
