"""Numbers of how closely luck is followed; they move scores with luck taken out, and nothing that happens."""

from pydantic import BaseModel

from kamsim.market.parameters.ranges import ASSUMPTION, number


class Luck(BaseModel):
    """Section of the table: how luck is taken out of a score."""

    luck_followed: float = number(
        0.15, 0, 1, "share of the book at list", ASSUMPTION,
        "of an account from which on what rivals quote it and what fails there is followed: elsewhere it evens out",
    )  # fmt: skip
    luck_slope: float = number(
        0.2, 0.05, 0.25, "probability per logit", "p (1 - p) for p from 0.28 to 0.72: assumption",
        "what a logit is worth in a choice that is still to come",
    )  # fmt: skip
    luck_of_stage: float = number(
        0.25, 0, 1, "share", "practitioners: 21 to 29 % of sales begun are won",
        "of what a sale is worth that hangs on its not being dropped in a stage",
    )  # fmt: skip
    luck_later: float = number(
        0.05, 0, 0.5, "share per month", ASSUMPTION, "of the doubt about a renewal that a month of work takes away"
    )
