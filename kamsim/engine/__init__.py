"""The engine: scenarios, decisions, records and streams, and the SimPy processes that turn them into a ledger."""
