"""How long one `city` run takes, in bare SimPy timeouts of the same process: `python tests/benchmarks/city_run.py`.

A ratio says more than seconds: it is nearly the same on every machine. Aim: at most 30,000 timeouts.
"""

import argparse
import gc
import statistics
import time
from collections.abc import Iterator

import simpy

from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import play
from kamsim.studies.policies import POLICIES

PROCESSES, TIMEOUTS = 1_000, 50_000


def bare_timeout_seconds() -> float:
    """Seconds of one SimPy timeout among a thousand processes that do nothing else."""
    env = simpy.Environment()

    def wait(first: float) -> Iterator:
        yield env.timeout(first)
        while True:
            yield env.timeout(1)

    for number in range(PROCESSES):
        env.process(wait(number / PROCESSES))
    env.run(until=1)
    start = time.process_time()
    env.run(until=1 + TIMEOUTS / PROCESSES)
    return (time.process_time() - start) / TIMEOUTS


def main() -> None:
    """Print the ratio for each policy asked for: median of paired measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--policy", action="append", choices=sorted(POLICIES), help="default: all")
    parser.add_argument("--scenario", default="city")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    scenario = find_scenario(options.scenario)
    for name in options.policy or POLICIES:
        play(scenario, POLICIES[name], 0)
        ratios, runs = [], []
        for seed in range(options.rounds):
            gc.collect()
            bare = bare_timeout_seconds()
            start = time.process_time()
            game = play(scenario, POLICIES[name], seed)
            runs.append(time.process_time() - start)
            ratios.append(runs[-1] / bare)
            del game
        print(f"{name:14s} {statistics.median(ratios):9,.0f} bare timeouts  ({1000 * statistics.median(runs):.0f} ms)")


if __name__ == "__main__":
    main()
