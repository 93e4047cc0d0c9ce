"""After a game: where what we believed was furthest from the truth. While a game runs, nobody may ask."""

from typing import NamedTuple

from kamsim.engine.briefing import AccountView, Briefing
from kamsim.engine.records import DemandSettled, DiscountDemanded
from kamsim.engine.state import AccountState
from kamsim.engine.world import World

LEVELS_WIDE = 4.0
"""From an opponent to a coach."""
LEAST_LEVELS = 1.0
"""Nearer to the truth than this, a level shown is no misjudgment."""
NOTHING_GIVEN = ("hold", "ask_what_changed")


class Misjudgment(NamedTuple):
    """What we took for true, and what was: of a kind `attitude`, `role`, `wallet` (CNY a month) or `motive`.

    `weight` ranks them, in CNY a month of the account's business: all of the error of a wallet; of an attitude or a
    role, the person's share of influence times how far off it was; of a bluff that was paid for, the cut claimed.
    """

    kind: str
    account_id: str
    person_id: str
    believed: float | str
    true: float | str
    weight: float


def largest_misjudgments(world: World, briefing: Briefing, most: int) -> list[Misjudgment]:
    """The weightiest first; at most one of a kind for an account, so that one large account does not fill the list."""
    found = [made for made in _bluffs(world) if made.weight > 0]
    for view in briefing.accounts:
        account = world.accounts[view.account_id]
        found += [*_of_people(account, view, briefing.influence), *_of_wallet(account, view)]
    found.sort(key=lambda made: (-made.weight, made.kind, made.account_id, made.person_id))
    first: dict[tuple[str, str], Misjudgment] = {}
    for made in found:
        first.setdefault((made.kind, made.account_id), made)
    return list(first.values())[:most]


def _of_people(account: AccountState, view: AccountView, influence: dict[str, float]) -> list[Misjudgment]:
    found, whole = [], sum(influence[person.role] for person in account.people)
    for person, seen in zip(account.people, view.people, strict=True):
        where = (view.account_id, person.person_id)
        if seen.level is not None and abs(seen.level - person.attitude) >= LEAST_LEVELS:
            off = person.share * abs(seen.level - person.attitude) / LEVELS_WIDE
            found.append(Misjudgment("attitude", *where, seen.level, round(person.attitude), off * account.wallet))
        if seen.role is not None and seen.role != person.role:
            off = abs(influence[seen.role] - influence[person.role]) / whole
            found.append(Misjudgment("role", *where, seen.role, person.role, off * account.wallet))
    return found


def _of_wallet(account: AccountState, view: AccountView) -> list[Misjudgment]:
    believed = view.wallet_fen / 100
    off = abs(believed - account.wallet)
    return [Misjudgment("wallet", view.account_id, "", believed, account.wallet, off)] if off >= 1 else []


def _bluffs(world: World) -> list[Misjudgment]:
    """Demands without a ground for which something was given."""
    asked: dict[str, DiscountDemanded] = {}
    found = []
    for record in world.ledger:
        if isinstance(record, DiscountDemanded):
            asked[record.account_id] = record
        elif isinstance(record, DemandSettled) and record.option not in NOTHING_GIVEN:
            demand = asked.get(record.account_id)
            if demand is not None and demand.bluff:
                wallet = world.accounts[record.account_id].wallet
                claimed = demand.claimed_discount
                found.append(
                    Misjudgment("motive", record.account_id, demand.person_id, claimed, "bluff", claimed * wallet)
                )
    return found
