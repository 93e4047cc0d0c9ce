"""One game: inputs in, a ledger out; a month at a time. Its state is never saved: a game is replayed from inputs."""

import weakref
from collections.abc import Callable, Sequence

from kamsim.engine.briefing import Briefing
from kamsim.engine.checking import refusals
from kamsim.engine.debrief import Misjudgment, largest_misjudgments
from kamsim.engine.decisions import Decision
from kamsim.engine.garbage import look_rarely
from kamsim.engine.opening import open_world
from kamsim.engine.processes.work import do, work_month
from kamsim.engine.reading import BadInput, Problem, Problems
from kamsim.engine.records import DecisionMade, digest, fen
from kamsim.engine.scenario import Scenario
from kamsim.engine.state import MONTH_DAYS

Policy = Callable[[Briefing], Sequence[Decision]]
"""A strategy: what to do, given what a manager may know."""


class Simulation:
    """A game in progress. The same scenario, seed and decisions give the same ledger, bit for bit."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario = scenario
        self.seed = seed
        look_rarely(len(scenario.accounts))
        self._world = open_world(scenario, seed)
        weakref.finalize(self, self._world.env.stop).atexit = False
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
        hours_for = self.briefing.hours_of
        for decision in plan:
            if not hours_for(decision):
                do(world, decision)
        work = [decision for decision in plan if hours_for(decision)]
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
        return sum(self.account_values_fen().values())

    def account_values_fen(self) -> dict[str, int]:
        """The same by account: present value in fen of each that is ours. It knows the hidden hazard of each."""
        world = self._world
        active = (account for account in world.accounts.values() if account.status == "active")
        return {
            account.facts.account_id: fen(world.value_of(account, world.monthly_margin(account))) for account in active
        }

    def misjudgments(self, most: int = 5) -> list[Misjudgment]:
        """Where what we believed was furthest from the truth; RuntimeError before the game is over."""
        if not self.finished:
            raise RuntimeError("the truth is told when the game is over")
        return largest_misjudgments(self._world, self.briefing, most) if self.month else []

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
    simulation = Simulation(scenario, seed)
    while not simulation.finished:
        simulation.advance(policy(simulation.briefing))
    return simulation


def replay(scenario: Scenario, seed: int, months: Sequence[Sequence[Decision]]) -> Simulation:
    """The game in which these decisions were made, month by month."""
    simulation = Simulation(scenario, seed)
    for decisions in months:
        simulation.advance(decisions)
    return simulation
