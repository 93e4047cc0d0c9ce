"""Classes, stages and scores of accounts: from the definitions, and by hand."""

from collections import Counter

import pytest

from kamsim.market.parameters import Parameters
from kamsim.market.selection import (
    ATTRACTION,
    CAPABILITIES,
    CELLS,
    DIMENSIONS,
    STAGES,
    Known,
    abc_classes,
    capability,
    portrait_of,
    stage_of_life,
    tenure_class,
    value_dimensions,
    value_tier,
)

DEFAULT = Parameters()
STRONG, WEAK = dict.fromkeys(CAPABILITIES, 2), dict.fromkeys(CAPABILITIES, 0)
SETTLED = Known(
    status="active",
    bill=1000.0,
    usage=1000.0,
    wallet=1000.0,
    lines=3,
    lines_with_us=3,
    neighbors=0,
    levels=(1, 1),
    people=4,
    relation=0.0,
    health=0.9,
    trend=None,
    tenure_months=30,
    capabilities=STRONG,
)


def test_a_fifth_are_a_three_tenths_are_b_and_the_rest_are_c():
    classes = abc_classes({f"A{number:02}": float(number) for number in range(60)})
    assert Counter(classes.values()) == {"A": 12, "B": 18, "C": 30}
    assert classes["A59"] == "A"
    assert classes["A00"] == "C"
    assert abc_classes({"A01": 5.0}) == {"A01": "A"}
    assert abc_classes({}) == {}


def test_accounts_of_the_same_size_are_ranked_by_their_ids():
    assert abc_classes({"B": 1.0, "A": 1.0}) == {"A": "A", "B": "C"}


@pytest.mark.parametrize(
    ("status", "months", "found"),
    [
        ("prospect", None, "prospect"),
        ("active", 0, "0-3 months"),
        ("active", 3, "3-6 months"),
        ("active", 11, "6-12 months"),
        ("active", 12, "1-3 years"),
        ("active", 36, "over 3 years"),
        ("active", None, None),
    ],
)
def test_tenure_falls_into_five_classes(status, months, found):
    assert tenure_class(status, months) == found


@pytest.mark.parametrize(
    ("bill", "tier"), [(3000, "platinum"), (2999, "gold"), (1000, "gold"), (999, "iron"), (200, "iron"), (199, "lead")]
)
def test_value_tiers_are_relative_to_the_mean_of_the_book(bill, tier):
    assert value_tier(bill, 1000) == tier
    assert value_tier(2 * bill, 2000) == tier


def test_a_book_without_bills_is_lead():
    assert value_tier(0, 0) == "lead"


@pytest.mark.parametrize(
    ("change", "stage"),
    [
        ({}, "maturity"),
        ({"status": "prospect"}, "acquisition"),
        ({"status": "lost"}, "churn"),
        ({"health": 0.4}, "decline"),
        ({"trend": 0.8}, "decline"),
        ({"trend": 1.3}, "development"),
        ({"tenure_months": 5}, "development"),
        ({"wallet": 2000.0}, "development"),
    ],
)
def test_an_account_lives_through_stages(change, stage):
    assert stage_of_life(SETTLED._replace(**change)) == stage
    assert stage in STAGES


def test_the_four_dimensions_by_hand():
    known = SETTLED._replace(wallet=4000.0, neighbors=5, levels=(3, -1), people=4)
    assert value_dimensions(known, 1000.0) == pytest.approx(
        {"current": 1 / 2, "potential": 3 / 4, "relationship": (1 + 0) / 4, "strategic": 1 / 2}
    )


def test_a_close_relation_of_the_firms_counts_where_people_are_cool():
    assert value_dimensions(SETTLED._replace(relation=0.8), 1000.0)["relationship"] == 0.8


def test_weights_sum_to_one():
    assert sum(DIMENSIONS.values()) == pytest.approx(1)
    assert sum(ATTRACTION.values()) == pytest.approx(1)
    assert set(ATTRACTION) < set(DIMENSIONS)


def test_capability_is_the_mean_of_what_is_there():
    assert (capability(WEAK), capability(STRONG)) == (0, 1)
    assert capability(STRONG | {"price": 0}) == pytest.approx(5 / 6)


@pytest.mark.parametrize(
    ("bill", "scores", "cell"),
    [
        (5000.0, STRONG, "key"),
        (5000.0, WEAK, "key_development"),
        (50.0, STRONG, "maintenance"),
        (50.0, WEAK, "opportunist"),
    ],
)
def test_the_matrix_has_four_cells(bill, scores, cell):
    known = SETTLED._replace(bill=bill, usage=bill, wallet=1.5 * bill, capabilities=scores)
    portrait = portrait_of(DEFAULT, known, 1000.0, "B")
    assert portrait.cell == cell
    assert set(CELLS.values()) == {"key", "key_development", "maintenance", "opportunist"}
    assert portrait.abc == "B"


def test_thresholds_of_the_matrix_are_parameters():
    strict = Parameters(attractive_from=1, capable_from=1)
    known = SETTLED._replace(bill=5000.0, capabilities=STRONG | {"price": 1})
    assert portrait_of(strict, known, 1000.0, "A").cell == "opportunist"


def test_doubling_all_money_changes_no_portrait():
    known = SETTLED._replace(wallet=3000.0)
    doubled = known._replace(bill=2000.0, usage=2000.0, wallet=6000.0)
    assert portrait_of(DEFAULT, known, 1000.0, "A") == portrait_of(DEFAULT, doubled, 2000.0, "A")
