"""The bundle's arithmetic from the terminal, against the numbers of the training documents."""

import json

import pytest

from kamsim import cli


@pytest.fixture
def ask(capsys):
    def call(question, *options, code=0):
        assert cli.main(["bundle", question, *map(str, options), "--json"]) == code
        printed = capsys.readouterr()
        return json.loads(printed.out) if code == 0 else printed.out

    return call


def test_a_factory_that_moves_its_wallet_saves_and_we_gain_what_the_rivals_had(ask):
    answer = ask("quote", "--wallet", 11000, "--with-us", 3000, "--x", 8000, "--plan", "A")
    assert (answer["fee"], answer["allowance"]) == (8800, 12000)
    assert (answer["customer_saving"], answer["incremental_revenue"]) == (11000 - 8800, 8800 - 3000)


def test_a_larger_spend_with_us_leaves_less_to_gain(ask):
    answer = ask("quote", "--wallet", 9200, "--with-us", 3200, "--x", 8000, "--plan", "A")
    assert (answer["customer_saving"], answer["incremental_revenue"]) == (400, 5600)


def test_the_largest_discount_of_plan_a_is_more_than_a_quarter(ask):
    answer = ask("quote", "--wallet", 12000, "--with-us", 0, "--x", 8000, "--plan", "A")
    assert answer["customer_saving"] / 12000 == pytest.approx(1 - 1.1 / 1.5)


def test_usage_beyond_the_allowance_is_billed_at_list(ask):
    answer = ask("quote", "--wallet", 13000, "--with-us", 0, "--x", 8000, "--plan", "A")
    assert answer["bill"] == 8800 + (13000 - 12000)


def test_re_based_on_what_was_paid_the_fee_climbs_by_a_tenth_each_half_year_until_it_passes_the_wallet(ask):
    fees = ask("ratchet", "--wallet", 11000, "--x", 8000, "--plan", "A", "--basis", "paid", "--periods", 5)["fees"]
    assert [round(fee) for fee in fees] == [8800, 9680, 10648, 11713, 12884]


def test_re_based_on_usage_a_flat_wallet_loses_its_benefit_at_once(ask):
    fees = ask("ratchet", "--wallet", 11000, "--x", 8000, "--plan", "A", "--basis", "usage", "--periods", 5)["fees"]
    assert fees == [8800, 12100, 12100, 12100, 12100]


def test_re_based_on_the_smaller_of_both_the_fee_follows_what_was_paid_only_up_to_the_usage(ask):
    fees = ask("ratchet", "--wallet", 11000, "--x", 8000, "--plan", "A", "--basis", "lower", "--periods", 5)["fees"]
    # Paid is below the usage for three half-years, then the usage of 11,000 is the smaller: 1.1 times that is 12,100.
    assert [round(fee) for fee in fees] == [8800, 9680, 10648, 11713, 12100]


def test_a_cap_holds_the_fee_and_is_told_back(ask):
    asked = ("ratchet", "--wallet", 11000, "--x", 8000, "--plan", "A", "--basis", "usage", "--periods", 4)
    answer = ask(*asked, "--cap", 1.1)
    assert [round(fee) for fee in answer["fees"]] == [8800, 9680, 10648, 11713]
    assert (answer["cap"], ask(*asked)["cap"]) == (1.1, None)
    assert "--cap" in ask(*asked, "--cap", 0.9, code=2)


@pytest.mark.parametrize(("plan", "most"), [("A", 1 - 1.1 / 1.5), ("B", 1 - 1.0 / 1.25), ("C", 1 - 0.9)])
def test_a_quote_tells_the_largest_discount_of_its_plan_whatever_the_account_uses(ask, plan, most):
    for wallet in (9_000, 30_000):
        answer = ask("quote", "--wallet", wallet, "--with-us", 0, "--x", 8000, "--plan", plan)
        assert answer["max_discount"] == pytest.approx(most, abs=1e-6)


def test_care_is_half_of_the_gap_and_nothing_without_one(ask):
    assert ask("care", "--commitment", 2200, "--actual", 1200) == {"care": 500}
    assert ask("care", "--commitment", 2200, "--actual", 2200) == {"care": 0}
    assert ask("care", "--commitment", 2200, "--actual", 2100) == {"care": 100}


@pytest.mark.parametrize(("margin", "win_back"), [(1, 1), (0.6, 1), (0.6, 0.5), (0, 1)])
def test_the_discount_that_just_pays_in_a_tower(ask, margin, win_back):
    answer = ask("tower", "--customers", 100, "--lost", 3, "--margin", margin, "--win-back", win_back)
    expected = 3 * win_back * margin / (97 + 3 * win_back)
    assert answer["break_even_discount"] == pytest.approx(expected, abs=1e-6)


def test_every_fault_is_named_at_once(ask):
    err = ask("quote", "--plan", "Z", "--wallet", "-1", "--with-us", "nan", "--x", "0", code=2)
    assert all(name in err for name in ("--plan", "--wallet", "--with-us", "--x"))


def test_a_tower_cannot_lose_more_than_it_had(ask):
    assert "--lost" in ask("tower", "--customers", 2, "--lost", 3, "--margin", 0.5, "--win-back", 1, code=2)


def test_no_more_than_the_wallet_is_with_us(ask):
    assert "--with-us" in ask("quote", "--wallet", 100, "--with-us", 200, "--x", 50, "--plan", "A", code=2)


def test_plans_whose_numbers_are_assumed_say_so(ask):
    answer = ask("quote", "--wallet", 9000, "--with-us", 9000, "--x", 9000, "--plan", "B")
    assert "assumption" in answer["source"]
