"""Winning a lost account back: what is offered, why the account left, how long ago (after Kumar et al. 2015)."""

from kamsim.market.buying import Part
from kamsim.market.parameters import Parameters

WIN_BACK_OFFERS = ("none", "discount", "upgrade", "both")
OFFER_PULL = {"none": 0.0, "discount": 0.5, "upgrade": 0.45, "both": 0.8}
OFFER_DISCOUNT = {"none": 0.0, "discount": 0.10, "upgrade": 0.0, "both": 0.10}
OFFER_COST_SHARE = {"none": 0.0, "discount": 0.0, "upgrade": 0.03, "both": 0.03}
"""Running cost of the upgrade as a share of list usage (assumption)."""
SECOND_LIFE = {"none": 1.15, "discount": 1.3, "upgrade": 1.0, "both": 1.3}
"""Hazard ratio of the second life."""


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
    return (
        ("readiness", parameters.win_back_base),
        ("months_away", -0.10 * months_away),
        ("reason_for_leaving", 0.5 if reason == "price" else -0.5 if reason in ("incident", "satisfaction") else 0.0),
        ("offer", OFFER_PULL[offer]),
        ("decider_met", 0.4 if met_decider else 0.0),
        ("wallet_map", 0.3 if wallet_mapped else 0.0),
        ("rival_lock_in", -0.8 if locked_in else 0.0),
    )
