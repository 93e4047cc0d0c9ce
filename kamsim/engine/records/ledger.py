"""The ledger: its version, whole fen, the quick way to make a record, and the digest over all."""

import hashlib
import json
from collections.abc import Iterable
from math import floor

ENGINE_VERSION = "7"
"""Raised whenever the same inputs would give another ledger than before."""

Record = tuple
Ledger = list

quick = tuple.__new__
"""`quick(BillSent, values)` costs half of `BillSent(*values)`: for records of every month and account."""


def fen(amount: float) -> int:
    """An amount in CNY as whole fen, which the ledger keeps."""
    return floor(100.0 * amount + 0.5)


def _plain(value: object) -> object:
    if isinstance(value, float):
        return round(value, 9) + 0.0
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def digest(ledger: Iterable[Record]) -> str:
    """Stable hash of a ledger: SHA-256 over canonical JSON lines, numbers rounded to 1e-9."""
    whole = hashlib.sha256()
    for record in ledger:
        line = json.dumps([type(record).__name__, *_plain(record)], separators=(",", ":"), allow_nan=False)
        whole.update(line.encode() + b"\n")
    return whole.hexdigest()
