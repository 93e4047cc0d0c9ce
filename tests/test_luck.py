"""Luck that is no choice: what is expected of a draw, what hangs on it, and how much of a score without it is skill."""

from math import erf, exp, pi, sqrt
from statistics import NormalDist, fmean, stdev

import pytest
from games import EVERYBODY, of_kind, played

from kamsim.engine.decisions import Visit
from kamsim.engine.processes.contest import ends_in_game, stake_of_signing, worth_before_the_end
from kamsim.engine.processes.meetings import worth_of_a_level
from kamsim.engine.records import ActivityDone, ChoiceMade, Surprise
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.market.attitude import expected_change, mean_of_good_contacts
from kamsim.market.luck import chance_by_the_end, left_of_attitude, logits_of_incident, logits_of_month
from kamsim.market.parameters import Parameters
from kamsim.studies.luck import SOURCES, luck_by_source
from kamsim.studies.metrics import totals
from kamsim.studies.policies import POLICIES
from kamsim.studies.teaching import rank
from kamsim.workbook import words
from kamsim.workbook.luck import in_points, luck_parts

TABLE = Parameters()
DEAL = find_scenario("first-deal")


# --- the rules --------------------------------------------------------------------------------------------------------


def test_noise_that_cannot_turn_a_gain_into_a_loss_adds_to_the_mean_gain_by_the_closed_form():
    # max(0, 1 + Z): P(Z > -1) + density(1) = 0.841345 + 0.241971.
    assert mean_of_good_contacts(1.0) == pytest.approx(0.841345 + 0.241971, abs=1e-6)
    assert mean_of_good_contacts(0.5) == pytest.approx((1 + erf(sqrt(2))) / 2 + 0.5 * exp(-2) / sqrt(2 * pi))
    assert mean_of_good_contacts(0.0) == 1.0


@pytest.mark.parametrize("noise", [0.1, 0.5, 1.0])
def test_the_mean_of_good_contacts_is_what_a_fine_grid_of_draws_gives(noise):
    normal = NormalDist()
    grid = [normal.inv_cdf((place + 0.5) / 20_000) for place in range(20_000)]
    assert mean_of_good_contacts(noise) == pytest.approx(fmean(max(0, 1 + noise * z) for z in grid), abs=1e-4)


def test_what_is_expected_of_a_contact_weighs_its_gain_against_its_failure():
    table = Parameters(contact_noise=0, attitude_failure=0.06)
    assert expected_change(table, 0.7, 0.3, 0.06) == pytest.approx(0.7 * 0.3 - 0.3 * 0.06)
    assert expected_change(table, 1.0, 0.3, 0.06) == 0.3


def test_an_attitude_is_forgotten_and_spreads_over_the_group_before_the_choice():
    assert left_of_attitude(TABLE, 0.3, 5, 0) == pytest.approx(0.3)
    # After a half-life half is left; of that, who was talked round weighs like anybody.
    table = Parameters(attitude_half_life_days=240, peer_influence=0.01)
    own = exp(-2.4)
    assert left_of_attitude(table, 0.3, 5, 240) == pytest.approx(0.5 * (0.3 * own + 0.2 * (1 - own)))
    assert left_of_attitude(table, 0.2, 5, 240) == pytest.approx(0.5 * 0.2)


def test_trouble_costs_satisfaction_and_attitudes_and_a_month_brings_its_mean():
    table = Parameters(satisfaction_inertia=0.5, weight_relationship=1.0, outages=0.01, faults=0.04)
    outage, fault = logits_of_incident(table, 1), logits_of_incident(table, 2)
    assert outage == pytest.approx(0.5 * 1.2 + (0.25 + 0.10) / 2)
    assert fault == pytest.approx(0.5 * 0.6 + (0.10 + 0.04) / 2)
    assert logits_of_month(table) == pytest.approx(0.01 * outage + 0.04 * fault)


def test_months_of_work_before_the_end_of_a_term_take_doubt_away():
    table = Parameters(luck_later=0.1)
    assert chance_by_the_end(table, 0.5, 0) == 0.5
    assert chance_by_the_end(table, 0.5, 2) == pytest.approx(1 - 0.5 * 0.81)
    assert chance_by_the_end(table, 1.0, 3) == 1.0


# --- in a game --------------------------------------------------------------------------------------------------------


def test_a_meeting_knows_what_was_expected_of_it_and_over_many_seeds_that_is_its_mean():
    plan = [Visit(account="A01", person="A01-2", activity="workshop")]
    done = []
    for seed in range(1, 401):
        game = Simulation(DEAL, seed)
        game.advance(plan)
        done += of_kind(game, ActivityDone)
    assert len(done) == 400
    assert min(record.stake_fen for record in done) > 0
    expected = [record.expected for record in done]
    assert stdev(expected) < 0.01 < 0.05 < fmean(expected)
    surprises = [record.change - record.expected for record in done]
    assert abs(fmean(surprises)) <= 3 * stdev(surprises) / sqrt(len(surprises))


def test_a_level_of_whoever_weighs_more_is_worth_more_and_nothing_where_no_choice_is_to_come():
    world = Simulation(DEAL, 3)._world
    account = world.accounts["A01"]
    by_share = sorted(account.people, key=lambda person: person.share)
    worths = [worth_of_a_level(world, account, person) for person in by_share]
    assert worths == sorted(worths)
    assert worths[0] > 0
    account.contract.end_month = world.scenario.settings.months + 1
    assert not ends_in_game(world, account)
    assert worth_of_a_level(world, account, by_share[-1]) == 0
    account.contract.end_month = None
    assert worth_of_a_level(world, account, by_share[-1]) == 0


def test_more_hangs_on_a_signature_at_list_price_and_none_on_one_for_nothing():
    world = Simulation(DEAL, 3)._world
    account = world.accounts["A01"]
    assert stake_of_signing(world, account, 24, 0.0) > stake_of_signing(world, account, 24, 0.1) > 0
    assert stake_of_signing(world, account, 24, 0.6) == 0


def test_an_offer_of_a_rival_lowers_what_is_to_be_expected_of_a_renewal():
    world = Simulation(DEAL, 3)._world
    account = world.accounts["A01"]
    usual = worth_before_the_end(world, account, 6)
    assert worth_before_the_end(world, account, 6, {"N": (0.75, 999.0)}) < usual
    assert account.quotes == {}


def test_quotes_and_trouble_are_followed_only_in_accounts_that_are_a_great_part_of_the_book():
    def followed(game):
        return {record.account_id for record in of_kind(game, Surprise) if record.source != "lapse"}

    city = find_scenario("city")
    book = sum(account.list_value for account in city.accounts)
    large = {account.account_id for account in city.accounts if account.list_value > 0.1 * book}
    closely = city.with_settings(values={"luck_followed": "0.1"})
    assert followed(played("city", "wait-and-see")) == set()
    assert followed(play(closely, POLICIES["wait-and-see"], 7)) == large


@pytest.mark.parametrize("policy", EVERYBODY)
@pytest.mark.parametrize("pack", ["first-deal", "city"])
def test_the_luck_of_a_game_is_the_sum_of_its_choices_meetings_and_surprises(pack, policy):
    game = played(pack, policy)
    sums = luck_by_source(game.ledger)
    luck = sum(record.luck_fen for record in of_kind(game, ChoiceMade, ActivityDone, Surprise))
    assert set(sums) <= set(SOURCES) == set(words.LUCK)
    assert sum(sums.values()) == pytest.approx(luck)
    assert totals(game)["luck"] == pytest.approx(luck / 100, abs=0.01)
    accounts = [account.account_id for account in game.scenario.accounts]
    by_account = [luck_by_source(game.ledger, account) for account in accounts]
    assert sum(sum(part.values()) for part in by_account) == pytest.approx(luck)


@pytest.mark.parametrize("policy", ["busy-visitor", "textbook"])
def test_each_kind_of_luck_averages_to_zero_over_seeds(policy):
    games = [luck_by_source(play(DEAL, POLICIES[policy], seed).ledger) for seed in range(201, 301)]
    for source in SOURCES:
        found = [game.get(source, 0.0) for game in games]
        assert stdev(found) > 0, source
        # Three standard errors: fair stakes exceed them once in 370 sets of seeds.
        assert abs(fmean(found)) <= 3 * stdev(found) / sqrt(len(found)), source


def test_with_luck_taken_out_most_of_what_tells_games_of_one_account_apart_is_the_policy():
    found = rank(DEAL, replications=40)
    assert found.share_of_policy("value_without_luck") >= 0.70
    assert found.order("value_without_luck")[0] == "textbook"


def test_luck_is_told_by_source_in_numbers_that_add_up():
    sums = {"choice": 123_450.0, "meeting": -30_050.0, "lapse": 49.0}
    assert luck_parts(sums, str) == "choices of accounts 1235.0, meetings -301.0, contracts that ran out 0.0"
    assert in_points(sums, 9.0) == "choices of accounts +12, meetings −3, contracts that ran out 0"
    assert in_points({"choice": 5.0, "meeting": -5.0}, 0.0) == ""
