"""Presets: one word for several numbers, from a document, from the terminal, and from code."""

import pytest
from pydantic import ValidationError

from kamsim.engine.reading import BadInput
from kamsim.engine.scenario import find_scenario, load_scenario
from kamsim.market.parameters import Parameters, parameter_table
from kamsim.market.parameters.presets import PRESETS, unfolded

RANGES = {row.name: row for row in parameter_table()}
DEAL = find_scenario("first-deal")


def test_every_preset_names_parameters_within_their_ranges_and_its_source():
    for options in PRESETS.values():
        for preset in options.values():
            assert preset.source
            for name, value in preset.values.items():
                assert RANGES[name].low <= value <= RANGES[name].high


def test_the_first_value_of_a_preset_is_what_holds_without_it():
    for options in PRESETS.values():
        first = next(iter(options.values()))
        assert all(RANGES[name].default == value for name, value in first.values.items())


def test_the_seed_preset_loses_almost_twice_as_many_within_and_outside_a_term():
    seed = Parameters(churn_preset="seed")
    assert (seed.churn_no_contract, seed.churn_in_term) == (0.033, 0.0033)
    assert seed == Parameters.model_validate({"churn_preset": "seed"})
    assert Parameters(churn_preset="mature") == Parameters()


def test_a_number_given_beside_a_preset_goes_first():
    both = DEAL.with_settings(values={"churn_no_contract": "0.02", "churn_preset": "seed"}).settings.parameters
    assert (both.churn_no_contract, both.churn_in_term) == (0.02, 0.0033)
    assert Parameters(churn_preset="seed", churn_no_contract=0.02).churn_no_contract == 0.02
    assert unfolded({"margin": 0.5}) == {"margin": 0.5}


def test_an_unknown_preset_is_refused_with_those_there_are():
    with pytest.raises(BadInput, match="mature, seed"):
        DEAL.with_settings(values={"churn_preset": "wild"})
    with pytest.raises(ValidationError, match="mature, seed"):
        Parameters(churn_preset="wild")


def test_a_scenario_may_name_a_preset(tmp_path):
    from kamsim.engine.generator.packs import write_scenario

    write_scenario(DEAL, tmp_path)
    document = tmp_path / "scenario.toml"
    document.write_text(document.read_text(encoding="utf-8") + 'churn_preset = "seed"\n', encoding="utf-8")
    parameters = load_scenario(tmp_path).settings.parameters
    assert (parameters.churn_no_contract, parameters.turnover) == (0.033, 0)
    document.write_text(document.read_text(encoding="utf-8").replace("seed", "wild"), encoding="utf-8")
    with pytest.raises(BadInput, match="mature, seed"):
        load_scenario(tmp_path)
