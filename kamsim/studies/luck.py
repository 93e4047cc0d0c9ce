"""Luck of a game by what brought it; the sums add up to the luck that a score leaves out."""

from collections.abc import Iterable

from kamsim.engine.records import ActivityDone, ChoiceMade, Record, Surprise

SOURCES = ("choice", "meeting", "lapse", "quote", "trouble")
"""Choices of accounts, how meetings went, and the sources of `Surprise`."""


def source_of(record: Record) -> str | None:
    """What brought the luck of a record; None where there is none to speak of."""
    kind = type(record)
    if kind is ChoiceMade:
        return "choice"
    if kind is Surprise:
        return record.source
    return "meeting" if kind is ActivityDone and record.stake_fen else None


def luck_by_source(ledger: Iterable[Record], account_id: str | None = None) -> dict[str, float]:
    """Luck in fen of an account or of all, by source, in the order of `SOURCES`; those that there were."""
    sums: dict[str, float] = {}
    for record in ledger:
        source = source_of(record)
        if source is not None and account_id in (None, record.account_id):
            sums[source] = sums.get(source, 0.0) + record.luck_fen
    return {source: sums[source] for source in SOURCES if source in sums}
