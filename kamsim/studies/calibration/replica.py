"""A replica of a public residential churn file, from its summary numbers alone.

The file is a snapshot of 7,043 households with their tenure, contract and whether they have just left. Its churn is
thus a share of a sample over tenure and no rate, and contracts are those held at the end, so that its hazard ratios
exaggerate what a contract does. What can be reproduced honestly is exposure: here each household keeps its contract,
leaves with the file's monthly hazard, and is watched for as long as households of its contract were.

Without a contract the first months are the worst: of the file's households without one that have internet, 78 % stay
for 6 months, 58 % for 24 and 29 % for 60 (published Kaplan-Meier estimate), which is 4.1 % a month at first and 1.8 %
later. The replica's come discontented, settle, and differ in what nothing explains, so that the hazard falls. Those
with a contract are watched mostly in later months: a Cox ratio compares them to that lower hazard, and comes out above
the ratio of the means. With the file's exposure and those survivals it is about 0.14 for one year and 0.025 for two;
the 0.19 and 0.035 that were reported for the file lie above, within the factor that is allowed.
"""

from collections import Counter
from typing import NamedTuple

from kamsim.engine.records import AccountChurned
from kamsim.engine.scenario import US, Account, Building, Line, Person, Scenario, Settings
from kamsim.engine.simulation import Simulation
from kamsim.engine.state import MONTH_DAYS
from kamsim.market.parameters import Parameters

MONTHS = 60
"""The file reaches to 72 months; a game has at most 60."""


class Contracts(NamedTuple):
    """Households of one kind of contract.

    `mix` is their share of the file; `hazard` a month, with `frailty` between households, fitted so that the file's
    mean hazard a month of exposure comes out; each is watched for `longest` months times a uniform number to a
    `power`, fitted so that the file's mean tenure comes out. `first` is their satisfaction as they come, in SD.
    """

    mix: float
    hazard: float
    frailty: float
    longest: float
    power: float
    first: float


REPLICA = {
    "month-to-month": Contracts(3875 / 7043, 0.01756, 1.0, 60, 1.129, -3.0),
    "one-year": Contracts(1473 / 7043, 0.00268, 0.0, 60, 0.324, 0.0),
    "two-year": Contracts(1695 / 7043, 0.0005, 0.0, 60, 0.034, 0.0),
}
"""Shares of the file; hazards and lengths of watch fitted to its exposure of 2.37, 0.268 and 0.050 % a month."""


def replica(kind: str, households: int = 60) -> Scenario:
    """A scenario of households that decide alone, next door to nobody, with one line and without rivals or trouble."""
    contracts = REPLICA[kind]
    term = 0 if kind == "month-to-month" else MONTHS
    ids = [f"H{number:04}" for number in range(1, households + 1)]
    parameters = Parameters().model_dump() | {
        "churn_in_term" if term else "churn_no_contract": contracts.hazard,
        "frailty": contracts.frailty,
        **dict.fromkeys(("turnover", "leads_active", "leads_prospect", "discount_demand", "usage_noise"), 0.0),
        **dict.fromkeys(("outages", "faults", "queries", "building_outages"), 0.0),
        # Households come as the game starts, and a bad start is no lasting way of seeing things.
        **dict.fromkeys(("tenure_at_start", "mood_lasting"), 0.0),
    }
    settings = Settings(
        title="Households",
        summary="A replica of a residential churn file.",
        months=MONTHS,
        account_managers=0,
        manager_hours=0,
        engineers=1,
        sponsors=0,
        parameters=Parameters.model_validate(parameters),
    )
    return Scenario(
        "replica",
        settings,
        tuple(Building(building_id=name, name=name) for name in ids),
        tuple(
            Account(
                account_id=name,
                name=name,
                industry="property",
                building_id=name,
                tier="C",
                decision_mode="centralized",
                list_value=65.0,
                growth=0.0,
                discount=0.0,
                term_months=term,
                contract_end_month=term,
                satisfaction=contracts.first,
            )
            for name in ids
        ),
        tuple(Line(account_id=name, product="broadband", share=1.0, supplier=US) for name in ids),
        tuple(
            Person(
                person_id=f"{name}-1",
                account_id=name,
                name=name,
                role="decider",
                rank="C",
                style="analytical",
                need="basic",
                attitude=0.0,
                known=False,
            )
            for name in ids
        ),
        (),
        (),
    )


def watched(kind: str, place: int, households: int) -> int:
    """Months for which a household is watched: the length at its place among them, shortest first."""
    contracts = REPLICA[kind]
    return min(MONTHS - 1, max(1, int(contracts.longest * ((place + 0.5) / households) ** contracts.power)))


def observe_households(kind: str, game: Simulation) -> Counter[str]:
    """Households, those that left while they were watched, months of exposure, and both by month of tenure."""
    sums: Counter[str] = Counter()
    left = {
        record.account_id: int(record.day // MONTH_DAYS) + 1 for record in game.ledger if type(record) is AccountChurned
    }
    accounts = game.scenario.accounts
    for place, account in enumerate(accounts):
        end = watched(kind, place, len(accounts))
        tenure = min(end, left.get(account.account_id, MONTHS))
        gone = left.get(account.account_id, MONTHS) <= end
        sums[f"{kind} households"] += 1
        sums[f"{kind} who left"] += gone
        sums[f"{kind} months"] += tenure
        sums[f"{kind} of tenure {tenure}"] += 1
        sums[f"{kind} who left at {tenure}"] += gone
    return sums
