"""Faster payment, traded for a discount: what it is worth, who agrees to it, and when it ends."""

import pytest
from games import of_kind

from kamsim.engine.checking import refusals
from kamsim.engine.decisions import OfferContract
from kamsim.engine.records import BillSent, ChoiceMade, CostBooked, PaymentAgreed
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation
from kamsim.market.negotiation import worth_of_early_payment
from kamsim.market.parameters import Parameters
from kamsim.workbook import sentences
from kamsim.workbook.cockpit import Cockpit
from kamsim.workbook.session import Session

CITY = find_scenario("city")


def ours(game):
    """Accounts with us, without a bundle, as the game stands."""
    return [a for a in game.briefing.accounts if a.status == "active" and a.plan is None]


def offered(early, months=3, discount=0.1, **values):
    """A game in which every account with us is offered a term at first, to be paid early or not."""
    game = Simulation(CITY.with_settings(months, values={name: str(value) for name, value in values.items()}), 7)
    offers = [
        OfferContract(account=account.account_id, term_months=12, discount=discount, pays_early=early)
        for account in ours(game)[:50]
    ]
    game.advance(offers)
    while not game.finished:
        game.advance([])
    return game


def test_a_bill_that_is_paid_a_quarter_earlier_is_worth_three_months_of_discount():
    p = Parameters(discount_rate=0.01)
    assert worth_of_early_payment(p, 10_000, 90) == pytest.approx(10_000 * (1.01**3 - 1)) == pytest.approx(303.01)
    assert worth_of_early_payment(p, 10_000, 0) == 0


def test_whoever_agrees_pays_early_from_the_first_bill_on_and_nobody_else_does():
    game = offered(True)
    agreed = {record.account_id for record in of_kind(game, PaymentAgreed)}
    signed = {r.account_id for r in of_kind(game, ChoiceMade) if r.choice == "term" and r.favorable}
    assert agreed == signed
    assert 5 < len(agreed) < 50
    bills = {(b.account_id, b.month): b for b in of_kind(game, BillSent) if b.account_id in agreed}
    booked = {
        (c.account_id, int(c.day // 30)): c.cost_fen for c in of_kind(game, CostBooked) if c.reason == "early_payment"
    }
    assert set(booked) == set(bills)
    p = CITY.settings.parameters
    for key, bill in bills.items():
        worth = worth_of_early_payment(p, (bill.recurring_fen + bill.overage_fen) / 100, p.early_payment_days)
        assert booked[key] == pytest.approx(-100 * worth, abs=2)


def test_it_is_harder_to_sell_than_the_same_term_paid_as_usual():
    chances = {}
    for early in (False, True):
        made = [r for r in of_kind(offered(early, 1), ChoiceMade) if r.choice == "term"]
        chances[early] = {record.account_id: record.probability for record in made}
    assert all(chances[True][name] < chances[False][name] for name in chances[True])
    free = [r for r in of_kind(offered(True, 1, early_payment_reluctance=0), ChoiceMade) if r.choice == "term"]
    assert {r.account_id: r.probability for r in free} == pytest.approx(chances[False])


def test_it_ends_when_the_term_runs_out_and_nothing_is_signed():
    game = offered(True, 24, early_payment_reluctance=0)
    open_now = {a.account_id for a in game.briefing.accounts if a.status == "active" and a.contract_end_month is None}
    agreed = {record.account_id for record in of_kind(game, PaymentAgreed)}
    assert agreed & open_now
    assert not [a for a in game.briefing.accounts if a.account_id in open_now and a.pays_early]
    assert [a for a in game.briefing.accounts if a.account_id in agreed - open_now and a.pays_early]


def test_it_ends_when_a_contract_without_a_term_is_signed():
    game = Simulation(CITY.with_settings(4, values={"early_payment_reluctance": "0"}), 7)
    game.advance(
        [OfferContract(account=a.account_id, term_months=12, discount=0.05, pays_early=True) for a in ours(game)[:50]]
    )
    early = [a for a in ours(game) if a.pays_early]
    game.advance([OfferContract(account=a.account_id, term_months=0, discount=a.discount + 0.05) for a in early[:50]])
    free = {a.account_id for a in ours(game) if a.contract_end_month is None} & {a.account_id for a in early}
    assert free
    day = 30.0 * game.month
    game.advance([])
    assert not [a for a in ours(game) if a.account_id in free and a.pays_early]
    booked = {c.account_id for c in of_kind(game, CostBooked) if c.reason == "early_payment" and c.day >= day}
    assert booked
    assert not booked & free


def test_it_is_part_of_what_an_account_is_worth_from_here_on():
    game, usual = offered(True, 1), offered(False, 1)
    agreed = {record.account_id for record in of_kind(game, PaymentAgreed)}
    gaps = {
        bill.account_id: game._world.monthly_margin(game._world.accounts[bill.account_id])
        - usual._world.monthly_margin(usual._world.accounts[bill.account_id])
        for bill, other in zip(of_kind(game, BillSent), of_kind(usual, BillSent), strict=True)
        if bill == other
    }
    booked = {c.account_id: -c.cost_fen / 100 for c in of_kind(game, CostBooked) if c.reason == "early_payment"}
    assert agreed & set(gaps)
    assert {name: booked.get(name, 0) for name in gaps} == pytest.approx(gaps, abs=0.01)


def test_it_needs_a_term():
    game = Simulation(CITY, 7)
    name = ours(game)[0].account_id
    found = refusals(game.briefing, [OfferContract(account=name, term_months=0, pays_early=True)])
    assert [(refusal.field, refusal.value) for refusal in found] == [("pays_early", "true")]


def test_the_cockpit_says_what_it_is_worth_and_the_story_that_it_was_agreed():
    cockpit = Cockpit(Session(CITY, 7))
    account = ours(cockpit.session.simulation)[0]
    for action in (f"pick:{account.account_id}", "tab:terms", "discount:0.03", "early:", "offer:contract"):
        cockpit.canvas.click(action)
        assert cockpit.canvas.failures == []
    assert "Paid earlier, their bills are worth ¥" in cockpit.canvas.text()
    assert cockpit.session.draft[0].pays_early
    assert sentences.decision(cockpit.session.draft[0], {})[1] == "offer 24 months at 3 % off, paid in advance"
    said = sentences.story_line(PaymentAgreed(3.0, "A01", 90.0), {})
    assert said == "pays its bills 90 days earlier from now on"
