"""The days of a month on which things are fixed."""

from kamsim.market.calendar import MONTH_DAYS

__all__ = ["BILLING_DAY", "MONTH_DAYS"]

BILLING_DAY = 29
"""Day of the month on which bills go out and accounts decide whether to stay; work is done before it."""
