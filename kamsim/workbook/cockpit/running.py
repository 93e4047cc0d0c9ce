"""What standing decisions cost a month, and how much more that is than at present."""

from collections.abc import Iterable

from kamsim.engine.briefing import AccountView
from kamsim.engine.decisions import (
    AppointSponsor,
    AssignOwner,
    Decision,
    SetChannel,
    SetPartnerTier,
    SetServiceLevel,
    SetStrategy,
    SetSwitching,
)
from kamsim.market.channels import DIRECT, channel_cost, released_cost
from kamsim.market.parameters import Parameters
from kamsim.workbook.cockpit.state import Desk


def running_fen(desk: Desk, decision: Decision) -> tuple[int, int] | None:
    """A month of a standing decision from now on, and the change against now, in fen; None for other decisions."""
    parameters, briefing = desk.parameters, desk.briefing
    match decision:
        case SetServiceLevel() | SetStrategy() | SetSwitching():
            usage = desk.tier_usage_fen(decision.tier)
            new, old = (share * usage for share in briefing.tier_cost(decision))
        case AppointSponsor():
            # Billed with the account's own bill: nothing before they are ours, and nothing after they left.
            month = 100 * parameters.sponsor_cost * (desk.accounts[decision.account].status == "active")
            new, old = (month, 0) if decision.on else (0, month)
        case AssignOwner(seat="B" | "C"):
            month = 100 * parameters.owner_seat_cost
            new, old = (month, 0) if decision.on else (0, month)
        case SetPartnerTier():
            now = desk.accounts[decision.account].footing.partner
            new, old = (partner_fen(parameters, partner) for partner in (decision.partner, now))
        case SetChannel():
            whose = accounts_of(desk, decision)
            new = sum(channel_fen(desk, decision.channel, account) for account in whose)
            old = sum(channel_fen(desk, account.footing.channel, account) for account in whose)
        case _:
            return None
    return round(new), round(new) - round(old)


def partner_fen(parameters: Parameters, partner: str) -> float:
    """A month of a partner tier, in fen."""
    costs = {"ordinary": 0.0, "partner": parameters.partner_cost, "strategic": parameters.strategic_cost}
    return 100 * costs[partner]


def channel_fen(desk: Desk, channel: str, account: AccountView) -> float:
    """A month of an account in a channel, less what its account manager no longer costs, in fen."""
    if channel == DIRECT or account.status != "active":
        return 0.0
    direct = desk.briefing.direct_cost
    cost = channel_cost(desk.parameters, channel, direct, account.bill_fen / 100, commissioned=True)
    return 100 * (cost - released_cost(desk.parameters, direct))


def accounts_of(desk: Desk, decision: SetChannel) -> list[AccountView]:
    """The accounts that a channel is set for."""
    if decision.account is not None:
        return [desk.accounts[decision.account]]
    return [account for account in desk.briefing.accounts if account.tier == decision.tier]


def change_fen(desk: Desk, decisions: Iterable[Decision]) -> int:
    """By how much decisions change what is paid every month, in fen."""
    return sum(found[1] for found in (running_fen(desk, decision) for decision in decisions) if found)
