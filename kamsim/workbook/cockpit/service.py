"""The tab on service and ties: what holds for the whole tier, who looks after the account, and its trouble so far."""

from kamsim.engine.briefing import AccountView
from kamsim.engine.decisions import Decision, SetChannel, SetServiceLevel, SetStrategy
from kamsim.engine.records import IncidentClosed
from kamsim.market.channels import CHANNELS, DIRECT, cheapest_channel
from kamsim.market.service import SERVICE_LEVELS, STRATEGIES
from kamsim.workbook import look, words
from kamsim.workbook.cockpit.chips import assumed, chip
from kamsim.workbook.cockpit.methods import methods
from kamsim.workbook.cockpit.running import running_fen
from kamsim.workbook.cockpit.state import Desk, View
from kamsim.workbook.cockpit.story import dated

SIZES = "Names come from the training documents; what each costs and brings are teaching assumptions"
STRATEGIES_SAID = " ".join(
    f"{words.word(words.STRATEGIES, code)}: {words.hint(words.STRATEGIES, code)}." for code in STRATEGIES
)


def service(desk: Desk, view: View, account: AccountView) -> list[look.Part]:
    """Standing decisions about the tier, then the account's own channel and trouble."""
    tier = account.tier
    members = sum(other.tier == tier and other.status == "active" for other in desk.briefing.accounts)
    levels = [
        standing(desk, SetServiceLevel(tier=tier, level=code), words.LEVELS_OF_SERVICE, code) for code in SERVICE_LEVELS
    ]
    of_all = f" · tier {tier}, {look.counted(members, 'account')}"
    ties = [standing(desk, SetStrategy(tier=tier, strategy=code), words.STRATEGIES, code) for code in STRATEGIES]
    return [
        look.part(
            "div",
            "kam-scroll kam-fill kam-groups",
            look.group(f"Service level{of_all}", *levels, beside=assumed(SIZES)),
            look.stack(look.group(f"How closely we grow together{of_all}", *ties), look.faint(STRATEGIES_SAID)),
            *_channel(desk, view, account),
            *methods(desk, tier, of_all),
            *_trouble(desk, account),
            tabindex=0,
        )
    ]  # fmt: skip


def standing(desk: Desk, decision: Decision, table: dict, code: str, against: bool = False) -> look.Tree:
    """A chip of a standing decision with its cost a month; its hint tells the change against now.

    `against`: the cost is one against that of an account manager, which a word must tell from a saving.
    """
    found = running_fen(desk, decision)
    month, more = found or (0, 0)
    price = f"{look.money(month)} a month"
    if against and look.whole_yuan(month):
        price = f"{'costs' if month > 0 else 'saves'} {look.money(abs(month))} a month"
    hint = f"{words.hint(table, code)}; {price}"
    hint += f", {look.money_change(more)} against now" if more else ""
    return chip(desk, decision, words.word(table, code), hint[0].upper() + hint[1:], price)


def _channel(desk: Desk, view: View, account: AccountView) -> list[look.Part]:
    """Who looks after the account, or all of its tier, from day to day."""
    tier, name = account.tier, account.account_id
    whole = view.whole_tier
    ways = {code: SetChannel(tier=tier, channel=code) if whole else SetChannel(account=name, channel=code)
            for code in CHANNELS}  # fmt: skip
    chips = [standing(desk, made, words.CHANNELS, code, against=True) for code, made in ways.items()]
    switches = look.part(
        "span", "kam-row",
        look.switch("this account", "whole:", not whole, "Choose for this account alone"),
        look.switch(f"all of tier {tier}", "whole:tier", whole, f"Choose for every account of tier {tier}"),
    )  # fmt: skip
    parameters = desk.parameters
    hint = (
        f"Yuan a month with what an account manager no longer costs taken off; each account that is handed over sets "
        f"{look.hours(parameters.routine_hours)} a month of the team free. An agent's part is the first "
        f"{parameters.agent_months} months'. All sizes are teaching assumptions"
    )
    group = look.group("Looked after by", *chips, beside=look.part("span", "kam-row", switches, assumed(hint)))
    return [group, *_what_is_left(desk, account)]


def _what_is_left(desk: Desk, account: AccountView) -> list[look.Part]:
    """The channel that leaves most of the account's bill when an account manager's whole part counts."""
    if account.status != "active":
        return []
    parameters, direct, bill = desk.parameters, desk.briefing.direct_cost, account.bill_fen / 100
    margin = bill - (1 - parameters.margin) * account.usage_fen / 100
    best, left = cheapest_channel(parameters, direct, bill, margin)
    name = words.word(words.CHANNELS, best).lower()
    if best == DIRECT:
        return [look.faint(f"An account manager leaves most of their bill: {look.money(100 * left)} a month.")]
    said = f"If an account manager's whole cost ({look.money(100 * direct)} an account) were saved, {name} would leave "
    return [look.faint(f"{said}most of their bill: {look.money(100 * left)} a month. Chips show what is paid now.")]


def _trouble(desk: Desk, account: AccountView) -> list[look.Part]:
    closed = [r for r in desk.session.story(account.account_id) if isinstance(r, IncidentClosed)]
    late = sum(record.breached for record in closed)
    fault = (
        look.note(f"A fault stands open for {account.fault_days} days: answer it in the inbox.", "bad")
        if account.fault_days is not None
        else look.note("No fault stands open.")
    )
    survey = "no answer yet" if account.survey_score is None else f"{account.survey_score} of 10"
    summary = f"{look.count(len(closed))}, of which {late} later than agreed" if closed else "none"
    return [
        fault,
        look.line("Would recommend us (survey)", survey),
        look.line("Trouble solved so far", summary),
        *[dated(record, desk) for record in reversed(closed[-4:])],
    ]
