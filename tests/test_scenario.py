"""Another horizon and other parameters for a scenario, as they come from a terminal."""

import pytest

from kamsim.engine.reading import BadInput
from kamsim.engine.scenario import TEAM, find_scenario
from kamsim.engine.team import all_rows, team_rows


@pytest.fixture(scope="module")
def deal():
    return find_scenario("first-deal")


def test_months_and_parameters_may_be_set_within_their_range(deal):
    other = deal.with_settings(12, {"turnover": "0.02", "rebase_months": "2"})
    assert other.settings.months == 12
    assert (other.settings.parameters.turnover, other.settings.parameters.rebase_months) == (0.02, 2)
    assert other.digest() != deal.digest()


def test_a_scenario_without_other_settings_stays_as_it_is(deal):
    assert deal.with_settings() == deal
    # A whole number and a fraction are equal, but not in a digest.
    assert repr(deal.with_settings().settings) == repr(deal.settings)


@pytest.mark.parametrize("text", ["1e-2", "nan", "inf", " 0.01 ", "0,01", "+0.01", "", "0.06", "-0.01", "٠"])
def test_a_parameter_that_is_not_a_plain_number_of_its_range_is_refused_with_the_range(deal, text):
    with pytest.raises(BadInput) as refusal:
        deal.with_settings(values={"turnover": text})
    assert str(refusal.value) == f"--set turnover: '{text}' is not allowed; give a number from 0 to 0.05 per month."


def test_a_whole_number_may_not_be_written_with_a_point(deal):
    with pytest.raises(BadInput, match=r"'2\.0' is not allowed; give a whole number from 1 to 24 months"):
        deal.with_settings(values={"rebase_months": "2.0"})


def test_every_setting_that_is_refused_is_named_at_once(deal):
    with pytest.raises(BadInput) as refusal:
        deal.with_settings(61, {"turnover": "1e5", "frailty": "-3", "nope": "1"})
    assert {(problem.file, problem.value) for problem in refusal.value.problems} == {
        ("--months", "61"),
        ("--set turnover", "1e5"),
        ("--set frailty", "-3"),
        ("--set", "nope"),
    }


def test_the_team_is_set_like_any_other_number_and_all_that_is_wrong_with_it_comes_at_once():
    city = find_scenario("city")
    larger = city.with_settings(values={"account_managers": "3", "manager_hours": "120.5", "engineers": "1"})
    assert larger.hours_per_month == 3 * 120.5
    assert larger.settings.engineers == 1
    assert larger.settings.model_dump(exclude=set(TEAM)) == city.settings.model_dump(exclude=set(TEAM))
    with pytest.raises(BadInput) as refused:
        city.with_settings(61, {"engineers": "0", "sponsors": "x", "turnover": "9", "months": "3"})
    said = str(refused.value)
    for part in (
        "--set engineers: '0'",
        "--set sponsors: 'x'",
        "--months: '61'",
        "--set turnover: '9'",
        "--set: 'months'",
    ):
        assert part in said


def test_each_number_of_the_team_has_a_row_beside_the_parameter_table():
    rows = all_rows()
    assert tuple(row.name for row in rows[-len(TEAM) :]) == TEAM
    assert all(row.low <= row.default <= row.high and row.label and row.unit and row.source for row in rows)
    settings = find_scenario("city").settings
    assert [row.default for row in team_rows()] == [getattr(settings, name) for name in TEAM]
