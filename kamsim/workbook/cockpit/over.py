"""In place of the plan when the game is over: the truth that could not be known while it ran."""

from kamsim.workbook import look
from kamsim.workbook.cockpit.state import Desk
from kamsim.workbook.debrief import HEADERS, MEANING, misjudged


def over(desk: Desk) -> look.Tree:
    """The largest misjudgments, believed beside true, and the way back."""
    found = misjudged(desk.session.simulation, desk.names)
    truth: list[look.Part] = []
    if found:
        truth = [
            look.strong("What was furthest from the truth"),
            look.faint(MEANING),
            look.table(HEADERS, found, left=len(HEADERS)),
        ]
    body = look.part("div", "kam-scroll kam-fill", *truth, tabindex=0)
    back = look.faint("Rewind to play on from an earlier month.") if desk.month else None
    return look.card("The game is over", body, back, key="plan")
