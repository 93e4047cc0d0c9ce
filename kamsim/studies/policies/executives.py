"""Our executives as sponsors, and their calls, in a plan by the book."""

from kamsim.engine.briefing import AccountView, Briefing
from kamsim.engine.decisions import AppointSponsor
from kamsim.studies.policies.plan import Plan

SPONSORED_FROM_FEN = 3_000_000
"""Monthly bill from which an executive sponsor pays for itself."""


class Executives:
    """Our executives in a month's plan: a sponsor for an account that is worth one, as long as there is somebody."""

    def __init__(self, briefing: Briefing) -> None:
        self._left, self._most = briefing.sponsors_left, briefing.sponsor_calls
        self._calls: dict[str, int] = {}

    def may_call(self, account: AccountView) -> bool:
        """Whether the account's sponsor has a call left, or somebody could become its sponsor."""
        calls = self._calls.get(account.account_id, 0)
        named = account.sponsored or calls or (self._left > 0 and account.bill_fen >= SPONSORED_FROM_FEN)
        return bool(named) and calls < self._most

    def call(self, plan: Plan, account: AccountView) -> None:
        """Count a call; the first at an account without a sponsor names one."""
        name = account.account_id
        if not account.sponsored and name not in self._calls:
            plan.add(AppointSponsor(account=name))
            self._left -= 1
        self._calls[name] = self._calls.get(name, 0) + 1
