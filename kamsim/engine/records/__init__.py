"""Facts of the ledger, one frozen type per kind, a module for each subject. Money is whole fen, instants are days."""

from kamsim.engine.records.accounts import (
    AccountChurned,
    AccountListed,
    AccountWon,
    AccountWonBack,
    LineWon,
    ReferenceAgreed,
)
from kamsim.engine.records.choices import ChoiceMade, DecisionMade, Surprise
from kamsim.engine.records.contracts import (
    ApprovalGiven,
    BundleRebased,
    ContractLapsed,
    ContractSigned,
    DemandSettled,
    DiscountDemanded,
    PaymentAgreed,
    PriceChanged,
    PriceLeaked,
)
from kamsim.engine.records.ledger import ENGINE_VERSION, Ledger, Record, digest, fen, quick
from kamsim.engine.records.money import BillSent, CostBooked
from kamsim.engine.records.people import OwnerLeft, PersonLeft, PersonPromoted
from kamsim.engine.records.rivals import BuildingAttacked, CounterOfferMade, QuoteMade, RivalPriceChanged
from kamsim.engine.records.sales import (
    MotiveHeard,
    ObjectionAnswered,
    ObjectionRaised,
    OpportunityClosed,
    OpportunityOpened,
    ProposalMade,
    StageReached,
)
from kamsim.engine.records.service import (
    CrisisAnswered,
    CrisisOpened,
    CsatAnswered,
    IncidentClosed,
    IncidentOpened,
    PromiseEnded,
    SurveyAnswered,
)
from kamsim.engine.records.work import ActivityDone, AuditHeld, WorkDone

__all__ = [
    "ENGINE_VERSION",
    "AccountChurned",
    "AccountListed",
    "AccountWon",
    "AccountWonBack",
    "ActivityDone",
    "ApprovalGiven",
    "AuditHeld",
    "BillSent",
    "BuildingAttacked",
    "BundleRebased",
    "ChoiceMade",
    "ContractLapsed",
    "ContractSigned",
    "CostBooked",
    "CounterOfferMade",
    "CrisisAnswered",
    "CrisisOpened",
    "CsatAnswered",
    "DecisionMade",
    "DemandSettled",
    "DiscountDemanded",
    "IncidentClosed",
    "IncidentOpened",
    "Ledger",
    "LineWon",
    "MotiveHeard",
    "ObjectionAnswered",
    "ObjectionRaised",
    "OpportunityClosed",
    "OpportunityOpened",
    "OwnerLeft",
    "PaymentAgreed",
    "PersonLeft",
    "PersonPromoted",
    "PriceChanged",
    "PriceLeaked",
    "PromiseEnded",
    "ProposalMade",
    "QuoteMade",
    "Record",
    "ReferenceAgreed",
    "RivalPriceChanged",
    "StageReached",
    "Surprise",
    "SurveyAnswered",
    "WorkDone",
    "digest",
    "fen",
    "quick",
]
