"""The check before anything is sent: what is impossible is refused, all at once; what looks odd is pointed out."""

from copy import copy
from math import ceil

import pytest
from games import try_everything

from kamsim.engine.briefing import Situation
from kamsim.engine.checking import refusals
from kamsim.engine.decisions import (
    SITUATIONS,
    Answer,
    AppointSponsor,
    GiveDiscount,
    MapPower,
    OfferBundle,
    OfferContract,
    Propose,
    SetServiceLevel,
    SetStrategy,
    SetSwitching,
    Visit,
    WinBack,
)
from kamsim.engine.remarks import remarks
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation

CITY, DEAL = find_scenario("city").with_settings(values={"strict_mode": "0"}), find_scenario("first-deal")
OPENING = Simulation(CITY, 7).briefing
ACTIVE = next(a for a in OPENING.accounts if a.status == "active")
PROSPECT = next(a for a in OPENING.accounts if a.status == "prospect")
KNOWN = next(p for p in ACTIVE.people if p.name)
UNKNOWN = next(p for a in OPENING.accounts for p in a.people if not p.name)


def changed(**fields):
    """The opening briefing with other values of some fields."""
    briefing = copy(OPENING)
    vars(briefing).update(fields)
    return briefing


def with_account(account_id, **changes):
    accounts = tuple(a._replace(**changes) if a.account_id == account_id else a for a in OPENING.accounts)
    return changed(accounts=accounts)


LOST = with_account(ACTIVE.account_id, status="lost")
DEMAND = f"discount_demand:{ACTIVE.account_id}:1"
ASKED = changed(
    inbox=(
        Situation(
            DEMAND,
            "discount_demand",
            ACTIVE.account_id,
            KNOWN.person_id,
            (("claimed", 0.1), ("rival", "N")),
            tuple(SITUATIONS["discount_demand"]),
        ),
    )
)


def visit(activity="visit", person=KNOWN.person_id, account=ACTIVE.account_id):
    return Visit(account=account, person=person, activity=activity)


def test_an_empty_plan_and_a_plain_plan_are_possible():
    assert refusals(OPENING, []) == []
    assert refusals(OPENING, [visit(), visit("meal"), MapPower(account=PROSPECT.account_id)]) == []


@pytest.mark.parametrize(
    ("briefing", "decision", "field"),
    [
        (OPENING, visit(account="Z9"), "account"),
        (OPENING, visit(person="Z9-1"), "person"),
        (OPENING, visit(person=UNKNOWN.person_id, account=UNKNOWN.account_id), "person"),
        (OPENING, GiveDiscount(account=PROSPECT.account_id, discount=0.1), "account"),
        (OPENING, OfferContract(account=PROSPECT.account_id), "account"),
        (OPENING, OfferBundle(account=PROSPECT.account_id), "account"),
        (OPENING, WinBack(account=ACTIVE.account_id), "account"),
        (LOST, OfferBundle(account=ACTIVE.account_id), "account"),
        (LOST, GiveDiscount(account=ACTIVE.account_id, discount=0.1), "account"),
        (
            with_account(ACTIVE.account_id, status="lost", campaign_made=True),
            WinBack(account=ACTIVE.account_id),
            "account",
        ),
        (with_account(ACTIVE.account_id, sponsored=True), AppointSponsor(account=ACTIVE.account_id), "account"),
        (changed(sponsors_left=0), AppointSponsor(account=ACTIVE.account_id), "account"),
        (OPENING, visit("sponsor_call"), "activity"),
        (OPENING, Answer(situation="renewal:Z9:1", option="renew_12"), "situation"),
        (ASKED, Answer(situation=DEMAND, option="renew_12"), "option"),
    ],
)
def test_what_is_impossible_is_refused_with_its_field(briefing, decision, field):
    (refusal,) = refusals(briefing, [decision])
    assert (refusal.position, refusal.field) == (0, field)
    assert refusal.allowed


@pytest.mark.parametrize(
    ("offer", "field"),
    [
        ({"offer": "bundle", "discount": 0.1}, "discount"),
        ({"offer": "none", "discount": 0.1}, "discount"),
        ({"offer": "both", "discount": 0}, "discount"),
        ({"offer": "discount", "plan": "A"}, "plan"),
        ({"x": 900}, "x"),
    ],
)
def test_a_campaign_takes_only_the_terms_that_its_offer_has_a_use_for(offer, field):
    (refusal,) = refusals(LOST, [WinBack(account=ACTIVE.account_id, **offer)])
    assert (refusal.field, bool(refusal.allowed)) == (field, True)


def test_what_is_possible_in_the_same_place_is_not_refused():
    assert refusals(LOST, [WinBack(account=ACTIVE.account_id)]) == []
    assert refusals(LOST, [WinBack(account=ACTIVE.account_id, offer="bundle", plan="best", x=900)]) == []
    assert refusals(LOST, [WinBack(account=ACTIVE.account_id, offer="both", discount=0.2)]) == []
    assert refusals(ASKED, [Answer(situation=DEMAND, option="hold")]) == []
    assert refusals(OPENING, [OfferBundle(account=ACTIVE.account_id)]) == []
    assert refusals(changed(sponsors_left=1), [AppointSponsor(account=ACTIVE.account_id)]) == []


def test_x_is_never_agreed_on_below_what_an_account_uses_with_us():
    measured = OPENING.measured_x(ACTIVE.account_id)
    assert OPENING.least_x(ACTIVE.account_id) == measured == pytest.approx(ACTIVE.usage_fen / 100, abs=0.01)
    selling = with_account(ACTIVE.account_id, opportunity=("fixed", "design", True))
    for kind in (OfferBundle, Propose):
        assert refusals(selling, [kind(account=ACTIVE.account_id, plan="A", x=measured + 1)]) == []
        assert refusals(selling, [kind(account=ACTIVE.account_id, plan="A")]) == []
        (refusal,) = refusals(selling, [kind(account=ACTIVE.account_id, plan="A", x=measured - 1)])
        assert (refusal.field, refusal.allowed.split(";")[0]) == ("x", f"at least {ceil(measured)} CNY/month")
    tender = with_account(PROSPECT.account_id, opportunity=("fixed", "design", True))
    assert refusals(tender, [Propose(account=PROSPECT.account_id, plan="A", x=1)]) == []
    free = Simulation(CITY.with_settings(values={"bundle_floor_share": "0"}), 7).briefing
    assert refusals(free, [OfferBundle(account=ACTIVE.account_id, x=1)]) == []


def test_an_allowance_is_agreed_on_near_that_of_its_plan():
    selling = with_account(ACTIVE.account_id, opportunity=("fixed", "design", True))
    for kind in (OfferBundle, Propose):
        for allowance, fields in ((1.4, []), (1.6, []), (1.39, ["allowance"]), (1.61, ["allowance"])):
            found = refusals(selling, [kind(account=ACTIVE.account_id, plan="A", allowance=allowance)])
            assert [refusal.field for refusal in found] == fields
        (refusal,) = refusals(selling, [kind(account=ACTIVE.account_id, plan="best", allowance=1.5)])
        assert (refusal.field, refusal.allowed) == ("allowance", "empty unless plan A, B or C is named")


def test_an_allowance_of_a_campaign_is_agreed_on_near_that_of_the_plan_that_it_names_or_of_plan_b():
    for plan, least, most in (("A", 1.4, 1.6), (None, 1.15, 1.35)):
        for allowance, fields in ((least, []), (most, []), (least - 0.01, ["allowance"]), (most + 0.01, ["allowance"])):
            asked = WinBack(account=ACTIVE.account_id, offer="bundle", plan=plan, allowance=allowance)
            assert [refusal.field for refusal in refusals(LOST, [asked])] == fields
    for offer, plan in (("bundle", "best"), ("upgrade", None)):
        asked = WinBack(account=ACTIVE.account_id, offer=offer, plan=plan, allowance=1.5)
        assert [refusal.field for refusal in refusals(LOST, [asked])] == ["allowance"]


def test_a_cut_is_more_than_the_discount_that_they_have():
    held = with_account(ACTIVE.account_id, discount=0.05)
    for discount, fields in ((0.0, ["discount"]), (0.05, ["discount"]), (0.06, [])):
        found = refusals(held, [GiveDiscount(account=ACTIVE.account_id, discount=discount)])
        assert [refusal.field for refusal in found] == fields


def test_a_proposal_off_list_has_no_x():
    selling = with_account(ACTIVE.account_id, opportunity=("fixed", "design", True))
    (refusal,) = refusals(selling, [Propose(account=ACTIVE.account_id, x=10_000_000)])
    assert (refusal.field, refusal.allowed.split(";")[0]) == ("x", "empty without a plan")


def test_a_sponsor_calls_once_named_and_only_as_often_as_an_executive_has_time():
    call, named = visit("sponsor_call"), AppointSponsor(account=ACTIVE.account_id)
    most = CITY.settings.parameters.sponsor_calls
    sponsored = with_account(ACTIVE.account_id, sponsored=True)
    assert refusals(sponsored, [call] * most) == refusals(OPENING, [named, *[call] * most]) == []
    assert refusals(OPENING, [call, named]) == []
    (late,) = refusals(OPENING, [call])
    assert (late.position, late.allowed.split(" until ")[0]) == (0, "another one")
    (often,) = refusals(sponsored, [call] * (most + 1))
    assert (often.position, often.field) == (most, "activity")
    assert often.allowed.startswith(f"at most {most} sponsor calls a month")
    (released,) = refusals(sponsored, [AppointSponsor(account=ACTIVE.account_id, on=False), call])
    assert released.position == 1
    sponsored.sponsor_calls = 0
    assert refusals(sponsored, [call])[0].allowed.startswith("no sponsor call a month")


def test_a_sponsor_who_is_one_too_many_makes_no_calls():
    found = refusals(changed(sponsors_left=0), [AppointSponsor(account=ACTIVE.account_id), visit("sponsor_call")])
    assert [(refusal.position, refusal.field) for refusal in found] == [(0, "account"), (1, "activity")]


def test_every_problem_of_a_plan_is_reported_at_once():
    plan = [visit(account="Z9"), MapPower(account=ACTIVE.account_id), WinBack(account=ACTIVE.account_id)]
    assert [refusal.position for refusal in refusals(OPENING, plan)] == [0, 2]


def test_a_plan_may_use_the_last_hour_and_not_a_minute_more():
    # Visits take 3 hours: 24 of them 72.
    assert refusals(changed(hours=72.0), [visit()] * 24) == []
    (refusal,) = refusals(changed(hours=71.5), [visit()] * 24)
    assert (refusal.position, refusal.field) == (23, "hours")


def test_decisions_without_hours_are_possible_without_a_team():
    idle = changed(hours=0.0)
    free = [GiveDiscount(account=ACTIVE.account_id, discount=0.1), SetStrategy(tier="A", strategy="velcro")]
    assert refusals(idle, free) == []
    assert refusals(idle, [visit("follow_up")])[0].field == "hours"


@pytest.mark.parametrize(
    "decision",
    [
        MapPower(account=ACTIVE.account_id),
        GiveDiscount(account=ACTIVE.account_id, discount=0.1),
        OfferContract(account=ACTIVE.account_id),
        OfferBundle(account=ACTIVE.account_id),
        AppointSponsor(account=ACTIVE.account_id),
    ],
    ids=lambda decision: decision.kind,
)
def test_the_same_thing_is_done_once_a_month_at_an_account(decision):
    assert refusals(OPENING, [decision]) == []
    assert [refusal.position for refusal in refusals(OPENING, [decision, decision])] == [1]


def test_a_situation_is_answered_once():
    plan = [Answer(situation=DEMAND, option="hold"), Answer(situation=DEMAND, option="match")]
    assert [(r.position, r.field) for r in refusals(ASKED, plan)] == [(1, "situation")]


def test_people_may_be_met_more_than_once():
    assert refusals(OPENING, [visit(), visit(), visit("follow_up")]) == []


def test_after_the_last_month_nothing_is_possible():
    over = changed(month=24)
    assert refusals(over, [visit()])[0].field == "month"
    assert refusals(over, []) == []


def test_whatever_passes_the_check_can_be_carried_out():
    game = Simulation(DEAL, 3)
    while not game.finished:
        plan = try_everything(game.briefing)
        assert refusals(game.briefing, plan) == []
        game.advance(plan)


def codes(briefing, plan):
    return {(remark.level, remark.code) for remark in remarks(briefing, plan)}


def test_a_deep_cut_is_pointed_out_and_a_small_one_is_not():
    deep = GiveDiscount(account=ACTIVE.account_id, discount=min(0.6, ACTIVE.discount + 0.2))
    small = GiveDiscount(account=ACTIVE.account_id, discount=ACTIVE.discount + 0.05)
    assert (2, "deep_discount") in codes(OPENING, [deep])
    assert (2, "deep_discount") not in codes(OPENING, [small])


def test_a_cut_where_closeness_is_the_strategy_is_pointed_out():
    cut = GiveDiscount(account=ACTIVE.account_id, discount=ACTIVE.discount + 0.05)
    close = SetStrategy(tier=ACTIVE.tier, strategy="velcro")
    assert (3, "discount_against_velcro") in codes(OPENING, [close, cut])
    assert (3, "discount_against_velcro") not in codes(OPENING, [cut])
    for term, remarked in ((0, True), (24, False)):
        offer = OfferContract(account=ACTIVE.account_id, term_months=term, discount=cut.discount)
        assert ((3, "discount_against_velcro") in codes(OPENING, [close, offer])) is remarked


def test_the_fourth_visit_to_one_person_is_pointed_out_once():
    assert [r.code for r in remarks(OPENING, [visit()] * 6)].count("too_many_visits") == 1
    assert (2, "too_many_visits") not in codes(OPENING, [visit()] * 3)


def test_idle_hours_are_pointed_out_unless_there_are_none():
    assert (2, "hours_idle") in codes(OPENING, [])
    assert (2, "hours_idle") not in codes(changed(hours=0.0), [])
    assert (2, "hours_idle") not in codes(changed(hours=6.0), [visit()])


def test_an_ending_contract_without_anybody_on_money_is_pointed_out():
    people = {person.role: person.person_id for person in ACTIVE.people if person.name}
    other = next(person_id for role, person_id in people.items() if role not in ("finance", "decider"))
    money = next((person_id for role, person_id in people.items() if role in ("finance", "decider")), None)
    ending = with_account(
        ACTIVE.account_id,
        contract_end_month=2,
        people=tuple(person._replace(level=None) for person in ACTIVE.people),
    )
    assert (3, "nobody_on_money") in codes(ending, [visit(person=other)])
    if money:
        assert (3, "nobody_on_money") not in codes(ending, [visit(person=other), visit(person=money)])


def test_rules_for_tiers_never_raise_a_remark():
    plan = [SetServiceLevel(tier=tier, level="tailored") for tier in "ABC"]
    assert codes(changed(hours=0.0), plan) == set()


def test_more_meals_than_the_rules_of_conduct_allow_are_pointed_out():
    meals = [visit(activity="meal") for _ in range(9)]
    assert (2, "compliance") in codes(changed(hours=100.0), meals)
    assert (2, "compliance") not in codes(changed(hours=100.0), meals[:8])


def test_a_tier_has_one_service_level_and_one_strategy_a_month():
    twice = [SetServiceLevel(tier="A", level="tailored"), SetServiceLevel(tier="A", level="responsive")]
    assert [(r.position, r.field, r.value) for r in refusals(OPENING, twice)] == [(1, "tier", "A")]
    both = [SetServiceLevel(tier="A", level="tailored"), SetStrategy(tier="A", strategy="clip")]
    assert refusals(OPENING, [*both, SetServiceLevel(tier="B", level="tailored")]) == []


def test_a_second_time_in_a_month_is_refused_in_words_that_read_as_a_sentence():
    twice = [MapPower(account=ACTIVE.account_id)] * 2
    assert refusals(OPENING, twice)[0].allowed == "one map_power a month for this account"
    twice = [SetSwitching(tier="A", method="points")] * 2
    (refusal,) = refusals(OPENING, twice)
    assert (refusal.field, refusal.value) == ("method", "points")
    assert refusal.allowed == "one set_switching of points a month for this tier"


def test_an_account_hears_one_price_a_month():
    cut = GiveDiscount(account=ACTIVE.account_id, discount=ACTIVE.discount + 0.05)
    term = OfferContract(account=ACTIVE.account_id, term_months=24)
    bundle = OfferBundle(account=ACTIVE.account_id)
    for first, second in ((cut, term), (term, bundle), (bundle, cut)):
        assert [(r.position, r.field) for r in refusals(OPENING, [first, second])] == [(1, "account")]
    assert refusals(OPENING, [cut, visit(), MapPower(account=ACTIVE.account_id)]) == []


def test_a_lost_account_is_asked_back_once_a_month():
    briefing = Simulation(find_scenario("office-tower"), 7).briefing
    lost = next(situation for situation in briefing.inbox if situation.kind == "lost")
    campaign = WinBack(account=lost.account_id, offer="discount")
    answer = Answer(situation=lost.situation_id, option="win_back_bundle")
    for first, second in ((campaign, answer), (answer, campaign)):
        assert [(r.position, r.field) for r in refusals(briefing, [first, second])] == [(1, "account")]
    let_go = Answer(situation=lost.situation_id, option="let_go")
    assert refusals(briefing, [campaign, let_go]) == []
