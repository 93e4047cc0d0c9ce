"""What a manager sees: people, accounts and situations as plain values."""

from typing import NamedTuple

from kamsim.market.channels import DIRECT
from kamsim.market.evidence import Impression, closeness, scores
from kamsim.market.signals import Signal


class PersonView(NamedTuple):
    """A person as we know them: `level` is what the last meeting showed, or None; unknown people have no name.

    `role` may be wrong unless `role_sure`; `style` and `need` are right with a probability of `certainty`.
    """

    person_id: str
    account_id: str
    name: str | None
    role: str | None
    rank: str | None
    style: str | None
    level: int | None
    went_well: bool | None
    met_day: float | None
    met_times: int
    rival_seen: str
    role_sure: bool = False
    need: str | None = None
    certainty: float = 0.0
    impression: Impression | None = None
    suited_day: float | None = None
    """When they last heard what is meant for their role."""
    rising: bool = False
    """Whether meetings left the impression that they will go far; that may be wrong."""

    @property
    def evidence(self) -> tuple[int, ...] | None:
        """What the last meeting showed on the six dimensions of `evidence.DIMENSIONS`, -1 to 3; None before one."""
        return None if self.impression is None else scores(self.impression)

    @property
    def closeness(self) -> int | None:
        """How close the person is to us by that evidence, 1 to 5; `rank` is their position, S to C."""
        return None if self.impression is None else closeness(scores(self.impression))


class FootingView(NamedTuple):
    """How we stand with the firm: partner tier, what of the relation is left (0..1), who looks after the account.

    `held` are the instruments of the last twelve months with the months in which they were held, counted from 0;
    `departments` are their scores (0..1).
    """

    partner: str
    relation: float
    channel: str
    held: tuple[tuple[int, str], ...]
    departments: tuple[tuple[str, float], ...]


class ProposalView(NamedTuple):
    """What we have put before an account in a sale; None is what was left to the usual term or to a suggestion."""

    options: int
    discount: float
    plan: str | None
    x: float | None
    """In CNY a month."""
    allowance: float | None
    """As a multiple of X."""
    term_months: int | None
    pays_early: bool
    free_installation: bool
    broadband_special: bool


UNTOUCHED = FootingView("ordinary", 0.0, DIRECT, (), ())
"""The footing of an account that no decision has concerned."""


class AccountView(NamedTuple):
    """An account as we know it; money in fen a month, `wallet_fen` is an estimate, `share` of it is with us."""

    account_id: str
    name: str
    industry: str
    building_id: str
    tier: str
    decision_mode: str
    status: str
    bill_fen: int
    usage_fen: int
    wallet_fen: int
    wallet_error: float
    mapped: bool
    discount: float
    plan: str | None
    x_fen: int
    contract_end_month: int | None
    suppliers: tuple[tuple[str, str], ...]
    survey_score: int | None
    sponsored: bool
    opportunity: tuple[str, str, bool] | None
    fault_days: int | None
    rumored_quote: tuple[str, float] | None
    campaign_made: bool
    people: tuple[PersonView, ...]
    signals: tuple[Signal, ...]
    health: float
    owners: tuple[tuple[str, str], ...]
    """Who of us looks after it, as (seat, name); seat A is the account manager."""
    footing: FootingView = UNTOUCHED
    proposal: ProposalView | None = None
    """What we have proposed in the sale in progress."""
    awaiting: tuple[float, int] | None = None
    """A discount that the deal desk still looks at, and the days until its answer."""
    term_months: int = 0
    pays_early: bool = False
    """Whether it pays its bills in advance."""
    leaning: str | None = None
    """To what it leans when it compares offers; None before it is mapped."""
    tenure_months: int | None = None
    """For how long it has been ours, where the book says so."""
    allowance: float | None = None
    """Usage that its bundle covers, as a multiple of X, where that was agreed on."""
    manager: int | None = None
    """Number of the account manager who has it, from 1, in the order of the briefing's managers."""
    lost_reason: str | None = None
    """What weighed most when it left us; None for one that is not lost, or that left before the game."""
    former: tuple[tuple[str, str], ...] = ()
    """Ids and names of people whom we knew and who have left."""


class ManagerView(NamedTuple):
    """One of our account managers: level as it is now, and the wave of training that would be next, if there is one."""

    name: str
    level: float
    next_wave: str | None


class Situation(NamedTuple):
    """Something that waits for an answer; `facts` are what the buyer says or the log shows, as (name, value).

    Its id is kind, account and month (counted from 1, as in a decisions file), such as renewal:A07:3.
    """

    situation_id: str
    kind: str
    account_id: str
    person_id: str | None
    facts: tuple[tuple[str, float | str], ...]
    options: tuple[str, ...]
