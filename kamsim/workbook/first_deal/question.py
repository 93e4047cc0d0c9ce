"""The question of each month and its three answers, built from that month's briefing."""

from collections.abc import Callable
from typing import NamedTuple

from kamsim.engine.briefing import AccountView, Briefing, Situation
from kamsim.engine.checking import refusals
from kamsim.engine.decisions import Answer
from kamsim.workbook import look, sentences, words
from kamsim.workbook.first_deal.choices import (
    CUT,
    Choice,
    and_then,
    by_worth,
    closer_ties,
    coffee,
    cut_price,
    friend_of,
    map_power,
    meet,
    offer_term,
)

TRADE = 0.05


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
    asked: Callable[[AccountView, Briefing], tuple[str, list[Choice | None]]]
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
    told = dict(found.facts)
    claimed, cut, upgrade = (float(told.get(name, 0.0) or 0.0) for name in ("claimed", "cut", "upgrade"))
    bill = account.bill_fen or account.wallet_fen
    costs = {"match": claimed, "trade_for_term": claimed / 2, "win_back_discount": cut, "win_back_upgrade": upgrade}
    wanted = [
        Choice(
            key,
            words.option(found.kind, key, found.facts),
            _sentence(words.option_hint(found.kind, key, found.facts)),
            (Answer(situation=found.situation_id, option=key),),
            monthly_fen=round(costs.get(key, 0.0) * bill),
        )
        for key in keys
    ]
    if account.status == "active":
        wanted[0] = and_then(wanted[0], account, briefing)
    return Question(f"{speaker}: {said}", _possible(briefing, wanted))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _possible(briefing: Briefing, wanted: list[Choice | None]) -> tuple[Choice, ...]:
    """The first three that can be done and do different things."""
    found: list[Choice] = []
    for choice in wanted:
        same = choice is None or any(choice.key == other.key or choice.decisions == other.decisions for other in found)
        if len(found) < 3 and not same and not refusals(briefing, list(choice.decisions)):
            found.append(choice)
    return tuple(found)


def _whom_to_meet(account: AccountView, briefing: Briefing) -> tuple[str, list[Choice | None]]:
    order = by_worth(account, briefing)
    friend = friend_of(account)
    unknown = sum(person.name is None for person in account.people)
    if briefing.month and unknown:
        text = f"{unknown} of the {len(account.people)} people who decide have no name yet. Where does your time go?"
        first = [map_power(account, order, briefing)]
    elif briefing.month:
        signed = (account.contract_end_month or 0) > briefing.months
        text = "The new contract is signed. Whom will you meet now?" if signed else "Whom will you meet this month?"
        first = []
    else:
        text = "One thing at a time: whom will you meet first?"
        first = []
    # Month 1 is one thing; from then on the first answer uses the hours that there are, as a good plan does.
    best = [meet(account, person, briefing) for person in order[: 1 - len(first)]]
    choices = [*first, *(and_then(choice, account, briefing) if briefing.month else choice for choice in best)]
    if friend is not None and friend is not order[0]:
        choices.append(coffee(account, friend, briefing))
    choices.append(closer_ties(account, briefing) if briefing.month % 2 else cut_price(account))
    return text, [*choices, *(meet(account, person, briefing) for person in order[1:])]


def _early_offer(account: AccountView, briefing: Briefing) -> tuple[str, list[Choice | None]]:
    person = by_worth(account, briefing)[0]
    offer = offer_term(
        account, 24, account.discount, "Offer 24 months now", "The same price. No rival is in the room yet.",
    )  # fmt: skip
    return "The contract ends in 60 days. Speak about it now, or work on the people first?", [
        and_then(offer, account, briefing, most=2),
        and_then(meet(account, person, briefing), account, briefing),
        cut_price(account),
    ]


def _last_offer(account: AccountView, briefing: Briefing) -> tuple[str, list[Choice | None]]:
    ask = offer_term(
        account, 24, account.discount, "24 months at this price", "You hold the price, and ask them to sign.",
    )  # fmt: skip
    hold = and_then(ask._replace(key="hold", remark=""), account, briefing, most=2)
    trade = offer_term(
        account, 24, account.discount + TRADE, f"Trade: {look.percent(TRADE, 0)} off for 24 months",
        "You give a little, they give a long term.",
    )  # fmt: skip
    return "The contract ends this month; every rival is in the room. What do you put on the table?", [
        hold,
        trade,
        cut_price(account, 2 * CUT),
    ]


def _spare(account: AccountView, briefing: Briefing) -> list[Choice | None]:
    """What else can be done in any month, so that there are always three answers."""
    wait = Choice("wait", "Wait this month", "It costs nothing. Rivals go on.", ())
    if account.status != "active":
        return [wait]
    return [*(meet(account, person, briefing) for person in by_worth(account, briefing)[:2]), cut_price(account), wait]
