"""What can be chosen in a month: meetings, the price, ties and terms, each as decisions with their price."""

from typing import NamedTuple

from kamsim.engine.briefing import AccountView, Briefing, PersonView
from kamsim.engine.checking import refusals
from kamsim.engine.decisions import (
    AppointSponsor,
    Decision,
    GiveDiscount,
    MapPower,
    OfferContract,
    SetStrategy,
    Visit,
    hours_of,
)
from kamsim.engine.state import MONTH_DAYS
from kamsim.market.parameters import Parameters
from kamsim.market.service import STRATEGY_COST
from kamsim.workbook import look, words

CUT = 0.10
DEEPEST_CUT = 0.40
SAY = ((3.0, "most say of all"), (1.5, "much say"), (1.0, "some say"), (0.0, "little say"))
SECOND_MEETING = {
    "finance": "savings_proposal", "technical": "workshop", "user": "training", "influencer": "care",
    "purchasing": "savings_proposal",
}  # fmt: skip
"""What follows the first visit to somebody of a role."""
PITCH = {
    "savings_proposal": "A visit, then show what the contract saves.", "workshop": "A visit, then a workshop.",
    "training": "A visit, then train the people who use it.", "care": "A visit, then a small favor.",
    "visit": "Two visits: first of all, listen.",
}  # fmt: skip


USUAL = Parameters()


class Choice(NamedTuple):
    """One of three answers: a short key, what it says, why one might, what it sends, its costs, and a remark."""

    key: str
    title: str
    reason: str
    decisions: tuple[Decision, ...]
    once_fen: int = 0
    monthly_fen: int = 0
    remark: str = ""

    @property
    def hours(self) -> float:
        """Hours of the month that it takes; the lesson is played on the usual numbers."""
        return sum(hours_of(decision, USUAL) for decision in self.decisions)

    @property
    def price(self) -> str:
        """Hours and yuan in words."""
        hours = look.hours(self.hours)
        once = f"{look.money(self.once_fen)} once" if self.once_fen else ""
        monthly = f"{look.money(self.monthly_fen)} every month" if self.monthly_fen else ""
        return " · ".join(filter(None, (hours, once, monthly))) if once or monthly else f"{hours} · ¥0"


def by_worth(account: AccountView, briefing: Briefing) -> list[PersonView]:
    """People we know by name, those first whose meeting is worth most: weighty, not won yet, not met just now."""

    def worth(person: PersonView) -> float:
        level = 0 if person.level is None else person.level
        fresh = 1.0 if person.met_day is None or briefing.month * MONTH_DAYS - person.met_day > 40 else 0.6
        money = 1.1 if person.role == "finance" else 1.0
        new = 1.2 if person.level is None else 1.0
        return money * briefing.influence[person.role or "influencer"] * (3.2 - level) * fresh * new

    known = [person for person in account.people if person.name]
    return sorted(known, key=lambda person: (-worth(person), person.person_id))


def friend_of(account: AccountView) -> PersonView | None:
    """Who is easiest to meet: the friendliest known person, the buyer where nobody was met."""
    known = [person for person in account.people if person.name]
    return max(
        known,
        key=lambda person: (person.role == "purchasing", person.level or 0, person.met_times),
        default=None,
    )


def _title(person: PersonView) -> str:
    return f"{person.name} · {words.role(person.role)}"


def _say(briefing: Briefing, person: PersonView) -> str:
    """How much somebody weighs, and what they showed last."""
    weight = briefing.influence[person.role or "influencer"]
    say = next(word for least, word in SAY if weight >= least)
    return f"{say} · {'not met yet' if person.level is None else f'last time: {words.level(person.level)}'}"


def meet(account: AccountView, person: PersonView, briefing: Briefing) -> Choice:
    """Two meetings that suit a person's role; the top is called by a sponsor first."""
    level = 0 if person.level is None else person.level
    at, who = account.account_id, person.person_id
    decisions: list[Decision] = []
    named = briefing.sponsor_calls and (account.sponsored or briefing.sponsors_left)
    if named and person.role == "decider" and level >= 0:
        if not account.sponsored:
            decisions.append(AppointSponsor(account=at))
        second = "advisory_role" if level >= 1 else "visit"
        decisions += [Visit(account=at, person=who, activity=activity) for activity in ("sponsor_call", second)]
        what = (
            "Your director calls, then a seat on our board." if level >= 1 else "Your director calls, then you visit."
        )
    else:
        second = SECOND_MEETING.get(person.role or "", "visit")
        if second == "training" and (level < 0 or not person.met_times):
            second = "visit"
        decisions = [Visit(account=at, person=who, activity=activity) for activity in ("visit", second)]
        what = PITCH[second]
    monthly = round(100 * briefing.sponsor_cost) if isinstance(decisions[0], AppointSponsor) else 0
    return Choice(
        f"meet-{who}",
        _title(person),
        what,
        tuple(decisions),
        _once(decisions, briefing),
        monthly,
        _say(briefing, person),
    )


def and_then(choice: Choice, account: AccountView, briefing: Briefing, most: int = 1) -> Choice:
    """A choice, and in the hours that it leaves meetings with up to `most` of the next people worth meeting."""
    decisions, once, names = choice.decisions, choice.once_fen, []
    busy = {decision.person for decision in decisions if isinstance(decision, Visit)}
    for person in by_worth(account, briefing):
        whole = meet(account, person, briefing).decisions
        if person.person_id in busy or isinstance(whole[0], AppointSponsor):
            continue
        for more in (whole, whole[:1]):
            plan = (*decisions, *more)
            if sum(map(briefing.hours_of, plan)) <= briefing.hours and not refusals(briefing, list(plan)):
                decisions, once = plan, once + _once(more, briefing)
                names.append(person.name)
                break
        if len(names) == most:
            break
    if not names:
        return choice
    who = " and ".join(names)
    title, reason = f"{choice.title}; then {who}", f"{choice.reason} There is time for {who} too."
    return choice._replace(title=title, reason=reason, decisions=decisions, once_fen=once)


def coffee(account: AccountView, friend: PersonView, briefing: Briefing) -> Choice:
    """A visit and a call to somebody who is easy to meet."""
    decisions = (
        Visit(account=account.account_id, person=friend.person_id, activity="follow_up"),
        Visit(account=account.account_id, person=friend.person_id, activity="visit"),
    )
    reason = "Always has time for you: a call, and a visit over coffee."
    once = _once(decisions, briefing)
    return Choice(f"coffee-{friend.person_id}", _title(friend), reason, decisions, once, 0, _say(briefing, friend))


def map_power(account: AccountView, order: list[PersonView], briefing: Briefing) -> Choice:
    """Learn every name, then meet the first person of `order` whom nobody met."""
    unmet = next((person for person in order if person.level is None), order[0])
    decisions = (MapPower(account=account.account_id), *meet(account, unmet, briefing).decisions)
    title = f"Ask who decides; then {unmet.name}"
    reason = f"Two hours of questions give every name. Then you meet {unmet.name}."
    say = f"{words.role(unmet.role)} · {_say(briefing, unmet)}"
    return Choice("map", title, reason, decisions, _once(decisions, briefing), 0, say)


def _once(decisions: tuple[Decision, ...] | list[Decision], briefing: Briefing) -> int:
    return sum(briefing.cost_fen(decision) for decision in decisions)


def cut_price(account: AccountView, cut: float = CUT) -> Choice | None:
    """A lower price from now on; None when it is as low as it may be."""
    discount = round(min(DEEPEST_CUT, account.discount + cut), 4)
    if discount <= account.discount:
        return None
    cost = round(account.bill_fen * (discount - account.discount) / (1 - account.discount))
    decision = GiveDiscount(account=account.account_id, discount=discount)
    again = "again " if account.discount else ""
    title = f"Nobody; cut the price {again}by {look.percent(discount - account.discount, 0)}"
    reason = "It surely pleases. You ask for nothing in return."
    return Choice("cut", title, reason, (decision,), 0, cost, "from now on")


def closer_ties(account: AccountView, briefing: Briefing) -> Choice | None:
    """The next closer relationship strategy; None when there is none."""
    present = dict(briefing.strategy)[account.tier]
    closer = {"clip": "zipper", "zipper": "velcro"}.get(present)
    if closer is None:
        return None
    cost = round(account.usage_fen * (STRATEGY_COST[closer] - STRATEGY_COST[present]))
    decisions = (SetStrategy(tier=account.tier, strategy=closer),)
    reason = "Their teams and ours talk at every level. It makes leaving harder."
    return Choice(
        "ties",
        f"Closer ties: strategy {words.word(words.STRATEGIES, closer)}",
        reason,
        decisions,
        0,
        cost,
        "from now on",
    )


def offer_term(account: AccountView, term: int, discount: float, title: str, reason: str) -> Choice:
    """A new term in months, at a discount, that they may sign or not."""
    decision = OfferContract(account=account.account_id, term_months=term, discount=round(discount, 4))
    cost = round(account.bill_fen * (discount - account.discount) / (1 - account.discount))
    key = f"offer-{term}-{round(100 * discount)}"
    return Choice(key, title, reason, (decision,), 0, max(0, cost), "if they sign" if cost > 0 else "they may say no")
