"""What was decided, asked or told, when something else has happened meanwhile: nothing is done that is not for it."""

import pytest
from games import of_kind, possible, truths

from kamsim.engine.briefing.situations import situations_of
from kamsim.engine.briefing.troubles import options_of
from kamsim.engine.checking import refusals
from kamsim.engine.decisions import Answer, AppointSponsor, OfferBundle, OfferContract, Visit, WinBack
from kamsim.engine.processes.leaving import leave, start_afresh
from kamsim.engine.processes.owners import lose_owner
from kamsim.engine.processes.rivals import supplied_by_rivals
from kamsim.engine.processes.staying import neighbors_gone, sign
from kamsim.engine.records import (
    AccountWonBack,
    ApprovalGiven,
    BundleRebased,
    ChoiceMade,
    ContractSigned,
    CostBooked,
    DemandSettled,
    WorkDone,
)
from kamsim.engine.scenario import US, find_scenario
from kamsim.engine.simulation import Simulation
from kamsim.market.negotiation import discount_after
from kamsim.studies.policies import wait_and_see

CITY = find_scenario("city")
ASKING = CITY.with_settings(12, {"discount_demand": "0.05"})


def ours(game):
    """States of accounts that are with us."""
    return [account for account in game._world.accounts.values() if account.status == "active"]


def ends_of_demands(meet):
    """How demands end that nobody answers, where `meet` gave the account something before the next bills."""
    ends = []
    for seed in range(1, 7):
        game = Simulation(ASKING, seed)
        while not game.finished:
            asked = [account for account in ours(game) if account.demand is not None]
            for account in asked:
                meet(game._world, account)
            day = 30 * game.month
            game.advance()
            names = {account.account_id for account in asked}
            ends += [r.resolved for r in of_kind(game, DemandSettled) if r.day >= day and r.account_id in names]
    return ends


def test_a_demand_that_a_bundle_has_met_is_dropped():
    ends = ends_of_demands(lambda world, account: sign(world, account, 12, 0.0, "C", account.wallet))
    assert len(ends) > 5
    assert all(ends)


def test_a_demand_that_a_cut_has_met_is_dropped_and_less_than_was_asked_for_is_not_enough():
    def cut(share):
        def give(world, account):
            asked = account.demand
            world.set_discount(account, discount_after(asked.price, share * asked.claimed_discount, 0.6))

        return give

    whole, part, nothing = (ends_of_demands(cut(share)) for share in (1, 0.5, 0))
    assert len(whole) > 5
    assert all(whole)
    assert not all(part)
    assert not all(nothing)


def test_who_renews_does_so_on_the_x_that_was_announced():
    game = Simulation(CITY.with_settings(14), 1)
    for account in ours(game):
        sign(game._world, account, 12, 0.0, "B", account.wallet)
    while not game.finished:
        game.advance()
    rebased = {(r.account_id, r.day): r.new_x_fen for r in of_kind(game, BundleRebased) if 360 < r.day < 390}
    renewed = {(r.account_id, r.day): r.x_fen for r in of_kind(game, ContractSigned) if r.plan and 360 < r.day < 390}
    assert len(renewed) > 5
    assert {key: rebased[key] for key in renewed} == renewed


def test_an_answer_about_re_basing_is_for_the_bundle_that_is_re_based():
    game = Simulation(CITY.with_settings(14), 1)
    for account in ours(game):
        sign(game._world, account, 24, 0.0, "A", account.wallet / 2)
    while not (asked := [s for s in game.briefing.inbox if s.kind == "rebasing"]):
        game.advance()
    offers = [OfferBundle(account=s.account_id, plan="A", term_months=12) for s in asked]
    answers = [Answer(situation=s.situation_id, option="step_down") for s in asked]
    game.advance(possible(game.briefing, [d for pair in zip(offers, answers, strict=True) for d in pair]))
    signed = [account for account in ours(game) if account.contract.term_months == 12 and account.contract.plan == "A"]
    assert len(signed) > 3
    assert {account.contract.at_rebasing for account in signed} == {""}


@pytest.mark.parametrize("gone_for_good", [True, False])
def test_an_offer_that_waited_for_approval_is_not_made_to_who_has_left_meanwhile(gone_for_good):
    game = Simulation(CITY.with_settings(3, {"approval_days_director": "40"}), 7)
    world = game._world
    account = next(a for a in ours(game) if not a.contract.discount)
    game.advance([OfferContract(account=account.account_id, term_months=12, discount=0.3)])
    assert account.awaiting is not None
    leave(world, account, next(iter(world.rivals)), "price")
    assert account.awaiting is None
    if not gone_for_good:
        start_afresh(world, account)
        account.returns += 1
        sign(world, account, 24, 0.05, None, 0.0)
    game.advance()
    assert [r.account_id for r in of_kind(game, ApprovalGiven)] == [account.account_id]
    assert not [c for c in of_kind(game, ChoiceMade) if c.choice == "term" and c.account_id == account.account_id]


def test_a_campaign_is_not_made_at_who_has_come_back_meanwhile():
    slow = {"win_back_pause": "0", "approval_days_director": "40", "win_back_base": "1", "counter_grab": "0"}
    game = Simulation(find_scenario("office-tower").with_settings(4, slow), 2)
    for _ in range(3):
        campaigns = [WinBack(account=a.account_id, offer="discount", discount=0.3) for a in game.briefing.accounts]
        game.advance(possible(game.briefing, campaigns))
    back = [record.account_id for record in of_kind(game, AccountWonBack)]
    assert back
    assert len(back) == len(set(back))


def test_a_neighbor_who_is_back_has_not_gone():
    game = Simulation(CITY, 1)
    world, (left, *_) = game._world, ours(game)
    neighbor = next(a for a in ours(game) if a.building_id == left.building_id and a is not left)
    game.advance()
    leave(world, left, next(iter(world.rivals)), "price")
    game.advance()
    losses = world.losses[left.building_id]
    before = neighbors_gone(world, neighbor, losses)
    start_afresh(world, left)
    assert neighbors_gone(world, neighbor, losses) == pytest.approx(
        before - 0.5 ** (30 / world.parameters.neighbor_half_life_days), abs=0.05
    )
    assert left.account_id not in {who for _, who in losses}


def test_a_second_life_has_no_answers_outages_or_refusals_of_the_first():
    game = Simulation(CITY, 1)
    world, (account, *_) = game._world, ours(game)
    account.survey_score, account.csat, account.last_major_day, account.refused_day = 2, (1, 0.0), 0.0, 0.0
    leave(world, account, next(iter(world.rivals)), "price")
    start_afresh(world, account)
    told = {signal.code for signal in game.briefing.account(account.account_id).signals}
    assert not told & {"detractor", "poor_repair"}
    assert account.last_major_day == account.refused_day < -1e9


def test_a_meal_with_who_has_left_costs_no_fine_and_shows_no_savings():
    free = CITY.with_settings(2, {"strict_mode": "0", "turnover": "0", "compliance_cap": "0"})
    for gone in (False, True):
        game = Simulation(free, 1)
        account = next(a for a in ours(game) if a.people[0].known)
        person = account.people[0].person_id
        meal = Visit(account=account.account_id, person=person, activity="meal")
        assert possible(game.briefing, [meal]) == [meal]
        if gone:
            account.people[0].person_id = "somebody-else"
        game.advance([meal])
        fines = [record for record in of_kind(game, CostBooked) if record.reason == "compliance"]
        assert bool(fines) is not gone
        assert bool([r for r in of_kind(game, WorkDone) if r.work == "nobody_there"]) is gone


def test_what_goes_with_a_second_manager_comes_on_top_of_what_went_with_the_first():
    game = Simulation(CITY.with_settings(values={"manager_turnover": "0"}), 1)
    account = next(a for a in ours(game) if a.owner is not None)
    lose_owner(game._world, account.owner, 1)
    first = account.owner_loss
    account.covers = {"B": "Somebody", "C": "Somebody"}
    lose_owner(game._world, account.owner, 2)
    assert first < account.owner_loss < 1


def test_supporters_are_told_by_their_say_also_after_a_promotion():
    rising = CITY.with_settings(24, {"rising_stars": "0.5", "turnover": "0"})
    seen = 0
    for world in truths(rising, wait_and_see, 5):
        for account in world.accounts.values():
            shares = {person.person_id: person.share for person in account.people}
            says = [shares[name] for name in account.supporters]
            seen += len(says) > 1
            assert says == sorted(says, reverse=True)
    assert seen


def test_rivals_lose_what_each_supplied_and_not_all_one_of_them():
    game = Simulation(CITY, 1)
    for account in game._world.accounts.values():
        lost = dict(supplied_by_rivals(account))
        assert US not in lost
        assert sum(lost.values()) == pytest.approx(account.wallet * (1 - account.share_with_us), abs=1e-6)


def test_no_option_is_offered_that_could_do_nothing():
    game = Simulation(CITY, 1)
    world, (account, *_) = game._world, ours(game)
    assert "trade_for_reference" in options_of(world, account, "discount_demand")
    world.speak_for_us(account)
    assert "trade_for_reference" not in options_of(world, account, "discount_demand")
    assert "bundle_tenants" in options_of(world, account, "building_attack")
    for tenant in ours(game):
        sign(world, tenant, 12, 0.0, "B", tenant.wallet)
    assert "bundle_tenants" not in options_of(world, account, "building_attack")


def test_a_fault_to_which_engineers_were_sent_is_not_asked_about_again():
    game = Simulation(CITY.with_settings(12, {"faults": "0.2"}), 1)
    while not (asked := [s for s in game.briefing.inbox if s.kind == "standing_fault"]):
        game.advance()
    account = game._world.accounts[asked[0].account_id]
    account.fault.pushed.succeed()
    assert "standing_fault" not in {found.kind for found in situations_of(game._world, account)}


def test_a_sponsor_is_named_and_released_before_any_call_wherever_that_stands_in_the_plan():
    game = Simulation(CITY, 1)
    person = next(p for p in game.briefing.accounts[0].people if p.name)
    at = person.account_id
    call = Visit(account=at, person=person.person_id, activity="sponsor_call")
    named, released = AppointSponsor(account=at), AppointSponsor(account=at, on=False)
    assert refusals(game.briefing, [call, named]) == refusals(game.briefing, [named, call]) == []
    game.advance([named])
    for plan in ([call, released], [released, call]):
        assert [r.field for r in refusals(game.briefing, plan)] == ["activity"]
