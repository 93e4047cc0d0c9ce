"""Channels: what each costs, which one pays for which account, and the shape of profit in a book."""

import pytest

from kamsim.engine.scenario import US, find_scenario
from kamsim.market.channels import (
    CHANNELS,
    DIRECT,
    channel_cost,
    channel_mood,
    cheapest_channel,
    released_cost,
    whale_curve,
)
from kamsim.market.parameters import Parameters

DEFAULT = Parameters()


def direct_profits(parameters=DEFAULT):
    """Monthly profit of each account of the city with account managers only, smallest bill first."""
    city = find_scenario("city")
    ours = {account.account_id: 0.0 for account in city.accounts}
    for line in city.lines:
        if line.supplier == US:
            ours[line.account_id] += line.share
    usage = sorted((ours[a.account_id] * a.list_value, a.discount) for a in city.accounts if ours[a.account_id])
    return [
        value * (parameters.margin - discount) - channel_cost(parameters, DIRECT, value * (1 - discount), False)
        for value, discount in usage
    ]


def test_an_account_manager_is_a_fixed_cost_and_an_agent_mostly_a_variable_one():
    small, large = 500.0, 50_000.0
    costs = {c: (channel_cost(DEFAULT, c, small, True), channel_cost(DEFAULT, c, large, True)) for c in CHANNELS}
    assert costs["account_manager"] == (5000, 5000)
    assert costs["tele_seat"] == pytest.approx((425, 2900))
    assert costs["agent"] == pytest.approx((100, 5050))


def test_an_agent_without_commission_costs_its_fixed_part():
    assert channel_cost(DEFAULT, "agent", 50_000, False) == 50


@pytest.mark.parametrize(
    ("bill", "channel"),
    [(500, "agent"), (20_000, "tele_seat"), (150_000, "account_manager")],
)
def test_small_accounts_pay_with_an_agent_and_large_ones_with_a_manager(bill, channel):
    assert cheapest_channel(DEFAULT, bill, 0.55 * bill)[0] == channel


def test_some_accounts_pay_in_no_channel():
    channel, profit = cheapest_channel(DEFAULT, 50, 0.55 * 50)
    assert profit < 0
    assert channel == "agent"


def test_a_handover_saves_only_a_part_of_a_fixed_cost():
    assert released_cost(DEFAULT) == pytest.approx(1250)
    assert released_cost(Parameters(direct_released=0)) == 0


def test_an_account_with_many_lines_misses_its_own_manager_more():
    assert channel_mood(DEFAULT, DIRECT, 5) == 0
    for channel in ("tele_seat", "agent"):
        assert channel_mood(DEFAULT, channel, 4) == 4 * channel_mood(DEFAULT, channel, 1) < 0


def test_with_account_managers_only_the_lowest_third_earns_nothing():
    profits = direct_profits()
    assert sum(profits[: len(profits) // 3]) <= 0


def test_with_account_managers_only_the_top_fifth_earns_as_much_as_the_whole_book():
    profits = direct_profits()
    curve = whale_curve(profits)
    assert curve[round(len(profits) / 5) - 1] >= 1
    assert max(curve) > curve[-1] == pytest.approx(1)


def test_profit_shared_equally_is_a_straight_line_and_a_book_without_profit_has_no_curve():
    assert whale_curve([10, 10]) == [0.5, 1]
    assert whale_curve([]) == whale_curve([-1.0]) == []
    assert whale_curve([30, -10, 20]) == pytest.approx([0.75, 1.25, 1])
