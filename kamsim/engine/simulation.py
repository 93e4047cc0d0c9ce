"""One game: inputs in, a ledger out; a month at a time. Its state is never saved: a game is replayed from inputs."""

from collections import deque
from collections.abc import Callable, Sequence
from math import log

import simpy

from kamsim.engine.briefing import Briefing
from kamsim.engine.checking import refusals
from kamsim.engine.decisions import Decision, hours_of
from kamsim.engine.garbage import rare_collections
from kamsim.engine.processes.billing import book_months
from kamsim.engine.processes.crisis import building_outages
from kamsim.engine.processes.incidents import account_incidents
from kamsim.engine.processes.leaving import left_before
from kamsim.engine.processes.owners import hire_managers, owner_turnover
from kamsim.engine.processes.rivals import rival_months
from kamsim.engine.processes.sales import account_needs
from kamsim.engine.processes.turnover import account_turnover
from kamsim.engine.processes.work import do, work_month
from kamsim.engine.reading import BadInput, Problem, Problems
from kamsim.engine.records import AccountListed, DecisionMade, digest
from kamsim.engine.scenario import US, Account, Line, Person, Scenario
from kamsim.engine.state import MONTH_DAYS, AccountState, Contract, PersonState
from kamsim.engine.streams import Streams
from kamsim.engine.world import World
from kamsim.market.attitude import forgetting, group_pull
from kamsim.market.bundle import PLANS, plan_of
from kamsim.market.channels import direct_cost
from kamsim.market.churn import weights_of
from kamsim.market.people import influence_shares
from kamsim.market.service import settling
from kamsim.market.value import term_values

Policy = Callable[[Briefing], Sequence[Decision]]
"""A strategy: what to do, given what a manager may know."""


class Simulation:
    """A game in progress. The same scenario, seed and decisions give the same ledger, bit for bit."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario = scenario
        self.seed = seed
        self._world = _open_world(scenario, seed)
        self._briefing: Briefing | None = None

    @property
    def month(self) -> int:
        """Months played."""
        return self._world.month

    @property
    def finished(self) -> bool:
        """Whether the horizon is reached."""
        return self._world.month >= self.scenario.settings.months

    @property
    def ledger(self) -> list[tuple]:
        """All records so far; append-only, not to be changed."""
        return self._world.ledger

    @property
    def briefing(self) -> Briefing:
        """What a manager may know now."""
        if self._briefing is None:
            self._briefing = Briefing(self._world)
        return self._briefing

    def advance(self, decisions: Sequence[Decision] = ()) -> Briefing:
        """Play one month; raises BadInput with every problem, and then nothing has happened."""
        plan = list(decisions)
        if self.finished:
            raise BadInput([_over(self)])
        if plan:
            self._refuse(plan)
        world = self._world
        for decision in plan:
            world.record(DecisionMade(world.env.now, decision.model_dump_json()))
        for decision in plan:
            if not hours_of(decision):
                do(world, decision)
        work = [decision for decision in plan if hours_of(decision)]
        if work:
            world.env.process(work_month(world, work, self.briefing.hours))
        world.env.run(until=(world.month + 1) * MONTH_DAYS)
        world.month += 1
        self._briefing = None
        return self.briefing

    def _refuse(self, plan: list[Decision]) -> None:
        problems = Problems()
        for refusal in refusals(self.briefing, plan):
            place = f"month {self.month + 1}, decision {refusal.position + 1}"
            problems.add(place, refusal.allowed, column=refusal.field, value=refusal.value)
        problems.raise_if_any()

    @property
    def active_accounts(self) -> int:
        """Number of accounts that are ours now."""
        return sum(account.status == "active" for account in self._world.accounts.values())

    def book_value_fen(self) -> int:
        """Lifetime value of the active accounts from here on, in fen, at their present margin and hazard."""
        world = self._world
        active = (account for account in world.accounts.values() if account.status == "active")
        return sum(round(100 * world.value_of(account, world.monthly_margin(account))) for account in active)

    def digest(self) -> str:
        """Stable hash of the whole ledger."""
        return digest(self.ledger)


def _over(simulation: Simulation) -> Problem:
    problems = Problems()
    months = simulation.scenario.settings.months
    problems.add("month", f"a month from 1 to {months}; the game is over", value=str(months + 1))
    return problems.found[0]


def play(scenario: Scenario, policy: Policy, seed: int) -> Simulation:
    """Play a whole game with a policy."""
    with rare_collections():
        simulation = Simulation(scenario, seed)
        while not simulation.finished:
            simulation.advance(policy(simulation.briefing))
    return simulation


def replay(scenario: Scenario, seed: int, months: Sequence[Sequence[Decision]]) -> Simulation:
    """The game in which these decisions were made, month by month."""
    with rare_collections():
        simulation = Simulation(scenario, seed)
        for decisions in months:
            simulation.advance(decisions)
    return simulation


def _open_world(scenario: Scenario, seed: int) -> World:
    env, settings = simpy.Environment(), scenario.settings
    streams, parameters = Streams(seed), settings.parameters
    rivals = {rival.rival_id: rival for rival in scenario.rivals}
    world = World(
        env=env,
        scenario=scenario,
        parameters=parameters,
        streams=streams,
        ledger=[],
        accounts={},
        rivals=rivals,
        engineers=simpy.PriorityResource(env, settings.engineers),
        losses={building.building_id: deque() for building in scenario.buildings},
        rival_price={rival.rival_id: rival.price_level for rival in scenario.rivals},
        service_level={"A": "proactive", "B": "responsive", "C": "responsive"},
        strategy={"A": "clip", "B": "clip", "C": "clip"},
        drift=forgetting(parameters, MONTH_DAYS),
        pull=group_pull(parameters, MONTH_DAYS),
        staying=weights_of(parameters),
        plans={name: plan_of(parameters, name) for name in PLANS},
        term_values=term_values(parameters.churn_in_term, parameters.discount_rate, parameters.lifetime_months),
        settling=tuple(
            [settling(parameters, tenure) for tenure in range(settings.months + round(parameters.tenure_at_start) + 1)]
        ),
    )
    for tier in world.service_level:
        world.treat(tier)
    attitudes = {(row.person_id, row.rival_id): row.attitude for row in scenario.rival_attitudes}
    people: dict[str, list[Person]] = {}
    for person in scenario.people:
        people.setdefault(person.account_id, []).append(person)
    lines: dict[str, list[Line]] = {}
    for line in scenario.lines:
        lines.setdefault(line.account_id, []).append(line)
    for facts in scenario.accounts:
        world.accounts[facts.account_id] = _open_account(
            world, facts, people[facts.account_id], lines[facts.account_id], attitudes
        )
    _score_bills(world)
    for account in sorted(world.accounts.values(), key=lambda account: -account.facts.lost_months):
        if account.facts.lost_months:
            left_before(world, account)
    bills = []
    for account in world.accounts.values():
        recurring = round(account.wallet * account.share_with_us * (1 - account.contract.discount) * 100)
        active = account.status == "active"
        world.record(AccountListed(0, account.account_id, active, recurring if active else 0))
        if active:
            bills.append(recurring / 100)
        env.process(account_incidents(world, account))
        env.process(account_needs(world, account))
        env.process(account_turnover(world, account))
    world.direct_cost = direct_cost(parameters, bills)
    env.process(book_months(world))
    if parameters.building_outages and scenario.buildings:
        env.process(building_outages(world))
    for rival in scenario.rivals:
        env.process(rival_months(world, rival))
    hire_managers(world)
    env.process(owner_turnover(world))
    return world


def _open_account(
    world: World, facts: Account, people: list[Person], lines: list[Line], attitudes: dict[tuple[str, str], float]
) -> AccountState:
    shares = influence_shares([person.role for person in people])
    parameters = world.parameters
    account = AccountState(
        facts=facts,
        people=[
            PersonState(
                person_id=person.person_id,
                account_id=person.account_id,
                name=person.name,
                role=person.role,
                rank=person.rank,
                style=person.style,
                need=person.need,
                share=share,
                attitude=person.attitude,
                base=person.attitude,
                rivals=tuple([attitudes.get((person.person_id, rival_id), 0.0) for rival_id in world.rivals]),
                known=person.known,
            )
            for person, share in zip(people, shares, strict=True)
        ],
        shares={line.product: line.share for line in lines},
        suppliers={line.product: line.supplier for line in lines},
        contract=Contract(facts.contract_end_month or None, facts.term_months, facts.discount),
        status="active" if any(line.supplier == US for line in lines) else "prospect",
        satisfaction=facts.satisfaction,
        unexplained=parameters.frailty * world.streams.of("frailty", facts.account_id).normal_at(0),
        growth=facts.growth,
        wallet=facts.list_value,
        wallet_error=world.streams.of("wallet", facts.account_id).normal_at(0),
        hazard=parameters.churn_no_contract,
        since_month=-round(parameters.tenure_at_start),
    )
    account.find_supporters(max(person.attitude for person in people))
    return account


def _score_bills(world: World) -> None:
    logs = [log(account.wallet) for account in world.accounts.values()]
    if not logs:
        return
    mean = sum(logs) / len(logs)
    spread = (sum((value - mean) ** 2 for value in logs) / len(logs)) ** 0.5
    for account, value in zip(world.accounts.values(), logs, strict=True):
        account.bill_score = (value - mean) / spread if spread else 0.0
