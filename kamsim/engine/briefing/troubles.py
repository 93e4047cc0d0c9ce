"""Situations that failures, neighbors and rivals bring about at an account that is ours, and for how long they wait."""

from kamsim.engine.decisions import SITUATIONS
from kamsim.engine.processes.attacks import attack_on, our_tenants, speaks_for
from kamsim.engine.processes.bundling import barred
from kamsim.engine.processes.counter_offers import LONGER_TERM
from kamsim.engine.processes.neighbors import free_tenants
from kamsim.engine.state import MONTH_DAYS, AccountState
from kamsim.engine.world import World
from kamsim.market.bundle import STEP_DOWN
from kamsim.market.signals import Signal

Found = tuple[str, str | None, tuple[tuple[str, float | str], ...]]
"""A kind of situation, the person who speaks, and its facts."""


def still_asked(world: World, account: AccountState) -> bool:
    """Whether a lost account is in the inbox: some months after it left, and again after a campaign that failed."""
    if account.status != "lost" or world.asked_back_lately(account):
        return False
    since = account.lost_day
    if account.campaign_month is not None:
        since = (account.campaign_month + world.parameters.win_back_pause) * MONTH_DAYS
    return world.env.now - since <= world.parameters.win_back_asked_months * MONTH_DAYS


def engineers_of(world: World) -> tuple[tuple[str, float], ...]:
    """How many engineers are busy now, and how many there are, as facts of a situation."""
    return ("busy", world.engineers.count), ("engineers", world.engineers.capacity)


def troubles_of(world: World, account: AccountState) -> list[Found]:
    """What waits for an answer at an active account after an outage, a rival's attack or a neighbor's price."""
    found: list[Found] = []
    today, building, outage, crisis = world.env.now, account.building_id, account.outage, account.crisis
    if outage is not None and (not outage.building_id or speaks_for(world, building) is account):
        lasts = round((today - outage.since_day) * 24)
        facts = (("hours", lasts), ("building", outage.building_id), *engineers_of(world))
        found.append(("outage", account.first("user").person_id, facts))
    if crisis is not None and not crisis.answered:
        facts = (("building", crisis.building_id), ("accounts", len(crisis.accounts)))
        worth = (("credit", world.parameters.crisis_credit), ("worse", world.parameters.broken_promise))
        found.append(("crisis", None, (*facts, *worth)))
    counter = account.counter
    if counter is not None and not counter.answered and not counter.declined(account.contract):
        less = round(1 - counter.price_ratio / max(0.05, world.price_ratio(account)), 2)
        facts = (("rival", counter.rival_id), ("less", less), ("term", counter.term_months))
        found.append(("counter_offer", None, (*facts, ("days", round(counter.until_day - today)))))
    attack = attack_on(world, building) if world.attacks else None
    if attack is not None and not attack.answered and speaks_for(world, building) is account:
        share = len(our_tenants(world, building)) / len(world.tenants_of(building))
        facts = (("building", building), ("rival", attack.rival_id), ("ours", share))
        found.append(("building_attack", None, (*facts, ("offers", world.parameters.attack_offers))))
    if account.heard is not None and account.heard[2] == world.month - 1:
        price, neighbor, _ = account.heard
        less = round(1 - price / max(0.05, world.price_ratio(account)), 2)
        facts = (("neighbor", neighbor), ("less", less), ("mended", world.parameters.apology))
        found.append(("resentment", account.first("purchasing").person_id, facts))
    return found


OWN_BUNDLES = {"resentment": "explain_with_bundle", "lost": "win_back_bundle"}
"""Options that offer a new bundle to the account itself, by situation."""


def options_of(world: World, account: AccountState, kind: str) -> tuple[str, ...]:
    """The options of a situation that make sense at an account.

    A bundle has its own price, which cannot be matched or explained by a bundle. There must be a line elsewhere to
    trade for, and a tenant that may take a bundle. Nobody is asked twice to speak for us, or for a motive that was
    heard. From the smallest plan nobody steps down. Who is barred from a new bundle is offered none, who is bound for
    as long already no longer term, and who pays less than a rival asks is not met part of the way.
    """
    options = tuple(SITUATIONS[kind])
    if kind == "rebasing" and account.contract.plan not in STEP_DOWN:
        return options[1:]
    if kind == "discount_demand":
        none = {"trade_for_volume"} if account.lines_with_us == len(account.suppliers) else set()
        spoken = {"trade_for_reference"} if world.speaks_for_us(account) else set()
        return tuple([option for option in options if option not in none | spoken])
    if kind == "building_attack" and not free_tenants(world, account.building_id):
        return tuple([option for option in options if option != "bundle_tenants"])
    if kind == "objection":
        heard = {"ask"} if account.opportunity.objection.heard else set()
        priced = {"discount_now"} if account.contract.plan is not None else set()
        return tuple([option for option in options if option not in heard | priced])
    if kind == "counter_offer":
        dearer = account.counter.price_ratio >= world.price_ratio(account)
        unpriced = {"meet_part"} if account.contract.plan is not None or dearer else set()
        bound = {"bind_24"} if (account.contract.end_month or 0) - world.month >= LONGER_TERM else set()
        return tuple([option for option in options if option not in unpriced | bound])
    if kind == "resentment" and account.contract.plan is not None:
        return options[2:]
    if kind in OWN_BUNDLES and barred(world, account):
        return tuple([option for option in options if option != OWN_BUNDLES[kind]])
    return options


def alarms_of(world: World, account: AccountState) -> list[Signal]:
    """Warning signals of service and of rivals in the building, for an active account."""
    found, today = [], world.env.now
    if account.outage is not None:
        found.append(Signal("outage_open", (today - account.outage.since_day) * 24, 0.30))
    if account.csat is not None:
        score, day = account.csat
        if score <= world.parameters.signal_csat_poor and today - day <= world.parameters.signal_csat_days:
            found.append(Signal("poor_repair", score, 0.15))
    if world.attacks and attack_on(world, account.building_id) is not None:
        found.append(Signal("rival_in_building", 0, 0.15))
    return found
