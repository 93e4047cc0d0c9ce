"""The choices of an account that is ours: to stay another month, to renew at the end of a term."""

from collections import deque

from kamsim.engine.processes.contest import contest, ends_in_game, stake_of_staying, worth
from kamsim.engine.processes.leaving import fee_for_leaving, leave, reason_for_leaving
from kamsim.engine.processes.lines import ask_for_a_line
from kamsim.engine.processes.relations import parts_of_footing
from kamsim.engine.processes.rivals import undercut
from kamsim.engine.records import ChoiceMade, ContractLapsed, ContractSigned, PaymentAgreed, Surprise, fen, quick
from kamsim.engine.state import AccountState
from kamsim.engine.world import World
from kamsim.market.buying import NOBODY, Part, Voice, log_odds
from kamsim.market.churn import bonds_of, hazard_without_contract, pressures_of, staying_probability

FORGOTTEN_HALF_LIVES = 8
"""So many half-lives after a neighbor has left, nobody talks of it."""


def bonds(world: World, account: AccountState) -> tuple[tuple[Part, ...], float]:
    """What holds or loosens the account for long, and its sum; kept until something of it changes."""
    treatment = world.treatment[account.tier]
    parts = bonds_of(
        world.staying,
        account.contract.end_month is not None,
        account.lines_with_us,
        account.unexplained,
        account.supporters,
        treatment.ties,
        treatment.held,
        account.second_life,
    )
    account.bonds = parts, log_odds(parts)
    return account.bonds


def pressures(world: World, account: AccountState) -> tuple[Part, ...]:
    """What speaks for and against staying this month."""
    today, month, parameters = world.env.now, world.month, world.parameters
    gap = neighbor = shock = fee = 0.0
    if account.quotes:
        quote = world.best_quote(account)
        if quote:
            gap = world.price_ratio(account) / quote[0] - 1
            gap = -0.5 if gap < -0.5 else 1.0 if gap > 1.0 else gap
    losses = world.losses[account.building_id]
    if losses:
        neighbor = neighbors_gone(world, account, losses)
    if month < account.bill_shock[1]:
        shock = account.bill_shock[0]
    if parameters.exit_fee_share and account.contract.end_month is not None:
        fee = parameters.exit_fee_share * (account.contract.end_month - month - 1)
    return pressures_of(
        world.staying,
        world.lasting_satisfaction(account) if account.goodwill[0] else account.satisfaction,
        gap,
        account.fault is not None or today - account.last_major_day < parameters.incident_memory_days,
        neighbor,
        shock,
        fee,
        month < account.unsettled_until,
        today < account.unsettled_by_owner,
        account.taste,
    )


def neighbors_gone(world: World, account: AccountState, losses: deque[tuple[float, str]]) -> float:
    """Faded number of neighbors that left us, at most 2; forgets those who left long ago."""
    today, half_life = world.env.now, world.parameters.neighbor_half_life_days
    while losses and today - losses[0][0] > FORGOTTEN_HALF_LIVES * half_life:
        losses.popleft()
    gone = [0.5 ** ((today - day) / half_life) for day, who in losses if day < today and who != account.account_id]
    return min(2.0, sum(gone))


def stay_or_leave(world: World, account: AccountState) -> None:
    """The monthly choice between terms."""
    weights, fee = world.staying, 0.0
    lasting, held_for_long = account.bonds or bonds(world, account)
    passing = pressures(world, account)
    if account.footing is not None:
        passing += parts_of_footing(world, account)
    parts, total = lasting + passing, held_for_long + log_odds(passing)
    stays = staying_probability(total)
    if account.contract.end_month is None:
        account.hazard = 1 - stays
    elif world.parameters.exit_fee_share:
        fee = fee_for_leaving(world, account)
        # Without a contract there is no fee for leaving it.
        held = sum([value for cause, value in parts if cause == "exit_fee"])
        account.hazard = hazard_without_contract(weights, total - held)
    else:
        account.hazard = hazard_without_contract(weights, total)
    draw = account.stay_draws[world.month]
    kept = draw < stays
    if account.watch is not None and ends_in_game(world, account):
        value = stake_of_staying(world, account)
    else:
        value = world.value_of(account, world.monthly_margin(account))
    outcome = "stays" if kept else "leaves"
    world.ledger.append(
        quick(
            ChoiceMade,
            (
                world.env.now,
                account.account_id,
                "stay",
                "cloglog",
                (quick(Voice, ("", 1.0, parts)),),
                0.0,
                stays,
                draw,
                kept,
                outcome,
                fen(value - fee),
            ),
        )
    )
    if not kept:
        quote = world.best_quote(account)
        leave(world, account, quote[1] if quote else NOBODY, reason_for_leaving(parts))
    elif account.quotes and account.line_due < world.month + 1:
        ask_for_a_line(world, account)


def renew(world: World, account: AccountState) -> None:
    """The choice at the end of a term."""
    contract = account.contract
    group = contest(world, account, contract.discount)
    draw = world.streams.of("renewal", account.account_id).at(world.month)
    margin, left = world.monthly_margin(account), world.scenario.settings.months - world.month - 1
    kept = worth(world, account, margin, 0, left)
    lapses = dict(group.others)[NOBODY] / max(1e-9, 1 - group.ours)
    stake = worth(world, account, margin, contract.term_months, left) - lapses * kept
    outcome = world.decide(account, "renewal", group, draw, "renews", max(0.0, stake))
    if outcome != "renews":
        # Who signs nothing is still ours: that, too, was luck.
        came = float(outcome == NOBODY)
        world.record(Surprise(world.env.now, account.account_id, "lapse", came, lapses, fen(kept)))
    if outcome == "renews":
        sign(world, account, contract.term_months, contract.discount, contract.plan, contract.x, contract.allowance)
    elif outcome == NOBODY:
        contract.end_month, contract.term_months, contract.pays_early = None, 0, False
        contract.lapsed_day = world.env.now
        account.bonds = None
        world.record(ContractLapsed(world.env.now, account.account_id))
    else:
        causes: dict[str, float] = {}
        for voice in group.voices:
            for cause, value in voice.parts:
                causes[cause] = causes.get(cause, 0.0) + voice.weight * value
        leave(world, account, outcome, reason_for_leaving(tuple(causes.items())))


def pay_early(world: World, account: AccountState) -> None:
    """Let an account pay its bills in advance for as long as it has a term with us."""
    if not account.contract.pays_early:
        account.contract.pays_early = True
        world.record(PaymentAgreed(world.env.now, account.account_id, world.parameters.early_payment_days))


def sign(
    world: World,
    account: AccountState,
    term_months: int,
    discount: float,
    plan: str | None,
    x: float,
    allowance: float | None = None,
) -> None:
    """Put a new term into force from this month; `allowance` is one that was agreed on, as a multiple of X."""
    contract = account.contract
    cheaper = discount > contract.discount
    if plan is not None or cheaper:
        world.favor(account)
    contract.term_months = term_months
    contract.end_month = world.month + 1 + term_months if term_months else None
    contract.discount, contract.plan, contract.x, contract.allowance = discount, plan, x, allowance
    contract.pays_early = contract.pays_early and term_months > 0
    contract.lapsed_day, contract.at_rebasing = None, ""
    account.bonds = None
    contract.rebase_month = world.month + world.parameters.rebase_months if plan else None
    if cheaper and account.quotes:
        undercut(world, account)
    world.record(ContractSigned(world.env.now, account.account_id, term_months, discount, plan, fen(x)))
