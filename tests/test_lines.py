"""One line that a rival takes from an account which stays with us otherwise."""

from math import log

import pytest
from games import of_kind

from kamsim.engine.briefing.signals import signals_of
from kamsim.engine.processes.lines import ask_for_a_line
from kamsim.engine.processes.sales import open_opportunity
from kamsim.engine.records import AccountChurned, BillSent, ChoiceMade, LineLost
from kamsim.engine.scenario import US, find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.market.lines import line_parts
from kamsim.market.parameters import Parameters
from kamsim.studies.policies import POLICIES
from kamsim.workbook.stories import question, story_line

EAGER = {"line_poach": "1", "line_hold": "-2", "line_term": "0"}
"""Rivals ask every month, and mostly get what they ask for."""


def with_a_quote(ratio, **parameters):
    """A world where a rival has an open quote at an account of ours with several lines."""
    world = Simulation(find_scenario("city").with_settings(24, EAGER | parameters), 5)._world
    account = next(
        a for a in world.accounts.values() if a.status == "active" and a.lines_with_us > 1 and not a.contract.plan
    )
    account.quotes[next(iter(world.rivals))] = (ratio * world.price_ratio(account), 60.0)
    return world, account


def asked(world):
    return [record for record in world.ledger if isinstance(record, ChoiceMade) and record.choice == "line"]


def test_a_line_is_held_by_its_term_and_by_satisfaction_and_loosened_by_a_lower_price():
    p = Parameters(line_hold=1.5, line_term=1.0, weight_price=4.5, weight_relationship=0.9)
    parts = dict(line_parts(p, log(1.1), 0.5, (("satisfaction", -0.4),), in_term=True))
    assert parts == pytest.approx(
        {
            "line_asked_for": 1.5,
            "price": -4.5 * log(1.1),
            "relationship": 0.45,
            "line_in_term": 1.0,
            "satisfaction": -0.4,
        }
    )
    assert "line_in_term" not in dict(line_parts(p, 0.1, 0.0, (), in_term=False))


def test_the_smallest_of_our_lines_goes_to_the_rival_with_the_quote_and_the_others_stay():
    world, account = with_a_quote(0.7, weight_price="7")
    ours = {product for product, who in account.suppliers.items() if who == US}
    share, rival = account.share_with_us, next(iter(account.quotes))
    for world.month in range(12):
        ask_for_a_line(world, account)
        if account.lines_with_us < len(ours):
            break
    lost = next(record for record in world.ledger if isinstance(record, LineLost))
    assert lost.product == min(ours, key=lambda product: account.shares[product])
    assert (lost.to_rival, account.suppliers[lost.product]) == (rival, rival)
    assert account.status == "active"
    assert account.share_with_us == pytest.approx(share - account.shares[lost.product])
    assert "line_lost" in {signal.code for signal in signals_of(world, account)}
    names = {rival: "Halcyon", account.account_id: "Northwind"}
    assert story_line(lost, names).endswith("moved from us to Halcyon")
    assert story_line(asked(world)[-1], names).startswith("gave a line to Halcyon; ")
    assert question(asked(world)[-1], names) == "Why did Northwind give a line to Halcyon in month 1?"


def test_a_lost_line_may_come_back_as_a_need_of_the_account():
    world, account = with_a_quote(0.7)
    account.opportunity = None
    account.supply(list(account.suppliers), US)
    line = min(account.suppliers, key=lambda product: account.shares[product])
    account.supply([line], next(iter(world.rivals)))
    open_opportunity(world, account, "again")
    assert account.opportunity.product == line


@pytest.mark.parametrize(
    ("ratio", "change"),
    [
        (0.97, {}),  # hardly cheaper
        (0.7, {"plan": "A"}),
        (0.7, {"lines": 1}),
        (0.7, {"ended": True}),
    ],
)
def test_nobody_asks_where_the_quote_is_hardly_cheaper_or_over_and_not_in_a_bundle_or_for_the_only_line(ratio, change):
    world, account = with_a_quote(ratio)
    account.contract.plan = change.get("plan")
    if "lines" in change:
        account.supply([product for product, who in account.suppliers.items() if who == US][1:], "R1")
    if "ended" in change:
        account.quotes = {rival: (price, -1.0) for rival, (price, _) in account.quotes.items()}
    for world.month in range(12):
        ask_for_a_line(world, account)
    assert not asked(world)


def test_rivals_that_never_ask_take_no_line_and_draw_nothing():
    game = play(find_scenario("city").with_settings(24, {"line_poach": "0"}), POLICIES["wait-and-see"], 3)
    assert not of_kind(game, LineLost)
    assert not [choice for choice in of_kind(game, ChoiceMade) if choice.choice == "line"]


def test_about_one_to_three_accounts_in_a_hundred_lose_a_line_in_a_year():
    lost = bills = 0
    for seed in (1, 2, 3, 4):
        game = play(find_scenario("city"), POLICIES["wait-and-see"], seed)
        lost += sum(1 - choice.probability for choice in of_kind(game, ChoiceMade) if choice.choice == "line")
        bills += len(of_kind(game, BillSent))
    assert 0.01 < 12 * lost / bills < 0.03


def test_an_account_that_gives_a_line_away_is_not_gone_by_it():
    game = play(find_scenario("city").with_settings(24, EAGER), POLICIES["wait-and-see"], 4)
    lost = of_kind(game, LineLost)
    left = {(record.account_id, record.day) for record in of_kind(game, AccountChurned)}
    assert len(lost) > 20
    assert not left & {(record.account_id, record.day) for record in lost}
