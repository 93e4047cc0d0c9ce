"""The one table of parameters: complete, within its own ranges, strict."""

import pytest
from pydantic import ValidationError

from kamsim.market.parameters import Parameters, parameter_table
from kamsim.market.parameters.table import SECTIONS

TABLE = parameter_table()
ROWS = pytest.mark.parametrize("row", TABLE, ids=[row.name for row in TABLE])


def test_every_parameter_has_a_row():
    assert [row.name for row in TABLE] == list(Parameters.model_fields)


def test_the_table_goes_section_by_section():
    assert list(dict.fromkeys(row.section for row in TABLE)) == [section.__name__.lower() for section in SECTIONS]


@ROWS
def test_a_default_lies_within_its_range_and_says_its_unit_and_source(row):
    assert row.low <= row.default <= row.high
    assert row.low < row.high
    assert row.unit
    assert row.source
    assert row.label


@ROWS
def test_both_ends_of_a_range_are_allowed_and_what_lies_beyond_is_refused(row):
    for value in (row.low, row.high):
        assert getattr(Parameters(**{row.name: value}), row.name) == value
    for value in (row.low - 1, row.high + 1):
        with pytest.raises(ValidationError):
            Parameters(**{row.name: value})


@ROWS
@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), "much", None])
def test_what_is_not_a_finite_number_is_refused(row, value):
    with pytest.raises(ValidationError):
        Parameters(**{row.name: value})


def test_an_unknown_parameter_and_a_later_change_are_refused():
    with pytest.raises(ValidationError):
        Parameters(charm=1)
    with pytest.raises(ValidationError):
        Parameters().margin = 0.5
