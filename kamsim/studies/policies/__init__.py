"""Five ways to run a territory, as plain functions from a briefing to decisions."""

from kamsim.engine.simulation import Policy
from kamsim.studies.policies.bots import BASELINE, PAR, POLICIES
from kamsim.studies.policies.by_the_book import OPENING_DISCOUNT, textbook
from kamsim.studies.policies.chance import random_choices
from kamsim.studies.policies.habits import busy_visitor, discounter, wait_and_see
from kamsim.studies.policies.meetings import fitting_activity
from kamsim.studies.policies.plan import Plan

__all__ = [
    "BASELINE",
    "OPENING_DISCOUNT",
    "PAR",
    "POLICIES",
    "Plan",
    "Policy",
    "busy_visitor",
    "discounter",
    "fitting_activity",
    "random_choices",
    "textbook",
    "wait_and_see",
]
