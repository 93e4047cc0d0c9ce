"""The truth after a game, in words: what we believed, and what it was."""

from kamsim.engine.debrief import Misjudgment
from kamsim.engine.simulation import Simulation
from kamsim.workbook import look, words
from kamsim.workbook.words.naming import Names

KINDS = {
    "attitude": "what {} thought of us",
    "role": "the role of {}",
    "wallet": "the wallet",
    "motive": "a demand of {}",
}
HEADERS = ("what", "you believed", "the truth")
MEANING = (
    "You saw evidence, not truth. Meetings show attitudes and roles; mapping shows the wallet; asking what changed "
    "shows a bluff."
)


def misjudged(simulation: Simulation, names: Names) -> list[tuple[str, str, str]]:
    """The largest misjudgments of a finished game as (what, believed, true)."""
    return [_row(made, names) for made in simulation.misjudgments()]


def _row(made: Misjudgment, names: Names) -> tuple[str, str, str]:
    what = KINDS[made.kind].format(words.person(made.person_id, names))
    where = f"{names.get(made.account_id, made.account_id)}: {what}"
    return where, _said(made.kind, made.believed), _said(made.kind, made.true)


def _said(kind: str, value: float | str) -> str:
    match kind:
        case "attitude":
            return words.level(int(value))
        case "role":
            return words.role(str(value))
        case "wallet":
            return f"{look.money_short(round(100 * float(value)))} a month"
    return "a bluff" if isinstance(value, str) else f"an offer {look.percent(value, 0)} lower"
