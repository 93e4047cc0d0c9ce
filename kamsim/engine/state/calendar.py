"""The days of a month on which things are fixed."""

MONTH_DAYS = 30
BILLING_DAY = 29
"""Day of the month on which bills go out and accounts decide whether to stay; work is done before it."""
