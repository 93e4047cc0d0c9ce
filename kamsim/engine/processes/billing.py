"""An account's month: usage, bill, mood, survey, and the choice to stay, to renew or to leave."""

from collections.abc import Iterator
from math import exp, log, sqrt

from kamsim.engine.processes.leaving import leave, reason_for_leaving
from kamsim.engine.records import (
    BillSent,
    BundleRebased,
    ContractLapsed,
    ContractSigned,
    CostBooked,
    DiscountDemanded,
    PriceLeaked,
    SurveyAnswered,
)
from kamsim.engine.scenario import US
from kamsim.engine.state import BILLING_DAY, MONTH_DAYS, AccountState, Demand, World
from kamsim.market.attitude import bounded, relaxed
from kamsim.market.bundle import PLANS, bundle_bill, care, lifted_usage
from kamsim.market.buying import NOBODY, Chooser, GroupChoice, Offer, Voice, group_choice, log_odds
from kamsim.market.churn import Standing, recovered_base, staying_parts, staying_probability
from kamsim.market.service import SERVICE_TARGET, STRATEGY_FIT, STRATEGY_SWITCHING, settled, survey_score

SPONSOR_FEN = 50_000
OUR_FIT, OUR_REPUTATION = 0.6, 0.6
"""How well our standard offer fits, and our standing, 0..1 (assumptions; a relationship strategy adds to the fit)."""
SEASON = (0.0, -0.08, 0.02, 0.01, 0.0, 0.0, -0.01, -0.01, 0.01, 0.0, 0.02, 0.03)
"""Log season of usage by month of the year; February has the Spring Festival (assumption)."""
CLAIM_NOISE = 0.08
BLUFFS = 0.30
DEMAND_PAUSE_MONTHS = 3
RESENTMENT_SD, RESENTMENT_ATTITUDE = -0.5, -0.3


def account_months(world: World, account: AccountState) -> Iterator:
    """Every month on the billing day: bill, settle, ask, and let the account decide whether to stay."""
    yield world.env.timeout(BILLING_DAY)
    while True:
        use(world, account)
        age(world, account)
        if account.status == "active":
            bill(world, account)
            settle(world, account)
            ask(world, account)
            if account.contract.end_month == world.month + 1:
                renew(world, account)
            else:
                stay_or_leave(world, account)
            if account.status == "active":
                rebase(world, account)
                demand(world, account)
        yield world.env.timeout(MONTH_DAYS)


def use(world: World, account: AccountState) -> None:
    """Draw the month's wallet: growth, season and a persistent deviation."""
    parameters = world.parameters
    month = world.month
    shock = world.streams.of("usage", account.account_id).normal_at(month)
    persistence = parameters.usage_persistence
    account.usage_deviation = persistence * account.usage_deviation + shock * parameters.usage_noise * sqrt(
        1 - persistence**2
    )
    season = SEASON[(world.scenario.settings.first_month - 1 + month) % 12]
    growth = account.growth + parameters.growth_per_month
    account.wallet = account.facts.list_value * exp(growth * (month + 1) + season + account.usage_deviation)


def age(world: World, account: AccountState) -> None:
    """Let a month pass over the attitudes of a buying center."""
    people = account.people
    moved = relaxed([p.attitude for p in people], [p.base for p in people], world.drift, world.pull)
    for person, attitude in zip(people, moved, strict=True):
        person.attitude = attitude
    account.find_supporters()


def bill(world: World, account: AccountState) -> None:
    """Send the month's bill and book what it cost."""
    parameters, contract = world.parameters, account.contract
    usage = account.wallet * account.share_with_us
    overage = cared = 0.0
    if contract.plan is None:
        recurring = usage * (1 - contract.discount)
    else:
        plan = PLANS[contract.plan]
        usage = lifted_usage(plan, contract.x, usage, parameters.zero_price_lift)
        recurring = plan.commitment * contract.x
        overage = bundle_bill(plan, contract.x, usage) - recurring
        cared = care(recurring, usage, parameters.care_share, parameters.care_floor)
    account.usages.append(usage)
    billed = round(recurring * 100) + round(overage * 100)
    account.bills.append(billed)
    account.margins.append(world.margin_of(account, usage, recurring + overage) - cared)
    world.record(
        BillSent(
            world.env.now,
            account.account_id,
            world.month,
            round(usage * 100),
            round(recurring * 100),
            round(overage * 100),
            round(usage * (1 - parameters.margin) * 100),
            round(usage * world.service_share(account) * 100),
            round(cared * 100),
        )
    )
    if account.sponsored:
        world.record(CostBooked(world.env.now, account.account_id, "sponsor", SPONSOR_FEN))


def settle(world: World, account: AccountState) -> None:
    """Let satisfaction settle, and let a neighbor's cheaper price become known."""
    target = SERVICE_TARGET[world.service_level[account.facts.tier]]
    if account.fault is not None:
        target -= 0.8
    account.satisfaction = settled(account.satisfaction, target)
    parameters = world.parameters
    for neighbor in world.neighbors[account.facts.building_id]:
        if neighbor.favored_since is None or neighbor is account or neighbor.status != "active":
            continue
        if neighbor.contract.discount <= account.contract.discount:
            continue
        chance = parameters.building_leak if neighbor.contract.plan is None else parameters.bundle_leak
        pair = f"{neighbor.account_id}>{account.account_id}"
        if world.streams.of("leak", pair).at(world.month) < chance and account.resentment == 0.0:
            account.satisfaction += RESENTMENT_SD
            account.resentment = 1.0
            for person in account.people:
                person.attitude = bounded(person.attitude + RESENTMENT_ATTITUDE)
            world.record(PriceLeaked(world.env.now, account.account_id, neighbor.account_id))


def ask(world: World, account: AccountState) -> None:
    """Every third month, a survey that fewer than half of the accounts answer."""
    month = world.month
    if month % 3 != 2:
        return
    stream = world.streams.of("survey", account.account_id)
    wave = month // 3
    if stream.at(2 * wave) < 0.45:
        noise = stream.normal_at(2 * wave + 1)
        account.survey_score = survey_score(account.satisfaction, account.mean_attitude(), noise)
        world.record(SurveyAnswered(world.env.now, account.account_id, account.survey_score))


def standing_of(world: World, account: AccountState) -> Standing:
    """How the account stands today, as the rule of leaving wants it."""
    today, contract = world.env.now, account.contract
    quote = world.best_quote(account)
    gap = world.price_ratio(account) / quote[0] - 1 if quote else 0.0
    losses = world.losses[account.facts.building_id]
    neighbor = (
        sum(0.5 ** ((today - day) / 30) for day, who in losses if day < today and who != account.account_id)
        if losses
        else 0.0
    )
    shock, until = account.bill_shock
    return Standing(
        contract.end_month is not None,
        account.satisfaction,
        max(-0.5, min(1.0, gap)),
        account.supporters,
        account.fault is not None or today - account.last_major_day < 90,
        min(2.0, neighbor),
        account.lines_with_us,
        shock if world.month < until else 0.0,
        STRATEGY_SWITCHING[world.strategy[account.facts.tier]],
        account.unexplained + account.second_life,
    )


def stay_or_leave(world: World, account: AccountState) -> None:
    """The monthly choice between terms."""
    standing = standing_of(world, account)
    parts = staying_parts(world.parameters, standing)
    total = log_odds(parts)
    stays = staying_probability(total)
    account.hazard = recovered_base(world.parameters, total, standing.in_term)
    draw = world.streams.of("stay", account.account_id).at(world.month)
    stake = world.value_of(account, world.monthly_margin(account))
    outcome = "stays" if draw < stays else "leaves"
    world.choose(account, "stay", "cloglog", (Voice("", 1.0, parts),), 0.0, stays, draw, outcome, draw < stays, stake)
    if draw >= stays:
        quote = world.best_quote(account)
        leave(world, account, quote[1] if quote else NOBODY, reason_for_leaving(parts))


def choosers_of(world: World, account: AccountState, against_rivals: bool = True) -> tuple[Chooser, ...]:
    """The buying center with its attitudes towards us and, where they offer too, the rivals."""
    return tuple(
        [
            Chooser(
                p.person_id,
                p.role,
                p.share,
                (p.attitude, *world.attitudes_to_rivals(p)) if against_rivals else (p.attitude,),
            )
            for p in account.people
        ]
    )


def our_offer(world: World, account: AccountState, price_ratio: float, inertia: float) -> Offer:
    """Our offer, as the buying center sees it."""
    fit = OUR_FIT + STRATEGY_FIT[world.strategy[account.facts.tier]]
    return Offer(US, price_ratio, fit, OUR_REPUTATION, inertia)


def contest(world: World, account: AccountState, discount: float) -> GroupChoice:
    """The choice at the end of a term: us at a discount, each rival at its quote or usual price, or nothing signed."""
    parameters = world.parameters
    reference = max(0.05, world.price_ratio(account))
    price = reference if account.contract.plan else 1 - discount
    switching = STRATEGY_SWITCHING[world.strategy[account.facts.tier]] + 0.5 * account.satisfaction
    offers = [our_offer(world, account, price / reference, parameters.incumbent_us + switching)]
    for rival in world.rivals.values():
        ratio, until = account.quotes.get(rival.rival_id, (0.0, -1.0))
        asked = ratio if until >= world.env.now else world.rival_price[rival.rival_id]
        offers.append(Offer(rival.rival_id, asked / reference, rival.fit, rival.reputation, 0.0))
    return group_choice(parameters, account.facts.decision_mode, choosers_of(world, account), tuple(offers))


def renew(world: World, account: AccountState) -> None:
    """The choice at the end of a term."""
    contract = account.contract
    group = contest(world, account, contract.discount)
    draw = world.streams.of("renewal", account.account_id).at(world.month)
    stake = world.value_of(account, world.monthly_margin(account), contract.term_months)
    outcome = world.decide(account, "renewal", group, draw, "renews", stake)
    if outcome == "renews":
        sign(world, account, contract.term_months, contract.discount, contract.plan, contract.x)
    elif outcome == NOBODY:
        contract.end_month, contract.term_months = None, 0
        world.record(ContractLapsed(world.env.now, account.account_id))
    else:
        causes: dict[str, float] = {}
        for voice in group.voices:
            for cause, value in voice.parts:
                causes[cause] = causes.get(cause, 0.0) + voice.weight * value
        leave(world, account, outcome, reason_for_leaving(tuple(causes.items())))


def sign(world: World, account: AccountState, term_months: int, discount: float, plan: str | None, x: float) -> None:
    """Put a new term into force from this month."""
    contract = account.contract
    if discount > contract.discount:
        account.favored_since = world.env.now
    contract.term_months = term_months
    contract.end_month = world.month + 1 + term_months if term_months else None
    contract.discount, contract.plan, contract.x = discount, plan, x
    contract.rebase_month = world.month + world.parameters.rebase_months if plan else None
    world.record(ContractSigned(world.env.now, account.account_id, term_months, discount, plan, round(x * 100)))


def rebase(world: World, account: AccountState) -> None:
    """Set X anew from the last three months of a period; a fee up by more than 10 % shocks."""
    contract = account.contract
    if contract.plan is None or contract.rebase_month != world.month:
        return
    old = contract.x
    contract.x = sum(list(account.usages)[-3:]) / len(list(account.usages)[-3:])
    contract.rebase_month = world.month + world.parameters.rebase_months
    world.record(BundleRebased(world.env.now, account.account_id, round(old * 100), round(contract.x * 100)))
    # A fee that more than doubles shocks no more than one that doubles (assumption).
    rise = min(1.0, contract.x / old - 1)
    if rise > 0.10:
        account.bill_shock = (log(1.5) * rise / 0.10, world.month + 3)


def demand(world: World, account: AccountState) -> None:
    """A buyer may ask for a lower price: likelier with a live quote, near the end of a term, after earlier cuts."""
    if account.demand is not None and account.demand.month < world.month:
        account.demand = None
    quote = world.best_quote(account)
    end = account.contract.end_month
    chance = world.parameters.discount_demand * (1 + min(3, account.cuts_given))
    chance *= (3.0 if quote else 1.0) * (1.5 if end is not None and end - world.month <= 3 else 1.0)
    asked_lately = world.month - account.demand_month < DEMAND_PAUSE_MONTHS
    if asked_lately or world.streams.of("demand", account.account_id).at(world.month) >= chance:
        return
    stream = world.streams.of("claim", account.account_id)
    bluff = quote is None or stream.at(4 * world.month) < BLUFFS
    rivals = list(world.rivals)
    if not rivals:
        return
    rival = quote[1] if quote else rivals[int(stream.at(4 * world.month + 2) * len(rivals))]
    true_cut = 0.10 if quote is None else 1 - quote[0] / world.price_ratio(account)
    claimed = min(0.30, max(0.05, round(true_cut + CLAIM_NOISE * stream.at(4 * world.month + 3), 2)))
    buyer = account.first("purchasing")
    account.demand_month = world.month
    account.demand = Demand(buyer.person_id, claimed, bluff, rival, world.month + 1)
    world.record(DiscountDemanded(world.env.now, account.account_id, buyer.person_id, claimed, bluff))
