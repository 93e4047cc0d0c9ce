"""What is wrong with a file of decisions however the game goes; of the rest, only playing can tell."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from kamsim.engine.checking import STRICT
from kamsim.engine.checking.means import call_too_many, no_successor, not_ready, one_of_both, too_often
from kamsim.engine.checking.refusal import BOOK, one_of
from kamsim.engine.checking.repeats import again
from kamsim.engine.checking.terms import beyond_room, without_effect
from kamsim.engine.decision_file import Plan
from kamsim.engine.decisions import (
    SITUATIONS,
    Answer,
    AppointSponsor,
    AssignOwner,
    Decision,
    HoldInstrument,
    HoldRoadShow,
    SetChannel,
    SetPartnerTier,
    TrainTeam,
    Visit,
    hours_of,
)
from kamsim.engine.reading import did_you_mean
from kamsim.engine.scenario import Scenario
from kamsim.market.activities import ACTIVITIES, SPONSOR_CALL
from kamsim.market.bundle import allowances
from kamsim.market.channels import DIRECT
from kamsim.market.organization import YEAR_MONTHS
from kamsim.market.training import WAVES

Fault = tuple[str, str, str]
"""The column, its value, and what is allowed."""


class _Book(NamedTuple):
    """What a scenario tells: where its people work, and its accounts and buildings."""

    scenario: Scenario
    people: dict[str, str]
    accounts: list[str]
    buildings: list[str]

    def first_manager(self, account: str) -> int | None:
        """Number of the account manager who has an account as the game starts; None where there are none."""
        managers = self.scenario.settings.account_managers
        return 1 + self.accounts.index(account) % managers if managers else None


def foreseen(plans: Sequence[Plan], scenario: Scenario | None, report: Callable[..., None]) -> None:
    """Report each decision that no game can carry out; with a scenario, also those that do not fit its book."""
    book = None if scenario is None else _book_of(scenario)
    history = _History()
    for month, plan in enumerate(plans, start=1):
        history.start(month, [row.value for row in plan])
        once: set[tuple[str, ...]] = set()
        offered: set[str] = set()
        hours = 0.0
        for row in plan:
            decision = row.value
            # What is wrong by itself counts for nothing else: one mistyped cell is one problem.
            faults = list(_faults(decision, month, book)) or [
                *(refusal[1:] for refusal in again(0, decision, once, offered)),
                *history.faults(decision, book),
            ]
            for column, value, allowed in faults:
                report(allowed, line=row.line, column=column, value=value)
            if book is None:
                continue
            hours += hours_of(decision, book.scenario.settings.parameters)
            if not history.handed_over and hours > book.scenario.hours_per_month + 1e-9:
                words = f"the decisions of month {month} take {hours:g} hours up to this one; the team has "
                report(f"{words}{book.scenario.hours_per_month:g} a month", line=row.line)
                hours = float("-inf")


def _book_of(scenario: Scenario) -> _Book:
    return _Book(
        scenario,
        {person.person_id: person.account_id for person in scenario.people},
        [account.account_id for account in scenario.accounts],
        list(dict.fromkeys(account.building_id for account in scenario.accounts)),
    )


def _faults(decision: Decision, month: int, book: _Book | None) -> Iterator[Fault]:
    """What is wrong with one decision by itself, or for the accounts, people and buildings that there are."""
    for refusal in without_effect(0, decision):
        yield refusal[1:]
    if isinstance(decision, SetChannel):
        for refusal in one_of_both(0, decision):
            yield refusal[1:]
    if isinstance(decision, Answer):
        yield from _answer_faults(decision, month, book)
    if book is None:
        return
    for refusal in beyond_room(0, decision, partial(allowances, book.scenario.settings.parameters)):
        yield refusal[1:]
    account = getattr(decision, "account", None)
    if account is not None and account not in book.accounts:
        yield "account", account, one_of(BOOK, book.accounts) + did_you_mean(account, book.accounts)
    elif isinstance(decision, Visit):
        yield from _visit_faults(decision, month, book)
    if isinstance(decision, HoldRoadShow) and decision.building not in book.buildings:
        yield "building", decision.building, one_of("a building with accounts of the book", book.buildings)


def _answer_faults(decision: Answer, month: int, book: _Book | None) -> Iterator[Fault]:
    kind, _, rest = decision.situation.partition(":")
    name, _, told = rest.rpartition(":")
    if kind not in SITUATIONS:
        near = did_you_mean(kind, list(SITUATIONS))
        yield "situation", decision.situation, f"kind, account and month, such as renewal:A07:{month}{near}"
    elif told != str(month) or not name:
        yield "situation", decision.situation, f"one of month {month}, such as {kind}:{name or 'A07'}:{month}"
    elif book and name not in book.accounts:
        yield "situation", decision.situation, one_of(f"a situation of {BOOK}", book.accounts)
    if kind in SITUATIONS and decision.option not in SITUATIONS[kind]:
        yield "option", decision.option, f"one of {', '.join(SITUATIONS[kind])}"


def _visit_faults(decision: Visit, month: int, book: _Book) -> Iterator[Fault]:
    works_at = book.people.get(decision.person)
    successor = month > 1 and re.fullmatch(rf"{re.escape(decision.account)}-n[1-9][0-9]*", decision.person)
    if works_at != decision.account and not successor:
        own = [person for person, account in book.people.items() if account == decision.account]
        near = f"; this is a person of {works_at}" if works_at else ""
        yield "person", decision.person, one_of(f"a person of {decision.account}", own) + near
    if book.scenario.settings.parameters.strict_mode and ACTIVITIES[decision.activity].compliance_points:
        yield "activity", decision.activity, STRICT


class _History:
    """What the decisions of earlier months have settled: partner tiers, instruments, seats, sponsors, channels."""

    def __init__(self) -> None:
        self.month = 0
        self.handed_over = False
        self._partners: dict[str, str] = {}
        self._held: list[tuple[int, str, str]] = []
        self._managers: dict[str, int] = {}
        self._seats: dict[tuple[str, str], int] = {}
        self._sponsored: dict[str, int] = {}
        self._named: dict[str, bool] = {}
        self._called: list[str] = []
        self._trained: dict[str, list[tuple[int, int]]] = {}

    def start(self, month: int, plan: Sequence[Decision]) -> None:
        """Go to a month; its partner tiers and sponsors hold for the whole of it, whatever the order of rows."""
        self.month = month
        self._called.clear()
        self._named = {made.account: made.on for made in plan if isinstance(made, AppointSponsor)}
        self._partners |= {made.account: made.partner for made in plan if isinstance(made, SetPartnerTier)}

    def faults(self, decision: Decision, book: _Book | None) -> list[Fault]:
        """What is wrong with a decision after those before it, which it then joins."""
        match decision:
            case SetChannel():
                self.handed_over |= decision.channel != DIRECT
            case AssignOwner():
                return self._handover_faults(decision, book) if decision.seat == "A" else self._seat_faults(decision)
            case AppointSponsor():
                return self._sponsor_faults(decision, book)
            case Visit(activity=activity) if activity == SPONSOR_CALL:
                return self._call_faults(decision.account, book)
            case TrainTeam():
                return self._training_faults(decision, book)
            case HoldInstrument():
                return self._instrument_faults(decision)
        return []

    def _handover_faults(self, decision: AssignOwner, book: _Book | None) -> list[Fault]:
        assert decision.manager is not None
        now = self._managers.get(decision.account) or (book and book.first_manager(decision.account))
        most = book.scenario.settings.account_managers if book else decision.manager
        self._managers[decision.account] = decision.manager
        return [refusal[1:] for refusal in no_successor(0, decision, now, most)]

    def _seat_faults(self, decision: AssignOwner) -> list[Fault]:
        seat, account = decision.seat, decision.account
        if not decision.on:
            if (account, "C") in self._seats and seat == "B":
                return [("seat", seat, "seat C first; B goes a month later at the earliest")]
            if self._seats.pop((account, seat), None) is None:
                return [("seat", seat, "a seat that somebody has; nobody has this one")]
            return []
        since = self._seats.setdefault((account, seat), self.month)
        if since < self.month:
            return [("seat", seat, f"a seat that nobody has; this one is filled since month {since}")]
        if seat == "C" and self._seats.get((account, "B"), self.month) >= self.month:
            return [("seat", seat, "seat B first; C comes a month later at the earliest")]
        return []

    def _sponsor_faults(self, decision: AppointSponsor, book: _Book | None) -> list[Fault]:
        if not decision.on:
            gone = self._sponsored.pop(decision.account, None)
            return [] if gone else [("account", decision.account, "an account with a sponsor")]
        since = self._sponsored.setdefault(decision.account, self.month)
        if since < self.month:
            return [
                ("account", decision.account, f"an account without a sponsor; this one has one since month {since}")
            ]
        if book and len(self._sponsored) > book.scenario.settings.sponsors:
            return [("account", decision.account, f"at most {book.scenario.settings.sponsors} sponsors in all")]
        return []

    def _call_faults(self, account: str, book: _Book | None) -> list[Fault]:
        self._called.append(account)
        most = book and book.scenario.settings.parameters.sponsor_calls
        sponsored = self._named.get(account, account in self._sponsored)
        found = call_too_many(0, account, sponsored, self._called.count(account), most)
        return [refusal[1:] for refusal in found]

    def _training_faults(self, decision: TrainTeam, book: _Book | None) -> list[Fault]:
        """More people than there are, or than had the wave before; newcomers may come to the first wave any time."""
        wave, waves = decision.wave, list(WAVES)
        most = book.scenario.settings.account_managers if book else decision.managers
        if before := waves[: waves.index(wave)]:
            given = self._trained.get(before[-1], [])
            had = sum(number for month, number in given if month < self.month)
            most = min(most, had - sum(number for _, number in self._trained.get(wave, [])))
        self._trained.setdefault(wave, []).append((self.month, decision.managers))
        if decision.managers <= most:
            return []
        return [not_ready(decision, max(0, most))]

    def _instrument_faults(self, decision: HoldInstrument) -> list[Fault]:
        name, account = decision.instrument, decision.account
        times = sum(
            (held, whose) == (name, account) and 0 < self.month - month < YEAR_MONTHS
            for month, whose, held in self._held
        )
        self._held.append((self.month, account, name))
        partner = self._partners.get(account, "ordinary")
        return [refusal[1:] for refusal in too_often(0, name, account, partner, times)]
