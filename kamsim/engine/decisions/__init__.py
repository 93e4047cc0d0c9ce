"""What a manager can decide: frozen decisions with their ranges, a module for each subject, and what they take."""

from kamsim.engine.decisions.decision import Decision, Terse
from kamsim.engine.decisions.effort import cost_fen_of, hours_of
from kamsim.engine.decisions.fields import (
    BEST_PLAN,
    MOST_DISCOUNT,
    AccountId,
    Allowance,
    Discount,
    PlanName,
    Term,
    Tier,
    X,
)
from kamsim.engine.decisions.inbox import SITUATIONS, Answer
from kamsim.engine.decisions.kinds import AnyDecision
from kamsim.engine.decisions.offers import WIN_BACK_PLAN, GiveDiscount, OfferBundle, OfferContract, Propose, WinBack
from kamsim.engine.decisions.people import AppointSponsor, AssignOwner, MapPower, Visit
from kamsim.engine.decisions.pricing import offers_bundle, price_offer_to
from kamsim.engine.decisions.promotion import HoldRoadShow
from kamsim.engine.decisions.relations import HoldInstrument, SetPartnerTier, TendDepartments, departments_of
from kamsim.engine.decisions.tiers import SetChannel, SetServiceLevel, SetStrategy, SetSwitching
from kamsim.engine.decisions.training import TrainTeam

__all__ = [
    "BEST_PLAN",
    "MOST_DISCOUNT",
    "SITUATIONS",
    "WIN_BACK_PLAN",
    "AccountId",
    "Allowance",
    "Answer",
    "AnyDecision",
    "AppointSponsor",
    "AssignOwner",
    "Decision",
    "Discount",
    "GiveDiscount",
    "HoldInstrument",
    "HoldRoadShow",
    "MapPower",
    "OfferBundle",
    "OfferContract",
    "PlanName",
    "Propose",
    "SetChannel",
    "SetPartnerTier",
    "SetServiceLevel",
    "SetStrategy",
    "SetSwitching",
    "TendDepartments",
    "Term",
    "Terse",
    "Tier",
    "TrainTeam",
    "Visit",
    "WinBack",
    "X",
    "cost_fen_of",
    "departments_of",
    "hours_of",
    "offers_bundle",
    "price_offer_to",
]
