"""The tab on the story of an account: what happened here, newest first."""

from kamsim.engine.briefing import AccountView
from kamsim.engine.records import ChoiceMade, Record
from kamsim.engine.state import MONTH_DAYS
from kamsim.workbook import look, sentences
from kamsim.workbook.cockpit.lifetime import of_account
from kamsim.workbook.cockpit.state import Desk, View


def story(desk: Desk, view: View, found: AccountView) -> list[look.Part]:
    """What happened here, newest first."""
    records = desk.session.story(found.account_id)
    told = [line for record in reversed(records) if (line := dated(record, desk))]
    if costs := sentences.monthly_costs(records):
        told.insert(0, look.faint(f"{costs[0].upper()}{costs[1:]}"))
    told = [*of_account(desk, view, found), *told]
    return [look.part("div", "kam-scroll kam-fill", *(told or [look.faint("Nothing yet.")]), tabindex=0)]


def dated(record: Record, desk: Desk) -> look.Tree | None:
    """A record as a line with its date, and for a choice the way to its why; None for what has no words."""
    text = sentences.story_line(record, desk.names, desk.parameters.sla_repair)
    if text is None:
        return None
    month, day = divmod(int(record.day), MONTH_DAYS)
    why = None
    if isinstance(record, ChoiceMade) and record in desk.choices:
        why = look.link("why", f"why:{desk.choices.index(record)}")
    return look.part(
        "div", "kam-line", look.part("span", "kam-faint kam-date", f"month {month + 1}, day {day + 1}"),
        look.part("span", "kam-fill", text), why,
    )  # fmt: skip
