"""Campaigns at lost accounts: with a discount, or with the bundle, whose price neighbors can hardly compare."""

from math import exp, log
from statistics import fmean

import pytest
from games import of_kind, possible

from kamsim.engine.briefing import Situation
from kamsim.engine.decision_file import decisions_text, read_decisions
from kamsim.engine.decisions import Answer, WinBack
from kamsim.engine.processes.bundling import paid_in_all
from kamsim.engine.reading import Problems
from kamsim.engine.records import AccountChurned, AccountWonBack, ApprovalGiven, ChoiceMade, ContractSigned, PriceLeaked
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.market.bundle import bundle_bill
from kamsim.market.buying import log_odds, logistic
from kamsim.workbook import sentences
from kamsim.workbook.cockpit import Cockpit
from kamsim.workbook.cockpit.campaign import UNASKED, WHY, why
from kamsim.workbook.session import Session

TOWER = find_scenario("office-tower").with_settings(6, {"win_back_base": "1", "counter_grab": "0"})
SEEDS = (1, 2)


def campaign(**offer):
    """A manager who asks all three back in the first month."""

    def policy(briefing):
        wishes = [WinBack(account=a.account_id, **offer) for a in briefing.accounts]
        return possible(briefing, wishes) if briefing.month == 0 else []

    return policy


def inbox(option):
    """The same by answers to the inbox."""

    def policy(briefing):
        return [
            Answer(situation=s.situation_id, option=option)
            for s in briefing.inbox
            if s.kind == "lost" and briefing.month == 0
        ]

    return policy


def returns(game):
    return [record.account_id for record in of_kind(game, AccountWonBack)]


def choices(game):
    return [choice for choice in of_kind(game, ChoiceMade) if choice.choice == "win_back"]


def test_in_a_tower_a_bundle_regains_accounts_and_leaks_less_than_a_discount():
    bundle, discount = (
        [play(TOWER, campaign(**offer), seed) for seed in SEEDS]
        for offer in ({"offer": "bundle"}, {"offer": "discount", "discount": 0.2})
    )
    assert min(sum(len(returns(game)) for game in games) for games in (bundle, discount)) >= 4

    def leaks(games):
        """What became known of those who returned, for each of them."""
        heard = [record.favored_account_id in returns(game) for game in games for record in of_kind(game, PriceLeaked)]
        return sum(heard) / sum(len(returns(game)) for game in games)

    assert leaks(bundle) < 0.4 * leaks(discount)


def test_the_pull_of_a_bundle_is_what_it_saves_beyond_what_the_account_wants_to_save_and_its_parts_add_up():
    game = Simulation(TOWER, 3)
    world, (key, *_) = game._world, [a.account_id for a in game.briefing.accounts if a.status == "lost"]
    account, parameters = world.accounts[key], world.parameters
    x = 0.7 * account.wallet
    saved = 1 - bundle_bill(world.plans["B"], x, account.wallet, parameters.overage_discount) / paid_in_all(
        world, account
    )
    game.advance([WinBack(account=key, offer="bundle", plan="B", x=x)])
    (choice,) = choices(game)
    parts = choice.voices[0].parts
    assert 0 < saved < 0.5
    wanted = 1.05 * (1 - saved)
    assert wanted == pytest.approx(exp(-dict(parts)["offer"] / parameters.weight_price))
    assert dict(parts)["flat_rate"] == pytest.approx(-parameters.weight_price * log(0.97))
    assert choice.probability == pytest.approx(logistic(log_odds(parts)))


def test_who_returns_for_a_bundle_signs_its_plan_and_x_and_pays_no_discount():
    game = play(TOWER, campaign(offer="bundle", plan="A", x=2000), 1)
    signed = [record for record in of_kind(game, ContractSigned) if record.account_id in returns(game)]
    assert signed
    assert {(s.plan, s.x_fen, s.discount, s.term_months) for s in signed} == {("A", 200_000, 0.0, 12)}


def test_a_dear_bundle_brings_back_fewer_than_a_cheap_one_and_is_worth_more():
    cheap, dear = (choices(play(TOWER, campaign(offer="bundle", x=x), 1)) for x in (1500, 2600))
    assert len(cheap) == len(dear) == 3
    assert fmean(c.probability for c in cheap) > fmean(c.probability for c in dear)
    assert fmean(c.stake_fen for c in cheap) < fmean(c.stake_fen for c in dear)


def test_a_larger_allowance_brings_more_accounts_back_where_the_whole_wallet_goes_beyond_it_and_is_what_they_sign():
    smaller, larger = (play(TOWER, campaign(offer="bundle", x=1500, allowance=size), 1) for size in (1.15, 1.35))
    assert fmean(c.probability for c in choices(smaller)) < fmean(c.probability for c in choices(larger))
    agreed = {larger.briefing.account(name).allowance for name in returns(larger)}
    assert agreed == {1.35}


def test_the_bundle_of_the_inbox_is_the_bundle_of_a_campaign():
    asked, answered = (play(TOWER, policy, 2) for policy in (campaign(offer="bundle"), inbox("win_back_bundle")))
    assert [c.voices for c in choices(asked)] == [c.voices for c in choices(answered)]
    assert {record.plan for record in of_kind(answered, ContractSigned) if record.account_id in returns(answered)} == {
        "B"
    }


def test_a_deep_discount_waits_for_approval_and_the_account_is_asked_once():
    game = Simulation(TOWER, 1)
    lost = [account.account_id for account in game.briefing.accounts if account.status == "lost"]
    game.advance([WinBack(account=key, offer="discount", discount=0.5) for key in lost])
    while not game.finished:
        game.advance(possible(game.briefing, [WinBack(account=key, offer="none") for key in lost]))
    approved = [record.account_id for record in of_kind(game, ApprovalGiven)]
    assert sorted(approved) == sorted(lost)
    assert sorted(choice.account_id for choice in choices(game)) == sorted(lost)


def test_a_file_of_decisions_takes_the_terms_of_a_campaign(tmp_path):
    plans = [
        [
            WinBack(account="A01", offer="bundle", plan="best", x=900.0),
            WinBack(account="A03", offer="bundle", x=900.0, allowance=1.3),
            WinBack(account="A02", offer="both", discount=0.2),
        ]
    ]
    file = tmp_path / "plan.csv"
    file.write_text(decisions_text(plans), encoding="utf-8")
    problems = Problems()
    (read,) = read_decisions(file, problems, 1)
    assert [row.value for row in read] == plans[0]


@pytest.fixture
def cockpit():
    """At the terms of the first account that left."""
    cockpit = Cockpit(Session(TOWER, 1))
    lost = next(a for a in cockpit.session.briefing.accounts if a.status == "lost")
    for action in (f"pick:{lost.account_id}", "tab:terms"):
        cockpit.canvas.click(action)
    return cockpit


def test_the_cockpit_offers_a_campaign_with_the_bundle_in_the_plan_and_x_that_were_chosen(cockpit):
    for action in ("bundle:C", "x:-1", "allowance:1", "offer:win_back"):
        cockpit.canvas.click(action)
        assert cockpit.canvas.failures == []
    (planned,) = cockpit.session.draft
    assert (planned.offer, planned.plan, planned.x % 100, planned.allowance) == ("bundle", "C", 0, 1.05)
    assert "win back: the bundle (Evergreen C, X" in cockpit.canvas.text()
    assert "up to 1.05 X)" in cockpit.canvas.text()
    cockpit.canvas.click("offer:win_back")
    assert cockpit.session.draft == ()


def test_the_cockpit_offers_a_campaign_with_the_discount_that_was_chosen(cockpit):
    account = cockpit.view.account
    assert f'"win_back:{account}:discount:"' in cockpit.canvas.scene
    cockpit.canvas.click("discount:0.2")
    assert "20 % off waits for approval" in cockpit.canvas.text()
    cockpit.canvas.click(f"win_back:{account}:both:0.2")
    assert cockpit.session.draft == (WinBack(account=account, offer="both", discount=0.2),)
    assert cockpit.canvas.failures == []


# --- why they left ----------------------------------------------------------------------------------------------------


def test_why_an_account_left_is_what_its_record_says_in_the_inbox_and_in_the_briefing():
    game = Simulation(find_scenario("city").with_settings(values={"churn_no_contract": "0.04"}), 3)
    while len(records := of_kind(game, AccountChurned)) < 4:
        game.advance()
    for record in records:
        account = game.briefing.account(record.account_id)
        assert account.lost_reason == (record.reason if account.status == "lost" else None)
    told = {s.account_id: dict(s.facts)["reason"] for s in game.briefing.inbox if s.kind == "lost"}
    assert told
    assert all(reason == game.briefing.account(account_id).lost_reason for account_id, reason in told.items())
    assert {account.lost_reason for account in game.briefing.accounts if account.status == "active"} == {None}


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("price", "left 2 months ago over price. Ask them back?"),
        ("satisfaction", "left 2 months ago over service that disappointed. Ask them back?"),
        ("other", "left 2 months ago. Ask them back?"),
        ("", "left 2 months ago. Ask them back?"),
    ],
)
def test_the_call_to_win_back_says_what_they_left_over(reason, said):
    facts = (("months_away", 2), ("destination", ""), ("reason", reason))
    found = Situation("lost:A01:3", "lost", "A01", None, facts, ("let_go",))
    assert sentences.situation(found, {})[1] == said


def test_the_tab_says_what_the_reason_means_for_winning_back_and_when_nobody_knows_it(cockpit):
    assert UNASKED in cockpit.canvas.text()
    lost = cockpit.desk.accounts[cockpit.view.account]
    assert why(lost._replace(lost_reason="price")) == f"They left over price. {WHY['price']}"
    assert why(lost._replace(lost_reason="incident")).startswith("They left over an outage. A better price does not")
    assert why(lost._replace(lost_reason="other")).startswith("What weighed most")
