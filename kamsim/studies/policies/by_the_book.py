"""The textbook policy: what the training documents teach, as far as a month's hours reach."""

from kamsim.engine.briefing import AccountView, Briefing
from kamsim.engine.decisions import (
    Answer,
    AssignOwner,
    Decision,
    MapPower,
    OfferBundle,
    OfferContract,
    Propose,
    SetServiceLevel,
    SetStrategy,
    Visit,
)
from kamsim.market.activities import SPONSOR_CALL
from kamsim.market.proposals import MOST_OPTIONS
from kamsim.studies.partners import partner_work, small_accounts_to_agents
from kamsim.studies.policies.answers import textbook_answer
from kamsim.studies.policies.executives import Executives
from kamsim.studies.policies.meetings import fitting_activity, worth_meeting
from kamsim.studies.policies.plan import Plan


def textbook(briefing: Briefing) -> list[Decision]:
    """What the training teaches: service first, everybody with a say, trade never give, bundles on the increment."""
    plan = Plan(briefing)
    if briefing.month == 0:
        for tier, level, strategy in (
            ("A", "tailored", "velcro"),
            ("B", "proactive", "zipper"),
            ("C", "responsive", "clip"),
        ):
            plan.add(SetServiceLevel(tier=tier, level=level))
            plan.add(SetStrategy(tier=tier, strategy=strategy))
    for decision in (*small_accounts_to_agents(briefing), *partner_work(briefing)):
        plan.add(decision)
    accounts = {account.account_id: account for account in briefing.accounts}
    for situation in sorted(briefing.inbox, key=lambda s: -accounts[s.account_id].wallet_fen):
        option = textbook_answer(situation, accounts[situation.account_id])
        if option:
            plan.add(Answer(situation=situation.situation_id, option=option))
    urgency = {account.account_id: _urgency(account, briefing) for account in briefing.accounts}
    ranked = sorted(briefing.accounts, key=lambda account: (-urgency[account.account_id], account.account_id))
    for account in ranked[: len(ranked) // 2 + 1]:
        if account.status != "lost" and not account.mapped:
            plan.add(MapPower(account=account.account_id))
        seat = _seat_to_fill(account)
        if seat:
            plan.add(AssignOwner(account=account.account_id, seat=seat))
        if account.opportunity and account.opportunity[2] and account.proposal is None:
            _add_proposal(plan, account)
        if account.status == "active" and account.mapped:
            _add_offers(plan, account, briefing)
    calls = [
        (urgency[account.account_id] * worth_meeting(person, account, briefing), account, person)
        for account in ranked
        if account.status == "active" or account.opportunity
        for person in account.people
        if person.name
    ]
    calls.sort(key=lambda call: (-call[0], call[2].person_id))
    executives = Executives(briefing)
    for worth, account, person in calls:
        if worth <= 0 or plan.left < 0.5:
            break
        activity = fitting_activity(person, executives.may_call(account))
        meeting = Visit(account=account.account_id, person=person.person_id, activity=activity)
        if activity == SPONSOR_CALL and briefing.hours_of(meeting) <= plan.left:
            executives.call(plan, account)
        plan.add(meeting)
    return plan.decisions


COVERED_FROM_FEN = {"B": 1_500_000, "C": 6_000_000}
"""Monthly bill from which a second and a third owner pay for themselves."""


def _seat_to_fill(account: AccountView) -> str | None:
    if account.status == "active":
        filled = dict(account.owners)
        for seat, least in COVERED_FROM_FEN.items():
            if seat not in filled:
                return seat if account.bill_fen >= least else None
    return None


OPENING_DISCOUNT = 0.10
"""What the textbook takes off for a prospect, who has a vendor: no more than its own authority."""


def _add_proposal(plan: Plan, account: AccountView) -> None:
    """Three options once the sale is prepared: roles heard, wallet mapped, decider met; in the last stages anyway."""
    roles = {person.role for person in account.people if person.met_times}
    prepared = account.mapped and len(roles) >= 3 and "decider" in roles
    if prepared or account.opportunity[1] in ("objections", "signature"):
        discount = account.discount if account.status == "active" else OPENING_DISCOUNT
        plan.add(Propose(account=account.account_id, options=MOST_OPTIONS, discount=discount))


def _add_offers(plan: Plan, account: AccountView, briefing: Briefing) -> None:
    ours = account.usage_fen / max(1, account.wallet_fen)
    friendly = sum(1 for p in account.people if p.level is not None and p.level >= 1)
    wanted = account.plan is None and ours < 0.8 and friendly >= 2 and briefing.month % 3 == 0
    if wanted and not briefing.barred(account.account_id):
        plan.add(OfferBundle(account=account.account_id, plan="B", term_months=12))
    elif account.contract_end_month is None and friendly >= 2:
        plan.add(OfferContract(account=account.account_id, term_months=24, discount=account.discount))


def _urgency(account: AccountView, briefing: Briefing) -> float:
    """What an hour at this account may be worth: its money, more when something is at stake soon."""
    money = max(account.bill_fen, account.wallet_fen // 3) ** 0.7
    end = account.contract_end_month
    if end is not None and 0 <= end - briefing.month <= 4:
        money *= 3
    if end is None:
        money *= 1.5
    return money * (2 if account.opportunity else 1)
