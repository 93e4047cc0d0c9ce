"""Named sets of parameters: one word that stands for several numbers, each of which can still be set on its own."""

from typing import Any, NamedTuple


class Preset(NamedTuple):
    """Parameters with their values, and where these come from."""

    values: dict[str, float]
    source: str


PRESETS: dict[str, dict[str, Preset]] = {
    "churn_preset": {
        "mature": Preset(
            {"churn_no_contract": 0.018, "churn_in_term": 0.0015},
            "operator reports: 12-18 % of business lines a year",
        ),
        "seed": Preset(
            {"churn_no_contract": 0.033, "churn_in_term": 0.0033},
            "training documents: accounts stay 3.5 years on average, about 25 % leave a year; a tenth above 3.0 and "
            "0.3 % a month, so that a book of the story's contracts left alone comes to it with renewals of 0.8",
        ),
    },
    "elasticity_preset": {
        "alike": Preset(
            dict.fromkeys(
                (
                    "elasticity_voice", "elasticity_long_distance", "elasticity_mobile", "elasticity_broadband",
                    "elasticity_leased_line",
                ),
                1,
            ),
            "one elasticity for all lines: assumption",
        ),
        "by_distance": Preset(
            {
                "elasticity_voice": 0.7, "elasticity_long_distance": 2.0, "elasticity_mobile": 1.0,
                "elasticity_broadband": 0.4, "elasticity_leased_line": 0.35,
            },
            "access is inelastic, calls the more elastic the further: Taylor 1994; sizes within -.1 to -.7: assumption",
        ),
    },
}  # fmt: skip
"""Presets by the name that stands where a parameter may stand, then by value; the first of each is the default."""


def unfolded(values: dict[str, Any]) -> dict[str, Any]:
    """Given parameters with presets put in place; what is named beside a preset goes first.

    Raises ValueError for a value that is no preset.
    """
    found: dict[str, Any] = {}
    for name, options in PRESETS.items():
        if name in values:
            chosen = values[name]
            if chosen not in options:
                raise ValueError(f"{name} is one of {', '.join(options)}")
            found |= options[chosen].values
    return found | {name: value for name, value in values.items() if name not in PRESETS}
