"""The order of rows and what accounts are called do not matter; a market twice as large sums to twice as much."""

import random
import re
from statistics import fmean, stdev

import pytest
from games import EVERYBODY, possible

from kamsim.engine import opening
from kamsim.engine.decisions import GiveDiscount
from kamsim.engine.generator import write_scenario
from kamsim.engine.scenario import TABLES, Scenario, find_scenario, in_order, load_scenario
from kamsim.engine.simulation import play
from kamsim.engine.streams import Streams
from kamsim.studies.metrics import totals

CITY, BELT = find_scenario("city"), find_scenario("factory-belt")
ACCOUNT_ID = re.compile(r"(?<![A-Za-z0-9])([A-Z])(\d+)(?![A-Za-z0-9])")


def renamed(scenario: Scenario, account_name, building_name=lambda name: name) -> Scenario:
    """The scenario with other ids and names of accounts, of their people and of the buildings; in order again."""

    def person_name(name):
        account, _, seat = name.rpartition("-")
        return f"{account_name(account)}-{seat}"

    tables = {
        "buildings": [
            row.model_copy(update={"building_id": building_name(row.building_id)}) for row in scenario.buildings
        ],
        "accounts": [
            row.model_copy(
                update={
                    "account_id": account_name(row.account_id),
                    "name": f"{row.name} {account_name(row.account_id)}",
                    "building_id": building_name(row.building_id),
                }
            )
            for row in scenario.accounts
        ],
        "lines": [row.model_copy(update={"account_id": account_name(row.account_id)}) for row in scenario.lines],
        "people": [
            row.model_copy(update={"account_id": account_name(row.account_id), "person_id": person_name(row.person_id)})
            for row in scenario.people
        ],
        "rival_attitudes": [
            row.model_copy(update={"person_id": person_name(row.person_id)}) for row in scenario.rival_attitudes
        ],
    }
    return scenario._replace(**{name: in_order(rows) for name, rows in tables.items()})


def luck_of(original):
    """A source of chance in which every account has the luck of the one that `original` names for its id."""

    class SameLuck(Streams):
        def fresh(self, purpose, entity=""):
            return super().fresh(purpose, ACCOUNT_ID.sub(lambda id: original(id[0]), entity))

    return SameLuck


def records(game, called=lambda name: name):
    """The facts of a game in one order, with other ids in the place of the accounts'."""
    return sorted(ACCOUNT_ID.sub(lambda found: called(found[0]), repr(record)) for record in game.ledger)


@pytest.mark.parametrize("table", TABLES)
def test_the_order_of_the_rows_of_a_table_changes_nothing(table, tmp_path):
    write_scenario(BELT, tmp_path / "belt")
    path = tmp_path / "belt" / table
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    for order in (rows[::-1], random.Random(3).sample(rows, len(rows))):
        path.write_text("\n".join([header, *order]) + "\n", encoding="utf-8", newline="\n")
        again = load_scenario(tmp_path / "belt")
        assert again.digest() == BELT.digest()
        assert play(again, EVERYBODY["textbook"], 3).digest() == play(BELT, EVERYBODY["textbook"], 3).digest()


def cut_the_large(briefing):
    """Cuts the price of all tier A accounts at once, which their neighbors may hear of."""
    cuts = [GiveDiscount(account=a.account_id, discount=0.15) for a in briefing.accounts if a.tier == "A"]
    return possible(briefing, cuts) if briefing.month == 1 else []


POLICIES = EVERYBODY | {"cut the large": cut_the_large}


def called_otherwise(book, policy, number, monkeypatch):
    """What happens in the book, and in the same book under other ids with the luck it had; `number` gives new ids."""
    expected = records(play(book, POLICIES[policy], 5))

    def there(name):
        return f"X{number(int(name[1:])):02}"

    back = {there(account.account_id): account.account_id for account in book.accounts}
    monkeypatch.setattr(opening, "Streams", luck_of(lambda name: back.get(name, name)))
    return expected, records(play(renamed(book, there), POLICIES[policy], 5), lambda name: back.get(name, name))


@pytest.mark.parametrize("policy", ["wait-and-see", "textbook", "discounter"])
def test_with_the_luck_they_had_accounts_called_otherwise_do_the_same(policy, monkeypatch):
    expected, found = called_otherwise(CITY, policy, lambda number: number + 20, monkeypatch)
    assert found == expected


@pytest.mark.parametrize("policy", ["wait-and-see", "cut the large"])
def test_with_the_luck_they_had_accounts_in_another_order_do_the_same(policy, monkeypatch):
    # One account manager: several share the accounts out in their order.
    book = CITY._replace(settings=CITY.settings.model_copy(update={"account_managers": 1, "manager_hours": 200}))
    expected, found = called_otherwise(book, policy, lambda number: 99 - number, monkeypatch)
    assert found == expected
    assert (policy == "cut the large") == any(record.startswith("PriceLeaked") for record in found)


def twice(scenario: Scenario) -> Scenario:
    """Every account and building twice under other ids, and all capacity twice."""
    copy = renamed(scenario, lambda name: f"Y{name[1:]}", lambda name: f"C{name[1:]}")
    tables = {
        name: in_order((*getattr(scenario, name), *getattr(copy, name)))
        for name in ("buildings", "accounts", "lines", "people", "rival_attitudes")
    }
    capacity = {name: 2 * getattr(scenario.settings, name) for name in ("account_managers", "engineers", "sponsors")}
    return scenario._replace(settings=scenario.settings.model_copy(update=capacity), **tables)


DOUBLED = ("active_accounts", "accounts_won", "accounts_lost", "revenue", "recurring_revenue", "margin")
SHARES = ("logo_retention", "gross_revenue_retention", "net_revenue_retention", "nps")


def test_a_market_twice_as_large_with_the_same_luck_sums_to_exactly_twice_as_much(monkeypatch):
    # What does not come account by account is off: a queue for engineers, owners dealt in the order of accounts, and
    # outages that pick one of all buildings.
    calm = CITY.with_settings(values={"building_outages": "0"})
    calm = calm._replace(settings=calm.settings.model_copy(update={"account_managers": 0, "engineers": 200}))
    once = totals(play(calm, EVERYBODY["wait-and-see"], 5))
    monkeypatch.setattr(opening, "Streams", luck_of(lambda name: name.replace("Y", "A").replace("C", "B")))
    both = totals(play(twice(calm), EVERYBODY["wait-and-see"], 5))
    assert {name: both[name] for name in DOUBLED} == {name: 2 * once[name] for name in DOUBLED}
    assert {name: both[name] for name in SHARES} == {name: once[name] for name in SHARES}
    # The value of the book and luck are rounded account by account and month by month.
    for name in ("value", "luck"):
        assert both[name] == pytest.approx(2 * once[name], rel=1e-6, abs=1)


@pytest.mark.parametrize("policy", ["textbook", "discounter"])
def test_a_market_twice_as_large_with_luck_of_its_own_sums_to_twice_as_much_on_average(policy):
    scenario = BELT.with_settings(months=6)
    double = twice(scenario)
    ratios = []
    for seed in range(12):
        once, both = (totals(play(book, EVERYBODY[policy], seed)) for book in (scenario, double))
        ratios.append([both[name] / once[name] for name in ("revenue", "margin", "active_accounts")])
    for of_one in zip(*ratios, strict=True):
        mean, error = fmean(of_one), stdev(of_one) / len(of_one) ** 0.5
        assert mean == pytest.approx(2, abs=4 * error)
        assert error < 0.05
