"""Sales as they are played: proposals, objections, the deal desk, and concessions that are traded or given."""

from copy import copy
from functools import cache
from math import log
from statistics import fmean

import pytest
from games import fitting, of_kind, possible

from kamsim.engine.checking import refusals
from kamsim.engine.checking.terms import broadband_moves
from kamsim.engine.decision_file import decisions_made
from kamsim.engine.decisions import Answer, GiveDiscount, MapPower, OfferBundle, OfferContract, Propose, Visit, hours_of
from kamsim.engine.processes.bundling import fit_of_x
from kamsim.engine.processes.objections import discount_in_sale
from kamsim.engine.processes.proposals import coverage_of, people_met
from kamsim.engine.records import (
    AccountChurned,
    AccountWon,
    ApprovalGiven,
    ChoiceMade,
    ContractSigned,
    CostBooked,
    DemandSettled,
    DiscountDemanded,
    LineLost,
    LineWon,
    MotiveHeard,
    ObjectionAnswered,
    ObjectionRaised,
    OpportunityClosed,
    OpportunityOpened,
    PaymentAgreed,
    PriceChanged,
    ProposalMade,
    ReferenceAgreed,
    StageReached,
)
from kamsim.engine.remarks import remarks
from kamsim.engine.scenario import US, find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.engine.state import Opportunity, Proposal
from kamsim.market.bundle import PLANS
from kamsim.market.buying import implied_probability
from kamsim.market.objections import MOTIVES, REMEDIES
from kamsim.market.parameters import Parameters
from kamsim.market.usage import mean_growth

CITY = find_scenario("city")
EAGER = {"leads_active": "0.15", "leads_prospect": "0.3", "drop_hazard": "0"}
PLAIN = next(a.account_id for a in CITY.accounts if a.term_months and not a.discount)


def eager(months=12, **values):
    return CITY.with_settings(months, EAGER | {name: str(value) for name, value in values.items()})


def fits(motive):
    return next(remedy for remedy, concern in REMEDIES.items() if concern == MOTIVES[motive].concern)


def seller(answer, propose=None):
    """Pursues everything, answers objections as told, and makes the proposal that it is given, if any."""

    def policy(briefing):
        wishes = []
        for situation in briefing.inbox:
            if situation.kind == "opportunity":
                wishes.append(Answer(situation=situation.situation_id, option="pursue"))
            elif situation.kind == "objection":
                motive = dict(situation.facts)["motive"]
                wishes.append(Answer(situation=situation.situation_id, option=answer(motive)))
        for account in briefing.accounts:
            if propose and account.opportunity and account.opportunity[2] and account.proposal is None:
                wish = Propose(account=account.account_id, **propose)
                special = wish.broadband_special and broadband_moves(account, account.opportunity[0])
                wishes.append(wish.model_copy(update={"broadband_special": special}))
        return fitting(briefing, wishes)

    return policy


def listen(motive):
    return fits(motive) if motive else "ask"


def silent(motive):
    return "leave_it"


def cut(motive):
    return "discount_now"


POLICIES = {
    "listen": seller(listen, {"discount": 0.1}),
    "cut": seller(cut, {"discount": 0.1}),
    "silent": seller(silent, {"discount": 0.1}),
    "no proposal": seller(listen),
    "one option": seller(listen, {"options": 1}),
    "three options": seller(listen, {"options": 3}),
    "sweet": seller(listen, {"discount": 0.1, "free_installation": True, "broadband_special": True}),
    "bundle": seller(listen, {"plan": "C"}),
    "their choice": seller(listen, {"plan": "best"}),
}


def seller_of_x(share):
    """Proposes plan A at a multiple of the X that is measured."""

    def policy(briefing):
        plan = seller(listen, {"plan": "A"})(briefing)
        return [
            d.model_copy(update={"x": share * (briefing.measured_x(d.account) or 5_000)})
            if isinstance(d, Propose)
            else d
            for d in plan
        ]

    return policy


@cache
def games(policy, months=18, seeds=(1, 2, 3)):
    return [play(eager(months), POLICIES[policy], seed) for seed in seeds]


def records(played, *kinds):
    return [record for game in played for record in of_kind(game, *kinds)]


def sales(played):
    return [choice for choice in records(played, ChoiceMade) if choice.choice == "sale"]


def chance(played):
    return fmean(choice.probability for choice in sales(played))


@pytest.mark.parametrize(("discount", "day", "approver"), [(0.15, 3, "sales_head"), (0.25, 8, "director")])
def test_a_deep_cut_waits_for_approval(discount, day, approver):
    game = Simulation(CITY, 7)
    game.advance([GiveDiscount(account=PLAIN, discount=discount)])
    assert of_kind(game, ApprovalGiven) == [ApprovalGiven(day, PLAIN, approver, discount, day)]
    assert [(r.day, r.account_id) for r in of_kind(game, PriceChanged)] == [(day, PLAIN)]


def test_a_cut_that_is_approved_after_a_deeper_one_raises_no_price():
    slow = {"approval_days_director": "40", "approval_days_board": "3"}
    game = Simulation(CITY.with_settings(values=slow), 7)
    game.advance([GiveDiscount(account=PLAIN, discount=0.25)])
    game.advance([GiveDiscount(account=PLAIN, discount=0.35)])
    assert [(r.day, r.discount) for r in of_kind(game, ApprovalGiven)] == [(33, 0.35), (40, 0.25)]
    assert [(r.day, r.new_discount) for r in of_kind(game, PriceChanged)] == [(33, 0.35)]


def test_a_small_cut_is_within_our_own_authority():
    game = Simulation(CITY, 7)
    game.advance([GiveDiscount(account=PLAIN, discount=0.10)])
    assert not of_kind(game, ApprovalGiven)
    assert [(r.day, r.account_id) for r in of_kind(game, PriceChanged)] == [(0, PLAIN)]


def test_an_offer_beyond_anybodys_authority_may_reach_the_account_in_the_next_month():
    game = Simulation(CITY.with_settings(values={"approval_days_board": "40"}), 7)
    game.advance([OfferContract(account=PLAIN, term_months=12, discount=0.5)])
    assert not [c for c in of_kind(game, ChoiceMade) if c.choice == "term"]
    game.advance()
    asked = [c for c in of_kind(game, ChoiceMade) if c.choice == "term"]
    assert [c.account_id for c in asked] == [PLAIN]
    assert asked[0].day == of_kind(game, ApprovalGiven)[0].day > 40


def test_an_account_that_has_a_discount_keeps_it_without_asking_anybody():
    account = max(CITY.accounts, key=lambda row: row.discount)
    strict = CITY.with_settings(values={"authority_own": "0.02"})
    for discount, asked in ((account.discount, 0), (account.discount + 0.01, 1)):
        game = Simulation(strict, 7)
        game.advance([OfferContract(account=account.account_id, term_months=12, discount=discount)])
        assert len(of_kind(game, ApprovalGiven)) == asked


def test_a_proposal_needs_a_sale_that_we_pursue():
    game = Simulation(CITY, 7)
    refused = refusals(game.briefing, [Propose(account=PLAIN)])
    assert [(r.field, r.allowed) for r in refused] == [
        ("account", "an account with a sale pursued since an earlier month")
    ]


def test_each_option_of_a_proposal_takes_an_hour_more():
    assert [hours_of(Propose(account=PLAIN, options=n), Parameters()) for n in (1, 2, 3)] == [3, 4, 5]


def test_three_options_leave_less_to_doing_nothing_than_one():
    def undecided(played):
        return fmean(choice.outcome == "nobody" for choice in sales(played))

    assert len(sales(games("one option"))) > 100
    assert chance(games("one option")) < chance(games("three options"))
    assert undecided(games("three options")) < undecided(games("one option"))


def test_a_proposal_at_a_fitting_price_makes_a_sale_likelier():
    assert chance(games("no proposal")) < chance(games("three options")) < chance(games("listen"))


def test_the_price_of_the_proposal_is_the_price_of_the_sale():
    for game in games("listen"):
        won = {(r.day, r.account_id) for r in of_kind(game, AccountWon)}
        signed = {(r.day, r.account_id): r for r in of_kind(game, ContractSigned)}
        proposed = {r.account_id for r in of_kind(game, ProposalMade)}
        for key in won:
            if key[1] in proposed:
                assert signed[key].discount >= 0.1
                assert signed[key].term_months == 12


def test_a_prospect_can_be_won_by_visits_and_a_proposal_at_a_fitting_price():
    prospects = {account.account_id for account in Simulation(CITY, 1).briefing.accounts if account.status != "active"}

    def court(briefing):
        wishes = POLICIES["listen"](briefing)
        left = briefing.hours - sum(briefing.hours_of(wish) for wish in wishes)
        for account in briefing.accounts:
            if account.account_id in prospects and account.status == "prospect":
                if not account.mapped:
                    wishes.append(MapPower(account=account.account_id))
                wishes += [
                    Visit(account=account.account_id, person=person.person_id, activity="visit")
                    for person in account.people
                    if person.name
                ][: int(left // 30)]
        return possible(briefing, wishes)

    courted = [play(eager(18), court, seed) for seed in (1, 2, 3)]
    ours = [choice.probability for choice in sales(courted) if choice.account_id in prospects]
    alone = [choice.probability for choice in sales(games("no proposal")) if choice.account_id in prospects]
    assert fmean(ours) > 0.2 > 2 * fmean(alone)
    assert len(records(courted, AccountWon)) > 2 * len(records(games("no proposal"), AccountWon))


def test_a_bundle_may_be_what_is_proposed():
    won = [record for record in records(games("bundle"), ContractSigned) if record.plan == "C"]
    assert won
    assert all(record.x_fen > 0 for record in won)


def test_a_fixed_fee_is_liked_in_a_sale_as_much_as_in_an_offer_and_a_price_off_list_is_not():
    liked = -2.7 * log(1 - 0.03)
    plans = {(r.account_id, r.opportunity_id): r.plan for r in records(games("bundle"), ProposalMade)}
    assert set(plans.values()) == {"C"}
    found = [dict(voice.parts).get("flat_rate") for choice in sales(games("bundle")) for voice in choice.voices]
    assert max(part for part in found if part is not None) == pytest.approx(liked)
    assert not any("flat_rate" in dict(v.parts) for choice in sales(games("listen")) for v in choice.voices)


def test_an_account_that_may_choose_its_plan_in_a_sale_takes_one_of_those_there_are():
    won = [record.plan for record in records(games("their choice"), ContractSigned) if record.plan]
    assert won
    assert set(won) <= set(PLANS)
    assert chance(games("their choice")) > chance(games("bundle"))


OPEN = next(a for a in Simulation(CITY, 1).briefing.accounts if a.status == "active" and len(a.suppliers) > 1)


def selling(product, **suppliers):
    """A briefing in which we pursue a sale of one line, and what the account buys elsewhere is known."""
    briefing = copy(Simulation(CITY, 1).briefing)
    account = OPEN._replace(opportunity=(product, "design", True), suppliers=tuple(suppliers.items()))
    vars(briefing)["accounts"] = tuple(account if a.account_id == OPEN.account_id else a for a in briefing.accounts)
    return briefing


@pytest.mark.parametrize(
    ("briefing", "offer", "field"),
    [
        (selling("mobile", mobile="N"), {"plan": "A", "discount": 0.1}, "discount"),
        (selling("mobile", mobile="N", broadband="N"), {"broadband_special": True}, "broadband_special"),
        (selling("mobile", mobile="N", broadband="us"), {"plan": "A", "broadband_special": True}, "broadband_special"),
    ],
)
def test_what_could_change_nothing_in_a_proposal_is_refused_with_what_is_allowed(briefing, offer, field):
    (refusal,) = refusals(briefing, [Propose(account=OPEN.account_id, **offer)])
    assert refusal.field == field
    assert refusal.allowed.startswith(("0 beside a plan", "false; the offer brings no broadband line"))
    without = {name: value for name, value in offer.items() if name != field}
    assert refusals(briefing, [Propose(account=OPEN.account_id, **without)]) == []


def test_the_special_is_possible_where_a_broadband_line_may_come_to_us():
    known, unknown = selling("broadband", broadband="N"), selling("broadband", broadband="")
    for briefing in (known, unknown):
        assert refusals(briefing, [Propose(account=OPEN.account_id, broadband_special=True)]) == []
    bundle = OfferBundle(account=OPEN.account_id, broadband_special=True)
    assert refusals(known, [bundle]) == []
    (refusal,) = refusals(known, [bundle.model_copy(update={"term_months": 0})])
    assert refusal.field == "broadband_special"


def test_sweeteners_make_a_sale_likelier_and_are_paid_for():
    assert chance(games("sweet")) > chance(games("listen"))
    booked = {cost.reason: cost.cost_fen for cost in records(games("sweet"), CostBooked)}
    assert booked["installation"] > 0
    assert booked["broadband_special"] == (630 - 333) * 12 * 100
    assert {"installation", "broadband_special"}.isdisjoint(c.reason for c in records(games("listen"), CostBooked))


def test_somebody_objects_in_the_stage_of_objections_and_only_there():
    raised, stages = 0, 0
    for game in games("listen"):
        reached = {(r.day, r.opportunity_id) for r in of_kind(game, StageReached) if r.stage == "objections"}
        objected = {(r.day, r.opportunity_id) for r in of_kind(game, ObjectionRaised)}
        assert objected <= reached
        raised, stages = raised + len(objected), stages + len(reached)
    assert raised / stages == pytest.approx(0.9, abs=0.1)


def test_asking_tells_the_motive_and_the_fitting_remedy_resolves_eight_in_ten():
    played = games("listen")
    raised = {(r.account_id, r.motive) for r in records(played, ObjectionRaised)}
    assert {(r.account_id, r.motive) for r in records(played, MotiveHeard)} <= raised
    answers = [r.resolved for r in records(played, ObjectionAnswered)]
    assert len(answers) > 50
    assert fmean(answers) == pytest.approx(0.8, abs=0.12)


def test_a_motive_that_was_heard_is_not_asked_about_again():
    game, heard = Simulation(eager(), 1), 0
    while not game.finished:
        for situation in game.briefing.inbox:
            if situation.kind == "objection":
                known = bool(dict(situation.facts)["motive"])
                heard += known
                assert ("ask" in situation.options) is not known
        game.advance(POLICIES["listen"](game.briefing))
    assert heard


def test_an_objection_left_alone_speaks_against_us_when_they_choose():
    assert chance(games("silent")) < chance(games("listen"))
    parts = [dict(v.parts) for c in sales(games("silent")) for v in c.voices]
    assert any(part.get("objection_open") == -0.5 for part in parts)


def test_an_answer_to_an_objection_is_a_choice_whose_parts_imply_its_probability():
    answers = [c for c in records(games("listen"), ChoiceMade) if c.choice == "objection"]
    for choice in answers:
        assert choice.probability == pytest.approx(implied_probability(choice.link, choice.voices, choice.veto))
        assert choice.probability == pytest.approx(0.8)
        assert choice.favorable == (choice.draw < choice.probability)


def test_listening_sells_dearer_and_earns_more_than_a_discount_at_once():
    def price(played):
        won = {(r.day, r.account_id) for game in played for r in of_kind(game, AccountWon)}
        return fmean(1 - r.discount for r in records(played, ContractSigned) if (r.day, r.account_id) in won)

    def worth(played):
        return fmean(choice.probability * choice.stake_fen for choice in sales(played))

    assert price(games("listen")) == pytest.approx(0.9)
    assert price(games("cut")) < 0.86
    assert worth(games("listen")) > worth(games("cut"))


def test_a_discount_at_once_breeds_objections_before_the_signature():
    again = [r for r in records(games("cut"), ObjectionRaised) if r.motive == "pressing" and r.concern == "price"]
    stages = {(r.day, r.opportunity_id): r.stage for r in records(games("cut"), StageReached)}
    assert any(stages[record.day, record.opportunity_id] == "signature" for record in again)


def demands_answered(option, **values):
    def policy(briefing):
        demands = [s for s in briefing.inbox if s.kind == "discount_demand" and option in s.options]
        return [Answer(situation=s.situation_id, option=option) for s in demands]

    scenario = CITY.with_settings(18, {"discount_demand": "0.05"} | {n: str(v) for n, v in values.items()})
    return [play(scenario, policy, seed) for seed in (1, 2)]


def test_discounts_given_at_once_breed_demands():
    asked, matched = (len(records(demands_answered(o), DiscountDemanded)) for o in ("ask_what_changed", "match"))
    assert matched > 1.3 * asked
    calm = len(records(demands_answered("match", next_demand=0), DiscountDemanded))
    assert asked < calm < matched


def test_nobody_asks_for_less_in_the_months_after_a_signature():
    for game in demands_answered("hold"):
        bound = [account for account in CITY.accounts if account.contract_end_month]
        signed = {account.account_id: [account.contract_end_month - account.term_months] for account in bound}
        for record in of_kind(game, ContractSigned):
            signed.setdefault(record.account_id, []).append(int(record.day // 30) + 1)
        asked = [(record.account_id, int(record.day // 30)) for record in of_kind(game, DiscountDemanded)]
        assert asked
        for name, month in asked:
            assert all(began > month + 1 or month - began >= 3 for began in signed.get(name, ()))


def test_asking_a_buyer_tells_why_they_ask_and_only_quotes_are_true():
    played = demands_answered("ask_what_changed")
    for game in played:
        bluffs = {(int(r.day // 30) + 1, r.account_id): r.bluff for r in of_kind(game, DiscountDemanded)}
        heard = of_kind(game, MotiveHeard)
        assert heard
        for record in heard:
            assert (record.motive == "rival_cheaper") is not bluffs[int(record.day // 30), record.account_id]


def test_a_line_traded_for_a_lower_price_moves_to_us_exactly_when_they_agree():
    played = demands_answered("trade_for_volume")
    settled = [r for r in records(played, DemandSettled) if r.option == "trade_for_volume"]
    agreed = {(r.day, r.account_id) for r in settled if r.resolved}
    assert 0 < len(agreed) < len(settled)
    assert agreed == {(r.day, r.account_id) for r in records(played, LineWon)}


def test_a_line_traded_for_a_lower_price_ends_the_sale_of_that_line():
    def policy(briefing):
        wanted = {"opportunity": "pursue", "discount_demand": "trade_for_volume"}
        answers = [(s, wanted.get(s.kind)) for s in briefing.inbox]
        return fitting(briefing, [Answer(situation=s.situation_id, option=o) for s, o in answers if o in s.options])

    scenario = eager(18).with_settings(values={"discount_demand": "0.05"})
    played = [play(scenario, policy, seed) for seed in (1, 2, 3)]
    assert any(sold_by_trade(game) for game in played)
    for game in played:
        ours = {(line.account_id, line.product) for line in game.scenario.lines if line.supplier == US}
        for record in of_kind(game, LineWon, LineLost, AccountChurned):
            if isinstance(record, LineWon):
                assert (record.account_id, record.product) not in ours
                ours.add((record.account_id, record.product))
            elif isinstance(record, LineLost):
                ours.discard((record.account_id, record.product))
            else:
                ours = {line for line in ours if line[0] != record.account_id}


def sold_by_trade(game):
    """Sales that were won in the moment in which their line was traded."""
    opened = {r.opportunity_id: r.product for r in of_kind(game, OpportunityOpened)}
    traded = {(r.day, r.account_id) for r in of_kind(game, DemandSettled) if r.resolved}
    lines = {(r.day, r.account_id, r.product) for r in of_kind(game, LineWon) if (r.day, r.account_id) in traded}
    won = [r for r in of_kind(game, OpportunityClosed) if r.result == "won"]
    return [r for r in won if (r.day, r.account_id, opened[r.opportunity_id]) in lines]


def test_an_account_that_speaks_for_us_helps_to_sell_in_its_industry():
    assert records(demands_answered("trade_for_reference"), ReferenceAgreed)
    game = Simulation(eager(12), 1)
    for account in game._world.accounts.values():
        game._world.speak_for_us(account)
    while not game.finished:
        game.advance(POLICIES["three options"](game.briefing))
    parts = {cause for choice in sales([game]) for voice in choice.voices for cause, _ in voice.parts}
    assert "similar_case" in parts


def test_most_sales_that_are_won_take_three_to_six_months():
    days = []
    for game in games("listen"):
        began = {r.opportunity_id: r.day for r in of_kind(game, StageReached) if r.stage == "contact"}
        closed = of_kind(game, OpportunityClosed)
        days += [r.day - began[r.opportunity_id] for r in closed if r.result == "won" and r.opportunity_id in began]
    assert fmean(90 <= length <= 200 for length in days) > 0.7


def test_a_briefing_tells_who_approves_a_discount_and_what_still_waits():
    game = Simulation(CITY.with_settings(values={"approval_days_board": "40"}), 7)
    assert game.briefing.approval(PLAIN, 0.15) == ("sales_head", 3)
    assert game.briefing.account(PLAIN).awaiting is None
    assert game.advance([GiveDiscount(account=PLAIN, discount=0.4)]).account(PLAIN).awaiting == (0.4, 10)
    assert game.advance().account(PLAIN).awaiting is None


def test_a_careful_colleague_points_at_the_days_that_an_approval_takes():
    briefing = Simulation(CITY, 7).briefing
    found = [
        {(r.code, r.size) for r in remarks(briefing, [GiveDiscount(account=PLAIN, discount=discount)])}
        for discount in (0.05, 0.25)
    ]
    assert ("needs_approval", 8) in found[1] - found[0]


def test_a_line_that_comes_into_a_bundle_has_the_bundle_price_whatever_is_proposed():
    game = Simulation(eager(12), 1)
    state = game._world.accounts[PLAIN]
    state.contract.plan, state.contract.x = "A", 1_000.0
    sale = Opportunity("x/1", "mobile", "N", 0.0, game._world.env.event())
    sale.proposal = Proposal(1, 0.3, None, False, False, 0.0)
    assert discount_in_sale(state, sale) == state.contract.discount == 0.0
    sale.proposal.plan = "B"
    assert discount_in_sale(state, sale) == 0.3


def test_only_what_is_meant_for_their_role_makes_people_count_as_covered():
    city = eager(3, turnover=0)
    person = next(p for p in city.people if p.account_id == PLAIN and p.role == "technical" and p.known)
    covered = []
    for activity in ("reference_visit", "workshop"):
        game = Simulation(city, 7)
        game.advance([Visit(account=PLAIN, person=person.person_id, activity=activity)])
        state = game._world.accounts[PLAIN]
        sale = Opportunity("x/1", "mobile", "N", game._world.env.now, game._world.env.event())
        covered.append(coverage_of(game._world, state, sale))
        assert [p.person_id for p in people_met(game._world, state, sale)] == [person.person_id]
    share = next(p.share for p in state.people if p.person_id == person.person_id)
    assert covered == [0, pytest.approx(share)]


def test_what_is_signed_has_the_x_that_was_proposed():
    seen = 0
    for seed in (1, 2, 3):
        game = play(eager(12), seller_of_x(1.2), seed)
        proposed = {}
        for month in decisions_made(game.ledger, 12):
            for made in month:
                if isinstance(made, Propose):
                    proposed.setdefault(made.account, set()).add(round(100 * made.x))
        sold = {(record.account_id, record.day) for record in of_kind(game, LineWon, AccountWon)}
        signed = [r for r in of_kind(game, ContractSigned) if r.plan == "A" and (r.account_id, r.day) in sold]
        assert all(record.x_fen in proposed[record.account_id] for record in signed)
        seen += len(signed)
    assert seen > 2


def test_a_proposal_may_bind_for_longer_and_ask_for_bills_in_advance_and_both_are_harder_to_sell():
    seeds = (1, 2, 3)
    usual, bound = (
        [play(eager(12), seller(listen, {"plan": "A", **terms}), seed) for seed in seeds]
        for terms in ({}, {"term_months": 24, "pays_early": True})
    )
    parts = [dict(voice.parts) for choice in sales(bound) for voice in choice.voices]
    named = [part for part in parts if "long_term" in part]
    assert named
    assert {(round(part["long_term"], 9), part["pays_early"]) for part in named} == {(-0.03 * (24 - 12), -0.3)}
    assert not any({"long_term", "pays_early"} & set(dict(v.parts)) for c in sales(usual) for v in c.voices)
    assert chance(bound) < chance(usual)
    sold = {(r.account_id, r.day) for r in records(bound, LineWon, AccountWon)}
    signed = {(r.account_id, r.day): r.term_months for r in records(bound, ContractSigned) if r.plan == "A"}
    assert {signed[key] for key in sold & signed.keys()} == {24}
    assert {(r.account_id, r.day) for r in records(bound, PaymentAgreed)} <= sold


def test_terms_go_with_a_proposal_that_ends_in_a_contract():
    def fields(**offer):
        return [r.field for r in refusals(selling("mobile", mobile="N"), [Propose(account=OPEN.account_id, **offer)])]

    assert fields(term_months=24, pays_early=True) == ["term_months", "pays_early"]
    assert fields(plan="A", term_months=24, pays_early=True) == []
    assert fields(plan="A", term_months=0, pays_early=True) == ["pays_early"]
    assert fields(plan="A", term_months=0) == []


def test_a_proposal_on_the_usual_terms_is_written_as_before():
    assert {"term_months", "pays_early"}.isdisjoint(Propose(account="A01").model_dump())
    assert Propose(account="A01", term_months=0).model_dump()["term_months"] == 0


def test_a_proposal_without_x_is_written_as_before():
    assert "x" not in Propose(account="A01", plan="A").model_dump()
    assert Propose(account="A01", plan="A", x=900).model_dump()["x"] == 900


@pytest.mark.parametrize(("growth", "part"), [(-0.01, -1), (0.0, 0), (0.01, 1)])
def test_a_named_x_is_judged_by_the_usage_that_the_account_expects(growth, part):
    world = Simulation(CITY.with_settings(values={"growth_per_month": str(growth)}), 3)._world
    account = next(a for a in world.accounts.values() if a.facts.growth == 0)
    found = fit_of_x(world, account, PLANS["A"], account.wallet / 1.4)
    # Below the allowance the fee stays as it is: usage that grows makes each unit cheaper.
    fee_over_less = world.parameters.weight_price * abs(log(mean_growth(growth, 6)))
    assert dict(found) == ({"x_fit": pytest.approx(part * fee_over_less)} if part else {})
    if part > 0:
        assert part * fee_over_less == pytest.approx(world.parameters.weight_price * 0.0350, rel=0.01)
    beyond = dict(fit_of_x(world, account, PLANS["A"], account.wallet / 1.6)) or {"x_fit": 0.0}
    # Beyond the allowance all that is added is paid for: the X is too small to profit.
    assert beyond["x_fit"] * part < 0 or not part
