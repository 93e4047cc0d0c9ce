"""The average policy, under which the market is measured: busy, well-meaning and unsystematic."""

from kamsim.engine.briefing import AccountView, Briefing, PersonView, Situation
from kamsim.engine.decisions import Answer, Decision, MapPower, Propose, Visit
from kamsim.studies.policies import Plan

ANSWERS = {
    "discount_demand": "trade_for_term",
    "standing_fault": "send_one_and_call",
    "renewal": "renew_12",
    "opportunity": "pursue",
    "objection": "total_cost",
    "lost": "win_back_discount",
    "outage": "call_users",
    "crisis": "promise_date",
    "building_attack": "visit_tenants",
    "resentment": "apologize",
    "rebasing": "cap",
    "owner_left": "send_letter",
    "gatekeeper_blocks": "write_to_decider",
}
"""What it answers when it answers at all."""
USUAL_DISCOUNT = 0.08
"""What it takes off for a prospect, whatever they pay elsewhere."""


def average(briefing: Briefing) -> list[Decision]:
    """Between doing nothing and the textbook: half of the inbox is answered, visits do not fit the person.

    It sees the people that it knows in turn, those at accounts with a sale first, by formal visit only; it maps an
    account whose sale it pursues, proposes two options before it has listened, offers nothing by itself otherwise, and
    leaves service as it is. To every objection it says what it costs in all.
    """
    plan = Plan(briefing)
    places = {account.account_id: place for place, account in enumerate(briefing.accounts)}
    for situation in briefing.inbox:
        option = ANSWERS.get(situation.kind)
        if option in situation.options and _is_answered(situation, places):
            plan.add(Answer(situation=situation.situation_id, option=option))
    for account in briefing.accounts:
        if account.opportunity is not None and not account.mapped:
            plan.add(MapPower(account=account.account_id))
        if account.opportunity is not None and account.opportunity[2] and account.proposal is None:
            discount = account.discount if account.status == "active" else USUAL_DISCOUNT
            plan.add(Propose(account=account.account_id, options=2, discount=discount))
    for account, person in sorted(_acquaintances(briefing), key=_turn):
        if not plan.add(Visit(account=account.account_id, person=person.person_id, activity="visit")):
            break
    return plan.decisions


def _is_answered(situation: Situation, places: dict[str, int]) -> bool:
    """Every second message, by account and month of asking, so that the same message is treated alike."""
    return (places[situation.account_id] + int(situation.situation_id.rpartition(":")[2])) % 2 == 0


def _acquaintances(briefing: Briefing) -> list[tuple[AccountView, PersonView]]:
    return [
        (account, person)
        for account in briefing.accounts
        if account.status == "active" or account.opportunity is not None
        for person in account.people
        if person.name
    ]


def _turn(pair: tuple[AccountView, PersonView]) -> tuple[bool, float, str]:
    account, person = pair
    met = -1.0 if person.met_day is None else person.met_day
    return account.opportunity is None, met, person.person_id
