"""Two pages in the middle of the screen: the tries of this game side by side, and the result at its end."""

from kamsim.engine.records import ChoiceMade
from kamsim.engine.state import MONTH_DAYS
from kamsim.studies.luck import luck_by_source
from kamsim.studies.score import Path
from kamsim.workbook import look, sentences, words
from kamsim.workbook.cockpit.charts import comparison
from kamsim.workbook.cockpit.state import OPEN, Desk, View
from kamsim.workbook.cockpit.top import undefined
from kamsim.workbook.luck import in_points

EXPORT = "A table of what you decided, month by month, that a spreadsheet opens and the terminal plays again"


COMPARED = "The charts compare with the try you choose; before you choose, with the last one that was played otherwise."

LENGTHS = "Each row says how a try stands after its own last month: compare tries of the same length."


def tries(desk: Desk, view: View) -> look.Tree:
    """Branches of the game to compare with, switch to or drop, and the months to go back to."""
    session = desk.session
    other = desk.against(view)
    rows = [_row(desk, view, session.current, desk.history, other)]
    kept = {name: session.branch_path(name) for name in desk.kept}
    rows += [_row(desk, view, name, path, other) for name, path in kept.items()]
    months = [
        look.chip(str(month), f"back:{month}", hint=f"Play month {month} again, on the same luck")
        for month in range(1, desk.month + 1)
    ]
    return look.card(
        None,
        _head("Tries of this game, all on the same luck"),
        look.sentence(
            comparison(desk, other) if other else "One game so far. Rewind or go back, and the old one is kept here."
        ),
        look.faint(COMPARED) if other else None,
        look.faint(LENGTHS) if any(len(path.figures) != desk.month for path in kept.values()) else None,
        look.part(
            "div",
            "kam-scroll kam-fill",
            look.table(["try", "index", "value", "retention", "recurring"], rows),
            tabindex=0,
        ),
        look.strong("Go back to the start of month"),
        look.row(*months) if months else look.faint("Nothing is played yet."),
        look.row(
            look.chip(
                "Begin again at month 1", "restart", disabled=not desk.month, hint="What you played stays as a try"
            ),
            look.chip("Save the decisions as a file", "export", disabled=not desk.month, hint=EXPORT),
            look.chip("Back to the accounts", "page:account"),
        ),
        look.sentence(view.told) if view.told else None,
        key="tries",
    )


def _head(text: str) -> look.Tree:
    return look.part("div", "kam-head", text)


def _row(desk: Desk, view: View, name: str, path: Path, other: tuple[str, Path] | None) -> list[look.Part]:
    last = path.figures[-1] if path.figures else None
    months = len(path.figures)
    shown = [
        look.points(desk.score_of(name).index),
        look.money_short(path.value_fen(months)),
        look.percent(last.gross_revenue_retention if last else None),
        look.money_short(last.standing_fen if last else None),
    ]
    played = look.counted(months, "month")
    if name == desk.session.current:
        return [look.part("div", "kam-try", look.strong(name), look.faint(f"{played}, open now")), *shown]
    compared = other is not None and other[0] == name
    if desk.session.decisions(name) == desk.session.decisions():
        played += ", as your game is now"
    does = (
        look.row(*_asked(name))
        if view.asking == name
        else look.row(
            look.chip("compare", f"against:{name}", compared),
            look.chip("open", f"switch:{name}"),
            look.chip("drop", f"ask:{name}", hint="Forget this try"),
        )
    )
    return [look.part("div", "kam-try", look.part("span", "", f"{name}, {played}"), does), *shown]


def _asked(name: str) -> list[look.Part]:
    """Forgetting a try cannot be undone: it asks once, in place."""
    return ["Drop?", look.chip("yes", f"drop:{name}", hint="Forget this try for good"), look.chip("no", "ask:")]


def end(desk: Desk, view: View) -> look.Tree:
    """The result: score with its luck taken out, retention, revenue, and what to try next."""
    figures, score = desk.history.figures, desk.score
    last = figures[-1] if figures else None
    index = look.points(score.index)
    luck = "" if score.luck is None else luck_line(score.luck, index)
    came = "" if score.luck is None else in_points(luck_by_source(desk.session.simulation.ledger), score.luck)
    luck += f" The luck came from: {came}." if came else ""
    none = "" if score.index is not None else f" No index: {undefined(desk)}."
    rows = [
        (
            "Value: margin of all months plus what your accounts are worth at the end",
            look.money_short(desk.history.value_fen(len(figures))),
        ),
        ("Gross revenue retention, last 12 months", look.percent(last.gross_revenue_retention if last else None)),
        ("Accounts kept, last 12 months", look.percent(last.logo_retention if last else None)),
        ("Recurring revenue a month", look.money_short(last.standing_fen if last else None)),
        (
            "Accounts won · won back · lost",
            " · ".join(
                look.count(sum(getattr(f, f"accounts_{what}") for f in figures)) for what in ("won", "won_back", "lost")
            ),
        ),
    ]
    if desk.earned_by_best is not None:
        best = look.percent(desk.earned_by_best, 0)
        rows.append(("Share of all profit from the most profitable 20 % of accounts", best))
    again = _turning_point(desk)
    return look.card(
        None,
        _head(f"The {desk.briefing.months} months are over: value index {index}"),
        look.part(
            "div", "kam-scroll kam-fill kam-stack kam-more",
            look.sentence("0 is doing nothing, 100 is what the textbook bot reaches on the same luck.", luck, none),
            *again, look.part("div", "kam-small", *(look.line(label, value) for label, value in rows)), tabindex=0,
        ),
        look.row(look.chip("Key figures", "page:figures"), look.chip("Compare your tries", "page:tries"),
                 look.chip("Begin again at month 1", "restart"), look.chip("Look at the accounts", "page:account")),
        key="end",
    )  # fmt: skip


def luck_line(points: float, index: str) -> str:
    """What luck did to the value, and that the index leaves it out; empty where it comes to nothing."""
    size = round(abs(points))
    if not size:
        return ""
    did = "Good luck brought" if points > 0 else "Bad luck cost"
    noun, them = ("point", "it") if size == 1 else ("points", "them")
    return f" {did} {size} {noun}; the {index} does not count {them}."


def could_have(made: ChoiceMade, reason: str = "") -> str:
    """Whether a choice that went badly could have gone well; `reason`: what weighed most when they left by it."""
    hoped, chance = words.choice(made.choice), look.chance(made.probability)
    if OPEN[0] <= made.probability <= OPEN[1]:
        return f"The chance of {hoped} was {chance}: bad luck cost most here, and it could have gone otherwise."
    weighed = f"What weighed most: {words.word(words.REASONS, reason)}. " if reason else ""
    return f"{weighed}The chance of {hoped} was {chance}; no other choice cost more against the odds."


def _turning_point(desk: Desk) -> list[look.Part]:
    """The bad choice that cost most beyond what was to be expected."""
    worst = desk.worst_luck
    if worst is None:
        return []
    month = int(worst.day // MONTH_DAYS) + 1
    gone = desk.left.get(worst.account_id)
    reason = gone.reason if gone is not None and gone.day == worst.day else ""
    return [
        look.sentence(f"{sentences.question(worst, desk.names)} {could_have(worst, reason)}"),
        look.row(
            look.chip(f"Go back to month {month}", f"back:{month}", hint="Choose otherwise, on the same luck"),
            look.link("open the account", f"pick:{worst.account_id}"),
        ),
    ]
