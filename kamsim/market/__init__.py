"""The market: what exists and how it behaves. Pure rules over plain values: no clock, chance, tables or screen."""
