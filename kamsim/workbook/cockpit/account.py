"""The account in the middle: its head, its tabs, and the tabs on service, rivals and its story."""

from kamsim.engine import records
from kamsim.engine.briefing import AccountView
from kamsim.engine.scenario import US
from kamsim.market.service import SERVICE_COST, SERVICE_LEVELS, STRATEGIES, STRATEGY_COST
from kamsim.workbook import look, sentences, words
from kamsim.workbook.cockpit.people import people, sponsor_chip
from kamsim.workbook.cockpit.state import Desk, View
from kamsim.workbook.cockpit.terms import terms

TABS = {
    "people": "People", "terms": "Contract and bill", "service": "Service", "rivals": "Rivals", "story": "Story so far",
}  # fmt: skip

STRATEGY_HINT = "How closely we grow together with an account: " + "; ".join(
    f"{words.word(words.STRATEGIES, code)}: {words.hint(words.STRATEGIES, code)}" for code in STRATEGIES
)


def account(desk: Desk, view: View) -> look.Tree:
    """The card of the account that is selected."""
    found = desk.accounts.get(view.account)
    if found is None:
        return look.card("No account", look.sentence("There are no accounts in this book. Run the month to go on."))
    tab = {"people": people, "terms": terms, "service": service, "rivals": rivals, "story": story}[view.tab]
    labels = TABS | ({"active": {}, "lost": {"terms": "Win back"}}.get(found.status, {"terms": "Offers"}))
    items = [(label, f"tab:{name}") for name, label in labels.items()]
    return look.card(
        None, _head(desk, found), look.tabs(items, f"tab:{view.tab}"), *tab(desk, view, found), key=found.account_id
    )


def _head(desk: Desk, found: AccountView) -> look.Tree:
    error = look.percent(found.wallet_error, 0)
    money = f"{look.money(found.bill_fen)} a month with us, " if found.status == "active" else ""
    status = "" if found.status == "active" else f"{words.word(words.STATUSES, found.status)} · "
    facts = f"{status}{words.industry(found.industry)} · {money}wallet about {look.money(found.wallet_fen)} (± {error})"
    hint = f"{words.word(words.MODES, found.decision_mode)} · in {desk.names.get(found.building_id, found.building_id)}"
    return look.part(
        "div",
        "kam-row",
        look.part("span", "kam-head", look.named(found.name)),
        look.part("span", "kam-faint", facts, title=hint),
    )


def service(desk: Desk, view: View, found: AccountView) -> list[look.Part]:
    """Service level and strategy of the account's tier, its trouble so far, its sponsor."""
    tier = found.tier
    members = [a for a in desk.briefing.accounts if a.tier == tier and a.status == "active"]
    usage = desk.tier_usage_fen(tier)
    level_now, tie_now = (dict(now).get(tier, "") for now in (desk.briefing.service_level, desk.briefing.strategy))
    levels = [
        _standing_chip(
            "level", tier, code, desk.service_level(tier), words.LEVELS_OF_SERVICE, SERVICE_COST, usage, level_now
        )
        for code in SERVICE_LEVELS
    ]
    ties = [
        _standing_chip("strategy", tier, code, desk.strategy(tier), words.STRATEGIES, STRATEGY_COST, usage, tie_now)
        for code in STRATEGIES
    ]
    fault = (
        look.note(f"A fault stands open for {found.fault_days} days: answer it in the inbox.", "bad")
        if found.fault_days is not None
        else look.note("No fault stands open.")
    )
    survey = "no answer yet" if found.survey_score is None else f"{found.survey_score} of 10"
    return [
        look.part(
            "div",
            "kam-scroll kam-fill",
            look.stack(
                look.part(
                    "span", "kam-strong", f"Service level of the {len(members)} accounts in tier {tier}, from now on"
                ),
                look.row(*levels),
                look.part("span", "kam-strong", f"Relationship strategy of tier {tier}", title=STRATEGY_HINT),
                look.row(*ties),
                fault,
                look.line("Would recommend us (survey)", survey),
                *_incidents(desk, found),
                look.row(sponsor_chip(desk, found)),
            ),
            tabindex=0,
        )
    ]


def _standing_chip(
    verb: str, tier: str, code: str, current: str, table: dict, costs: dict[str, float], usage_fen: int, now: str
) -> look.Tree:
    price = look.money(round(costs[code] * usage_fen))
    hint = f"{words.hint(table, code)}; {look.percent(costs[code])} of usage, {price} a month for the whole tier"
    more = round(costs[code] * usage_fen) - round(costs.get(now, 0.0) * usage_fen)
    hint += "; as it is now" if code == now else f"; {look.money_change(more)} a month against now"
    return look.chip(
        words.word(table, code), f"{verb}:{tier}:{code}", code == current, hint=hint, price=f"{price} a month"
    )


def _incidents(desk: Desk, found: AccountView) -> list[look.Part]:
    closed = [r for r in desk.session.story(found.account_id) if isinstance(r, records.IncidentClosed)]
    late = sum(record.breached for record in closed)
    summary = f"{look.count(len(closed))}, of which {late} later than agreed" if closed else "none"
    lines = [_dated(record, desk) for record in reversed(closed[-4:])]
    return [look.line("Trouble solved so far", summary), *lines]


def rivals(desk: Desk, view: View, found: AccountView) -> list[look.Part]:
    """Rumors, who supplies what, whom people seem closer to, and the rivals themselves."""
    rumor = found.rumored_quote
    if rumor:
        name, cut = words.vendor(rumor[0], desk.names), look.percent(rumor[1], 0)
        told = look.note(f"Rumor: {name} offers {cut} less than they pay us now.", "watch")
    else:
        told = look.faint("No rumor of a rival's offer. Only people who support us would tell.")
    rows = [
        [words.product(product), words.vendor(supplier, desk.names) if supplier else "? map the account to find out"]
        for product, supplier in found.suppliers
    ]
    ours = sum(supplier == US for _, supplier in found.suppliers)
    closer = [
        [person.name, words.vendor(person.rival_seen, desk.names)]
        for person in found.people
        if person.name and person.rival_seen
    ]
    near = [a for a in desk.briefing.accounts if a.building_id == found.building_id and a is not found]
    gone = sum(a.status == "lost" for a in near)
    building = desk.names.get(found.building_id, found.building_id)
    known = [[row.name, words.word(words.RIVAL_KINDS, row.kind)] for row in desk.session.scenario.rivals]
    return [
        look.part(
            "div",
            "kam-scroll kam-fill",
            look.columns(
                look.stack(
                    told,
                    look.strong(f"Who supplies what: {ours} of {len(found.suppliers)} lines with us"),
                    look.table(["line", "supplier"], rows, left=2),
                ),
                look.stack(
                    look.strong("People"),
                    look.table(["person", "seems closer to"], closer, left=2)
                    if closer
                    else look.faint("Nobody was seen closer to a rival."),
                    look.strong("Building"),
                    look.faint(f"{building}: {_neighbors(len(near), gone)}."),
                    look.strong("Rivals in this market"),
                    look.table(["rival", "known for"], known, left=2)
                    if known
                    else look.faint("There are no rivals in this market."),
                ),
            ),
            tabindex=0,
        )
    ]


def _neighbors(near: int, gone: int) -> str:
    if not near:
        return "nobody else of our book is in it"
    lost = f", {gone} lost" if gone else ", none lost"
    return f"{look.count(near, 'neighbor' if near == 1 else 'neighbors')} in our book{lost}"


def story(desk: Desk, view: View, found: AccountView) -> list[look.Part]:
    """What happened here, newest first."""
    lines = [_dated(record, desk) for record in reversed(desk.session.story(found.account_id))]
    told = [line for line in lines if line]
    return [look.part("div", "kam-scroll kam-fill", *(told or [look.faint("Nothing yet.")]), tabindex=0)]


def _dated(record: tuple, desk: Desk) -> look.Tree | None:
    text = sentences.story_line(record, desk.names)
    if text is None:
        return None
    month, day = divmod(int(record.day), 30)
    why = None
    if isinstance(record, records.ChoiceMade) and record in desk.choices:
        why = look.link("why", f"why:{desk.choices.index(record)}")
    return look.part(
        "div", "kam-line", look.part("span", "kam-faint kam-date", f"month {month + 1}, day {day + 1}"),
        look.part("span", "kam-fill", text), why,
    )  # fmt: skip
