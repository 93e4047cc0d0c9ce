"""The model and its numbers: every parameter with its source, and how well the whole reproduces known facts."""

from kamsim.workbook.model_page.page import ModelPage, open_model_page

__all__ = ["ModelPage", "open_model_page"]
