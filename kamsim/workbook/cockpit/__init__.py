"""The cockpit: a portfolio of accounts, month by month, on one screen."""

from kamsim.workbook.cockpit.screen import Cockpit, open_cockpit

__all__ = ["Cockpit", "open_cockpit"]
