"""Channels: what each costs, which one pays for which account, and the shape of profit in a book."""

import pytest
from games import of_kind, played

from kamsim.engine.records import ActivityDone, CostBooked, WorkDone
from kamsim.engine.scenario import US, find_scenario
from kamsim.engine.simulation import Simulation
from kamsim.market.channels import (
    CHANNELS,
    DIRECT,
    channel_cost,
    channel_mood,
    cheapest_channel,
    direct_cost,
    released_cost,
    whale_curve,
)
from kamsim.market.parameters import Parameters
from kamsim.studies.metrics import totals
from kamsim.studies.serving import cost_to_serve, curve_of, earned_by_best

DEFAULT = Parameters()


MEAN = 40_000.0
DIRECT_COST = 6_000.0
"""A book whose accounts are billed 40,000 CNY on average: an account manager costs 15 % of that for each."""


def direct_profits(parameters=DEFAULT):
    """Monthly profit of each account of the city with account managers only, smallest bill first."""
    city = find_scenario("city")
    ours = {account.account_id: 0.0 for account in city.accounts}
    for line in city.lines:
        if line.supplier == US:
            ours[line.account_id] += line.share
    usage = sorted((ours[a.account_id] * a.list_value, a.discount) for a in city.accounts if ours[a.account_id])
    direct = direct_cost(parameters, [value * (1 - discount) for value, discount in usage])
    return [
        value * (parameters.margin - discount) - channel_cost(parameters, DIRECT, direct, value, False)
        for value, discount in usage
    ]


def test_an_account_manager_costs_the_same_for_each_account_of_a_book():
    assert direct_cost(DEFAULT, [MEAN, 0, 2 * MEAN]) == pytest.approx(DIRECT_COST)
    assert direct_cost(DEFAULT, []) == 0.0


def test_an_account_manager_is_a_fixed_cost_and_an_agent_mostly_a_variable_one():
    small, large = (
        {channel: channel_cost(DEFAULT, channel, DIRECT_COST, bill, True) for channel in CHANNELS}
        for bill in (500.0, 50_000.0)
    )
    assert small == pytest.approx({"account_manager": 6000, "tele_seat": 505, "agent": 110})
    assert large == pytest.approx({"account_manager": 6000, "tele_seat": 2980, "agent": 5060})


def test_an_agent_without_commission_costs_its_fixed_part():
    assert channel_cost(DEFAULT, "agent", DIRECT_COST, 50_000, False) == pytest.approx(60)


@pytest.mark.parametrize(("bill", "channel"), [(500, "agent"), (20_000, "tele_seat"), (150_000, "account_manager")])
def test_small_accounts_pay_with_an_agent_and_large_ones_with_a_manager(bill, channel):
    assert cheapest_channel(DEFAULT, DIRECT_COST, bill, 0.55 * bill)[0] == channel


def test_some_accounts_pay_in_no_channel():
    channel, profit = cheapest_channel(DEFAULT, DIRECT_COST, 50, 0.55 * 50)
    assert profit < 0
    assert channel == "agent"


def test_a_handover_saves_only_a_part_of_a_fixed_cost():
    assert released_cost(DEFAULT, DIRECT_COST) == pytest.approx(1500)
    assert released_cost(Parameters(direct_released=0), DIRECT_COST) == 0


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


@pytest.mark.parametrize("policy", ["wait-and-see", "busy-visitor"])
def test_after_a_whole_game_a_fifth_of_the_accounts_still_earns_all_there_is(policy):
    game = played("city", policy)
    served, curve = cost_to_serve(game), curve_of(game)
    assert curve[round(len(served) / 5) - 1] > 0.95
    assert sum(account.profit_fen for account in served[-(len(served) // 3) :]) <= 0


def test_the_share_of_the_best_fifth_is_read_off_the_curve():
    game = played("city", "wait-and-see")
    assert earned_by_best(game) == curve_of(game)[round(len(curve_of(game)) / 5) - 1]
    assert earned_by_best(game, 1.0) == pytest.approx(1)
    assert earned_by_best(Simulation(find_scenario("city"), 1)) is None


def test_agents_for_small_accounts_make_the_curve_flatter():
    managers_only, mixed = (curve_of(played("city", policy)) for policy in ("wait-and-see", "textbook"))
    assert max(mixed) < max(managers_only)


def test_profits_of_accounts_are_the_margin_of_the_game_less_what_account_managers_cost():
    for policy in ("textbook", "try-everything"):
        game = played("city", policy)
        served = cost_to_serve(game)
        fines = sum(record.cost_fen for record in of_kind(game, CostBooked) if record.account_id == "")
        shows = sum(record.cost_fen for record in of_kind(game, WorkDone) if record.account_id == "")
        released = sum(record.cost_fen for record in of_kind(game, CostBooked) if record.reason == "released")
        never_billed = sum(
            record.cost_fen
            for record in of_kind(game, ActivityDone, WorkDone, CostBooked)
            if record.account_id
            and record.account_id not in {account.account_id for account in served}
            and getattr(record, "reason", "") != "released"
        )
        before = sum(account.profit_fen + account.channel_fen for account in served)
        assert before - fines - shows - released - never_billed == round(100 * totals(game)["margin"])


def test_profit_shared_equally_is_a_straight_line_and_a_book_without_profit_has_no_curve():
    assert whale_curve([10, 10]) == [0.5, 1]
    assert whale_curve([]) == whale_curve([-1.0]) == []
    assert whale_curve([30, -10, 20]) == pytest.approx([0.75, 1.25, 1])
