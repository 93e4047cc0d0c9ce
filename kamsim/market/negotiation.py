"""A buyer's demand for a lower price: how likely, how large, whether an answer settles it. Sizes are assumptions."""

BLUFFS = 0.30
"""Share of claims without a quote behind them, when there is one at all."""
CLAIM_BIAS = 0.08
"""How far beyond the truth a buyer's claim may go."""
LEAST_CLAIM, MOST_CLAIM, GUESS = 0.05, 0.30, 0.10
"""Bounds of a claimed cut, and the cut that a bluffing buyer has in mind, as shares of today's price."""
SETTLED = {"ask_what_changed": 0.8, "hold": 0.4}
"""Probability that an answer settles a demand: listening and clarifying first (LSCPA) against a plain no."""


MOST_LIKELY = 4 * 3.0 * 1.5
"""The most by which circumstances multiply the base probability of a demand."""


def demand_probability(base: float, cuts_given: int, live_quote: bool, ends_soon: bool) -> float:
    """Probability of a demand this month: each cut given breeds more (up to three), so do quotes and ending terms."""
    return base * (1 + min(3, cuts_given)) * (3.0 if live_quote else 1.0) * (1.5 if ends_soon else 1.0)


def claimed_cut(true_cut: float | None, draw: float) -> float:
    """The cut a buyer claims that a rival offers; `true_cut` None when there is no quote; `draw` is uniform 0..1."""
    cut = (GUESS if true_cut is None else true_cut) + CLAIM_BIAS * draw
    return min(MOST_CLAIM, max(LEAST_CLAIM, round(cut, 2)))


def discount_after(price_ratio: float, cut: float, most: float) -> float:
    """The discount off list that takes a cut off what is paid now, kept from 0 to `most`."""
    return min(most, max(0.0, round(1 - price_ratio * (1 - cut), 4)))
