"""Answers to what happens between neighbors: a rival in the building, and an account that hears of a lower price."""

from kamsim.engine.decisions import MOST_DISCOUNT, OfferBundle
from kamsim.engine.processes.approvals import once_approved
from kamsim.engine.processes.attacks import attack_on, our_tenants
from kamsim.engine.processes.bundling import barred
from kamsim.engine.processes.cuts import cut_price
from kamsim.engine.processes.offers import offer_bundle
from kamsim.engine.processes.stages import touched
from kamsim.engine.records import CostBooked
from kamsim.engine.state import AccountState
from kamsim.engine.world import World
from kamsim.market.attitude import bounded


def answer_attack(world: World, account: AccountState, option: str) -> None:
    """Be at the tenants before the rival is, or put the bundle before them, which is hard to compare."""
    attack = attack_on(world, account.building_id)
    if attack is None:
        return
    attack.answered = True
    tenants = our_tenants(world, account.building_id)
    if option == "visit_tenants":
        for tenant in tenants:
            attack.warned.add(tenant.account_id)
            tenant.last_contact_day = world.env.now
            person = max(tenant.people, key=lambda person: (person.known, person.share))
            person.attitude = bounded(person.attitude + world.parameters.attack_visit)
            touched(world, tenant)
    elif option == "bundle_tenants":
        for tenant in free_tenants(world, account.building_id)[: world.parameters.attack_offers]:
            offer = OfferBundle(account=tenant.account_id, plan="B", term_months=12)
            offer_bundle(world, tenant, offer, "tenant_bundle")


def free_tenants(world: World, building_id: str) -> list[AccountState]:
    """Accounts of ours in a building to whom a bundle can be offered, largest first: the hours do not allow all."""
    tenants = our_tenants(world, building_id)
    free = [tenant for tenant in tenants if tenant.contract.plan is None and not barred(world, tenant)]
    return sorted(free, key=lambda tenant: -tenant.facts.list_value)


def answer_resentment(world: World, account: AccountState, option: str) -> None:
    """An account asks why its neighbor pays less."""
    if account.heard is None or account.status != "active":
        return
    parameters, price = world.parameters, account.heard[0]
    if option == "match":
        discount = min(MOST_DISCOUNT, max(account.contract.discount, round(1 - price, 4)))
        once_approved(world, account, discount, lambda: _match(world, account, discount))
    elif option == "explain_with_bundle":
        offer_bundle(world, account, OfferBundle(account=account.account_id, plan="B", term_months=12), "explanation")
        if account.contract.plan is not None:
            _settle(account, parameters.leak_satisfaction)
    elif option == "apologize":
        # It is heard, and it still knows the price.
        account.satisfaction += parameters.apology * parameters.leak_satisfaction
        for person in account.people:
            person.attitude = bounded(person.attitude + parameters.apology * parameters.leak_attitude)
        if account.bills:
            credit = round(account.bills[-1] * parameters.credit_share)
            world.record(CostBooked(world.env.now, account.account_id, "goodwill", credit))


def _match(world: World, account: AccountState, discount: float) -> None:
    if account.status == "active" and account.heard is not None:
        cut_price(world, account, discount)
        _settle(account, world.parameters.leak_satisfaction)


def _settle(account: AccountState, relief: float) -> None:
    account.satisfaction += relief
    account.resentment, account.heard = 0.0, None
