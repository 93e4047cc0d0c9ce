"""What shocks, recovers, pleases and inclines an account, on paired runs of the same luck."""

from functools import cache

import pytest
from games import of_kind, possible, truths

from kamsim.engine.decisions import BEST_PLAN, OfferBundle
from kamsim.engine.processes.failures import regain, suffer
from kamsim.engine.records import BillSent, BundleRebased, ChoiceMade, ContractSigned
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.studies.policies import wait_and_see

CITY = find_scenario("city")
CALM = {"usage_noise": 0, "discount_demand": 0, "poach_base": -6, "outages": 0, "faults": 0, "turnover": 0}


def city(months=12, **values):
    return CITY.with_settings(months, {name: str(value) for name, value in values.items()})


def bundles(plan, x_ratio):
    """Offer everybody a bundle in the first month, with an X in proportion to the estimated wallet."""

    def policy(briefing):
        if briefing.month:
            return []
        accounts = briefing.accounts
        wishes = [
            OfferBundle(account=a.account_id, plan=plan, x=x_ratio * a.wallet_fen / 100, term_months=24)
            for a in accounts
        ]
        return possible(briefing, wishes)[:80]

    return policy


@cache
def last_world(plan, x_ratio, months, **values):
    values = dict(values)
    *_, world = truths(city(months, **CALM, **values), bundles(plan, x_ratio), 1)
    return world


def attitudes(world, account_id, *roles):
    return [p.attitude for p in world.accounts[account_id].people if p.role in roles]


def test_a_fee_that_shocks_at_re_basing_costs_with_people_of_finance_and_nobody_else():
    # X is half of the wallet at first; set anew, the fee doubles. Each by itself: nobody is pulled along.
    calm, shocked = (
        last_world("C", 0.5, 6, rebase_months=5, peer_influence=0, bill_shock_attitude=size) for size in (0.0, 0.3)
    )
    rebased = {record.account_id for record in shocked.ledger if isinstance(record, BundleRebased)}
    felt = [name for name in sorted(rebased) if shocked.accounts[name].bill_shock[0]]
    assert len(felt) > 2
    for name in felt:
        before, after = attitudes(calm, name, "finance"), attitudes(shocked, name, "finance")
        assert after == pytest.approx([max(-1.0, attitude - 0.3) for attitude in before])
        assert attitudes(calm, name, "decider", "user") == attitudes(shocked, name, "decider", "user")


def test_a_repair_within_the_agreed_times_gains_with_user_and_technician_and_less_than_the_outage_cost():
    world = Simulation(city(3), 1)._world
    account = next(a for a in world.accounts.values() if min(p.attitude for p in a.people) > -0.7)
    before = {p.person_id: p.attitude for p in account.people}
    suffer(world, account, 1, False)
    felt = {p.person_id: p.attitude for p in account.people}
    regain(world, account)
    for person in account.people:
        gained = 0.10 if person.role in ("user", "technical") else 0.0
        assert person.attitude - felt[person.person_id] == pytest.approx(gained)
        assert person.attitude < before[person.person_id]


def test_care_pleases_the_accounts_that_it_is_spent_on_and_no_others():
    # A commitment far above the usage: everybody who signs is cared for.
    plain, cared = (last_world("A", 1.2, 6, care_mood=mood) for mood in (0, 4))
    spent = {record.account_id for record in cared.ledger if isinstance(record, BillSent) and record.care_fen}
    assert len(spent) > 3
    for name, account in cared.accounts.items():
        difference = account.satisfaction - plain.accounts[name].satisfaction
        assert difference > 0 if name in spent and account.status == "active" else difference == 0


def test_fast_growers_choose_a_larger_plan_than_accounts_that_shrink():
    def chosen(growth):
        game = play(city(1, **CALM, growth_per_month=growth), bundles(BEST_PLAN, 0.80), 1)
        return [record.plan for record in of_kind(game, ContractSigned)]

    shrinking, steady, growing = (chosen(growth) for growth in (-0.03, 0.0, 0.03))
    assert shrinking.count("A") < growing.count("A")
    assert steady.count("C") < shrinking.count("C")


def compared(game):
    """Voices of the choices in which vendors are compared, with their parts by name."""
    choices = [c for c in of_kind(game, ChoiceMade) if c.choice in ("renewal", "sale")]
    return [dict(voice.parts) for choice in choices for voice in choice.voices]


def test_an_inclination_speaks_where_vendors_are_compared_and_nowhere_when_it_is_switched_off():
    leaning = play(city(9, leads_active=0.2), wait_and_see, 2)
    told = compared(leaning)
    assert len(told) > 20
    assert all("inclination" in parts for parts in told)
    assert any(parts["inclination"] > 0 for parts in told)
    assert any(parts["inclination"] < 0 for parts in told)
    other = [c for c in of_kind(leaning, ChoiceMade) if c.choice not in ("renewal", "sale")]
    assert not any(cause == "inclination" for c in other for voice in c.voices for cause, _ in voice.parts)
    assert not any("inclination" in parts for parts in compared(play(city(9, inclination=0), wait_and_see, 2)))
