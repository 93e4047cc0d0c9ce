"""The hidden truth of a running game that the processes share: accounts, and a module for each part of one."""

from kamsim.engine.state.account import AccountState
from kamsim.engine.state.calendar import BILLING_DAY, MONTH_DAYS
from kamsim.engine.state.contracts import Contract, Demand
from kamsim.engine.state.footing import Footing
from kamsim.engine.state.luck import Watch
from kamsim.engine.state.people import Departure, PersonState
from kamsim.engine.state.rivals import Attack, CounterOffer
from kamsim.engine.state.sales import Objection, Opportunity, Progress, Proposal
from kamsim.engine.state.service import Crisis, Fault, Outage

__all__ = [
    "BILLING_DAY",
    "MONTH_DAYS",
    "AccountState",
    "Attack",
    "Contract",
    "CounterOffer",
    "Crisis",
    "Demand",
    "Departure",
    "Fault",
    "Footing",
    "Objection",
    "Opportunity",
    "Outage",
    "PersonState",
    "Progress",
    "Proposal",
    "Watch",
]
