"""The first deal as a widget: what its clicks do, and its pictures."""

from collections.abc import Mapping
from functools import partial

from kamsim.workbook import look, plots, sentences
from kamsim.workbook.canvas import Canvas
from kamsim.workbook.first_deal.game import Deal
from kamsim.workbook.first_deal.screen import screen
from kamsim.workbook.session import Session, open_session

SEED = 27
"""A seed with a demand for a discount on the way, and a renewal so close that one meeting more or less decides it."""


class FirstDeal:
    """The guided first deal for a session; `canvas` is the widget."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.deal = Deal(session)
        self._chance = plots.Picture(plots.chance_chart, 400, 136, last=self.deal.months)
        self._futures = plots.Picture(
            plots.line_chart, 540, 216, number=partial(look.percent, digits=0), x_label="month", ticks=(0.0, 0.5, 1.0)
        )
        self.canvas = Canvas(lambda: screen(self.deal), self._act, self._pictures, explain=sentences.explain)
        session.observe(lambda _: self.canvas.refresh(), "revision")

    def _act(self, action: str) -> None:
        verb, *rest = action.split(":", 2)
        deal, month = self.deal, int(rest[0]) if rest and rest[0].isdigit() else 0
        match verb:
            case "start" | "go":
                deal.keep(step="choose", month=month, picked="")
            case "pick" | "else":
                deal.keep(picked=rest[1])
            case "run":
                deal.play()
            case "back":
                deal.back(month)
            case "why":
                deal.keep(step="why")
            case "rewind":
                deal.keep(step="again", again=month, picked="")
            case "unwind":
                deal.keep(step="why", month=deal.months - 1)
            case "other":
                deal.play_other()
            case "score":
                deal.keep(step="score")
            case "open":
                deal.keep(next_lesson=True)
            case "restart":
                deal.start_again()

    def _pictures(self) -> Mapping[str, bytes]:
        place = self.deal.place
        if place.step == "both":
            first, other = self.deal.futures()
            lines = (plots.Line("your game", first, "own"), plots.Line("the other", other, "branch"))
            return {"futures": self._futures.png(lines)}
        monthly = place.step in ("choose", "result") and place.month > 0
        wanted = monthly or (place.step == "why" and not self.session.finished)
        return {"chance": self.chance()} if wanted else {}

    def chance(self) -> bytes:
        """The picture of the chance that they stay."""
        return self._chance.png(self.deal.estimates(), self.deal.outlook())


def open_first_deal() -> Canvas:
    """The first deal on the game that is kept on this computer, or a new one."""
    first = FirstDeal(open_session("first-deal", seed=SEED))
    # The very first drawing takes half a second; here nobody waits for it.
    first.chance()
    return first.canvas
