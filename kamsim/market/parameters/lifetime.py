"""Numbers of lifetime value."""

from pydantic import BaseModel

from kamsim.market.parameters.ranges import ASSUMPTION, number


class Lifetime(BaseModel):
    """Section of the table: lifetime value."""

    discount_rate: float = number(0.01, 0.005, 0.015, "per month", ASSUMPTION, "of future margins")
    lifetime_months: int = number(36, 0, 60, "months", ASSUMPTION, "months after the end that count in lifetime value")
    tenure_saving: float = number(
        0.05,
        0,
        0.2,
        "share of cost to serve per year",
        ASSUMPTION,
        "cost that long acquaintance saves, up to `tenure_saving_years`",
    )
    tenure_saving_years: float = number(4, 0, 20, "years", ASSUMPTION, "after which longer acquaintance saves no more")
    referral_rate: float = number(
        0.10, 0, 1, "per promoter and half-year", ASSUMPTION, "a promoter names us to somebody"
    )
    referral_conversion: float = number(0.25, 0, 1, "share", ASSUMPTION, "of those named who become accounts")
    referral_damage: float = number(0.5, 0, 2, "ratio to a promoter's gain", ASSUMPTION, "what a detractor scares away")
