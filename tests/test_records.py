"""The ledger: frozen facts, whole fen, and a digest that changes with every fact and with nothing else."""

from math import inf, nan
from typing import get_type_hints

import pytest

from kamsim.engine import records
from kamsim.engine.records import AccountWon, BillSent, ChoiceMade, CostBooked, PriceChanged, digest
from kamsim.market.buying import Voice

KINDS = [kind for kind in vars(records).values() if isinstance(kind, type) and hasattr(kind, "_fields")]
BILL = BillSent(29, "A01", 0, 1_000_000, 880_000, 0, 450_000, 7_000, 0)
CHOICE = ChoiceMade(
    29, "A01", "stay", "cloglog", (Voice("", 1.0, (("contract", 4.0),)),), 0.0, 0.75, 0.5, True, "stays", 400_000
)
GOLDEN = "cdbf23457eddc9c88000ccfa055773518c60a4541d8c253cc2b8680e21c7848c"


@pytest.mark.parametrize("kind", KINDS, ids=[kind.__name__ for kind in KINDS])
def test_every_fact_says_when_and_where_and_what_it_is(kind):
    assert kind._fields[:2] in (("day", "account_id"), ("day", "rival_id"), ("day", "decision"))
    assert len(kind.__doc__) > 20
    hints = get_type_hints(kind)
    for name in kind._fields:
        if name.endswith("_fen"):
            assert hints[name] is int, name


def test_a_fact_cannot_be_changed():
    with pytest.raises(AttributeError):
        BILL.usage_fen = 0


def test_the_digest_of_a_ledger_is_the_same_on_every_machine():
    assert digest([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert digest([BILL, CHOICE]) == GOLDEN


def test_another_fact_another_order_or_another_kind_gives_another_digest():
    ledgers = (
        [BILL, CHOICE],
        [CHOICE, BILL],
        [BILL],
        [BILL, CHOICE, CHOICE],
        [BILL._replace(overage_fen=1), CHOICE],
        [BILL, CHOICE._replace(voices=(Voice("", 1.0, (("contract", 4.1),)),))],
        [AccountWon(29, "A01")],
        [records.ContractLapsed(29, "A01")],
    )
    assert len({digest(ledger) for ledger in ledgers}) == len(ledgers)


def test_numbers_count_to_the_ninth_decimal_and_zero_has_no_sign():
    price = PriceChanged(3.0, "A01", 0.1, 0.2)
    assert digest([price._replace(new_discount=0.2 + 1e-12)]) == digest([price])
    assert digest([price._replace(new_discount=0.2 + 1e-8)]) != digest([price])
    assert digest([price._replace(old_discount=-0.0)]) == digest([price._replace(old_discount=0.0)])


@pytest.mark.parametrize("value", [nan, inf, -inf])
def test_a_ledger_with_an_undefined_number_has_no_digest(value):
    with pytest.raises(ValueError, match="JSON"):
        digest([CostBooked(value, "A01", "sponsor", 50_000)])


def test_luck_is_what_was_drawn_less_what_was_to_be_expected_times_what_hung_on_it():
    assert CHOICE.luck_fen == (1 - 0.75) * 400_000
    assert CHOICE._replace(favorable=False).luck_fen == (0 - 0.75) * 400_000


def test_luck_is_zero_on_average():
    lucky, unlucky = CHOICE.luck_fen, CHOICE._replace(favorable=False).luck_fen
    assert 0.75 * lucky + 0.25 * unlucky == 0
