"""Whether cost grows with the number of accounts and no faster: `python tests/benchmarks/province_run.py`.

The province is the city a hundred times over, so an account-month should cost the same in both. Three answers: seconds,
of city and province in turns in one process, as they vary from minute to minute; memory; and steps of Python, which
are the same on every machine. Seconds grow a little although steps do not: what a city remembers fits the processor's
cache, a province does not. Aim: at most 1.1 times the city.
"""

import argparse
import gc
import statistics
import sys
import time
import tracemalloc
from types import FrameType
from typing import Any

from kamsim.engine.scenario import Scenario, find_scenario
from kamsim.engine.simulation import play
from kamsim.studies.policies import POLICIES, Policy


def seconds_per_account_month(scenario: Scenario, policy: Policy, games: int) -> float:
    """Time of this process for whole games, each with another seed."""
    gc.collect()
    start = time.process_time()
    for seed in range(games):
        play(scenario, policy, seed)
    return (time.process_time() - start) / (games * len(scenario.accounts) * scenario.settings.months)


def bytes_per_account(scenario: Scenario, policy: Policy) -> float:
    """Memory that one game has taken at its end, beside its inputs."""
    gc.collect()
    tracemalloc.start()
    game = play(scenario, policy, 0)
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return taken / len(game.scenario.accounts)


def steps_per_account_month(scenario: Scenario, policy: Policy) -> float:
    """Steps that the Python interpreter takes (bytecode instructions) for one game, ours and those of libraries."""
    steps = 0

    def count(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal steps
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        steps += event == "opcode"
        return count

    usual = sys.gettrace()
    sys.settrace(count)
    try:
        play(scenario, policy, 0)
    finally:
        sys.settrace(usual)
    return steps / (len(scenario.accounts) * scenario.settings.months)


def main() -> None:
    """Print time and steps per account-month and memory per account in both packs, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--policy", action="append", choices=sorted(POLICIES), help="default: wait-and-see, textbook")
    parser.add_argument("--months", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--time-only", action="store_true", help="memory and steps take two slow games more each")
    options = parser.parse_args()
    city, province = (find_scenario(name).with_settings(months=options.months) for name in ("city", "province"))
    games = len(province.accounts) // len(city.accounts)
    for name in options.policy or ("wait-and-see", "textbook"):
        policy, times = POLICIES[name], []
        play(city, policy, 0)
        for _ in range(options.rounds):
            small = seconds_per_account_month(city, policy, games)
            times.append((small, seconds_per_account_month(province, policy, 1)))
        small, large = (1e6 * min(side) for side in zip(*times, strict=True))
        ratio = statistics.median(many / few for few, many in times)
        line = f"{name:13s} {small:6.1f} and {large:6.1f} us per account-month: {ratio:.2f} times"
        if not options.time_only:
            few, many = bytes_per_account(city, policy), bytes_per_account(province, policy)
            line += f"; {few / 1000:.1f} and {many / 1000:.1f} kB per account: {many / few:.2f} times"
            few, many = steps_per_account_month(city, policy), steps_per_account_month(province, policy)
            line += f"; {few:,.0f} and {many:,.0f} steps per account-month: {many / few:.2f} times"
        print(line, flush=True)


if __name__ == "__main__":
    main()
