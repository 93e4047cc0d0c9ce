"""The packs in datasets/ are what the generator writes; a broken pack is refused whole, with every problem named."""

import shutil
from collections import Counter
from pathlib import Path
from statistics import median

import pytest

from kamsim.engine.generator import ON_DEMAND, PACKS, generate, write_packs
from kamsim.engine.generator.book import group_sizes
from kamsim.engine.reading import BadInput
from kamsim.engine.scenario import (
    MADE_WHEN_ASKED_FOR,
    TABLES,
    US,
    datasets_folder,
    find_scenario,
    load_scenario,
    pack_names,
)
from kamsim.engine.simulation import Simulation, play
from kamsim.market.parameters import Parameters
from kamsim.market.rivals import RIVAL_KINDS
from kamsim.studies.metrics import totals
from kamsim.studies.policies import POLICIES

NAMES = pytest.mark.parametrize("name", sorted(PACKS))


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("datasets")
    write_packs(folder)
    return folder


@NAMES
def test_the_generator_writes_the_pack_byte_for_byte(name, written):
    files = {path.name for path in (datasets_folder() / name).iterdir()}
    assert files == {"scenario.toml", *TABLES}
    for file in files:
        with (
            (datasets_folder() / name / file).open(encoding="utf-8", newline="") as ours,
            (written / name / file).open(encoding="utf-8", newline="") as made,
        ):
            assert ours.read() == made.read(), file


@NAMES
def test_a_pack_is_found_by_name_and_equals_what_was_generated(name):
    assert find_scenario(name) == PACKS[name]()


def test_all_packs_are_listed():
    assert pack_names() == sorted([*PACKS, *ON_DEMAND])
    assert set(ON_DEMAND) == set(MADE_WHEN_ASKED_FOR)


@NAMES
def test_pack_files_are_utf8_with_plain_line_ends_and_plain_numbers(name, written):
    for path in (written / name).iterdir():
        data = path.read_bytes()
        assert b"\r" not in data
        assert data.endswith(b"\n")
        assert b".0," not in data
        assert b"e-" not in data.replace(b"e-mail", b"")


def test_the_readme_names_every_file_and_column():
    readme = (datasets_folder() / "README.md").read_text(encoding="utf-8")
    for file, (model, _) in TABLES.items():
        assert f"`{file}`" in readme
        for column in model.model_fields:
            assert f"`{column}`" in readme, column
    for name in pack_names():
        assert f"`{name}`" in readme


def test_city_has_the_promised_size():
    city = find_scenario("city")
    suppliers = {account.account_id: set() for account in city.accounts}
    with_us = dict.fromkeys(suppliers, 0.0)
    for line in city.lines:
        suppliers[line.account_id].add(line.supplier)
        with_us[line.account_id] += line.share * (line.supplier == US)
    revenue = sum(a.list_value * with_us[a.account_id] * (1 - a.discount) for a in city.accounts)
    assert (len(city.accounts), len(city.rivals), len(city.buildings)) == (60, 4, 14)
    assert sum(US in found for found in suppliers.values()) == 52
    assert 410 <= len(city.people) <= 430
    assert revenue == pytest.approx(1_900_000, rel=0.03)
    assert city.hours_per_month == 320
    assert (city.settings.months, city.settings.engineers, city.settings.sponsors) == (24, 4, 4)
    assert len({rival.kind for rival in city.rivals}) == 4


def test_first_deal_is_one_account_that_pays_38400_and_renews_in_month_six():
    deal = find_scenario("first-deal")
    (account,) = deal.accounts
    assert (account.name, account.contract_end_month, deal.settings.months) == ("Harbour Tooling", 6, 6)
    assert account.list_value * sum(line.share for line in deal.lines if line.supplier == US) == pytest.approx(38_400)
    assert Counter(person.role for person in deal.people).most_common(1)[0][1] == 1
    assert [person.name for person in deal.people if person.known] == ["Bai Lan", "Hou Jun", "Shen Tao", "Qiao Min"]
    assert len(deal.rivals) == 3


def test_the_general_manager_of_the_first_deal_likes_northline_better_than_us():
    deal = find_scenario("first-deal")
    decider = next(person for person in deal.people if person.role == "decider")
    to_north = next(r.attitude for r in deal.rival_attitudes if (r.person_id, r.rival_id) == (decider.person_id, "N"))
    assert to_north > decider.attitude + 1


def spending_of(scenario, name):
    """What an account spends with each vendor, CNY a month at list price."""
    account = next(account for account in scenario.accounts if account.name == name)
    spent = Counter()
    for line in scenario.lines:
        if line.account_id == account.account_id:
            spent[line.supplier] += account.list_value * line.share
    return {vendor: round(amount, 1) for vendor, amount in spent.items()}


@pytest.mark.parametrize(
    ("name", "spent"),
    [
        ("Linden Electronics", {US: 3_000, "N": 5_000, "U": 3_000}),
        ("Cedar Appliances", {US: 3_200, "N": 3_600, "U": 2_400}),
        ("Heron Footwear", {US: 8_200, "N": 400}),
        ("Quartz Castings", {US: 4_200, "N": 3_200}),
    ],
)
def test_the_worked_cases_of_the_factory_belt_spend_what_the_documents_say(name, spent):
    belt = find_scenario("factory-belt")
    assert spending_of(belt, name) == spent
    # Nobody has a discount and rivals ask list price, so that this is also what it pays.
    assert {account.discount for account in belt.accounts} == {0}
    assert {rival.price_level for rival in belt.rivals} == {1}


def test_the_factory_belt_has_twelve_accounts_by_size_with_fast_steady_and_flat_wallets_and_one_prospect():
    belt = find_scenario("factory-belt")
    sizes = [account.list_value for account in belt.accounts]
    assert (len(sizes), len(belt.rivals)) == (12, 3)
    assert sizes == sorted(sizes, reverse=True)
    assert Counter(account.growth for account in belt.accounts) == {0.018: 3, 0.006: 4, 0.0: 5}
    prospects = [account.name for account in belt.accounts if US not in spending_of(belt, account.name)]
    assert prospects == ["Poplar Plastics"]
    elsewhere = (
        sum(
            sum(spending_of(belt, a.name).values()) - spending_of(belt, a.name)[US]
            for a in belt.accounts
            if a.name not in prospects
        )
        + 5_600
    )
    assert elsewhere / sum(sizes) == pytest.approx(0.4, abs=0.02)


def test_the_administration_manager_likes_a_rival_and_the_general_manager_is_reached_through_a_friend_of_ours():
    belt = find_scenario("factory-belt")
    group = {person.role: person for person in belt.people if person.account_id == "A04"}
    to_north = {row.person_id: row.attitude for row in belt.rival_attitudes if row.rival_id == "N"}
    assert to_north[group["purchasing"].person_id] > group["purchasing"].attitude + 2
    assert not group["decider"].known
    assert group["influencer"].known
    assert group["influencer"].attitude > 1


def test_three_tenants_of_the_office_tower_have_left_for_one_rival_and_ninety_seven_buy_all_from_us():
    tower = find_scenario("office-tower")
    suppliers = {account.account_id: set() for account in tower.accounts}
    for line in tower.lines:
        suppliers[line.account_id].add(line.supplier)
    assert Counter(frozenset(found) for found in suppliers.values()) == {frozenset({US}): 97, frozenset({"K"}): 3}
    assert {account.building_id for account in tower.accounts} == {"B01"}
    assert {account.discount for account in tower.accounts} == {0}
    assert set(Counter(person.account_id for person in tower.people).values()) == {2, 3, 4}
    assert all(1_000 <= account.list_value <= 10_000 for account in tower.accounts)
    assert next(rival.kind for rival in tower.rivals if rival.rival_id == "K") == "building_attacker"


def test_who_left_before_the_game_waits_in_the_inbox_of_the_first_month():
    briefing = Simulation(find_scenario("office-tower"), 7).briefing
    lost = [account for account in briefing.accounts if account.status == "lost"]
    assert len(lost) == 3
    inbox = {s.account_id: dict(s.facts) for s in briefing.inbox if s.kind == "lost"}
    told = {"months_away": 3, "destination": "K", "reason": "", "cut": 0.1, "upgrade": 0.03}
    assert inbox == {account.account_id: told for account in lost}


def test_a_pack_on_demand_is_the_same_book_as_its_numbers_make_and_its_size_is_known_before():
    small = ON_DEMAND["province"].model_copy(update={"accounts": 300, "buildings": 70})
    book = generate(small)
    assert len(book.people) == sum(group_sizes(small))
    assert generate(small).digest() == book.digest()


def test_small_firms_have_bills_of_three_thousand_and_few_people():
    book = find_scenario("sme2004")
    assert book.settings.parameters.credit_share == 0
    sizes = Counter(person.account_id for person in book.people)
    assert set(sizes.values()) == {2, 3, 4}
    assert 2_700 < median(bills_of(book)) < 3_300
    assert {account.leaning for account in book.accounts} == {"balanced", "price", "service"}


def test_key_accounts_spend_over_a_million_a_year_and_have_six_to_eight_people():
    book = find_scenario("enterprise")
    assert book.settings.parameters.credit_share > 0
    assert min(12 * account.list_value for account in book.accounts) > 1_000_000
    assert set(Counter(person.account_id for person in book.people).values()) == {6, 7, 8}


def bills_of(book):
    ours = Counter()
    for line in book.lines:
        if line.supplier == US:
            ours[line.account_id] += line.share
    return [a.list_value * ours[a.account_id] * (1 - a.discount) for a in book.accounts if ours[a.account_id]]


@pytest.mark.parametrize("name", ["sme2004", "enterprise"])
def test_the_larger_scales_have_rivals_of_all_five_kinds_and_lean_as_their_industries_do(name):
    book = find_scenario(name)
    assert {rival.kind for rival in book.rivals} == set(RIVAL_KINDS)
    leans = Counter((account.industry, account.leaning) for account in book.accounts)
    price, service = (
        {industry: leans[industry, leaning] for industry in ("manufacturing", "finance", "internet")}
        for leaning in ("price", "service")
    )
    assert price["manufacturing"] > service["manufacturing"]
    assert service["finance"] + service["internet"] > price["finance"] + price["internet"]


def test_what_is_off_elsewhere_is_on_in_a_pack_where_it_fits():
    usual = Parameters()
    enterprise, small = (find_scenario(name).settings.parameters for name in ("enterprise", "sme2004"))
    assert enterprise.rising_stars > usual.rising_stars == 0
    assert enterprise.leads_promoter > usual.leads_promoter == 1
    assert enterprise.leads_repaired > usual.leads_repaired == 1
    assert small.road_show_spread > usual.road_show_spread == 0


@pytest.mark.parametrize("name", ["sme2004", "enterprise"])
def test_the_bots_play_a_book_of_another_scale_and_the_textbook_earns_more_than_waiting_and_discounts(name, tmp_path):
    book = find_scenario(name)
    value = {
        policy: sum(totals(play(book, POLICIES[policy], seed))["value"] for seed in (1, 2))
        for policy in ("textbook", "wait-and-see", "discounter")
    }
    assert max(value, key=value.get) == "textbook"
    assert load_scenario(write_packs(tmp_path, [name])[0]).digest() == book.digest()


@pytest.mark.slow
def test_the_province_read_from_its_files_is_the_one_made_by_name(tmp_path):
    (folder,) = write_packs(tmp_path, ["province"])
    province = find_scenario("province")
    assert (len(province.accounts), len(province.people)) == (6_000, sum(group_sizes(ON_DEMAND["province"])))
    assert load_scenario(folder).digest() == province.digest()


# Broken packs ------------------------------------------------------------------------------------------------------


@pytest.fixture
def pack(tmp_path):
    return Path(shutil.copytree(datasets_folder() / "first-deal", tmp_path / "mine"))


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def refused(folder):
    with pytest.raises(BadInput) as caught:
        load_scenario(folder)
    return [(p.file, p.line, p.column, p.value) for p in caught.value.problems], str(caught.value)


@pytest.mark.parametrize("file", ["scenario.toml", *TABLES])
def test_a_missing_file_is_named(pack, file):
    (pack / file).unlink()
    places, text = refused(pack)
    assert (file, None, None, None) in places
    assert "missing from the folder mine" in text
    assert "did you mean" not in text


@pytest.mark.parametrize("here", [".", "..", "deeper/.."])
def test_a_folder_that_is_named_by_dots_goes_by_its_own_name(pack, here, monkeypatch):
    (pack / "deeper").mkdir()
    monkeypatch.chdir(pack / "deeper" if here == ".." else pack)
    assert load_scenario(Path(here)).name == "mine"
    (pack / "people.csv").unlink()
    _, text = refused(Path(here))
    assert "people.csv: the file is missing from the folder mine." in text


def test_an_extra_column_is_named(pack):
    path = pack / "rivals.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text(
        "\n".join(line + ("," + "color" * (not n) + "red" * bool(n)) for n, line in enumerate(lines)) + "\n"
    )
    places, text = refused(pack)
    assert ("rivals.csv", 1, "color", None) in places
    assert "not known" in text


def test_a_missing_column_is_named_with_its_range(pack):
    change(pack / "rivals.csv", "price_level", "price")
    places, text = refused(pack)
    assert ("rivals.csv", 1, "price_level", None) in places
    assert "0.3 to 1.5" in text


def test_people_of_an_unknown_account_are_named(pack):
    change(pack / "people.csv", "A01-2,A01,", "A01-2,A77,")
    places, text = refused(pack)
    assert places == [("people.csv", 3, "account_id", "A77")]
    assert "accounts.csv" in text


def test_a_negative_price_is_named_with_its_range(pack):
    change(pack / "accounts.csv", "60000", "-60000")
    places, text = refused(pack)
    assert ("accounts.csv", 2, "list_value", "-60000") in places
    assert "above 0 and of at most 10,000,000 CNY/month" in text


def test_text_that_is_not_utf8_is_named_with_its_line(pack):
    path = pack / "people.csv"
    path.write_bytes(path.read_bytes().replace(b"Hou Jun", b"H\xf6u Jun"))
    places, text = refused(pack)
    assert ("people.csv", 3, None, None) in places
    assert "UTF-8" in text


def test_a_formula_is_named(pack):
    change(pack / "accounts.csv", "Harbour Tooling", "=2+3")
    places, text = refused(pack)
    assert ("accounts.csv", 2, "name", "=2+3") in places
    assert "formula" in text


@pytest.mark.parametrize("name", ["../people", "C:\\people", "/etc/passwd", "nul", "a b"])
def test_a_path_as_an_id_is_named(pack, name):
    change(pack / "buildings.csv", "B01", name)
    places, _ = refused(pack)
    assert ("buildings.csv", 2, "building_id", name) in places


@pytest.mark.parametrize(
    "name", ["../../no-such-folder", "no-such-pack", "", "city/../../secret", "\0", "x" * 5000, "CON"]
)
def test_a_name_that_is_no_pack_and_no_folder_is_refused_with_the_packs_named(name):
    with pytest.raises(BadInput) as caught:
        find_scenario(name)
    assert "first-deal" in str(caught.value)


def test_shares_that_do_not_sum_to_one_are_named_with_their_sum(pack):
    change(pack / "lines.csv", "A01,broadband,0.22", "A01,broadband,0.32")
    places, text = refused(pack)
    assert places == [("accounts.csv", 2, "account_id", "A01")]
    assert "1.100" in text


def test_an_account_without_people_is_named(pack):
    path = pack / "people.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    places, _ = refused(pack)
    assert ("accounts.csv", 2, "account_id", "A01") in places


def test_the_same_id_twice_is_named_with_both_lines(pack):
    change(pack / "people.csv", "A01-2,", "A01-1,")
    places, text = refused(pack)
    assert ("people.csv", 3, "person_id", "A01-1") in places
    assert "line 2" in text


def test_an_unknown_supplier_and_an_end_without_a_term_are_named(pack):
    change(pack / "lines.csv", "0.16,N", "0.16,Z")
    change(pack / "accounts.csv", ",24,6,", ",0,6,")
    places, _ = refused(pack)
    assert ("lines.csv", 3, "supplier", "Z") in places
    assert ("accounts.csv", 2, "contract_end_month", "6") in places


@pytest.mark.parametrize("name", ["Harbour Tooling", "HARBOUR  tooling", "Ｈarbour Tooling"])
def test_the_name_of_an_account_twice_is_named_with_both_lines(pack, name):
    with (pack / "accounts.csv").open("a", encoding="utf-8", newline="") as file:
        file.write(f"A02,{name},trade,B01,C,mixed,100,0,0,0,0,0\n")
    with (pack / "lines.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("A02,voice,1,N\n")
    with (pack / "people.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("A02-1,A02,Bai Na,decider,S,amiable,basic,0,true\n")
    places, text = refused(pack)
    assert places == [("accounts.csv", 3, "name", name)]
    assert "Harbour Tooling is on line 2" in text


@pytest.mark.parametrize(("term", "end"), [(24, 25), (12, 24), (6, 60)])
def test_a_contract_that_ends_after_its_term_is_named_with_the_months_it_may_end_in(pack, term, end):
    change(pack / "accounts.csv", ",24,6,", f",{term},{end},")
    places, text = refused(pack)
    assert places == [("accounts.csv", 2, "contract_end_month", str(end))]
    assert f"from 1 to {term}" in text


def test_a_contract_with_an_account_that_has_no_line_from_us_is_named(pack):
    path = pack / "lines.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",us", ",N"), encoding="utf-8", newline="\n")
    places, text = refused(pack)
    assert places == [("accounts.csv", 2, "term_months", "24")]
    assert "give 0" in text


def test_an_account_that_has_a_line_from_us_cannot_have_left_us(pack):
    change(pack / "accounts.csv", ",satisfaction", ",satisfaction,lost_months")
    change(pack / "accounts.csv", ",-1\n", ",-1,3\n")
    places, text = refused(pack)
    assert places == [("accounts.csv", 2, "lost_months", "3")]
    assert "has a line from us" in text


def test_the_months_since_an_account_left_may_be_left_out(pack):
    change(pack / "accounts.csv", ",satisfaction", ",satisfaction,lost_months")
    change(pack / "accounts.csv", ",-1\n", ",-1,0\n")
    assert load_scenario(pack).digest() == find_scenario("first-deal").digest()


@pytest.mark.parametrize("file", ["lines.csv", "people.csv", "accounts.csv"])
def test_one_mistyped_account_is_one_problem(pack, file):
    change(pack / file, "A01,", "A77,")
    places, _ = refused(pack)
    assert all((column, value) == ("account_id", "A77") for name, _, column, value in places if name == file)
    assert len(places) == (2 if file == "accounts.csv" else 1)


def test_an_id_that_points_nowhere_is_one_problem_with_the_number_of_its_lines(pack):
    change(pack / "rivals.csv", "K,", "Q,")
    places, text = refused(pack)
    assert [place[0] for place in places] == ["attitudes.csv"]
    assert "(this one is on 7 lines)" in text


def test_a_rival_may_not_be_called_us(pack):
    for file in ("rivals.csv", "lines.csv"):
        path = pack / file
        path.write_text(path.read_text(encoding="utf-8").replace("U,Unity", "us,Unity"), encoding="utf-8", newline="\n")
    places, text = refused(pack)
    assert any(place[:3] == ("rivals.csv", 4, "rival_id") for place in places)
    assert "our own firm" in text


def test_a_fault_in_scenario_toml_is_named_with_its_line_and_range(pack):
    change(pack / "scenario.toml", "months = 6", "months = 600")
    places, text = refused(pack)
    assert places == [("scenario.toml", 3, "months", "600")]
    assert "0 to 60" in text


def test_a_parameter_out_of_range_or_misspelled_is_named(pack):
    change(pack / "scenario.toml", "turnover = 0", "turnover = 0.9\nturnovr = 0.01")
    places, text = refused(pack)
    assert {place[2] for place in places} == {"parameters.turnover", "parameters.turnovr"}
    assert "did you mean turnover" in text


def test_all_problems_of_all_files_are_named_at_once(pack):
    change(pack / "accounts.csv", "60000", "0")
    change(pack / "people.csv", "purchasing", "boss")
    change(pack / "attitudes.csv", "A01-1,K,0.1", "A01-1,K,9")
    change(pack / "scenario.toml", "engineers = 1", "engineers = 0")
    (pack / "rivals.csv").unlink()
    change(pack / "lines.csv", "0.16,N", "1.16,N")
    places, _ = refused(pack)
    assert set(places) == {
        ("accounts.csv", 2, "list_value", "0"),
        ("people.csv", 2, "role", "boss"),
        ("attitudes.csv", 2, "attitude", "9"),
        ("scenario.toml", 7, "engineers", "0"),
        ("rivals.csv", None, None, None),
        ("lines.csv", 3, "share", "1.16"),
    }


def test_a_faulty_row_does_not_make_every_row_that_points_to_it_faulty(pack):
    change(pack / "accounts.csv", "60000", "-1")
    change(pack / "people.csv", "A01-2,A01,", "A01-2,A77,")
    change(pack / "people.csv", "Shen Tao,user", "Shen Tao,boss")
    places, _ = refused(pack)
    assert set(places) == {
        ("accounts.csv", 2, "list_value", "-1"),
        ("people.csv", 3, "account_id", "A77"),
        ("people.csv", 4, "role", "boss"),
    }


def test_row_order_changes_nothing(pack):
    path = pack / "people.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *reversed(rows)]) + "\n", encoding="utf-8", newline="\n")
    assert load_scenario(pack).digest() == find_scenario("first-deal").digest()
