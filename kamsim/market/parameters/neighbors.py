"""Numbers of what neighbors hear of each other."""

from pydantic import BaseModel

from kamsim.market.parameters.ranges import ASSUMPTION, number


class Neighbors(BaseModel):
    """Section of the table: what neighbors hear of each other."""

    building_leak: float = number(0.03, 0, 0.1, "per neighbor and month", ASSUMPTION, "a secret discount becomes known")
    bundle_leak: float = number(
        0.006,
        0,
        0.1,
        "per neighbor and month",
        "bundles are hard to compare (training documents); size: assumption",
        "a bundle becomes known",
    )
    leak_satisfaction: float = number(
        0.5, 0, 2, "standard deviations", ASSUMPTION, "lost when a neighbor turns out to pay less"
    )
    leak_attitude: float = number(0.3, 0, 1, "levels", ASSUMPTION, "lost when a neighbor turns out to pay less")
    noticed_difference: float = number(0.01, 0, 0.2, "share of list price", ASSUMPTION, "price gap that is noticed")
    apology: float = number(0.5, 0, 1, "share", ASSUMPTION, "of what was lost when a neighbor is heard to pay less")
    line_comparability: float = number(
        0.8, 0, 1, "ratio", ASSUMPTION, "a better price on several lines becomes known, against one on a single product"
    )
    solution_comparability: float = number(
        0.3, 0, 1, "ratio", ASSUMPTION, "a solution's price becomes known, against a bundle's"
    )
