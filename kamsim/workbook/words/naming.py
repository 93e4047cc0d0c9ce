"""Names of accounts, people, rivals and buildings, and how a code is looked up in a table of words."""

import unicodedata
from collections.abc import Mapping

from kamsim.engine.briefing import Briefing
from kamsim.engine.scenario import US, Scenario
from kamsim.market.buying import NOBODY

Names = Mapping[str, str]
SOMEBODY = "somebody you do not know yet"


def plain(code: object) -> str:
    """A code that has no words of its own, made readable."""
    return str(code).replace("_", " ").replace(":", ": ").strip() or "something else"


def word(table: Mapping, code: object) -> str:
    """A code in a table of words, such as `STRATEGIES`."""
    found = table.get(code)
    return plain(code) if found is None else found[0] if isinstance(found, tuple) else found


def hint(table: Mapping, code: object) -> str:
    """What a code in a table of words means; empty where the word says it all."""
    found = table.get(code)
    return found[1] if isinstance(found, tuple) else ""


def names_of(scenario: Scenario, briefing: Briefing) -> dict[str, str]:
    """Names of accounts, rivals, buildings, and of those people whom the manager knows or knew before they left."""
    names = {row.account_id: row.name for row in scenario.accounts}
    names |= {row.rival_id: row.name for row in scenario.rivals}
    names |= {row.building_id: row.name for row in scenario.buildings}
    names |= {row.person_id: row.name for row in scenario.people if row.known}
    names |= {manager_key(number): manager.name for number, manager in enumerate(briefing.managers, start=1)}
    names |= {p.person_id: p.name for account in briefing.accounts for p in account.people if p.name}
    for account in briefing.accounts:
        names.update(account.former)
    return names


def manager_key(number: int) -> str:
    """The key under which the name of one of our account managers is kept."""
    return f"manager:{number}"


def person(person_id: str, names: Names) -> str:
    """A person's name; people that the manager does not know stay without one."""
    return names.get(person_id, SOMEBODY)


def shortened(name: str, most: int) -> str:
    """A name cut to the width of so many Latin letters; a wide letter, as in Chinese, takes the place of two."""
    width = 0
    for place, letter in enumerate(name):
        width += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if width > most:
            return f"{name[:place]}…"
    return name


def vendor(code: str, names: Names) -> str:
    """Us, nobody, or a rival's name."""
    return {US: "us", NOBODY: "nobody", "": "a rival"}.get(code) or names.get(code) or plain(code)
