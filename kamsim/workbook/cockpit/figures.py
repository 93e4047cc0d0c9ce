"""The page of key figures of the whole book: the funnel as a picture, then a table by family, each with its meaning."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from kamsim.studies.indicators import (
    Indicators,
    Step,
    decider_coverage,
    funnel,
    indicators,
    lines_per_account,
    reasons_for_leaving,
)
from kamsim.workbook import look, words
from kamsim.workbook.cockpit.lifetime import of_book
from kamsim.workbook.cockpit.state import Desk, View
from kamsim.workbook.cockpit.why import parts_of

QUARTER = 3
PAGES = {"figures": "Key figures", "review": "Quarterly review"}
"""The two pages about the whole book, with their labels."""
STEPS = {"needs": "needs that came up", **words.OPPORTUNITY_STAGES, "won": "won"}
REASONS_SHOWN = 4
BEFORE = (
    "Nothing is played yet. From month 1 on you see here how many needs became sales, what you sold and at which "
    "discount, how satisfied your accounts are, and why some left."
)


class Figure(NamedTuple):
    """A row of the table: its name, how it is shown, and what it means."""

    name: str
    shown: Callable[[Indicators], str]
    means: Callable[[Indicators], str]


def _days(days: float | None) -> str:
    return look.NA if days is None else look.count(days, "d")


def _points(nps: float | None) -> str:
    return look.NA if nps is None else look.signed(nps, 0)


def _in_time(level: int) -> Figure:
    """The share of the incidents of a level that were solved in the agreed time."""
    return Figure(
        f"{_incidents(level).capitalize()} solved in time",
        lambda i: look.percent(i.in_time[level] / i.solved[level], 0) if i.solved.get(level) else look.NA,
        lambda i: f"of {look.count(i.solved.get(level, 0))}: answered and solved as agreed",
    )


def _incidents(level: int) -> str:
    one = words.word(words.INCIDENTS, level)
    return one[:-1] + "ies" if one.endswith("y") else one + "s"


FAMILIES = {
    "Development": (
        Figure("Accounts won", lambda i: look.count(i.new_accounts), lambda _: "prospects that became ours"),
        Figure("Accounts won back", lambda i: look.count(i.won_back), lambda _: "they had left, and returned"),
    ),
    "Result": (
        Figure("Lines sold", lambda i: look.count(i.lines_sold), lambda _: "one more line of an account that is ours"),
        Figure(
            "Bill of an account",
            lambda i: look.money_short(i.bill_fen),
            lambda _: "mean of the last month: it grows with lines and usage, and falls with every discount",
        ),
        Figure(
            "Discount per deal",
            lambda i: look.percent(i.discount),
            lambda i: f"off list, over {look.counted(i.deals, 'deal')} without a bundle",
        ),
    ),
    "Relationship": (
        Figure(
            "NPS",
            lambda i: _points(i.nps),
            lambda _: "share of answers of 9 and 10 less share of 0 to 6",
        ),
        Figure(
            "CSAT",
            lambda i: look.NA if i.csat is None else f"{i.csat:.1f} of 5",
            lambda _: "how they rate what we did after an incident",
        ),
        *(_in_time(level) for level in words.INCIDENTS),
        Figure(
            "Renewed",
            lambda i: look.percent(i.renewed, 0),
            lambda i: f"of {look.counted(i.terms_ended, 'contract')} that came to "
            "the end of the term; what was renewed before is not in it",
        ),
    ),
    "Process": (
        Figure(
            "Win rate",
            lambda i: look.percent(i.win_rate, 0),
            lambda i: f"of {look.counted(i.sales_closed, 'sale')} that you took up "
            "and that ended; about one in four is usual",
        ),
        Figure(
            "Sales cycle",
            lambda i: _days(i.cycle_days),
            lambda _: "first contact to signature, of sales won; 90 to 180 days are usual",
        ),
        Figure(
            "Proposal to signature",
            lambda i: _days(i.signing_days),
            lambda _: "of sales won with a proposal: long waits are open objections",
        ),
        Figure(
            "Visits",
            lambda i: look.count(i.visits),
            lambda i: "meetings with people" + ("" if i.went_well is None else
                                                f", {look.percent(i.went_well, 0)} went well"),
        ),
    ),
}  # fmt: skip
"""What is shown of the months so far; the rows that only the present knows are added below."""


def figures(desk: Desk, view: View) -> look.Tree:
    """The key figures of all months and of the last three."""
    return page(desk, view, *(_played(desk, view) if desk.month else [look.sentence(BEFORE)]))


def page(desk: Desk, view: View, *parts: look.Part) -> look.Tree:
    """A page about the whole book, with the way to the other one and back."""
    tabs = look.tabs([(label, f"page:{name}") for name, label in PAGES.items()], f"page:{view.page}")
    back = ("page:end", "Back to the result") if desk.session.finished else ("page:account", "Back to the accounts")
    return look.card(
        None,
        look.part("div", "kam-row", look.part("span", "kam-head", "The whole book"),
                  look.part("span", "kam-end", look.link(back[1], back[0]))),
        tabs,
        look.part("div", "kam-scroll kam-fill kam-stack kam-more", *parts, tabindex=0, key=f"{view.page}:{desk.month}"),
        key=view.page,
    )  # fmt: skip


def _played(desk: Desk, view: View) -> list[look.Part]:
    ledger, month = desk.session.simulation.ledger, desk.month
    steps = funnel(ledger)
    whole, recent = indicators(ledger, 1, month), indicators(ledger, max(1, month - QUARTER + 1), month)
    rows: list[list[look.Part]] = []
    for family, members in FAMILIES.items():
        rows.append([look.strong(family), "", ""])
        rows += [
            [_named(figure.name, figure.means(whole)), figure.shown(recent), figure.shown(whole)] for figure in members
        ]
        rows += [[_named(name, means), "", shown] for name, shown, means in _now(desk, family)]
    last = "last month" if month == 1 else f"last {min(QUARTER, month)} months"
    return [
        look.strong("From need to signature"),
        *_picture(steps),
        look.sentence(funnel_line(steps, whole.sales_closed)),
        *of_book(desk, view),
        look.table(["", last, "so far"], rows),
        *_reasons(desk),
    ]


def _named(name: str, means: str) -> look.Tree:
    return look.part("div", "", name, look.faint(means))


def _now(desk: Desk, family: str) -> list[tuple[str, str, str]]:
    """Rows that only the present knows, as (name, value, what it means)."""
    if family == "Development":
        lines = lines_per_account(desk.briefing)
        shown = look.NA if lines is None else f"{lines:.1f}"
        return [("Lines per account", shown, "now, of all that an account with us buys from us")]
    if family == "Process":
        covered = look.percent(decider_coverage(desk.briefing), 0)
        return [("Decider coverage", covered, "accounts with us whose decider you met in the last half year, now")]
    return []


def _picture(steps: list[Step]) -> list[look.Tree]:
    most = max(step.sales for step in steps)
    return [look.funnel_bar(STEPS[step.name], step.sales, most) for step in steps]


def funnel_line(steps: list[Step], closed: int) -> str:
    """What the funnel says: how many needs were pursued and won, how many are open, and where it narrows most."""
    needs, pursued, *_, won = (step.sales for step in steps)
    if not needs:
        return "No account wanted an offer so far."
    if not pursued:
        return f"{_needs(needs)} came up, and you pursued none: a need that nobody takes up goes to somebody else."
    open_now = pursued - closed
    still = f"; {look.count(open_now)} {'is' if open_now == 1 else 'are'} still open" if open_now else ""
    said = f"{_needs(needs)} came up; you pursued {look.count(pursued)} and won {look.count(won)}{still}."
    gone = [(before.sales - after.sales, before, after) for before, after in pairwise(steps)]
    most, before, after = max(gone, key=lambda step: step[0])
    if most <= open_now:
        return said
    return f"{said} It narrows most between “{STEPS[before.name]}” and “{STEPS[after.name]}”."


def _needs(number: int) -> str:
    return look.counted(number, "need")


def _reasons(desk: Desk) -> list[look.Part]:
    """Why accounts left and why sales were lost, the commonest reason first."""
    left = [
        (words.word(words.REASONS, code), times) for code, times in reasons_for_leaving(desk.session.simulation.ledger)
    ]
    against = Counter(
        words.cause(cause.partition(":")[0], -1.0)
        for made in desk.session.choices()
        if made.choice == "sale" and not made.favorable
        for cause, value in parts_of(made).causes[:1]
        if value < 0
    )
    lost = sorted(against.items(), key=lambda reason: (-reason[1], reason[0]))
    said = [("What weighed most when accounts left", left), ("What weighed most when a sale was lost", lost)]
    return [look.sentence(f"{what}: {_list(found)}.") for what, found in said if found]


def _list(found: list[tuple[str, int]]) -> str:
    return ", ".join(f"{reason} ({look.count(times)})" for reason, times in found[:REASONS_SHOWN])
