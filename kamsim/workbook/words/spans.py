"""Spans of time in words."""

from kamsim.workbook import look


def days_of(days: float | None) -> str:
    """So many days: "1 day", "12 days"."""
    return look.counted(days, "day")


def term(months: int) -> str:
    """A contract's length in words."""
    return f"{months} months" if months else "no fixed term"
