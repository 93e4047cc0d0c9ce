"""What meetings show of a person: six scores with error, how close they are to us, and clues that may mislead."""

from typing import NamedTuple

from kamsim.market.parameters import Parameters

DIMENSIONS = ("acceptance", "participation", "support", "information", "guidance", "competitors")
"""Acceptance of contact, taking part in activities, support of projects, passing information, day-to-day guidance,
and attitude to our competitors: the six on which the training documents score a relationship, -1 to 3."""
_EASE = (0.3, 0.2, 0.0, 0.0, -0.3, -0.2)
"""By how much a dimension comes before or after the attitude as a whole (assumption); sums to 0."""
_STEPS = 256


class Impression(NamedTuple):
    """What a meeting showed: attitude as a whole with its error, error of each dimension (SD), and luck in 0..1."""

    shown: float
    spread: float
    luck: float


def error_left(parameters: Parameters, coaches: int) -> float:
    """Share of the error of evidence that is left when some colleagues coach us."""
    return max(0.0, 1 - parameters.coach_insight * coaches)


def scores(impression: Impression) -> tuple[int, ...]:
    """Scores -1 to 3 on the six dimensions; their errors are uniform, and independent digits of one number."""
    shown, spread, luck = impression
    half_width, digits = spread * 3**0.5, int(luck * _STEPS ** len(_EASE))
    found = []
    for ease in _EASE:
        digits, digit = divmod(digits, _STEPS)
        error = half_width * ((2 * digit + 1) / _STEPS - 1)
        found.append(max(-1, min(3, round(shown + ease + error))))
    return tuple(found)


def closeness(found: tuple[int, ...]) -> int:
    """How close a person is to us, 1 (against us) to 5 (coach), from their scores."""
    return round(sum(found) / len(found)) + 2


def clue_certainty(parameters: Parameters, contacts: int) -> float:
    """Probability that a person's style or need is read rightly: none unmet, then more with each contact."""
    if contacts <= 0:
        return 0.0
    share = min(1.0, (contacts - 1) / (parameters.clue_contacts - 1))
    return parameters.clue_first + share * (parameters.clue_later - parameters.clue_first)


def map_doubt(parameters: Parameters, times_mapped: int) -> float:
    """Probability that we have the role of somebody wrong whom nobody met; each mapping of the account lowers it."""
    return max(0.0, parameters.power_map_error - parameters.power_map_step * times_mapped)


def guess(truth: str, options: tuple[str, ...], certainty: float, luck: float, other: float) -> str:
    """The truth when `luck` is below the certainty, else another option; once right, more certainty keeps it right."""
    if luck < certainty:
        return truth
    rest = [option for option in options if option != truth]
    return rest[int(other * len(rest))]
