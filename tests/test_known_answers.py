"""What the theory knows exactly: with everything else switched off, a game gives the textbook's number."""

from math import exp, log, sqrt
from statistics import fmean, pvariance

import pytest
from games import of_kind

from kamsim.engine.processes.incidents import repair
from kamsim.engine.records import AccountChurned, BillSent, ChoiceMade, IncidentClosed, IncidentOpened, PersonLeft
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.engine.streams import Streams
from kamsim.market.buying import Chooser, Offer, group_choice
from kamsim.market.parameters import Parameters
from kamsim.studies.calibration.replica import replica
from kamsim.studies.metrics import totals
from kamsim.studies.policies import wait_and_see

CITY, DEAL = find_scenario("city"), find_scenario("first-deal")


def alone(households, **values):
    """Households that nothing happens to but what is asked for; nobody has a contract."""
    values = {"frailty": "0"} | {name: str(value) for name, value in values.items()}
    scenario = replica("month-to-month", households).with_settings(values=values)
    return scenario._replace(accounts=tuple(a.model_copy(update={"satisfaction": 0.0}) for a in scenario.accounts))


# --- leaving ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hazard", [0.01, 0.04])
def test_each_month_an_account_stays_with_the_probability_of_a_constant_hazard(hazard):
    game = play(alone(20, churn_no_contract=hazard), wait_and_see, 3)
    chances = [choice.probability for choice in of_kind(game, ChoiceMade)]
    assert len(chances) > 100
    assert chances == pytest.approx([exp(-hazard)] * len(chances), abs=1e-12)


def test_a_constant_hazard_leaves_an_exponentially_falling_number_of_accounts():
    hazard, households = 0.02, 300
    game = play(alone(households, churn_no_contract=hazard), wait_and_see, 5)
    left = [int(record.day // 30) + 1 for record in of_kind(game, AccountChurned)]
    for months in (6, 12, 24, 36, 48, 60):
        kept = 1 - sum(month <= months for month in left) / households
        expected = exp(-hazard * months)
        # Three standard errors of a share of independent accounts.
        assert abs(kept - expected) < 3 * sqrt(expected * (1 - expected) / households), months


def test_a_frail_account_leaves_as_often_as_its_own_hazard_says_in_every_month():
    game = play(alone(40, frailty=0.5, churn_no_contract=0.02), wait_and_see, 3)
    chances = {}
    for choice in of_kind(game, ChoiceMade):
        chances.setdefault(choice.account_id, set()).add(choice.probability)
    assert len(chances) == 40
    assert all(len(own) == 1 for own in chances.values())
    frailties = [log(-log(own.pop()) / 0.02) for own in chances.values()]
    assert abs(fmean(frailties)) < 3 * 0.5 / sqrt(40)
    # The variance of 40 normal numbers: standard error sqrt(2 / 40) of itself.
    assert pvariance(frailties) == pytest.approx(0.25, rel=3 * sqrt(2 / 40))


# --- choosing ---------------------------------------------------------------------------------------------------------


def equals(count, attitude=1.0):
    return tuple(Offer(f"V{number}", 1.0, 0.5, 0.5, 0.0) for number in range(count)), (attitude,) * count


@pytest.mark.parametrize("mode", ["dispersed", "centralized"])
@pytest.mark.parametrize("count", [2, 3, 5])
def test_equal_offers_share_equally(mode, count):
    offers, attitudes = equals(count)
    group = tuple(
        Chooser(role, role, share, attitudes)
        for role, share in (("decider", 0.5), ("finance", 0.3), ("technical", 0.2))
    )
    choice = group_choice(Parameters(), mode, group, offers)
    shares = [choice.ours, *(share for vendor, share in choice.others if vendor.startswith("V"))]
    assert len(shares) == count
    assert shares == pytest.approx([shares[0]] * count, abs=1e-12)
    assert sum(share for _, share in choice.others) + choice.ours == pytest.approx(1)


@pytest.mark.parametrize("count", [2, 3, 5])
def test_of_equal_offers_each_is_on_a_list_of_two_as_often_and_then_as_often_taken(count):
    offers, attitudes = equals(count)
    group = (Chooser("a", "decider", 0.5, attitudes), Chooser("b", "user", 0.5, attitudes))
    choice = group_choice(Parameters(), "mixed", group, offers)
    two = group_choice(Parameters(), "mixed", group, offers[:2])
    shares = [choice.ours, *(share for vendor, share in choice.others if vendor.startswith("V"))]
    assert shares == pytest.approx([2 / count * two.ours] * count)


def test_the_odds_of_two_vendors_are_the_exponential_of_their_difference_and_nothing_else():
    # Independence of irrelevant alternatives: a third offer takes from both in proportion.
    parameters = Parameters()
    person = Chooser("a", "decider", 1.0, (1.5, 0.5, 0.0))
    offers = (Offer("us", 1.0, 0.5, 0.5, 0.0), Offer("N", 1.0, 0.5, 0.5, 0.0), Offer("K", 0.9, 0.5, 0.5, 0.0))
    for count in (2, 3):
        fewer = person._replace(attitudes=person.attitudes[:count])
        choice = group_choice(parameters, "dispersed", (fewer,), offers[:count])
        assert choice.ours / dict(choice.others)["N"] == pytest.approx(exp(parameters.weight_relationship * 1.0))


# --- arrivals ---------------------------------------------------------------------------------------------------------


def test_incidents_arrive_as_a_poisson_process_of_their_rate():
    rate, households = 0.25, 200
    game = play(alone(households, churn_no_contract=0.008, faults=rate, standing_fault=0), wait_and_see, 4)
    counts = [0] * game.month
    for record in of_kind(game, IncidentOpened):
        counts[int(record.day // 30)] += 1
    billed = [0] * game.month
    for record in of_kind(game, BillSent):
        billed[record.month] += 1
    expected = [rate * active for active in billed]
    assert abs(sum(counts) - sum(expected)) < 3 * sqrt(sum(expected))
    # A sum of squared standardized Poisson counts is chi squared: mean 60, variance 120.
    spread = sum((count - mean) ** 2 / mean for count, mean in zip(counts, expected, strict=True))
    assert abs(spread - game.month) < 4 * sqrt(2 * game.month)


def test_people_leave_their_jobs_at_the_rate_of_turnover():
    game = play(alone(300, churn_no_contract=0.008, turnover=0.02), wait_and_see, 4)
    expected = 0.02 * 300 * game.month
    assert abs(len(of_kind(game, PersonLeft)) - expected) < 3 * sqrt(expected)


# --- the engineers' queue ---------------------------------------------------------------------------------------------


def lone_repair(effort):
    """Hours until an engineer answers a lone question, and until it is repaired."""
    game, world = quiet_world()
    world.env.process(repair(world, world.accounts["H0001"], 1, 3, 1.0, effort))
    while not of_kind(game, IncidentClosed):
        game.advance([])
    record = of_kind(game, IncidentClosed)[0]
    return record.response_hours, record.repair_hours


def quiet_world():
    game = Simulation(alone(1, repair_factor=0.25), 3)
    return game, game._world


def queue(load, seed):
    """Waits in the engineers' queue and services, both in mean services, of questions that come at random.

    One engineer, five years; an engineer is busy for an exponential time, by the effort that a question takes.
    """
    answer_hours, repair_hours = lone_repair(0.0)
    spread = log(lone_repair(1.0)[1] / repair_hours)
    busy_days = repair_hours * 0.2 / 24
    game, world = quiet_world()
    draws = Streams(seed).of("a test's questions")
    sizes, arrivals = [], []

    def ask():
        while True:
            yield world.env.timeout(draws.next_exponential(busy_days / load))
            sizes.append(draws.next_exponential(1.0))
            arrivals.append(world.env.now / busy_days)
            effort = log(sizes[-1]) / spread
            world.env.process(repair(world, world.accounts["H0001"], len(sizes), 3, 1.0, effort))

    world.env.process(ask())
    while not game.finished:
        game.advance([])
    answered = {record.incident_id: record.response_hours for record in of_kind(game, IncidentClosed)}
    waits = {}
    for number, size in enumerate(sizes, start=1):
        name = next((key for key in (number, f"H0001/{number}") if key in answered), None)
        if name is not None:
            waits[number] = (answered[name] - answer_hours * size) / 24 / busy_days
    return waits, sizes, arrivals


@pytest.mark.parametrize("load", [0.3, 0.6, 0.9])
def test_questions_wait_for_one_engineer_as_long_as_the_theory_of_queues_says(load):
    waits, sizes, arrivals = queue(load, 5)
    # Each wait by itself (Lindley): what the one before waited and took, less the time between them.
    expected = 0.0
    for number in range(1, len(sizes) + 1):
        if number > 1:
            expected = max(0.0, expected + sizes[number - 2] - (arrivals[number - 1] - arrivals[number - 2]))
        if number in waits:
            assert waits[number] == pytest.approx(expected, abs=1e-6)
    # All together (M/M/1): the mean wait is load / (1 - load) services, and its variance over many is known.
    count = len(waits)
    assert count > 2_000
    variance = load * (2 + 5 * load - 4 * load**2 + load**3) / (1 - load) ** 4
    assert abs(fmean(waits.values()) - load / (1 - load)) < 3 * sqrt(variance / count)


# --- usage and attitude -----------------------------------------------------------------------------------------------


def test_usage_deviates_from_its_trend_with_the_spread_and_the_memory_that_are_set():
    spread, memory = 0.2, 0.6
    game = play(
        alone(400, churn_no_contract=0.008, usage_noise=spread, usage_persistence=memory).with_settings(14),
        wait_and_see,
        4,
    )
    quiet = play(alone(400, churn_no_contract=0.008).with_settings(14), wait_and_see, 4)
    plain = {(bill.account_id, bill.month): bill.usage_fen for bill in of_kind(quiet, BillSent)}
    found = {(bill.account_id, bill.month): bill.usage_fen for bill in of_kind(game, BillSent)}
    months = [
        {key[0]: log(found[key] / plain[key]) for key in found.keys() & plain.keys() if key[1] == month}
        for month in (12, 13)
    ]
    both = sorted(months[0].keys() & months[1].keys())
    before, after = ([month[name] for name in both] for month in months)
    count = len(both)
    assert count > 300
    assert sqrt(fmean(value**2 for value in after)) == pytest.approx(spread, rel=3 / sqrt(2 * count))
    slope = sum(a * b for a, b in zip(before, after, strict=True)) / sum(value**2 for value in before)
    assert abs(slope - memory) < 3 * sqrt((1 - memory**2) / count)


def test_an_attitude_that_nobody_cares_for_is_halfway_back_after_its_half_life():
    game = Simulation(DEAL.with_settings(6, {"attitude_half_life_days": "180", "peer_influence": "0"}), 3)
    people = game._world.accounts["A01"].people
    for person in people:
        person.base = person.attitude - 1.0 if person.attitude > 0.5 else person.attitude + 1.0
    before = {person.person_id: person.attitude for person in people}
    # Incidents shock attitudes; this game has none.
    game._world.accounts["A01"].status = "prospect"
    while not game.finished:
        game.advance([])
    for person in people:
        assert person.attitude == pytest.approx((before[person.person_id] + person.base) / 2)


# --- the sizes of things ----------------------------------------------------------------------------------------------


def twice(scenario):
    """Each account, with its people, lines and building, once more under another id; twice the team."""

    def again(row):
        new = {}
        for name, value in row:
            if name in ("account_id", "person_id", "building_id"):
                new[name] = f"{value}z"
            elif name == "name" and row.__class__.__name__ in ("Account", "Building"):
                new[name] = f"{value} z"
        return row.model_copy(update=new)

    tables = {
        name: tuple(sorted([*table, *map(again, table)], key=lambda row: tuple(row.model_dump().values())))
        for name, table in scenario._asdict().items()
        if name in ("buildings", "accounts", "lines", "people", "rival_attitudes")
    }
    staff = {name: 2 * getattr(scenario.settings, name) for name in ("account_managers", "engineers", "sponsors")}
    return scenario._replace(settings=scenario.settings.model_copy(update=staff), **tables)


def test_doubling_the_market_doubles_the_sums():
    quiet = CITY.with_settings(1, {"usage_noise": "0", "outages": "0", "faults": "0", "queries": "0"})
    one, two = totals(play(quiet, wait_and_see, 7)), totals(play(twice(quiet), wait_and_see, 7))
    for measure in ("revenue", "recurring_revenue", "margin"):
        assert two[measure] == pytest.approx(2 * one[measure], rel=1e-9), measure


def test_doubling_every_wallet_doubles_every_bill_and_leaves_every_choice_as_it_was():
    larger = CITY._replace(
        accounts=tuple(account.model_copy(update={"list_value": 2 * account.list_value}) for account in CITY.accounts)
    )
    # A rival wires a building for a sum of money, whatever the wallets in it.
    one, two = (play(city.with_settings(values={"wiring_cost": "0"}), wait_and_see, 7) for city in (CITY, larger))
    bills = [[bill.recurring_fen for bill in of_kind(game, BillSent)] for game in (one, two)]
    assert len(bills[0]) == len(bills[1])
    assert all(abs(large - 2 * small) <= 1 for small, large in zip(*bills, strict=True))
    assert [c.probability for c in of_kind(one, ChoiceMade)] == pytest.approx(
        [c.probability for c in of_kind(two, ChoiceMade)], abs=1e-12
    )
