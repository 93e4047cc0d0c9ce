"""Winning a lost account back: what is offered, why the account left, how long ago (after Kumar et al. 2015)."""

from typing import NamedTuple

from kamsim.market.buying import Part
from kamsim.market.parameters import Parameters

WIN_BACK_OFFERS = ("none", "discount", "upgrade", "both")


class WinBackOffer(NamedTuple):
    """What an offer pulls (logit), gives away (discount, running cost of the upgrade), and its second life's hazard."""

    pull: float
    discount: float
    cost_share: float
    second_life: float


def win_back_offer(parameters: Parameters, offer: str) -> WinBackOffer:
    """An offer with its numbers as they are set; `offer` is one of `WIN_BACK_OFFERS`."""
    p = parameters
    return {
        "none": WinBackOffer(0.0, 0.0, 0.0, p.win_back_none_ratio),
        "discount": WinBackOffer(p.win_back_discount_pull, p.win_back_discount, 0.0, p.win_back_discount_ratio),
        "upgrade": WinBackOffer(p.win_back_upgrade_pull, 0.0, p.win_back_upgrade_cost, p.win_back_upgrade_ratio),
        "both": WinBackOffer(p.win_back_both_pull, p.win_back_discount, p.win_back_upgrade_cost, p.win_back_both_ratio),
    }[offer]


def win_back_parts(
    parameters: Parameters,
    offer: str,
    months_away: float,
    reason: str,
    met_decider: bool,
    wallet_mapped: bool,
    locked_in: bool,
) -> tuple[Part, ...]:
    """Parts of the log-odds that a lost account returns."""
    service = reason in ("incident", "satisfaction")
    why = parameters.win_back_price_reason if reason == "price" else -parameters.win_back_service_reason * service
    return (
        ("readiness", parameters.win_back_base),
        ("months_away", -parameters.win_back_fading * months_away),
        ("reason_for_leaving", why),
        ("offer", win_back_offer(parameters, offer).pull),
        ("decider_met", parameters.win_back_decider if met_decider else 0.0),
        ("wallet_map", parameters.win_back_wallet_map if wallet_mapped else 0.0),
        ("rival_lock_in", -parameters.win_back_lock_in if locked_in else 0.0),
    )
