"""All kinds of decision, in the order in which lists name them; a decision says by `kind` which it is."""

from typing import Annotated

from pydantic import Field

from kamsim.engine.decisions.inbox import Answer
from kamsim.engine.decisions.offers import GiveDiscount, OfferBundle, OfferContract, Propose, WinBack
from kamsim.engine.decisions.people import AppointSponsor, AssignOwner, MapPower, Visit
from kamsim.engine.decisions.promotion import HoldRoadShow
from kamsim.engine.decisions.relations import HoldInstrument, SetPartnerTier, TendDepartments
from kamsim.engine.decisions.tiers import SetChannel, SetServiceLevel, SetStrategy, SetSwitching
from kamsim.engine.decisions.training import TrainTeam

AnyDecision = Annotated[
    Visit
    | MapPower
    | GiveDiscount
    | OfferContract
    | OfferBundle
    | AppointSponsor
    | WinBack
    | SetServiceLevel
    | SetStrategy
    | SetPartnerTier
    | HoldInstrument
    | TendDepartments
    | SetChannel
    | HoldRoadShow
    | TrainTeam
    | SetSwitching
    | Answer
    | AssignOwner
    | Propose,
    Field(discriminator="kind"),
]
