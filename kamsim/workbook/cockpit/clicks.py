"""What a click means: a change of what is selected, or of the plan. Time is in `screen`."""

from collections.abc import Callable
from functools import partial

from kamsim.engine.checking import refusals
from kamsim.engine.decisions import AppointSponsor, AssignOwner, Decision, GiveDiscount, Visit
from kamsim.studies.policies import textbook
from kamsim.workbook.cockpit import campaign, evergreen, rivals, sale, terms
from kamsim.workbook.cockpit.chips import ACTIONS, decision_of, toggled
from kamsim.workbook.cockpit.plan import rest_of
from kamsim.workbook.cockpit.state import Desk, View
from kamsim.workbook.session import Session

Verbs = dict[str, Callable[[str], object]]


def open_account(view: View, desk: Desk, account: str) -> None:
    """Open an account; the offers to another one than before begin anew."""
    if account != view.account:
        view.account, view.person = account, ""
        begin_offers(view, desk)
    view.page = "account"


def begin_offers(view: View, desk: Desk) -> None:
    """Let the offers begin at their suggestions, and in a sale at the proposal that is planned or stands."""
    view.begin_anew()
    if (found := desk.accounts.get(view.account)) is not None:
        sale.resume(desk, view, found)


def selecting(view: View, desk: Callable[[], Desk]) -> Verbs:
    """Verbs that change what is selected and open, and nothing of the game."""
    return {
        "pick": lambda rest: open_account(view, desk(), rest),
        "more": lambda _: setattr(view, "more", not view.more),
        "term": lambda rest: setattr(view, "term", int(rest)),
        "bundle_term": lambda rest: setattr(view, "bundle_term", int(rest)),
        "discount": lambda rest: setattr(view, "discount", float(rest)),
        "sale_term": lambda rest: setattr(view, "sale_term", int(rest)),
        "early": lambda _: setattr(view, "early", not view.early),
        "options": lambda rest: setattr(view, "options", int(rest)),
        "sale_discount": lambda rest: setattr(view, "sale_discount", float(rest)),
        "extra": lambda rest: view.extras.symmetric_difference_update({rest}),
        "x": lambda rest: setattr(view, "x_steps", max(-12, min(12, view.x_steps + int(rest)))),
        "allowance": lambda rest: setattr(view, "allowance_steps", view.allowance_steps + int(rest)),
        "x_from": partial(_begin_at, view),
        "why": lambda rest: setattr(view, "why", int(rest)),
        "by": lambda rest: setattr(view, "why_by", rest),
        "ask": lambda rest: setattr(view, "asking", rest),
        "whole": lambda rest: setattr(view, "whole_tier", bool(rest)),
        "numbers": lambda rest: view.numbers.symmetric_difference_update({rest}),
        "fold": lambda rest: view.unfolded.symmetric_difference_update({rest}),
        "by_textbook": lambda _: setattr(view, "by_textbook", not view.by_textbook),
        "remarks": lambda _: setattr(view, "remarks", not view.remarks),
        **{name: partial(setattr, view, name) for name in _NAMED},
    }


def _begin_at(view: View, rest: str) -> None:
    """Let X begin at the wallet or at what is measured, and so many steps above."""
    view.x_from, _, steps = rest.partition(":")
    view.x_steps = int(steps)


_NAMED = ("person", "tab", "page", "sort", "show", "bundle", "department", "sale_plan")
"""Selections that an action sets to what it names."""


class Planning:
    """Verbs that change the plan; each raises BadInput and changes nothing when that is impossible."""

    def __init__(self, session: Session, view: View, desk: Callable[[], Desk]) -> None:
        self._session, self._view, self._desk = session, view, desk

    def verbs(self) -> Verbs:
        """All of them by name."""
        return {
            **{verb: partial(self._decide, verb) for verb in ACTIONS},
            "visit": self._visit,
            "cut": self._cut,
            "offer": self._offer,
            "release": self._release,
            "hand_over": self._hand_over,
            "roll_out": lambda _: self._session.replan([*self._session.draft, *rivals.roll_out(self._desk())]),
            "answer": self._answer,
            "remove": self._remove,
            "clear": lambda _: self._clear(),
            "bring_back": lambda _: self._session.replan(self._view.cleared),
            "textbook": lambda _: self.plan_the_rest(),
        }

    def _decide(self, verb: str, rest: str) -> None:
        self._put(decision_of(verb, rest))

    def _put(self, decision: Decision) -> None:
        self._session.replan(toggled(self._session.briefing, self._session.draft, decision))

    def _visit(self, rest: str) -> None:
        person, _, activity = rest.rpartition(":")
        self._put(Visit(account=self._desk().people[person].account_id, person=person, activity=activity))

    def _cut(self, rest: str) -> None:
        found = self._desk().accounts[self._view.account]
        self._put(GiveDiscount(account=found.account_id, discount=terms.cut_to(found, float(rest))))

    def _release(self, rest: str) -> None:
        account, _, what = rest.rpartition(":")
        sponsor = what == "sponsor"
        made = (
            AppointSponsor(account=account, on=False) if sponsor else AssignOwner(account=account, seat=what, on=False)
        )
        self._put(made)

    def _hand_over(self, rest: str) -> None:
        account, _, number = rest.rpartition(":")
        self._put(AssignOwner(account=account, seat="A", manager=int(number)))

    def _offer(self, rest: str) -> None:
        found = self._desk().accounts[self._view.account]
        offers = {
            "bundle": evergreen.bundle_offer,
            "win_back": campaign.bundle_campaign,
            "contract": terms.contract_offer,
            "sale": sale.proposal,
        }
        self._put(offers[rest](self._desk(), self._view, found))

    def _answer(self, rest: str) -> None:
        situation, _, option = rest.rpartition(":")
        if self._desk().answered(situation) == option:
            draft = self._session.draft
            self._session.replan([d for d in draft if getattr(d, "situation", None) != situation])
        else:
            self._session.answer(situation, option)

    def _remove(self, rest: str) -> None:
        place = int(rest.partition(":")[0])
        draft = self._session.draft
        self._session.replan([*draft[:place], *draft[place + 1 :]])

    def _clear(self) -> None:
        cleared = self._session.draft
        self._session.replan([])
        self._view.cleared = cleared

    def plan_the_rest(self) -> None:
        """Add to the plan what the textbook bot would do with the hours that are left."""
        briefing, draft = self._session.briefing, self._session.draft
        plan = rest_of(draft, textbook(briefing), briefing)
        # Beside what is planned the bot may ask for more sponsors or calls than there are.
        impossible = {found.position for found in refusals(briefing, plan)}
        self._session.replan([made for place, made in enumerate(plan) if place not in impossible])
