"""An account as it is, and all that hangs on it."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kamsim.engine.scenario import US, Account
from kamsim.engine.state.contracts import Contract, Demand
from kamsim.engine.state.footing import Footing
from kamsim.engine.state.luck import Watch
from kamsim.engine.state.people import Departure, PersonState
from kamsim.engine.state.rivals import CounterOffer
from kamsim.engine.state.sales import Opportunity
from kamsim.engine.state.service import Crisis, Fault, Outage
from kamsim.market.buying import Part
from kamsim.market.people import COACH_LEVEL, SUPPORTER_LEVEL
from kamsim.market.service import Failure
from kamsim.market.signals import Fall
from kamsim.market.tastes import BALANCED, Taste


@dataclass(slots=True, eq=False)
class AccountState:
    """An account as it is; `status` is prospect, active or lost."""

    facts: Account
    people: list[PersonState]
    shares: dict[str, float]
    suppliers: dict[str, str]
    contract: Contract
    status: str
    satisfaction: float
    temper: float
    """What its satisfaction settles at under the plainest service, in SD: some accounts are harder to please."""
    unexplained: float
    wallet: float
    bill_score: float
    usage_path: Sequence[float]
    """By month, usage relative to what the file says."""
    stay_draws: Sequence[float]
    """By month, the draw that decides whether it stays."""
    demand_draws: Mapping[int, float]
    """Months in which its buyer might ask for a lower price before a cut was ever given, with their draws."""
    bonds: tuple[tuple[Part, ...], float] | None = None
    """Parts of what holds it for long, and their sum; None after term, supporters, lines or treatment changed."""
    wallet_error: float = 0.0
    mapped: bool = False
    times_mapped: int = 0
    sponsored: bool = False
    quotes: dict[str, tuple[float, float]] = field(default_factory=dict)
    usages: deque[float] = field(default_factory=lambda: deque(maxlen=6))
    bills: deque[int] = field(default_factory=lambda: deque(maxlen=12))
    margins: deque[float] = field(default_factory=lambda: deque(maxlen=3))
    bill_shock: tuple[float, int] = (0.0, -1)
    short_month: int = -99
    """The last month in which it used less than it had committed to."""
    cared: float = 0.0
    """Care spent on it with its last bill under a bundle, as a share of that bill."""
    inclinations: tuple[float, ...] = ()
    """Its own inclination to us and to each rival, in logits; drawn when it first compares them."""
    unsettled_until: int = -1
    """Month from which an offer that nobody asked for is forgotten."""
    last_major_day: float = -1e9
    last_failure: Failure | None = None
    goodwill: tuple[float, float] = (0.0, 0.0)
    """Satisfaction won by recoveries, and the day on which it was that much."""
    fault: Fault | None = None
    outage: Outage | None = None
    crisis: Crisis | None = None
    opportunity: Opportunity | None = None
    demand: Demand | None = None
    counter: CounterOffer | None = None
    demand_month: int = -99
    refused_day: float = -1e9
    cuts_given: int = 0
    torn: bool = False
    """Whether a discount given at once makes the next demand likelier."""
    awaiting: tuple[float, float] | None = None
    """Discount that the deal desk looks at, and the day of its answer."""
    resentment: float = 0.0
    heard: tuple[float, str, int] | None = None
    """The lower price of a neighbor that it heard of, who that is, and in which month."""
    promise_broken_day: float = -1e9
    line_due: float = -1.0
    """Month, with its fraction, in which a rival that can asks for one line next; below 0 before it was drawn."""
    line_lost_day: float = -1e9
    lost_day: float = 0.0
    lost_reason: str = ""
    lost_to: str = ""
    bound_until: int = 0
    """Month in which the term ends by which a rival has bound a lost account."""
    campaign_month: int | None = None
    returns: int = 0
    spending: float = 1.0
    """What it spends relative to what its file says."""
    second_life: float = 0.0
    upgrade_cost: float = 0.0
    hazard: float = 0.018
    last_contact_day: float | None = None
    survey_score: int | None = None
    proposed_month: int = -1
    """The last month in which a savings proposal that went well could start a sale."""
    csat: tuple[int, float] | None = None
    """The last answer after an incident, and its day."""
    fall: Fall | None = None
    """An answer that was much lower than the one before, until it is asked about or answers rise again."""
    since_month: int = 0
    """Month in which it became ours; before 0 for accounts that are ours as the game starts."""
    supporters: tuple[str, ...] = ()
    """Ids of those who support us, most influential first; `friends` are they themselves, by seat."""
    friends: list[PersonState] = field(default_factory=list)
    coached: bool = False
    departure: Departure | None = None
    """The last departure of somebody whom we knew."""
    former: tuple[tuple[str, str], ...] = ()
    """Ids and names of those whom we knew and who have left."""
    owner: int | None = None
    """Seat of the account manager who owns it, in the team."""
    covers: dict[str, str] = field(default_factory=dict)
    """Who fills seats B and C."""
    owner_loss: float = 0.0
    """Share of good will that went with the last owner and has not come back."""
    owner_left_day: float = -1e9
    owner_answered: bool = True
    unsettled_by_owner: float = -1e9
    """Until which day a change of its account manager makes it more ready to leave."""
    footing: Footing | None = None
    taste: Taste = BALANCED
    watch: Watch | None = None

    # Derived, kept because they are read far more often than they change.
    account_id: str = field(init=False)
    tier: str = field(init=False)
    list_value: float = field(init=False)
    usual_price: float = field(init=False)
    """Its price as the game starts, relative to list."""
    building_id: str = field(init=False)
    share_with_us: float = field(init=False)
    lines_with_us: int = field(init=False)
    supplier_view: tuple[tuple[str, str], ...] | None = field(init=False)
    """Who supplies what, as far as a manager knows; None after something changed."""

    def __post_init__(self) -> None:
        facts = self.facts
        self.account_id, self.tier, self.building_id = facts.account_id, facts.tier, facts.building_id
        self.list_value, self.usual_price = facts.list_value, 1 - facts.discount
        self._count_lines()

    def supply(self, products: Iterable[str], vendor: str) -> None:
        """Let a vendor supply some product lines from now on."""
        for product in products:
            self.suppliers[product] = vendor
        self._count_lines()

    def _count_lines(self) -> None:
        self.supplier_view = self.bonds = None
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

    def gatekeeper_against(self, hostile: float) -> PersonState | None:
        """The gatekeeper who blocks the sale that we pursue, at an attitude of `hostile` or below; None is nobody.

        An executive sponsor is let through.
        """
        sale = self.opportunity
        if self.sponsored or sale is None or sale.way_around or not sale.pursued.triggered:
            return None
        for person in self.people:
            if person.role == "gatekeeper" and person.attitude <= hostile:
                return person
        return None

    def mean_attitude(self) -> float:
        """Influence-weighted attitude towards us."""
        mean = 0.0
        for person in self.people:
            mean += person.share * person.attitude
        return mean

    def find_supporters(self, friendliest: float) -> None:
        """Refresh who supports us, most influential first, and whether somebody coaches us; given the best attitude."""
        self.coached = friendliest >= COACH_LEVEL
        friends: list[PersonState] = []
        if friendliest >= SUPPORTER_LEVEL:
            for person in self.people:
                if person.attitude >= SUPPORTER_LEVEL:
                    friends.append(person)
        if friends != self.friends:
            self.friends, self.bonds = friends, None
            by_influence = sorted(friends, key=lambda person: -person.share)
            self.supporters = tuple([person.person_id for person in by_influence])
