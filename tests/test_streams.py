"""Chance: addressed by purpose, entity and position, the same everywhere, and untouched by other draws."""

import os
import subprocess
import sys
from itertools import pairwise
from math import exp, inf
from statistics import fmean, pvariance

import pytest

from kamsim.engine.streams import Stream, Streams

SEEDS = range(1, 21)
PER_SEED = 500

GOLDEN = [0.8112865925977863, 0.5444565451175725, 0.49974540380153604, 0.642061003760747, 0.4876373241595698]
GOLDEN_NORMAL = 0.882647391061541
"""What positions 0, 1, 7, 8 and 1,000,000 hold; another value here means another game from the same seed everywhere."""


def sample(draw):
    """Numbers drawn from twenty seeds, so that a bad stream of one seed cannot hide."""
    numbers = []
    for seed in SEEDS:
        stream = Streams(seed).of("moments", "A01")
        numbers += [draw(stream, position) for position in range(PER_SEED)]
    return numbers


def test_a_stream_has_the_same_numbers_on_every_machine():
    stream = Streams(7).of("incident", "A01")
    assert [stream.at(position) for position in (0, 1, 7, 8, 1_000_000)] == GOLDEN
    assert Stream("7|incident|A01|").normal_at(0) == pytest.approx(GOLDEN_NORMAL, abs=1e-12)


def test_a_position_has_its_number_whatever_was_drawn_before():
    streams = Streams(3)
    forwards = [streams.of("usage", "A01").at(position) for position in range(40)]
    backwards = [Streams(3).of("usage", "A01").at(position) for position in reversed(range(40))]
    assert forwards == backwards[::-1]


def test_the_next_numbers_are_those_at_the_next_positions():
    stream, again = Streams(3).of("stages", "A01/1"), Streams(3).of("stages", "A01/1")
    assert [stream.next() for _ in range(20)] == [again.at(position) for position in range(20)]


def test_looking_at_a_position_does_not_move_what_comes_next():
    stream, again = Streams(3).of("stages", "A01/1"), Streams(3).of("stages", "A01/1")
    stream.next()
    stream.at(500)
    again.next()
    assert stream.next() == again.next()


def test_a_stream_asked_for_again_goes_on_where_it_was():
    streams = Streams(3)
    first = streams.of("need", "A01").next()
    assert streams.of("need", "A01").next() != first
    assert streams.of("need", "A01") is streams.of("need", "A01")


def test_drawing_more_for_one_purpose_leaves_every_other_stream_untouched():
    quiet, busy = Streams(3), Streams(3)
    for _ in range(1_000):
        busy.of("a new feature", "A01").next()
        busy.of("incident", "A02").next()
    for purpose, entity in (("incident", "A01"), ("usage", "A02"), ("usage", ""), ("poach-K", "A01")):
        ours, theirs = quiet.of(purpose, entity), busy.of(purpose, entity)
        assert [ours.next() for _ in range(20)] == [theirs.next() for _ in range(20)]


def test_seeds_purposes_and_entities_each_give_other_numbers():
    keys = [(seed, purpose, entity) for seed in (1, 11) for purpose in ("a", "ab", "b") for entity in ("", "b", "A01")]
    assert len({Streams(seed).of(purpose, entity).at(0) for seed, purpose, entity in keys}) == len(keys)


def test_no_number_is_zero_or_one():
    numbers = sample(Stream.at)
    assert 0 < min(numbers) < 0.001
    assert 0.999 < max(numbers) < 1


def test_uniform_numbers_have_the_moments_of_a_uniform():
    numbers = sample(Stream.at)
    assert fmean(numbers) == pytest.approx(1 / 2, abs=0.01)
    assert pvariance(numbers) == pytest.approx(1 / 12, rel=0.03)
    for decile in range(10):
        assert sum(decile / 10 <= n < (decile + 1) / 10 for n in numbers) / len(numbers) == pytest.approx(0.1, abs=0.01)


def test_neighboring_positions_are_not_related():
    numbers = sample(Stream.at)
    pairs = fmean((a - 0.5) * (b - 0.5) for a, b in pairwise(numbers))
    assert pairs * 12 == pytest.approx(0, abs=0.03)


def test_normal_numbers_have_the_moments_of_a_normal():
    numbers = sample(Stream.normal_at)
    assert fmean(numbers) == pytest.approx(0, abs=0.03)
    assert pvariance(numbers) == pytest.approx(1, rel=0.04)
    assert sum(n > 1.6449 for n in numbers) / len(numbers) == pytest.approx(0.05, abs=0.007)


def test_exponential_numbers_have_the_moments_of_an_exponential():
    numbers = sample(lambda stream, _: stream.next_exponential(30.0))
    assert fmean(numbers) == pytest.approx(30, rel=0.03)
    assert pvariance(numbers) == pytest.approx(30**2, rel=0.08)
    assert sum(n > 30 for n in numbers) / len(numbers) == pytest.approx(exp(-1), abs=0.015)


def test_an_event_that_never_comes_is_infinitely_far_away():
    assert Streams(1).of("incident", "A01").next_exponential(inf) == inf


def test_the_hash_seed_of_python_changes_no_game():
    code = (
        "from kamsim.engine.scenario import find_scenario\n"
        "from kamsim.engine.simulation import play\n"
        "from kamsim.studies.policies import textbook\n"
        "print(play(find_scenario('first-deal'), textbook, 7).digest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for hash_seed in ("0", "4711")
    }
    assert len(digests) == 1


@pytest.mark.parametrize("limit", [0.0, 1e-9, 0.1, 0.37, 0.999, 1.0])
@pytest.mark.parametrize("positions", [0, 1, 8, 24, 29])
def test_the_places_below_a_limit_are_those_whose_number_is(limit, positions):
    stream = Streams(3).of("poach", "A01")
    numbers = [(place, stream.at(place)) for place in range(positions)]
    assert stream.below(limit, positions) == [(place, number) for place, number in numbers if number < limit]
