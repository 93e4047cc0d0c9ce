"""Health is what the warning signals leave."""

import pytest

from kamsim.market.signals import Signal, health


def test_an_account_without_signals_is_in_full_health():
    assert health(()) == 1.0


def test_each_signal_takes_its_weight():
    assert health((Signal("not_met", 60, 0.12), Signal("contract_ends", 30, 0.25))) == pytest.approx(1 - 0.12 - 0.25)


def test_health_does_not_fall_below_nothing():
    assert health((Signal("fault_open", 3, 0.7),) * 3) == 0.0
