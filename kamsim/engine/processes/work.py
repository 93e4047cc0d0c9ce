"""The account team's month: planned work is done one piece after another, and each piece takes its hours."""

from collections.abc import Iterator

from kamsim.engine.decisions import (
    Answer,
    AppointSponsor,
    AssignOwner,
    Decision,
    GiveDiscount,
    HoldInstrument,
    HoldRoadShow,
    MapPower,
    OfferBundle,
    OfferContract,
    Propose,
    SetChannel,
    SetPartnerTier,
    SetServiceLevel,
    SetStrategy,
    SetSwitching,
    TendDepartments,
    TrainTeam,
    Visit,
    WinBack,
    cost_fen_of,
    hours_of,
)
from kamsim.engine.processes.approvals import once_approved
from kamsim.engine.processes.bundling import bundle_discount
from kamsim.engine.processes.conduct import settle_points
from kamsim.engine.processes.counter_offers import answer_counter_offer
from kamsim.engine.processes.crisis import answer_crisis
from kamsim.engine.processes.demands import settle_demand
from kamsim.engine.processes.failures import close_the_loop
from kamsim.engine.processes.gatekeepers import answer_gatekeeper
from kamsim.engine.processes.incidents import push_fault, push_outage
from kamsim.engine.processes.needs import needs_after_proposal
from kamsim.engine.processes.neighbors import answer_attack, answer_resentment
from kamsim.engine.processes.objections import answer_objection
from kamsim.engine.processes.offers import give_discount, offer_bundle, offer_contract
from kamsim.engine.processes.owners import answer_owner_left, assign_owner, hand_over
from kamsim.engine.processes.promotion import hold_road_show
from kamsim.engine.processes.proposals import propose
from kamsim.engine.processes.relations import hold_instrument, set_channel, set_partner_tier, tend_departments
from kamsim.engine.processes.stages import touched
from kamsim.engine.processes.training import train_team
from kamsim.engine.processes.visits import map_power, visit
from kamsim.engine.processes.winback import win_back
from kamsim.engine.records import WorkDone
from kamsim.engine.state import BILLING_DAY, AccountState
from kamsim.engine.world import World
from kamsim.market.activities import ACTIVITIES
from kamsim.market.switching import METHODS


def work_month(world: World, plan: list[Decision], hours: float) -> Iterator:
    """Do the planned work in its order; the hours of the team are spread over the days before billing."""
    entertained: list[str] = []
    for decision in plan:
        yield world.env.timeout(hours_of(decision, world.parameters) * (BILLING_DAY - 1) / hours)
        if not isinstance(decision, Visit):
            do(world, decision)
        elif meet(world, decision):
            entertained += [decision.account] * ACTIVITIES[decision.activity].compliance_points
    if entertained:
        settle_points(world, entertained)


def meet(world: World, decision: Visit) -> bool:
    """Carry out a contact now, and say whether anybody was met: not one who has left since the plan was made."""
    account = world.accounts[decision.account]
    went_well = visit(world, account, decision)
    if decision.activity == "savings_proposal" and went_well is not None:
        if account.opportunity is not None:
            account.opportunity.savings_shown = True
        elif went_well:
            needs_after_proposal(world, account)
    touched(world, account)
    return went_well is not None


def do(world: World, decision: Decision) -> None:
    """Carry out one decision now."""
    if isinstance(decision, Visit):
        meet(world, decision)
        return
    match decision:
        case SetServiceLevel():
            world.service_level[decision.tier] = decision.level
            world.treat(decision.tier)
            return
        case SetStrategy():
            world.strategy[decision.tier] = decision.strategy
            world.treat(decision.tier)
            return
        case SetSwitching():
            chosen = [method for method in METHODS if method in world.methods[decision.tier]]
            others = [method for method in chosen if method != decision.method]
            world.methods[decision.tier] = (*others, decision.method) if decision.on else tuple(others)
            world.treat(decision.tier)
            return
        case SetChannel():
            set_channel(world, decision)
            return
        case HoldRoadShow() | TrainTeam():
            hours, cost = hours_of(decision, world.parameters), cost_fen_of(decision, world.parameters)
            world.record(WorkDone(world.env.now, "", decision.kind, hours, cost))
            if isinstance(decision, TrainTeam):
                train_team(world, decision)
            else:
                hold_road_show(world, decision.building)
            return
        case Answer():
            account = world.accounts[decision.situation.split(":")[1]]
        case _:
            account = world.accounts[decision.account]
    hours = hours_of(decision, world.parameters)
    if hours:
        account.last_contact_day = world.env.now
        cost = cost_fen_of(decision, world.parameters)
        world.record(WorkDone(world.env.now, account.account_id, _name_of(decision), hours, cost))
    match decision:
        case MapPower():
            map_power(account)
        case GiveDiscount():
            once_approved(world, account, decision.discount, lambda: give_discount(world, account, decision.discount))
        case OfferContract():
            month, early = world.month, decision.pays_early
            once_approved(
                world,
                account,
                decision.discount,
                lambda: offer_contract(
                    world, account, decision.term_months, decision.discount, "term", month, pays_early=early
                ),
            )
        case OfferBundle():
            planned = world.month
            discount, granted = bundle_discount(world, account, decision.plan, decision.allowance)
            once_approved(
                world, account, discount, lambda: offer_bundle(world, account, decision, month=planned), granted
            )
        case AppointSponsor():
            account.sponsored = decision.on
        case AssignOwner(manager=int(number)):
            hand_over(world, account, number - 1)
        case AssignOwner():
            assign_owner(world, account, decision.seat, decision.on)
        case SetPartnerTier():
            set_partner_tier(account, decision)
        case HoldInstrument():
            hold_instrument(world, account, decision)
        case TendDepartments():
            tend_departments(world, account, decision)
        case WinBack():
            win_back(world, account, decision)
        case Propose():
            propose(world, account, decision)
        case Answer():
            answer(world, account, decision)
    touched(world, account)


def _name_of(decision: Decision) -> str:
    if isinstance(decision, HoldInstrument):
        return decision.instrument
    return f"{decision.situation.split(':')[0]}:{decision.option}" if isinstance(decision, Answer) else decision.kind


def answer(world: World, account: AccountState, decision: Answer) -> None:
    """Carry out an answer to a situation."""
    kind = decision.situation.split(":")[0]
    option = decision.option
    if kind == "discount_demand" and account.demand is not None:
        settle_demand(world, account, option)
    elif kind == "standing_fault" and account.fault is not None:
        push_fault(world, account, option)
    elif kind == "outage" and account.outage is not None:
        push_outage(world, account, option)
    elif kind == "crisis" and account.crisis is not None and not account.crisis.answered:
        answer_crisis(world, account.crisis, option)
    elif kind == "building_attack":
        answer_attack(world, account, option)
    elif kind == "counter_offer":
        answer_counter_offer(world, account, option)
    elif kind == "resentment":
        answer_resentment(world, account, option)
    elif kind == "rebasing":
        # Not for a bundle that was signed since.
        if account.contract.rebase_month == world.month:
            account.contract.at_rebasing = option
    elif kind == "renewal" and option in ("renew_12", "renew_24"):
        discount = account.contract.discount
        offer_contract(world, account, int(option[-2:]), discount, "early_renewal", world.month, keep_bundle=True)
    elif kind == "objection":
        answer_objection(world, account, option)
    elif kind == "opportunity" and option == "pursue" and account.opportunity is not None:
        if not account.opportunity.pursued.triggered:
            account.opportunity.pursued.succeed()
    elif kind == "owner_left" and not account.owner_answered:
        answer_owner_left(world, account, option)
    elif kind == "answers_fell" and option == "ask_why":
        close_the_loop(world, account)
    elif kind == "gatekeeper_blocks":
        answer_gatekeeper(world, account, option)
    elif kind == "lost" and option.startswith("win_back_"):
        win_back(world, account, WinBack(account=account.account_id, offer=option.removeprefix("win_back_")))
