"""The briefing: the start of a month, as far as a manager may know it."""

from functools import cached_property

from kamsim.engine.briefing.accounts import account_view
from kamsim.engine.briefing.situations import situations_of
from kamsim.engine.briefing.views import AccountView, ManagerView, Situation
from kamsim.engine.decisions import Decision, SetServiceLevel, SetStrategy, SetSwitching, cost_fen_of, hours_of
from kamsim.engine.processes.bundling import barred, bundle_discount, least_x, measured_usage
from kamsim.engine.processes.relations import team_hours
from kamsim.engine.processes.training import level_of_seat
from kamsim.engine.records import fen
from kamsim.engine.world import World
from kamsim.market.bundle import allowances
from kamsim.market.deal_desk import Approval, approval
from kamsim.market.people import influence_of
from kamsim.market.service import service_cost, strategy_cost
from kamsim.market.switching import cost_of_methods
from kamsim.market.training import wave_after


class Briefing:
    """The start of a month: `month` counts from 0; `hours` are those of the whole team.

    `service_level`, `strategy` and `switching` (methods against leaving in force) are by tier; `direct_cost` is what an
    account manager costs a month for one account and `sponsor_cost` what a sponsor does, in CNY; `sponsor_calls` are
    the calls that a sponsor makes a month.
    Accounts and inbox are put together when they are first asked for, which must be before the month is played:
    RuntimeError after that.
    """

    def __init__(self, world: World) -> None:
        settings = world.scenario.settings
        self._world = world
        self.month = world.month
        self.months = settings.months
        self.hours = team_hours(world)
        self.service_level = tuple(world.service_level.items())
        self.strategy = tuple(world.strategy.items())
        self.strict = bool(world.parameters.strict_mode)
        self.compliance_cap = world.parameters.compliance_cap
        self.direct_cost = world.direct_cost
        self.sponsor_cost = world.parameters.sponsor_cost
        self.sponsor_calls = world.parameters.sponsor_calls
        self.switching = tuple(world.methods.items())

    @cached_property
    def accounts(self) -> tuple[AccountView, ...]:
        """What we know of each account, in the order of their ids."""
        return tuple([account_view(self._now(), account) for account in self._world.accounts.values()])

    @cached_property
    def inbox(self) -> tuple[Situation, ...]:
        """What waits for an answer, account by account."""
        accounts = self._now().accounts.values()
        return tuple([situation for account in accounts for situation in situations_of(self._world, account)])

    @cached_property
    def managers(self) -> tuple[ManagerView, ...]:
        """Our account managers, in the order of their seats."""
        world = self._now()
        return tuple(
            [
                ManagerView(name, level_of_seat(world, seat), wave_after(len(world.trained.get(seat, ()))))
                for seat, name in enumerate(world.managers)
            ]
        )

    @cached_property
    def sponsors_left(self) -> int:
        """Executives of ours who are not yet an account's sponsor."""
        world = self._now()
        return world.scenario.settings.sponsors - sum(account.sponsored for account in world.accounts.values())

    @cached_property
    def _by_id(self) -> dict[str, AccountView]:
        return {account.account_id: account for account in self.accounts}

    def account(self, account_id: str) -> AccountView:
        """The account with an id; raises KeyError."""
        return self._by_id[account_id]

    def approval(self, account_id: str, discount: float) -> Approval:
        """Who approves a discount off list to an account, and after how many days; raises KeyError."""
        return approval(self._world.parameters, discount, self.account(account_id).discount)

    def bundle_discount(self, account_id: str, plan: str, allowance: float | None) -> tuple[float, float]:
        """What an agreed allowance makes of a bundle off list at most, and what is granted anyhow. Raises KeyError."""
        world = self._now()
        return bundle_discount(world, world.accounts[account_id], plan, allowance)

    def approval_of_bundle(self, account_id: str, plan: str, allowance: float | None) -> Approval:
        """Who approves a bundle with an agreed allowance, and after how many days; raises KeyError."""
        discount, granted = self.bundle_discount(account_id, plan, allowance)
        return approval(self._world.parameters, discount, max(granted, self.account(account_id).discount))

    def least_x(self, account_id: str) -> float:
        """The least X in CNY a month that may be named to an account; 0 where nothing is measured. Raises KeyError."""
        world = self._now()
        return least_x(world, world.accounts[account_id])

    def measured_x(self, account_id: str) -> float:
        """X as it is measured, in CNY a month: mean usage with us of three months; 0 if not ours. Raises KeyError."""
        return measured_usage(self._now().accounts[account_id])

    def usual_worth_fen(self, account_id: str) -> int:
        """What an account's margin is worth from here on, in fen, if it is as likely to leave as an account usually is.

        0 for one that is not ours. Raises KeyError.
        """
        world = self._now()
        account = world.accounts[account_id]
        if account.status != "active":
            return 0
        usual = world.parameters.churn_no_contract
        return fen(world.value_of(account, world.monthly_margin(account), hazard=usual))

    def allowances(self, plan: str) -> tuple[float, float]:
        """The least and the most allowance that may be agreed on with a plan, as multiples of X. Raises KeyError."""
        return allowances(self._now().parameters, plan)

    def barred(self, account_id: str) -> bool:
        """Whether an account is not eligible for a new bundle after a shortfall. Raises KeyError."""
        world = self._now()
        return barred(world, world.accounts[account_id])

    def cost_fen(self, decision: Decision) -> int:
        """Money that a decision costs at once, in fen."""
        return cost_fen_of(decision, self._world.parameters)

    def hours_of(self, decision: Decision) -> float:
        """Hours of the team that a decision takes."""
        return hours_of(decision, self._world.parameters)

    def tier_cost(self, decision: SetServiceLevel | SetStrategy | SetSwitching) -> tuple[float, float]:
        """What a decision for a tier costs a month from now on, and costs now, as shares of the tier's list usage."""
        parameters, tier = self._world.parameters, decision.tier
        if isinstance(decision, SetServiceLevel):
            level = dict(self.service_level)[tier]
            return service_cost(parameters, decision.level), service_cost(parameters, level)
        if isinstance(decision, SetStrategy):
            strategy = dict(self.strategy)[tier]
            return strategy_cost(parameters, decision.strategy), strategy_cost(parameters, strategy)
        cost = cost_of_methods(parameters, [decision.method])
        so_far = decision.method in dict(self.switching)[tier]
        return cost * decision.on, cost * so_far

    @cached_property
    def influence(self) -> dict[str, float]:
        """How much a role weighs in a purchase as a rule."""
        return influence_of(self._world.parameters)

    def _now(self) -> World:
        if self._world.month != self.month:
            raise RuntimeError(f"month {self.month + 1} is over: read a briefing before its month is played")
        return self._world
