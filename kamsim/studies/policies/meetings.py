"""Whom the textbook meets, and how."""

from kamsim.engine.briefing import AccountView, Briefing, PersonView
from kamsim.engine.state import MONTH_DAYS
from kamsim.market.activities import SPONSOR_CALL

RISING_WEIGHT = 1.5
"""How much more the textbook sees in somebody who may be promoted."""


def worth_meeting(person: PersonView, account: AccountView, briefing: Briefing) -> float:
    """Influence, less when the person is won already or was met a moment ago; a sale needs decider and finance."""
    level = person.level if person.level is not None else 0
    days = 999.0 if person.met_day is None else briefing.month * MONTH_DAYS - person.met_day
    freshness = 1.0 if days > 40 else 0.5 if days > 15 else 0.2
    needed = account.opportunity is not None and person.role in ("decider", "finance") and days > 90
    weight = (3 if needed else 1) * (RISING_WEIGHT if person.rising else 1)
    return briefing.influence[person.role or "influencer"] * (3.2 - level) * freshness * weight


def fitting_activity(person: PersonView, sponsor: bool = False) -> str:
    """The activity that suits a person's role, style and level; `sponsor`: an executive of ours has time to call."""
    level = person.level if person.level is not None else 0
    if person.role == "finance" and level <= 1:
        return "savings_proposal"
    if person.role == "technical" and level <= 2:
        return "workshop"
    if person.role == "user" and level >= 0:
        return "training"
    if person.role == "decider" and level >= 1:
        return "advisory_role"
    if sponsor and person.role == "decider" and level >= 0 and person.met_times:
        return SPONSOR_CALL
    if person.style == "amiable" and level >= 0:
        return "care"
    return "visit"
