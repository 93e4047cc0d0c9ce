"""How large the accounts of a book are, and in which tier that puts them."""

from math import exp
from statistics import NormalDist

TIER_SHARES = {"A": 0.20, "B": 0.30, "C": 0.50}
"""Shares of the accounts, largest first; their revenue is 80, 15 and 5 % (training documents)."""


def tiers(count: int) -> list[str]:
    """The tier of each account, largest account first; there is always an A."""
    last_a = max(1, round(TIER_SHARES["A"] * count))
    last_b = max(last_a, round((TIER_SHARES["A"] + TIER_SHARES["B"]) * count))
    return ["A" if place < last_a else "B" if place < last_b else "C" for place in range(count)]


def wallets(count: int, median: float, spread: float, largest_share: float) -> list[float]:
    """Wallets in CNY a month, largest first: quantiles of a lognormal distribution, so that 60 show 80/15/5 too.

    No account has more than `largest_share` of the book; what is above goes to the other accounts of tier A.
    """
    quantile = NormalDist().inv_cdf
    sizes = [median * exp(spread * quantile(1 - (place + 0.5) / count)) for place in range(count)]
    top = tiers(count).count("A")
    first, rest = sizes[:top], sizes[top:]
    # A small tier cannot be that equal: its largest account keeps at least one and a half fair parts.
    most = max(largest_share * sum(sizes), 1.5 * sum(first) / top)
    return [round(max(10.0, size), -1) for size in [*_capped(first, most), *rest]]


def _capped(sizes: list[float], most: float) -> list[float]:
    """The sizes, largest first, with the same sum and none above `most` (`most` is above their mean)."""
    total = sum(sizes)
    for full in range(len(sizes)):
        scale = (total - full * most) / sum(sizes[full:])
        if sizes[full] * scale <= most:
            return [most] * full + [size * scale for size in sizes[full:]]
    return sizes
