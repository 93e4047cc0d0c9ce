"""What the textbook does with firms: partners at the top of the book, agents at its end."""

import pytest

from kamsim.engine.decisions import HoldInstrument, SetChannel, SetPartnerTier
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation
from kamsim.studies.partners import AGENT_BELOW, STRATEGIC_FROM_FEN, partner_work, small_accounts_to_agents

CITY = find_scenario("city")


def test_the_largest_accounts_become_strategic_partners_at_the_start():
    briefing = Simulation(CITY, 1).briefing
    named = {d.account for d in partner_work(briefing) if isinstance(d, SetPartnerTier)}
    assert named == {
        a.account_id for a in briefing.accounts if a.status == "active" and a.bill_fen >= STRATEGIC_FROM_FEN
    }
    assert 0 < len(named) < 12


def test_every_partner_gets_a_service_meeting_a_year_and_two_to_four_summits():
    game = Simulation(CITY.with_settings(13), 1)
    held = {}
    while not game.finished:
        plan = partner_work(game.briefing)
        for decision in plan:
            if isinstance(decision, HoldInstrument):
                held.setdefault(decision.account, []).append((decision.instrument, game.month))
        game.advance(plan)
    assert held
    for account in (a for a in game.briefing.accounts if a.account_id in held and a.status == "active"):
        meetings = [name for name, month in held[account.account_id] if month < 12]
        assert meetings.count("service_meeting") == 1
        assert 2 <= meetings.count("summit") <= 4


def test_small_accounts_go_to_an_agent_once_and_large_ones_never():
    game = Simulation(CITY.with_settings(2), 1)
    plan = small_accounts_to_agents(game.briefing)
    assert plan
    assert all(isinstance(decision, SetChannel) for decision in plan)
    after = game.advance(plan)
    bills = [a.bill_fen for a in after.accounts if a.status == "active"]
    for account in after.accounts:
        if account.status == "active" and account.bill_fen > 1.5 * AGENT_BELOW * sum(bills) / len(bills):
            assert account.footing.channel == "account_manager"
    assert small_accounts_to_agents(after) == []


@pytest.mark.parametrize("pack", ["first-deal", "office-tower", "factory-belt"])
def test_a_book_of_small_accounts_of_much_the_same_size_stays_with_its_managers(pack):
    briefing = Simulation(find_scenario(pack), 1).briefing
    assert small_accounts_to_agents(briefing) == []
    assert partner_work(briefing) == []
