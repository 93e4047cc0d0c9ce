"""The world as a game opens."""

from collections import deque

import simpy

from kamsim.engine.book import Entry
from kamsim.engine.garbage import Clock
from kamsim.engine.processes.arrivals import arrivals
from kamsim.engine.processes.billing import book_months
from kamsim.engine.processes.crisis import building_outages
from kamsim.engine.processes.incidents import account_incidents
from kamsim.engine.processes.leaving import left_before
from kamsim.engine.processes.luck import watch_months, watched
from kamsim.engine.processes.owners import hire_managers, owner_turnover
from kamsim.engine.processes.rising import promotions
from kamsim.engine.processes.rivals import rival_months
from kamsim.engine.processes.sales import account_needs
from kamsim.engine.processes.stages import end_stages
from kamsim.engine.processes.turnover import account_turnover
from kamsim.engine.records import AccountListed, fen
from kamsim.engine.scenario import PRODUCTS, US, Account, Scenario
from kamsim.engine.state import MONTH_DAYS, AccountState, Contract, PersonState
from kamsim.engine.streams import Streams
from kamsim.engine.world import World
from kamsim.market.attitude import forgetting, group_pull
from kamsim.market.bundle import PLANS, plan_of
from kamsim.market.channels import direct_cost
from kamsim.market.churn import weights_of
from kamsim.market.negotiation import most_likely
from kamsim.market.parameters import Parameters
from kamsim.market.rivals import courting_of
from kamsim.market.service import settling
from kamsim.market.tastes import BALANCED, taste_of
from kamsim.market.usage import elasticities, seasons, usage_path
from kamsim.market.value import term_values


def open_world(scenario: Scenario, seed: int) -> World:
    """The world on day 0: everything that the scenario says, all streams of the seed, all processes about to start."""
    env, settings = Clock(), scenario.settings
    streams, parameters = Streams(seed), scenario.numbers
    longest = max([_tenure(account, parameters) for account in scenario.accounts], default=0)
    courting = tuple([courting_of(parameters, rival.kind) for rival in scenario.rivals])
    world = World(
        env=env,
        scenario=scenario,
        parameters=parameters,
        streams=streams,
        ledger=[],
        accounts={},
        rivals=scenario.competitors,
        engineers=simpy.PriorityResource(env, settings.engineers),
        losses={building.building_id: deque() for building in scenario.buildings},
        rival_price={rival.rival_id: rival.price_level for rival in scenario.rivals},
        defections={rival.rival_id: {} for rival in scenario.rivals},
        service_level={"A": "proactive", "B": "responsive", "C": "responsive"},
        strategy={"A": "clip", "B": "clip", "C": "clip"},
        drift=forgetting(parameters, MONTH_DAYS),
        pull=group_pull(parameters, MONTH_DAYS),
        staying=weights_of(parameters),
        courting=courting if any(own != 1 for own in courting) else (),
        elasticities=elasticities(parameters, PRODUCTS),
        plans={name: plan_of(parameters, name) for name in PLANS},
        term_values=term_values(parameters.churn_in_term, parameters.discount_rate, parameters.lifetime_months),
        settling=tuple([settling(parameters, tenure) for tenure in range(settings.months + longest + 1)]),
    )
    for tier in world.service_level:
        world.treat(tier)
    year = seasons(parameters, settings.first_month, settings.months)
    for entry in scenario.book:
        world.accounts[entry.facts.account_id] = _open_account(world, entry, year)
    for account in sorted(world.accounts.values(), key=lambda account: -account.facts.lost_months):
        if account.facts.lost_months:
            left_before(world, account)
    bills = []
    for account in world.accounts.values():
        recurring = fen(account.wallet * account.share_with_us * (1 - account.contract.discount))
        active = account.status == "active"
        world.record(AccountListed(0, account.account_id, active, recurring if active else 0))
        if active:
            bills.append(recurring / 100)
    world.direct_cost = direct_cost(parameters, bills)
    sources = (account_incidents, account_needs, account_turnover)
    each = [source(world, account) for account in world.accounts.values() for source in sources]
    env.process(arrivals(world, each, settings.months * MONTH_DAYS))
    env.process(book_months(world))
    if settings.months:
        env.process(end_stages(world))
    if parameters.building_outages and scenario.buildings:
        env.process(building_outages(world))
    for rival in world.rivals.values():
        env.process(rival_months(world, rival))
    followed = watched(world)
    if followed:
        env.process(watch_months(world, followed))
    hire_managers(world)
    env.process(owner_turnover(world))
    if parameters.rising_stars:
        env.process(promotions(world))
    return world


def _tenure(facts: Account, parameters: Parameters) -> int:
    """Months for which an account has been ours as the game starts."""
    return round(parameters.tenure_at_start) if facts.tenure_months is None else facts.tenure_months


def _open_account(world: World, entry: Entry, year: list[float]) -> AccountState:
    facts, parameters, streams = entry.facts, world.parameters, world.streams
    account_id, settings = facts.account_id, world.scenario.settings
    shocks = streams.fresh("usage", account_id).first_normals(settings.months)
    account = AccountState(
        facts=facts,
        people=[
            PersonState(*who, attitude, attitude, rivals, known)  # type: ignore[arg-type]
            for who, attitude, rivals, known in entry.seats
        ],
        shares=entry.shares.copy(),
        suppliers=entry.suppliers.copy(),
        contract=Contract(facts.contract_end_month or None, facts.term_months, facts.discount),
        status="active" if US in entry.suppliers.values() else "prospect",
        satisfaction=facts.satisfaction,
        temper=parameters.mood_lasting * facts.satisfaction,
        unexplained=parameters.frailty * streams.fresh("frailty", account_id).normal_at(0),
        wallet=facts.list_value,
        bill_score=entry.bill_score,
        usage_path=usage_path(parameters, facts.growth, year, shocks),
        stay_draws=streams.fresh("stay", account_id).first(settings.months),
        demand_draws=dict(streams.fresh("demand", account_id).below(most_likely(parameters), settings.months)),
        wallet_error=streams.fresh("wallet", account_id).normal_at(0),
        hazard=parameters.churn_no_contract,
        since_month=-_tenure(facts, parameters),
        taste=BALANCED if facts.leaning == "balanced" else taste_of(parameters, facts.leaning),
    )
    account.find_supporters(max([person.attitude for person in account.people]))
    return account
