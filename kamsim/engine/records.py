"""Facts of the ledger, one frozen type per kind, and the digest over all. Money is whole fen, instants are days."""

import hashlib
import json
from collections.abc import Iterable
from math import floor
from typing import NamedTuple

from kamsim.market.buying import Voice

ENGINE_VERSION = "4"
"""Raised whenever the same inputs would give another ledger than before."""


quick = tuple.__new__
"""`quick(BillSent, values)` costs half of `BillSent(*values)`: for records of every month and account."""


def fen(amount: float) -> int:
    """An amount in CNY as whole fen, which the ledger keeps."""
    return floor(100.0 * amount + 0.5)


class AccountListed(NamedTuple):
    """An account of the book as the game starts: active with us, or a prospect."""

    day: float
    account_id: str
    active: bool
    recurring_fen: int


class BillSent(NamedTuple):
    """An account's month: usage at list value, what was billed, what it cost; `usage_fen` is of the lines with us."""

    day: float
    account_id: str
    month: int
    usage_fen: int
    recurring_fen: int
    overage_fen: int
    direct_cost_fen: int
    service_cost_fen: int
    care_fen: int


class ActivityDone(NamedTuple):
    """A contact with a person: hours and money spent, whether it went well, change of attitude (hidden truth).

    `expected` is what the change was on average, known before; `stake_fen` what a level was worth.
    """

    day: float
    account_id: str
    person_id: str
    activity: str
    hours: float
    cost_fen: int
    went_well: bool
    change: float
    expected: float
    stake_fen: int

    @property
    def luck_fen(self) -> float:
        """Value that luck brought (positive) or took, in fen; its expectation is zero."""
        return (self.change - self.expected) * self.stake_fen


class WorkDone(NamedTuple):
    """Other work of the account team, such as an offer or an answer."""

    day: float
    account_id: str
    work: str
    hours: float
    cost_fen: int


class CostBooked(NamedTuple):
    """A cost that is neither work nor part of a bill, such as a sponsor; negative: saved, or a fee paid to us."""

    day: float
    account_id: str
    reason: str
    cost_fen: int


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


class ContractSigned(NamedTuple):
    """A term agreed: months (0 = open), discount off list, and the bundle plan with X, if any."""

    day: float
    account_id: str
    term_months: int
    discount: float
    plan: str | None
    x_fen: int


class PaymentAgreed(NamedTuple):
    """With a new term an account agreed to pay its bills so many days earlier."""

    day: float
    account_id: str
    days: float


class ContractLapsed(NamedTuple):
    """A contract ended and nothing was signed: the account stays month to month."""

    day: float
    account_id: str


class BundleRebased(NamedTuple):
    """X set anew from the last months of a period; `plan` is the one that goes on."""

    day: float
    account_id: str
    old_x_fen: int
    new_x_fen: int
    plan: str


class PriceChanged(NamedTuple):
    """A new discount off list for an account."""

    day: float
    account_id: str
    old_discount: float
    new_discount: float


class PriceLeaked(NamedTuple):
    """A neighbor in the building heard of a discount that it did not get."""

    day: float
    account_id: str
    favored_account_id: str


class AccountWon(NamedTuple):
    """A prospect became an active account."""

    day: float
    account_id: str


class AccountWonBack(NamedTuple):
    """A lost account returned."""

    day: float
    account_id: str
    offer: str


class AccountChurned(NamedTuple):
    """An active account left, to a rival or to nobody, with the cause that weighed most."""

    day: float
    account_id: str
    destination: str
    reason: str


class LineWon(NamedTuple):
    """A product line moved to us."""

    day: float
    account_id: str
    product: str
    from_rival: str


class IncidentOpened(NamedTuple):
    """A service incident of level 1 (outage) to 3 (query)."""

    day: float
    account_id: str
    incident_id: str
    level: int


class IncidentClosed(NamedTuple):
    """An incident solved: hours until response and until repair, and whether an agreed time was missed."""

    day: float
    account_id: str
    incident_id: str
    level: int
    response_hours: float
    repair_hours: float
    breached: bool


class QuoteMade(NamedTuple):
    """A rival offered an account a price relative to our list price."""

    day: float
    account_id: str
    rival_id: str
    price_ratio: float


class RivalPriceChanged(NamedTuple):
    """A rival answered what it lost to us with its price level, relative to our list price."""

    day: float
    rival_id: str
    old_price: float
    new_price: float


class BuildingAttacked(NamedTuple):
    """A rival wires the building of an account of ours and goes from door to door in it."""

    day: float
    account_id: str
    building_id: str
    rival_id: str


class CounterOfferMade(NamedTuple):
    """The rival from whom we won an account back offers it a price, relative to our list price, and a long term."""

    day: float
    account_id: str
    rival_id: str
    price_ratio: float
    term_months: int


class DiscountDemanded(NamedTuple):
    """A buyer asked for a lower price; `claimed_discount` is what the rival is said to offer, perhaps a bluff."""

    day: float
    account_id: str
    person_id: str
    claimed_discount: float
    bluff: bool


class DemandSettled(NamedTuple):
    """How a demand for a discount ended."""

    day: float
    account_id: str
    option: str
    resolved: bool


class PersonLeft(NamedTuple):
    """Somebody left their job; a successor, new to us, took the seat."""

    day: float
    account_id: str
    person_id: str
    successor_id: str


class PersonPromoted(NamedTuple):
    """Somebody of low position was promoted and has more to say from now on; `rank` is the new position."""

    day: float
    account_id: str
    person_id: str
    rank: str


class OwnerLeft(NamedTuple):
    """Our account manager left; `covers` are the other seats that were filled: empty, B or BC."""

    day: float
    account_id: str
    manager: str
    successor: str
    covers: str


class AuditHeld(NamedTuple):
    """Too many meals and private events brought an audit; a sale in progress may have been void."""

    day: float
    account_id: str
    points: int
    voided: bool


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


class ApprovalGiven(NamedTuple):
    """The deal desk approved a discount off list after some days."""

    day: float
    account_id: str
    approver: str
    discount: float
    days: float


class ReferenceAgreed(NamedTuple):
    """An account speaks for us from now on."""

    day: float
    account_id: str


class SurveyAnswered(NamedTuple):
    """An answer to "would you recommend us", 0 to 10."""

    day: float
    account_id: str
    score: int


class CsatAnswered(NamedTuple):
    """An answer to "how did we handle this incident", 1 to 5."""

    day: float
    account_id: str
    incident_id: str
    score: int


class CrisisOpened(NamedTuple):
    """An outage lasted too long or hit a building; `accounts` wait to be told, `building_id` may be empty."""

    day: float
    account_id: str
    building_id: str
    accounts: int


class CrisisAnswered(NamedTuple):
    """How an account in a crisis was spoken to."""

    day: float
    account_id: str
    option: str


class PromiseEnded(NamedTuple):
    """A date promised in a crisis came, and the promise was kept or not."""

    day: float
    account_id: str
    kept: bool


class DecisionMade(NamedTuple):
    """A decision as the manager gave it, as canonical JSON."""

    day: float
    decision: str


Record = tuple
Ledger = list


def _plain(value: object) -> object:
    if isinstance(value, float):
        return round(value, 9) + 0.0
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def digest(ledger: Iterable[Record]) -> str:
    """Stable hash of a ledger: SHA-256 over canonical JSON lines, numbers rounded to 1e-9."""
    whole = hashlib.sha256()
    for record in ledger:
        line = json.dumps([type(record).__name__, *_plain(record)], separators=(",", ":"), allow_nan=False)
        whole.update(line.encode() + b"\n")
    return whole.hexdigest()
