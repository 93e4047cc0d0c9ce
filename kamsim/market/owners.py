"""Who of us looks after an account: seats A, B and C, and what an account loses when its A owner leaves or changes."""

from collections.abc import Container

from kamsim.market.parameters import Parameters

SEATS = ("A", "B", "C")
"""An account manager has seat A; B and C are colleagues from solutions and delivery who know the account too."""
COVERS = SEATS[1:]
"""Seats beside the account manager's, which are filled in this order."""


def attitude_lost(parameters: Parameters, covers: Container[str]) -> float:
    """Share of every good attitude to us that goes with the A owner; `covers` are the other seats that are filled."""
    if "B" not in covers:
        return parameters.owner_loss
    return parameters.owner_loss_bc if "C" in covers else parameters.owner_loss_b


def lost_in_handover(parameters: Parameters, covers: Container[str]) -> float:
    """The same where we hand the account over to another of us, who is introduced first."""
    return parameters.handover_loss * attitude_lost(parameters, covers)


def together(before: float, now: float) -> float:
    """Share lost after two losses, one on top of the other."""
    return 1 - (1 - before) * (1 - now)


def without_owner(attitude: float, share: float) -> float:
    """An attitude after its owner left: what speaks for us shrinks, an opponent stays one."""
    return attitude * (1 - share) if attitude > 0 else attitude


def share_still_lost(parameters: Parameters, share: float, option: str) -> float:
    """Share of attitude still lost after an answer: `introduce`, `send_letter` or `wait`."""
    recovered = {"introduce": parameters.successor_introduced, "send_letter": parameters.successor_letter}
    return share * (1 - recovered.get(option, 0.0))


def reintroduced(attitude: float, before: float, after: float) -> float:
    """An attitude from which a share `before` was lost, when only `after` is lost for good."""
    return attitude * (1 - after) / (1 - before) if attitude > 0 else attitude


def usage_kept(parameters: Parameters, share: float) -> float:
    """Share of an account's usage that stays in the months after its owner left, from the attitude still lost."""
    return 1 - parameters.owner_sales * share
