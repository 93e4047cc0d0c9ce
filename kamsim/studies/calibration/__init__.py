"""Calibration: the facts that the model should reproduce, what it gives, and how sure that is."""
