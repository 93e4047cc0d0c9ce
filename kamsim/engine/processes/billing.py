"""An account's month: usage, bill, mood and survey; then it chooses whether to stay."""

from collections.abc import Iterator

from kamsim.engine.processes.bundling import MEASURED_MONTHS, plan_in_force
from kamsim.engine.processes.demands import demand
from kamsim.engine.processes.failures import notice_fall
from kamsim.engine.processes.needs import needs_of_departments, needs_of_promoter
from kamsim.engine.processes.owners import kept_of_owner
from kamsim.engine.processes.relations import (
    book_month,
    book_prompt_payment,
    book_releases,
    mood_of_channel,
    mood_while_connected,
)
from kamsim.engine.processes.staying import renew, stay_or_leave
from kamsim.engine.records import BillSent, BundleRebased, CostBooked, PriceLeaked, SurveyAnswered, fen, quick
from kamsim.engine.scenario import US
from kamsim.engine.state import BILLING_DAY, MONTH_DAYS, AccountState
from kamsim.engine.world import World
from kamsim.market.attitude import bounded, relax
from kamsim.market.bundle import (
    BASES,
    STEP_DOWN,
    answering_usage,
    bounded_x,
    bundle_bill,
    care,
    lifted_usage,
    rebased_x,
)
from kamsim.market.churn import bill_shock
from kamsim.market.ladder import leak_chance, rung_of
from kamsim.market.negotiation import worth_of_early_payment
from kamsim.market.people import SUPPORTER_LEVEL
from kamsim.market.service import PROMOTER, answers_survey, mood_of_care, settled, survey_score


def book_months(world: World) -> Iterator:
    """Every month on the billing day: all bills go out, then all hear of them, then each account chooses.

    Neighbors hear of each other's prices, so that no result hangs on which account comes first.
    """
    yield world.env.timeout(BILLING_DAY)
    accounts = list(world.accounts.values())
    drift, pull, survey_months = world.drift, world.pull, world.parameters.survey_months
    while True:
        month = world.month
        for account in accounts:
            account.wallet = account.list_value * account.spending * account.usage_path[month]
            friendliest = relax(account.people, drift, pull)
            if friendliest >= SUPPORTER_LEVEL or account.supporters:
                account.find_supporters(friendliest)
            if account.status == "active":
                bill(world, account)
        active = [account for account in accounts if account.status == "active"]
        for account in active:
            settle(world, account)
        for account in world.tended.values():
            needs_of_departments(world, account)
        wave, place = divmod(month, survey_months)
        if place == survey_months - 1:
            for account in active:
                ask(world, account, wave)
        for account in active:
            choose(world, account)
        book_releases(world)
        yield world.env.timeout(MONTH_DAYS)


def choose(world: World, account: AccountState) -> None:
    """Let the account decide whether to stay; one that stays gets a new X when it is time, and may ask for less."""
    if account.contract.end_month == world.month + 1:
        # They renew on the X that was announced, not on the old one.
        if account.contract.rebase_month == world.month:
            rebase(world, account)
        renew(world, account)
    else:
        stay_or_leave(world, account)
    if account.status == "active":
        if account.contract.rebase_month == world.month:
            rebase(world, account)
        if account.demand is not None or account.cuts_given or world.month in account.demand_draws:
            demand(world, account)


def bill(world: World, account: AccountState) -> None:
    """Send the month's bill and book what it cost."""
    parameters, contract = world.parameters, account.contract
    usage = account.wallet * account.share_with_us
    if account.owner_loss:
        usage *= kept_of_owner(world, account)
    overage = cared = 0.0
    if contract.plan is None:
        price, usual = 1 - contract.discount, account.usual_price
        if price != usual:
            usage = answer_to_price(world, account, usage, price, usual)
        recurring = usage * price
    else:
        plan = plan_in_force(world, contract)
        usage = lifted_usage(plan, contract.x, usage, parameters.zero_price_lift)
        recurring = plan.commitment * contract.x
        overage = bundle_bill(plan, contract.x, usage, parameters.overage_discount) - recurring
        if usage < recurring:
            account.short_month = world.month
        always = parameters.care_always == 1
        cared = care(recurring, usage, parameters.care_share, parameters.care_floor, always)
        account.cared = cared / max(recurring + overage, 0.01) if cared else 0.0
    account.usages.append(usage)
    recurring_fen, overage_fen = fen(recurring), fen(overage) if overage else 0
    account.bills.append(recurring_fen + overage_fen)
    direct, served = usage * (1 - parameters.margin), usage * world.service_share(account)
    margin = recurring + overage - direct - served - cared
    if account.footing is not None:
        margin -= book_month(world, account, account.footing, recurring + overage)
    early = 0.0
    if contract.pays_early:
        early = worth_of_early_payment(parameters, recurring + overage, parameters.early_payment_days)
    account.margins.append(margin + early)
    world.record(
        quick(
            BillSent,
            (
                world.env.now,
                account.account_id,
                world.month,
                fen(usage),
                recurring_fen,
                overage_fen,
                fen(direct),
                fen(served),
                fen(cared) if cared else 0,
            ),
        )
    )
    if early:
        world.record(CostBooked(world.env.now, account.account_id, "early_payment", -fen(early)))
    if account.footing is not None and account.footing.tended:
        book_prompt_payment(world, account, recurring + overage)
    if account.sponsored:
        world.record(CostBooked(world.env.now, account.account_id, "sponsor", fen(parameters.sponsor_cost)))
    if account.covers:
        seats = fen(parameters.owner_seat_cost * len(account.covers))
        world.record(CostBooked(world.env.now, account.account_id, "owner_seats", seats))


def answer_to_price(world: World, account: AccountState, usage: float, price: float, usual: float) -> float:
    """Usage of the account's lines with us at another price than it is used to; each line answers in its own way."""
    if not world.elasticities or not account.share_with_us:
        return answering_usage(usage, price, usual, world.parameters.usage_elasticity)
    whole = usage / account.share_with_us
    return sum(
        answering_usage(whole * account.shares[product], price, usual, world.elasticities[product])
        for product, supplier in account.suppliers.items()
        if supplier == US
    )


def settle(world: World, account: AccountState) -> None:
    """Let satisfaction settle, and let a neighbor's cheaper price become known."""
    target = world.treatment[account.tier].mood + account.temper
    if account.fault is not None:
        target -= world.parameters.fault_mood
    if account.footing is not None:
        target += mood_of_channel(world, account, account.footing)
        if account.footing.tended:
            target += mood_while_connected(world, account)
    if account.cared and account.contract.plan is not None:
        target += mood_of_care(world.parameters, account.cared)
    share = world.settling[world.month - account.since_month]
    account.satisfaction = settled(account.satisfaction, target, share, world.parameters.settling_loss)
    if world.favored and account.resentment == 0.0 and account.building_id in world.favored:
        overhear(world, account, world.favored[account.building_id])


def overhear(world: World, account: AccountState, favored: list[AccountState]) -> None:
    """A neighbor's better price may become known; the harder to compare, the less often."""
    parameters = world.parameters
    limit = world.price_ratio(account) - parameters.noticed_difference
    for neighbor in favored:
        if neighbor is account or neighbor.status != "active" or world.price_ratio(neighbor) >= limit:
            continue
        strategy = world.strategy[neighbor.tier]
        chance = leak_chance(parameters, rung_of(neighbor.lines_with_us, neighbor.contract.plan is not None, strategy))
        pair = f"{neighbor.account_id}>{account.account_id}"
        if world.streams.of("leak", pair).at(world.month) < chance:
            account.satisfaction -= parameters.leak_satisfaction
            account.resentment = 1.0
            account.heard = (world.price_ratio(neighbor), neighbor.account_id, world.month)
            for person in account.people:
                person.attitude = bounded(person.attitude - parameters.leak_attitude)
            world.record(PriceLeaked(world.env.now, account.account_id, neighbor.account_id))
            return


def ask(world: World, account: AccountState, wave: int) -> None:
    """A survey that fewer than half of the accounts answer; waves count from 0."""
    stream = world.streams.of("survey", account.account_id)
    attitude = account.mean_attitude()
    if stream.at(2 * wave) < answers_survey(world.parameters, attitude):
        noise = stream.normal_at(2 * wave + 1)
        score = survey_score(world.parameters, account.satisfaction, attitude, noise)
        if account.survey_score is not None:
            notice_fall(world, account, "nps", account.survey_score, score)
        account.survey_score = score
        if score >= PROMOTER:
            needs_of_promoter(world, account, wave, world.parameters.survey_months * MONTH_DAYS)
        world.record(SurveyAnswered(world.env.now, account.account_id, score))


def rebase(world: World, account: AccountState) -> None:
    """Set X anew from the last months of a period, in the plan that was agreed; a fee that rises much shocks."""
    contract, parameters = account.contract, world.parameters
    old, old_fee = contract.x, world.plans[contract.plan].commitment * contract.x
    contract.x = coming_x(world, account, contract.at_rebasing == "cap")
    if contract.at_rebasing == "step_down":
        contract.plan, contract.allowance = STEP_DOWN.get(contract.plan, contract.plan), None
    contract.at_rebasing = ""
    contract.rebase_month = world.month + parameters.rebase_months
    world.record(BundleRebased(world.env.now, account.account_id, fen(old), fen(contract.x), contract.plan))
    rise = world.plans[contract.plan].commitment * contract.x / old_fee - 1
    shock = bill_shock(rise, parameters.ratio_bill_shock, parameters.bill_shock_threshold)
    if shock:
        account.bill_shock = (shock, world.month + 1 + parameters.bill_shock_months)
        for person in account.people:
            if person.role == "finance":
                person.attitude = bounded(person.attitude - parameters.bill_shock_attitude)


def coming_x(world: World, account: AccountState, capped: bool) -> float:
    """X as re-basing would set it from the bills so far, within the cap and the floor there are."""
    parameters, old = world.parameters, account.contract.x
    usage = list(account.usages)[-MEASURED_MONTHS:]
    paid = [fen / 100 for fen in list(account.bills)[-MEASURED_MONTHS:]]
    if not usage:
        return old
    cap = min(parameters.rebase_cap, parameters.rebase_concession) if capped else parameters.rebase_cap
    return bounded_x(old, rebased_x(usage, paid, BASES[parameters.rebase_basis]), cap, parameters.rebase_floor)
