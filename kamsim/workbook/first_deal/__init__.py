"""The guided first deal: the first ten minutes, one choice at a time."""

from kamsim.workbook.first_deal.panel import FirstDeal, open_first_deal

__all__ = ["FirstDeal", "open_first_deal"]
