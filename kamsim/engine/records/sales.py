"""Sales: opportunities with their stages, proposals, and objections with the motives behind them."""

from typing import NamedTuple


class OpportunityOpened(NamedTuple):
    """An account wants to buy something more, or a prospect opens a tender."""

    day: float
    account_id: str
    opportunity_id: str
    product: str


class StageReached(NamedTuple):
    """An opportunity that we pursue came to a stage."""

    day: float
    account_id: str
    opportunity_id: str
    stage: str


class OpportunityClosed(NamedTuple):
    """An opportunity ended: won, lost, no_decision, dropped, passed or void."""

    day: float
    account_id: str
    opportunity_id: str
    result: str


class ProposalMade(NamedTuple):
    """A proposal in a sale: options, discount off list, bundle plan, and how well it was prepared (0..1)."""

    day: float
    account_id: str
    opportunity_id: str
    options: int
    discount: float
    plan: str | None
    prepared: float


class ObjectionRaised(NamedTuple):
    """Somebody objects before the signature: what they say, and the motive behind it (hidden truth)."""

    day: float
    account_id: str
    opportunity_id: str
    person_id: str
    concern: str
    motive: str


class MotiveHeard(NamedTuple):
    """Asked, somebody said why they object or want a lower price."""

    day: float
    account_id: str
    person_id: str
    motive: str


class ObjectionAnswered(NamedTuple):
    """How an answer to an objection went."""

    day: float
    account_id: str
    opportunity_id: str
    option: str
    resolved: bool
