"""The relation between two firms beside that of single people: partner tiers, ten instruments, and how it fades.

Names, ways and who gets what follow the training documents; sizes, hours and costs are assumptions.
"""

from typing import NamedTuple

from kamsim.market.activities import Activity
from kamsim.market.parameters import Parameters

PARTNER_TIERS = ("ordinary", "partner", "strategic")
"""How close a partner we make an account, closest last."""
CEILING = {"ordinary": 0.4, "partner": 0.7, "strategic": 1.0}
"""How far the relation with a partner of each tier can grow, on the scale 0 to 1 (assumption)."""
YEAR_MONTHS = 12


class Instrument(NamedTuple):
    """One way in which firms come closer; `effect` is the share of what is missing that it adds to the relation.

    `yearly` is how often in twelve months it is held with an ordinary account, a partner and a strategic partner.
    `contact` is what it is for each guest, at most `MOST_GUESTS` people of the roles in `guests`.
    """

    name: str
    way: str
    hours: float
    cost_fen: int
    effect: float
    yearly: tuple[int, int, int]
    guests: tuple[str, ...] = ()
    contact: Activity | None = None


def _contact(name: str, kind: str, effect: float, message: str | None) -> Activity:
    return Activity(name, kind, 0.0, 0, effect, -1, 3, 0, message)


INSTRUMENTS = {
    instrument.name: instrument
    for instrument in (
        Instrument(
            "summit", "communication", 20, 800_000, 0.35, (0, 2, 4), ("decider", "finance", "technical", "influencer"),
            _contact("summit", "prestige", 1.5, None),
        ),
        Instrument(
            "sponsor", "communication", 3, 60_000, 0.10, (2, 3, 4), ("decider",),
            _contact("sponsor", "prestige", 1.3, "strategic"),
        ),
        Instrument(
            "user_workshop", "communication", 8, 60_000, 0.10, (2, 4, 4), ("technical", "user"),
            _contact("user_workshop", "task", 0.9, None),
        ),
        Instrument("service_meeting", "communication", 6, 100_000, 0.20, (1, 1, 1)),
        Instrument("strategy_match", "matching", 12, 150_000, 0.25, (0, 1, 2)),
        Instrument("organization_match", "matching", 10, 80_000, 0.20, (0, 1, 2)),
        Instrument("joint_innovation", "joining", 24, 1_500_000, 0.40, (0, 1, 2)),
        Instrument("business_consulting", "joining", 16, 400_000, 0.25, (0, 1, 2)),
        Instrument("brand_identification", "identification", 8, 500_000, 0.20, (0, 1, 1)),
        Instrument("joint_responsibility", "identification", 12, 400_000, 0.20, (0, 0, 1)),
    )
}  # fmt: skip
"""The ten instruments by name."""

MOST_GUESTS = 4


def times_a_year(instrument: str, partner: str) -> int:
    """How often an instrument may be held within twelve months with a partner of a tier."""
    return INSTRUMENTS[instrument].yearly[PARTNER_TIERS.index(partner)]


def faded(relation: float, days: float, half_life_days: float) -> float:
    """What is left of a relation that nobody has looked after for some days."""
    return relation * 0.5 ** (days / half_life_days) if relation else 0.0


def grown(parameters: Parameters, relation: float, instrument: str, partner: str) -> float:
    """The relation after an instrument: it comes nearer to the ceiling of the partner tier, and never falls by it."""
    missing = max(0.0, CEILING[partner] - relation)
    return relation + missing * min(1.0, parameters.instrument_gain * INSTRUMENTS[instrument].effect)


def taken_over(parameters: Parameters, relation: float, successor: float, predecessor: float) -> float:
    """Attitude of a successor whom the firm tells to go on as before: nearer to a better one of the predecessor."""
    return successor + parameters.organization_continuity * relation * max(0.0, predecessor - successor)


def invited(instrument: str, people: list[tuple[str, str, float]]) -> list[str]:
    """Ids of those people, given as (id, role, influence), whom an instrument brings together with us."""
    guests = INSTRUMENTS[instrument].guests
    wanted = [person for person in people if person[1] in guests]
    wanted.sort(key=lambda person: (guests.index(person[1]), -person[2], person[0]))
    return [person_id for person_id, _, _ in wanted[:MOST_GUESTS]]
