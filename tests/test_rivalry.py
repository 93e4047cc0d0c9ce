"""Rivals in a game: they notice and answer, attack buildings, bind what they took, and grab back what we won back."""

from statistics import fmean

import pytest
from games import of_kind, possible, truths

from kamsim.engine.checking import refusals
from kamsim.engine.decisions import Answer, GiveDiscount, OfferBundle, WinBack
from kamsim.engine.records import (
    AccountChurned,
    AccountWonBack,
    BuildingAttacked,
    ChoiceMade,
    ContractSigned,
    CounterOfferMade,
    PriceLeaked,
    QuoteMade,
    RivalPriceChanged,
)
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.market.parameters import Parameters
from kamsim.market.rivals import price_floor
from kamsim.studies.policies import discounter, wait_and_see

CITY = find_scenario("city")
SEEDS = (1, 2)


def city(months=12, **values):
    return CITY.with_settings(months, {name: str(value) for name, value in values.items()})


def answering(**options):
    """A manager who only answers these kinds of situation, each with its option."""

    def policy(briefing):
        wishes = [
            Answer(situation=s.situation_id, option=options[s.kind])
            for s in briefing.inbox
            if options.get(s.kind) in s.options
        ]
        return possible(briefing, wishes)[:20]

    return policy


def bundles_for_all(briefing):
    """Takes lines from rivals at a price that they see to be far below theirs."""
    wishes = [GiveDiscount(account=a.account_id, discount=0.3) for a in briefing.accounts] if not briefing.month else []
    if briefing.month in (1, 4):
        wishes = [OfferBundle(account=a.account_id, plan="C", x=a.wallet_fen / 150) for a in briefing.accounts]
    return possible(briefing, wishes)[:80]


KEEN = {"rival_patience": 0, "rival_sight": 1.6}


def test_rivals_that_answer_more_often_end_up_cheaper():
    ends = []
    for chance in (0.2, 0.6):
        played = [play(city(10, retaliation=chance, **KEEN), bundles_for_all, seed) for seed in SEEDS]
        changes = [of_kind(game, RivalPriceChanged) for game in played]
        assert all(record.new_price < record.old_price for game in changes for record in game)
        ends.append(fmean(price for game in played for price in game._world.rival_price.values()))
    assert ends[1] < ends[0]


def test_rivals_that_see_nothing_never_answer():
    game = play(city(10, retaliation=0.6, rival_sight=0), bundles_for_all, 1)
    assert not of_kind(game, RivalPriceChanged)


def test_rivals_whose_retaliation_is_nil_never_answer():
    silent, always = (play(city(10, retaliation=chance, **KEEN), bundles_for_all, 1) for chance in (0, 1))
    assert not of_kind(silent, RivalPriceChanged)
    assert of_kind(always, RivalPriceChanged)


def test_an_answer_comes_weeks_after_the_loss_and_never_goes_below_the_floor():
    game = play(city(10, retaliation=0.6, rival_reaction=1, **KEEN), bundles_for_all, 1)
    answers = of_kind(game, RivalPriceChanged)
    first_loss = min(record.day for record in of_kind(game, ContractSigned) if record.plan)
    assert answers
    assert min(record.day for record in answers) >= first_loss + 30
    assert min(record.new_price for record in answers) >= price_floor(Parameters()) - 1e-9


def test_patient_rivals_let_small_losses_pass():
    calm, keen = (
        sum(
            len(of_kind(play(city(10, retaliation=0.6, **values), bundles_for_all, seed), RivalPriceChanged))
            for seed in SEEDS
        )
        for values in ({"rival_patience": 1, "rival_sight": 1.6}, KEEN)
    )
    assert calm < keen


def test_a_rival_whose_quotes_we_beat_answers_and_the_war_ends_at_its_floor():
    scenario = city(12, retaliation=0.6, rival_reaction=1, **KEEN)
    peace, war = (play(scenario, policy, 1) for policy in (wait_and_see, discounter))
    assert not of_kind(peace, RivalPriceChanged)
    assert of_kind(war, RivalPriceChanged)
    floor = price_floor(Parameters())
    assert all(floor - 1e-9 <= price < 1 for price in war._world.rival_price.values())


def test_where_one_account_was_seen_to_leave_rivals_come_for_the_others():
    blind, keen = (
        sum(
            len(of_kind(play(city(churn_no_contract=0.04, poach_defection=wish), wait_and_see, s), QuoteMade))
            for s in SEEDS
        )
        for wish in (0, 2)
    )
    assert keen > blind


# --- attacks on buildings ---------------------------------------------------------------------------------------------

RESTLESS = {"churn_no_contract": 0.04, "wiring_cost": 0}


def test_a_rival_wires_only_buildings_that_pay_for_it():
    for cost, attacked in ((0, True), (1_000_000, False)):
        game = play(city(churn_no_contract=0.04, wiring_cost=cost), wait_and_see, 1)
        assert bool(of_kind(game, BuildingAttacked)) == attacked


def test_a_rival_wires_a_building_once_and_only_after_it_won_an_account_there():
    for seed in SEEDS:
        game = play(city(24, **RESTLESS), wait_and_see, seed)
        buildings = {account.account_id: account.building_id for account in CITY.accounts}
        days = {}
        for record in of_kind(game, BuildingAttacked):
            days.setdefault((record.building_id, record.rival_id), set()).add(record.day)
        assert days
        for (building, rival), when in days.items():
            assert len(when) == 1
            won = [
                record.day
                for record in of_kind(game, AccountChurned)
                if buildings[record.account_id] == building and record.destination == rival
            ]
            assert min(when) == min(won)


def test_attacked_tenants_are_quoted_more():
    quiet, wired = (
        sum(
            len(of_kind(play(city(churn_no_contract=0.04, wiring_cost=cost), wait_and_see, s), QuoteMade))
            for s in SEEDS
        )
        for cost in (1_000_000, 0)
    )
    assert wired > quiet


def test_the_inbox_tells_of_an_attack_once_and_the_accounts_show_it():
    game = Simulation(city(**RESTLESS), 1)
    while not (told := [s for s in game.briefing.inbox if s.kind == "building_attack"]):
        game.advance()
    assert len({dict(s.facts)["building"] for s in told}) == len(told)
    facts = dict(told[0].facts)
    assert 0 < facts["ours"] < 1
    assert facts["rival"] in {rival.rival_id for rival in CITY.rivals}
    tenants = [a for a in game.briefing.accounts if a.building_id == facts["building"] and a.status == "active"]
    assert all("rival_in_building" in {signal.code for signal in tenant.signals} for tenant in tenants)


def test_tenants_that_we_visited_first_are_quoted_less_often_than_those_left_alone():
    eager = city(18, **RESTLESS, poach_base=-2, attack_forewarned=3, attack_days=360)
    visited, alone = (
        sum(len(of_kind(play(eager, policy, seed), QuoteMade)) for seed in SEEDS)
        for policy in (answering(building_attack="visit_tenants"), answering(building_attack="hold"))
    )
    assert visited < alone


def test_tenants_may_be_offered_the_bundle_all_at_once():
    game = play(city(18, **RESTLESS), answering(building_attack="bundle_tenants"), 1)
    offered = [choice for choice in of_kind(game, ChoiceMade) if choice.choice == "bundle"]
    assert 1 < max(sum(c.day == choice.day for c in offered) for choice in offered) <= 5


# --- win-back and counter-grab ----------------------------------------------------------------------------------------


def ask_all_back(briefing):
    return possible(briefing, [WinBack(account=a.account_id, offer="both") for a in briefing.accounts])[:30]


def test_a_rival_that_grabs_back_takes_some_of_what_we_won_back():
    eager = {"churn_no_contract": 0.04, "win_back_base": 1, "counter_grab_base": -1}
    never, always = (
        [play(city(18, counter_grab=chance, **eager), ask_all_back, seed) for seed in SEEDS] for chance in (0, 1)
    )
    assert not any(of_kind(game, CounterOfferMade) for game in never)
    for game in always:
        back = {(record.account_id, record.day) for record in of_kind(game, AccountWonBack)}
        offers = of_kind(game, CounterOfferMade)
        assert offers
        for offer in offers:
            assert any(who == offer.account_id and day <= offer.day <= day + 60 for who, day in back)
        choices = [(c.account_id, c.day) for c in of_kind(game, ChoiceMade) if c.choice == "counter_grab"]
        assert choices
        for account_id, day in choices:
            assert day % 30 == 28.5
            assert any(o.account_id == account_id and 29 <= day - o.day < 60 for o in offers)
    assert sum(game.active_accounts for game in always) < sum(game.active_accounts for game in never)


def test_who_is_bound_by_a_rival_comes_back_less_often():
    free, bound = (
        [
            choice.probability
            for seed in SEEDS
            for choice in of_kind(
                play(city(18, churn_no_contract=0.04, rival_term=term), ask_all_back, seed), ChoiceMade
            )
            if choice.choice == "win_back"
        ]
        for term in (0, 1)
    )
    assert fmean(bound) < fmean(free) - 0.1


def test_who_said_no_is_asked_again_only_after_half_a_year():
    game = Simulation(city(24, churn_no_contract=0.04, win_back_base=-4), 1)
    while not (lost := [s for s in game.briefing.inbox if s.kind == "lost"]):
        game.advance()
    key, month = lost[0].account_id, game.month
    game.advance([WinBack(account=key, offer="none")])
    for _ in range(5):
        assert refusals(game.briefing, [WinBack(account=key, offer="both")])
        assert key not in {s.account_id for s in game.briefing.inbox if s.kind == "lost"}
        game.advance()
    assert game.month == month + 6
    assert key in {s.account_id for s in game.briefing.inbox if s.kind == "lost"}
    assert not refusals(game.briefing, [WinBack(account=key, offer="both")])


def test_a_second_life_begins_afresh_and_is_named_in_the_choice_to_stay():
    game = play(city(24, churn_no_contract=0.04, win_back_base=1), ask_all_back, 1)
    back = {record.account_id: record.day for record in of_kind(game, AccountWonBack)}
    later = [
        dict(choice.voices[0].parts)
        for choice in of_kind(game, ChoiceMade)
        if choice.choice == "stay" and choice.day > back.get(choice.account_id, 1e9)
    ]
    assert later
    assert all(parts["second_life"] < 0 for parts in later)


# --- a neighbor's lower price -----------------------------------------------------------------------------------------

TOWER = find_scenario("office-tower").with_settings(6, {"building_leak": "0.1"})


def favor_ten(briefing):
    wishes = [GiveDiscount(account=a.account_id, discount=0.3) for a in briefing.accounts if a.plan is None]
    return possible(briefing, wishes)[:10] if briefing.month == 0 else []


def test_a_secret_discount_in_a_tower_makes_the_others_resent_it():
    quiet, told = (play(TOWER, policy, 1) for policy in (wait_and_see, favor_ten))
    assert not of_kind(quiet, PriceLeaked)
    heard = {record.account_id for record in of_kind(told, PriceLeaked)}
    assert len(heard) > 20

    def mood(game):
        return fmean(account.satisfaction for name, account in game._world.accounts.items() if name in heard)

    assert mood(told) < mood(quiet) - 0.1


def test_who_resents_takes_the_lower_price_for_the_fair_one_and_asks_once():
    game = Simulation(TOWER, 1)
    game.advance(favor_ten(game.briefing))
    while not (asking := [s for s in game.briefing.inbox if s.kind == "resentment"]):
        game.advance()
    world, key = game._world, asking[0].account_id
    account = world.accounts[key]
    assert world.reference_price(account) < world.price_ratio(account)
    assert dict(asking[0].facts)["less"] == pytest.approx(1 - account.heard[0] / world.price_ratio(account), abs=0.01)
    game.advance()
    assert key not in {s.account_id for s in game.briefing.inbox if s.kind == "resentment"}


def test_whoever_knows_a_neighbors_lower_price_carries_a_warning_until_the_price_is_matched():
    game = Simulation(TOWER, 1)
    game.advance(favor_ten(game.briefing))
    while not (asking := [s for s in game.briefing.inbox if s.kind == "resentment"]):
        game.advance()
    first, second = asking[0], asking[1]

    def warned(account_id):
        return [s.size for s in game.briefing.account(account_id).signals if s.code == "neighbor_cheaper"]

    assert warned(first.account_id) == [pytest.approx(dict(first.facts)["less"], abs=0.01)]
    game.advance([Answer(situation=first.situation_id, option="match")])
    for _ in range(2):
        assert not warned(first.account_id)
        assert warned(second.account_id)
        game.advance()


@pytest.mark.parametrize("option", ["match", "apologize", "say_nothing"])
def test_each_answer_to_resentment_does_what_it_says(option):
    game = Simulation(TOWER, 1)
    game.advance(favor_ten(game.briefing))
    while not (asking := [s for s in game.briefing.inbox if s.kind == "resentment"]):
        game.advance()
    world, key = game._world, asking[0].account_id
    account = world.accounts[key]
    before, heard = account.contract.discount, account.heard[0]
    game.advance([Answer(situation=asking[0].situation_id, option=option)])
    if option == "match":
        assert account.contract.discount == pytest.approx(max(before, 1 - heard))
        assert account.heard is None
    else:
        assert account.contract.discount == before
        assert account.heard is not None


def test_an_apology_mends_half_and_giving_the_same_price_all_of_the_mood():
    def mood(option):
        moods = []
        for seed in SEEDS:
            *_, world = truths(TOWER, lambda b: favor_ten(b) or answering(resentment=option)(b), seed)
            moods += [a.satisfaction for a in world.accounts.values() if a.status == "active"]
        return fmean(moods)

    nothing, apology, match = (mood(option) for option in ("say_nothing", "apologize", "match"))
    assert nothing < apology < match


def test_each_kind_of_rival_courts_in_its_own_way():
    *_, game = truths(city(3, courting_price_fighter=0, courting_quality_incumbent=2), wait_and_see, 1)
    *_, usual = truths(city(3), wait_and_see, 1)
    kinds = [rival.kind for rival in CITY.rivals]
    looked = 0
    for account, same in zip(game.accounts.values(), usual.accounts.values(), strict=True):
        for person, other in zip(account.people, same.people, strict=True):
            if person.person_id == other.person_id and person.since_day == other.since_day == 0:
                here, there = game.attitudes_to_rivals(person), usual.attitudes_to_rivals(other)
                for kind, start, mine, theirs in zip(kinds, person.rivals, here, there, strict=True):
                    own = {"price_fighter": 0, "quality_incumbent": 2}.get(kind, 1)
                    assert mine == pytest.approx(min(3, start + own * (theirs - start))) or theirs == 3
                    looked += 1
    assert looked > 1_000


def test_rivals_that_court_more_are_chosen_more_often():
    kinds = ("price_fighter", "building_attacker", "quality_incumbent", "niche")
    kept = {}
    for much in (0, 3):
        numbers = {f"courting_{kind}": much for kind in kinds}
        games = [play(city(24, **numbers), wait_and_see, seed) for seed in (1, 2, 3)]
        kept[much] = fmean(game.active_accounts for game in games)
    assert kept[3] < kept[0]
