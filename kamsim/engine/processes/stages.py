"""A stage of a sale while it runs: a contact opens its gate and shortens it at once, and silence makes it riskier."""

from collections.abc import Iterator
from math import exp, inf

from kamsim.engine.processes.gatekeepers import drag
from kamsim.engine.processes.objections import sale_value
from kamsim.engine.processes.proposals import coverage_of, people_met
from kamsim.engine.state import MONTH_DAYS, AccountState, Opportunity, Progress
from kamsim.engine.world import World
from kamsim.market.buying import Voice, log_odds
from kamsim.market.churn import staying_probability
from kamsim.market.opportunity import (
    STAGES,
    cumulated_risk,
    day_of_dying,
    drop_hazard,
    gate_passed,
    hurried,
    risk_parts,
    stage_days,
)

MOMENT = 1e-6
"""Days that count as no time at all."""


def begin_stage(
    world: World,
    account: AccountState,
    opportunity: Opportunity,
    luck: tuple[float, float, float],
    endures: float,
    pace: float,
) -> Progress:
    """Enter the stage that a sale is in; `luck` are the draws of its length, `endures` is the hazard it can bear."""
    parameters, now, stage = world.parameters, world.env.now, opportunity.stage
    stalled = STAGES[stage] == "signature" and _contested(opportunity)
    covered, people = coverage_of(world, account, opportunity), len(account.people)
    length = stage_days(parameters, stage, covered, account.mean_attitude(), people, luck, pace, stalled)
    progress = opportunity.progress = Progress(now + length, now, endures, covered, world.env.event())
    progress.bears, progress.stake = endures, parameters.luck_of_stage * sale_value(world, account, opportunity)
    _assess(world, account, opportunity, progress)
    return progress


def touched(world: World, account: AccountState) -> None:
    """Let a sale feel at once what was done at its account."""
    opportunity = account.opportunity
    if opportunity is None or opportunity.progress is None:
        return
    progress, parameters, now = opportunity.progress, world.parameters, world.env.now
    due = min(progress.ends_on, progress.dies_on)
    _add_up(world, opportunity.stage, progress, now)
    covered = coverage_of(world, account, opportunity)
    if covered > progress.covered:
        progress.ends_on = now + hurried(parameters, progress.ends_on - now, covered - progress.covered)
        progress.covered = covered
    _assess(world, account, opportunity, progress)
    if min(progress.ends_on, progress.dies_on) < due:
        progress.sooner.succeed()
        progress.sooner = world.env.event()


def _add_up(world: World, stage: int, progress: Progress, until: float) -> None:
    """Add up what a stage was at risk since it was last looked at, with each cause that raised it."""
    parameters, since = world.parameters, progress.since_day
    days = until - since
    progress.bare += days * drop_hazard(parameters, stage, True)
    progress.gated += days * drop_hazard(parameters, stage, progress.gate_open)
    progress.blocked += days * progress.hazard
    risk = cumulated_risk(progress.hazard, parameters.drop_silent, since, until, progress.silent_from)
    progress.whole += risk
    progress.endures -= risk
    progress.since_day = until


def _assess(world: World, account: AccountState, opportunity: Opportunity, progress: Progress) -> None:
    """Read the gate, what a gatekeeper does, and the last contact; the day on which the sale would die follows."""
    parameters, stage, last = world.parameters, opportunity.stage, account.last_contact_day
    if not progress.gate_open:
        roles = {person.role for person in people_met(world, account, opportunity)}
        progress.gate_open = gate_passed(stage, roles, account.mapped, _contested(opportunity))
    progress.hazard = drop_hazard(parameters, stage, progress.gate_open) * drag(world, account)
    progress.silent_from = -inf if last is None else last + parameters.silent_days
    progress.dies_on = day_of_dying(
        progress.hazard, parameters.drop_silent, progress.since_day, progress.endures, progress.silent_from
    )


def _contested(opportunity: Opportunity) -> bool:
    return opportunity.objection is not None and opportunity.objection.open


def record_stage(world: World, account: AccountState, opportunity: Opportunity, progress: Progress, died: bool) -> None:
    """Record whether a sale survived a stage, and what put it at risk.

    A stage in which it dies counts to its end, or to the game's: so do those that survive, and luck is even.
    """
    end, objection = world.env.now, opportunity.objection
    if died:
        end = max(end, progress.ends_on)
        if objection is not None and objection.open:
            end = max(end, objection.until_day)
        end = min(end, world.scenario.settings.months * MONTH_DAYS)
    _add_up(world, opportunity.stage, progress, end)
    if progress.bare <= 0:
        return
    parts = risk_parts(opportunity.stage, progress.bare, progress.gated, progress.blocked, progress.whole)
    chance, draw = staying_probability(log_odds(parts)), exp(-progress.bears)
    # To the rounding of a day, the two agree by themselves.
    draw = max(draw, chance) if died else min(draw, chance * (1 - 1e-12))
    outcome = "dropped" if died else "goes_on"
    voices = (Voice("", 1.0, parts),)
    world.choose(account, "stage", "cloglog", voices, 0.0, chance, draw, outcome, not died, progress.stake)


def end_stages(world: World) -> Iterator:
    """Record the stages that the end of the game cuts short: up to then their sales have survived them."""
    yield world.env.timeout(world.scenario.settings.months * MONTH_DAYS - MOMENT)
    for account in world.accounts.values():
        opportunity = account.opportunity
        if opportunity is not None and opportunity.progress is not None:
            record_stage(world, account, opportunity, opportunity.progress, died=False)


def pass_stage(world: World, account: AccountState, opportunity: Opportunity, progress: Progress) -> Iterator:
    """Wait for the end of a stage; says whether the sale died in it.

    Somebody who objects keeps a sale waiting until they are answered, or tired.
    """
    env = world.env
    while account.opportunity is opportunity:
        left = min(progress.ends_on, progress.dies_on) - env.now
        if left > MOMENT:
            yield env.any_of((progress.sooner, env.timeout(left)))
            continue
        objection = opportunity.objection
        if progress.dies_on < progress.ends_on:
            return True
        if objection is None or not objection.open:
            return False
        left = min(objection.until_day, progress.dies_on) - env.now
        if left <= MOMENT:
            return progress.dies_on <= objection.until_day
        yield env.any_of((objection.resolved, env.timeout(left)))
    return False
