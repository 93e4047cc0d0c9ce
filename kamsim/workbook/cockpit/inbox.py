"""The right side: situations that wait for an answer, and the plan with what the check thinks of it."""

from collections.abc import Sequence

from kamsim.engine.briefing import Situation
from kamsim.engine.decisions import SITUATIONS, Answer, Decision, SetServiceLevel, SetStrategy, Visit, hours_of
from kamsim.workbook import look, sentences, words
from kamsim.workbook.cockpit.state import Desk, View

KIND_ORDER = {"standing_fault": 0, "discount_demand": 0, "renewal": 1, "opportunity": 2, "lost": 3}
REMARKS_SHOWN = 2


def inbox(desk: Desk, view: View) -> look.Tree:
    """Situations, those that cost most to leave alone first; one click answers."""
    found = [] if desk.session.finished else ordered(desk)
    answered = sum(desk.answered(situation.situation_id) is not None for situation in found)
    count = f" · {answered} of {len(found)} answered" if found else ""
    cards = [_situation(desk, situation) for situation in found] or [look.faint("Nobody waits for an answer.")]
    return look.card(f"Inbox{count}", *cards, scroll=True, key="inbox")


def ordered(desk: Desk) -> list[Situation]:
    """The inbox: open trouble before renewals before sales before lost accounts, larger accounts first."""

    def size(situation: Situation) -> int:
        account = desk.accounts.get(situation.account_id)
        return max(account.bill_fen, account.wallet_fen // 3) if account else 0

    return sorted(desk.briefing.inbox, key=lambda s: (KIND_ORDER.get(s.kind, 4), -size(s), s.situation_id))


def _situation(desk: Desk, found: Situation) -> look.Tree:
    who, said = sentences.situation(found, desk.names, desk.people.get(found.person_id or ""))
    chosen = desk.answered(found.situation_id)
    chips = [_option(desk, found, option, chosen) for option in found.options]
    name = look.part("button", "kam-strong kam-name", who, do=f"pick:{found.account_id}", title=f"Open {who}")
    return look.situation((name, ": ", said), *chips, key=found.situation_id)


def _option(desk: Desk, found: Situation, option: str, chosen: str | None) -> look.Tree:
    hours = SITUATIONS.get(found.kind, {}).get(option, 0.0)
    silent = " It is also what silence means." if option == found.options[-1] else ""
    hint = f"{words.option_hint(found.kind, option)}.{silent}".lstrip(".")
    short = hours > desk.session.hours_left + hours_of(Answer(situation=found.situation_id, option=chosen or "-"))
    refused = option != chosen and short
    return look.chip(
        words.option(found.kind, option),
        f"answer:{found.situation_id}:{option}",
        option == chosen,
        refused,
        f"Not enough hours: this takes {look.hours(hours)}." if refused else hint[:1].upper() + hint[1:],
        look.hours(hours) if hours else "",
    )


def plan(desk: Desk, view: View) -> look.Tree:
    """What will be sent, with its hours, and what a careful colleague would ask."""
    used = sum(hours_of(decision) for decision in desk.draft)
    title = f"Plan for month {desk.month + 1} · {look.hours(used)}"
    if desk.session.finished:
        return look.card("The game is over", look.sentence("Rewind to play on from an earlier month."), key="plan")
    lines = [_line(desk, place, decision) for place, decision in enumerate(desk.draft)]
    hint = "Adds what the textbook bot would do with the hours that are left; it knows only what you know"
    chips = look.row(
        look.chip("Let the textbook plan the rest", "textbook", disabled=desk.session.hours_left < 0.5, hint=hint),
        *([look.chip("Clear plan", "clear")] if lines else []),
    )
    empty = "Nothing planned: silence is an answer too." if desk.month else "Pick an account, then what to do there."
    body = look.part("div", "kam-scroll kam-fill kam-list", *(lines or [look.faint(empty)]), tabindex=0)
    return look.card(title, chips, body, *_checks(desk, view), key="plan")


def _line(desk: Desk, place: int, decision: Decision) -> look.Tree:
    whom, what = sentences.decision(decision, desk.names)
    text = look.part("span", "kam-fill kam-clamp", whom, " · ", what, title=f"{whom}: {what}")
    hours = look.part("span", "kam-strong kam-number", look.hours(hours_of(decision)))
    # The place carries the length, so that the second half of a double click finds nothing to remove.
    remove = look.link("×", f"remove:{place}:{len(desk.draft)}", f"Take out: {whom}, {what}")
    return look.part("div", "kam-line", text, hours, remove)


def _checks(desk: Desk, view: View) -> list[look.Part]:
    if view.problem:
        return [look.note(view.problem, "bad")]
    found = sorted(desk.session.remarks, key=lambda remark: -remark.level)
    said = [sentences.remark(remark, desk.names) for remark in found]
    notes: list[look.Part] = [
        look.note(text, "bad" if r.level == 3 else "watch") for text, r in zip(said, found, strict=True)
    ]
    if len(notes) > REMARKS_SHOWN:
        rest = len(notes) - REMARKS_SHOWN + 1
        more = look.part("p", "kam-faint", f"… and {rest} more remarks", title="\n".join(said[REMARKS_SHOWN - 1 :]))
        notes = [*notes[: REMARKS_SHOWN - 1], more]
    levels = {remark.level for remark in found}
    fine = ["possible", *(["in range"] if 2 not in levels else []), *(["fits the strategy"] if 3 not in levels else [])]
    return [*notes, look.note(" · ✓ ".join(fine).capitalize() if desk.draft else "Possible")]


def rest_of(draft: Sequence[Decision], wanted: Sequence[Decision], hours: float) -> list[Decision]:
    """The plan with those wanted decisions added that fit into the hours and do not repeat what is planned."""
    plan, taken = list(draft), {_matter(decision) for decision in draft}
    left = hours - sum(map(hours_of, plan))
    for decision in wanted:
        if _matter(decision) not in taken and hours_of(decision) <= left + 1e-9:
            plan.append(decision)
            taken.add(_matter(decision))
            left -= hours_of(decision)
    return plan


def _matter(decision: Decision) -> tuple[str, str]:
    """What a decision is about; two about the same are one too many."""
    if isinstance(decision, Answer):
        return "answer", decision.situation
    if isinstance(decision, SetServiceLevel | SetStrategy):
        return decision.kind, decision.tier
    if isinstance(decision, Visit):
        return "visit", decision.person
    return decision.kind, decision.account
