"""Channels: who looks after an account from day to day, what that costs a month, and what the account makes of it.

An account manager is mostly a fixed cost, an agent mostly a variable one (training documents); sizes are assumptions.
"""

from kamsim.market.parameters import Parameters

DIRECT = "account_manager"
CHANNELS = (DIRECT, "tele_seat", "agent")


def channel_cost(parameters: Parameters, channel: str, direct: float, bill: float, commissioned: bool) -> float:
    """Cost of a channel for one account and month, in CNY; `direct` is that of an account manager.

    `commissioned` while an agent earns on its bills. A game does not book the account manager's part, for the team is
    there anyway; it books what a handover releases.
    """
    if channel == DIRECT:
        return direct
    if channel == "tele_seat":
        return parameters.tele_fixed * direct + parameters.tele_share * bill
    return parameters.agent_fixed * direct + (parameters.agent_commission * bill if commissioned else 0.0)


def direct_cost(parameters: Parameters, bills: list[float]) -> float:
    """What an account manager costs a month for one account of a book with these bills, in CNY; 0 without any.

    The same for each account, large or small: that is what makes small ones dear.
    """
    return parameters.direct_share * sum(bills) / len(bills) if bills else 0.0


def released_cost(parameters: Parameters, direct: float) -> float:
    """What handing over one account saves a month, in CNY: most of the account manager's cost stays."""
    return direct * parameters.direct_released


def channel_mood(parameters: Parameters, channel: str, lines: int) -> float:
    """Change of the satisfaction that an account settles at, in SD; a broad account misses its own manager more."""
    if channel == DIRECT:
        return 0.0
    each = parameters.tele_mood if channel == "tele_seat" else parameters.agent_mood
    return -each * lines


def cheapest_channel(parameters: Parameters, direct: float, bill: float, margin: float) -> tuple[str, float]:
    """The channel that leaves most of a monthly bill (CNY, with its margin before the channel), and what it leaves.

    With an agent on commission. What is left can be negative: some accounts pay in no channel.
    """
    left = [(margin - channel_cost(parameters, channel, direct, bill, True), channel) for channel in CHANNELS]
    profit, channel = max(left, key=lambda choice: choice[0])
    return channel, profit


def whale_curve(profits: list[float]) -> list[float]:
    """Cumulative share of all profit, most profitable account first; above 1 where the rest brings losses.

    Empty where there is no profit to share.
    """
    total = sum(profits)
    if total <= 0:
        return []
    curve, so_far = [], 0.0
    for profit in sorted(profits, reverse=True):
        so_far += profit
        curve.append(so_far / total)
    return curve
