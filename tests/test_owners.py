"""Account managers leave: what an account loses then, what other seats keep, and what an introduction brings back."""

from math import log
from statistics import fmean

import pytest
from games import of_kind, truths

from kamsim.engine.checking import refusals
from kamsim.engine.decisions import Answer, AppointSponsor, AssignOwner, Visit
from kamsim.engine.processes.owners import hand_over, lose_owner
from kamsim.engine.records import ActivityDone, BillSent, ChoiceMade, CostBooked, OwnerChanged, OwnerLeft, WorkDone
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.studies.policies import wait_and_see

CITY, DEAL = find_scenario("city"), find_scenario("first-deal")
QUIET = CITY.with_settings(12, {"manager_turnover": "0"})
RESTLESS = CITY.with_settings(6, {"manager_turnover": "0.05"})


def after_everybody_left(seed, covers=(), option=None, months=12):
    """A year in which all account managers leave on the first day; `option` answers where the inbox asks."""
    game = Simulation(QUIET.with_settings(months), seed)
    world = game._world
    for account in world.accounts.values():
        account.covers = dict.fromkeys(covers, "Somebody")
    for seat in range(len(world.managers)):
        lose_owner(world, seat, 1)
    while not game.finished:
        asked = [s for s in game.briefing.inbox if s.kind == "owner_left"] if option else []
        game.advance([Answer(situation=s.situation_id, option=option) for s in asked])
    return game


def sales(games):
    return sum(bill.recurring_fen + bill.overage_fen for game in games for bill in of_kind(game, BillSent))


SEEDS = (1, 2)


@pytest.fixture(scope="module")
def undisturbed():
    return sales(play(QUIET, wait_and_see, seed) for seed in SEEDS)


def test_an_owner_without_cover_takes_13_to_18_percent_of_a_years_sales_along_and_other_seats_keep_most_of_it(
    undisturbed,
):
    bare, with_b, with_c = (
        1 - sales(after_everybody_left(seed, covers) for seed in SEEDS) / undisturbed
        for covers in ((), ("B",), ("B", "C"))
    )
    assert 0.13 <= bare <= 0.18
    assert with_b < bare / 2
    assert 0 < with_c < with_b


def test_an_introduction_in_person_keeps_more_sales_than_a_letter_and_a_letter_more_than_waiting():
    options = ("introduce", "send_letter", "wait")
    kept = [sales([after_everybody_left(1, (), option, months=3)]) for option in options]
    assert kept == sorted(kept, reverse=True)
    assert len(set(kept)) == 3


def test_good_will_shrinks_by_40_percent_the_day_the_owner_leaves_and_opponents_stay_opponents():
    game = Simulation(QUIET, 1)
    account = next(iter(game._world.accounts.values()))
    before = [person.attitude for person in account.people]
    lose_owner(game._world, account.owner, 1)
    assert [p.attitude for p in account.people] == pytest.approx([0.6 * x if x > 0 else x for x in before])


def test_only_the_accounts_of_the_manager_who_left_are_told_so():
    game = Simulation(QUIET, 1)
    name = game._world.managers[0]
    lose_owner(game._world, 0, 1)
    told = {record.account_id for record in of_kind(game, OwnerLeft)}
    unsettled = (name for name, account in game._world.accounts.items() if account.unsettled_by_owner > 0)
    assert told == set(unsettled)
    assert 0 < len(told) < len(CITY.accounts)
    assert {record.manager for record in of_kind(game, OwnerLeft)} == {name}


def test_the_briefing_names_the_owners_warns_of_a_change_and_asks_about_larger_accounts():
    game = Simulation(QUIET, 1)
    lose_owner(game._world, 0, 1)
    game.advance()
    changed = [a for a in game.briefing.accounts if a.manager == 1 and a.status == "active"]
    assert changed
    for account in changed:
        assert "owner_changed" in {signal.code for signal in account.signals}
        assert account.owners == (("A", game._world.managers[0]),)
    asked = {s.account_id for s in game.briefing.inbox if s.kind == "owner_left"}
    assert asked == {a.account_id for a in changed if a.tier != "C"}


def test_a_change_of_owner_is_asked_about_for_two_months_and_only_until_it_is_answered():
    def asked(option):
        game = Simulation(QUIET, 1)
        lose_owner(game._world, 0, 1)
        counts = []
        for _ in range(4):
            found = [s for s in game.briefing.inbox if s.kind == "owner_left"]
            counts.append(len(found))
            game.advance([Answer(situation=s.situation_id, option=option) for s in found] if option else ())
        return counts

    silent = asked(None)
    assert silent[0] >= silent[1] > 0
    assert silent[3] == 0
    assert asked("send_letter")[1:] == [0, 0, 0]


def test_managers_leave_at_their_rate_and_never_when_nobody_leaves():
    def leavers(rate):
        scenario = DEAL.with_settings(6, {"manager_turnover": str(rate)})
        return [len(of_kind(play(scenario, wait_and_see, seed), OwnerLeft)) for seed in range(1, 61)]

    # One manager, 5 % a month, 6 months: 0.3 on average, variance 0.3.
    assert fmean(leavers(0.05)) == pytest.approx(0.3, abs=3 * (0.3 / 60) ** 0.5)
    assert set(leavers(0)) == {0}


def test_what_the_trainee_does_moves_no_manager_to_leave():
    def days(policy):
        return {record.day for record in of_kind(play(RESTLESS, policy, 3), OwnerLeft)}

    def seats(briefing):
        return [AssignOwner(account=a.account_id) for a in briefing.accounts if not briefing.month]

    assert days(wait_and_see) == days(seats) != set()


def test_seats_cost_money_every_month_and_are_shown():
    account = next(a.account_id for a in Simulation(QUIET, 1).briefing.accounts if a.status == "active")
    game = Simulation(QUIET, 1)
    game.advance([AssignOwner(account=account)])
    game.advance([AssignOwner(account=account, seat="C")])
    game.advance()
    booked = [r.cost_fen for r in of_kind(game, CostBooked) if r.reason == "owner_seats"]
    assert booked == [10_000, 20_000, 20_000]
    assert [seat for seat, _ in game.briefing.account(account).owners] == ["A", "B", "C"]


def test_a_change_of_owner_speaks_against_staying_for_six_months():
    choices = [c for c in of_kind(after_everybody_left(1), ChoiceMade) if c.choice == "stay"]
    months = {c.day // 30 for c in choices if "owner_change" in dict(c.voices[0].parts)}
    assert months == set(range(6))
    assert {dict(c.voices[0].parts).get("owner_change", 0) for c in choices} == {0, -log(1.25)}


def test_a_seat_is_filled_once_and_c_comes_after_b():
    game = Simulation(QUIET, 1)
    account = game.briefing.accounts[0].account_id
    assert [r.field for r in refusals(game.briefing, [AssignOwner(account=account, seat="C")])] == ["seat"]
    game.advance([AssignOwner(account=account)])
    assert [r.field for r in refusals(game.briefing, [AssignOwner(account=account)])] == ["seat"]
    assert refusals(game.briefing, [AssignOwner(account=account, seat="C")]) == []


def test_a_seat_and_a_sponsor_are_released_c_before_b_and_cost_no_more():
    game = Simulation(QUIET, 1)
    account = next(a.account_id for a in game.briefing.accounts if a.status == "active")
    left = game.briefing.sponsors_left
    for decision in (AssignOwner(account=account, on=False), AppointSponsor(account=account, on=False)):
        assert len(refusals(game.briefing, [decision])) == 1
    game.advance([AssignOwner(account=account), AppointSponsor(account=account)])
    game.advance([AssignOwner(account=account, seat="C")])
    assert [r.field for r in refusals(game.briefing, [AssignOwner(account=account, on=False)])] == ["seat"]
    game.advance([AssignOwner(account=account, seat="C", on=False), AppointSponsor(account=account, on=False)])
    game.advance([AssignOwner(account=account, on=False)])
    booked = [(r.day // 30, r.cost_fen) for r in of_kind(game, CostBooked) if r.reason == "owner_seats"]
    assert booked == [(0, 10_000), (1, 20_000), (2, 10_000)]
    assert [r.day // 30 for r in of_kind(game, CostBooked) if r.reason == "sponsor"] == [0, 1]
    assert game.briefing.sponsors_left == left
    assert [seat for seat, _ in game.briefing.account(account).owners] == ["A"]


def test_a_released_executive_can_be_named_elsewhere_in_the_same_month():
    game = Simulation(QUIET, 1)
    names = [account.account_id for account in game.briefing.accounts][: game.briefing.sponsors_left + 1]
    game.advance([AppointSponsor(account=name) for name in names[:-1]])
    assert refusals(game.briefing, [AppointSponsor(account=names[-1])])
    moved = [AppointSponsor(account=names[0], on=False), AppointSponsor(account=names[-1])]
    assert refusals(game.briefing, moved) == []
    assert refusals(game.briefing, moved[::-1])


MIXED = QUIET._replace(settings=QUIET.settings.model_copy(update={"manager_levels": (1.0, 3.0)}))


def test_an_account_that_is_handed_over_has_another_manager_who_was_introduced():
    game = Simulation(MIXED, 1)
    first = game.briefing.accounts[0]
    junior, senior = game.briefing.managers
    assert (first.manager, first.owners) == (1, (("A", junior.name),))
    handover = AssignOwner(account=first.account_id, seat="A", manager=2)
    assert game.briefing.hours_of(handover) == 3
    game.advance([handover])
    now = game.briefing.account(first.account_id)
    assert (now.manager, now.owners) == (2, (("A", senior.name),))
    assert [(r.manager, r.successor) for r in of_kind(game, OwnerChanged)] == [(junior.name, senior.name)]
    assert [(r.account_id, r.hours) for r in of_kind(game, WorkDone)] == [(first.account_id, 3.0)]
    assert "owner_changed" in {signal.code for signal in now.signals}
    assert not [s for s in game.briefing.inbox if s.kind == "owner_left"]


def test_a_handover_costs_three_tenths_of_the_good_will_and_of_the_usage_that_go_with_an_owner_who_leaves():
    game = Simulation(QUIET, 1)
    account = game._world.accounts["A01"]
    before = [person.attitude for person in account.people]
    hand_over(game._world, account, 1)
    assert [p.attitude for p in account.people] == pytest.approx([0.88 * x if x > 0 else x for x in before])

    def first_bill(change):
        game = Simulation(QUIET, 1)
        change(game._world)
        game.advance()
        return next(b.recurring_fen + b.overage_fen for b in of_kind(game, BillSent) if b.account_id == "A01")

    usual = first_bill(lambda world: None)
    handed = first_bill(lambda world: hand_over(world, world.accounts["A01"], 1))
    left = first_bill(lambda world: lose_owner(world, 0, 1))
    assert left < handed < usual
    assert handed / usual == pytest.approx(1 - 0.36 * 0.12, abs=0.001)


def test_the_months_in_which_a_handover_speaks_against_staying_are_few():
    def months(plan):
        game = Simulation(QUIET, 1)
        account = next(a for a in game.briefing.accounts if a.contract_end_month is None and a.status == "active")
        if plan:
            number = 3 - account.manager
            game.advance([AssignOwner(account=account.account_id, seat="A", manager=number)])
        else:
            lose_owner(game._world, account.manager - 1, 1)
        while not game.finished:
            game.advance()
        stays = [c for c in of_kind(game, ChoiceMade) if c.account_id == account.account_id and c.choice == "stay"]
        return [c.day // 30 for c in stays if "owner_change" in dict(c.voices[0].parts)]

    # 0.3 x 180 days: the account decides at the end of the first month, and then calmly.
    assert months(plan=True) == [0]
    assert months(plan=False) == list(range(6))


def test_who_is_senior_is_received_better_in_an_account_that_was_handed_to_them():
    def gains(number):
        game = Simulation(MIXED, 1)
        account = next(a for a in game.briefing.accounts if a.manager == 1 and a.status == "active")
        known = [p.person_id for p in account.people if p.name]
        if number == 2:
            game.advance([AssignOwner(account=account.account_id, seat="A", manager=2)])
        else:
            game.advance()
        game.advance([Visit(account=account.account_id, person=person, activity="visit") for person in known])
        met = [r for r in of_kind(game, ActivityDone) if r.account_id == account.account_id]
        assert len(met) == len(known)
        return sum(r.expected for r in met)

    assert gains(2) > 1.1 * gains(1)


def test_whoever_leaves_leaves_the_accounts_that_they_have_by_then():
    game = Simulation(QUIET, 1)
    game.advance([AssignOwner(account="A01", seat="A", manager=2)])
    lose_owner(game._world, 0, 1)
    lose_owner(game._world, 1, 2)
    first, second = (
        {r.account_id for r in of_kind(game, OwnerLeft) if r.manager == name}
        for name in dict.fromkeys(r.manager for r in of_kind(game, OwnerLeft))
    )
    assert "A01" in second
    assert not first & second


@pytest.mark.parametrize(
    ("made", "field", "allowed"),
    [
        ({"seat": "A"}, "manager", "the number of an account manager of ours, with seat A"),
        ({"seat": "A", "manager": 2, "on": False}, "on", "true with seat A; it is handed over, not released"),
        ({"seat": "B", "manager": 2}, "manager", "empty beside seats B and C; only seat A is for"),
        ({"seat": "A", "manager": 3}, "manager", "from 1 to 2, one of our account managers"),
        ({"seat": "A", "manager": 1}, "manager", "another account manager; this one has the account already"),
    ],
)
def test_a_handover_needs_another_manager_of_ours(made, field, allowed):
    ((_, found, _, words),) = refusals(Simulation(QUIET, 1).briefing, [AssignOwner(account="A01", **made)])
    assert found == field
    assert words.startswith(allowed)


def test_a_team_without_account_managers_has_nobody_to_hand_over_to():
    alone = QUIET.with_settings(values={"account_managers": "0", "work_hours": "0.2", "handover_hours": "0"})
    found = refusals(Simulation(alone, 1).briefing, [AssignOwner(account="A01", seat="A", manager=1)])
    assert [refusal.allowed for refusal in found] == ["empty; we have none to name"]


def test_what_is_not_said_is_not_written():
    assert AssignOwner(account="A01").model_dump().keys() == {"kind", "account", "seat"}
    assert AppointSponsor(account="A01", on=False).model_dump()["on"] is False


def test_in_the_first_deal_the_trainee_stays():
    assert all(
        account.owner_loss == 0 for world in truths(DEAL, wait_and_see, 3) for account in world.accounts.values()
    )


def test_a_team_without_account_managers_has_no_owners_to_lose():
    nobody = QUIET._replace(settings=QUIET.settings.model_copy(update={"account_managers": 0}))
    game = play(nobody, wait_and_see, 1)
    assert {account.owners for account in game.briefing.accounts} == {()}
    assert of_kind(game, OwnerLeft) == []
