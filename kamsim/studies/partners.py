"""How the textbook treats firms rather than people: strategic partners at the top of the book, agents at its end."""

from kamsim.engine.briefing import AccountView, Briefing
from kamsim.engine.decisions import Decision, HoldInstrument, SetChannel, SetPartnerTier
from kamsim.market.organization import times_a_year

STRATEGIC_FROM_FEN = 10_000_000
"""Monthly bill from which a summit twice a year pays for itself."""
AGENT_BELOW = 0.3
"""Bill, relative to the book's mean, below which an account costs an account manager more than an agent."""
SUMMIT_PAUSE, SUMMIT_PAUSE_AT_RENEWAL = 6, 4
"""Months between two summits; fewer when the contract ends within three months."""


def partner_work(briefing: Briefing) -> list[Decision]:
    """Name strategic partners at the start; then a service meeting a year, and summits, sooner before a renewal."""
    found: list[Decision] = []
    for account in briefing.accounts:
        if account.status != "active":
            continue
        if briefing.month == 0 and account.bill_fen >= STRATEGIC_FROM_FEN:
            found.append(SetPartnerTier(account=account.account_id, partner="strategic"))
        elif account.footing.partner == "strategic":
            found += [HoldInstrument(account=account.account_id, instrument=name) for name in _due(briefing, account)]
    return found


def _due(briefing: Briefing, account: AccountView) -> list[str]:
    footing, end = account.footing, account.contract_end_month
    due = ["service_meeting"] if all(name != "service_meeting" for _, name in footing.held) else []
    summits = [month for month, name in footing.held if name == "summit"]
    ends_soon = end is not None and end - briefing.month <= 3
    pause = SUMMIT_PAUSE_AT_RENEWAL if ends_soon else SUMMIT_PAUSE
    rested = not summits or briefing.month - summits[-1] >= pause
    if rested and len(summits) < times_a_year("summit", footing.partner):
        due.append("summit")
    return due


def small_accounts_to_agents(briefing: Briefing) -> list[Decision]:
    """At the start, accounts far smaller than the mean go to an agent: a tier at once where it holds no other."""
    active = [account for account in briefing.accounts if account.status == "active"]
    if briefing.month or not active:
        return []
    limit = AGENT_BELOW * sum(account.bill_fen for account in active) / len(active)
    found: list[Decision] = []
    for tier in ("A", "B", "C"):
        members = [account for account in active if account.tier == tier]
        small = [account for account in members if account.bill_fen < limit]
        if small and len(small) == len(members):
            found.append(SetChannel(tier=tier, channel="agent"))
        else:
            found += [SetChannel(account=account.account_id, channel="agent") for account in small]
    return found
