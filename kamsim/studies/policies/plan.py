"""A month's plan, as the bots fill it."""

from kamsim.engine.briefing import Briefing
from kamsim.engine.decisions import Decision, price_offer_to


class Plan:
    """Decisions that fit into the hours there are, with at most one price offer to an account."""

    def __init__(self, briefing: Briefing) -> None:
        self.left = briefing.hours
        self._hours_of = briefing.hours_of
        self._offered: set[str] = set()
        self.decisions: list[Decision] = []

    def add(self, decision: Decision) -> bool:
        """Add a decision if its hours are left and its account has no other price offer; says whether."""
        hours, account = self._hours_of(decision), price_offer_to(decision)
        if hours > self.left or account in self._offered:
            return False
        if account is not None:
            self._offered.add(account)
        self.left -= hours
        self.decisions.append(decision)
        return True
