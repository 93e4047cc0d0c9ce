"""Proposals: what preparation, options and sweeteners do, and what they cost."""

import pytest

from kamsim.market.parameters import Parameters
from kamsim.market.proposals import (
    blended_discount,
    broadband_saving,
    doing_nothing_in_a_sale,
    installation_cost,
    preparation,
    proposal_parts,
)

P = Parameters()


def test_three_roles_a_map_and_the_decider_each_make_a_third_of_the_preparation():
    assert preparation(set(), False) == 0
    assert preparation({"user", "finance", "technical"}, False) == pytest.approx(1 / 3)
    assert preparation({"user", "finance", "decider"}, False) == pytest.approx(2 / 3)
    assert preparation({"user", "finance", "decider"}, True) == 1


def test_the_parts_of_a_proposal_are_its_preparation_and_what_comes_with_it():
    assert proposal_parts(P, 0.0, False, False, False) == ()
    assert dict(proposal_parts(P, 2 / 3, True, True, True)) == {
        "proposal": pytest.approx(P.proposal_value * 2 / 3),
        "savings_shown": P.savings_shown,
        "similar_case": P.similar_case,
        "free_installation": P.free_installation,
    }


def test_each_option_beyond_the_first_takes_from_doing_nothing():
    one, two, three = (doing_nothing_in_a_sale(P, options) for options in (1, 2, 3))
    assert one == P.sale_no_decision
    assert one - two == pytest.approx(P.proposal_option)
    assert two - three == pytest.approx(P.proposal_option)


def test_the_broadband_special_takes_off_297_a_month_for_a_year_and_165_for_half_a_year():
    assert [broadband_saving(P, term) for term in (0, 6, 12, 24)] == [0, 630 - 465, 630 - 333, 630 - 333]


def test_free_installation_costs_a_tenth_of_a_month():
    assert installation_cost(P, 20_000) == pytest.approx(2_000)


def test_the_discount_on_everything_is_the_mean_by_what_is_billed():
    # 60 % of the wallet at 5 % off, 20 % at 25 % off: 0.03 + 0.05 of 0.8.
    assert blended_discount(0.05, 0.6, 0.25, 0.2) == pytest.approx(0.10)
    assert blended_discount(0.05, 0.0, 0.2, 0.0) == 0.2
