"""Trial marketing: a road-show in a part of the book, what it brought, and the rest afterwards."""

import pytest
from games import of_kind

from kamsim.engine.decisions import HoldRoadShow
from kamsim.engine.records import AccountListed, DecisionMade, OpportunityOpened, digest
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation
from kamsim.studies.road_shows import Trial, shown_in, trial_of
from kamsim.workbook.cockpit import Cockpit
from kamsim.workbook.cockpit.rivals import trial_line
from kamsim.workbook.session import Session

CITY = find_scenario("city")
HOUSES = sorted({account.building_id for account in CITY.accounts})


class Played:
    """As much of a game as a trial looks at: two houses, a prospect and an account of ours in each."""

    def __init__(self, months, *records):
        rows = [("a1", "one"), ("a2", "one"), ("b1", "two"), ("b2", "two")]
        self.scenario = CITY._replace(
            accounts=tuple(
                account.model_copy(update={"account_id": name, "building_id": house})
                for account, (name, house) in zip(CITY.accounts, rows, strict=False)
            )
        )
        self.month = months
        listed = [AccountListed(0, name, name.endswith("1"), 0) for name, _ in rows]
        self.ledger = [*listed, *sorted(records, key=lambda record: record.day)]


def show(month, building="one"):
    return DecisionMade(30 * month, HoldRoadShow(building=building).model_dump_json())


def need(day, account_id):
    return OpportunityOpened(day, account_id, f"{account_id}/{day}", "mobile")


def test_there_is_no_trial_before_the_first_road_show():
    assert trial_of(Played(3, need(5, "a1"))) is None


def test_a_trial_counts_needs_after_the_show_and_expects_those_of_the_same_kind_elsewhere():
    game = Played(6, show(2), need(10, "a1"), need(70, "a1"), need(149, "a2"), need(151, "a2"), need(100, "b2"))
    # Shown: months 2 to 4. Elsewhere nine months of each kind, with one need of ours and two of prospects.
    assert trial_of(game) == Trial(1, 2, pytest.approx(3 * 1 / 9 + 3 * 2 / 9))


def test_where_all_is_shown_there_is_nothing_to_compare_with():
    found = trial_of(Played(3, show(0), show(0, "two"), need(40, "a1")))
    assert found == Trial(2, 1, None)
    assert trial_line(found).endswith("there are no other buildings to compare with.")


def first_month_shows(values, seed, houses):
    game = Simulation(CITY.with_settings(4, values=values), seed)
    game.advance([HoldRoadShow(building=house) for house in houses])
    while not game.finished:
        game.advance([])
    return game


def test_an_uncertain_effect_is_the_same_all_through_a_game_and_differs_between_games():
    brought = []
    for seed in range(1, 9):
        sure, unsure = (
            len(of_kind(first_month_shows({"road_show_spread": spread, "road_show_lift": "10"}, seed, HOUSES[:6]),
                        OpportunityOpened))
            for spread in ("0", "1.5")
        )  # fmt: skip
        brought.append(unsure - sure)
    assert min(brought) < 0
    assert len(set(brought)) > 2


def test_uncertainty_moves_nothing_where_no_road_show_is_held():
    games = [first_month_shows({"road_show_spread": spread}, 3, []) for spread in ("0", "1.5")]
    assert digest(games[0].ledger) == digest(games[1].ledger)


def test_the_cockpit_tells_what_a_trial_brought_and_rolls_out_to_the_other_buildings():
    cockpit = Cockpit(Session(CITY, 7))
    house = next(a.building_id for a in cockpit.session.briefing.accounts if a.account_id == cockpit.view.account)
    for action in ("tab:rivals", f"road_show:{house}", "run:1"):
        cockpit.canvas.click(action)
    first = next(a.account_id for a in cockpit.session.briefing.accounts if a.building_id == house)
    cockpit.canvas.click(f"pick:{first}")
    assert "1 road-show so far: " in cockpit.canvas.text()
    (roll,) = [action for action in cockpit.canvas.actions() if action.startswith("roll_out:")]
    cockpit.canvas.click(roll)
    assert cockpit.canvas.failures == []
    planned = [decision.building for decision in cockpit.session.draft]
    assert len(planned) == len(set(planned)) > 1
    assert house not in planned
    assert cockpit.session.hours_left >= 0
    assert shown_in(cockpit.session.simulation) == {house: [0]}
