"""The top line: where the game stands, and the next step at its right end."""

from typing import Any

from kamsim.workbook import look
from kamsim.workbook.cockpit.state import Desk, View

QUARTER = 3
SWINGS = (
    "Bills follow usage, which swings with the season (least in February) and by chance from month to month; "
    "contracts with a bundle keep their fee"
)


def top(desk: Desk, view: View) -> look.Tree:
    """State and next steps; the filled button is always the next month."""
    title = look.part("div", "kam-head", look.named(desk.session.scenario.settings.title))
    if view.running is not None:
        done, total = view.running
        at = look.metric(f"Running: {done} of {total} months", "the plan is for the first of them")
        cancel = look.button("Cancel", "cancel", hint="Stop after the month that runs now")
        bar = look.part("div", "kam-fill", look.progress(done, total))
        return look.top_line(title, at, bar, actions=[cancel])
    return look.top_line(title, *_metrics(desk), actions=_steps(desk, view))


def _metrics(desk: Desk) -> list[look.Tree]:
    briefing = desk.briefing
    figures = desk.history.figures
    recurring = sum(desk.recurring_fen.values())
    before = figures[-2].standing_fen if len(figures) > 1 else sum(desk.start_fen.values())
    active = sum(account.status == "active" for account in briefing.accounts)
    trend = look.change(recurring / before - 1) if figures and before else ""
    if desk.session.finished:
        now = [look.metric(f"{desk.month} of {briefing.months}", "months played")]
    else:
        now = [
            look.metric(f"Month {desk.month + 1}", f"of {briefing.months}"),
            _told(_whole(desk.hours_left), f"left of {_whole(briefing.hours)}", _of_hours(desk)),
        ]
    return [
        *now,
        _revenue(look.money_short(recurring), trend),
        _told(
            look.percent(figures[-1].gross_revenue_retention if figures else None),
            "gross retention",
            "Of the recurring revenue of twelve months ago (or of the start), the share that never went: who left and "
            "came back counts as lost, and growth does not count",
        ),
        look.metric(f"{active} of {len(briefing.accounts)}", "accounts with us"),
        _score(desk),
    ]


def _revenue(recurring: str, trend: str) -> look.Tree:
    """Recurring revenue over its change."""
    if not trend:
        return look.metric(recurring, "recurring revenue")
    value = look.part("span", "", recurring, look.part("span", "kam-metric-label", " recurring"))
    label = look.part("span", "", trend, look.part("span", "kam-wide", " since"), " last month")
    made = look.metric(value, label)
    made[1]["title"] = (
        f"Recurring revenue {recurring} a month of the accounts with us, {trend} since last month. {SWINGS}"
    )
    return made


def _of_hours(desk: Desk) -> str:
    """Where the team's hours of a month come from: its size, and what accounts set free that others look after."""
    own = desk.session.scenario.hours_per_month
    freed, each = desk.briefing.hours - own, look.hours(desk.parameters.routine_hours)
    more = f"and {look.hours(freed)} more: {each}" if freed else f"and {each} more"
    return (
        f"Hours that the plan leaves. The team has {look.hours(own)} a month, {more} for each account that a tele-seat "
        "or an agent looks after (tab Service). What is left over at the end of a month is lost"
    )


def _whole(hours: float) -> str:
    """Hours without their half where there are many."""
    return look.hours(hours if hours < 10 else int(hours))


def _score(desk: Desk) -> look.Tree:
    score = desk.score
    hint = "Your value without luck, on a scale: 0 = doing nothing, 100 = what the textbook bot reaches"
    if score.index is None:
        return _told(look.NA, "value index", f"{hint}. Not defined: {undefined(desk)}")
    index = look.points(score.index)
    points = round(score.luck or 0.0)
    if not points:
        return _told(index, "value index", hint)
    size = look.counted(abs(points), "point")
    did = f"bad luck cost {size}" if points < 0 else f"good luck brought {size}"
    value = look.part("span", "", index, look.part("span", "kam-metric-label", " value index"))
    made = look.metric(value, f"{'bad' if points < 0 else 'good'} luck {look.signed(points, 0)} left out")
    made[1]["title"] = f"Value index {index}: {did}, which it leaves out. {hint}"
    return made


def undefined(desk: Desk) -> str:
    """Why there is no value index."""
    if not desk.month:
        return "no month is played yet"
    if not desk.bots:
        return "the bots are still playing"
    return "so far the textbook bot is worth no more than doing nothing"


def _told(value: str, label: look.Part, hint: str) -> look.Tree:
    metric = look.metric(value, label)
    metric[1]["title"] = f"{value}. {hint}"
    return metric


def _steps(desk: Desk, view: View) -> list[look.Part]:
    page, month, over = view.page, desk.month, desk.session.finished
    left = min(QUARTER, desk.briefing.months - month)
    back = f"Back to the start of month {month}, on the same luck; what you played stays as a try"
    steps: list[Any] = [
        look.button("Rewind", f"rewind:{month}", disabled=not month, hint=back if month else "Nothing is played yet"),
        look.button(
            "Branch",
            "branch",
            disabled=not month and not desk.kept,
            hint="Keep the game so far as a try of its own, play on, and compare",
        ),
    ]
    if over:
        return [*steps, look.button("See the result", "page:end", primary=page != "end", pressed=page == "end")]
    steps.append(_quarter(month, left, view.by_textbook))
    steps.append(
        look.button(f"Run month {month + 1}", f"run:{month + 1}", primary=True, hint="Send the plan and play one month")
    )
    return steps


def _quarter(month: int, left: int, by_textbook: bool) -> look.Tree:
    """The button that runs several months, over what happens in those without a plan: a click changes that."""
    if by_textbook:
        after = "the textbook bot fills each later month with what it would do, and answers the messages"
    else:
        after = (
            "nothing is planned after it, messages pass unanswered, and only standing prices, service levels and "
            "strategies work"
        )
    run_on = look.button(
        "Run quarter", f"quarter:{month + 1}", disabled=left < 2,
        hint=f"Runs {left} months: the plan is for the first; {after}",
    )  # fmt: skip
    if left < 2:
        return look.part("div", "kam-under", run_on, look.part("span", "kam-faint", "one month left"))
    unseen = look.counted(left - 1, "month")
    if by_textbook:
        told = f"{unseen} by textbook"
        other = "The textbook bot plans and answers in those months. Click to leave them unattended"
    else:
        told = f"{unseen} unattended"
        other = "Unattended: nobody plans or answers in those months. Click to let the textbook bot plan them"
    switch = look.switch(told, "by_textbook", by_textbook, f"{other}; the first month is as you planned it")
    return look.part("div", "kam-under", run_on, switch)
