"""What a manager may know as a month starts: evidence, bills, estimates and situations, never the hidden truth."""

from collections.abc import Iterable
from functools import cached_property
from math import exp
from typing import NamedTuple

from kamsim.engine.processes.billing import coming_x
from kamsim.engine.processes.relations import informed, relation_of, team_hours, wallet_spread
from kamsim.engine.scenario import US
from kamsim.engine.state import MONTH_DAYS, AccountState, Footing, Opportunity, PersonState
from kamsim.engine.troubles import Found, alarms_of, options_of, still_asked, troubles_of
from kamsim.engine.world import World
from kamsim.market.channels import DIRECT
from kamsim.market.deal_desk import Approval, approval
from kamsim.market.departments import DEPARTMENTS, department_score
from kamsim.market.evidence import Impression, closeness, clue_certainty, guess, map_doubt, scores
from kamsim.market.opportunity import STAGES
from kamsim.market.organization import YEAR_MONTHS
from kamsim.market.people import ROLES
from kamsim.market.service import DETRACTOR
from kamsim.market.signals import HEARSAY, Signal, health, heard

RENEWAL_NOTICE_MONTHS = 3
WELL_INFORMED = 0.5
"""How well departments must inform us to hear of a rival's quote without a supporter, 0..1 (assumption)."""


class PersonView(NamedTuple):
    """A person as we know them: `level` is what the last meeting showed, or None; unknown people have no name.

    `role` may be wrong unless `role_sure`; `style` and `need` are right with a probability of `certainty`.
    """

    person_id: str
    account_id: str
    name: str | None
    role: str | None
    rank: str | None
    style: str | None
    level: int | None
    went_well: bool | None
    met_day: float | None
    met_times: int
    rival_seen: str
    role_sure: bool = False
    need: str | None = None
    certainty: float = 0.0
    impression: Impression | None = None
    suited_day: float | None = None
    """When they last heard what is meant for their role."""

    @property
    def evidence(self) -> tuple[int, ...] | None:
        """What the last meeting showed on the six dimensions of `evidence.DIMENSIONS`, -1 to 3; None before one."""
        return None if self.impression is None else scores(self.impression)

    @property
    def closeness(self) -> int | None:
        """How close the person is to us by that evidence, 1 to 5; `rank` is their position, S to C."""
        return None if self.impression is None else closeness(scores(self.impression))


class FootingView(NamedTuple):
    """How we stand with the firm: partner tier, what of the relation is left (0..1), who looks after the account.

    `held` are the instruments of the last twelve months with the months in which they were held, counted from 0;
    `departments` are their scores (0..1).
    """

    partner: str
    relation: float
    channel: str
    held: tuple[tuple[int, str], ...]
    departments: tuple[tuple[str, float], ...]


UNTOUCHED = FootingView("ordinary", 0.0, DIRECT, (), ())
"""The footing of an account that no decision has concerned."""


class AccountView(NamedTuple):
    """An account as we know it; money in fen a month, `wallet_fen` is an estimate, `share` of it is with us."""

    account_id: str
    name: str
    industry: str
    building_id: str
    tier: str
    decision_mode: str
    status: str
    bill_fen: int
    usage_fen: int
    wallet_fen: int
    wallet_error: float
    mapped: bool
    discount: float
    plan: str | None
    x_fen: int
    contract_end_month: int | None
    suppliers: tuple[tuple[str, str], ...]
    survey_score: int | None
    sponsored: bool
    opportunity: tuple[str, str, bool] | None
    fault_days: int | None
    rumored_quote: tuple[str, float] | None
    campaign_made: bool
    people: tuple[PersonView, ...]
    signals: tuple[Signal, ...]
    health: float
    owners: tuple[tuple[str, str], ...]
    """Who of us looks after it, as (seat, name); seat A is the account manager."""
    owner_left_days: int | None
    """Days since the account manager changed, while that unsettles the account."""
    footing: FootingView = UNTOUCHED
    proposal: tuple[int, float, str | None] | None = None
    """Options, discount and plan of what we proposed in the sale in progress."""
    awaiting: tuple[float, int] | None = None
    """A discount that the deal desk still looks at, and the days until its answer."""
    term_months: int = 0


class Situation(NamedTuple):
    """Something that waits for an answer; `facts` are what the buyer says or the log shows, as (name, value).

    Its id is kind, account and month (counted from 1, as in a decisions file), such as renewal:A07:3.
    """

    situation_id: str
    kind: str
    account_id: str
    person_id: str | None
    facts: tuple[tuple[str, float | str], ...]
    options: tuple[str, ...]


class Briefing:
    """The start of a month: `month` counts from 0; `hours` are those of the whole team.

    `service_level`, `strategy` and `switching` (methods against leaving in force) are by tier; `direct_cost` is what an
    account manager costs a month for one account, in CNY.
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

    def _now(self) -> World:
        if self._world.month != self.month:
            raise RuntimeError(f"month {self.month + 1} is over: read a briefing before its month is played")
        return self._world


def _look_at(world: World, account: AccountState, seat: int) -> PersonView:
    """What we know of the person in a seat of the buying center, kept until something new is known."""
    person = account.people[seat]
    person.view = _view_of(world, account, person, seat)
    return person.view


def _view_of(world: World, account: AccountState, person: PersonState, seat: int) -> PersonView:
    if not person.known:
        return PersonView(person.person_id, person.account_id, None, None, None, None, None, None, None, 0, "")
    role, doubt = person.role, 0.0 if person.met_times else map_doubt(world.parameters, account.times_mapped)
    if doubt:
        luck = world.streams.of("power_map", account.account_id)
        role = guess(role, ROLES, 1 - doubt, luck.at(2 * seat), luck.at(2 * seat + 1))
    return PersonView(
        person.person_id,
        person.account_id,
        person.name,
        role,
        person.rank,
        person.style_seen,
        person.seen_level,
        person.went_well,
        person.last_day,
        person.met_times,
        person.rival_seen,
        not doubt,
        person.need_seen,
        clue_certainty(world.parameters, person.met_times),
        person.impression,
        person.suited_day if person.suited_day >= 0 else None,
    )


def signals_of(world: World, account: AccountState) -> tuple[Signal, ...]:
    """Warning signals that a manager can see, worst first."""
    found: list[Signal] = []
    parameters = world.parameters
    if account.status == "active":
        if account.fault is not None:
            found.append(Signal("fault_open", world.env.now - account.fault.since_day, 0.30))
        if account.demand is not None:
            found.append(Signal("discount_demanded", account.demand.claimed_discount, 0.20))
        end = account.contract.end_month
        if end is not None and end - world.month <= RENEWAL_NOTICE_MONTHS:
            found.append(Signal("contract_ends", (end - world.month) * MONTH_DAYS, 0.25))
        elif end is None:
            found.append(Signal("no_contract", 0, 0.12))
        bills = account.bills
        if len(bills) >= 3 and bills[-1] < (1 - parameters.signal_usage_drop) * bills[-3]:
            found.append(Signal("usage_down", bills[-1] / bills[-3] - 1, 0.20))
        if account.survey_score is not None and account.survey_score <= DETRACTOR:
            found.append(Signal("detractor", account.survey_score, 0.20))
        if any(
            day > world.env.now - parameters.signal_neighbor_days and who != account.account_id
            for day, who in world.losses[account.facts.building_id]
        ):
            found.append(Signal("neighbor_left", 0, 0.15))
        if account.outage is not None or account.csat is not None or world.attacks:
            found += alarms_of(world, account)
        silent = world.env.now if account.last_contact_day is None else world.env.now - account.last_contact_day
        changed = owner_left_days(world, account)
        if changed is not None:
            found.append(Signal("owner_changed", changed, 0.12))
        if silent > parameters.signal_silent_days:
            found.append(Signal("not_met", silent, 0.12))
        if account.contract.plan is not None:
            short = months_short(account.usages, account.bills)
            if short:
                found.append(Signal("shortfall", short, 0.15))
        if parameters.signal_sensitivity or parameters.signal_false_alarm:
            found += hearsay(world, account)
    if account.opportunity is not None:
        stage = account.opportunity.stage if account.opportunity.pursued.triggered else 0
        found.append(Signal("opportunity", stage + 1, 0.05))
    found.sort(key=lambda signal: -signal.weight)
    return tuple(found)


def owner_left_days(world: World, account: AccountState) -> int | None:
    """Days since the account manager left, for as long as that unsettles the account."""
    days = world.env.now - account.owner_left_day
    return round(days) if days < world.parameters.owner_change_months * MONTH_DAYS else None


def months_short(usages: Iterable[float], bills: Iterable[int]) -> int:
    """In how many of the last three months an account with a bundle paid for more than it used."""
    return sum([used * 100 < paid - 1 for used, paid in list(zip(usages, list(bills)[-6:], strict=False))[-3:]])


def hearsay(world: World, account: AccountState) -> list[Signal]:
    """What others tell us about an account this month; drawn when it is looked at, the same each time."""
    parameters = world.parameters
    true = {
        "tender_rumor": world.best_quote(account) is not None,
        "calls_elsewhere": account.hazard > parameters.signal_hazard * parameters.churn_no_contract,
        "complaints": account.satisfaction < parameters.signal_mood,
        "visit_missed": account.mean_attitude() < parameters.signal_coolness,
    }
    draws, place = world.streams.of("hearsay", account.account_id), len(HEARSAY) * world.month
    return [
        Signal(code, 0, weight)
        for number, (code, weight) in enumerate(HEARSAY.items())
        if heard(parameters, true[code], draws.at(place + number))
    ]


def _wallet_estimate(account: AccountState, spread: float) -> int:
    """Our estimate of the wallet in fen: never below what we see of it, and exact when we supply all of it."""
    ours = account.wallet * account.share_with_us
    if account.usages and account.status == "active":
        ours = max(ours, account.usages[-1])
    if account.status == "active" and account.lines_with_us == len(account.suppliers):
        return round(ours * 100)
    return round(max(ours, account.wallet * exp(spread * account.wallet_error)) * 100)


def account_view(world: World, account: AccountState) -> AccountView:
    """What we know of an account."""
    facts, contract = account.facts, account.contract
    spread = wallet_spread(world, account)
    signals = signals_of(world, account)
    suppliers = account.supplier_view
    if suppliers is None:
        known = account.suppliers.items()
        suppliers = tuple([(product, who if account.mapped or who == US else "") for product, who in known])
        account.supplier_view = suppliers
    opportunity = account.opportunity
    quote = world.best_quote(account) if account.status == "active" else None
    today = world.env.now
    active = account.status == "active"
    return AccountView(
        facts.account_id,
        facts.name,
        facts.industry,
        facts.building_id,
        facts.tier,
        facts.decision_mode,
        account.status,
        (
            account.bills[-1]
            if account.bills
            else round(account.wallet * account.share_with_us * (1 - contract.discount) * 100)
        )
        if active
        else 0,
        (round(account.usages[-1] * 100) if account.usages else round(account.wallet * account.share_with_us * 100))
        if active
        else 0,
        _wallet_estimate(account, spread),
        spread,
        account.mapped,
        contract.discount,
        contract.plan,
        round(contract.x * 100),
        contract.end_month,
        suppliers,
        account.survey_score,
        account.sponsored,
        (opportunity.product, STAGES[opportunity.stage], opportunity.pursued.triggered) if opportunity else None,
        round(today - account.fault.since_day) if account.fault else None,
        (quote[1], round(1 - quote[0] / max(world.price_ratio(account), 0.01), 2))
        if quote and (account.supporters or informed(world, account) >= WELL_INFORMED)
        else None,
        world.asked_back_lately(account),
        tuple([person.view or _look_at(world, account, seat) for seat, person in enumerate(account.people)]),
        signals,
        health(signals) if active else 0.0,
        owners_of(world, account),
        owner_left_days(world, account),
        UNTOUCHED if account.footing is None else footing_view(world, account, account.footing),
        _proposal(opportunity),
        (account.awaiting[0], round(account.awaiting[1] - today)) if account.awaiting else None,
        contract.term_months,
    )


def footing_view(world: World, account: AccountState, footing: Footing) -> FootingView:
    """What we know of our standing with the firm."""
    departments: tuple[tuple[str, float], ...] = ()
    if footing.tended:
        departments = tuple(
            (name, round(department_score(world.parameters, footing.tended, name, world.env.now), 2))
            for name in DEPARTMENTS
        )
    return FootingView(
        footing.partner,
        round(relation_of(world, account), 2),
        footing.channel,
        tuple([(month, name) for month, name in footing.held if world.month - month < YEAR_MONTHS]),
        departments,
    )


def owners_of(world: World, account: AccountState) -> tuple[tuple[str, str], ...]:
    """Who of us looks after an account, as (seat, name)."""
    manager = () if account.owner is None else (("A", world.managers[account.owner]),)
    return (*manager, *account.covers.items())


def _proposal(opportunity: Opportunity | None) -> tuple[int, float, str | None] | None:
    made = opportunity.proposal if opportunity else None
    return (made.options, made.discount, made.plan) if made else None


def situations_of(world: World, account: AccountState) -> list[Situation]:
    """What waits for an answer at an account."""
    account_id, month = account.account_id, world.month
    found: list[Found] = []
    if still_asked(world, account):
        months = round((world.env.now - account.lost_day) / MONTH_DAYS)
        facts = (("months_away", months), ("destination", account.lost_to))
        bound = account.bound_until - month
        found.append(("lost", None, (*facts, ("months_bound", bound)) if bound > 0 else facts))
    if account.demand is not None:
        demand = account.demand
        found.append(
            ("discount_demand", demand.person_id, (("claimed", demand.claimed_discount), ("rival", demand.rival_id)))
        )
    if account.status == "active" and account.fault is not None:
        found.append(
            (
                "standing_fault",
                account.first("user").person_id,
                (("days", round(world.env.now - account.fault.since_day)), ("level", account.fault.level)),
            )
        )
    if account.status == "active" and (account.outage or account.crisis or account.heard or world.attacks):
        found += troubles_of(world, account)
    end = account.contract.end_month
    if account.status == "active" and end is not None and 1 <= end - month <= RENEWAL_NOTICE_MONTHS:
        found.append(("renewal", None, (("days", (end - month) * MONTH_DAYS),)))
    if account.opportunity is not None:
        if not account.opportunity.pursued.triggered:
            found.append(("opportunity", None, (("product", account.opportunity.product),)))
        elif (keeper := account.gatekeeper_against(world.parameters.gatekeeper_hostile)) is not None:
            found.append(("gatekeeper_blocks", keeper.person_id, (("product", account.opportunity.product),)))
    # C accounts are many and small: nobody asks about them one by one.
    if not account.owner_answered and account.status == "active" and account.facts.tier != "C":
        days = world.env.now - account.owner_left_day
        if days <= world.parameters.introduction_days:
            found.append(("owner_left", None, (("days", round(days)), ("successor", owners_of(world, account)[0][1]))))
    objection = account.opportunity.objection if account.opportunity is not None else None
    if objection is not None and objection.open:
        said = (("concern", objection.concern), ("motive", objection.motive if objection.heard else ""))
        found.append(("objection", objection.person_id, said))
    if account.status == "active" and account.contract.rebase_month == month and account.usages:
        commitment, x = world.plans[account.contract.plan].commitment, account.contract.x
        then = commitment * coming_x(world, account, False)
        facts = (("fee_now", round(commitment * x * 100)), ("fee_then", round(then * 100)))
        found.append(("rebasing", None, facts))
    return [
        Situation(f"{kind}:{account_id}:{month + 1}", kind, account_id, person_id, facts, options_of(account, kind))
        for kind, person_id, facts in found
    ]
