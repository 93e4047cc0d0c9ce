"""Spans of time in words."""

from kamsim.workbook import look


def days_of(days: float | None) -> str:
    """So many days: "1 day", "12 days"."""
    return look.count(days, "day" if days == 1 else "days")


def term(months: int) -> str:
    """A contract's length in words."""
    return f"{months} months" if months else "no fixed term"
