"""Warning signals that a manager can see: facts, and hearsay that may be wrong."""

from collections.abc import Iterable

from kamsim.engine.briefing.people import told_of
from kamsim.engine.briefing.troubles import alarms_of
from kamsim.engine.state import MONTH_DAYS, AccountState
from kamsim.engine.world import World
from kamsim.market.service import DETRACTOR
from kamsim.market.signals import HEARSAY, Fall, Signal, heard


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
        if end is not None and end - world.month <= parameters.renewal_notice_months:
            found.append(Signal("contract_ends", (end - world.month) * MONTH_DAYS, 0.25))
        elif end is None:
            lapsed = account.contract.lapsed_day
            found.append(Signal("no_contract", 0 if lapsed is None else world.env.now - lapsed, 0.12))
        usages = account.usages
        if len(usages) >= 3 and usages[-1] < (1 - parameters.signal_usage_drop) * usages[-3]:
            found.append(Signal("usage_down", usages[-1] / usages[-3] - 1, 0.20))
        if account.survey_score is not None and account.survey_score <= DETRACTOR:
            found.append(Signal("detractor", account.survey_score, 0.20))
        if account.fall is not None and (fallen := recent_fall(world, account)) is not None:
            found.append(Signal(f"{fallen.survey}_fell", fallen.before - fallen.after, 0.10))
        if any(
            day > world.env.now - parameters.signal_neighbor_days and who != account.account_id
            for day, who in world.losses[account.building_id]
        ):
            found.append(Signal("neighbor_left", 0, 0.15))
        if account.departure is not None and (who := told_of(world, account)) is not None:
            found.append(Signal(f"{who}_left", world.env.now - account.departure.day, 0.12))
        if world.env.now - account.line_lost_day <= parameters.signal_line_days:
            found.append(Signal("line_lost", world.env.now - account.line_lost_day, 0.12))
        if account.heard is not None and account.contract.plan is None:
            less = 1 - account.heard[0] / max(0.05, world.price_ratio(account))
            if less > 0:
                found.append(Signal("neighbor_cheaper", less, 0.15))
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
        stage = account.opportunity.stage + 1 if account.opportunity.pursued.triggered else 0
        found.append(Signal("opportunity", stage, 0.05))
    found.sort(key=lambda signal: -signal.weight)
    return tuple(found)


def recent_fall(world: World, account: AccountState) -> Fall | None:
    """The fall of answers that is still a warning."""
    fall = account.fall
    return fall if fall is not None and world.env.now - fall.day <= world.parameters.signal_fall_days else None


def owner_left_days(world: World, account: AccountState) -> int | None:
    """Days since the account manager changed, for as long as that unsettles the account."""
    today = world.env.now
    return round(today - account.owner_left_day) if today < account.unsettled_by_owner else None


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
