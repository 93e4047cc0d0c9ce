"""The inbox: situations that wait for an answer; one click answers, and an answered one shrinks to a line."""

from kamsim.engine.briefing import Situation
from kamsim.engine.decisions import Answer
from kamsim.workbook import look, sentences, words
from kamsim.workbook.cockpit.figures import QUARTER
from kamsim.workbook.cockpit.state import Desk, Ran, View

KIND_ORDER = {
    "crisis": 0,
    "outage": 0,
    "building_attack": 1,
    "counter_offer": 1,
    "resentment": 1,
    "standing_fault": 1,
    "discount_demand": 1,
    "objection": 2,
    "gatekeeper_blocks": 2,
    "renewal": 2,
    "rebasing": 2,
    "owner_left": 3,
    "answers_fell": 3,
    "opportunity": 3,
    "lost": 4,
}
"""What costs most to leave alone comes first; a kind that is not listed comes last."""


def inbox(desk: Desk, view: View) -> look.Tree:
    """Situations, those that cost most to leave alone first."""
    found = [] if desk.session.finished else ordered(desk)
    answered = sum(desk.answered(situation.situation_id) is not None for situation in found)
    count = f" · {answered} of {len(found)} answered" if found else ""
    cards = [situation_card(desk, situation) for situation in found] or [look.faint("Nobody waits for an answer.")]
    report = [_report(view.ran, view.page != "end")] if view.ran else []
    if desk.month and not desk.month % QUARTER and view.page != "review":
        report.append(_review(desk.month // QUARTER))
    # A new month is a new element, which begins at its top.
    return look.card(f"Inbox{count}", *report, *cards, scroll=True, key=f"inbox:{desk.month}")


def _review(quarter: int) -> look.Tree:
    """The call to the quarterly review, in the month after a quarter."""
    hint = "What the quarter brought, beside the plan and the quarter before"
    return look.part(
        "p", "kam-sentence", f"Quarter {quarter} is over: ", look.link("see the review", "page:review", hint)
    )


def _report(ran: Ran, leads_back: bool) -> look.Tree:
    """What passed in a quarter, and the way back to where it began; the result has its own."""
    lost = look.counted(ran.lost, "account")
    passed = look.counted(ran.unanswered, "message")
    months = look.counted(ran.months, "month")
    text = f"{months} run: {lost} lost, {passed} passed unanswered. "
    back = look.link(f"Back to month {ran.first}", f"back:{ran.first}", "On the same luck; this stays as a try")
    return look.part("p", "kam-sentence kam-watch", text, back if leads_back else None)


def ordered(desk: Desk) -> list[Situation]:
    """The inbox: open ones first; trouble before renewals before sales before lost accounts, larger accounts first."""

    def size(situation: Situation) -> int:
        account = desk.accounts.get(situation.account_id)
        return max(account.bill_fen, account.wallet_fen // 3) if account else 0

    def rank(situation: Situation) -> tuple:
        answered = desk.answered(situation.situation_id) is not None
        return answered, KIND_ORDER.get(situation.kind, len(KIND_ORDER)), -size(situation), situation.situation_id

    return sorted(desk.briefing.inbox, key=rank)


def situation_card(desk: Desk, found: Situation) -> look.Tree:
    """A situation with its answers, or with the one that was chosen."""
    who, said = sentences.situation(found, desk.names, desk.people.get(found.person_id or ""))
    chosen = desk.answered(found.situation_id)
    name = look.part("button", "kam-strong kam-name", who, do=f"pick:{found.account_id}", title=f"Open {who}. {said}")
    if chosen is None:
        chips = [_option(desk, found, option) for option in found.options]
        return look.situation((name, ": ", said), *chips, key=found.situation_id)
    back = _option(desk, found, chosen, chosen=True)
    return look.part("div", "kam-inbox kam-inbox-done", name, back, key=found.situation_id)


def _option(desk: Desk, found: Situation, option: str, chosen: bool = False) -> look.Tree:
    hours = desk.briefing.hours_of(Answer(situation=found.situation_id, option=option))
    silent = " It is also what silence means." if option == found.options[-1] else ""
    meaning = words.option_hint(found.kind, option, found.facts)
    hint = words.option(found.kind, option, found.facts) + (f": {meaning}." if meaning else ".") + silent
    refused = not chosen and hours > desk.hours_left
    if refused:
        hint = f"Not enough hours: this takes {look.hours(hours)}."
    elif chosen:
        hint = f"Your answer. {hint} Click to take it back and to see the other answers."
    return look.chip(
        words.option_chip(found.kind, option, found.facts),
        f"answer:{found.situation_id}:{option}",
        chosen,
        refused,
        hint,
        look.hours(hours) if hours else "",
    )
