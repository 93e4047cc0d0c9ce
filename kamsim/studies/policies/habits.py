"""Three habits to compare with: do nothing, visit whoever is friendly, cut the price."""

from kamsim.engine.briefing import Briefing
from kamsim.engine.decisions import Answer, Decision, GiveDiscount, OfferContract, Visit
from kamsim.studies.policies.plan import Plan


def wait_and_see(briefing: Briefing) -> list[Decision]:
    """Do nothing."""
    return []


def busy_visitor(briefing: Briefing) -> list[Decision]:
    """Activity without aim: meals and visits with whoever is known and friendly, most agreeable first."""
    plan = Plan(briefing)
    friends = [p for a in briefing.accounts if a.status == "active" for p in a.people if p.name]
    friends.sort(key=lambda p: (-(p.level if p.level is not None else 0), -p.met_times, p.person_id))
    for number, person in enumerate(friends):
        activity = "meal" if number < 8 and not briefing.strict else "visit"
        if not plan.add(Visit(account=person.account_id, person=person.person_id, activity=activity)):
            break
    return plan.decisions


def discounter(briefing: Briefing) -> list[Decision]:
    """Cut the price at every pressure: a demand, a contract that ends, falling usage, a rumor, a lost account."""
    plan = Plan(briefing)
    for situation in briefing.inbox:
        option = {
            "discount_demand": "match",
            "resentment": "match",
            "renewal": None,
            "opportunity": "pursue",
            "objection": "discount_now",
            "lost": "win_back_discount",
        }.get(situation.kind)
        if option:
            plan.add(Answer(situation=situation.situation_id, option=option))
    for account in briefing.accounts:
        codes = {signal.code for signal in account.signals}
        if account.status == "active" and account.discount < 0.25 and account.plan is None:
            if account.contract_end_month is not None and account.contract_end_month - briefing.month <= 3:
                plan.add(
                    OfferContract(
                        account=account.account_id, term_months=12, discount=round(account.discount + 0.10, 4)
                    )
                )
            elif account.rumored_quote or codes & {"usage_down", "detractor", "neighbor_left"}:
                plan.add(GiveDiscount(account=account.account_id, discount=round(account.discount + 0.05, 4)))
    return plan.decisions
