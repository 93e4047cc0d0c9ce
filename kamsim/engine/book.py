"""The tables of a scenario joined by account, as every game of it begins."""

from math import log
from types import SimpleNamespace
from typing import TYPE_CHECKING, NamedTuple, cast

from kamsim.market.people import influence_of, influence_shares

if TYPE_CHECKING:
    from kamsim.engine.scenario import Account, Person, Rival, Scenario


class Seat(NamedTuple):
    """A person as a game begins: who they are, and what they think of us and of the rivals, in the rivals' order.

    `who`: ids of person and account, name, role, rank, style, need, and share of the group's influence.
    """

    who: tuple[str | float, ...]
    attitude: float
    rivals: tuple[float, ...]
    known: bool


class Entry(NamedTuple):
    """An account with its buying center; shares of the wallet and suppliers by product line.

    `bill_score`: SD of its log wallet above the mean of the book.
    """

    facts: "Account"
    seats: tuple[Seat, ...]
    shares: dict[str, float]
    suppliers: dict[str, str]
    bill_score: float


def book_of(scenario: "Scenario") -> tuple[Entry, ...]:
    """All accounts of a scenario, in its order."""
    rivals = [rival.rival_id for rival in scenario.rivals]
    attitudes = {(row.person_id, row.rival_id): row.attitude for row in scenario.rival_attitudes}
    people: dict[str, list[Person]] = {account.account_id: [] for account in scenario.accounts}
    for person in scenario.people:
        people[person.account_id].append(person)
    shares: dict[str, dict[str, float]] = {account.account_id: {} for account in scenario.accounts}
    suppliers: dict[str, dict[str, str]] = {account.account_id: {} for account in scenario.accounts}
    for line in scenario.lines:
        shares[line.account_id][line.product] = line.share
        suppliers[line.account_id][line.product] = line.supplier
    entries, influence = [], influence_of(scenario.numbers)
    for facts, score in zip(scenario.accounts, _bill_scores(scenario.accounts), strict=True):
        group = people[facts.account_id]
        seats = [
            _seat(person, share, tuple([attitudes.get((person.person_id, rival), 0.0) for rival in rivals]))
            for person, share in zip(group, influence_shares(influence, [person.role for person in group]), strict=True)
        ]
        entries.append(Entry(facts, tuple(seats), shares[facts.account_id], suppliers[facts.account_id], score))
    return tuple(entries)


def rivals_of(scenario: "Scenario") -> dict[str, "Rival"]:
    """All rivals by id, as bare attributes: a game reads them thousands of times, a model's cost much more."""
    return {rival.rival_id: cast("Rival", SimpleNamespace(**dict(rival))) for rival in scenario.rivals}


def _seat(person: "Person", share: float, rivals: tuple[float, ...]) -> Seat:
    who = (person.person_id, person.account_id, person.name, person.role, person.rank, person.style, person.need, share)
    return Seat(who, person.attitude, rivals, person.known)


def _bill_scores(accounts: tuple["Account", ...]) -> list[float]:
    if not accounts:
        return []
    logs = [log(account.list_value) for account in accounts]
    mean = sum(logs) / len(logs)
    spread = (sum((value - mean) ** 2 for value in logs) / len(logs)) ** 0.5
    return [(value - mean) / spread if spread else 0.0 for value in logs]
