"""Generated books keep the proportions that were asked for, whatever their size."""

from collections import Counter, defaultdict
from statistics import mean, stdev

import pytest
from pydantic import ValidationError

from kamsim.engine.generator import STORY_CONTRACTS, BookSpec, ContractMix, DecisionModes, generate, write_scenario
from kamsim.engine.generator.drawing import quotas
from kamsim.engine.generator.packs import CITY
from kamsim.engine.generator.sizes import wallets
from kamsim.engine.scenario import INDUSTRIES, US, load_scenario
from kamsim.market.people import ROLES

TOWER = BookSpec(
    name="tower",
    title="One tower",
    summary="A hundred small accounts in one building.",
    seed=1,
    accounts=100,
    prospect_share=0.03,
    median_wallet=1_500,
    size_spread=0.6,
    largest_share=1,
    least_people=2,
    most_people=4,
    buildings=1,
    rivals=3,
)
BELT = TOWER.model_copy(
    update={"name": "belt", "accounts": 12, "buildings": 12, "industries": ("manufacturing", "trade")}
)
PROVINCE = CITY.model_copy(update={"name": "province", "accounts": 600, "buildings": 140, "seed": 3, "rivals": 5})
BOOKS = pytest.mark.parametrize("spec", [CITY, TOWER, BELT, PROVINCE], ids=lambda spec: spec.name)


def people_of(scenario):
    groups = defaultdict(list)
    for person in scenario.people:
        groups[person.account_id].append(person)
    return groups


def suppliers_of(scenario):
    suppliers = defaultdict(list)
    for line in scenario.lines:
        suppliers[line.account_id].append(line.supplier)
    return suppliers


def revenue_of(scenario):
    with_us = defaultdict(float)
    for line in scenario.lines:
        with_us[line.account_id] += line.share * (line.supplier == US)
    return {a.account_id: a.list_value * with_us[a.account_id] * (1 - a.discount) for a in scenario.accounts}


def test_the_same_spec_gives_the_same_book_and_another_seed_another():
    assert generate(CITY) == generate(CITY)
    assert generate(CITY).digest() != generate(CITY.model_copy(update={"seed": 14})).digest()


@pytest.mark.parametrize("spec", [CITY, PROVINCE], ids=lambda spec: spec.name)
def test_tiers_hold_80_15_and_5_percent_of_the_book_and_of_our_revenue(spec):
    scenario = generate(spec)
    revenue = revenue_of(scenario)
    for tier, share, tolerance in (("A", 0.80, 0.03), ("B", 0.15, 0.03), ("C", 0.05, 0.02)):
        accounts = [account for account in scenario.accounts if account.tier == tier]
        book = sum(account.list_value for account in accounts) / sum(
            account.list_value for account in scenario.accounts
        )
        ours = sum(revenue[account.account_id] for account in accounts) / sum(revenue.values())
        assert book == pytest.approx(share, abs=tolerance)
        assert ours == pytest.approx(share, abs=tolerance)


def test_tiers_are_a_fifth_three_tenths_and_half_of_the_accounts_by_size():
    scenario = generate(CITY)
    assert Counter(account.tier for account in scenario.accounts) == {"A": 12, "B": 18, "C": 30}
    sizes = [account.list_value for account in scenario.accounts]
    assert sizes == sorted(sizes, reverse=True)
    assert "".join(account.tier for account in scenario.accounts) == "A" * 12 + "B" * 18 + "C" * 30


def test_no_account_is_more_of_the_book_than_allowed():
    assert max(wallets(60, 10_000, 1.68, 0.12)) / sum(wallets(60, 10_000, 1.68, 0.12)) == pytest.approx(0.12, abs=0.001)
    assert sum(wallets(60, 10_000, 1.68, 0.12)) == pytest.approx(sum(wallets(60, 10_000, 1.68, 1)), rel=0.001)


@pytest.mark.parametrize("count", [1, 2, 3, 5, 7])
def test_a_tiny_book_still_has_a_tier_a_and_positive_wallets(count):
    scenario = generate(BELT.model_copy(update={"accounts": count, "buildings": 1, "prospect_share": 0.0}))
    assert scenario.accounts[0].tier == "A"
    assert all(account.list_value > 0 for account in scenario.accounts)


@BOOKS
def test_a_book_written_to_disk_and_read_again_is_the_same(spec, tmp_path):
    scenario = generate(spec)
    write_scenario(scenario, tmp_path / spec.name)
    assert load_scenario(tmp_path / spec.name) == scenario


@BOOKS
def test_counts_are_those_of_the_spec(spec):
    scenario = generate(spec)
    assert (len(scenario.accounts), len(scenario.buildings)) == (spec.accounts, spec.buildings)
    assert len(scenario.rivals) == spec.rivals
    prospects = sum(US not in suppliers for suppliers in suppliers_of(scenario).values())
    assert prospects == round(spec.prospect_share * spec.accounts)
    assert len(scenario.rival_attitudes) == len(scenario.people) * spec.rivals


@BOOKS
def test_every_building_has_a_tenant(spec):
    scenario = generate(spec)
    assert {a.building_id for a in scenario.accounts} == {b.building_id for b in scenario.buildings}


@BOOKS
def test_every_account_has_one_decider_and_a_group_of_the_asked_size(spec):
    groups = people_of(generate(spec))
    assert len(groups) == spec.accounts
    for group in groups.values():
        assert spec.least_people <= len(group) <= spec.most_people
        assert [person.role for person in group].count("decider") == 1
        if len(group) >= 7:
            assert {person.role for person in group} == set(ROLES)


@BOOKS
def test_names_occur_once(spec):
    scenario = generate(spec)
    for names in ([a.name for a in scenario.accounts], [b.name for b in scenario.buildings]):
        assert len(names) == len(set(names))
    for group in people_of(scenario).values():
        assert len({person.name for person in group}) == len(group)


def test_no_two_people_of_a_city_share_a_name():
    people = generate(CITY).people
    assert len({person.name for person in people}) == len(people)


@BOOKS
def test_shares_of_the_wallet_sum_to_one_and_no_line_is_empty(spec):
    totals = defaultdict(float)
    for line in generate(spec).lines:
        totals[line.account_id] += line.share
        assert line.share > 0
    assert all(total == pytest.approx(1, abs=1e-9) for total in totals.values())


@BOOKS
def test_active_accounts_have_most_lines_with_us_and_prospects_none(spec):
    for suppliers in suppliers_of(generate(spec)).values():
        elsewhere = len(suppliers) - suppliers.count(US)
        assert elsewhere in (0, 1, 2, len(suppliers))


@BOOKS
def test_contract_mix_is_that_of_the_spec_and_ends_lie_within_the_term(spec):
    scenario = generate(spec)
    suppliers = suppliers_of(scenario)
    active = [account for account in scenario.accounts if US in suppliers[account.account_id]]
    terms = Counter(account.term_months for account in active)
    for term, share in ((0, 0.35), (12, 0.40), (24, 0.25)):
        assert terms[term] == pytest.approx(share * len(active), abs=1)
    assert all(1 <= a.contract_end_month <= a.term_months for a in active if a.term_months)
    prospects = [account for account in scenario.accounts if account not in active]
    assert all((a.term_months, a.contract_end_month, a.discount) == (0, 0, 0) for a in prospects)


def test_contract_ends_are_spread_over_two_years():
    ends = [account.contract_end_month for account in generate(PROVINCE).accounts if account.term_months == 24]
    assert set(ends) == set(range(1, 25))
    assert mean(ends) == pytest.approx(12.5, abs=0.5)


def test_decision_modes_follow_the_spec_and_the_size():
    scenario = generate(PROVINCE)
    places = {account.account_id: place for place, account in enumerate(scenario.accounts)}
    where = defaultdict(list)
    for account in scenario.accounts:
        where[account.decision_mode].append(places[account.account_id])
    assert {mode: len(found) for mode, found in where.items()} == {"dispersed": 150, "mixed": 210, "centralized": 240}
    assert mean(where["dispersed"]) < mean(where["mixed"]) < mean(where["centralized"])


def test_small_accounts_crowd_into_towers_and_large_ones_sit_alone():
    scenario = generate(CITY)
    tenants = Counter(account.building_id for account in scenario.accounts)
    assert sum(number for _, number in tenants.most_common(3)) >= 0.5 * len(scenario.accounts)
    neighbors = defaultdict(list)
    for account in scenario.accounts:
        neighbors[account.tier].append(tenants[account.building_id] - 1)
    assert mean(neighbors["A"]) < mean(neighbors["B"]) < mean(neighbors["C"])


def test_growth_classes_are_a_fifth_two_fifths_two_fifths():
    growths = Counter(account.growth for account in generate(CITY).accounts)
    assert growths == {0.018: 12, 0.006: 24, 0.0: 24}


def test_large_accounts_have_discounts_and_small_ones_none():
    accounts = generate(PROVINCE).accounts
    assert all(account.discount <= 0.15 for account in accounts)
    assert not any(account.discount for account in accounts if account.tier == "C")
    assert mean(account.discount > 0 for account in accounts if account.tier == "A") > 0.5


def test_attitudes_are_warmer_in_active_accounts_than_in_prospects():
    scenario = generate(PROVINCE.model_copy(update={"prospect_share": 0.5}))
    suppliers = suppliers_of(scenario)
    ours = [p.attitude for p in scenario.people if US in suppliers[p.account_id]]
    theirs = [p.attitude for p in scenario.people if US not in suppliers[p.account_id]]
    rivals = [row.attitude for row in scenario.rival_attitudes]
    assert (mean(ours), stdev(ours)) == (pytest.approx(0.5, abs=0.06), pytest.approx(0.6, abs=0.06))
    assert mean(theirs) == pytest.approx(0.1, abs=0.06)
    assert (mean(rivals), stdev(rivals)) == (pytest.approx(0.2, abs=0.03), pytest.approx(0.68, abs=0.03))


def test_we_know_those_who_buy_and_install_better_than_those_who_decide():
    scenario = generate(PROVINCE)
    known = {role: mean(p.known for p in scenario.people if p.role == role) for role in ROLES}
    assert min(known["purchasing"], known["technical"]) > 0.8
    assert max(known["decider"], known["finance"]) < 0.45
    for group in people_of(scenario).values():
        assert round(len(group) * 3 / 7) <= sum(person.known for person in group) <= round(len(group) * 5 / 7)


def test_industries_come_in_the_numbers_asked_for():
    assert Counter(account.industry for account in generate(CITY).accounts) == dict.fromkeys(INDUSTRIES, 6)
    assert Counter(account.industry for account in generate(BELT).accounts) == {"manufacturing": 6, "trade": 6}


def test_ids_sort_like_numbers():
    ids = [account.account_id for account in generate(PROVINCE).accounts]
    assert ids == sorted(ids)
    assert (ids[0], ids[-1]) == ("A001", "A600")


def test_quotas_sum_to_the_count_and_follow_the_shares():
    assert quotas({"a": 0.35, "b": 0.4, "c": 0.25}, 52) == {"a": 18, "b": 21, "c": 13}
    assert sum(quotas({"a": 1, "b": 1, "c": 1}, 100).values()) == 100


def test_impossible_specs_are_refused():
    with pytest.raises(ValidationError, match="more buildings than accounts"):
        BookSpec(name="x", title="x", summary="x", seed=1, accounts=3, buildings=4)
    with pytest.raises(ValidationError, match="least_people"):
        BookSpec(name="x", title="x", summary="x", seed=1, least_people=8, most_people=6)
    with pytest.raises(ValidationError, match="sum to 1"):
        ContractMix(none=0.5, twelve=0.5, twenty_four=0.5)
    with pytest.raises(ValidationError, match="sum to 1"):
        DecisionModes(dispersed=0.1, mixed=0.1, centralized=0.1)
    with pytest.raises(ValidationError):
        BookSpec(name="../x", title="x", summary="x", seed=1)


def test_a_book_of_the_story_has_fewer_and_shorter_contracts():
    story = generate(PROVINCE.model_copy(update={"contracts": STORY_CONTRACTS}))
    ours = {line.account_id for line in story.lines if line.supplier == US}
    terms = Counter(account.term_months for account in story.accounts if account.account_id in ours)
    assert terms[0] / len(ours) == pytest.approx(0.45, abs=0.01)
    assert terms[24] / len(ours) == pytest.approx(0.20, abs=0.01)
