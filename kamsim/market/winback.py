"""Winning a lost account back, its second life, and the rival's counter-grab (after Kumar et al. 2015)."""

from typing import NamedTuple

from kamsim.market.buying import Part, price_response
from kamsim.market.parameters import Parameters
from kamsim.market.tastes import BALANCED, Taste

WIN_BACK_OFFERS = ("none", "discount", "upgrade", "both", "bundle")
SERVICE_REASONS = frozenset({"incident", "satisfaction"})
"""Reasons for leaving that a better price does not mend."""


class WinBackOffer(NamedTuple):
    """What an offer pulls (logit), gives away (discount, running cost of the upgrade), and its second life's hazard."""

    pull: float
    discount: float
    cost_share: float
    second_life: float


def win_back_offer(
    parameters: Parameters, offer: str, discount: float | None = None, bundle_ratio: float = 1.0
) -> WinBackOffer:
    """An offer with its numbers as they are set; `offer` is one of `WIN_BACK_OFFERS`.

    `discount`: another one than `win_back_discount`. `bundle_ratio`: the bundle's price over what is paid in all
    today, with the saving that an account wants to see; it pulls by the weight of price times the log of that.
    """
    p, given, size = parameters, parameters.win_back_discount, 1.0
    if discount is not None:
        size, given = (discount / max(given, 0.01)) ** p.win_back_diminishing, discount
    return {
        "none": WinBackOffer(0.0, 0.0, 0.0, p.win_back_none_ratio),
        "discount": WinBackOffer(size * p.win_back_discount_pull, given, 0.0, p.win_back_discount_ratio),
        "upgrade": WinBackOffer(p.win_back_upgrade_pull, 0.0, p.win_back_upgrade_cost, p.win_back_upgrade_ratio),
        "both": WinBackOffer(
            p.win_back_upgrade_pull + size * (p.win_back_both_pull - p.win_back_upgrade_pull),
            given,
            p.win_back_upgrade_cost,
            p.win_back_both_ratio,
        ),
        "bundle": WinBackOffer(
            -p.weight_price * price_response(bundle_ratio, p.loss_aversion), 0.0, 0.0, p.win_back_bundle_ratio
        ),
    }[offer]


def win_back_parts(
    parameters: Parameters,
    offer: WinBackOffer,
    months_away: float,
    reason: str,
    met_decider: bool,
    wallet_mapped: bool,
    locked_in: bool,
    first_life: bool = True,
) -> tuple[Part, ...]:
    """Parts of the log-odds that a lost account returns."""
    service = reason in SERVICE_REASONS
    why = parameters.win_back_price_reason if reason == "price" else -parameters.win_back_service_reason * service
    return (
        ("readiness", parameters.win_back_base),
        ("first_life", parameters.win_back_first_life if first_life else 0.0),
        ("months_away", -parameters.win_back_fading * months_away),
        ("reason_for_leaving", why),
        ("offer", offer.pull),
        ("decider_met", parameters.win_back_decider if met_decider else 0.0),
        ("wallet_map", parameters.win_back_wallet_map if wallet_mapped else 0.0),
        ("rival_lock_in", -parameters.win_back_lock_in if locked_in else 0.0),
    )


def second_spending(parameters: Parameters, reason: str) -> float:
    """What a returned account spends, relative to before: who left over service returns less often and spends more."""
    return 1 + parameters.second_life_spending if reason in SERVICE_REASONS else 1.0


def rival_term(parameters: Parameters, draw: float) -> int:
    """Months for which a rival binds an account that it took: 0, 12 or 24; `draw` is uniform 0..1."""
    if draw >= parameters.rival_term:
        return 0
    # Of the terms in the market, 40 are of 12 months for 25 of 24 months.
    return 12 if draw < parameters.rival_term * 40 / 65 else 24


def counter_grab_parts(
    parameters: Parameters,
    price_gap: float,
    closeness: float,
    held: tuple[Part, ...],
    term_months: int,
    taste: Taste = BALANCED,
) -> tuple[Part, ...]:
    """Parts of the log-odds that an account just won back stays when its old vendor offers a lock-in term.

    `price_gap`: log of our price over the rival's; `closeness`: attitude to us less that to the rival, in levels;
    `held`: what holds the account as at the end of a term. A long term speaks against the rival.
    """
    return (
        ("new_contract", parameters.counter_grab_base),
        ("price", -taste.price * parameters.weight_price * price_gap),
        ("relationship", parameters.weight_relationship * closeness),
        *held,
        ("rival_lock_in", parameters.lock_in_reluctance * term_months),
    )
