"""What luck brought, by what it came from, in numbers that add up as they are shown."""

from collections.abc import Callable, Iterable, Mapping

from kamsim.workbook import look, words


def rounded(values: list[float], total: float, digits: int = 1) -> list[float]:
    """Values rounded so that they add up to their rounded total: what was cut off most is rounded up first."""
    unit = 10**digits
    floors = [int(value * unit // 1) for value in values]
    order = sorted(range(len(values)), key=lambda at: floors[at] - values[at] * unit)
    missing = round(total * unit) - sum(floors)
    for place in range(abs(missing) if values else 0):
        floors[order[place % len(order)]] += 1 if missing > 0 else -1
    return [value / unit for value in floors]


def luck_parts(sums: Mapping[str, float], form: Callable[[float], str]) -> str:
    """The sources with their whole yuan in a form, which add up to the rounded total; `sums` in fen."""
    return _listed(sums, form, rounded([fen / 100 for fen in sums.values()], sum(sums.values()) / 100, 0))


def in_points(sums: Mapping[str, float], points: float, names: Mapping[str, str] = words.LUCK) -> str:
    """The sources with their whole points of a score, which add up to `points`; empty where luck came to nothing."""
    total = sum(sums.values())
    if not total:
        return ""
    sizes = rounded([points * fen / total for fen in sums.values()], points, 0)
    return _listed(sums, lambda size: look.signed(size, 0), sizes, names)


def _listed(
    sources: Iterable[str], form: Callable[[float], str], sizes: Iterable[float], names: Mapping[str, str] = words.LUCK
) -> str:
    named = (words.word(names, source) for source in sources)
    return ", ".join(f"{name} {form(size)}" for name, size in zip(named, sizes, strict=True))
