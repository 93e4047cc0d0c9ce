"""Discounts on the screen: each says who approves it, and those of the upper tiers are a click away."""

import pytest
from games import click

from kamsim.engine.decisions import OfferContract, Propose, TrainTeam
from kamsim.workbook import words
from kamsim.workbook.cockpit.discounts import DEEP

AUTHORITY = {0.1: "Within our own authority", 0.2: "The head of sales has to approve it: 3 days later",
             0.3: "The managing director has to approve it: 8 days later",
             0.4: "The board has to approve it: 15 days later"}  # fmt: skip


@pytest.mark.parametrize(("discount", "said"), AUTHORITY.items())
def test_a_discount_says_who_approves_it_and_how_many_days_that_takes(cockpit, discount, said):
    active = next(a for a in cockpit.session.briefing.accounts if a.status == "active" and a.discount < 0.1)
    click(cockpit, f"pick:{active.account_id}", "tab:terms", "fold:deep_discounts")
    assert cockpit.canvas.find(f"discount:{discount:g}")[1]["title"] == said


def test_a_contract_may_be_offered_at_the_discount_of_the_highest_tier(cockpit):
    click(cockpit, "tab:terms")
    assert "discount:0.4" not in cockpit.canvas.actions()
    click(cockpit, "fold:deep_discounts", "discount:0.4", "fold:deep_discounts")
    assert {f"discount:{step:g}" for step in DEEP} & set(cockpit.canvas.actions()) == {"discount:0.4"}
    assert AUTHORITY[0.4] in cockpit.canvas.text()
    click(cockpit, "offer:contract")
    (planned,) = cockpit.session.draft
    assert isinstance(planned, OfferContract)
    assert planned.discount == 0.4


def test_a_proposal_may_ask_for_the_discount_of_every_tier(cockpit):
    while not (found := [a for a in cockpit.session.briefing.accounts if a.opportunity and a.opportunity[2]]):
        click(cockpit, "textbook", f"run:{cockpit.session.month + 1}")
    click(cockpit, f"pick:{found[0].account_id}", "tab:sale", "fold:deep_discounts", "sale_discount:0.3")
    assert AUTHORITY[0.3] in cockpit.canvas.text()
    click(cockpit, "offer:sale")
    assert [made.discount for made in cockpit.session.draft if isinstance(made, Propose)] == [0.3]
    click(cockpit, "sale_plan:A")
    assert "disabled" in cockpit.canvas.find("sale_discount:0.3")[1]


def test_one_of_us_or_all_may_be_sent_to_a_training(cockpit):
    click(cockpit, "tab:company")
    ready = sum(manager.next_wave == "concept" for manager in cockpit.session.briefing.managers)
    assert ready > 1
    concept = words.word(words.WAVES, "concept")
    assert f"{concept} for 1 " in cockpit.canvas.text()
    assert f"{concept} for all {ready} " in cockpit.canvas.text()
    for many in (1, ready):
        click(cockpit, f"train:concept:{many}")
        assert cockpit.session.draft == (TrainTeam(wave="concept", managers=many),)
