"""Numbers of usage, bills and margins."""

from pydantic import BaseModel

from kamsim.market.parameters.ranges import ASSUMPTION, number


class Usage(BaseModel):
    """Section of the table: usage, bills and margins."""

    growth_per_month: float = number(
        0.0, -0.03, 0.03, "share per month", ASSUMPTION, "added to each account's own growth"
    )
    usage_noise: float = number(0.12, 0, 0.3, "log", ASSUMPTION, "spread of monthly usage")
    usage_persistence: float = number(0.6, 0, 0.95, "correlation", ASSUMPTION, "of usage with last month's")
    season: float = number(
        1.0, 0, 2, "ratio", ASSUMPTION, "strength of the season, such as the Spring Festival; 0: none"
    )
    usage_elasticity: float = number(
        -0.3, -0.7, 0, "elasticity", "levels Taylor 1994; value: assumption", "usage that answers to our price"
    )
    elasticity_voice: float = number(
        1, 0, 2.3, "ratio", ASSUMPTION, "how much usage of voice lines answers to our price, beside usage_elasticity"
    )
    elasticity_long_distance: float = number(
        1, 0, 2.3, "ratio", "more elastic with distance: Tinbergen meta-analysis; size: assumption",
        "the same of long-distance lines",
    )  # fmt: skip
    elasticity_mobile: float = number(1, 0, 2.3, "ratio", ASSUMPTION, "the same of mobile lines")
    elasticity_broadband: float = number(
        1, 0, 2.3, "ratio", "access is inelastic: Taylor 1994; size: assumption", "the same of broadband lines"
    )
    elasticity_leased_line: float = number(
        1, 0, 2.3, "ratio", "access is inelastic: Taylor 1994; size: assumption", "the same of leased lines"
    )
    demand_shock: float = number(
        0, -0.6, 0.5, "share", "stress test: 20-40 % less in a downturn (assumption)",
        "by which everybody's usage changes at once, whoever supplies it",
    )  # fmt: skip
    demand_shock_month: int = number(1, 1, 60, "month of the game", ASSUMPTION, "from which that holds")
    margin: float = number(
        0.55, 0.4, 0.7, "share of list value", ASSUMPTION, "margin at list price, before cost to serve"
    )
    wallet_error: float = number(0.25, 0, 0.5, "log", ASSUMPTION, "error of a wallet estimate before it is mapped")
    wallet_error_mapped: float = number(0.10, 0, 0.5, "log", ASSUMPTION, "error of a mapped wallet")
