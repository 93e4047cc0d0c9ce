"""The games behind the targets: each trial plays one seed and gives sums."""

from collections import Counter
from collections.abc import Callable
from functools import cache
from math import log
from typing import NamedTuple

from kamsim.engine.briefing import Briefing
from kamsim.engine.decisions import MOST_DISCOUNT, Decision, GiveDiscount
from kamsim.engine.generator import STORY_CONTRACTS, generate
from kamsim.engine.generator.packs import CITY
from kamsim.engine.records import BillSent
from kamsim.engine.scenario import Scenario
from kamsim.engine.simulation import Policy, play
from kamsim.market.parameters.presets import PRESETS
from kamsim.studies.calibration.average import average
from kamsim.studies.calibration.exits import RATE, observe_exits, restless
from kamsim.studies.calibration.observation import observe
from kamsim.studies.calibration.recovery import CALM, observe_recoveries, repairs_all, with_trouble
from kamsim.studies.calibration.replica import REPLICA, observe_households, replica
from kamsim.studies.policies import POLICIES, wait_and_see

AVERAGE = "average"
STORY = {name: str(value) for name, value in PRESETS["churn_preset"]["seed"].values.items()}
"""The training documents' story, in which accounts leave almost twice as often as operators report."""
CUT, FIRST_MONTH, LAST_MONTH = 0.10, 2, 5
"""Everybody's discount in the trial of usage, and the months, counted from 0, that are compared."""


CALL_CUT, CALL_MONTH = 0.01, 6
"""What a call offers, and its month, counted from 0."""


class Setting(NamedTuple):
    """What the trials start from: a scenario, and the policy under which the market is measured."""

    scenario: Scenario
    policy: str


def policy_of(name: str) -> Policy:
    """A bot by its name, or the average policy."""
    return average if name == AVERAGE else POLICIES[name]


def the_market(setting: Setting, seed: int) -> Counter[str]:
    """The scenario as it is under the policy."""
    return observe(play(setting.scenario, policy_of(setting.policy), seed))


@cache
def book_of_the_story() -> Scenario:
    """The city with fewer and shorter contracts, as in the training documents' story."""
    return generate(CITY.model_copy(update={"contracts": STORY_CONTRACTS})).with_settings(values=STORY)


def the_story(setting: Setting, seed: int) -> Counter[str]:
    """A book of the training documents' story with its churn; nobody renews early, as in their arithmetic."""
    scenario = book_of_the_story().with_settings(setting.scenario.settings.months)
    sums = observe(play(scenario, wait_and_see, seed))
    return Counter({f"seed {name}": sums[name] for name in ("left", "account-months")})


def the_file(_: Setting, seed: int) -> Counter[str]:
    """The replica of the churn file."""
    sums: Counter[str] = Counter()
    for kind in REPLICA:
        sums.update(observe_households(kind, play(replica(kind), wait_and_see, seed)))
    return sums


def the_repairs(setting: Setting, seed: int) -> Counter[str]:
    """The scenario with nothing but faults, all of them repaired with care, and with no trouble at all."""
    scenarios = with_trouble(setting.scenario), with_trouble(setting.scenario, CALM)
    game, calm = (play(scenario, repairs_all, seed) for scenario in scenarios)
    return observe_recoveries(game, calm)


def the_exits(setting: Setting, seed: int) -> Counter[str]:
    """The scenario with restless account managers and with none who leaves, on the same luck; nobody is covered."""
    left, stayed = (play(restless(setting.scenario, rate), wait_and_see, seed) for rate in (RATE, 0.0))
    return observe_exits(left, stayed)


def the_cut(setting: Setting, seed: int) -> Counter[str]:
    """Usage with and without a discount for everybody, on the same luck."""
    sums: Counter[str] = Counter()
    scenario = setting.scenario.with_settings(LAST_MONTH + 1)
    usual, cheaper = (_usages(scenario, policy, seed) for policy in (wait_and_see, cut_all))
    for key in sorted(usual.keys() & cheaper.keys()):
        sums["log of usage ratios"] += log(cheaper[key][0] / usual[key][0])
        sums["log of price ratios"] += log(cheaper[key][1] / usual[key][1])
    return sums


def the_calls(setting: Setting, seed: int) -> Counter[str]:
    """Nothing happens but that everybody is called once about a slightly lower price, and watched for three months."""
    sums = observe(play(setting.scenario.with_settings(CALL_MONTH + 3), call_all, seed))
    return Counter({name: sums[name] for name in ("hazard with a better plan", "hazard without the better plan")})


def call_all(briefing: Briefing) -> list[Decision]:
    """One percent of list off for everybody, once, when half a year of bills shows who uses much."""
    return cheaper_by(briefing, CALL_CUT) if briefing.month == CALL_MONTH else []


def cut_all(briefing: Briefing) -> list[Decision]:
    """A tenth more off every account's price at the start, nothing afterwards."""
    return [] if briefing.month else cheaper_by(briefing, CUT)


def cheaper_by(briefing: Briefing, cut: float) -> list[Decision]:
    """Everybody's price that much lower, as a share of list, where it can be."""
    return [
        GiveDiscount(account=account.account_id, discount=min(MOST_DISCOUNT, round(account.discount + cut, 4)))
        for account in briefing.accounts
        if account.status == "active" and account.plan is None
    ]


def _usages(scenario: Scenario, policy: Policy, seed: int) -> dict[tuple[str, int], tuple[float, float]]:
    """Usage and price relative to list by account and month."""
    return {
        (record.account_id, record.month): (record.usage_fen, record.recurring_fen / record.usage_fen)
        for record in play(scenario, policy, seed).ledger
        if type(record) is BillSent and record.month >= FIRST_MONTH and record.usage_fen and record.recurring_fen
    }


Trial = Callable[[Setting, int], Counter[str]]

TRIALS: dict[str, Trial] = {
    "market": the_market,
    "story": the_story,
    "file": the_file,
    "repairs": the_repairs,
    "exits": the_exits,
    "cut": the_cut,
    "calls": the_calls,
}
"""By name, in the order in which a seed plays them."""
