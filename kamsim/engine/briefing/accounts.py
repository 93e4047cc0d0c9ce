"""What we know of an account: bills, estimates, people, warnings."""

from math import exp

from kamsim.engine.briefing.people import look_at
from kamsim.engine.briefing.signals import signals_of
from kamsim.engine.briefing.views import UNTOUCHED, AccountView, FootingView, ProposalView
from kamsim.engine.processes.relations import informed, relation_of, wallet_spread
from kamsim.engine.records import fen
from kamsim.engine.scenario import US
from kamsim.engine.state import AccountState, Footing, Opportunity
from kamsim.engine.world import World
from kamsim.market.departments import DEPARTMENTS, department_score
from kamsim.market.opportunity import STAGES
from kamsim.market.organization import YEAR_MONTHS
from kamsim.market.signals import health


def _wallet_estimate(account: AccountState, spread: float) -> int:
    """Our estimate of the wallet in fen: never below what we see of it, and exact when we supply all of it."""
    ours = account.wallet * account.share_with_us
    if account.usages and account.status == "active":
        ours = max(ours, account.usages[-1])
    if account.status == "active" and account.lines_with_us == len(account.suppliers):
        return fen(ours)
    return fen(max(ours, account.wallet * exp(spread * account.wallet_error)))


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
        (account.bills[-1] if account.bills else fen(account.wallet * account.share_with_us * (1 - contract.discount)))
        if active
        else 0,
        (fen(account.usages[-1]) if account.usages else fen(account.wallet * account.share_with_us)) if active else 0,
        _wallet_estimate(account, spread),
        spread,
        account.mapped,
        contract.discount,
        contract.plan,
        fen(contract.x),
        contract.end_month,
        suppliers,
        account.survey_score,
        account.sponsored,
        (opportunity.product, STAGES[opportunity.stage], opportunity.pursued.triggered) if opportunity else None,
        round(today - account.fault.since_day) if account.fault else None,
        (quote[1], round(1 - quote[0] / max(world.price_ratio(account), 0.01), 2))
        if quote and (account.supporters or informed(world, account) >= world.parameters.department_hears)
        else None,
        world.asked_back_lately(account),
        tuple([person.view or look_at(world, account, seat) for seat, person in enumerate(account.people)]),
        signals,
        health(signals) if active else 0.0,
        owners_of(world, account),
        UNTOUCHED if account.footing is None else footing_view(world, account, account.footing),
        _proposal(opportunity),
        (account.awaiting[0], round(account.awaiting[1] - today)) if account.awaiting else None,
        contract.term_months,
        contract.pays_early,
        facts.leaning if account.mapped else None,
        world.month - account.since_month if active and facts.tenure_months is not None else None,
        contract.allowance,
        None if account.owner is None else account.owner + 1,
        reason_known(account),
        account.former,
    )


def reason_known(account: AccountState) -> str | None:
    """What weighed most when an account left; nobody asked those that left before the game."""
    return account.lost_reason if account.status == "lost" and account.lost_day >= 0 else None


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


def _proposal(opportunity: Opportunity | None) -> ProposalView | None:
    made = opportunity.proposal if opportunity else None
    return made and ProposalView(
        made.options,
        made.discount,
        made.plan,
        made.x,
        made.allowance,
        made.term_months,
        made.pays_early,
        made.free_installation,
        made.broadband_special,
    )
