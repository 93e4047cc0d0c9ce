"""Games at the edge of what is allowed: each is played to a defined end or refused, without a warning."""

import warnings
from math import isfinite, log
from random import Random

import pytest
from games import EVERYBODY, of_kind, possible, truths, try_everything

from kamsim.engine.decisions import Answer, GiveDiscount, MapPower, OfferBundle, SetServiceLevel, Visit
from kamsim.engine.reading import BadInput
from kamsim.engine.records import AccountListed, BillSent, BundleRebased, ChoiceMade, ContractSigned, PriceChanged
from kamsim.engine.scenario import US, Rival, find_scenario
from kamsim.engine.simulation import Simulation, play
from kamsim.market.buying import implied_probability
from kamsim.market.parameters import parameter_table
from kamsim.studies.metrics import totals
from kamsim.studies.policies import textbook, wait_and_see
from kamsim.studies.score import path_of_policy, score

CITY, DEAL, BELT = find_scenario("city"), find_scenario("first-deal"), find_scenario("factory-belt")
TOWER = find_scenario("office-tower")
SMALL = CITY._replace(
    accounts=CITY.accounts[:8],
    lines=tuple(line for line in CITY.lines if line.account_id in {a.account_id for a in CITY.accounts[:8]}),
    people=tuple(person for person in CITY.people if person.account_id in {a.account_id for a in CITY.accounts[:8]}),
)


def changed(table, **values):
    return tuple(row.model_copy(update=values) for row in table)


def with_settings(scenario, **values):
    return scenario._replace(settings=scenario.settings.model_copy(update=values))


def with_parameters(scenario, place):
    """All parameters at the `low` or the `high` end of their range."""
    return scenario.with_settings(values={row.name: str(getattr(row, place)) for row in parameter_table()})


def at_a_corner(scenario, seed):
    """Each parameter at one end of its range or the other."""
    chosen = Random(seed)
    return scenario.with_settings(
        values={row.name: str(chosen.choice((row.low, row.high))) for row in parameter_table()}
    )


def rivals(count):
    return tuple(
        Rival(rival_id=f"R{n}", name=f"Rival {n}", kind="price_fighter", price_level=0.9, fit=0.5, reputation=0.5)
        for n in range(count)
    )


def against(scenario, count):
    field = rivals(count)
    supplier = field[0].rival_id if field else US
    lines = tuple(
        line if line.supplier == US else line.model_copy(update={"supplier": supplier}) for line in scenario.lines
    )
    return scenario._replace(rivals=field, rival_attitudes=(), lines=lines)


def one_person_each(scenario):
    first = {}
    for person in scenario.people:
        first.setdefault(person.account_id, person)
    people = tuple(first.values())
    return scenario._replace(people=people, rival_attitudes=())


def opinion(scenario, attitude, satisfaction):
    return scenario._replace(
        people=changed(scenario.people, attitude=attitude),
        accounts=changed(scenario.accounts, satisfaction=satisfaction),
        rival_attitudes=changed(scenario.rival_attitudes, attitude=2 - attitude),
    )


NOBODY_THERE = CITY._replace(accounts=(), lines=(), people=(), rival_attitudes=())
EDGES = {
    "no accounts": NOBODY_THERE,
    "no rivals": against(SMALL, 0),
    "one rival": against(SMALL, 1),
    "a hundred rivals": against(DEAL, 100),
    "no account managers": with_settings(SMALL, account_managers=0),
    "account managers without hours": with_settings(SMALL, manager_hours=0.0),
    "no months": with_settings(CITY, months=0),
    "five years": with_settings(SMALL, months=60),
    "one engineer": with_settings(SMALL, engineers=1),
    "no sponsors": with_settings(SMALL, sponsors=0),
    "one person in each account": one_person_each(SMALL),
    "lowest parameters": with_parameters(CITY, "low"),
    "highest parameters": with_parameters(CITY, "high"),
    "lowest parameters, five years": with_settings(with_parameters(SMALL, "low"), months=60),
    "highest parameters, five years": with_settings(with_parameters(SMALL, "high"), months=60),
    "everybody is against us": opinion(SMALL, -1.0, -3.0),
    "everybody is a coach": opinion(SMALL, 3.0, 3.0),
    "tiny wallets": SMALL._replace(accounts=changed(SMALL.accounts, list_value=0.01, growth=-0.05)),
    "huge wallets": SMALL._replace(accounts=changed(SMALL.accounts, list_value=10_000_000.0, growth=0.05)),
    "deepest discounts": SMALL._replace(accounts=changed(SMALL.accounts, discount=0.6)),
    "only prospects": SMALL._replace(lines=changed(SMALL.lines, supplier=SMALL.rivals[0].rival_id)),
    "nobody has a contract": SMALL._replace(accounts=changed(SMALL.accounts, term_months=0, contract_end_month=0)),
    "all contracts end now": SMALL._replace(accounts=changed(SMALL.accounts, term_months=12, contract_end_month=1)),
    "one building": SMALL._replace(accounts=changed(SMALL.accounts, building_id="B01")),
    "rivals give it away": SMALL._replace(rivals=changed(SMALL.rivals, price_level=0.3, fit=1.0, reputation=1.0)),
    "a tower with tenants that left": with_settings(TOWER, months=4),
    "everybody has left": BELT._replace(
        accounts=changed(BELT.accounts, term_months=0, contract_end_month=0, lost_months=60),
        lines=changed(BELT.lines, supplier="N"),
    ),
    "nothing and nobody to work with": with_settings(SMALL, account_managers=0, engineers=1, sponsors=0),
    "no rivals and no accounts": against(NOBODY_THERE, 0),
    "one account against one rival": against(DEAL, 1),
    "rivals are dear": SMALL._replace(rivals=changed(SMALL.rivals, price_level=1.5, fit=0.0, reputation=0.0)),
}


@pytest.mark.parametrize("policy", sorted(EVERYBODY))
@pytest.mark.parametrize("edge", EDGES)
def test_every_policy_plays_to_a_defined_end(edge, policy):
    scenario = EDGES[edge]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        game = play(scenario, EVERYBODY[policy], 7)
        figures = totals(game)
    assert game.month == scenario.settings.months
    # A ledger with a number that is not finite has no digest.
    assert len(game.digest()) == 64
    for name, value in figures.items():
        assert value is None or isfinite(value), name
    for name in ("logo_retention", "gross_revenue_retention"):
        assert figures[name] is None or 0 <= figures[name] <= 1
    assert figures["nps"] is None or -100 <= figures["nps"] <= 100
    for choice in of_kind(game, ChoiceMade):
        assert 0 <= choice.probability <= 1
        assert implied_probability(choice.link, choice.voices, choice.veto) == pytest.approx(
            choice.probability, abs=1e-9
        )
    for account in game.briefing.accounts:
        assert 0 <= account.health <= 1


@pytest.mark.parametrize("edge", ["everybody is against us", "everybody is a coach"])
def test_no_attitude_leaves_its_scale_however_often_it_is_pushed(edge):
    for world in truths(EDGES[edge], try_everything):
        for account in world.accounts.values():
            assert all(-1 <= person.attitude <= 3 for person in account.people)


def test_without_accounts_shares_are_undefined_and_sums_are_zero():
    figures = totals(play(NOBODY_THERE, wait_and_see, 7))
    for name in ("logo_retention", "gross_revenue_retention", "net_revenue_retention", "nps"):
        assert figures[name] is None
    for name in ("active_accounts", "revenue", "margin", "value", "accounts_lost", "luck"):
        assert figures[name] == 0


def test_without_accounts_there_is_no_score():
    empty = path_of_policy(with_settings(NOBODY_THERE, months=3), wait_and_see, 7)
    assert score(empty, empty, empty, 3) == (None, None)


def test_a_game_without_months_is_over_at_once_and_lists_its_accounts():
    game = Simulation(with_settings(CITY, months=0), 7)
    assert game.finished
    assert len(of_kind(game, AccountListed)) == len(CITY.accounts)
    with pytest.raises(BadInput):
        game.advance()


def test_a_team_without_hours_may_set_rules_and_prices_but_meet_nobody():
    game = Simulation(with_settings(DEAL, account_managers=0), 7)
    with pytest.raises(BadInput, match="hours"):
        game.advance([Visit(account="A01", person="A01-1", activity="follow_up")])
    with pytest.raises(BadInput, match="hours"):
        game.advance([MapPower(account="A01")])
    game.advance([SetServiceLevel(tier="A", level="tailored"), GiveDiscount(account="A01", discount=0.1)])
    assert len(of_kind(game, PriceChanged)) == 1
    assert of_kind(game, BillSent)[0].service_cost_fen > 0


def test_without_rivals_nobody_quotes_and_who_leaves_goes_to_nobody():
    restless = with_parameters(against(CITY, 0), "high")
    kinds = {type(record).__name__ for record in play(restless, wait_and_see, 7).ledger}
    assert "QuoteMade" not in kinds
    leavers = [r for r in play(restless, wait_and_see, 7).ledger if type(r).__name__ == "AccountChurned"]
    assert leavers
    assert {record.destination for record in leavers} == {"nobody"}


def haggle(briefing):
    """Gives in to every demand, also of accounts with a bundle."""
    wishes = [Answer(situation=s.situation_id, option="match") for s in briefing.inbox if s.kind == "discount_demand"]
    wishes += [OfferBundle(account=a.account_id, plan="C", x=a.wallet_fen / 70) for a in briefing.accounts[::2]]
    return possible(briefing, wishes)[:40]


def trade(briefing):
    wishes = [
        Answer(situation=s.situation_id, option="trade_for_term") for s in briefing.inbox if s.kind == "discount_demand"
    ]
    wishes += [OfferBundle(account=a.account_id, plan="C", x=a.wallet_fen / 70) for a in briefing.accounts[::2]]
    return possible(briefing, wishes)[:40]


@pytest.mark.parametrize("policy", [haggle, trade])
def test_giving_in_for_five_years_leaves_a_price_that_can_be_offered(policy):
    soft = with_settings(CITY.with_settings(values={"discount_demand": "0.2"}), months=60)
    game = play(soft, policy, 7)
    prices = [record.new_discount for record in of_kind(game, PriceChanged)]
    prices += [record.discount for record in of_kind(game, ContractSigned)]
    assert len(prices) > 60
    assert min(prices) >= 0
    assert max(prices) <= 0.6


def test_a_bundle_of_next_to_nothing_and_of_far_too_much_is_billed_and_re_based():
    for x in (0.01, 10_000_000.0):
        free = SMALL.with_settings(values={"bundle_floor_share": "0"})
        scenario = opinion(with_settings(free, months=14), 3.0, 3.0)

        def once(briefing, x=x):
            offers = [OfferBundle(account=a.account_id, plan="A", x=x, term_months=0) for a in briefing.accounts]
            return possible(briefing, offers) if briefing.month == 0 else []

        game = play(scenario, once, 7)
        taken = [record for record in of_kind(game, ContractSigned) if record.plan]
        if x < 1:
            assert taken
            assert of_kind(game, BundleRebased)
            shocks = [
                value
                for choice in of_kind(game, ChoiceMade)
                for cause, value in choice.voices[0].parts
                if cause == "bill_shock"
            ]
            # A fee that rises a millionfold shocks like one that doubles: 1.5 for each 10 %.
            assert min(shocks) == pytest.approx(-10 * log(1.5))
        assert len(game.digest()) == 64


def test_doing_everything_at_random_is_never_a_fault():
    for seed in (1, 2):
        game = play(SMALL, try_everything, seed)
        kinds = {record.kind for record in _decisions(game)}
        assert len(kinds) >= 9


def _decisions(game):
    from kamsim.engine.decision_file import decisions_made

    return [decision for plan in decisions_made(game.ledger, game.month) for decision in plan]


@pytest.mark.parametrize("months", [-1, 61])
def test_a_horizon_out_of_range_is_refused(months):
    with pytest.raises(BadInput, match="months"):
        CITY.with_settings(months=months)


@pytest.mark.parametrize("row", parameter_table(), ids=[row.name for row in parameter_table()])
def test_a_parameter_beyond_its_range_or_not_finite_is_refused(row):
    for text in (str(row.high + 1), str(row.low - 1), "nan", "inf", "-inf", "1e400", "", "x"):
        with pytest.raises(BadInput, match=row.name):
            DEAL.with_settings(values={row.name: text})


def assert_defined(scenario, policy):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        game = play(scenario, policy, 7)
        figures = totals(game)
    assert len(game.digest()) == 64
    assert all(value is None or isfinite(value) for value in figures.values())


@pytest.mark.parametrize("row", parameter_table(), ids=[row.name for row in parameter_table()])
def test_each_parameter_alone_at_either_end_of_its_range_gives_a_defined_game(row):
    for value in (row.low, row.high):
        values = {row.name: str(value)}
        assert_defined(DEAL.with_settings(values=values), textbook)
        assert_defined(BELT.with_settings(months=8, values=values), try_everything)


@pytest.mark.parametrize("seed", range(8))
def test_parameters_at_any_corner_of_their_ranges_give_a_defined_game(seed):
    for policy in (textbook, try_everything):
        assert_defined(at_a_corner(BELT, seed), policy)
