"""Every decision has its control where it belongs: what it shows, what it costs, and what a click plans."""

import json
import re
from math import ceil
from pathlib import Path
from types import SimpleNamespace

import pytest
from games import click

from kamsim.engine.checking import refusals
from kamsim.engine.decision_file import decisions_made, play_decisions, read_decisions
from kamsim.engine.decisions import (
    SITUATIONS,
    AppointSponsor,
    AssignOwner,
    HoldInstrument,
    HoldRoadShow,
    Propose,
    SetChannel,
    SetPartnerTier,
    SetServiceLevel,
    SetStrategy,
    SetSwitching,
    TendDepartments,
    TrainTeam,
)
from kamsim.engine.processes.leaving import leave
from kamsim.engine.reading import Problems
from kamsim.engine.records import RivalPriceChanged
from kamsim.engine.scenario import find_scenario
from kamsim.market.channels import cheapest_channel
from kamsim.market.opportunity import STAGES
from kamsim.market.organization import INSTRUMENTS, times_a_year
from kamsim.market.switching import METHODS, leaving_rarer
from kamsim.workbook import look, sentences, words
from kamsim.workbook.cockpit import Cockpit
from kamsim.workbook.cockpit.chips import ACTIONS, action_of, decision_of, refused
from kamsim.workbook.cockpit.company import company
from kamsim.workbook.cockpit.evergreen import chosen_allowance, chosen_x, resume_x
from kamsim.workbook.cockpit.inbox import KIND_ORDER, ordered, situation_card
from kamsim.workbook.cockpit.rivals import rivals
from kamsim.workbook.cockpit.running import channel_fen, running_fen
from kamsim.workbook.cockpit.sale import gates
from kamsim.workbook.cockpit.state import Desk, View
from kamsim.workbook.cockpit.subject import without
from kamsim.workbook.cockpit.terms import awaited
from kamsim.workbook.session import Session


def found(cockpit, wanted):
    """Open the first account like this."""
    account = next(a for a in cockpit.session.briefing.accounts if wanted(a))
    click(cockpit, f"pick:{account.account_id}")
    return account


def offered(cockpit, start):
    return [action for action in cockpit.canvas.actions() if action.startswith(start)]


def tier_b(account):
    return account.status == "active" and account.tier == "B"


def test_an_action_names_its_decision_and_is_read_back():
    made = [
        AssignOwner(account="A-01", seat="C"),
        SetChannel(account="A01", channel="agent"),
        SetChannel(tier="C", channel="tele_seat"),
        TendDepartments(account="A01", department="finance", manner="routine"),
        HoldRoadShow(building="H01"),
        TrainTeam(wave="cases", managers=2),
    ]
    for decision in made:
        verb, _, rest = action_of(decision).partition(":")
        assert decision_of(verb, rest) == decision
    assert len({kind for kind, _ in ACTIONS.values()}) == len(ACTIONS)


def test_a_free_seat_is_filled_with_its_price_and_taken_back(cockpit):
    account = found(cockpit, lambda a: a.status == "active" and [seat for seat, _ in a.owners] == ["A"])
    click(cockpit, "tab:company")
    fen = round(100 * cockpit.session.scenario.settings.parameters.owner_seat_cost)
    assert f"B owner · {look.money(fen)} a month" in cockpit.canvas.text()
    assert "seat B first" in cockpit.canvas.find(f"owner:{account.account_id}:C")[1]["title"]
    click(cockpit, f"owner:{account.account_id}:B")
    assert cockpit.session.draft == (AssignOwner(account=account.account_id, seat="B"),)
    assert f"{look.money_change(fen)} a month" in cockpit.canvas.text()
    click(cockpit, f"owner:{account.account_id}:B")
    assert cockpit.session.draft == ()


def test_an_account_is_handed_over_to_another_account_manager_and_taken_back(cockpit):
    account = found(cockpit, tier_b)
    click(cockpit, "tab:company")
    number = 3 - account.manager
    other = cockpit.session.briefing.managers[number - 1].name
    assert f"Hand over to {other} 1.8 · 3 h" in cockpit.canvas.text()
    handover = f"hand_over:{account.account_id}:{number}"
    assert "30 % of the good will" in cockpit.canvas.find(handover)[1]["title"]
    click(cockpit, handover)
    assert cockpit.session.draft == (AssignOwner(account=account.account_id, seat="A", manager=number),)
    assert f"hand over to {other}" in cockpit.canvas.text()
    click(cockpit, handover)
    assert cockpit.session.draft == ()
    click(cockpit, handover, "run:1", f"pick:{account.account_id}", "tab:company")
    assert cockpit.session.briefing.account(account.account_id).manager == number
    assert f"A {other}" in cockpit.canvas.text()


def test_a_wave_of_training_is_planned_for_all_who_may_come_and_taken_back(cockpit):
    found(cockpit, tier_b)
    click(cockpit, "tab:company")
    assert "Concept for all 2 · 16 h ¥2,000" in cockpit.canvas.text()
    assert "disabled" in cockpit.canvas.find("train:cases:1")[1]
    assert "had “Concept” in an earlier month" in cockpit.canvas.find("train:cases:1")[1]["title"]
    click(cockpit, "train:concept:2")
    assert cockpit.session.draft == (TrainTeam(wave="concept", managers=2),)
    assert "Our team" in cockpit.canvas.text()
    click(cockpit, "train:concept:2")
    assert cockpit.session.draft == ()
    click(cockpit, "train:concept:2", "run:1", "tab:company")
    assert "disabled" in cockpit.canvas.find("train:concept:1")[1]
    click(cockpit, "train:cases:2")
    assert cockpit.session.draft == (TrainTeam(wave="cases", managers=2),)


def test_a_seat_that_is_filled_and_a_sponsor_are_released_by_a_click(cockpit):
    name = found(cockpit, tier_b).account_id
    click(cockpit, "tab:company", f"owner:{name}:B", f"sponsor:{name}", "run:1", f"pick:{name}", "tab:company")
    click(cockpit, f"release:{name}:B", f"release:{name}:sponsor")
    assert {(made.kind, made.on) for made in cockpit.session.draft} == {
        ("assign_owner", False),
        ("appoint_sponsor", False),
    }
    click(cockpit, f"release:{name}:B")
    assert len(cockpit.session.draft) == 1


def test_a_partner_tier_opens_the_instruments_that_it_allows(cockpit):
    account = found(cockpit, tier_b)
    click(cockpit, "tab:company")
    name, chip = account.account_id, cockpit.canvas.find
    shown = {code: chip(f"instrument:{name}:{code}") for code in INSTRUMENTS}
    assert {code for code in shown if "disabled" not in shown[code][1]} == {
        code for code in INSTRUMENTS if times_a_year(code, "ordinary")
    }
    assert "takes the partner tier “Strategic partner”" in shown["joint_responsibility"][1]["title"]
    assert "Summit · 20 h ¥8,000" in cockpit.canvas.text()
    click(cockpit, f"partner:{name}:strategic", f"instrument:{name}:joint_responsibility")
    assert cockpit.session.draft == (
        SetPartnerTier(account=name, partner="strategic"),
        HoldInstrument(account=name, instrument="joint_responsibility"),
    )
    assert "Ordinary (now)" in cockpit.canvas.text()


def test_the_tier_that_an_instrument_needs_cannot_be_taken_out_alone(cockpit):
    name = found(cockpit, tier_b).account_id
    click(cockpit, "tab:company", f"partner:{name}:partner", f"instrument:{name}:summit", f"fold:{name}")
    click(cockpit, "remove:0:2")
    assert len(cockpit.session.draft) == 2
    assert "▲ This takes the partner tier “Partner”" in cockpit.canvas.text()
    click(cockpit, "remove:1:2", "remove:0:1")
    assert cockpit.session.draft == ()


def test_departments_are_tended_one_or_all_in_a_manner_with_its_price(cockpit):
    name = found(cockpit, tier_b).account_id
    click(cockpit, "tab:company")
    assert "Business · 15 h ¥1,500" in cockpit.canvas.text()
    click(cockpit, "department:finance", f"tend:{name}:finance:business")
    assert "Business · 3 h ¥300" in cockpit.canvas.text()
    assert cockpit.session.draft == (TendDepartments(account=name, department="finance", manner="business"),)
    click(cockpit, f"tend:{name}:finance:routine", "run:1", f"pick:{name}")
    assert re.search(r"finance \d+ %", cockpit.canvas.text())


def test_the_channel_is_set_for_the_account_or_for_its_tier(cockpit):
    account = found(cockpit, tier_b)
    name = account.account_id
    click(cockpit, "tab:service", f"channel:{name}::tele_seat")
    single = running_fen(cockpit.desk, cockpit.session.draft[0])
    click(cockpit, "whole:tier", "channel::B:tele_seat")
    assert cockpit.session.draft == (
        SetChannel(account=name, channel="tele_seat"),
        SetChannel(tier="B", channel="tele_seat"),
    )
    desk = cockpit.desk
    each = [channel_fen(desk, "tele_seat", a) for a in cockpit.session.briefing.accounts if tier_b(a)]
    assert running_fen(desk, cockpit.session.draft[1]) == (round(sum(each)), round(sum(each)))
    assert round(channel_fen(desk, "tele_seat", account)) == single[0]
    click(cockpit, "clear", "channel::B:agent", "run:1", f"pick:{name}", "whole:")
    assert cockpit.canvas.find(f"channel:{name}::agent")[1]["aria-pressed"] == "true"


def test_a_road_show_is_planned_where_the_neighbors_are(cockpit):
    account = found(cockpit, tier_b)
    click(cockpit, "tab:rivals")
    assert "Road-show here · 12 h ¥4,000" in cockpit.canvas.text()
    click(cockpit, f"road_show:{account.building_id}")
    assert cockpit.session.draft == (HoldRoadShow(building=account.building_id),)
    assert cockpit.desk.names[account.building_id] in cockpit.canvas.text().split("Plan for month")[1]


def test_every_number_that_no_source_gives_is_marked_as_an_assumption(cockpit):
    found(cockpit, tier_b)
    for tab in ("service", "company", "rivals", "terms"):
        click(cockpit, f"tab:{tab}")
        assert re.search(r"\bassumption\b", cockpit.canvas.text()), tab


def test_what_a_standing_decision_costs_is_in_the_plan(cockpit):
    name = found(cockpit, tier_b).account_id
    click(cockpit, "tab:company", f"partner:{name}:strategic")
    assert "strategic partner, ¥800 a month (+¥800)" in cockpit.canvas.text()
    assert "Plan for month 1 · 0 h · +¥800 a month" in cockpit.canvas.text()


def test_every_instrument_and_manner_says_what_it_is(cockpit):
    name = found(cockpit, tier_b).account_id
    click(cockpit, "tab:company", f"partner:{name}:strategic")
    for code in INSTRUMENTS:
        title = cockpit.canvas.find(f"instrument:{name}:{code}")[1]["title"]
        assert words.hint(words.INSTRUMENTS, code)[1:] in title


def test_a_neighbor_is_one_click_away(cockpit):
    account = found(
        cockpit,
        lambda a: sum(b.building_id == a.building_id for b in cockpit.session.briefing.accounts) > 1,
    )
    click(cockpit, "tab:rivals")
    near = [b.account_id for b in cockpit.session.briefing.accounts if b.building_id == account.building_id]
    click(cockpit, f"pick:{next(name for name in near if name != account.account_id)}")
    assert cockpit.view.account != account.account_id


# A sale


def selling(cockpit):
    """Play until a sale is pursued somewhere, and open it."""
    for _ in range(6):
        click(cockpit, "textbook", f"run:{cockpit.session.month + 1}")
        pursued = [a for a in cockpit.session.briefing.accounts if a.opportunity and a.opportunity[2]]
        if pursued:
            click(cockpit, f"pick:{pursued[0].account_id}", "tab:sale")
            return pursued[0]
    raise AssertionError("no sale in six months")


def test_only_an_account_with_a_need_has_the_tab_of_a_sale(cockpit):
    selling(cockpit)
    found(cockpit, lambda a: a.opportunity is None)
    assert "tab:sale" not in cockpit.canvas.actions()
    assert "Do with " in cockpit.canvas.text()


def test_a_sale_says_where_it_stands_and_what_its_stages_ask_for(cockpit):
    account = selling(cockpit)
    place = STAGES.index(account.opportunity[1]) + 1
    text = cockpit.canvas.text()
    assert f"{words.product(account.opportunity[0]).capitalize()}: stage {place} of 6" in text
    for gate in gates(cockpit.desk, account):
        assert f"{'✓' if gate.met else '◆'} {gate.said}" in text
    reached = [p for p in account.people if p.suited_day is not None]
    assert re.search(rf"Heard what suits their role\n?{len(reached)} of {len(account.people)}", text) or reached == []
    assert {gate.stage for gate in gates(cockpit.desk, account)} == {"discovery", "design", "value_show", "signature"}


def test_the_proposal_is_prefilled_and_takes_what_its_chips_say(cockpit):
    name = selling(cockpit).account_id
    actions = ["options:2", "sale_discount:0.15", "extra:free_installation", "offer:sale"]
    assert "Put into the plan · 5 h" in cockpit.canvas.text()
    click(cockpit, *actions)
    assert cockpit.session.draft == (Propose(account=name, options=2, discount=0.15, free_installation=True),)
    assert "The head of sales has to approve it: 3 days later" in cockpit.canvas.text()
    assert "propose 2 options at 15 % off, free installation" in cockpit.canvas.text()
    click(cockpit, "sale_plan:B", "offer:sale")
    assert [(d.plan, d.discount) for d in cockpit.session.draft] == [("B", 0.0)]
    assert "disabled" in cockpit.canvas.find("sale_discount:0.15")[1]


def test_the_proposal_that_stands_is_told_as_it_was_planned(cockpit):
    name = selling(cockpit).account_id
    assert "Our proposal: none yet." in cockpit.canvas.text()
    click(cockpit, "options:3", "sale_plan:B", "x:1", "sale_term:24", "early:", "offer:sale")
    (made,) = cockpit.session.draft
    said = sentences.proposal(made)
    assert f"X {look.money(made.x * 100)}" in said
    assert said.endswith(", 24 months, paid in advance")
    click(cockpit, f"run:{cockpit.session.month + 1}", f"pick:{name}", "tab:sale")
    assert f"Our proposal: {said}." in cockpit.canvas.text()
    assert "Replace our proposal · " in cockpit.canvas.text()


def test_each_step_moves_x_by_a_twentieth_also_for_a_small_account(cockpit):
    smallest = min((a for a in cockpit.session.briefing.accounts if a.status == "prospect"), key=lambda a: a.wallet_fen)
    view = View()
    start = chosen_x(cockpit.desk, view, smallest)
    for view.x_steps in range(-4, 5):
        assert chosen_x(cockpit.desk, view, smallest) == pytest.approx(start * (1 + 0.05 * view.x_steps), abs=0.5)


def test_the_form_of_a_sale_begins_with_the_proposal_that_is_planned_or_stands(cockpit):
    name, other = selling(cockpit).account_id, cockpit.session.briefing.accounts[-1].account_id
    wish = ("options:2", "sale_plan:A", "x:1", "allowance:1", "sale_term:24", "early:", "extra:free_installation")
    click(cockpit, *wish, "offer:sale")
    planned = cockpit.session.draft
    away = (f"pick:{other}", f"pick:{name}", "tab:sale", "offer:sale")
    click(cockpit, *away)
    assert cockpit.session.draft == ()
    click(cockpit, "offer:sale", f"run:{cockpit.session.month + 1}", *away)
    assert cockpit.session.draft == planned
    assert "as proposed" in cockpit.canvas.text()
    click(cockpit, "clear", "sale_plan:", "sale_discount:0.05", "offer:sale", f"run:{cockpit.session.month + 1}", *away)
    (again,) = cockpit.session.draft
    assert (again.plan, again.x, again.discount, again.term_months) == (None, None, 0.05, 24)


def test_what_was_clicked_in_the_form_of_a_sale_and_not_planned_is_gone_once_time_has_moved(cockpit):
    selling(cockpit)
    start = cockpit.session.month
    click(cockpit, "options:2", "sale_plan:A", "sale_term:24", "offer:sale")
    planned = cockpit.session.draft
    click(cockpit, "sale_term:6", "x:1", f"run:{start + 1}", "offer:sale")
    assert cockpit.session.draft == planned
    click(cockpit, "sale_term:6", "x:1", f"rewind:{start + 1}", "offer:sale")
    assert cockpit.session.draft == ()


def test_an_x_that_has_become_too_little_gives_way_to_what_is_measured(cockpit):
    click(cockpit, *(f"run:{month}" for month in (1, 2, 3)))
    account = found(cockpit, tier_b)
    desk, measured = cockpit.desk, cockpit.session.briefing.measured_x(account.account_id)
    enough, few = (
        Propose(account=account.account_id, plan="A", x=round(share * measured, 2), allowance=1.6)
        for share in (1.3, 0.9)
    )
    kept, raised = View(), View()
    resume_x(desk, kept, account, enough)
    resume_x(desk, raised, account, few)
    assert chosen_x(desk, kept, account) == enough.x
    assert chosen_allowance(desk, kept, "A") == 1.6
    assert (raised.x_from, raised.x_proposed, chosen_x(desk, raised, account)) == ("measured", 0, ceil(measured))
    raised.x_steps = 1
    assert chosen_x(desk, raised, account) == ceil(1.05 * measured)


def test_x_of_a_proposal_is_left_to_the_wallet_measured_or_agreed_above_it_by_clicks(cockpit):
    for _ in range(12):
        account = selling(cockpit)
        if account.status == "active":
            break
    measured = cockpit.session.briefing.measured_x(account.account_id)
    assert measured > 0
    click(cockpit, "sale_plan:A", "offer:sale")
    suggested = 100 * account.wallet_fen / 10_000 / 1.3
    assert cockpit.session.draft[0].x is None or measured > suggested
    for steps, share in ((0, 1.0), (2, 1.1), (4, 1.2)):
        click(cockpit, "clear", f"x_from:measured:{steps}", "offer:sale")
        (made,) = cockpit.session.draft
        assert (made.plan, made.x) == ("A", pytest.approx(measured * share, abs=1))
    assert f"X {look.money(made.x * 100)}" in cockpit.canvas.text()
    click(cockpit, "clear", "x_from:measured:0")
    assert "disabled" in cockpit.canvas.find("x:-1")[1]
    click(cockpit, "x:1", "offer:sale")
    assert cockpit.session.draft[0].x == pytest.approx(measured * 1.05, abs=1)
    click(cockpit, "allowance:1", "offer:sale")
    assert cockpit.session.draft[0].allowance == 1.55
    assert "up to 1.55 X" in cockpit.canvas.text()
    click(cockpit, "sale_plan:", "offer:sale")
    assert (cockpit.session.draft[0].x, cockpit.session.draft[0].allowance) == (None, None)


def test_a_need_that_nobody_took_up_is_taken_up_where_it_is_shown(cockpit):
    waits = next((s for s in cockpit.session.briefing.inbox if s.kind == "opportunity"), None)
    while waits is None:
        click(cockpit, f"run:{cockpit.session.month + 1}")
        waits = next((s for s in cockpit.session.briefing.inbox if s.kind == "opportunity"), None)
    click(cockpit, f"pick:{waits.account_id}", "tab:sale")
    assert "Not taken up yet" in cockpit.canvas.text()
    assert cockpit.canvas.text().count("Pursue · 3 h") >= 2
    account = cockpit.session.briefing.account(waits.account_id)
    others = [supplier for _, supplier in account.suppliers if supplier != "us"]
    worth = (
        account.wallet_fen if account.status == "prospect" else (account.wallet_fen - account.usage_fen) / len(others)
    )
    assert f"about {look.money(worth)} a month" in cockpit.canvas.text()


def test_a_bundle_can_be_sweetened(cockpit):
    account = found(cockpit, lambda a: a.status == "active" and dict(a.suppliers)["broadband"] == "us")
    click(cockpit, "tab:terms", "extra:free_installation", "offer:bundle")
    assert cockpit.session.draft[0].free_installation
    assert cockpit.canvas.find("extra:broadband_special")[1]["disabled"]
    moving = (account.wallet_fen - account.usage_fen) / 10
    assert f"Free installation · {look.money(moving)}" in cockpit.canvas.text()


def test_a_rival_that_changed_its_prices_is_told_without_the_amount():
    session = Session(find_scenario("city"), 7)
    rival = session.scenario.rivals[0].rival_id
    before = str(rivals(Desk(session, False), View(), session.briefing.accounts[0]))
    session.simulation.ledger.append(RivalPriceChanged(35.0, rival, 0.95, 0.8123))
    after = str(rivals(Desk(session, False), View(), session.briefing.accounts[0]))
    assert "lower prices since month 2" in after
    assert "prices since" not in before
    assert "0.81" not in after


# Ties of a tier, people, and what waits for approval


def test_the_methods_against_leaving_stand_in_three_groups_with_what_they_cost(cockpit):
    account = found(cockpit, tier_b)
    click(cockpit, "tab:service")
    chips = offered(cockpit, "switching:B:")
    assert {chip.split(":")[2] for chip in chips} == set(METHODS)
    usage = sum(a.usage_fen for a in cockpit.session.briefing.accounts if tier_b(a))
    points = look.money(METHODS["points"].cost * usage)
    assert f"Points · {points}" in cockpit.canvas.text()
    assert "none in force" in cockpit.canvas.text()
    click(cockpit, "switching:B:points:True")
    assert cockpit.session.draft == (SetSwitching(tier="B", method="points", on=True),)
    assert f"1 in force: leaving 14 % rarer, {points}" in cockpit.canvas.text()
    assert f"{points} a month (+{points})" in cockpit.canvas.text()
    click(cockpit, "run:1", f"pick:{account.account_id}")
    assert cockpit.canvas.find("switching:B:points:False")[1]["aria-pressed"] == "true"
    click(cockpit, "switching:B:points:False")
    assert cockpit.session.draft == (SetSwitching(tier="B", method="points", on=False),)
    assert "Points (stops)" in cockpit.canvas.text()
    click(cockpit, "switching:B:points:False")
    assert cockpit.session.draft == ()


def test_what_a_meeting_showed_stands_under_the_cards_and_what_is_not_sure_is_probable(cockpit):
    click(cockpit, "textbook", "run:1")
    people = [p for a in cockpit.session.briefing.accounts for p in a.people if p.evidence and 0 < p.certainty < 0.99]
    person = people[0]
    click(cockpit, f"pick:{person.account_id}", f"person:{person.person_id}")
    text = cockpit.canvas.text()
    assert f"Closeness {person.closeness} of 5: contact {look.signed(person.evidence[0], 0)}" in text
    assert "mean of the six scores plus 2" in str(cockpit.tree())
    assert person.closeness == round(sum(person.evidence) / 6) + 2
    assert f"probably {words.style(person.style)}" in text
    title = cockpit.canvas.find(f"person:{person.person_id}")[1]["title"]
    assert f"Probably {words.word(words.NEEDS, person.need)}" in title
    assert words.word(words.RANKS, person.rank) in title


def test_a_role_that_nobody_made_sure_of_has_a_question_mark(cockpit):
    unsure = [p for a in cockpit.session.briefing.accounts for p in a.people if p.name and not p.role_sure]
    click(cockpit, f"pick:{unsure[0].account_id}")
    assert f"{unsure[0].name} · {words.role(unsure[0].role)}?" in cockpit.canvas.text()


def test_the_account_may_choose_the_plan_of_its_bundle(cockpit):
    name = found(cockpit, tier_b).account_id
    click(cockpit, "tab:terms", "bundle:best", "offer:bundle")
    assert [(d.account, d.plan) for d in cockpit.session.draft] == [(name, "best")]
    assert "the plan they choose" in cockpit.canvas.text()


def test_a_discount_that_waits_for_approval_is_shown_until_it_is_answered(cockpit):
    account = found(cockpit, tier_b)
    assert awaited(account) == []
    assert "20 % off list waits for approval: the answer comes in 5 days" in str(
        awaited(account._replace(awaiting=(0.2, 5)))
    )
    assert "comes today" in str(awaited(account._replace(awaiting=(0.2, 0))))


def test_every_kind_of_situation_has_its_place_in_the_inbox_and_trouble_comes_first(cockpit):
    assert set(KIND_ORDER) == set(SITUATIONS)
    inbox = cockpit.session.briefing.inbox
    desk = Desk(cockpit.session, False)
    mixed = [inbox[place % len(inbox)]._replace(kind=kind) for place, kind in enumerate(reversed(SITUATIONS))]
    desk.briefing = SimpleNamespace(accounts=cockpit.session.briefing.accounts, inbox=mixed)
    kinds = [situation.kind for situation in ordered(desk)]
    assert set(kinds[:2]) == {"crisis", "outage"}
    assert kinds[-1] == "lost"
    assert kinds.index("discount_demand") < kinds.index("renewal") < kinds.index("opportunity")


def test_an_answered_situation_sinks_below_the_open_ones_and_rises_again_when_it_is_taken_back(cockpit):
    before = [situation.situation_id for situation in ordered(cockpit.desk)]
    first = next(s for s in cockpit.session.briefing.inbox if s.situation_id == before[0])
    click(cockpit, f"answer:{first.situation_id}:{first.options[0]}")
    assert [situation.situation_id for situation in ordered(cockpit.desk)] == [*before[1:], before[0]]
    click(cockpit, f"answer:{first.situation_id}:{first.options[0]}")
    assert [situation.situation_id for situation in ordered(cockpit.desk)] == before


def test_every_situation_shows_all_its_answers_with_their_hours(cockpit):
    first = cockpit.session.briefing.inbox[0]
    for kind, options in SITUATIONS.items():
        name = f"{kind}:{first.account_id}:1"
        situation = first._replace(kind=kind, situation_id=name, facts=(), options=tuple(options))
        card = str(situation_card(cockpit.desk, situation))
        for option, hours in options.items():
            assert f"answer:{name}:{option}" in card
            price = f" · {look.hours(hours)}" if hours else ""
            assert f"{words.option_chip(kind, option)}{price}'" in card.replace('"', "'")


def test_the_price_of_asking_back_follows_its_parameter():
    soft = find_scenario("office-tower").with_settings(values={"win_back_discount": "0.25"})
    cockpit = Cockpit(Session(soft, 7))
    assert "25 % off" in cockpit.canvas.text()
    assert "10 % off" not in cockpit.canvas.text()


def test_the_portrait_of_an_account_is_worked_out_of_what_is_known(cockpit):
    account = found(cockpit, tier_b)
    click(cockpit, "tab:company")
    portrait, text = cockpit.desk.portraits[account.account_id], cockpit.canvas.text()
    for said in (
        f"{portrait.abc} by its bill",
        words.word(words.MATRIX, portrait.cell),
        words.word(words.VALUE_TIERS, portrait.value_tier),
        words.word(words.LIFE_STAGES, portrait.stage),
        words.word(words.MODES, account.decision_mode),
        f"attractive {look.percent(portrait.attractiveness, 0)}",
    ):
        assert said in text


def test_a_chip_refuses_exactly_what_the_whole_plan_would_refuse(cockpit):
    click(cockpit, "textbook", "run:1", "textbook")
    session, checked = cockpit.session, 0
    for account in session.briefing.accounts[::6]:
        click(cockpit, f"pick:{account.account_id}")
        for tab in ("terms", "company", "service"):
            click(cockpit, f"tab:{tab}")
            for decision in shown(cockpit):
                whole = refusals(session.briefing, [*without(session.draft, decision), decision])
                assert bool(refused(cockpit.desk, decision)) == bool(whole), decision
                checked += 1
    assert checked > 100


def shown(cockpit):
    """The decisions that the chips on the screen name, refused or not."""
    for action in set(re.findall(r'"do":"([^"]+)"', cockpit.canvas.scene)):
        verb, _, rest = action.partition(":")
        if verb in ACTIONS:
            yield decision_of(verb, rest)


def left_strategic(account):
    return account._replace(
        status="lost", sponsored=True, footing=account.footing._replace(partner="strategic", relation=0.3)
    )


def test_a_lost_account_has_no_partner_tier_in_force_and_says_what_it_was(cockpit):
    account = left_strategic(cockpit.session.briefing.accounts[0])
    drawn = company(cockpit.desk, View(), account)
    text, actions = said(drawn), json.dumps(drawn)
    assert "They left as strategic partner. Nothing is paid for it now" in text
    assert "30 % are left" in text
    assert "an executive sponsor" in text
    assert "✓ Strategic" not in text
    assert "set_partner_tier" not in actions
    assert "assign_owner" not in actions


@pytest.mark.parametrize("numbers", [{}, {"strategy_ties": "0.5", "ties_relationship": "0.6"}])
def test_what_methods_hold_on_the_screen_is_what_they_hold_in_the_game(numbers):
    cockpit = Cockpit(Session(find_scenario("city").with_settings(values=numbers), 7))
    found(cockpit, tier_b)
    methods = list(METHODS)[:6]
    plan = [SetServiceLevel(tier="B", level="relationship"), SetStrategy(tier="B", strategy="zipper")]
    cockpit.session.replan([*plan, *(SetSwitching(tier="B", method=code) for code in methods)])
    click(cockpit, "run:1", "tab:service")
    treatment = cockpit.session.simulation._world.treatment["B"]
    assert f"6 in force: leaving {look.percent(leaving_rarer(treatment.held), 0)} rarer" in cockpit.canvas.text()


def test_the_sponsor_of_an_account_that_left_is_released_for_another_one(cockpit):
    session = cockpit.session
    first, *others = [a.account_id for a in session.briefing.accounts if a.status == "active"]
    sponsors = session.briefing.sponsors_left
    session.replan([AppointSponsor(account=name) for name in (first, *others[: sponsors - 1])])
    click(cockpit, "run:1")
    world = session.simulation._world
    leave(world, world.accounts[first], "N", "price")
    session.simulation._briefing = None
    session.revision += 1
    other = others[sponsors]
    click(cockpit, f"pick:{other}", "tab:company")
    assert "release a sponsor elsewhere first" in cockpit.canvas.find(f"sponsor:{other}")[1]["title"]
    click(cockpit, f"pick:{first}", "tab:company")
    assert "whom no other account can have meanwhile. Costs nothing now" in cockpit.canvas.text()
    click(cockpit, f"release:{first}:sponsor")
    assert session.draft == (AppointSponsor(account=first, on=False),)
    assert running_fen(cockpit.desk, session.draft[0]) == (0, 0)
    click(cockpit, f"pick:{other}", "tab:company", f"sponsor:{other}")
    assert session.draft[-1] == AppointSponsor(account=other)


def said(tree):
    """The texts of a tree."""
    if isinstance(tree, str):
        return tree
    children = tree if isinstance(tree, tuple) or not tree or not isinstance(tree[0], str) else tree[2:]
    return " ".join(said(child) for child in children if child)


def test_the_price_of_a_sponsor_follows_its_parameter():
    for cost, price in ((500, "¥500 a month"), (750, "¥750 a month")):
        dear = find_scenario("city").with_settings(values={"sponsor_cost": str(cost)})
        cockpit = Cockpit(Session(dear, 7))
        click(cockpit, "tab:company")
        assert f"Name a sponsor · {price}" in cockpit.canvas.text()


def test_dropping_a_try_asks_once_in_its_place(cockpit):
    click(cockpit, "run:1", "branch", "run:2", "branch")
    name = offered(cockpit, "ask:")[0].removeprefix("ask:")
    click(cockpit, f"ask:{name}")
    assert f"drop:{name}" in cockpit.canvas.actions()
    assert f"switch:{name}" not in cockpit.canvas.actions()
    click(cockpit, "ask:")
    assert f"switch:{name}" in cockpit.canvas.actions()


def test_the_decisions_of_a_game_are_saved_as_a_file_that_plays_again(cockpit):
    assert offered(cockpit, "export") == []
    click(cockpit, "textbook", "run:1", "textbook", "run:2", "branch", "export")
    said = r"Written to (.*\.csv)\. In a terminal this plays it again: kamsim play city --seed 7 --decisions \S*\.csv"
    path = Path(re.search(said, cockpit.canvas.text())[1])
    problems = Problems()
    plans = read_decisions(path, problems, 2)
    played = play_decisions(find_scenario("city").with_settings(months=2), 7, path.name, plans, problems)
    assert problems.found == []
    assert played.month == 2
    assert decisions_made(played.ledger, 2) == [list(month) for month in cockpit.session.decisions()]
    click(cockpit, "page:account")
    assert "Written to" not in cockpit.canvas.text()


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(cockpit, tmp_path, monkeypatch):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    monkeypatch.setenv("KAMSIM_HOME", str(tmp_path / "taken"))
    click(cockpit, "run:1", "branch", "export")
    assert "The file was not written: cannot make the folder" in cockpit.canvas.text()


def test_the_channel_that_leaves_most_of_a_bill_is_named_with_what_it_leaves(cockpit):
    account = found(cockpit, lambda a: a.status == "active" and a.tier == "C")
    click(cockpit, "tab:service")
    parameters, bill = cockpit.desk.parameters, account.bill_fen / 100
    margin = bill - (1 - parameters.margin) * account.usage_fen / 100
    best, left = cheapest_channel(parameters, cockpit.session.briefing.direct_cost, bill, margin)
    wanted = f"{words.word(words.CHANNELS, best).lower()} would leave most of their bill: {look.money(100 * left)}"
    assert wanted in cockpit.canvas.text()
    found(cockpit, lambda a: a.status == "prospect")
    assert "leaves most" not in cockpit.canvas.text()


def test_the_end_says_what_the_best_fifth_of_accounts_brought():
    short = find_scenario("city").with_settings(months=2)
    cockpit = Cockpit(Session(short, 7))
    click(cockpit, "run:1", "run:2")
    assert re.search(r"Share of all profit from the most profitable 20 % of accounts\d+ %", cockpit.canvas.text())


def test_a_prospect_has_no_offer_to_click_but_the_way_to_its_sale(cockpit):
    prospect = found(cockpit, lambda a: a.status == "prospect" and a.opportunity is None)
    click(cockpit, "tab:terms")
    assert "offer:bundle" not in cockpit.canvas.actions()
    assert "a prospect is won in a sale" in cockpit.canvas.text()
    assert "tab:sale" not in cockpit.canvas.actions()
    while not (open_ := [a for a in cockpit.session.briefing.accounts if a.status == "prospect" and a.opportunity]):
        cockpit.session.advance()
    assert prospect.status == "prospect"
    click(cockpit, f"pick:{open_[0].account_id}", "tab:terms", "tab:sale")
    assert cockpit.view.tab == "sale"


def test_an_allowance_that_the_deal_desk_looks_at_says_so(cockpit):
    found(cockpit, tier_b)
    click(cockpit, "tab:terms", "bundle:A")
    assert "has to approve it" not in cockpit.canvas.text()
    click(cockpit, "allowance:1")
    assert "Up to 29 % off list. The managing director has to approve it: 8 days later." in cockpit.canvas.text()


def test_a_proposal_that_ends_in_a_contract_has_chips_for_its_term_and_payment(cockpit):
    selling(cockpit)
    click(cockpit, "sale_plan:B", "sale_term:24", "early:", "offer:sale")
    assert [(d.term_months, d.pays_early) for d in cockpit.session.draft] == [(24, True)]
    assert "24 months, paid in advance" in cockpit.canvas.text()
    click(cockpit, "sale_term:12", "early:", "offer:sale")
    assert [(d.term_months, d.pays_early) for d in cockpit.session.draft] == [(None, False)]
