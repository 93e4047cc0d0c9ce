"""Numbers of the Evergreen bundle."""

from pydantic import BaseModel

from kamsim.market.parameters.ranges import ASSUMPTION, number

INFERRED = f"inferred from the training documents: {ASSUMPTION}"


class Bundle(BaseModel):
    """Section of the table: the Evergreen bundle."""

    plan_a_commitment: float = number(1.1, 1.05, 1.2, "x X", "training documents", "plan A: pay each month")
    plan_a_allowance: float = number(1.5, 1.35, 1.65, "x X", "training documents", "plan A: use up to")
    plan_b_commitment: float = number(1.0, 0.95, 1.1, "x X", INFERRED, "plan B: pay each month")
    plan_b_allowance: float = number(1.25, 1.15, 1.35, "x X", ASSUMPTION, "plan B: use up to")
    plan_c_commitment: float = number(0.9, 0.8, 0.95, "x X", INFERRED, "plan C: pay each month")
    plan_c_allowance: float = number(1.0, 0.95, 1.1, "x X", ASSUMPTION, "plan C: use up to")
    allowance_room: float = number(
        0.10,
        0,
        0.5,
        "x X",
        "negotiable (training documents); size: assumption",
        "how far an allowance may be agreed on beyond or below that of its plan",
    )
    x_measured: int = number(
        0, 0, 1, "0 wallet, 1 measured", "cases against definition in the training documents", "X when none is named"
    )
    bundle_floor_share: float = number(
        1.0,
        0,
        1.5,
        "x mean of 3 months",
        "the mean is the least X (training documents); refused below it: assumption",
        "least X that may be named, over an account's mean usage with us; 0: no floor",
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
    zero_price_lift: float = number(0.08, 0, 0.25, "share", ASSUMPTION, "usage growing into a free allowance")
    rebase_months: int = number(6, 1, 24, "months", "training documents", "months between two re-basings of X")
    shortfall_bars: int = number(
        0, 0, 1, "0 eligible, 1 not", ASSUMPTION, "an account that fell short of its commitment and a new bundle"
    )
    shortfall_months: int = number(
        12, 1, 60, "months", ASSUMPTION, "for how long a shortfall bars an account from a new bundle, where it does"
    )
    care_share: float = number(
        0.5, 0, 1, "share of shortfall", "training documents", "care spent on an account below its commitment"
    )
    care_floor: float = number(
        100, 0, 300, "CNY per month", "training documents; only when there is a shortfall: assumption", "least care"
    )
    care_always: int = number(
        0, 0, 1, "0 no, 1 yes", ASSUMPTION, "whether the least care is due every month, or only with a shortfall"
    )
    saving_wanted: float = number(
        0.05, 0, 0.2, "share of bill", ASSUMPTION, "saving an account wants to see before it takes a bundle"
    )
    flat_rate_bias: float = number(
        0.03, 0, 0.1, "share of bill", "direction Lambrecht & Skiera 2006; size: assumption", "liking of a fixed fee"
    )
