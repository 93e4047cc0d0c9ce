"""The people of a generated account: who sits in its buying center and what they think of us and of rivals."""

from collections.abc import Sequence

from kamsim.engine.generator.drawing import bell, picked, shuffled, whole
from kamsim.engine.names import GIVEN_NAMES, SURNAMES, person_name
from kamsim.engine.scenario import Person, Rival, RivalAttitude
from kamsim.engine.streams import Stream

# Everything in these tables is an assumption.
JOINING = ("decider", "purchasing", "technical", "finance", "user")
"""Roles in the order in which a larger group has them."""
LATER = ("gatekeeper", "influencer", "user", "technical", "influencer", "user")
RANKS_OF = {
    "decider": {"S": 0.85, "A": 0.15},
    "finance": {"A": 0.5, "B": 0.5},
    "technical": {"A": 0.15, "B": 0.5, "C": 0.35},
    "user": {"B": 0.35, "C": 0.65},
    "purchasing": {"A": 0.1, "B": 0.5, "C": 0.4},
    "influencer": {"S": 0.1, "A": 0.5, "B": 0.4},
    "gatekeeper": {"C": 1.0},
}
RANKS_OF_SMALL_DECIDER = {"S": 0.3, "A": 0.7}
STYLES_OF = {
    "decider": {"controlling": 0.5, "advocating": 0.25, "analytical": 0.15, "amiable": 0.1},
    "finance": {"controlling": 0.15, "advocating": 0.05, "analytical": 0.65, "amiable": 0.15},
    "technical": {"controlling": 0.2, "advocating": 0.1, "analytical": 0.5, "amiable": 0.2},
    "user": {"controlling": 0.15, "advocating": 0.25, "analytical": 0.2, "amiable": 0.4},
    "purchasing": {"controlling": 0.35, "advocating": 0.2, "analytical": 0.25, "amiable": 0.2},
    "influencer": {"controlling": 0.2, "advocating": 0.4, "analytical": 0.25, "amiable": 0.15},
    "gatekeeper": {"controlling": 0.15, "advocating": 0.2, "analytical": 0.15, "amiable": 0.5},
}
NEEDS_OF = {
    "S": {"basic": 0.1, "esteem": 0.4, "achievement": 0.5},
    "A": {"basic": 0.2, "esteem": 0.4, "achievement": 0.4},
    "B": {"basic": 0.35, "esteem": 0.4, "achievement": 0.25},
    "C": {"basic": 0.6, "esteem": 0.3, "achievement": 0.1},
}
FAMILIAR = {
    "purchasing": 9.0,
    "technical": 7.0,
    "user": 2.0,
    "gatekeeper": 1.5,
    "influencer": 0.7,
    "finance": 0.6,
    "decider": 0.6,
}
"""How much likelier we are to know a role: those who order and install, seldom those who decide."""
ACTIVE_MEAN, PROSPECT_MEAN = 0.5, 0.1
ACCOUNT_SPREAD, PERSON_SPREAD = 0.4, 0.447
"""Spread of attitudes between accounts and within one; together 0.6."""
RIVAL_MEAN, RIVAL_SPREAD = 0.2, 0.7


class Invented:
    """Names of people, none twice in an account, and none twice in the book until half of all names are used up."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def start_account(self) -> None:
        """From here on earlier names may come again if they must."""
        if len(self._used) > len(SURNAMES) * len(GIVEN_NAMES) / 2:
            self._used.clear()

    def name(self, stream: Stream) -> str:
        """A name not given before."""
        while True:
            name = person_name(stream.next(), stream.next())
            if name not in self._used:
                self._used.add(name)
                return name


def roles_of(count: int) -> list[str]:
    """The roles in a group of `count` people: one decider always, the other classic roles as it grows."""
    return [*JOINING, *LATER][:count]


def make_people(stream: Stream, account_id: str, tier: str, count: int, active: bool, names: Invented) -> list[Person]:
    """The buying center of an account, in an order that does not give the roles away."""
    names.start_account()
    roles = shuffled(stream, roles_of(count))
    seats = known_seats(stream, roles)
    mean = (ACTIVE_MEAN if active else PROSPECT_MEAN) + ACCOUNT_SPREAD * stream.next_normal()
    people = []
    for place, role in enumerate(roles):
        small = tier == "C" and role == "decider"
        rank = picked(stream, RANKS_OF_SMALL_DECIDER if small else RANKS_OF[role])
        person = Person(
            person_id=f"{account_id}-{place + 1}",
            account_id=account_id,
            name=names.name(stream),
            role=role,
            rank=rank,
            style=picked(stream, STYLES_OF[role]),
            need=picked(stream, NEEDS_OF[rank]),
            attitude=bell(stream, mean, PERSON_SPREAD, -1, 3),
            known=place in seats,
        )
        people.append(person)
    return people


def known_seats(stream: Stream, roles: list[str]) -> set[int]:
    """Places in a group whose people we know: 3 to 5 of 7, familiar roles first."""
    count = whole(stream, round(len(roles) * 3 / 7), round(len(roles) * 5 / 7))
    # Weighted sampling without replacement (Efraimidis & Spirakis 2006).
    order = sorted(range(len(roles)), key=lambda place: -(stream.next() ** (1 / FAMILIAR[roles[place]])))
    return set(order[:count])


def rival_attitudes(stream: Stream, people: list[Person], rivals: tuple[Rival, ...]) -> list[RivalAttitude]:
    """What each person thinks of each rival."""
    return [
        RivalAttitude(
            person_id=person.person_id,
            rival_id=rival.rival_id,
            attitude=bell(stream, RIVAL_MEAN, RIVAL_SPREAD, -1, 3),
        )
        for person in people
        for rival in rivals
    ]


Member = tuple[str, str, str, str, str, float, bool, tuple[float, ...]]
"""A person as a story has them: name, role, rank, style, need, attitude to us, whether known, attitudes to rivals."""


def cast(
    account_id: str, members: Sequence[Member], rivals: Sequence[Rival]
) -> tuple[list[Person], list[RivalAttitude]]:
    """The buying center of a story, and what its people think of the rivals, in their order."""
    people, attitudes = [], []
    for seat, (name, role, rank, style, need, attitude, known, to_rivals) in enumerate(members, start=1):
        person = Person(
            person_id=f"{account_id}-{seat}",
            account_id=account_id,
            name=name,
            role=role,
            rank=rank,
            style=style,
            need=need,
            attitude=attitude,
            known=known,
        )
        people.append(person)
        attitudes += [
            RivalAttitude(person_id=person.person_id, rival_id=rival.rival_id, attitude=level)
            for rival, level in zip(rivals, to_rivals, strict=True)
        ]
    return people, attitudes
