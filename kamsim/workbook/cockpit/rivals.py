"""The tab on rivals and the building: rumors, who supplies what, whom people seem closer to, the neighbors."""

from collections import Counter

from kamsim.engine.briefing import AccountView
from kamsim.engine.decisions import HoldRoadShow
from kamsim.engine.scenario import US
from kamsim.engine.state import MONTH_DAYS
from kamsim.studies.road_shows import TRIAL_MONTHS, Trial, shown_in
from kamsim.workbook import look, words
from kamsim.workbook.cockpit.accounts import standing
from kamsim.workbook.cockpit.chips import assumed, chip
from kamsim.workbook.cockpit.state import Desk, View

NEIGHBORS_SHOWN = 6


def rivals(desk: Desk, view: View, account: AccountView) -> list[look.Part]:
    """Two columns: this account's vendors, and the house that it is in."""
    left = look.stack(_rumor(desk, account), *_suppliers(desk, account), *_closer(desk, account))
    right = look.stack(*_building(desk, account), *_market(desk))
    return [look.part("div", "kam-scroll kam-fill", look.columns(left, right), tabindex=0)]


def _rumor(desk: Desk, account: AccountView) -> look.Tree:
    rumor = account.rumored_quote
    if not rumor:
        return look.faint("No rumor of a rival's offer. Only people who support us, or departments that talk to us, "
                          "would tell.")  # fmt: skip
    name, cut = words.vendor(rumor[0], desk.names), look.percent(rumor[1], 0)
    return look.note(f"Rumor: {name} offers {cut} less than they pay us now.", "watch")


def _suppliers(desk: Desk, account: AccountView) -> list[look.Part]:
    rows = [
        [words.product(product), words.vendor(supplier, desk.names) if supplier else "? map the account to find out"]
        for product, supplier in account.suppliers
    ]
    ours = sum(supplier == US for _, supplier in account.suppliers)
    return [
        look.strong(f"Who supplies what: {ours} of {len(account.suppliers)} lines with us"),
        look.table(["line", "supplier"], rows, left=2),
    ]


def _closer(desk: Desk, account: AccountView) -> list[look.Part]:
    closer = [
        [person.name, words.vendor(person.rival_seen, desk.names)]
        for person in account.people
        if person.name and person.rival_seen
    ]
    if not closer:
        return [look.faint("Nobody was seen closer to a rival.")]
    return [look.table(["person", "seems closer to"], closer, left=2)]


def _building(desk: Desk, account: AccountView) -> list[look.Part]:
    """The house, its other accounts with the way to them, and the road-show."""
    name = desk.names.get(account.building_id, account.building_id)
    near = [a for a in desk.briefing.accounts if a.building_id == account.building_id and a is not account]
    gone = sum(a.status == "lost" for a in near)
    near.sort(key=lambda other: (-other.bill_fen, other.account_id))
    rows = [
        look.part(
            "div", "kam-line", look.link(other.name, f"pick:{other.account_id}", f"Open {other.name}"),
            look.part("span", "kam-faint", _how(desk, other)),
        )
        for other in near[:NEIGHBORS_SHOWN]
    ]  # fmt: skip
    more = [look.faint(f"and {len(near) - NEIGHBORS_SHOWN} more")] if len(near) > NEIGHBORS_SHOWN else []
    show = HoldRoadShow(building=account.building_id)
    days = desk.parameters.road_show_half_life_days
    hint = (
        f"An afternoon in {name}: its accounts hear of us and come by themselves; half forgotten after {days:.0f} days"
    )
    price = f"{look.hours(desk.briefing.hours_of(show))} {look.money(desk.briefing.cost_fen(show))}"
    sizes = "Hours, cost and effect of a road-show are teaching assumptions"
    return [
        look.strong(name),
        look.faint(f"{_neighbors(len(near), gone)[0].upper()}{_neighbors(len(near), gone)[1:]}."),
        *rows,
        *more,
        look.row(chip(desk, show, "Road-show here", hint, price), assumed(sizes)),
        *_trial(desk),
    ]


def _trial(desk: Desk) -> list[look.Part]:
    """What road-shows brought so far, beside what was to be expected, and the way to do the rest alike."""
    trial = desk.trial
    if trial is None:
        return [look.faint("Not sure that it pays? Try it in one or two buildings first.")]
    rest = roll_out(desk)
    count = look.counted(len(rest), "more building")
    hint = "Road-shows in the other buildings, those with most accounts first, as far as the hours go"
    return [
        look.faint(trial_line(trial)),
        *([look.row(look.chip(f"Roll out to {count}", f"roll_out:{len(desk.draft)}", hint=hint))] if rest else []),
    ]


def trial_line(trial: Trial) -> str:
    """What a trial brought, in a sentence."""
    held = look.counted(trial.shows, "road-show")
    came = look.counted(trial.needs, "need")
    said = f"{held} so far: {came} came up there within {TRIAL_MONTHS} months"
    if trial.expected is None:
        return f"{said}; there are no other buildings to compare with."
    return f"{said}; by the other buildings {trial.expected:.1f} were to be expected."


def roll_out(desk: Desk) -> list[HoldRoadShow]:
    """Road-shows for the buildings that had none lately, those with most accounts first, as far as the hours go."""
    lately = {
        name for name, held in shown_in(desk.session.simulation).items() if desk.month - max(held) <= TRIAL_MONTHS
    }
    planned = {decision.building for decision in desk.draft if isinstance(decision, HoldRoadShow)}
    houses = Counter(a.building_id for a in desk.briefing.accounts if a.status != "lost")
    wanted = [name for name in sorted(houses, key=lambda name: (-houses[name], name)) if name not in lately | planned]
    shows = [HoldRoadShow(building=name) for name in wanted]
    each = desk.briefing.hours_of(shows[0]) if shows else 1.0
    return shows[: int((desk.hours_left + 1e-9) // each)] if each else shows


def _how(desk: Desk, other: AccountView) -> str:
    return f"{look.money(other.bill_fen)} a month" if other.status == "active" else standing(desk, other)


def _neighbors(near: int, gone: int) -> str:
    if not near:
        return "nobody else of our book is in it"
    lost = f", {gone} lost" if gone else ", none lost"
    return f"{look.counted(near, 'neighbor')} in our book{lost}"


def _market(desk: Desk) -> list[look.Part]:
    known = [
        [row.name, _known_for(desk, row.rival_id, words.word(words.RIVAL_KINDS, row.kind))]
        for row in desk.session.scenario.rivals
    ]
    if not known:
        return [look.faint("There are no rivals in this market.")]
    return [look.strong("Rivals in this market"), look.table(["rival", "known for"], known, left=2)]


def _known_for(desk: Desk, rival_id: str, kind: str) -> str:
    """What a rival is known for, and where its prices went last; by how much, only its buyers know."""
    moved = desk.rival_prices.get(rival_id)
    if moved is None:
        return kind
    way = "lower" if moved.new_price < moved.old_price else "higher"
    return f"{kind}; {way} prices since month {int(moved.day // MONTH_DAYS) + 1}"
