"""The hidden truth of a running game: accounts, people, rivals, and the world that the processes share."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

import simpy

from kamsim.engine.records import ChoiceMade, PriceChanged
from kamsim.engine.scenario import US, Account, Rival, Scenario
from kamsim.engine.streams import Streams
from kamsim.market.attitude import bounded, courting_lift
from kamsim.market.buying import GroupChoice, Voice, log_odds, logistic
from kamsim.market.parameters import Parameters
from kamsim.market.people import SUPPORTER_LEVEL
from kamsim.market.service import SERVICE_COST, STRATEGY_COST
from kamsim.market.value import value_from_here

MONTH_DAYS = 30
BILLING_DAY = 29
"""Day of the month on which bills go out and accounts decide whether to stay; work is done before it."""


@dataclass(slots=True)
class PersonState:
    """A member of a buying center; attitudes towards rivals are kept as they were on `since_day`."""

    person_id: str
    account_id: str
    name: str
    role: str
    rank: str
    style: str
    need: str
    share: float
    attitude: float
    base: float
    rivals: dict[str, float]
    known: bool
    since_day: float = 0.0
    recent: float = 0.0
    last_day: float | None = None
    met_times: int = 0
    met_this_month: int = 0
    """Meetings in the month of `last_day` before that one, so that each has its own draws."""
    seen_level: int | None = None
    rival_seen: str = ""
    went_well: bool | None = None
    view: tuple | None = None
    """What a manager knows, as last shown; None after something changed."""


@dataclass(slots=True)
class Contract:
    """What we and an account agreed; `end_month` None means month to month, `x` (CNY) goes with a bundle plan."""

    end_month: int | None
    term_months: int
    discount: float
    plan: str | None = None
    x: float = 0.0
    rebase_month: int | None = None


@dataclass(slots=True)
class Fault:
    """A standing fault: it stays open until its cause is found."""

    incident_id: str
    level: int
    since_day: float
    pushed: simpy.Event
    engineers: int = 0


@dataclass(slots=True)
class Opportunity:
    """A sale in progress; `pursued` is an event that our team triggers."""

    opportunity_id: str
    product: str
    rival_id: str
    opened_day: float
    pursued: simpy.Event
    stage: int = 0


@dataclass(slots=True)
class Demand:
    """A buyer's demand for a lower price."""

    person_id: str
    claimed_discount: float
    bluff: bool
    rival_id: str
    month: int


@dataclass(slots=True)
class AccountState:
    """An account as it is; `status` is prospect, active or lost."""

    facts: Account
    people: list[PersonState]
    shares: dict[str, float]
    suppliers: dict[str, str]
    contract: Contract
    status: str
    satisfaction: float
    unexplained: float
    growth: float
    wallet: float
    usage_deviation: float = 0.0
    wallet_error: float = 0.0
    mapped: bool = False
    sponsored: bool = False
    quotes: dict[str, tuple[float, float]] = field(default_factory=dict)
    usages: deque[float] = field(default_factory=lambda: deque(maxlen=6))
    bills: deque[int] = field(default_factory=lambda: deque(maxlen=12))
    margins: deque[float] = field(default_factory=lambda: deque(maxlen=3))
    bill_shock: tuple[float, int] = (0.0, -1)
    last_major_day: float = -1e9
    failures: int = 0
    fault: Fault | None = None
    opportunity: Opportunity | None = None
    demand: Demand | None = None
    demand_month: int = -99
    cuts_given: int = 0
    favored_since: float | None = None
    resentment: float = 0.0
    lost_day: float = 0.0
    lost_reason: str = ""
    lost_to: str = ""
    campaign_made: bool = False
    second_life: float = 0.0
    upgrade_cost: float = 0.0
    hazard: float = 0.018
    bill_score: float = 0.0
    last_contact_day: float | None = None
    survey_score: int | None = None
    supporters: tuple[str, ...] = ()

    # Derived, kept because they are read far more often than they change.
    account_id: str = field(init=False)
    share_with_us: float = field(init=False)
    lines_with_us: int = field(init=False)

    def __post_init__(self) -> None:
        self.account_id = self.facts.account_id
        self._count_lines()

    def supply(self, products: Iterable[str], vendor: str) -> None:
        """Let a vendor supply some product lines from now on."""
        for product in products:
            self.suppliers[product] = vendor
        self._count_lines()

    def _count_lines(self) -> None:
        ours = [product for product, supplier in self.suppliers.items() if supplier == US]
        self.share_with_us = sum(self.shares[product] for product in ours)
        self.lines_with_us = len(ours)

    def person(self, person_id: str) -> PersonState:
        """The member of the buying center with an id; raises KeyError."""
        for person in self.people:
            if person.person_id == person_id:
                return person
        raise KeyError(person_id)

    def first(self, role: str) -> PersonState:
        """The first person with a role, or the most influential one where there is none."""
        for person in self.people:
            if person.role == role:
                return person
        return max(self.people, key=lambda person: person.share)

    def mean_attitude(self) -> float:
        """Influence-weighted attitude towards us."""
        return sum(person.share * person.attitude for person in self.people)

    def find_supporters(self) -> None:
        """Refresh who supports us, most influential first."""
        friends = [person for person in self.people if person.attitude >= SUPPORTER_LEVEL]
        if len(friends) > 1:
            friends.sort(key=lambda person: -person.share)
        self.supporters = tuple([person.person_id for person in friends])


@dataclass(slots=True)
class World:
    """What the processes share: time (env), chance (streams), truth (accounts) and the ledger."""

    env: simpy.Environment
    scenario: Scenario
    parameters: Parameters
    streams: Streams
    ledger: list[tuple]
    accounts: dict[str, AccountState]
    rivals: dict[str, Rival]
    engineers: simpy.PriorityResource
    neighbors: dict[str, list[AccountState]]
    losses: dict[str, list[tuple[float, str]]]
    rival_price: dict[str, float]
    service_level: dict[str, str]
    strategy: dict[str, str]
    drift: float
    pull: float
    month: int = 0
    rival_wins: dict[str, list[tuple[float, str]]] = field(default_factory=dict)

    def record(self, fact: tuple) -> None:
        """Append a fact to the ledger."""
        self.ledger.append(fact)

    @property
    def day(self) -> float:
        """Now, in days since the start."""
        return self.env.now

    def attitudes_to_rivals(self, person: PersonState) -> list[float]:
        """A person's attitudes towards the rivals now, in the order of the rivals."""
        lift = courting_lift(self.parameters, self.env.now - person.since_day)
        known = person.rivals
        return [bounded(known.get(rival_id, 0.0) + lift) for rival_id in self.rivals]

    def best_quote(self, account: AccountState) -> tuple[float, str] | None:
        """The lowest live quote as (price ratio, rival id), or None."""
        if not account.quotes:
            return None
        today = self.env.now
        live = [(ratio, rival) for rival, (ratio, until) in account.quotes.items() if until >= today]
        return min(live) if live else None

    def price_ratio(self, account: AccountState) -> float:
        """What the account pays for its usage with us, relative to list."""
        contract = account.contract
        if contract.plan is None or not account.usages or not account.bills:
            return 1 - contract.discount
        return account.bills[-1] / 100 / max(account.usages[-1], 0.01)

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
        """Running cost of service level, strategy and upgrade as a share of list usage."""
        tier = account.facts.tier
        return SERVICE_COST[self.service_level[tier]] + STRATEGY_COST[self.strategy[tier]] + account.upgrade_cost

    def value_of(self, account: AccountState, margin: float, term_left: int | None = None) -> float:
        """Present value in CNY of a monthly margin from an account over the lifetime months."""
        parameters = self.parameters
        if term_left is None:
            end = account.contract.end_month
            term_left = 0 if end is None else max(0, end - self.month)
        return value_from_here(
            margin,
            parameters.churn_in_term,
            account.hazard,
            term_left,
            parameters.discount_rate,
            parameters.lifetime_months,
        )

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
                account.facts.account_id,
                choice,
                link,
                voices,
                veto,
                probability,
                draw,
                favorable,
                outcome,
                round(stake * 100),
            )
        )

    def set_discount(self, account: AccountState, discount: float) -> None:
        """Change an account's discount off list and record it."""
        old = account.contract.discount
        if discount != old:
            account.contract.discount = discount
            self.record(PriceChanged(self.env.now, account.account_id, old, discount))
            if discount > old:
                account.favored_since = self.env.now
