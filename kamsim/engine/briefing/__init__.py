"""What a manager may know as a month starts: evidence, bills, estimates and situations, never the hidden truth."""

from kamsim.engine.briefing.month import Briefing
from kamsim.engine.briefing.views import AccountView, FootingView, PersonView, ProposalView, Situation

__all__ = ["AccountView", "Briefing", "FootingView", "PersonView", "ProposalView", "Situation"]
