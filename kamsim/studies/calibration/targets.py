"""The facts that the model should reproduce: each with its target, tolerance, source, and how it is measured."""

from math import log
from typing import NamedTuple

from kamsim.studies.calibration.measures import (
    Measure,
    Pooled,
    ahead_of,
    cox_ratio,
    file_share,
    gradient,
    log_mean,
    median_cycle,
    profit_of,
    ratio,
    relative,
    rivals_lead,
    share_of,
    tenure_years,
    told_apart,
    usual_cycles,
    yearly,
)
from kamsim.studies.calibration.parity import STEP, invariants


class Target(NamedTuple):
    """One fact: it passes when the measured value lies from `low` to `high`, the tolerance included.

    `number` is that of the model's list of facts. `unit` is share, days, people, years, ratio or elasticity. `trial`
    names the games that it needs, `book` for the book as it is read, `rules` for arithmetic alone. `waits_for` names
    what the model does not do yet; without games that show it, the value is None.
    """

    number: str
    fact: str
    aim: str
    low: float
    high: float
    unit: str
    trial: str
    source: str
    how: str
    measure: Measure
    waits_for: str = ""


def _elasticity(pooled: Pooled) -> float | None:
    dearer, cheaper = pooled.get("bought when dearer", 0.0), pooled.get("bought when cheaper", 0.0)
    return log(dearer / cheaper) / log((1 + STEP) / (1 - STEP)) if dearer and cheaper else None


def _usage_elasticity(pooled: Pooled) -> float | None:
    usage, price = pooled.get("log of usage ratios", 0.0), pooled.get("log of price ratios", 0.0)
    return usage / price if abs(usage) > MOVED else None


def _invariants(_: Pooled) -> float:
    held = invariants()
    return sum(held.values()) / len(held)


def _win_rate_needed(_: Pooled) -> float:
    return 0.20 * 1.0 / (1 - 0.20)


MOVED = 1e-3
"""Sums of log usage below this are rounding to whole fen."""

DOCUMENTS, OPERATORS, FILE = "training documents", "operator reports", "public residential churn file, its sums"
SALES = tuple(f"sales {result}" for result in ("won", "lost", "no_decision", "dropped"))

TARGETS: tuple[Target, ...] = (
    Target(
        "1", "Won sales take 90 to 180 days", "80 % ± 5 points", 0.75, 0.85, "share", "market",
        DOCUMENTS, "first contact to signature of sales that went through all six stages", usual_cycles,
    ),
    Target(
        "1b", "Median days of a won sale", "127 ± 12", 115, 139, "days", "market",
        DOCUMENTS, "as 1; sales begun in the last 240 days of a game are left out", median_cycle,
    ),
    Target(
        "2", "People in a buying center", "7, from 6 to 8", 6, 8, "people", "book",
        f"{DOCUMENTS}; surveys of buyers", "people per account of the scenario", ratio("people", "accounts"),
    ),
    Target(
        "3", "Revenue of the largest fifth of accounts", "80 % ± 3 points", 0.77, 0.83, "share", "market",
        DOCUMENTS, "first month's bills", ratio("first bills of the largest fifth", "first bills"),
    ),
    Target(
        "3b", "Revenue of the next three tenths", "15 % ± 3 points", 0.12, 0.18, "share", "market",
        DOCUMENTS, "first month's bills", ratio("first bills of the next three tenths", "first bills"),
    ),
    Target(
        "4", "Win rate of all sales begun", "21 to 29 %, allowed 15 to 35 %", 0.15, 0.35, "share", "market",
        "practitioners: 21 % of all, 29 % of qualified sales", "won over all that we began", ratio(SALES[0], *SALES),
    ),
    Target(
        "6", "Sales that end without a decision", "10 to 25 %", 0.10, 0.25, "share", "market",
        "assumption; practitioners call it larger than expected", "nobody was chosen, or the buyers gave up on the way",
        share_of(("sales no_decision", "sales dropped"), "sales"),
    ),
    *(
        Target(
            number, f"Churn file: {kind} households that left", f"{100 * aim:.2f} % ± {points:g} points",
            aim - points / 100, aim + points / 100, "share", "file",
            FILE, "share of the replica's households while they were watched",
            ratio(f"{kind} who left", f"{kind} households"),
        )
        for number, kind, aim, points in (
            ("7", "month-to-month", 0.4271, 2), ("7 (1)", "one-year", 0.1127, 1.5), ("7 (2)", "two-year", 0.0283, 1),
        )
    ),
    Target(
        "7 (all)", "Churn file: all households that left", "26.54 % ± 2 points", 0.2454, 0.2854, "share", "file",
        FILE, "the three kinds with their shares of the file", file_share,
    ),
    *(
        Target(
            number, f"Churn file: {kind} hazard a month of exposure", f"{100 * aim:.3g} % within a factor of 1.5",
            aim / 1.5, aim * 1.5, "share", "file",
            FILE, "departures over months watched", ratio(f"{kind} who left", f"{kind} months"),
        )
        for number, kind, aim in (
            ("7b", "month-to-month", 0.0237), ("7b (1)", "one-year", 0.00268), ("7b (2)", "two-year", 0.0005),
        )
    ),
    *(
        Target(
            number, f"Churn file: Cox ratio of {kind} to month-to-month", f"{aim:g} within a factor of 1.5",
            aim / 1.5, aim * 1.5, "ratio", "file",
            f"{FILE}; contract known only at exit, which exaggerates",
            "partial likelihood by month of tenure; exposure alone gives 0.11 and 0.02, early leaving the rest",
            cox_ratio(kind),
        )
        for number, kind, aim in (("7c (1)", "one-year", 0.19), ("7c (2)", "two-year", 0.035))
    ),
    Target(
        "8", "Churn file: shortest over longest tenures", "falls throughout; at least 5", 5, 100, "ratio", "file",
        FILE, "share that left at up to 6 months over that at 49 to 60; 0 when it does not fall", gradient,
    ),
    Target(
        "9", "Accounts lost in a year", "12 to 18 % ± 4 points", 0.08, 0.22, "share", "market",
        f"{OPERATORS} for businesses: 1.10 to 1.61 % a month", "departures over account-months, for twelve",
        yearly("left", "account-months"),
    ),
    Target(
        "9b", "Years an account stays, story preset", "3.5 ± 0.4", 3.1, 3.9, "years", "story",
        DOCUMENTS, "account-months over departures with churn_preset=seed, in a book of its contracts left alone",
        tenure_years,
    ),
    Target(
        "9c", "Contracts renewed at their end", "about 87 %, allowed 75 to 95 %", 0.75, 0.95, "share", "market",
        "practitioners: about 85 % of service contracts", "renewals over contracts that ended",
        ratio("renewed", "ended"),
    ),
    Target(
        "10", "Accounts well catered for", "82 % ± 6 points", 0.76, 0.88, "share", "market",
        "regulator's survey of small firms", "answers of 7 or more to `would you recommend us`",
        ratio("answers of 7 and more", "answers"),
    ),
    Target(
        "11", "Price elasticity of choice at parity", "-1.5 to -3.5", -3.5, -1.5, "elasticity", "book",
        "prototype; meta-analysis of consumer goods -2.6", "the sale rule at every account, our price 1 % up and down",
        _elasticity,
    ),
    Target(
        "12", "Price elasticity of usage", "-0.1 to -0.7", -0.7, -0.1, "elasticity", "cut",
        "direction: meta-analysis of call distance", "a tenth off every price against none, on the same luck",
        _usage_elasticity, "usage that reacts to price",
    ),
    Target(
        "15", "Operating profit of 1 % more price", "+11.1 %, allowed 8 to 12 %", 0.08, 0.12, "share", "market",
        "study of average economics of firms", "simulated revenue and cost, with overhead that leaves 9 %",
        profit_of(price=1.01, volume=1.0),
    ),
    Target(
        "15c", "Operating profit of 1 % more volume", "+3.3 %, allowed 2 to 6 %", 0.02, 0.06, "share",
        "market", "study of average economics of firms; range: assumption",
        "as 15; more usage costs a telecom firm less than the average firm",
        profit_of(price=1.0, volume=1.01),
    ),
    Target(
        "15b", "Win rate that 20 % off needs instead of 20 %", "25 % exactly", 0.25, 0.25, "share", "rules",
        "identity", "the same revenue from more sales", _win_rate_needed,
    ),
    Target(
        "16", "Survey points after a first failure, cared for", "may rise: above 0", 0, 2, "ratio", "repairs",
        "studies of service recovery", "answers within 90 days after, against no trouble on the same luck",
        ratio("points after first failures", "answers after first failures"),
    ),
    Target(
        "16b", "Survey points after repeated failures, cared for", "never rise: at most 0", -5, 0, "ratio", "repairs",
        "studies of repeated failures", "as 16, two and more failures within 90 days of each other",
        ratio("points after repeated failures", "answers after repeated failures"),
    ),
    Target(
        "16c", "Hazard after a first failure, cared for", "no benefit: ratio of at least 1", 1, 3, "ratio", "repairs",
        "meta-analysis of service recovery", "what service does to the monthly hazard, against no trouble",
        log_mean("log hazard after first failures", "choices after first failures"),
    ),
    Target(
        "17", "Hazard after an unasked call for a better plan", "1.67 times, allowed 1.2 to 1.8", 1.2, 1.8, "ratio",
        "calls", "field experiment with callers of high use", "hazards within three months, with and without its part",
        ratio("hazard with a better plan", "hazard without the better plan"),
    ),
    Target(
        "18", "Detractors lost in a year over promoters", "2 to 4 times", 2, 4, "ratio", "market",
        "assumption; studies disagree", "departures within a year after an answer, which shows the mood only roughly",
        relative(ratio("detractors who left", "detractors"), ratio("promoters who left", "promoters")),
    ),
    Target(
        "18b", "An answer tells leavers from others", "weakly: 0.55 to 0.70", 0.55, 0.70, "ratio", "market",
        "assumption; studies disagree", "how often who left within a year had answered lower than who stayed",
        told_apart,
    ),
    Target(
        "19", "Win-back campaigns that work", "20 to 40 %", 0.20, 0.40, "share", "market",
        "practitioners", "returns over campaigns of the policy", ratio("campaigns that worked", "campaigns"),
    ),
    Target(
        "21", "Hazard after a neighbor has left", "1.2 to 1.8 times", 1.2, 1.8, "ratio", "market",
        "study of neighbors in a network", "hazards within 30 days, with and without the neighbor's part",
        ratio("hazard with a new loss", "hazard without the new loss"),
    ),
    Target(
        "21b", "The same after three months", "gone: below 1.2 times", 0.95, 1.2, "ratio", "market",
        "study of neighbors in a network", "as 21, with the last loss 90 days ago and more",
        ratio("hazard with a old loss", "hazard without the old loss"),
    ),
    Target(
        "22", "Revenue lost in the year after our owner leaves", "13 to 18 %, allowed 10 to 20 %", 0.10, 0.20, "share",
        "exits", "study of salespeople who leave", "twelve months after an uncovered exit, against no exit, same luck",
        ratio("revenue lost with owners", "revenue with owners"),
    ),
    Target(
        "23", "A rival's offer leads the reasons for leaving", "before every other reason", 0, 1, "share", "market",
        "public file of stated reasons; order only", "its share of leavers less that of the next reason", rivals_lead,
    ),
    Target(
        "23b", "Leavers who state the price alone", "a minority: below 25 %", 0, 0.25, "share", "market",
        "public file of stated reasons: 11 %", "dearer, and no rival's offer", ratio("left for price", "left"),
    ),
    Target(
        "23c", "Dissatisfaction is stated more often than the price", "before it", 0, 1, "share", "market",
        "public file of stated reasons: 17 % against 11 %; order only", "its share of leavers less that of the price",
        ahead_of("dissatisfaction", "price"),
    ),
    Target(
        "24", "Profit of the largest fifth of accounts", "at least all of it", 1, 5, "share", "market",
        "assumption: the whale curve", "every account with an account manager; all that was spent on it taken off",
        ratio("profit of the best fifth", "profit of all"),
    ),
    Target(
        "24b", "Profit of the least profitable third", "none, or a loss", -5, 0, "share", "market",
        "assumption: the whale curve", "as 24", ratio("profit of the last third", "profit of all"),
    ),
    Target(
        "25", "Hazard of one more product line", "0.6 to 0.95 times", 0.6, 0.95, "ratio", "market",
        "direction: study of bundling in turbulent markets", "the part of further lines, a line",
        log_mean("log hazard of further lines", "further lines"),
    ),
    Target(
        "26", "The bundle's worked cases", "all exactly", 1, 1, "share", "rules",
        DOCUMENTS, "fees, allowances, savings, care, largest discount, re-basing, break-even discount", _invariants,
    ),
)  # fmt: skip
"""In the order of the model's list."""
