"""From sums over many games to one number; None where there is nothing to divide by."""

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import pairwise
from math import exp

from kamsim.studies.calibration.replica import MONTHS, REPLICA

Pooled = Mapping[str, float]
"""Sums over all games, by name; what is not named is zero."""
Measure = Callable[[Pooled], float | None]

BANDS = ((1, 6), (7, 12), (13, 24), (25, 48), (49, MONTHS))
"""Months of tenure of the churn file's gradient, as far as a game reaches."""
OPERATING_MARGIN = 0.09
"""Of the average firm in the study of price and profit."""


def ratio(above: str, *below: str) -> Measure:
    """One sum over the total of others."""

    def measure(pooled: Pooled) -> float | None:
        total = sum(pooled.get(name, 0.0) for name in below)
        return pooled.get(above, 0.0) / total if total else None

    return measure


def share_of(parts: tuple[str, ...], whole: str) -> Measure:
    """Several sums together over another."""

    def measure(pooled: Pooled) -> float | None:
        total = pooled.get(whole, 0.0)
        return sum(pooled.get(name, 0.0) for name in parts) / total if total else None

    return measure


def yearly(left: str, months: str) -> Measure:
    """Share of accounts lost in a year, from departures and account-months."""

    def measure(pooled: Pooled) -> float | None:
        exposure = pooled.get(months, 0.0)
        return 1 - (1 - pooled.get(left, 0.0) / exposure) ** 12 if exposure else None

    return measure


def tenure_years(pooled: Pooled) -> float | None:
    """Mean years that an account stays, from departures and account-months of the `seed` preset."""
    left = pooled.get("seed left", 0.0)
    return pooled.get("seed account-months", 0.0) / left / 12 if left else None


def cycle_days(pooled: Pooled) -> Counter[int]:
    """Sales won, by whole days from first contact to signature."""
    found: Counter[int] = Counter()
    for name, number in pooled.items():
        if name.startswith("cycle of "):
            found[int(name.split()[2])] = round(number)
    return found


def median_cycle(pooled: Pooled) -> float | None:
    """Median days of a sale that was won."""
    days = sorted(cycle_days(pooled).elements())
    if not days:
        return None
    middle = len(days) // 2
    return float(days[middle]) if len(days) % 2 else (days[middle - 1] + days[middle]) / 2


def usual_cycles(pooled: Pooled) -> float | None:
    """Share of won sales that took 90 to 180 days."""
    cycles = cycle_days(pooled)
    total = cycles.total()
    return sum(number for days, number in cycles.items() if 90 <= days <= 180) / total if total else None


def relative(first: Measure, second: Measure) -> Measure:
    """One measure over another."""

    def measure(pooled: Pooled) -> float | None:
        above, below = first(pooled), second(pooled)
        return above / below if above is not None and below else None

    return measure


def log_mean(log_sum: str, count: str) -> Measure:
    """The ratio whose logarithm is the mean of a sum."""

    def measure(pooled: Pooled) -> float | None:
        return exp(pooled.get(log_sum, 0.0) / pooled[count]) if pooled.get(count) else None

    return measure


def rivals_lead(pooled: Pooled) -> float | None:
    """By how much of all leavers a rival's offer is stated more often than the next reason."""
    left = pooled.get("left", 0.0)
    if not left:
        return None
    others = ("dissatisfaction", "attitude", "price", "something else")
    most = max(pooled.get(f"left for {name}", 0.0) for name in others)
    return (pooled.get("left for a rival's offer", 0.0) - most) / left


def profit_of(price: float, volume: float) -> Measure:
    """Relative rise of operating profit at other prices and volumes, as ratios; overhead leaves a margin of 9 %."""

    def measure(pooled: Pooled) -> float | None:
        revenue, cost = pooled.get("revenue", 0.0), pooled.get("cost", 0.0)
        if not revenue:
            return None
        overhead = (1 - OPERATING_MARGIN) * revenue - cost
        return (price * volume * revenue - volume * cost - overhead) / (OPERATING_MARGIN * revenue) - 1

    return measure


def told_apart(pooled: Pooled) -> float | None:
    """How often somebody who left had answered lower than somebody who stayed, ties half (the area under the curve)."""
    left = [pooled.get(f"answers of {score} that left", 0.0) for score in range(11)]
    stayed = [pooled.get(f"answers of {score} that stayed", 0.0) for score in range(11)]
    lower, pairs = 0.0, sum(left) * sum(stayed)
    for score, number in enumerate(left):
        lower += number * (stayed[score] / 2 + sum(stayed[score + 1 :]))
    return lower / pairs if pairs else None


def ahead_of(reason: str, other: str) -> Measure:
    """By how much of all leavers one reason is stated more often than another."""

    def measure(pooled: Pooled) -> float | None:
        left = pooled.get("left", 0.0)
        return (pooled.get(f"left for {reason}", 0.0) - pooled.get(f"left for {other}", 0.0)) / left if left else None

    return measure


# --- the churn file ---------------------------------------------------------------------------------------------------


def file_share(pooled: Pooled) -> float | None:
    """Share of all households that left, each kind of contract with its share of the file."""
    shares = {kind: ratio(f"{kind} who left", f"{kind} households")(pooled) for kind in REPLICA}
    if None in shares.values():
        return None
    return sum(REPLICA[kind].mix * share for kind, share in shares.items() if share is not None)


def band_share(band: tuple[int, int], pooled: Pooled) -> float | None:
    """Share that left among households seen with a tenure in a band of months."""
    gone = seen = 0.0
    for kind, contracts in REPLICA.items():
        weight = contracts.mix / max(1.0, pooled.get(f"{kind} households", 0.0))
        for month in range(band[0], band[1] + 1):
            gone += weight * pooled.get(f"{kind} who left at {month}", 0.0)
            seen += weight * pooled.get(f"{kind} of tenure {month}", 0.0)
    return gone / seen if seen else None


def gradient(pooled: Pooled) -> float | None:
    """Share that left in the first band of tenure over the last; 0 when it does not fall from band to band."""
    found = [band_share(band, pooled) for band in BANDS]
    if any(share is None for share in found):
        return None
    shares = [share or 0.0 for share in found]
    falls = all(later < earlier for earlier, later in pairwise(shares))
    return shares[0] / max(shares[-1], 1e-9) if falls else 0.0


def cox_ratio(kind: str) -> Measure:
    """Cox hazard ratio of a kind of contract against month-to-month, by Newton on the partial likelihood."""

    def measure(pooled: Pooled) -> float | None:
        rows = list(zip(_at_risk("month-to-month", pooled), _at_risk(kind, pooled), strict=True))
        beta = -1.0
        for _ in range(50):
            slope = information = 0.0
            for (base, lost), (other, gone) in rows:
                if base + other:
                    expected = other * exp(beta) / (base + other * exp(beta))
                    slope += gone - (lost + gone) * expected
                    information += (lost + gone) * expected * (1 - expected)
            if not information:
                return None
            step = max(-1.0, min(1.0, slope / information))
            beta += step
            if abs(step) < 1e-9:
                return exp(beta)
        return None

    return measure


def _at_risk(kind: str, pooled: Pooled) -> list[tuple[float, float]]:
    """By month of tenure: households still watched (weighted to the file's mix), and those that left in it."""
    weight = REPLICA[kind].mix / max(1.0, pooled.get(f"{kind} households", 0.0))
    rows, left = [], sum(pooled.get(f"{kind} of tenure {month}", 0.0) for month in range(1, MONTHS + 1))
    for month in range(1, MONTHS + 1):
        rows.append((weight * left, weight * pooled.get(f"{kind} who left at {month}", 0.0)))
        left -= pooled.get(f"{kind} of tenure {month}", 0.0)
    return rows
