"""The market: what exists and how it behaves. Pure rules over plain values: no clock, no chance, no tables, no screen."""
