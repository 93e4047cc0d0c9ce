"""Draws that come out in the wanted proportions even in a small book."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from kamsim.engine.streams import Stream

Item = TypeVar("Item")


def quotas(shares: Mapping[Item, float], count: int) -> dict[Item, int]:
    """Whole numbers that sum to `count` and follow the shares (largest remainder)."""
    total = sum(shares.values())
    exact = {item: share / total * count for item, share in shares.items()}
    found = {item: int(value) for item, value in exact.items()}
    for item in sorted(exact, key=lambda item: found[item] - exact[item])[: count - sum(found.values())]:
        found[item] += 1
    return found


def shuffled(stream: Stream, items: Sequence[Item]) -> list[Item]:
    """The items in a random order."""
    return [item for _, item in sorted(((stream.next(), item) for item in items), key=lambda pair: pair[0])]


def dealt(stream: Stream, shares: Mapping[Item, float], count: int) -> list[Item]:
    """`count` items in their quotas, in a random order."""
    return shuffled(stream, [item for item, number in quotas(shares, count).items() for _ in range(number)])


def picked(stream: Stream, weights: Mapping[Item, float]) -> Item:
    """One item, each as likely as its weight."""
    left = stream.next() * sum(weights.values())
    for item, weight in weights.items():
        left -= weight
        if left < 0:
            return item
    return item


def whole(stream: Stream, low: int, high: int) -> int:
    """A whole number from low to high, each equally likely."""
    return low + int(stream.next() * (high - low + 1))


def bell(stream: Stream, mean: float, spread: float, low: float, high: float, digits: int = 2) -> float:
    """A normal number, clipped and rounded."""
    return round(min(high, max(low, mean + spread * stream.next_normal())), digits) + 0.0
