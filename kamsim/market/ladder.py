"""The product ladder: the higher an account stands on it, the harder its price is to compare with a neighbor's.

Single product, several lines, bundle, solution made for one account (training documents); sizes are assumptions.
"""

from kamsim.market.parameters import Parameters


def rung_of(lines: int, bundled: bool, strategy: str) -> str:
    """Where an account stands: a solution is a bundle where both firms have grown together (Velcro)."""
    if bundled:
        return "solution" if strategy == "velcro" else "bundle"
    return "line" if lines > 1 else "product"


def leak_chance(parameters: Parameters, rung: str) -> float:
    """Probability that a neighbor hears of a better price in a month."""
    if rung == "product":
        return parameters.building_leak
    if rung == "line":
        return parameters.building_leak * parameters.line_comparability
    return parameters.bundle_leak * (parameters.solution_comparability if rung == "solution" else 1.0)
