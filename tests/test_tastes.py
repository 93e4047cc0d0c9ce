"""Accounts that lean to price or to service choose accordingly, and long tenure anchors satisfaction."""

import pytest
from games import truths

from kamsim.engine.generator import BookSpec, generate, write_scenario
from kamsim.engine.generator.spec import Leanings
from kamsim.engine.portrait import portraits
from kamsim.engine.reading import BadInput
from kamsim.engine.scenario import find_scenario, load_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.market.buying import Chooser, Offer, group_choice, implied_probability
from kamsim.market.churn import pressures_of, weights_of
from kamsim.market.parameters import Parameters
from kamsim.market.service import settling
from kamsim.market.tastes import BALANCED, LEANINGS, Taste, taste_of
from kamsim.studies.policies import textbook, wait_and_see

CITY = find_scenario("city")
TABLE = Parameters()
GROUP = (Chooser("p1", "user", 0.6, (0.5, 0.5)), Chooser("p2", "decider", 0.4, (1.0, 0.0)))
SPEC = BookSpec(
    name="leaning",
    title="A book that leans",
    summary="Accounts of all kinds.",
    seed=3,
    accounts=40,
    buildings=9,
    prospect_share=0.1,
    mean_tenure=42,
    leanings=Leanings(balanced=0.5, price=0.3, service=0.2),
)


def chance(leaning, price_ratio=1.0, fit=0.6):
    ours, theirs = Offer("us", price_ratio, fit, 0.6, 0.0), Offer("N", 1.0, 0.6, 0.6, 0.0)
    choice = group_choice(TABLE, "dispersed", GROUP, (ours, theirs), taste=taste_of(TABLE, leaning))
    assert implied_probability("logit", choice.voices, choice.veto) == pytest.approx(choice.ours, abs=1e-12)
    return choice.ours


def changed(scenario, **update):
    accounts = tuple(account.model_copy(update=update) for account in scenario.accounts)
    return scenario._replace(accounts=accounts)


def test_a_taste_raises_what_it_leans_to_and_lowers_the_other():
    table = Parameters(leaning_price=2, leaning_service=1.6)
    assert taste_of(table, "price") == Taste(2, 1 / 1.6)
    assert taste_of(table, "service") == Taste(1 / 2, 1.6)
    assert taste_of(table, "balanced") == BALANCED == (1, 1)


def test_a_cut_moves_who_leans_to_price_most_and_a_better_fit_who_leans_to_service():
    by_price = {leaning: chance(leaning, price_ratio=0.9) - chance(leaning) for leaning in LEANINGS}
    assert by_price["price"] > by_price["balanced"] > by_price["service"] > 0
    by_fit = {leaning: chance(leaning, fit=0.9) - chance(leaning) for leaning in LEANINGS}
    assert by_fit["service"] > by_fit["balanced"] > by_fit["price"] > 0


def test_who_leans_to_price_leaves_for_a_cheaper_quote_and_who_leans_to_service_stays_for_it():
    weights, said = weights_of(TABLE), {}
    for leaning in LEANINGS:
        said[leaning] = dict(pressures_of(weights, satisfaction=1.0, price_gap=0.1, taste=taste_of(TABLE, leaning)))
    assert said["price"]["price"] < said["balanced"]["price"] < said["service"]["price"] < 0
    assert 0 < said["price"]["satisfaction"] < said["balanced"]["satisfaction"] < said["service"]["satisfaction"]


def test_a_book_that_leans_to_something_plays_another_game_and_a_balanced_one_the_same():
    city = CITY.with_settings(12)
    usual = play(city, textbook, 3).digest()
    assert play(changed(city, leaning="balanced"), textbook, 3).digest() == usual
    assert play(changed(city, leaning="price"), textbook, 3).digest() != usual


def test_what_an_account_leans_to_is_seen_once_it_is_mapped():
    game = play(changed(CITY.with_settings(3), leaning="service"), textbook, 3)
    seen = {account.mapped: account.leaning for account in game.briefing.accounts}
    assert seen == {True: "service", False: None}


def test_the_usual_tenure_given_for_each_account_gives_the_same_game():
    city = CITY.with_settings(12)
    given = changed(city, tenure_months=24)
    assert play(given, textbook, 3).digest() == play(city, textbook, 3).digest()


def test_an_old_account_is_judged_by_its_history_and_a_new_one_by_its_last_month():
    worlds = {}
    for tenure in (0, 120):
        calm = changed(CITY, tenure_months=tenure, satisfaction=2.0, term_months=0, contract_end_month=0)
        quiet = {"outages": "0", "faults": "0", "queries": "0", "mood_lasting": "0", "building_outages": "0"}
        *_, worlds[tenure] = truths(calm.with_settings(4, quiet), wait_and_see, 1)
    assert settling(TABLE, 0) > settling(TABLE, 120)
    pairs = [(worlds[0].accounts[key], worlds[120].accounts[key]) for key in worlds[0].accounts]
    both = [(new.satisfaction, old.satisfaction) for new, old in pairs if new.status == old.status == "active"]
    assert both
    assert all(new < old for new, old in both)


def test_the_portrait_knows_since_when_an_account_is_ours():
    game = Simulation(changed(CITY, tenure_months=50), 1)
    game.advance([])
    found = portraits(game.scenario.settings.parameters, game.briefing)
    ours = [account for account in game.briefing.accounts if account.status == "active"]
    assert {account.tenure_months for account in ours} == {51}
    assert {found[account.account_id].tenure for account in ours} == {"over 3 years"}


def test_a_generated_book_has_the_leanings_and_the_tenure_that_were_asked_for(tmp_path):
    book = generate(SPEC)
    kinds = [account.leaning for account in book.accounts]
    assert {leaning: kinds.count(leaning) for leaning in LEANINGS} == {"balanced": 20, "price": 12, "service": 8}
    tenures = [account.tenure_months for account in book.accounts if account.tenure_months is not None]
    assert len(tenures) == 36
    assert 25 < sum(tenures) / len(tenures) < 60
    write_scenario(book, tmp_path)
    assert load_scenario(tmp_path).digest() == book.digest()


def test_columns_in_which_no_row_says_anything_are_not_written(tmp_path):
    write_scenario(CITY, tmp_path)
    header = (tmp_path / "accounts.csv").read_text(encoding="utf-8").partition("\n")[0].split(",")
    assert header[-1] == "satisfaction"


@pytest.mark.parametrize(
    ("cells", "value", "allowed"),
    [(",leaning", "cheap", "one of balanced, price, service"), (",tenure_months", "17", "18 or more"),
     (",tenure_months", "601", "from 0 to 600")],
)  # fmt: skip
def test_what_cannot_be_so_is_refused_with_its_place(tmp_path, cells, value, allowed):
    write_scenario(find_scenario("first-deal"), tmp_path)
    table = tmp_path / "accounts.csv"
    header, row = table.read_text(encoding="utf-8").splitlines()
    table.write_text(f"{header}{cells}\n{row},{value}\n", encoding="utf-8")
    with pytest.raises(BadInput, match=allowed) as refused:
        load_scenario(tmp_path)
    assert [(problem.line, problem.column) for problem in refused.value.problems] == [(2, cells[1:])]


def test_a_prospect_has_no_tenure(tmp_path):
    book = generate(SPEC)
    prospect = next(account for account in book.accounts if account.tenure_months is None)
    spoilt = [a.model_copy(update={"tenure_months": 3}) if a is prospect else a for a in book.accounts]
    write_scenario(book._replace(accounts=tuple(spoilt)), tmp_path)
    with pytest.raises(BadInput, match="has no line from us"):
        load_scenario(tmp_path)
