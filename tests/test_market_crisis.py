"""Crises: what becomes one, and what each way to speak to the accounts does."""

import pytest

from kamsim.market.crisis import honest_notice, is_crisis, promise, promise_ended, silence
from kamsim.market.parameters import Parameters

P = Parameters(promise_gain=0.3, broken_promise=3.0, crisis_recovery=0.8)


def test_only_a_major_outage_beyond_its_agreed_day_is_a_crisis():
    assert is_crisis(P, 1, 24.5)
    assert not is_crisis(P, 1, 23.5)
    assert not is_crisis(P, 2, 200.0)
    assert is_crisis(Parameters(sla_repair=0.5), 1, 12.5)


def test_an_honest_notice_is_a_good_recovery_and_better_after_a_first_failure():
    assert honest_notice(P, first=True).satisfaction == pytest.approx(0.8 * (1.2 + 0.2))
    assert honest_notice(P, first=False).satisfaction == pytest.approx(0.8 * 1.2)
    assert honest_notice(P, first=True).attitude > 0


def test_a_broken_promise_costs_three_times_what_it_won():
    won, lost = promise(P), promise_ended(P, kept=False)
    assert won == pytest.approx((0.3, 0.15))
    assert lost == pytest.approx((-0.9, -0.45))
    assert promise_ended(P, kept=True) == (0.0, 0.0)


def test_a_promise_that_is_kept_every_other_time_is_worth_less_than_none():
    expected = promise(P).satisfaction + (1 - P.promise_kept) * promise_ended(P, kept=False).satisfaction
    assert expected < 0 < honest_notice(P, first=False).satisfaction


def test_silence_costs_a_little():
    assert silence(P).satisfaction < 0
    assert silence(Parameters(crisis_silence=0)) == (0.0, 0.0)
