"""Five ways to run a territory, as plain functions from a briefing to decisions."""

from kamsim.engine.briefing import AccountView, Briefing, PersonView, Situation
from kamsim.engine.decisions import (
    Answer,
    AppointSponsor,
    AssignOwner,
    Decision,
    GiveDiscount,
    MapPower,
    OfferBundle,
    OfferContract,
    Propose,
    SetServiceLevel,
    SetStrategy,
    Visit,
    price_offer_to,
)
from kamsim.engine.simulation import Policy
from kamsim.engine.streams import Streams
from kamsim.market.activities import ACTIVITIES, SPONSOR_CALL
from kamsim.market.objections import MOTIVES, REMEDIES
from kamsim.market.people import SUPPORTER_LEVEL
from kamsim.market.proposals import MOST_OPTIONS
from kamsim.studies.partners import partner_work, small_accounts_to_agents


class Plan:
    """Decisions that fit into the hours there are, with at most one price offer to an account."""

    def __init__(self, briefing: Briefing) -> None:
        self.left = briefing.hours
        self._hours_of = briefing.hours_of
        self._offered: set[str] = set()
        self.decisions: list[Decision] = []

    def add(self, decision: Decision) -> bool:
        """Add a decision if its hours are left and its account has no other price offer; says whether."""
        hours, account = self._hours_of(decision), price_offer_to(decision)
        if hours > self.left or account in self._offered:
            return False
        if account is not None:
            self._offered.add(account)
        self.left -= hours
        self.decisions.append(decision)
        return True


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
        option = _textbook_answer(situation, accounts[situation.account_id])
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
            _textbook_proposal(plan, account)
        if account.status == "active" and account.mapped:
            _textbook_offers(plan, account, briefing)
    calls = [
        (urgency[account.account_id] * _worth_meeting(person, account, briefing), account, person)
        for account in ranked
        if account.status == "active" or account.opportunity
        for person in account.people
        if person.name
    ]
    calls.sort(key=lambda call: (-call[0], call[2].person_id))
    executives = _Executives(briefing)
    for worth, account, person in calls:
        if worth <= 0 or plan.left < 0.5:
            break
        activity = fitting_activity(person, executives.may_call(account))
        meeting = Visit(account=account.account_id, person=person.person_id, activity=activity)
        if activity == SPONSOR_CALL and briefing.hours_of(meeting) <= plan.left:
            executives.call(plan, account)
        plan.add(meeting)
    return plan.decisions


SPONSORED_FROM_FEN = 3_000_000
"""Monthly bill from which an executive sponsor pays for itself."""


class _Executives:
    """Our executives in a month's plan: a sponsor for an account that is worth one, as long as there is somebody."""

    def __init__(self, briefing: Briefing) -> None:
        self._left, self._most = briefing.sponsors_left, briefing.sponsor_calls
        self._calls: dict[str, int] = {}

    def may_call(self, account: AccountView) -> bool:
        """Whether the account's sponsor has a call left, or somebody could become its sponsor."""
        calls = self._calls.get(account.account_id, 0)
        named = account.sponsored or calls or (self._left > 0 and account.bill_fen >= SPONSORED_FROM_FEN)
        return bool(named) and calls < self._most

    def call(self, plan: Plan, account: AccountView) -> None:
        """Count a call; the first at an account without a sponsor names one."""
        name = account.account_id
        if not account.sponsored and name not in self._calls:
            plan.add(AppointSponsor(account=name))
            self._left -= 1
        self._calls[name] = self._calls.get(name, 0) + 1


COVERED_FROM_FEN = {"B": 1_500_000, "C": 6_000_000}
"""Monthly bill from which a second and a third owner pay for themselves."""


def _seat_to_fill(account: AccountView) -> str | None:
    if account.status == "active":
        filled = dict(account.owners)
        for seat, least in COVERED_FROM_FEN.items():
            if seat not in filled:
                return seat if account.bill_fen >= least else None
    return None


def _textbook_answer(situation: Situation, account: AccountView) -> str | None:
    if situation.kind == "discount_demand":
        return "ask_what_changed"
    if situation.kind == "renewal":
        return "renew_24"
    if situation.kind == "rebasing":
        return "step_down" if "step_down" in situation.options else None
    if situation.kind == "owner_left":
        return "introduce"
    if situation.kind == "gatekeeper_blocks":
        helped = any(p.level is not None and p.level >= SUPPORTER_LEVEL for p in account.people)
        return "through_colleague" if helped else "write_to_decider"
    if situation.kind == "objection":
        return _textbook_remedy(dict(situation.facts))
    return {
        "standing_fault": "send_engineers",
        "outage": "call_users",
        "crisis": "honest_notice",
        "answers_fell": "ask_why",
        "building_attack": "visit_tenants",
        "resentment": "apologize",
        "opportunity": "pursue",
        "lost": "win_back_upgrade",
    }.get(situation.kind)


def _textbook_remedy(said: dict[str, float | str]) -> str:
    """Listen first: ask for the motive, then present the remedy that meets it."""
    motive = MOTIVES.get(str(said["motive"]))
    if motive is None:
        return "ask"
    return next(remedy for remedy, concern in REMEDIES.items() if concern == motive.concern)


OPENING_DISCOUNT = 0.10
"""What the textbook takes off for a prospect, who has a vendor: no more than its own authority."""


def _textbook_proposal(plan: Plan, account: AccountView) -> None:
    """Three options once the sale is prepared: roles heard, wallet mapped, decider met; in the last stages anyway."""
    roles = {person.role for person in account.people if person.met_times}
    prepared = account.mapped and len(roles) >= 3 and "decider" in roles
    if prepared or account.opportunity[1] in ("objections", "signature"):
        discount = account.discount if account.status == "active" else OPENING_DISCOUNT
        plan.add(Propose(account=account.account_id, options=MOST_OPTIONS, discount=discount))


def _textbook_offers(plan: Plan, account: AccountView, briefing: Briefing) -> None:
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


RISING_WEIGHT = 1.5
"""How much more the textbook sees in somebody who may be promoted."""


def _worth_meeting(person: PersonView, account: AccountView, briefing: Briefing) -> float:
    """Influence, less when the person is won already or was met a moment ago; a sale needs decider and finance."""
    level = person.level if person.level is not None else 0
    days = 999.0 if person.met_day is None else briefing.month * 30 - person.met_day
    freshness = 1.0 if days > 40 else 0.5 if days > 15 else 0.2
    needed = account.opportunity is not None and person.role in ("decider", "finance") and days > 90
    weight = (3 if needed else 1) * (RISING_WEIGHT if person.rising else 1)
    return briefing.influence[person.role or "influencer"] * (3.2 - level) * freshness * weight


def fitting_activity(person: PersonView, sponsor: bool = False) -> str:
    """The activity that suits a person's role, style and level; `sponsor`: an executive of ours has time to call."""
    level = person.level if person.level is not None else 0
    if person.role == "finance" and level <= 1:
        return "savings_proposal"
    if person.role == "technical" and level <= 2:
        return "workshop"
    if person.role == "user" and level >= 0:
        return "training"
    if person.role == "decider" and level >= 1:
        return "advisory_role"
    if sponsor and person.role == "decider" and level >= 0 and person.met_times:
        return SPONSOR_CALL
    if person.style == "amiable" and level >= 0:
        return "care"
    return "visit"


RANDOM_ACTIVITIES = ("follow_up", "visit", "meal", "workshop", "care", "savings_proposal", "training")


def random_choices(seed: int = 0) -> Policy:
    """A policy that does something possible at random; the same seed does the same."""

    def random_policy(briefing: Briefing) -> list[Decision]:
        streams, month = Streams(seed), briefing.month
        plan = Plan(briefing)
        # Each answer has its draw, so that what happens moves no other: the game's luck is all that differs.
        for situation in briefing.inbox:
            options = situation.options
            draw = streams.of("random answer", f"{situation.account_id}/{situation.kind}").at(month)
            plan.add(Answer(situation=situation.situation_id, option=options[int(draw * len(options))]))
        for account in briefing.accounts:
            draws = streams.of("random proposal", f"{account.account_id}/{month}")
            if account.opportunity and account.opportunity[2] and draws.next() < 0.3:
                discount = round(0.3 * draws.next(), 2)
                plan.add(Propose(account=account.account_id, options=1 + int(3 * draws.next()), discount=discount))
        draws = streams.of("random policy", str(month))
        people = [p for a in briefing.accounts if a.status == "active" for p in a.people if p.name]
        activities = [a for a in RANDOM_ACTIVITIES if not (briefing.strict and ACTIVITIES[a].compliance_points)]
        while people and plan.left >= 0.5:
            person = people.pop(int(draws.next() * len(people)))
            activity = activities[int(draws.next() * len(activities))]
            plan.add(Visit(account=person.account_id, person=person.person_id, activity=activity))
            if plan.left < 10 and draws.next() < 0.3:
                break
        return plan.decisions

    return random_policy


POLICIES: dict[str, Policy] = {
    "wait-and-see": wait_and_see,
    "busy-visitor": busy_visitor,
    "discounter": discounter,
    "textbook": textbook,
    "random": random_choices(),
}
"""The bots, by the names that the terminal takes."""

PAR, BASELINE = "textbook", "wait-and-see"
"""Index 100 and index 0 of the score."""
