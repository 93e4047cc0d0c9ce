"""The vocabulary of the buying center: shares of influence, weights that cover every role, displayed levels."""

import pytest

from kamsim.market.parameters import Parameters
from kamsim.market.people import LEVELS, ROLES, displayed_level, influence_of, influence_shares, role_weights

WEIGHTS = role_weights(Parameters())
INFLUENCE = influence_of(Parameters())


def test_influence_is_shared_in_proportion_and_sums_to_one():
    shares = influence_shares(INFLUENCE, ["decider", "user", "user"])
    assert shares == [pytest.approx(w / 6) for w in (3.0, 1.5, 1.5)]
    assert sum(influence_shares(INFLUENCE, list(ROLES))) == pytest.approx(1)


def test_the_say_of_a_role_can_be_set():
    influence = influence_of(Parameters(influence_user=6))
    assert influence_shares(influence, ["decider", "user"]) == [pytest.approx(1 / 3), pytest.approx(2 / 3)]


def test_an_empty_group_has_no_shares_and_one_person_has_all():
    assert influence_shares(INFLUENCE, []) == []
    assert influence_shares(INFLUENCE, ["gatekeeper"]) == [1.0]


def test_an_unknown_role_is_refused():
    with pytest.raises(KeyError):
        influence_shares(INFLUENCE, ["janitor"])


def test_every_role_has_its_weights():
    assert tuple(INFLUENCE) == ROLES
    assert set(WEIGHTS) == set(ROLES)
    assert all(weight > 0 for weight in INFLUENCE.values())
    assert all(price > 0 and fit > 0 for price, fit in WEIGHTS.values())


def test_finance_and_purchasing_weigh_price_most_and_technical_people_fit():
    by_price = sorted(ROLES, key=lambda role: WEIGHTS[role][0])
    assert set(by_price[-2:]) == {"finance", "purchasing"}
    assert max(ROLES, key=lambda role: WEIGHTS[role][1]) == "technical"


@pytest.mark.parametrize(
    ("attitude", "level"), [(-9, -1), (-1, -1), (-0.51, -1), (-0.4, 0), (0.49, 0), (0.6, 1), (2.4, 2), (3, 3), (9, 3)]
)
def test_the_displayed_level_is_the_nearest_on_the_scale(attitude, level):
    assert displayed_level(attitude) == level
    assert level in LEVELS


def test_how_much_price_and_fit_matter_to_the_financial_decider_can_be_set():
    weights = role_weights(Parameters(price_weight_finance=3, fit_weight_finance=0.1))
    assert weights["finance"] == (3, 0.1)
    assert {role: pair for role, pair in weights.items() if role != "finance"} == {
        role: pair for role, pair in WEIGHTS.items() if role != "finance"
    }
