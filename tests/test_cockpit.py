"""The cockpit without a browser: what it shows, what a click plans, and what it never shows."""

import re

import comm
import pytest
from comm.base_comm import BaseComm
from games import click

from kamsim.engine.decisions import (
    AppointSponsor,
    GiveDiscount,
    MapPower,
    OfferBundle,
    OfferContract,
    SetServiceLevel,
    SetStrategy,
    Visit,
)
from kamsim.engine.scenario import find_scenario
from kamsim.market.bundle import PLANS, bundle_quote
from kamsim.market.service import SERVICE_COST
from kamsim.workbook import look
from kamsim.workbook.cockpit import Cockpit
from kamsim.workbook.cockpit.accounts import urgency
from kamsim.workbook.cockpit.running import change_fen
from kamsim.workbook.session import Session

TABS = ("terms", "service", "company", "rivals", "story", "people")
HOSTILE = ("<img src=x onerror=alert(1)>", "R&D $x^2$", "海港物流", "\u202edlrow")


def scenario(**changes):
    """The city with other settings or tables."""
    city = find_scenario("city")
    settings = {key: changes.pop(key) for key in list(changes) if key in type(city.settings).model_fields}
    return city._replace(settings=city.settings.model_copy(update=settings), **changes)


def offered(cockpit, start):
    """The actions on the screen that begin like this."""
    return [action for action in cockpit.canvas.actions() if action.startswith(start)]


def picked(cockpit):
    """The account that is open, as the manager knows it."""
    return cockpit.session.briefing.account(cockpit.view.account)


# What is shown


def test_the_top_line_tells_the_month_the_hours_the_revenue_and_the_accounts(cockpit):
    text = cockpit.canvas.text()
    briefing = cockpit.session.briefing
    assert "Month 1\nof 24" in text
    assert f"{briefing.hours:.0f} h\nleft of {briefing.hours:.0f} h" in text
    active = sum(account.status == "active" for account in briefing.accounts)
    assert f"{active} of {len(briefing.accounts)}\naccounts with us" in text


def test_all_sixty_accounts_are_in_the_list_and_the_neediest_is_open(cockpit):
    briefing = cockpit.session.briefing
    rows = list(dict.fromkeys(offered(cockpit, "pick:")))
    assert {f"pick:{account.account_id}" for account in briefing.accounts} <= set(rows)
    neediest = max(briefing.accounts, key=urgency)
    assert rows[0] == f"pick:{neediest.account_id}"
    assert cockpit.view.account == neediest.account_id


def test_only_the_next_month_is_a_filled_button(cockpit):
    filled = re.findall(r'"class":"[^"]*kam-primary[^"]*","do":"([^"]+)"', cockpit.canvas.scene)
    assert filled == ["run:1"]


@pytest.mark.parametrize("sort", ["tier", "bill", "end", "building"])
def test_the_list_can_be_sorted_and_filtered(cockpit, sort):
    click(cockpit, f"sort:{sort}", "show:prospect")
    prospects = {a.account_id for a in cockpit.session.briefing.accounts if a.status == "prospect"}
    listed = re.search(r"(?s)Accounts · by.*?People", cockpit.canvas.text()).group()
    names = {a.account_id: a.name for a in cockpit.session.briefing.accounts}
    assert all(names[key] in listed for key in prospects)
    click(cockpit, "show:lost")
    assert "There are none lost." in cockpit.canvas.text()


def test_picking_another_account_shows_it_on_every_tab(cockpit):
    account = cockpit.session.briefing.accounts[20]
    click(cockpit, f"pick:{account.account_id}")
    for tab in TABS:
        click(cockpit, f"tab:{tab}")
        head = cockpit.canvas.text().split("Story so far")[0]
        assert account.name in head.splitlines()[-6:] or account.name in head


def test_people_whom_nobody_knows_have_no_name_and_say_how_to_find_out(cockpit):
    known = {p.name for account in cockpit.session.briefing.accounts for p in account.people if p.name}
    hidden = [row for row in cockpit.session.scenario.people if not row.known and row.name not in known]
    assert hidden
    for row in hidden[:40]:
        click(cockpit, f"pick:{row.account_id}")
        assert row.name not in cockpit.canvas.scene
        assert "map who has a say to find out" in cockpit.canvas.text()


def test_mapping_an_account_gives_its_people_names(cockpit):
    row = next(row for row in cockpit.session.scenario.people if not row.known)
    click(cockpit, f"pick:{row.account_id}", f"map:{row.account_id}", "run:1", f"pick:{row.account_id}")
    assert all(person.name for person in picked(cockpit).people)
    assert "? · somebody" not in cockpit.canvas.text()


# What is planned


def test_a_click_plans_a_contact_and_a_second_click_takes_it_back(cockpit):
    action = offered(cockpit, "visit:")[0]
    click(cockpit, action)
    visit = cockpit.session.draft[0]
    assert isinstance(visit, Visit)
    assert action == f"visit:{visit.person}:{visit.activity}"
    assert cockpit.canvas.find(action)[1]["aria-pressed"] == "true"
    click(cockpit, action)
    assert cockpit.session.draft == ()


def test_the_contact_that_fits_the_person_is_suggested(cockpit):
    assert "kam-suggested" in cockpit.canvas.find(offered(cockpit, "visit:")[0])[1]["class"]


def test_each_price_is_where_it_is_chosen_and_in_the_plan(cockpit):
    click(cockpit, f"map:{cockpit.view.account}")
    text = cockpit.canvas.text()
    assert "Map who has a say · 2 h" in text
    assert "Plan for month 1 · 2 h" in text
    assert "map who has a say2 h" in text


def test_a_situation_is_answered_in_one_click_and_the_answer_can_change(cockpit):
    situation = cockpit.session.briefing.inbox[0]
    first, second = (f"answer:{situation.situation_id}:{option}" for option in situation.options[:2])
    click(cockpit, first)
    assert cockpit.session.draft[0].option == situation.options[0]
    assert cockpit.canvas.find(first)[1]["aria-pressed"] == "true"
    assert [action for action in offered(cockpit, "answer:") if situation.situation_id in action] == [first]
    click(cockpit, first)
    assert cockpit.session.draft == ()
    click(cockpit, second)
    assert [decision.option for decision in cockpit.session.draft] == [situation.options[1]]


def test_the_contract_offer_takes_the_term_and_the_discount_that_are_set(cockpit):
    account = next(a for a in cockpit.session.briefing.accounts if a.status == "active")
    click(cockpit, f"pick:{account.account_id}", "tab:terms", "term:36", "discount:0.15", "offer:contract")
    assert cockpit.session.draft == (OfferContract(account=account.account_id, term_months=36, discount=0.15),)
    click(cockpit, "discount:0.1", "offer:contract")
    assert [decision.discount for decision in cockpit.session.draft] == [0.1]


def test_the_bundle_offer_shows_what_the_quote_says(cockpit):
    account = next(a for a in cockpit.session.briefing.accounts if a.status == "active")
    click(cockpit, f"pick:{account.account_id}", "tab:terms", "bundle:C", "x:1", "offer:bundle")
    (offer,) = cockpit.session.draft
    assert isinstance(offer, OfferBundle)
    assert offer.plan == "C"
    # This account uses more with us than the wallet estimate over 1.3 comes to: no X is agreed on below that.
    measured = cockpit.session.briefing.measured_x(account.account_id)
    assert measured > account.wallet_fen / 100 / 1.3
    assert offer.x == pytest.approx(measured * 1.05, abs=50)
    quote = bundle_quote(PLANS["C"], offer.x * 100, account.wallet_fen, account.bill_fen)
    text = cockpit.canvas.text()
    assert f"¥{quote.fee / 100:,.0f} · ¥{quote.allowance / 100:,.0f}" in text
    assert "assumption" in text


def test_a_gift_shows_what_it_costs_a_month(cockpit):
    account = next(a for a in cockpit.session.briefing.accounts if a.status == "active")
    click(cockpit, f"pick:{account.account_id}", "tab:terms")
    assert f"10 % · −¥{account.usage_fen / 1000:,.0f}" in cockpit.canvas.text()
    click(cockpit, "cut:0.1")
    cut = round(account.discount + 0.1, 4)
    assert cockpit.session.draft == (GiveDiscount(account=account.account_id, discount=cut),)


def test_service_level_and_strategy_are_set_by_tier(cockpit):
    tier = picked(cockpit).tier
    click(cockpit, "tab:service", f"strategy:{tier}:velcro", f"strategy:{tier}:zipper", f"level:{tier}:tailored")
    assert SetStrategy(tier=tier, strategy="zipper") in cockpit.session.draft
    assert len(cockpit.session.draft) == 2
    click(cockpit, f"strategy:{tier}:clip")
    assert len(cockpit.session.draft) == 1


def test_the_textbook_plans_the_rest_without_undoing_what_was_planned(cockpit):
    own = AppointSponsor(account=cockpit.view.account)
    click(cockpit, "tab:company", f"sponsor:{cockpit.view.account}", "textbook")
    assert cockpit.session.draft[0] == own
    assert len(cockpit.session.draft) > 10
    assert cockpit.session.hours_left >= 0
    click(cockpit, "clear")
    assert cockpit.session.draft == ()


def test_the_textbook_leaves_out_the_sponsors_that_there_are_no_more_of(cockpit):
    click(cockpit, "textbook", "run:1", "textbook")
    planned = {d.account for d in cockpit.session.draft if isinstance(d, AppointSponsor)}
    click(cockpit, "clear")
    for account in cockpit.session.briefing.accounts:
        if account.account_id not in planned and cockpit.session.briefing.sponsors_left > len(cockpit.session.draft):
            click(cockpit, f"pick:{account.account_id}", "tab:company", f"sponsor:{account.account_id}")
    own = cockpit.session.draft
    click(cockpit, "textbook")
    assert planned
    assert [d for d in cockpit.session.draft if isinstance(d, AppointSponsor)] == list(own)
    assert not cockpit.view.problem


def test_a_line_of_the_plan_can_be_taken_out(cockpit):
    name = cockpit.view.account
    click(cockpit, f"map:{name}", "tab:company", f"sponsor:{name}", f"fold:{name}", "remove:0:2")
    assert cockpit.session.draft == (AppointSponsor(account=name),)


def test_the_plan_has_one_line_an_account_that_unfolds_into_its_items(cockpit):
    click(cockpit, "textbook")
    draft, names = cockpit.session.draft, cockpit.desk.names
    whole = cockpit.canvas.text().split("Plan for month")[1]
    folds = offered(cockpit, "fold:")
    several = next(fold for fold in folds if "tier" not in fold).removeprefix("fold:")
    mine = [d for d in draft if several in (getattr(d, "account", ""), getattr(d, "situation", "::").split(":")[1])]
    hours = look.hours(sum(map(cockpit.session.briefing.hours_of, mine)))
    assert re.search(rf"{re.escape(names[several])} · {len(mine)} items\D*(¥[\d,]+)?{hours}", whole)
    assert len(offered(cockpit, "remove:")) + len(folds) < len(draft)
    click(cockpit, *folds)
    assert len(offered(cockpit, "remove:")) == len(draft)


def test_the_plan_adds_up_its_costs_at_once_and_by_the_month(cockpit):
    tier, account = picked(cockpit).tier, cockpit.view.account
    click(cockpit, "tab:company", f"sponsor:{account}", "tab:service", f"level:{tier}:relationship")
    members = [a for a in cockpit.session.briefing.accounts if a.tier == tier and a.status == "active"]
    usage, now = sum(a.usage_fen for a in members), dict(cockpit.session.briefing.service_level)[tier]
    new = round(SERVICE_COST["relationship"] * usage)
    more = new - round(SERVICE_COST[now] * usage)
    assert f"Plan for month 1 · 0 h · {look.money_change(more + 50_000)} a month" in cockpit.canvas.text()
    assert f"service level: Relationship, {look.money(new)} a month" in cockpit.canvas.text()
    click(cockpit, "clear", "textbook")
    cost = sum(map(cockpit.session.briefing.cost_fen, cockpit.session.draft))
    assert cost
    assert (
        f"{look.hours(sum(map(cockpit.session.briefing.hours_of, cockpit.session.draft)))} · {look.money(cost)}"
        in cockpit.canvas.text()
    )


def test_all_remarks_can_be_read():
    cockpit = Cockpit(Session(find_scenario("city"), 7))
    actives = [a for a in cockpit.session.briefing.accounts if a.status == "active" and not a.plan][:4]
    cockpit.session.replan([GiveDiscount(account=a.account_id, discount=round(a.discount + 0.2, 4)) for a in actives])
    assert len(re.findall("is a deep cut|days for approval", cockpit.canvas.text())) == 1
    click(cockpit, "remarks")
    assert cockpit.canvas.text().count("is a deep cut") == 4


def test_the_check_points_out_what_does_not_fit_the_strategy(cockpit):
    tier = picked(cockpit).tier
    click(cockpit, "tab:service", f"strategy:{tier}:velcro", "tab:terms", "cut:0.15")
    text = cockpit.canvas.text()
    assert "▲ " + picked(cockpit).name + ": a price cut does not fit Velcro" in text
    assert "fits the strategy" not in text


def test_what_takes_more_hours_than_there_are_cannot_be_clicked_and_says_why():
    cockpit = Cockpit(Session(scenario(manager_hours=1.0, account_managers=1), 7))
    name = cockpit.view.account
    chip = cockpit.canvas.find(f"map:{name}")
    assert chip[1]["disabled"]
    assert "Not enough hours" in chip[1]["title"]
    with pytest.raises(LookupError):
        cockpit.canvas.click(f"map:{name}")


def test_a_refusal_is_a_sentence_beside_the_plan_and_gone_at_the_next_click():
    cockpit = Cockpit(Session(scenario(manager_hours=1.0, account_managers=1), 7))
    # Two windows on one game: the click was possible when this one was drawn.
    cockpit.act(f"map:{cockpit.view.account}")
    cockpit.canvas.refresh()
    assert "▲ Not enough hours" in cockpit.canvas.text()
    assert "Traceback" not in cockpit.canvas.text()
    assert cockpit.session.draft == ()
    click(cockpit, "tab:rivals")
    assert "Not enough hours: this" not in cockpit.canvas.text()


# What cannot go wrong


def hostile(name):
    city = find_scenario("city")
    accounts = tuple(row.model_copy(update={"name": name}) for row in city.accounts)
    people = tuple(row.model_copy(update={"name": name}) for row in city.people)
    rivals = tuple(row.model_copy(update={"name": name}) for row in city.rivals)
    return city._replace(accounts=accounts, people=people, rivals=rivals)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_text_everywhere(name):
    cockpit = Cockpit(Session(hostile(name), 7))
    click(cockpit, "textbook", "run:1", "textbook", "run:2")
    for tab in TABS:
        click(cockpit, f"tab:{tab}")
        assert name in cockpit.canvas.text()
    assert set(re.findall(r'\["([a-z0-9]+)",\{', cockpit.canvas.scene)) <= {
        "div",
        "section",
        "h3",
        "button",
        "span",
        "p",
        "strong",
        "picture",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }


@pytest.mark.parametrize(
    ("what", "changes"),
    [
        ("no accounts", {"accounts": (), "people": (), "lines": (), "rival_attitudes": ()}),
        ("no months", {"months": 0}),
        ("no hours", {"account_managers": 0}),
        ("no rivals", {"rivals": (), "rival_attitudes": ()}),
    ],
)
def test_an_empty_game_is_drawn_and_played(what, changes):
    if what == "no rivals":
        lines = find_scenario("city").lines
        changes = changes | {"lines": tuple(line.model_copy(update={"supplier": "us"}) for line in lines)}
    cockpit = Cockpit(Session(scenario(**changes), 7))
    for tab in TABS:
        for action in offered(cockpit, f"tab:{tab}"):
            click(cockpit, action)
    for action in offered(cockpit, "run:"):
        click(cockpit, action)
    assert "n/a" in cockpit.canvas.text()
    assert "nan" not in cockpit.canvas.text().lower().split()


def test_the_screen_holds_only_what_a_manager_may_know(cockpit):
    """Another hidden truth behind the same evidence gives the same screen."""
    from kamsim.workbook.cockpit.state import View

    other = Cockpit(Session(find_scenario("city"), 7))
    for account in other.session.simulation._world.accounts.values():
        account.satisfaction = -3.0
        account.unexplained = 1.0
        account.quotes["K"] = (0.71, 1e9) if not account.supporters else account.quotes.get("K", (0.71, -1.0))
        for person in account.people:
            person.base = -1.0
    for one in (cockpit, other):
        one.view.__dict__.update(View().__dict__)
        one.view.account = "A01"
        one.canvas.refresh()
    for tab in TABS:
        click(cockpit, f"tab:{tab}")
        click(other, f"tab:{tab}")
        assert cockpit.canvas.text() == other.canvas.text()


# What it costs


@pytest.fixture
def sent(monkeypatch):
    """Every comm message that leaves for the browser."""
    messages = []

    class Wire(BaseComm):
        def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **keys):
            messages.append(msg_type)

    monkeypatch.setattr(comm, "create_comm", lambda *args, **keys: Wire(*args, **keys))
    return messages


def test_a_pick_takes_at_most_4_messages_and_a_month_at_most_12(sent):
    cockpit = Cockpit(Session(find_scenario("city"), 7))
    assert len(sent) <= 30
    counts = {}
    for action in ("textbook", "run:1", "pick:A09", "tab:terms", "run:2"):
        sent.clear()
        click(cockpit, action)
        counts[action] = len(sent)
    assert counts["pick:A09"] <= 4
    assert counts["run:2"] <= 12


def test_mapping_is_not_planned_twice(cockpit):
    name = cockpit.view.account
    click(cockpit, f"map:{name}")
    assert cockpit.session.draft == (MapPower(account=name),)
    click(cockpit, f"map:{name}")
    assert cockpit.session.draft == ()


# What nobody may have to guess


def test_a_missing_value_index_is_explained_on_the_screen_and_not_only_where_one_points(cockpit):
    click(cockpit, "run:1")
    assert cockpit.desk.score.index is None
    assert "No value index yet: the textbook bot is not ahead of doing nothing." in cockpit.canvas.text()
    click(cockpit, "run:2")
    assert cockpit.desk.score.index is not None
    assert "No value index yet" not in cockpit.canvas.text()


def test_a_bar_of_a_why_says_what_its_length_means(cockpit):
    while not cockpit.desk.choices:
        click(cockpit, f"run:{cockpit.session.month + 1}")
    for at, made in enumerate(cockpit.desk.choices):
        if at:
            click(cockpit, f"why:{at}")
        wanted = "+0.7 halves the risk" if made.link == "cloglog" else "+0.7 doubles the odds"
        assert wanted in cockpit.canvas.text()


def test_the_places_of_the_dots_are_named_where_people_are_shown(cockpit):
    click(cockpit, "tab:people")
    assert "against us · neutral · supporter · keeps rivals out · coach" in cockpit.canvas.text()


def test_one_click_brings_a_cleared_plan_back(cockpit):
    click(cockpit, "textbook")
    planned = cockpit.session.draft
    click(cockpit, "clear")
    assert cockpit.session.draft == ()
    click(cockpit, "bring_back")
    assert cockpit.session.draft == planned
    click(cockpit, "clear", "run:1")
    assert "bring_back" not in cockpit.canvas.actions()


def test_decisions_for_a_tier_say_which_and_how_many_accounts(cockpit):
    click(cockpit, "tab:service")
    tier = cockpit.desk.accounts[cockpit.view.account].tier
    members = sum(a.tier == tier and a.status == "active" for a in cockpit.desk.briefing.accounts)
    for title in ("Service level", "How closely we grow together", "What leaving would cost them"):
        assert f"{title} · tier {tier}, {members} accounts" in cockpit.canvas.text()


def test_the_check_remarks_on_dear_decisions_for_whole_tiers(cockpit):
    click(cockpit, "tab:service", "sort:tier")
    assert "for whole tiers" not in cockpit.canvas.text()
    for tier in "ABC":
        cockpit.session.plan(SetServiceLevel(tier=tier, level="relationship"))
    cockpit.session.plan(SetStrategy(tier="A", strategy="velcro"))
    bills = sum(a.bill_fen for a in cockpit.desk.briefing.accounts if a.status == "active")
    share = change_fen(cockpit.desk, cockpit.desk.draft) / bills
    assert share > 0.03
    assert f"What you decide for whole tiers adds costs of {share:.0%}".replace("%", " %") in cockpit.canvas.text()
