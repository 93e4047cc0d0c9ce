"""The tab on the firm as a whole: who of us looks after it, partner tier, instruments, departments, its portrait."""

from kamsim.engine.briefing import AccountView
from kamsim.engine.decisions import (
    AppointSponsor,
    AssignOwner,
    HoldInstrument,
    SetPartnerTier,
    TendDepartments,
    TrainTeam,
)
from kamsim.engine.state import MONTH_DAYS
from kamsim.market.departments import DEPARTMENTS, MANNERS
from kamsim.market.organization import INSTRUMENTS, PARTNER_TIERS, times_a_year
from kamsim.market.owners import COVERS
from kamsim.market.training import WAVES
from kamsim.workbook import look, words
from kamsim.workbook.cockpit.chips import assumed, chip
from kamsim.workbook.cockpit.service import standing
from kamsim.workbook.cockpit.state import Desk, View

WHAT_THEY_DO = (
    "Tended departments tell us what is planned and what rivals offer; marketing and planning bring needs; purchasing, "
    "planning and finance speak for us in a sale; finance pays sooner; maintenance accepts what was signed with less "
    "trouble, and keeps bad news to itself."
)
LEVEL_HINT = "Levels: 1 junior, 2 middle, 3 senior; seniors are received better, and by the top without a sponsor"
TRAINING = "The three waves come from the training documents; hours, costs, gains and delay are teaching assumptions"
MANAGERS_NAMED = 3
HANDED_TO = 3
"""How many of our account managers are offered for a handover."""
EVERY = "all"
SIZES = "Names and who gets what come from the training documents; hours, costs and effects are teaching assumptions"

PORTRAIT = (
    "Classes, the four dimensions of value and the matrix come from the training documents; weights and thresholds are "
    "teaching assumptions. Worked out of what you know, so it may be wrong"
)


def company(desk: Desk, view: View, account: AccountView) -> list[look.Part]:
    """The portrait, owners and partner tier, then departments and instruments."""
    return [
        look.part(
            "div",
            "kam-scroll kam-fill kam-groups",
            *_portrait(desk, account),
            *_owners(desk, account),
            *training(desk),
            *_partner(desk, account),
            *_departments(desk, view, account),
            *_instruments(desk, account),
            tabindex=0,
        )
    ]


def _owners(desk: Desk, account: AccountView) -> list[look.Part]:
    filled, parameters = dict(account.owners), desk.parameters
    if account.status == "lost":
        sponsor = [sponsor_chip(desk, account)] if account.sponsored else []
        return [look.group("Who of us looked after them", look.faint(_left_behind(account, filled)), *sponsor)]
    if not filled and account.status != "active":
        return [look.group("Who of us looks after them", sponsor_chip(desk, account))]
    shown = [look.chip(f"A {filled['A']}", hint=words.hint(words.SEATS, "A"))] if "A" in filled else []
    price = f"{look.money(100 * parameters.owner_seat_cost)} a month"
    left = look.percent(parameters.owner_loss, 0)
    less = {"B": look.percent(parameters.owner_loss_b, 0), "C": look.percent(parameters.owner_loss_bc, 0)}
    for seat in COVERS:
        if seat in filled:
            made = AssignOwner(account=account.account_id, seat=seat, on=False)
            hint = f"{words.hint(words.SEATS, seat).capitalize()}: {filled[seat]}. Released, the seat costs no more"
            shown.append(chip(desk, made, f"Release {seat} {filled[seat]}", hint, f"−{price}", _release(made, seat)))
            continue
        hint = (
            f"{words.hint(words.SEATS, seat).capitalize()}: when the account manager leaves, {less[seat]} of the good "
            f"will goes along, not {left}"
        )
        shown.append(
            chip(desk, AssignOwner(account=account.account_id, seat=seat), words.word(words.SEATS, seat), hint, price)
        )
    return [look.group("Who of us looks after them", *shown, *_handover(desk, account), sponsor_chip(desk, account))]


def _handover(desk: Desk, account: AccountView) -> list[look.Tree]:
    """Another of our account managers for the account: the most senior of those who do not have it."""
    others = [(n, who) for n, who in enumerate(desk.briefing.managers, start=1) if n != account.manager]
    planned = {made.manager for made in desk.planned_for.get(account.account_id, ()) if isinstance(made, AssignOwner)}
    others.sort(key=lambda other: (other[0] not in planned, -other[1].level, other[0]))
    days = look.count(MONTH_DAYS * desk.parameters.handover_loss * desk.parameters.owner_change_months, "days")
    less = look.percent(desk.parameters.handover_loss, 0)
    chips = []
    for number, manager in others[:HANDED_TO]:
        made = AssignOwner(account=account.account_id, seat="A", manager=number)
        hint = (
            f"Hand the account over to {manager.name}, level {manager.level:.1f}, with an introduction: it costs "
            f"{less} of the good will that goes when an account manager leaves, and unsettles them for {days}. "
            f"{LEVEL_HINT}"
        )
        label, price = f"Hand over to {manager.name} {manager.level:.1f}", look.hours(desk.briefing.hours_of(made))
        chips.append(chip(desk, made, label, hint, price, f"hand_over:{account.account_id}:{number}"))
    return chips


def training(desk: Desk) -> list[look.Part]:
    """Our account managers with their levels, and the waves of training with how many of us could come now."""
    managers = desk.briefing.managers
    if not managers:
        return []
    levels = [manager.level for manager in managers]
    shown = (
        ", ".join(f"{manager.name} {manager.level:.1f}" for manager in managers)
        if len(managers) <= MANAGERS_NAMED
        else f"{look.count(len(managers))} of us, {min(levels):.1f} to {max(levels):.1f}"
    )
    chips = []
    for code, wave in WAVES.items():
        ready = sum(manager.next_wave == code for manager in managers)
        days = look.count(desk.parameters.training_days, "days")
        gain = look.signed(desk.parameters.training_effect * wave.gain, 1)
        hint = f"{words.hint(words.WAVES, code)}; {gain} levels after {days}, for as long as they stay with us"
        for many in sorted({1, max(1, ready)}):
            decision = TrainTeam(wave=code, managers=many)
            price = f"{look.hours(desk.briefing.hours_of(decision))} {look.money(desk.briefing.cost_fen(decision))}"
            label = words.word(words.WAVES, code) + (f" for {'all ' * (many > 1)}{many}" if ready else "")
            chips.append(chip(desk, decision, label, hint[0].upper() + hint[1:], price))
    beside = look.part("span", "kam-row", look.hinted(shown, LEVEL_HINT), assumed(TRAINING))
    return [look.group("Train our account managers", *chips, beside=beside)]


def _release(made: AppointSponsor | AssignOwner, what: str) -> str:
    return f"release:{made.account}:{what}"


def _left_behind(account: AccountView, filled: dict[str, str]) -> str:
    """Who looked after an account that left; it costs nothing now and holds again when it comes back."""
    who = ", ".join(f"{words.word(words.SEATS, seat)} {name}" for seat, name in filled.items()) or "nobody"
    sponsor = " and an executive sponsor, whom no other account can have meanwhile" if account.sponsored else ""
    return f"Until they left: {who}{sponsor}. Costs nothing now, and goes on if they come back."


def sponsor_chip(desk: Desk, account: AccountView) -> look.Tree:
    """Naming an executive sponsor, or releasing the one that there is."""
    price = f"{look.money(100 * desk.parameters.sponsor_cost)} a month"
    ours = account.status == "active"
    if account.sponsored:
        made = AppointSponsor(account=account.account_id, on=False)
        hint = "One of our executives looks after this account; released, there is one more to name elsewhere"
        return chip(desk, made, "Release the sponsor", hint, f"−{price}" if ours else "", _release(made, "sponsor"))
    calls, left = desk.briefing.sponsor_calls, desk.briefing.sponsors_left
    often = f"up to {look.counted(calls, 'call')} a month"
    hint = f"One of our executives looks after this account and makes {often}; {left} of them left"
    hint += "" if ours else ". Costs nothing until they are with us"
    return chip(desk, AppointSponsor(account=account.account_id), "Name a sponsor", hint, price)


def _partner(desk: Desk, account: AccountView) -> list[look.Part]:
    name, footing = account.account_id, account.footing
    if account.status == "lost":
        was = words.word(words.PARTNER_TIERS, footing.partner).lower()
        said = f"They left as {was}. Nothing is paid for it now, and it holds again if they come back."
        said += f" Of the relation {look.percent(footing.relation, 0)} are left." if footing.relation else ""
        return [look.group("Partner tier", look.faint(said))]
    chips = [
        standing(desk, SetPartnerTier(account=name, partner=code), words.PARTNER_TIERS, code) for code in PARTNER_TIERS
    ]
    close = look.part(
        "span", "kam-row kam-faint", look.part("span", "", "relation", look.part("span", "kam-wide", " of the firms")),
        look.percent(footing.relation, 0), look.part("span", "kam-short", look.bar(footing.relation)),
    )  # fmt: skip
    return [look.group("Partner tier", *chips, beside=close)]


def _instruments(desk: Desk, account: AccountView) -> list[look.Part]:
    """The ten ways in which firms come closer; those that the partner tier does not allow say so."""
    if account.status != "active":
        return [look.group("Bring the firms together", look.faint("Possible once they are with us."))]
    partner = next(
        (d.partner for d in desk.draft if isinstance(d, SetPartnerTier) and d.account == account.account_id),
        account.footing.partner,
    )
    held = [name for _, name in account.footing.held]
    chips = []
    for code in sorted(INSTRUMENTS, key=lambda code: not times_a_year(code, partner)):
        decision = HoldInstrument(account=account.account_id, instrument=code)
        most = times_a_year(code, partner)
        hint = f"{words.hint(words.INSTRUMENTS, code)[0].upper()}{words.hint(words.INSTRUMENTS, code)[1:]}"
        hint += f"; held {held.count(code)} of {most} times in twelve months" if most else ""
        price = f"{look.hours(desk.briefing.hours_of(decision))} {look.money(desk.briefing.cost_fen(decision))}"
        chips.append(chip(desk, decision, words.word(words.INSTRUMENTS, code), hint, price))
    return [look.group("Bring the firms together", *chips, beside=assumed(SIZES))]


def _departments(desk: Desk, view: View, account: AccountView) -> list[look.Part]:
    """Whom to tend, with how each department stands, and in which manner."""
    scores, often = dict(account.footing.departments), look.percent(desk.parameters.department_process, 0)
    whom = view.department if view.department in DEPARTMENTS else EVERY
    picks = [
        look.switch(
            code if code not in scores else f"{code} {look.percent(scores[code], 0)}",
            f"department:{code}", whom == code,
            f"How well it was tended lately: {often} of it for how often, the rest for how well it was aimed",
        )
        for code in (EVERY, *DEPARTMENTS)
    ]  # fmt: skip
    chips = []
    for code in MANNERS:
        decision = TendDepartments(account=account.account_id, department=whom, manner=code)
        hint = words.hint(words.MANNERS, code)
        price = f"{look.hours(desk.briefing.hours_of(decision))} {look.money(desk.briefing.cost_fen(decision))}"
        chips.append(chip(desk, decision, words.word(words.MANNERS, code), hint[0].upper() + hint[1:], price))
    return [look.group("Departments", *picks, beside=assumed(SIZES)), look.row(*chips), look.faint(WHAT_THEY_DO)]


def _portrait(desk: Desk, account: AccountView) -> list[look.Part]:
    """How the account looks beside the others of the book."""
    found = desk.portraits[account.account_id]
    dimensions = ", ".join(
        f"{words.word(words.VALUE_DIMENSIONS, name).lower()} {look.percent(value, 0)}"
        for name, value in found.values.items()
    )
    tags = [
        *(
            [
                look.chip(
                    f"{found.abc} by its bill",
                    hint="By rank of the bill in the book: the top fifth is A, the next three tenths B; not its tier",
                )
            ]
            if account.status == "active"
            else []
        ),
        _tag(words.MATRIX, found.cell),
        _tag(words.VALUE_TIERS, found.value_tier),
        _tag(words.LIFE_STAGES, found.stage),
        *(
            [look.chip(found.tenure, hint="For how long they have been ours, as far as we know")]
            if found.tenure
            else []
        ),
        look.chip(words.word(words.MODES, account.decision_mode), hint="How they decide"),
        *([_tag(words.LEANINGS, account.leaning)] if account.leaning not in (None, "balanced") else []),
    ]
    attraction = look.hinted(
        f"attractive {look.percent(found.attractiveness, 0)} · we are able {look.percent(found.capability, 0)}",
        f"Value {look.percent(found.value, 0)}: {dimensions}",
    )
    return [look.group("Portrait", *tags, beside=look.part("span", "kam-row", attraction, assumed(PORTRAIT)))]


def _tag(table: dict, code: str) -> look.Tree:
    return look.chip(words.word(table, code), hint=words.hint(table, code))
