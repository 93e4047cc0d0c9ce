"""The length of a month."""

MONTH_DAYS = 30
