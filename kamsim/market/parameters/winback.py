"""Numbers of winning back, and of rivals that grab back; order of the offers after Kumar et al. 2015."""

from pydantic import BaseModel

from kamsim.market.parameters.ranges import ASSUMPTION, number


class Winback(BaseModel):
    """Section of the table: winning back."""

    # a campaign, and the life after it
    win_back_base: float = number(
        -1.1, -4, 1, "logit", "20-40 % of campaigns (Griffin & Lowenstein)", "a lost account comes back"
    )
    win_back_none_ratio: float = number(1.15, 1, 2, "hazard ratio", ASSUMPTION, "second life after no offer")
    win_back_discount_pull: float = number(0.5, 0, 1.5, "logit", ASSUMPTION, "pull of a discount")
    win_back_discount_ratio: float = number(
        1.3, 1, 2, "hazard ratio", "direction Kumar et al. 2015; size: assumption", "second life after a discount"
    )
    win_back_upgrade_pull: float = number(0.45, 0, 1.5, "logit", ASSUMPTION, "pull of better service")
    win_back_upgrade_ratio: float = number(
        1.0, 1, 2, "hazard ratio", "direction Kumar et al. 2015; size: assumption", "second life after an upgrade"
    )
    win_back_both_pull: float = number(0.8, 0, 2, "logit", ASSUMPTION, "pull of a discount and better service")
    win_back_both_ratio: float = number(
        1.4, 1, 2, "hazard ratio", "direction Kumar et al. 2015; size: assumption", "second life after both"
    )
    win_back_diminishing: float = number(
        0.5, 0.1, 1, "exponent", ASSUMPTION, "pull of another discount: twice as much pulls less than twice"
    )
    win_back_bundle_ratio: float = number(
        1.1, 1, 2, "hazard ratio", "between service and a gift of price; size: assumption", "second life after a bundle"
    )
    win_back_discount: float = number(0.10, 0, 0.5, "share of list price", ASSUMPTION, "discount to come back")
    win_back_upgrade_cost: float = number(
        0.03, 0, 0.2, "share of list usage", ASSUMPTION, "running cost of the upgrade"
    )
    win_back_fading: float = number(0.10, 0, 0.5, "logit per month", ASSUMPTION, "time away makes a return unlikelier")
    win_back_price_reason: float = number(0.5, 0, 1.5, "logit", ASSUMPTION, "left over price: likelier to return")
    win_back_service_reason: float = number(0.5, 0, 1.5, "logit", ASSUMPTION, "left over service: unlikelier to return")
    win_back_decider: float = number(0.4, 0, 1.5, "logit", ASSUMPTION, "the decider was met since they left")
    win_back_wallet_map: float = number(0.3, 0, 1.5, "logit", ASSUMPTION, "we know what they spend with whom")
    win_back_lock_in: float = number(0.8, 0, 2, "logit", ASSUMPTION, "a rival has bound the account")
    win_back_term: int = number(12, 0, 36, "months", ASSUMPTION, "term that a returning account signs")
    win_back_first_life: float = number(
        0.5, 0, 2, "logit", "direction Kumar et al. 2015; size: assumption", "an account that never left before"
    )
    win_back_asked_months: int = number(6, 1, 36, "months", ASSUMPTION, "for which a lost account is in the inbox")
    win_back_pause: int = number(6, 0, 24, "months", ASSUMPTION, "until an account may be asked back again")
    second_life_spending: float = number(
        0.10, 0, 0.5, "share", "direction Kumar et al. 2015; size: assumption", "who left over service spends more"
    )

    # a rival that grabs back
    rival_term: float = number(0.65, 0, 1, "probability", ASSUMPTION, "a rival binds an account that it took")
    counter_grab: float = number(
        0.30, 0, 1, "probability", ASSUMPTION, "a rival tries to take back an account that we won back"
    )
    counter_grab_days: float = number(60, 1, 180, "days", ASSUMPTION, "within which it tries")
    counter_grab_cut: float = number(
        0.10, 0, 0.4, "share of our price", ASSUMPTION, "how far below us its offer then is"
    )
    counter_grab_term: int = number(24, 0, 36, "months", ASSUMPTION, "how long its offer would bind the account")
    counter_grab_stands: float = number(
        29, 0, 120, "days", ASSUMPTION, "how long its offer stands at least, so that we may answer"
    )
    counter_grab_visit: float = number(
        0.2, 0, 1, "levels", ASSUMPTION, "what an executive gains meanwhile with those who decide, pay and buy"
    )
    counter_grab_met: float = number(
        0.5, 0, 1, "share of the gap", ASSUMPTION, "how far towards its price we go when we meet part of it"
    )
    counter_grab_base: float = number(0.8, -2, 4, "logit", ASSUMPTION, "a contract just signed with us holds")
    lock_in_reluctance: float = number(0.03, 0, 0.1, "logit per month", ASSUMPTION, "accounts like to stay free")
