"""The plan: what will be sent, account by account, with its hours and its money, and what the check thinks of it."""

from collections.abc import Sequence

from kamsim.engine.briefing import Briefing
from kamsim.engine.decisions import Decision, Visit, price_offer_to
from kamsim.engine.remarks import Remark
from kamsim.workbook import look, sentences
from kamsim.workbook.cockpit.over import over
from kamsim.workbook.cockpit.running import change_fen, running_fen
from kamsim.workbook.cockpit.state import Desk, View
from kamsim.workbook.cockpit.subject import about, whose

REMARKS_SHOWN = 2


def plan(desk: Desk, view: View) -> look.Tree:
    """What will be sent, and what a careful colleague would ask."""
    if desk.session.finished:
        return over(desk)
    groups: dict[str, list[int]] = {}
    for place, decision in enumerate(desk.draft):
        groups.setdefault(whose(decision), []).append(place)
    lines = [line for name, places in groups.items() for line in _group(desk, view, name, places)]
    hint = "Adds what the textbook bot would do with the hours that are left; it knows only what you know"
    clear = look.part("span", "kam-end", _clear(lines, view)) if lines or view.cleared else None
    title = look.part("span", "", *_title(desk), title=_title_hint(desk))
    empty = "Nothing planned: silence is an answer too." if desk.month else "Pick an account, then what to do there."
    notes, verdict = _checks(desk, view)
    body = look.part(
        "div", "kam-scroll kam-fill kam-list", *notes, *(lines or [look.faint(empty)]),
        tabindex=0, key=f"plan:{desk.month}",
    )  # fmt: skip
    full = desk.hours_left < 0.5
    textbook = None if full and lines else look.chip("Textbook plans the rest", "textbook", disabled=full, hint=hint)
    return look.part(
        "section", "kam-card", look.part("h3", "kam-title", title, clear),
        look.part("div", "kam-body", body, look.part("div", "kam-row kam-foot", textbook, verdict)), key="plan",
    )  # fmt: skip


def _clear(lines: list[look.Tree], view: View) -> look.Tree:
    """Empties the plan at one click, and brings it back at the next."""
    if lines:
        return look.link("clear plan", "clear", "Take everything out; one click brings it back")
    count = len(view.cleared)
    return look.link("bring it back", "bring_back", f"The plan that was cleared: {look.count(count, 'decisions')}")


def _title(desk: Desk) -> list[look.Part]:
    used, cost = sum(map(desk.briefing.hours_of, desk.draft)), sum(map(desk.briefing.cost_fen, desk.draft))
    more = change_fen(desk, desk.draft)
    parts = [f"Plan for month {desk.month + 1}", look.hours(used)]
    parts += [look.money(cost)] if cost else []
    if not more:
        return [" · ".join(parts)]
    # A sign stays with its amount at the end of a line.
    return [" · ".join([*parts, ""]), look.part("span", "kam-number", f"{look.money_change(more)} a month")]


def _title_hint(desk: Desk) -> str:
    count = look.counted(len(desk.draft), "decision")
    return f"{count}: hours of the team, costs at once, and what standing decisions change a month"


def _group(desk: Desk, view: View, name: str, places: list[int]) -> list[look.Tree]:
    """One line for an account, which unfolds into its items when there are several."""
    if len(places) == 1:
        return [_line(desk, places[0], alone=True)]
    made = [desk.draft[place] for place in places]
    whom, open_ = sentences.decision(made[0], desk.names)[0], name in view.unfolded
    items = "; ".join(sentences.decision(decision, desk.names)[1] for decision in made)
    head = look.part(
        "button", "kam-fill kam-one", f"{'▾' if open_ else '▸'} ", look.part("span", "kam-bidi", whom),
        f" · {len(made)} items", do=f"fold:{name}", title=f"{whom}: {items}", aria_pressed=open_,
    )  # fmt: skip
    cost, hours = sum(map(desk.briefing.cost_fen, made)), sum(map(desk.briefing.hours_of, made))
    line = look.part("div", "kam-line", head, _money(cost), _hours(hours), key=f"group:{name}")
    return [line, *(_line(desk, place, alone=False) for place in places)] if open_ else [line]


def _line(desk: Desk, place: int, alone: bool) -> look.Tree:
    decision = desk.draft[place]
    whom, what = sentences.decision(decision, desk.names)
    running = running_fen(desk, decision)
    if running is not None:
        month, more = running
        what += f", {look.money(month)} a month ({look.money_change(more) if more else 'as now'})"
    said: list[look.Part] = [look.part("span", "kam-bidi", whom), " · ", what] if alone else ["· ", what]
    text = look.part("span", "kam-fill kam-clamp", *said, title=f"{whom}: {what}")
    # The place carries the length, so that the second half of a double click finds nothing to remove.
    remove = look.link("×", f"remove:{place}:{len(desk.draft)}", f"Take out: {whom}, {what}")
    cost, hours = desk.briefing.cost_fen(decision), desk.briefing.hours_of(decision)
    return look.part("div", "kam-line", text, _money(cost), _hours(hours), remove)


def _money(fen: int) -> look.Part:
    return look.part("span", "kam-number kam-faint", look.money(fen), title="costs at once") if fen else None


def _hours(hours: float) -> look.Tree:
    return look.part("span", "kam-strong kam-number", look.hours(hours))


def _checks(desk: Desk, view: View) -> tuple[list[look.Part], look.Part]:
    """Remarks, and the verdict of the check."""
    if view.problem:
        return [look.note(view.problem, "bad")], None
    found = sorted(desk.session.remarks, key=lambda remark: -remark.level)
    notes: list[look.Part] = [_note(desk, remark) for remark in found]
    if len(notes) > REMARKS_SHOWN:
        rest = len(notes) - REMARKS_SHOWN + 1
        label = "fewer remarks" if view.remarks else f"… and {rest} more remarks"
        shown = notes if view.remarks else notes[: REMARKS_SHOWN - 1]
        notes = [*shown, look.part("p", "", look.link(label, "remarks", "What a careful colleague would ask"))]
    levels = {remark.level for remark in found}
    fine = ["possible"]
    fine += [word for level, word in ((2, "nothing unusual"), (3, "fits the strategy")) if level not in levels]
    verdict = " · ✓ ".join(fine).capitalize() if desk.draft else "Possible"
    return notes, look.part("span", "kam-small kam-good kam-fill kam-clamp", f"✓ {verdict}", title=verdict)


def _note(desk: Desk, remark: Remark) -> look.Tree:
    return look.note(sentences.remark(remark, desk.names), "bad" if remark.level == 3 else "watch")


def rest_of(draft: Sequence[Decision], wanted: Sequence[Decision], briefing: Briefing) -> list[Decision]:
    """The plan with those wanted decisions added that fit into the hours and do not repeat what is planned."""
    plan, taken = list(draft), {matter for decision in draft for matter in _matters(decision)}
    left = briefing.hours - sum(map(briefing.hours_of, plan))
    for decision in wanted:
        matters = _matters(decision)
        if taken.isdisjoint(matters) and briefing.hours_of(decision) <= left + 1e-9:
            plan.append(decision)
            taken |= matters
            left -= briefing.hours_of(decision)
    return plan


def _matters(decision: Decision) -> set[tuple[str, ...]]:
    """What a decision is about, a person or a price as well; two about the same are one too many."""
    if isinstance(decision, Visit):
        return {("visit", decision.person)}
    priced = price_offer_to(decision)
    return {about(decision), *([("price", priced)] if priced else [])}
