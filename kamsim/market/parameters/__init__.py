"""The parameter table, a module for each of its sections."""

from kamsim.market.parameters.ranges import ASSUMPTION
from kamsim.market.parameters.table import ParameterRow, Parameters, parameter_table, plain

__all__ = ["ASSUMPTION", "ParameterRow", "Parameters", "parameter_table", "plain"]
