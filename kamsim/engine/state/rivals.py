"""What a rival is at."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Attack:
    """A rival that goes from door to door in a building; `warned` are the accounts that we were at first."""

    rival_id: str
    until_day: float
    warned: set[str] = field(default_factory=set)
    answered: bool = False
