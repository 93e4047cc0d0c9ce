"""Chance: one stream of uniform numbers per purpose and entity, from a keyed digest, the same on every machine.

What a manager does never moves another stream: two policies meet the same luck.
"""

import struct
from hashlib import blake2b
from math import ceil, log
from statistics import NormalDist

_PER_BLOCK = 8
_SCALE = 2.0**-53
_inverse_normal = NormalDist().inv_cdf
_eight_integers = struct.Struct(">8Q").unpack


def _block_of(key: bytes, block: int) -> tuple[int, ...]:
    return _eight_integers(blake2b(key + block.to_bytes(8, "big")).digest())


class Stream:
    """Uniform numbers in (0, 1), addressed by position, so that month 7 has its draw whatever happened before."""

    __slots__ = ("_block", "_key", "_ready", "_used", "_values")

    def __init__(self, key: str) -> None:
        self._key = key.encode()
        self._block = -1
        self._ready: list[int] = []
        self._used = 0

    def at(self, position: int) -> float:
        """The number at a position, 0 or later."""
        block, place = divmod(position, _PER_BLOCK)
        if block != self._block:
            self._values = _block_of(self._key, block)
            self._block = block
        return ((self._values[place] >> 11) + 0.5) * _SCALE

    def first(self, count: int) -> list[float]:
        """The numbers at the positions 0 to `count` - 1; much cheaper than asking for each."""
        return [((value >> 11) + 0.5) * _SCALE for value in self._values_to(count)]

    def first_normals(self, count: int) -> list[float]:
        """Standard normal numbers at the positions 0 to `count` - 1."""
        return [_inverse_normal(value) for value in self.first(count)]

    def _values_to(self, count: int) -> list[int]:
        values: list[int] = []
        for block in range(-(-count // _PER_BLOCK)):
            values += _block_of(self._key, block)
        return values[:count]

    def below(self, limit: float, positions: int) -> list[tuple[int, float]]:
        """Position and number where it is below a limit, of the positions 0 to `positions` - 1.

        Much cheaper than asking for each.
        """
        least_not_below = ceil(limit / _SCALE - 0.5) << 11
        return [
            (place, ((value >> 11) + 0.5) * _SCALE)
            for place, value in enumerate(self._values_to(positions))
            if value < least_not_below
        ]

    def next(self) -> float:
        """The next number in order."""
        if not self._ready:
            self._ready = list(_block_of(self._key, self._used)[::-1])
            self._used += 1
        return ((self._ready.pop() >> 11) + 0.5) * _SCALE

    def normal_at(self, position: int) -> float:
        """Standard normal number at a position, by inverse transform."""
        return _inverse_normal(self.at(position))

    def next_normal(self) -> float:
        """The next standard normal number."""
        return _inverse_normal(self.next())

    def next_exponential(self, mean: float) -> float:
        """The next exponential number with a mean; infinite for an infinite mean."""
        return -mean * log(self.next())


class Streams:
    """All streams of one run."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._streams: dict[tuple[str, str], Stream] = {}

    def of(self, purpose: str, entity: str = "") -> Stream:
        """The stream of a purpose and an entity; asked again, it goes on where it was."""
        key = (purpose, entity)
        stream = self._streams.get(key)
        if stream is None:
            stream = self._streams[key] = self.fresh(purpose, entity)
        return stream

    def fresh(self, purpose: str, entity: str = "") -> Stream:
        """The same stream from its beginning, for one who needs it once."""
        return Stream(f"{self.seed}|{purpose}|{entity}|")
