"""The bundle in a simulated account gives the figures of the training documents, to the fen."""

import pytest
from games import of_kind

from kamsim.engine.decisions import OfferBundle
from kamsim.engine.records import AccountListed, BillSent, ContractSigned
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import play
from kamsim.market.bundle import PLANS
from kamsim.studies.policies import wait_and_see

BELT = find_scenario("factory-belt").with_settings(months=3, values={"usage_noise": "0", "season": "0"})
CASES = pytest.mark.parametrize(
    ("account", "paid", "saving", "gain"),
    [("A01", 11_000, 2_200, 5_800), ("A02", 9_200, 400, 5_600)],
    ids=["Linden Electronics", "Cedar Appliances"],
)


def willing(scenario):
    """Everybody is our coach, so that an offer is taken."""
    return scenario._replace(people=tuple(row.model_copy(update={"attitude": 3.0}) for row in scenario.people))


def plan_a(account):
    def once(briefing):
        return [OfferBundle(account=account, plan="A", x=8_000, term_months=12)] if briefing.month == 0 else []

    return once


def bills_of(game, account):
    return [record for record in of_kind(game, BillSent) if record.account_id == account]


@CASES
def test_without_the_bundle_we_bill_our_part_of_the_wallet(account, paid, saving, gain):
    game = play(willing(BELT), wait_and_see, 1)
    assert {bill.recurring_fen for bill in bills_of(game, account)} == {100 * (8_800 - gain)}


@CASES
def test_plan_a_on_8000_bills_8800_for_an_allowance_of_12000(account, paid, saving, gain):
    game = play(willing(BELT), plan_a(account), 1)
    (contract,) = [record for record in of_kind(game, ContractSigned) if record.account_id == account]
    assert (contract.plan, contract.x_fen) == ("A", 800_000)
    assert PLANS["A"].allowance * contract.x_fen == 1_200_000
    for bill in bills_of(game, account):
        assert (bill.recurring_fen, bill.overage_fen, bill.care_fen) == (880_000, 0, 0)
        # It uses more than before because more costs nothing, up to the allowance.
        assert 100 * paid <= bill.usage_fen <= 1_200_000


@CASES
def test_plan_a_on_8000_saves_the_account_and_brings_us_what_the_documents_say(account, paid, saving, gain):
    game = play(willing(BELT), plan_a(account), 1)
    (before,) = [record.recurring_fen for record in of_kind(game, AccountListed) if record.account_id == account]
    after = bills_of(game, account)[0]
    assert after.recurring_fen + after.overage_fen - before == 100 * gain
    assert 100 * paid - after.recurring_fen - after.overage_fen == 100 * saving


@CASES
def test_plan_a_on_8000_leaves_the_rivals_nothing(account, paid, saving, gain):
    game = play(willing(BELT), plan_a(account), 1)
    (view,) = [view for view in game.briefing.accounts if view.account_id == account]
    assert {vendor for _, vendor in view.suppliers} == {"us"}


def test_usage_falls_in_february_as_much_as_the_season_is_strong():
    def february_of(strength):
        steady = find_scenario("factory-belt").with_settings(
            months=2, values={"usage_noise": "0", "season": str(strength)}
        )
        return bills_of(play(steady, wait_and_see, 1), "A03")[1].usage_fen

    assert february_of(1) / february_of(0) == pytest.approx(0.923, abs=0.001)
    assert february_of(2) / february_of(0) == pytest.approx(0.852, abs=0.001)
