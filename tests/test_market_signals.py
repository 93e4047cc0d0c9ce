"""Health is what the warning signals leave."""

import pytest

from kamsim.market.parameters import Parameters
from kamsim.market.signals import HEARSAY, Fall, Signal, fall_of, health, heard


def test_an_account_without_signals_is_in_full_health():
    assert health(()) == 1.0


def test_each_signal_takes_its_weight():
    assert health((Signal("not_met", 60, 0.12), Signal("contract_ends", 30, 0.25))) == pytest.approx(1 - 0.12 - 0.25)


def test_health_does_not_fall_below_nothing():
    assert health((Signal("fault_open", 3, 0.7),) * 3) == 0.0


def test_hearsay_is_heard_when_true_mostly_and_when_false_seldom():
    parameters = Parameters(signal_sensitivity=0.7, signal_false_alarm=0.12)
    assert heard(parameters, True, 0.69)
    assert not heard(parameters, True, 0.71)
    assert heard(parameters, False, 0.12 / len(HEARSAY) - 0.001)
    assert not heard(parameters, False, 0.12 / len(HEARSAY) + 0.001)


def test_hearsay_can_be_made_plain_fact():
    sure = Parameters(signal_sensitivity=1, signal_false_alarm=0)
    for draw in (0.001, 0.5, 0.999):
        assert heard(sure, True, draw)
        assert not heard(sure, False, draw)


def test_only_a_large_fall_of_answers_is_a_warning():
    p = Parameters(signal_survey_fall=3, signal_csat_fall=2)
    assert fall_of(p, "nps", 9, 6, 10.0) == Fall("nps", 9, 6, 10.0)
    assert fall_of(p, "nps", 8, 6, 10.0) is None
    assert fall_of(p, "nps", 3, 9, 10.0) is None
    assert fall_of(p, "csat", 5, 3, 10.0) == Fall("csat", 5, 3, 10.0)
    assert fall_of(p, "csat", 5, 4, 10.0) is None
