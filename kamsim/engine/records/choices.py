"""What was decided and on what luck it hung: a manager's decisions, accounts' choices, and other draws."""

from typing import NamedTuple

from kamsim.market.buying import Voice


class DecisionMade(NamedTuple):
    """A decision as the manager gave it, as canonical JSON."""

    day: float
    decision: str


class ChoiceMade(NamedTuple):
    """A choice of an account: who weighed what, the probability of the outcome we want, and the draw against it.

    `voices` imply the probability through `link` and `veto` (`buying.implied_probability`). We get what we want
    exactly when draw < probability. `stake_fen` is what hung on it; (favorable - probability) x stake is luck.
    """

    day: float
    account_id: str
    choice: str
    link: str
    voices: tuple[Voice, ...]
    veto: float
    probability: float
    draw: float
    favorable: bool
    outcome: str
    stake_fen: int

    @property
    def went_on(self) -> bool:
        """Whether it only let things go on as they were: another month with us, another stage of a sale."""
        return self.favorable and self.choice in ("stay", "stage")

    @property
    def luck_fen(self) -> float:
        """Value that luck brought (positive) or took, in fen; its expectation is zero."""
        return (self.favorable - self.probability) * self.stake_fen


class Surprise(NamedTuple):
    """A draw on which much hung and that is no choice: what came, its expectation, and what one more is worth.

    `source`: `lapse` (1: of those who did not renew, this one signed nothing and may stay), `quote` (1: a rival put an
    offer before the account), `trouble` (logits against us by a month's outages and faults).
    """

    day: float
    account_id: str
    source: str
    came: float
    expected: float
    stake_fen: int

    @property
    def luck_fen(self) -> float:
        """Value that luck brought (positive) or took, in fen; its expectation is zero."""
        return (self.came - self.expected) * self.stake_fen
