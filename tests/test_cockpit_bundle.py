"""The bundle on the screen: its term, what X follows later, and what of it no source gives."""

import re
from math import ceil

import pytest
from games import click

from kamsim.engine.briefing import Situation
from kamsim.engine.decisions import OfferBundle
from kamsim.engine.records import BillSent
from kamsim.engine.scenario import US, find_scenario
from kamsim.market.bundle import PLANS, agreed, bundle_quote
from kamsim.workbook import look, sentences, words
from kamsim.workbook.cockpit import Cockpit
from kamsim.workbook.cockpit.campaign import campaign
from kamsim.workbook.cockpit.evergreen import bundle_offer, chosen_x, later
from kamsim.workbook.cockpit.state import View
from kamsim.workbook.cockpit.terms import terms
from kamsim.workbook.session import Session


def city(**values):
    """The cockpit of a city with these numbers."""
    found = find_scenario("city").with_settings(values={name: str(value) for name, value in values.items()})
    return Cockpit(Session(found, 7))


def said_of(cockpit, plan, x):
    """What is said of the time after re-basing, for the account that is open."""
    account = cockpit.desk.accounts[cockpit.view.account]
    cockpit.view.bundle = plan
    return later(cockpit.desk, account, PLANS[plan], x)[2]


def test_the_form_of_the_bundle_says_what_x_follows_and_what_the_fee_is_then(cockpit):
    click(cockpit, "tab:terms", "x:1")
    seen = cockpit.desk.accounts[cockpit.view.account].wallet_fen
    assert "After 6 months X follows what they use at list price: at the usage we see" in cockpit.canvas.text()
    assert f"the fee would go to {look.money(seen)}. Beyond the allowance: list price." in cockpit.canvas.text()


def test_an_x_by_the_wallet_below_what_they_use_gives_way_to_the_measured_one_and_the_chips_say_so(cockpit):
    desk = cockpit.desk
    divisor, seen = 100 * desk.parameters.suggested_x_divisor, set()
    for account in desk.accounts.values():
        if account.status != "active":
            continue
        click(cockpit, f"pick:{account.account_id}", "tab:terms")
        too_little = round(account.wallet_fen / divisor, -2) <= ceil(desk.briefing.least_x(account.account_id))
        chips = {name: cockpit.canvas.find(f"x_from:{name}:0")[1] for name in ("measured", "wallet")}
        pressed = [name for name, chip in chips.items() if chip.get("aria-pressed") == "true"]
        assert pressed == ["measured" if too_little else "wallet"]
        seen.add(too_little)
    assert seen == {True, False}


def test_what_a_bundle_comes_to_is_said_from_both_sides(cockpit):
    click(cockpit, "tab:terms", "bundle:A")
    text = cockpit.canvas.text()
    assert re.search(r"They (save|pay) ¥[\d,]+ a month(?: more)? against list; our bill changes by [+−]¥[\d,]+\.", text)
    assert "Offer this bundle · " in text
    click(cockpit, "offer:bundle", "bundle_term:24")
    assert "Offer this bundle in its place · " in cockpit.canvas.text()


@pytest.mark.parametrize(
    ("basis", "x", "fee"),
    [(0, 0.8, 1.1), (1, 0.8, 1.1 * 1.1 * 0.8), (2, 0.8, 1.1 * 1.1 * 0.8), (1, 1.0, 1.1 * 1.1), (2, 1.0, 1.1)],
)
def test_the_fee_to_come_is_that_of_the_basis_in_force(basis, x, fee):
    # Plan A pays 1.1 X, and the usage stays within 1.5 X: paid is 1.1 X, used is all of the wallet.
    cockpit = city(rebase_basis=basis)
    wallet = cockpit.desk.accounts[cockpit.view.account].wallet_fen
    said = said_of(cockpit, "A", x * wallet / 100)
    assert words.word(words.REBASED_ON, ("usage", "paid", "lower")[basis]) in said
    stays = abs(fee - 1.1 * x) < 1e-9
    assert ("the fee would stay" if stays else f"the fee would go to {look.money(fee * wallet)}") in said


def test_the_numbers_of_plans_and_of_an_upgrade_are_those_of_the_game():
    cockpit = city(plan_a_allowance=1.6, plan_c_commitment=0.85)
    click(cockpit, "tab:terms")
    assert cockpit.canvas.find("bundle:A")[1]["title"] == "Evergreen A: pay 1.1 X, use up to 1.6 X"
    assert cockpit.canvas.find("bundle:C")[1]["title"] == "Evergreen C: pay 0.85 X, use up to 1 X"
    assert "Evergreen A: pay 1.1 X, use up to 1.6 X; Evergreen B" in cockpit.canvas.scene
    tower = find_scenario("office-tower").with_settings(values={"win_back_upgrade_cost": "0.05"})
    cockpit = Cockpit(Session(tower, 7))
    lost = next(account for account in cockpit.session.briefing.accounts if account.status == "lost")
    assert "we bear a share of their usage: 5 %" in str(campaign(cockpit.desk, View(), lost))


def test_a_cap_and_a_price_beyond_the_allowance_are_said_as_they_are_set():
    cockpit = city(rebase_cap=1.1, rebase_months=12, overage_discount=0.2)
    wallet = cockpit.desk.accounts[cockpit.view.account].wallet_fen
    said = said_of(cockpit, "B", wallet / 200)
    assert said.startswith("After 12 months")
    assert look.money(1.1 * wallet / 2) in said
    assert "Beyond the allowance: 20 % off list." in said


def test_the_saving_of_the_form_counts_the_price_beyond_the_allowance():
    said = {}
    for off in (0.0, 0.5):
        cockpit = city(overage_discount=off, bundle_floor_share=0)
        click(cockpit, "tab:terms", "bundle:C", *["x:-1"] * 4)
        account = cockpit.desk.accounts[cockpit.view.account]
        x = 100 * chosen_x(cockpit.desk, cockpit.view, account)
        beyond = account.wallet_fen - x
        assert beyond > 0
        saving = account.wallet_fen - 0.9 * x - (1 - off) * beyond
        said[off] = look.money_change(saving)
        assert f"against list{said[off]}" in cockpit.canvas.text()
    assert said[0.0] != said[0.5]


def test_the_term_of_a_bundle_is_chosen_and_half_a_year_brings_the_special_of_half_a_year(cockpit):
    mixed = next(
        account for account in cockpit.session.briefing.accounts
        if account.status == "active" and dict(account.suppliers).get("broadband", US) != US
    )  # fmt: skip
    click(cockpit, f"pick:{mixed.account_id}", "tab:terms", "bundle_term:6", "extra:broadband_special")
    parameters = cockpit.desk.parameters
    assert f"A line for {look.money(100 * parameters.broadband_half_year)} a month" in str(
        cockpit.canvas.find("extra:broadband_special")[1]["title"]
    )
    click(cockpit, "offer:bundle")
    planned = [made for made in cockpit.session.draft if isinstance(made, OfferBundle)]
    assert [(made.term_months, made.broadband_special) for made in planned] == [(6, True)]


def test_plans_whose_numbers_no_source_gives_carry_a_tag_in_the_form_of_a_sale_too(cockpit):
    while not (found := [a for a in cockpit.session.briefing.accounts if a.opportunity and a.opportunity[2]]):
        click(cockpit, "textbook", f"run:{cockpit.session.month + 1}")
    click(cockpit, f"pick:{found[0].account_id}", "tab:sale", "sale_plan:B")
    assert PLANS["B"].source[1:] in str(cockpit.tree())
    assert "X follows what they use at list price" in cockpit.canvas.text()
    click(cockpit, "sale_plan:A")
    assert PLANS["B"].source[1:] not in str(cockpit.tree())
    click(cockpit, "sale_plan:")
    assert "X follows" not in cockpit.canvas.text()


@pytest.mark.parametrize("basis", ["usage", "paid", "lower"])
def test_the_call_to_a_rebasing_names_what_x_follows(basis):
    facts = (("fee_now", 880_000), ("fee_then", 1_210_000), ("basis", basis))
    found = Situation("rebasing:A01:7", "rebasing", "A01", None, facts, ("keep",))
    _, said = sentences.situation(found, {"A01": "Mill"})
    assert f"follows {words.word(words.REBASED_ON, basis)}: the fee goes from ¥8,800 to about ¥12,100." in said


def test_what_is_assumed_of_whoever_decides_on_money_stands_where_the_role_is_said(cockpit):
    met = next(
        (account, person) for account in cockpit.session.briefing.accounts for person in account.people
        if person.role == "finance"
    )  # fmt: skip
    click(cockpit, f"pick:{met[0].account_id}", "tab:people")
    cards = [cockpit.canvas.find(f"person:{p.person_id}")[1]["title"] for p in met[0].people if p.name]
    assumed = words.role_assumed("finance")
    assert assumed
    assert sum(assumed in title for title in cards) == sum(p.role == "finance" for p in met[0].people if p.name)


def test_the_care_of_an_account_in_a_bundle_is_in_its_contract_and_among_its_monthly_costs():
    cockpit = Cockpit(Session(find_scenario("factory-belt"), 1))
    while not cockpit.desk.care_fen:
        click(cockpit, "textbook", f"run:{cockpit.session.month + 1}")
    account_id, fen = next(iter(cockpit.desk.care_fen.items()))
    click(cockpit, f"pick:{account_id}", "tab:terms")
    assert f"Care this month{look.money(fen)}" in cockpit.canvas.text().replace("\n", "")
    click(cockpit, "tab:story")
    spent = sum(
        record.care_fen for record in cockpit.session.story(account_id) if isinstance(record, BillSent)
    )  # fmt: skip
    assert f"care for using less than they pay for {look.money_change(-spent)}" in cockpit.canvas.text().lower()


def test_what_an_account_at_list_saves_with_a_bundle_is_what_its_bill_loses(cockpit):
    """One basis for both halves of the sentence, and for the contract beside it: the usage of the last bill."""
    click(cockpit, "textbook", "run:1", "textbook", "run:2")
    seen = 0
    for account in cockpit.session.briefing.accounts:
        if account.status != "active" or account.plan or account.wallet_fen != account.usage_fen:
            continue
        click(cockpit, f"pick:{account.account_id}", "tab:terms", "bundle:C")
        offer = bundle_offer(cockpit.desk, cockpit.view, account)
        plan = agreed(PLANS["C"], offer.allowance)
        off = cockpit.desk.parameters.overage_discount
        quote = bundle_quote(plan, offer.x * 100, account.usage_fen, account.usage_fen * (1 - account.discount), off)
        saved = quote.customer_saving
        assert quote.incremental_revenue == pytest.approx(account.usage_fen * account.discount - saved, abs=1)
        amount = look.money(abs(saved))
        assert f"They save {amount}" in cockpit.canvas.text() or f"They pay {amount}" in cockpit.canvas.text()
        assert f"our bill changes by {look.money_change(quote.incremental_revenue)}" in cockpit.canvas.text()
        seen += 1
    assert seen


def test_where_x_has_changed_since_the_last_bill_the_tab_says_what_it_would_be_now(cockpit):
    account = next(a for a in cockpit.desk.accounts.values() if a.status == "active" and not a.plan)
    bundled = account._replace(plan="C", x_fen=account.usage_fen, bill_fen=account.usage_fen)
    fee = PLANS["C"].commitment * account.usage_fen
    shown = str(terms(cockpit.desk, View(), bundled))
    assert "The same now, as price or X changed" in shown
    assert look.money(fee) in shown
    assert f"{look.money(account.usage_fen * (1 - account.discount) - fee)} more a month than now" in shown
    same = account._replace(bill_fen=round(account.usage_fen * (1 - account.discount)))
    assert "The same now" not in str(terms(cockpit.desk, View(), same))
