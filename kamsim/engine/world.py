"""The world that the processes share: time, chance, hidden truth, ledger, and the numbers that follow from them."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import simpy

from kamsim.engine.garbage import Clock
from kamsim.engine.records import ChoiceMade, PriceChanged, fen
from kamsim.engine.scenario import Rival, Scenario
from kamsim.engine.state import MONTH_DAYS, AccountState, Attack, PersonState
from kamsim.engine.streams import Streams
from kamsim.market.attitude import HIGHEST, courting_lift
from kamsim.market.bundle import Plan
from kamsim.market.buying import GroupChoice, Voice, log_odds, logistic
from kamsim.market.churn import Weights
from kamsim.market.parameters import Parameters
from kamsim.market.service import service_cost, service_target, strategy_cost, ties
from kamsim.market.switching import cost_of_methods, held_by_methods
from kamsim.market.value import TermValue, value_from_here


class Treatment(NamedTuple):
    """What follows from how we treat a tier, worked out when that changes.

    `cost` is a share of list usage; `mood` in SD is where satisfaction settles; `ties` and `held` (by the methods
    against leaving) are logits.
    """

    cost: float
    mood: float
    ties: float
    held: float


@dataclass(slots=True)
class World:
    """What the processes share: time (env), chance (streams), truth (accounts) and the ledger."""

    env: Clock
    scenario: Scenario
    parameters: Parameters
    streams: Streams
    ledger: list[tuple]
    accounts: dict[str, AccountState]
    rivals: dict[str, Rival]
    engineers: simpy.PriorityResource
    losses: dict[str, deque[tuple[float, str]]]
    rival_price: dict[str, float]
    defections: dict[str, dict[str, list[float]]]
    """By rival and building, the days on which it noticed that an account there left us."""
    service_level: dict[str, str]
    strategy: dict[str, str]
    drift: float
    pull: float
    staying: Weights
    term_values: TermValue
    plans: dict[str, Plan]
    month: int = 0
    managers: list[str] = field(default_factory=list)
    """Names of our account managers, by seat."""
    levels: list[float] = field(default_factory=list)
    """Their levels without training, by seat; empty while all have that of `manager_level`."""
    trained: dict[int, list[float]] = field(default_factory=dict)
    """By seat, the days from which each wave of training counts; nothing for who had none."""
    favored: dict[str, list[AccountState]] = field(default_factory=dict)
    methods: dict[str, tuple[str, ...]] = field(default_factory=lambda: dict.fromkeys("ABC", ()))
    """Methods against leaving that are in force, by tier."""
    treatment: dict[str, Treatment] = field(default_factory=dict)
    """What follows for each tier from service level, strategy and methods."""
    direct_cost: float = 0.0
    """What an account manager costs a month for one account, in CNY."""
    handed_over: dict[str, AccountState] = field(default_factory=dict)
    """Accounts that were ours when a tele-seat or an agent took them over from an account manager, by id."""
    tended: dict[str, AccountState] = field(default_factory=dict)
    """Accounts with departments that were ever tended."""
    references: dict[str, list[AccountState]] = field(default_factory=dict)
    """Accounts that agreed to speak for us, by industry."""
    awareness: dict[str, tuple[float, float]] = field(default_factory=dict)
    """By building, how well a road-show made us known there, and since which day."""
    attacks: dict[str, Attack] = field(default_factory=dict)
    wired: set[tuple[str, str]] = field(default_factory=set)
    """Rivals and the buildings that they have wired."""
    courting: tuple[float, ...] = ()
    """How much each rival courts people, in the rivals' order; empty while all do so alike."""
    elasticities: dict[str, float] = field(default_factory=dict)
    """Of usage to our price by product line; empty while all lines are alike."""
    rising: dict[str, str] = field(default_factory=dict)
    """People who will be promoted, with their position; empty where nobody rises."""
    settling: tuple[float, ...] = ()
    """Share of the way to its target that satisfaction goes in a month, by months of tenure."""
    noticed: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    """What each rival noticed to have lost to us: day and CNY a month at list."""
    record: Callable[[tuple], None] = field(init=False)
    """Append a fact to the ledger."""
    _tenants: dict[str, list[AccountState]] = field(default_factory=dict)
    _rival_books: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.record = self.ledger.append

    def attitudes_to_rivals(self, person: PersonState) -> list[float]:
        """A person's attitudes towards the rivals now, in the order of the rivals."""
        lift = courting_lift(self.parameters, self.env.now - person.since_day)
        if self.courting:
            return [
                min(HIGHEST, attitude + lift * own) for attitude, own in zip(person.rivals, self.courting, strict=True)
            ]
        # A loop, not a comprehension: for four rivals, and thousands of times, it costs half.
        attitudes = []
        for attitude in person.rivals:
            attitudes.append(attitude + lift if attitude + lift < HIGHEST else HIGHEST)
        return attitudes

    def best_quote(self, account: AccountState) -> tuple[float, str] | None:
        """The lowest live quote as (price ratio, rival id), or None; quotes that all have ended are put away."""
        if not account.quotes:
            return None
        today, best = self.env.now, None
        for rival_id, (ratio, until) in account.quotes.items():
            if until >= today and (best is None or ratio < best[0]):
                best = (ratio, rival_id)
        if best is None:
            account.quotes.clear()
        return best

    def price_ratio(self, account: AccountState) -> float:
        """What the account pays for its usage with us, relative to list."""
        contract = account.contract
        if contract.plan is None or not account.usages or not account.bills:
            return 1 - contract.discount
        return account.bills[-1] / 100 / max(account.usages[-1], 0.01)

    def reference_price(self, account: AccountState) -> float:
        """What the account takes for a fair price: what it pays, or less when it heard what a neighbor pays."""
        own = self.price_ratio(account)
        return own if account.heard is None or account.contract.plan else min(own, account.heard[0])

    def goodwill_of(self, account: AccountState) -> float:
        """What is left of the satisfaction that recoveries won."""
        size, day = account.goodwill
        if not size:
            return 0.0
        return size * (1 - self.settling[self.month - account.since_month]) ** ((self.env.now - day) / MONTH_DAYS)

    def lasting_satisfaction(self, account: AccountState) -> float:
        """Satisfaction that counts when an account chooses to stay: recoveries please, nobody stays for them.

        After de Matos et al. 2007: recovery has an effect on satisfaction and none on repurchase.
        """
        return account.satisfaction - self.goodwill_of(account)

    def asked_back_lately(self, account: AccountState) -> bool:
        """Whether a lost account had a win-back campaign so lately that it is not asked again."""
        asked = account.campaign_month
        return asked is not None and self.month - asked < self.parameters.win_back_pause

    def tenants_of(self, building_id: str) -> list[AccountState]:
        """All accounts of a building, whatever their status."""
        if not self._tenants:
            for account in self.accounts.values():
                self._tenants.setdefault(account.building_id, []).append(account)
        return self._tenants.get(building_id, [])

    def speak_for_us(self, account: AccountState) -> None:
        """Let an account speak for us to others of its industry from now on."""
        references = self.references.setdefault(account.facts.industry, [])
        if account not in references:
            references.append(account)

    def speaks_for_us(self, account: AccountState) -> bool:
        """Whether an account speaks for us to others of its industry."""
        return account in self.references.get(account.facts.industry, ())

    def rival_book(self, rival_id: str) -> float:
        """What a rival supplied to the accounts of the book when it was first asked for, in CNY a month at list."""
        if not self._rival_books:
            self._rival_books = dict.fromkeys(self.rivals, 0.0)
            for account in self.accounts.values():
                for product, supplier in account.suppliers.items():
                    if supplier in self._rival_books:
                        self._rival_books[supplier] += account.wallet * account.shares[product]
        return self._rival_books[rival_id]

    def monthly_margin(self, account: AccountState) -> float:
        """Recent margin of an account with us in CNY a month, after service cost."""
        if account.margins:
            return sum(account.margins) / len(account.margins)
        usage = account.wallet * account.share_with_us
        return self.margin_of(account, usage, usage * (1 - account.contract.discount))

    def margin_of(self, account: AccountState, usage: float, bill: float) -> float:
        """Margin of a month in CNY: bill less direct cost of the usage and cost of service and strategy."""
        return bill - usage * (1 - self.parameters.margin) - usage * self.service_share(account)

    def service_share(self, account: AccountState) -> float:
        """Running cost of service level, strategy, methods against leaving and upgrade as a share of list usage."""
        return self.treatment[account.tier].cost + account.upgrade_cost

    def value_of(
        self, account: AccountState, margin: float, term_left: int | None = None, hazard: float | None = None
    ) -> float:
        """Present value in CNY of a monthly margin from an account over the lifetime months.

        By the term that it has and its own hazard of leaving after it, unless others are given.
        """
        if term_left is None:
            end = account.contract.end_month
            term_left = 0 if end is None or end < self.month else end - self.month
        return value_from_here(margin, self.term_values, term_left, account.hazard if hazard is None else hazard)

    def decide(
        self, account: AccountState, choice: str, group: GroupChoice, draw: float, favorable: str, stake: float
    ) -> str:
        """Record a group's choice against a draw; returns our favorable outcome's name, a rival's id or `NOBODY`."""
        if draw < group.ours:
            outcome = favorable
        else:
            rest, outcome = draw - group.ours, group.others[-1][0]
            for name, share in group.others:
                if rest < share:
                    outcome = name
                    break
                rest -= share
        self.choose(
            account, choice, "logit", group.voices, group.veto, group.ours, draw, outcome, draw < group.ours, stake
        )
        return outcome

    def decide_alone(
        self, account: AccountState, choice: str, voice: Voice, draw: float, outcomes: tuple[str, str], stake: float
    ) -> bool:
        """Record a yes-or-no choice of one voice against a draw; `outcomes` name yes and no."""
        probability = logistic(log_odds(voice.parts))
        favorable = draw < probability
        outcome = outcomes[0] if favorable else outcomes[1]
        self.choose(account, choice, "logit", (voice,), 0.0, probability, draw, outcome, favorable, stake)
        return favorable

    def choose(
        self,
        account: AccountState,
        choice: str,
        link: str,
        voices: tuple[Voice, ...],
        veto: float,
        probability: float,
        draw: float,
        outcome: str,
        favorable: bool,
        stake: float,
    ) -> None:
        """Record a choice; `stake` in CNY."""
        self.ledger.append(
            ChoiceMade(
                self.env.now,
                account.account_id,
                choice,
                link,
                voices,
                veto,
                probability,
                draw,
                favorable,
                outcome,
                fen(stake),
            )
        )

    def set_discount(self, account: AccountState, discount: float) -> None:
        """Change an account's discount off list and record it."""
        old = account.contract.discount
        if discount != old:
            account.contract.discount = discount
            self.record(PriceChanged(self.env.now, account.account_id, old, discount))
            if discount > old:
                self.favor(account)

    def treat(self, tier: str) -> None:
        """Work out anew what follows from service level, strategy and methods of a tier."""
        parameters, methods = self.parameters, self.methods[tier]
        level, strategy = self.service_level[tier], self.strategy[tier]
        cost = service_cost(parameters, level) + strategy_cost(parameters, strategy)
        tied = ties(parameters, strategy, level)
        self.treatment[tier] = Treatment(
            cost + cost_of_methods(parameters, methods),
            service_target(parameters, level),
            tied,
            held_by_methods(parameters, methods, tied),
        )
        for account in self.accounts.values():
            account.bonds = None

    def favor(self, account: AccountState) -> None:
        """Remember that an account got a better price than it had: neighbors may hear of it."""
        favored = self.favored.setdefault(account.building_id, [])
        if account not in favored:
            favored.append(account)
