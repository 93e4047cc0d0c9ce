"""The rival from whom we won an account back wants it again: what it offers, what we may answer, how it ends."""

from math import log

import pytest
from games import of_kind

from kamsim.engine.briefing.situations import situations_of
from kamsim.engine.decisions import Answer, HoldInstrument, SetSwitching, hours_of, price_offer_to
from kamsim.engine.processes.counter_offers import answer_counter_offer, counter_grab
from kamsim.engine.processes.relations import hold_instrument
from kamsim.engine.processes.staying import sign
from kamsim.engine.records import AccountChurned, ApprovalGiven, ChoiceMade, CounterOfferMade
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation
from kamsim.market.tastes import BALANCED
from kamsim.workbook import sentences

KEPT, LOST = 1e-9, 1 - 1e-9
CALM = {
    "churn_in_term": "0.0005", "churn_no_contract": "0.008", "discount_demand": "0", "turnover": "0", "faults": "0",
    "outages": "0", "manager_turnover": "0", "line_poach": "0",
}  # fmt: skip


def with_an_offer(draw=KEPT, plan=None, **parameters):
    """A game where a rival wants an account back from its fourth day on, seen at the start of the next month."""
    game = Simulation(find_scenario("city").with_settings(12, CALM | parameters), 5)
    world = game._world
    account = next(a for a in world.accounts.values() if a.status == "active" and a.taste == BALANCED)
    sign(world, account, 12, 0.0, plan, account.wallet if plan else 0.0)
    rival = next(iter(world.rivals.values()))
    world.env.process(counter_grab(world, account, rival, 4.0, draw))
    game.advance()
    return game, world, account


def told(game, account):
    return [s for s in game.briefing.inbox if s.kind == "counter_offer" and s.account_id == account.account_id]


def chosen(game):
    return [record for record in of_kind(game, ChoiceMade) if record.choice == "counter_grab"]


def test_an_offer_is_announced_stands_over_the_start_of_a_month_and_is_decided_just_before_the_bills():
    game, world, account = with_an_offer(LOST)
    (offer,) = of_kind(game, CounterOfferMade)
    assert offer.day == 4.0
    assert world.best_quote(account)[1] == offer.rival_id
    (situation,) = told(game, account)
    assert situation.options == ("executive_visit", "meet_part", "bind_24", "hold")
    assert dict(situation.facts) == {"rival": offer.rival_id, "less": 0.1, "term": 24, "days": 28}
    who, said = sentences.situation(situation, {offer.rival_id: "Halcyon", account.account_id: "Northwind"})
    assert (who, said) == (
        "Northwind",
        "Halcyon wants them back: 10 % below you, for 24 months. They decide in 28 days.",
    )
    for less, price in ((-0.12, "12 % above you"), (0.0, "at your price")):
        other = situation._replace(facts=(*situation.facts, ("less", less)))
        assert f"wants them back: {price}, for 24 months" in sentences.situation(other, {})[1]
    game.advance()
    (choice,) = chosen(game)
    assert choice.day == 58.5
    assert (account.status, account.lost_to, account.bound_until) == ("lost", offer.rival_id, 1 + 24)
    assert of_kind(game, AccountChurned)[-1].day == 58.5
    assert not told(game, account)


def test_nobody_is_met_part_of_the_way_who_pays_less_than_the_rival_asks():
    _, world, account = with_an_offer()
    dearer = world.price_ratio(account) + 0.05
    account.counter.price_ratio = dearer
    again = next(s for s in situations_of(world, account) if s.kind == "counter_offer")
    assert again.options == ("executive_visit", "bind_24", "hold")
    assert dict(again.facts)["less"] == pytest.approx(-0.05)


def test_silence_is_holding():
    ends = []
    for option in (None, "hold"):
        game, _, account = with_an_offer()
        plan = [Answer(situation=told(game, account)[0].situation_id, option=option)] if option else []
        game.advance(plan)
        ends.append([(choice.probability, choice.outcome) for choice in chosen(game)])
        assert account.status == "active"
        assert account.counter is None
        assert not account.quotes
    assert ends[0] == ends[1]
    assert ends[0][0][1] == "stays"


def odds_after(option, **parameters):
    game, _, account = with_an_offer(**parameters)
    game.advance([Answer(situation=told(game, account)[0].situation_id, option=option)] if option else [])
    (choice,) = chosen(game)
    return dict(choice.voices[0].parts)


def test_an_executive_speaks_for_us_and_part_of_the_price_closes_part_of_the_gap():
    weigh = {"weight_price": "4.5"}
    held, visited, met = (odds_after(option, **weigh) for option in ("hold", "executive_visit", "meet_part"))
    assert visited["relationship"] > held["relationship"]
    assert visited["price"] == held["price"]
    assert held["price"] == pytest.approx(-4.5 * log(1 / 0.9))
    assert met["price"] == pytest.approx(-4.5 * log(0.95 / 0.9))


def test_whoever_signs_for_longer_has_declined():
    game, world, account = with_an_offer(LOST)
    sign(world, account, 24, 0.0, None, 0.0)
    assert not told(game, account)
    game.advance()
    assert not chosen(game)
    assert account.status == "active"
    assert account.counter is None


def test_asked_for_24_months_an_account_signs_or_goes_on_choosing():
    signed = []
    for reluctance in ("0", "0.1"):
        game, world, account = with_an_offer(LOST, term_reluctance=reluctance)
        answer_counter_offer(world, account, "bind_24")
        (choice,) = [c for c in of_kind(game, ChoiceMade) if c.choice == "term" and c.account_id == account.account_id]
        assert (choice.outcome == "signs") == account.counter.declined(account.contract)
        signed.append(choice.probability)
    assert signed[0] > signed[1]


def test_under_a_bundle_there_is_no_price_to_meet_and_under_a_long_term_none_longer_to_offer():
    game, world, account = with_an_offer(plan="B")
    assert told(game, account)[0].options == ("executive_visit", "bind_24", "hold")
    game, world, account = with_an_offer()
    account.contract.end_month = account.counter.end_month = world.month + 30
    (situation,) = [s for s in situations_of(world, account) if s.kind == "counter_offer"]
    assert situation.options == ("executive_visit", "meet_part", "hold")


def test_methods_against_leaving_and_the_relation_of_the_firms_count():
    game, world, account = with_an_offer()
    hold_instrument(world, account, HoldInstrument(account=account.account_id, instrument="summit"))
    game.advance([SetSwitching(tier=account.tier, method="status", on=True)])
    (choice,) = chosen(game)
    parts = dict(choice.voices[0].parts)
    assert parts["organization"] > 0
    assert parts["switching_methods"] > 0
    assert sum(parts.values()) == pytest.approx(log(choice.probability / (1 - choice.probability)))


def test_meeting_part_of_the_price_and_a_longer_term_put_a_price_before_the_account_and_all_take_hours():
    game, world, account = with_an_offer()
    key = told(game, account)[0].situation_id
    answers = {option: Answer(situation=key, option=option) for option in told(game, account)[0].options}
    priced = {option for option, answer in answers.items() if price_offer_to(answer) == account.account_id}
    assert priced == {"meet_part", "bind_24"}
    taken = {option: hours_of(answer, world.parameters) for option, answer in answers.items()}
    assert taken == {"executive_visit": 4.0, "meet_part": 1.0, "bind_24": 2.0, "hold": 0.0}
    assert not of_kind(game, ApprovalGiven)
