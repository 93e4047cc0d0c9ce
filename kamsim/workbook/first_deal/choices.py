"""The question of each month and its three answers, built from that month's briefing."""

from collections.abc import Callable
from typing import NamedTuple

from kamsim.engine.briefing import AccountView, Briefing, PersonView, Situation
from kamsim.engine.checking import refusals
from kamsim.engine.decisions import (
    Answer,
    AppointSponsor,
    Decision,
    GiveDiscount,
    MapPower,
    OfferContract,
    SetStrategy,
    Visit,
    cost_fen_of,
    hours_of,
)
from kamsim.engine.processes.billing import SPONSOR_FEN
from kamsim.market.people import INFLUENCE
from kamsim.market.service import STRATEGY_COST
from kamsim.workbook import look, sentences, words

CUT = 0.10
DEEPEST_CUT = 0.40
TRADE = 0.05


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
        """Hours of the month that it takes."""
        return sum(hours_of(decision) for decision in self.decisions)

    @property
    def price(self) -> str:
        """Hours and yuan in words."""
        hours = look.hours(self.hours)
        once = f"{look.money(self.once_fen)} once" if self.once_fen else ""
        monthly = f"{look.money(self.monthly_fen)} every month" if self.monthly_fen else ""
        return " · ".join(filter(None, (hours, once, monthly))) if once or monthly else f"{hours} · ¥0"


class Question(NamedTuple):
    """What one month asks, and its answers; the first is the one that is filled in."""

    text: str
    choices: tuple[Choice, ...]

    def choice(self, key: str | None) -> Choice:
        """The answer with a key, else the first."""
        return next((choice for choice in self.choices if choice.key == key), self.choices[0])


def question(briefing: Briefing, account: AccountView, names: words.Names) -> Question:
    """The question of this month: what waits in the inbox first, then the contract, then the people."""
    inbox = {situation.kind: situation for situation in briefing.inbox if situation.account_id == account.account_id}
    for kind, keys in ANSWERS.items():
        if kind in inbox:
            return _situation(briefing, account, inbox[kind], keys, names)
    ends = account.contract_end_month == briefing.months
    left = briefing.months - briefing.month
    asked: Callable[[AccountView, Briefing], tuple[str, list[Choice]]]
    if ends and left == 1:
        asked = _last_offer
    elif ends and left == 2:
        asked = _early_offer
    else:
        asked = _whom_to_meet
    text, wanted = asked(account, briefing)
    return Question(text, _possible(briefing, [*wanted, *_spare(account, briefing)]))


ANSWERS = {
    "lost": ("win_back_upgrade", "win_back_discount", "let_go"),
    "discount_demand": ("ask_what_changed", "trade_for_term", "match"),
    "standing_fault": ("send_one_and_call", "send_engineers", "wait"),
}
"""Situations that become a month's question, most pressing first, with three of their options."""


def _situation(
    briefing: Briefing, account: AccountView, found: Situation, keys: tuple[str, ...], names: words.Names
) -> Question:
    who = next((person for person in account.people if person.person_id == found.person_id), None)
    speaker, said = sentences.situation(found, names, who)
    claimed = float(dict(found.facts).get("claimed", 0.0) or 0.0)
    bill = account.bill_fen or account.wallet_fen
    costs = {"match": claimed, "trade_for_term": claimed / 2, "win_back_discount": 0.10, "win_back_upgrade": 0.03}
    wanted = [
        Choice(
            key,
            words.option(found.kind, key),
            f"{words.option_hint(found.kind, key).capitalize()}.",
            (Answer(situation=found.situation_id, option=key),),
            monthly_fen=round(costs.get(key, 0.0) * bill),
        )
        for key in keys
    ]
    return Question(f"{speaker}: {said}", _possible(briefing, wanted))


def _possible(briefing: Briefing, wanted: list[Choice]) -> tuple[Choice, ...]:
    """The first three that can be done and do different things."""
    found: list[Choice] = []
    for choice in wanted:
        same = any(choice.key == other.key or choice.decisions == other.decisions for other in found)
        if len(found) < 3 and not same and not refusals(briefing, list(choice.decisions)):
            found.append(choice)
    return tuple(found)


# The people


def _whom_to_meet(account: AccountView, briefing: Briefing) -> tuple[str, list[Choice]]:
    order = by_worth(account, briefing)
    friend = _friend(account)
    unknown = sum(person.name is None for person in account.people)
    if briefing.month and unknown:
        text = f"{unknown} of the {len(account.people)} people who decide have no name yet. Where does your time go?"
        first = [_map(account, order, briefing)]
    elif briefing.month:
        text = "Whom will you meet this month?"
        first = []
    else:
        text = "One thing at a time: whom will you meet first?"
        first = []
    choices = [*first, *(_meet(account, person, briefing) for person in order[: 1 - len(first)])]
    if friend is not None and friend is not order[0]:
        choices.append(_lunch(account, friend))
    choices.append(_ties(account, briefing) if briefing.month % 2 else _cut(account))
    return text, [*choices, *(_meet(account, person, briefing) for person in order[1:])]


def by_worth(account: AccountView, briefing: Briefing) -> list[PersonView]:
    """People we know by name, those first whose meeting is worth most: weighty, not won yet, not met just now."""

    def worth(person: PersonView) -> float:
        level = 0 if person.level is None else person.level
        fresh = 1.0 if person.met_day is None or briefing.month * 30 - person.met_day > 40 else 0.6
        money = 1.1 if person.role == "finance" else 1.0
        return money * INFLUENCE[person.role or "influencer"] * (3.2 - level) * fresh * (1.2 if person.level is None else 1.0)

    known = [person for person in account.people if person.name]
    return sorted(known, key=lambda person: (-worth(person), person.person_id))


def _friend(account: AccountView) -> PersonView | None:
    """Who is easiest to meet: the friendliest known person, the buyer where nobody was met."""
    known = [person for person in account.people if person.name]
    return max(
        known,
        key=lambda person: (person.role == "purchasing", person.level or 0, person.met_times),
        default=None,
    )


def _title(person: PersonView) -> str:
    return f"{person.name} · {words.role(person.role)}"


def _say(person: PersonView) -> str:
    """How much somebody weighs, and what they showed last."""
    weight = INFLUENCE[person.role or "influencer"]
    say = "most say of all" if weight >= 3 else "much say" if weight >= 1.5 else "some say" if weight >= 1 else "little say"
    return f"{say} · {'not met yet' if person.level is None else f'last time: {words.level(person.level)}'}"


def _meet(account: AccountView, person: PersonView, briefing: Briefing) -> Choice:
    level = 0 if person.level is None else person.level
    at, who = account.account_id, person.person_id
    decisions: list[Decision] = []
    if person.role == "decider" and level >= 0 and (account.sponsored or briefing.sponsors_left):
        if not account.sponsored:
            decisions.append(AppointSponsor(account=at))
        second = "advisory_role" if level >= 1 else "visit"
        decisions += [Visit(account=at, person=who, activity=activity) for activity in ("sponsor_call", second)]
        what = "Your director calls, then you visit."
    else:
        pairs = {
            "finance": ("visit", "savings_proposal"),
            "technical": ("visit", "workshop"),
            "user": ("visit", "training") if level >= 0 and person.met_times else ("visit", "visit"),
            "influencer": ("visit", "meal"),
            "purchasing": ("visit", "savings_proposal"),
        }
        activities = pairs.get(person.role or "", ("visit", "visit"))
        decisions = [Visit(account=at, person=who, activity=activity) for activity in activities]
        what = {"savings_proposal": "Show what the contract saves.", "workshop": "A workshop on what they need.",
                "training": "Train the people who use it.", "meal": "A visit and a meal.",
                "visit": "Two visits: first of all, listen."}[activities[1]]  # fmt: skip
    monthly = SPONSOR_FEN if isinstance(decisions[0], AppointSponsor) else 0
    return Choice(f"meet-{who}", _title(person), what, tuple(decisions), _once(decisions), monthly, _say(person))


def _lunch(account: AccountView, friend: PersonView) -> Choice:
    decisions = (
        Visit(account=account.account_id, person=friend.person_id, activity="meal"),
        Visit(account=account.account_id, person=friend.person_id, activity="visit"),
    )
    reason = "Always has time for you: a lunch and a visit."
    return Choice(f"lunch-{friend.person_id}", _title(friend), reason, decisions, _once(decisions), 0, _say(friend))


def _map(account: AccountView, order: list[PersonView], briefing: Briefing) -> Choice:
    unmet = next((person for person in order if person.level is None), order[0])
    decisions = (MapPower(account=account.account_id), *_meet(account, unmet, briefing).decisions)
    title = f"Ask who decides; then {unmet.name}"
    reason = f"Two hours of questions give every name. Then you meet {unmet.name}."
    return Choice("map", title, reason, decisions, _once(decisions), 0, f"{words.role(unmet.role)} · {_say(unmet)}")


def _once(decisions: tuple[Decision, ...] | list[Decision]) -> int:
    return sum(cost_fen_of(decision) for decision in decisions)


# The price, the ties and the contract


def _cut(account: AccountView, cut: float = CUT) -> Choice:
    discount = round(min(DEEPEST_CUT, account.discount + cut), 4)
    cost = round(account.bill_fen * (discount - account.discount) / (1 - account.discount))
    decision = GiveDiscount(account=account.account_id, discount=discount)
    again = "again " if account.discount else ""
    title = f"Nobody; cut the price {again}by {look.percent(discount - account.discount, 0)}"
    return Choice("cut", title, "It surely pleases. You ask for nothing in return.", (decision,), 0, cost, "from now on")


def _ties(account: AccountView, briefing: Briefing) -> Choice:
    present = dict(briefing.strategy)[account.tier]
    strategy = "zipper" if present == "clip" else "velcro"
    cost = round(account.usage_fen * (STRATEGY_COST[strategy] - STRATEGY_COST[present]))
    decisions = (SetStrategy(tier=account.tier, strategy=strategy),)
    reason = "Their teams and ours talk at every level. It makes leaving harder."
    return Choice("ties", f"Closer ties (strategy {strategy})", reason, decisions, 0, cost, "from now on")


def _offer(account: AccountView, term: int, discount: float, title: str, reason: str) -> Choice:
    decision = OfferContract(account=account.account_id, term_months=term, discount=round(discount, 4))
    cost = round(account.bill_fen * (discount - account.discount) / (1 - account.discount))
    key = f"offer-{term}-{round(100 * discount)}"
    return Choice(key, title, reason, (decision,), 0, max(0, cost), "if they sign" if cost > 0 else "they may say no")


def _early_offer(account: AccountView, briefing: Briefing) -> tuple[str, list[Choice]]:
    person = by_worth(account, briefing)[0]
    return "The contract ends in 60 days. Speak about it now, or work on the people first?", [
        _meet(account, person, briefing),
        _offer(
            account, 24, account.discount, "Offer 24 months now",
            "The same price. No rival is in the room yet.",
        ),
        _cut(account),
    ]  # fmt: skip


def _last_offer(account: AccountView, briefing: Briefing) -> tuple[str, list[Choice]]:
    person = by_worth(account, briefing)[0]
    meet = _meet(account, person, briefing)
    hold = Choice(
        f"hold-{person.person_id}",
        f"Hold the price; meet {person.name}",
        f"The price stays. {meet.reason}",
        meet.decisions,
        meet.once_fen,
        meet.monthly_fen,
        meet.remark,
    )
    trade = _offer(
        account, 24, account.discount + TRADE, f"Trade: {look.percent(TRADE, 0)} off for 24 months",
        "You give a little, they give a long term.",
    )  # fmt: skip
    return "The contract ends this month; every rival is in the room. What do you put on the table?", [
        hold,
        trade,
        _cut(account, 2 * CUT),
    ]


def _spare(account: AccountView, briefing: Briefing) -> list[Choice]:
    """What else can be done in any month, so that there are always three answers."""
    wait = Choice("wait", "Wait this month", "It costs nothing. Rivals go on.", ())
    if account.status != "active":
        return [wait]
    return [*(_meet(account, person, briefing) for person in by_worth(account, briefing)[:2]), _cut(account), wait]
