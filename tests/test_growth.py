"""Work grows with the number of accounts and no faster."""

import pytest

from kamsim.engine.generator.packs import PROVINCE, generate
from kamsim.engine.scenario import find_scenario
from kamsim.studies.policies import POLICIES
from tests.benchmarks.province_run import steps_per_account_month


@pytest.fixture(scope="module")
def tenth_of_the_province():
    """Six hundred accounts, with as many of us to each as in the province."""
    sizes = ("accounts", "buildings", "account_managers", "engineers", "sponsors")
    tenth = {name: getattr(PROVINCE, name) // 10 for name in sizes}
    return generate(PROVINCE.model_copy(update=tenth))


@pytest.mark.parametrize("policy", ["wait-and-see", "textbook"])
def test_an_account_among_hundreds_takes_no_more_steps_than_one_of_a_city(policy, tenth_of_the_province):
    few, many = (
        steps_per_account_month(book.with_settings(months=3), POLICIES[policy])
        for book in (find_scenario("city"), tenth_of_the_province)
    )
    assert many < 1.1 * few
