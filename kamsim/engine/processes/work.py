"""The account team's month: planned work is done one piece after another, and each piece takes its hours."""

from collections.abc import Iterator
from math import exp, log

from kamsim.engine.decisions import (
    MOST_DISCOUNT,
    Answer,
    AppointSponsor,
    Decision,
    GiveDiscount,
    MapPower,
    OfferBundle,
    OfferContract,
    SetServiceLevel,
    SetStrategy,
    Visit,
    WinBack,
    cost_fen_of,
    hours_of,
)
from kamsim.engine.processes.billing import choosers_of, our_offer, sign
from kamsim.engine.processes.leaving import start_afresh
from kamsim.engine.processes.rivals import quote, retaliate
from kamsim.engine.processes.sales import close
from kamsim.engine.records import AccountWon, AccountWonBack, ActivityDone, CostBooked, DemandSettled, WorkDone
from kamsim.engine.scenario import US
from kamsim.engine.state import BILLING_DAY, AccountState, PersonState, World
from kamsim.market.activities import ACTIVITIES
from kamsim.market.attitude import bounded, contact_gain, contact_success, remembered
from kamsim.market.bundle import PLANS, bundle_bill
from kamsim.market.buying import Voice, group_choice
from kamsim.market.people import displayed_level
from kamsim.market.winback import OFFER_COST_SHARE, OFFER_DISCOUNT, SECOND_LIFE, win_back_parts

COMPLIANCE_CAP = 8
COMPLIANCE_FINE_FEN = 200_000
"""Points of meals and private events that the team may use in a month, and the fine for each beyond (assumptions)."""
TERM_RELUCTANCE = 0.03
"""Logits that each month of a term takes from an offer: accounts like to stay free (assumption)."""
DISCOUNT_WIN_BACK_TERM = 12


def work_month(world: World, plan: list[Decision]) -> Iterator:
    """Do the planned work in its order; the hours of the team are spread over the days before billing."""
    hours = world.scenario.hours_per_month
    points = 0
    for decision in plan:
        yield world.env.timeout(hours_of(decision) * (BILLING_DAY - 1) / hours)
        if isinstance(decision, Visit):
            points += ACTIVITIES[decision.activity].compliance_points
        do(world, decision)
    if points > COMPLIANCE_CAP:
        fine = (points - COMPLIANCE_CAP) * COMPLIANCE_FINE_FEN
        world.record(CostBooked(world.env.now, "", "compliance", fine))


def do(world: World, decision: Decision) -> None:
    """Carry out one decision now."""
    match decision:
        case SetServiceLevel():
            world.service_level[decision.tier] = decision.level
            return
        case SetStrategy():
            world.strategy[decision.tier] = decision.strategy
            return
        case Answer():
            account = world.accounts[decision.situation.split(":")[1]]
        case _:
            account = world.accounts[decision.account]
    if isinstance(decision, Visit):
        visit(world, account, decision)
        return
    if hours_of(decision):
        account.last_contact_day = world.env.now
        world.record(
            WorkDone(world.env.now, account.account_id, _name_of(decision), hours_of(decision), cost_fen_of(decision))
        )
    match decision:
        case MapPower():
            map_power(account)
        case GiveDiscount():
            world.set_discount(account, decision.discount)
            if account.status == "active":
                account.cuts_given += 1
        case OfferContract():
            offer_contract(world, account, decision.term_months, decision.discount, "term")
        case OfferBundle():
            offer_bundle(world, account, decision)
        case AppointSponsor():
            account.sponsored = True
        case WinBack():
            win_back(world, account, decision.offer)
        case Answer():
            answer(world, account, decision)


def _name_of(decision: Decision) -> str:
    return f"{decision.situation.split(':')[0]}:{decision.option}" if isinstance(decision, Answer) else decision.kind


def visit(world: World, account: AccountState, decision: Visit) -> None:
    """Meet a person: their attitude moves, and they show something of it."""
    activity, parameters, today = ACTIVITIES[decision.activity], world.parameters, world.env.now
    try:
        person = account.person(decision.person)
    except KeyError:
        # Left their job since the plan was made: the hours are gone, nobody was met.
        world.record(WorkDone(today, account.account_id, "nobody_there", activity.hours, 0))
        return
    if person.last_day is not None:
        person.recent = remembered(person.recent, today - person.last_day, parameters.contact_memory_days)
    stream = world.streams.of("contact", person.person_id)
    again = person.last_day is not None and person.last_day // 30 == today // 30
    person.met_this_month = person.met_this_month + 1 if again else 0
    place = world.month * 1024 + 4 * min(255, person.met_this_month)
    went_well = stream.at(place) < contact_success(person.attitude, activity.kind, person.style)
    if went_well:
        gain = contact_gain(
            parameters,
            activity,
            person.attitude,
            person.role,
            person.style,
            person.need,
            person.recent,
            account.sponsored,
            person.rank,
        )
        change = gain * max(0.0, 1 + 0.5 * stream.normal_at(place + 1))
    else:
        change = -parameters.attitude_failure
    person.attitude = bounded(person.attitude + change)
    person.recent += 1
    person.last_day = account.last_contact_day = today
    person.met_times += 1
    person.known = True
    person.went_well = went_well
    person.seen_level = displayed_level(person.attitude + parameters.evidence_noise * stream.normal_at(place + 2))
    _notice_rival(world, person)
    person.view = None
    world.record(
        ActivityDone(
            today,
            account.account_id,
            person.person_id,
            activity.name,
            activity.hours,
            activity.cost_fen,
            went_well,
            change,
        )
    )


def _notice_rival(world: World, person: PersonState) -> None:
    best, favorite = max(zip(world.attitudes_to_rivals(person), world.rivals, strict=True), default=(0.0, ""))
    person.rival_seen = favorite if best > person.attitude + 0.5 else ""


def map_power(account: AccountState) -> None:
    """Learn who sits in the buying center and how the wallet is split."""
    account.mapped = True
    for person in account.people:
        person.known, person.view = True, None


def offer_contract(world: World, account: AccountState, term_months: int, discount: float, occasion: str) -> None:
    """The buying center answers an offer of a term: sign, or not; each occasion has its own draw."""
    if account.status != "active":
        return
    ratio = (1 - discount) / max(0.05, world.price_ratio(account))
    offers = [our_offer(world, account, ratio, -TERM_RELUCTANCE * term_months)]
    group = group_choice(
        world.parameters, account.facts.decision_mode, choosers_of(world, account, against_rivals=False), tuple(offers)
    )
    draw = world.streams.of(occasion, account.account_id).at(world.month)
    margin = world.monthly_margin(account)
    stake = world.value_of(account, margin, term_months) - world.value_of(account, margin)
    if world.decide(account, "term", group, draw, "signs", max(0.0, stake)) == "signs":
        sign(world, account, term_months, discount, None, 0.0)


def offer_bundle(world: World, account: AccountState, decision: OfferBundle) -> None:
    """The buying center answers an offer of the bundle: all lines to us for a commitment, or things as they are."""
    if account.status == "lost":
        return
    plan, parameters = PLANS[decision.plan], world.parameters
    x = decision.x or suggested_x(world, account)
    paid = sum(
        account.wallet
        * share
        * (
            world.price_ratio(account)
            if account.suppliers[product] == US
            else world.rival_price.get(account.suppliers[product], 1.0)
        )
        for product, share in account.shares.items()
    )
    fee = bundle_bill(plan, x, account.wallet)
    ratio = fee / max(paid, 0.01) * (1 + parameters.saving_wanted)
    offers = [our_offer(world, account, ratio, 0.0)]
    group = group_choice(
        parameters, account.facts.decision_mode, choosers_of(world, account, against_rivals=False), tuple(offers)
    )
    draw = world.streams.of("bundle", account.account_id).at(world.month)
    gained = world.margin_of(account, account.wallet, fee) - (
        world.monthly_margin(account) if account.status == "active" else 0
    )
    if (
        world.decide(
            account, "bundle", group, draw, "takes_bundle", abs(world.value_of(account, gained, decision.term_months))
        )
        == "takes_bundle"
    ):
        if account.status == "prospect":
            start_afresh(world, account)
            world.record(AccountWon(world.env.now, account.account_id))
        for rival_id in sorted(set(account.suppliers.values()) - {US}):
            retaliate(world, rival_id, account)
        account.supply(list(account.suppliers), US)
        if account.opportunity is not None:
            close(world, account, account.opportunity, "won")
        sign(world, account, decision.term_months, account.contract.discount, decision.plan, x)


def suggested_x(world: World, account: AccountState) -> float:
    """X from our estimate of the wallet, halfway between what suits the operator and the account (W/1.1, W/1.5)."""
    spread = world.parameters.wallet_error_mapped if account.mapped else world.parameters.wallet_error
    return account.wallet * exp(spread * account.wallet_error) / 1.3


def win_back(world: World, account: AccountState, offer: str) -> None:
    """A lost account answers a campaign."""
    if account.status != "lost" or account.campaign_made:
        return
    account.campaign_made = True
    decider = account.first("decider")
    parts = win_back_parts(
        world.parameters,
        offer,
        (world.env.now - account.lost_day) / 30,
        account.lost_reason,
        decider.last_day is not None and decider.last_day > account.lost_day,
        account.mapped,
        False,
    )
    draw = world.streams.of("win_back", account.account_id).at(world.month)
    margin = account.wallet * (world.parameters.margin - OFFER_DISCOUNT[offer] - OFFER_COST_SHARE[offer])
    if world.decide_alone(
        account, "win_back", Voice("", 1.0, parts), draw, ("returns", "stays_away"), world.value_of(account, margin, 12)
    ):
        start_afresh(world, account)
        account.second_life = log(SECOND_LIFE[offer])
        account.upgrade_cost = OFFER_COST_SHARE[offer]
        world.record(AccountWonBack(world.env.now, account.account_id, offer))
        sign(world, account, DISCOUNT_WIN_BACK_TERM, OFFER_DISCOUNT[offer], None, 0.0)
        retaliate(world, account.lost_to, account)


def answer(world: World, account: AccountState, decision: Answer) -> None:
    """Carry out an answer to a situation."""
    kind = decision.situation.split(":")[0]
    option = decision.option
    if kind == "discount_demand" and account.demand is not None:
        settle_demand(world, account, option)
    elif kind == "standing_fault" and account.fault is not None:
        push_fault(account, option)
    elif kind == "renewal" and option in ("renew_12", "renew_24"):
        offer_contract(world, account, int(option[-2:]), account.contract.discount, "early_renewal")
    elif kind == "opportunity" and option == "pursue" and account.opportunity is not None:
        if not account.opportunity.pursued.triggered:
            account.opportunity.pursued.succeed()
    elif kind == "lost" and option.startswith("win_back_"):
        win_back(world, account, option.removeprefix("win_back_"))


def push_fault(account: AccountState, option: str) -> None:
    """Send engineers to a standing fault."""
    fault = account.fault
    fault.engineers = {"send_engineers": 2, "send_one_and_call": 1}.get(option, 0)
    if fault.engineers and not fault.pushed.triggered:
        fault.pushed.succeed()
    if option == "send_one_and_call":
        user = account.first("user")
        user.attitude = bounded(user.attitude + 0.10)


def _cut(price: float, cut: float) -> float:
    """The discount off list that takes a cut off what is paid now, kept within what may be offered."""
    return min(MOST_DISCOUNT, max(0.0, round(1 - price * (1 - cut), 4)))


def settle_demand(world: World, account: AccountState, option: str) -> None:
    """A buyer's demand ends: cut, asked about, traded for a term, or held off; unsettled, the rival's price stands."""
    demand = account.demand
    account.demand = None
    buyer = account.first("purchasing")
    luck = world.streams.of("demand_answer", account.account_id).at(world.month)
    price = world.price_ratio(account)
    if option == "match":
        world.set_discount(account, _cut(price, demand.claimed_discount))
        account.cuts_given += 1
        buyer.attitude = bounded(buyer.attitude + 0.1)
        resolved = True
    elif option == "trade_for_term":
        offer_contract(world, account, 24, _cut(price, demand.claimed_discount / 2), "trade")
        resolved = account.contract.term_months == 24
    else:
        resolved = luck < (0.8 if option == "ask_what_changed" else 0.4)
        if resolved and option == "ask_what_changed":
            buyer.attitude = bounded(buyer.attitude + 0.1)
    if not resolved:
        account.satisfaction -= 0.15
        if not demand.bluff and demand.rival_id in world.rivals:
            quote(world, world.rivals[demand.rival_id], account, luck)
    world.record(DemandSettled(world.env.now, account.account_id, option, resolved))
