"""Strict reading of tables (CSV) and documents (TOML): no silent conversion, every problem named at once.

Ranges, units and examples live in the pydantic models only; `allowed` turns them into words.
A validator of a field raises ValueError with words that complete "give ...", one of a whole model with a full clause.
"""

from kamsim.engine.reading.cells import cell_reader
from kamsim.engine.reading.documents import read_document
from kamsim.engine.reading.fields import allowed
from kamsim.engine.reading.files import folder_name, scenario_folder
from kamsim.engine.reading.models import IDENTIFIER, Identifier, Row, Strict
from kamsim.engine.reading.problems import BadInput, Problem, Problems
from kamsim.engine.reading.tables import read_cells, read_table
from kamsim.engine.reading.text import did_you_mean, fold, some_of, text_fault, visible

__all__ = [
    "IDENTIFIER",
    "BadInput",
    "Identifier",
    "Problem",
    "Problems",
    "Row",
    "Strict",
    "allowed",
    "cell_reader",
    "did_you_mean",
    "fold",
    "folder_name",
    "read_cells",
    "read_document",
    "read_table",
    "scenario_folder",
    "some_of",
    "text_fault",
    "visible",
]
