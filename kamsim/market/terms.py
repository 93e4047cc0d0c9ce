"""Numbers of bundles, terms, leaving, switching costs, winning back, warning signals and lifetime value."""

from pydantic import BaseModel

from kamsim.market.ranges import ASSUMPTION, number

INFERRED = "inferred from the training documents"
SHARE = "share"


class BundleTerms(BaseModel):
    """Numbers of the Evergreen bundle; what the sources leave open is an assumption and can be switched."""

    plan_a_commitment: float = number(1.1, 1.05, 1.2, "x X", "training documents", "plan A: pay each month")
    plan_a_allowance: float = number(1.5, 1.35, 1.65, "x X", "training documents", "plan A: use up to")
    plan_b_commitment: float = number(1.0, 0.95, 1.1, "x X", INFERRED, "plan B: pay each month")
    plan_b_allowance: float = number(1.25, 1.15, 1.35, "x X", ASSUMPTION, "plan B: use up to")
    plan_c_commitment: float = number(0.9, 0.8, 0.95, "x X", INFERRED, "plan C: pay each month")
    plan_c_allowance: float = number(1.0, 0.95, 1.1, "x X", ASSUMPTION, "plan C: use up to")
    x_measured: int = number(
        0, 0, 1, "0 wallet, 1 measured", "cases against definition in the training documents", "X when none is named"
    )
    rebase_basis: int = number(
        0, 0, 2, "0 usage, 1 paid, 2 the smaller", ASSUMPTION, "what the new X is the mean of, at re-basing"
    )
    rebase_cap: float = number(100, 1, 100, "ratio", ASSUMPTION, "most that re-basing multiplies X by; 100: no cap")
    rebase_floor: float = number(0, 0, 1, "ratio", ASSUMPTION, "least that re-basing multiplies X by; 0: no floor")
    rebase_concession: float = number(
        1.05, 1, 1.5, "ratio", ASSUMPTION, "most that X rises when we promise a cap before re-basing"
    )
    overage_discount: float = number(
        0, 0, 0.6, "share of list price", ASSUMPTION, "off for usage beyond the allowance; 0: list price"
    )
    care_always: int = number(
        0, 0, 1, "0 no, 1 yes", ASSUMPTION, "whether the least care is due every month, or only with a shortfall"
    )
    flat_rate_bias: float = number(
        0.03, 0, 0.1, "share of bill", "direction Lambrecht & Skiera 2006; size: assumption", "liking of a fixed fee"
    )
    usage_elasticity: float = number(
        -0.3, -0.7, 0, "elasticity", "levels Taylor 1994; value: assumption", "usage that answers to our price"
    )
    exit_fee_share: float = number(
        0, 0, 1, "share of what is left of the term", ASSUMPTION, "fee for leaving within a term"
    )
    exit_fee_hold: float = number(
        0.15, 0, 0.5, "log hazard per monthly bill", ASSUMPTION, "how a fee for leaving holds an account"
    )


class LeavingNumbers(BaseModel):
    """Numbers of what shocks, offends and holds an account."""

    ratio_bill_shock: float = number(
        1.5, 1, 2.5, "hazard ratio per 10 %", ASSUMPTION, "a fee that rises at re-basing by more than goes unnoticed"
    )
    bill_shock_threshold: float = number(0.10, 0, 0.5, "share of the fee", ASSUMPTION, "rise that shocks nobody")
    bill_shock_months: int = number(2, 0, 12, "months", ASSUMPTION, "how long a bill shock is felt")
    ratio_proactive_offer: float = number(
        1.6,
        1.0,
        1.7,
        "hazard ratio",
        "Ascarza et al. 2016",
        "a cheaper plan or price that a heavy user did not ask for",
    )
    proactive_months: int = number(3, 0, 12, "months", "Ascarza et al. 2016", "how long such an offer makes them think")
    proactive_over_use: float = number(
        1.05, 1, 2, "ratio", ASSUMPTION, "last usage to its half-year mean from which an account is a heavy user"
    )
    neighbor_half_life_days: float = number(30, 10, 90, "days", "Nitzan & Libai 2011", "how fast a loss is forgotten")
    incident_memory_days: float = number(90, 0, 365, "days", ASSUMPTION, "how long a major incident counts")
    leak_satisfaction: float = number(
        0.5, 0, 2, "standard deviations", ASSUMPTION, "lost when a neighbor turns out to pay less"
    )
    leak_attitude: float = number(0.3, 0, 1, "levels", ASSUMPTION, "lost when a neighbor turns out to pay less")
    noticed_difference: float = number(0.01, 0, 0.2, "share of list price", ASSUMPTION, "price gap that is noticed")
    sponsor_cost: float = number(500, 0, 5_000, "CNY per month", ASSUMPTION, "an executive sponsor of an account")
    fault_mood: float = number(0.8, 0, 3, "standard deviations", ASSUMPTION, "satisfaction that an open fault costs")
    survey_response: float = number(0.45, 0, 1, "probability", ASSUMPTION, "an account answers a survey")
    uninvited: float = number(
        1.5, 0, 2, "logit", ASSUMPTION, "at a renewal, what keeps an account from a rival that made no quote"
    )
    strategy_price: float = number(1, 0, 5, "ratio", ASSUMPTION, "what every relationship strategy costs")
    service_price: float = number(1, 0, 5, "ratio", ASSUMPTION, "what every service level costs")
    switching_ceiling: float = number(
        2.5, 0.5, 5, "logit", ASSUMPTION, "most that all switching costs together can hold"
    )
    switching_size: float = number(1, 0, 3, "ratio", ASSUMPTION, "what every method against leaving holds")
    switching_price: float = number(1, 0, 5, "ratio", ASSUMPTION, "what every method against leaving costs")


class ReturningNumbers(BaseModel):
    """Numbers of win-back campaigns; order of the offers after Kumar et al. 2015."""

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


class SignalNumbers(BaseModel):
    """How far the warning signals that are not plain facts can be trusted."""

    signal_sensitivity: float = number(
        0.7, 0, 1, "probability per month", "0.6-0.8: assumption", "a true warning is seen"
    )
    signal_false_alarm: float = number(
        0.15, 0, 0.5, "per account and month", "0.1-0.2: assumption", "a warning without a cause, of all kinds together"
    )
    signal_usage_drop: float = number(
        0.15, 0, 1, "share", "training documents; size: assumption", "bill down in 2 months"
    )
    signal_silent_days: float = number(45, 7, 365, "days", ASSUMPTION, "without a contact: an account is not met")
    signal_neighbor_days: float = number(60, 7, 365, "days", ASSUMPTION, "how long a neighbor's loss is a warning")
    signal_hazard: float = number(
        2, 1, 10, "ratio to the usual hazard", ASSUMPTION, "from which an account's calls begin to go elsewhere"
    )
    signal_coolness: float = number(
        0.0, -1, 3, "levels", ASSUMPTION, "mean attitude below which meetings are called off"
    )
    signal_mood: float = number(
        -0.5, -3, 0, "standard deviations", ASSUMPTION, "satisfaction below which users grumble"
    )


class LifetimeNumbers(BaseModel):
    """Numbers of those lines of lifetime value that no ledger holds."""

    tenure_saving: float = number(
        0.05,
        0,
        0.2,
        "share of cost to serve per year",
        ASSUMPTION,
        "cost that long acquaintance saves, at most 4 years",
    )
    referral_rate: float = number(
        0.10, 0, 1, "per promoter and half-year", ASSUMPTION, "a promoter names us to somebody"
    )
    referral_conversion: float = number(0.25, 0, 1, SHARE, ASSUMPTION, "of those named who become accounts")
    referral_damage: float = number(0.5, 0, 2, "ratio to a promoter's gain", ASSUMPTION, "what a detractor scares away")


class Terms(LifetimeNumbers, SignalNumbers, ReturningNumbers, LeavingNumbers, BundleTerms):
    """All of them, as a part of the parameter table."""
