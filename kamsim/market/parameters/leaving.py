"""Numbers of leaving, and of what holds an account."""

from pydantic import BaseModel

from kamsim.market.parameters.ranges import ASSUMPTION, number


class Leaving(BaseModel):
    """Section of the table: leaving, and of what holds an account."""

    # leaving between terms
    churn_no_contract: float = number(
        0.018, 0.008, 0.04, "per month", "operator reports, 12-18 % a year", "leaving without a contract"
    )
    churn_in_term: float = number(
        0.0015, 0.0005, 0.005, "per month", "operator reports, 12-18 % a year", "leaving within a term"
    )
    ratio_satisfaction: float = number(
        0.70,
        0.55,
        0.85,
        "hazard ratio",
        "direction Bolton 1998; size: assumption",
        "one standard deviation more satisfied",
    )
    ratio_price_gap: float = number(
        1.35, 1.1, 1.8, "hazard ratio per 10 %", ASSUMPTION, "dearer than the best live quote"
    )
    ratio_supporter: float = number(
        0.85,
        0.75,
        0.95,
        "hazard ratio",
        "direction Palmatier 2008; size: assumption",
        "each supporter beyond the first, up to `supporters_counted`",
    )
    supporters_counted: int = number(4, 0, 10, "people", ASSUMPTION, "supporters beyond the first that count")
    ratio_incident: float = number(
        1.6, 1.0, 2.5, "hazard ratio", ASSUMPTION, "a major incident unresolved or in the last 90 days"
    )
    ratio_neighbor: float = number(
        1.8, 1.2, 1.8, "hazard ratio", "Nitzan & Libai 2011", "a neighbor left, fading with a half-life of 30 days"
    )
    ratio_line: float = number(
        0.75,
        0.6,
        0.95,
        "hazard ratio",
        "direction Prince & Greenstein 2014; size: assumption",
        "each further product line, up to `lines_counted`",
    )
    lines_counted: int = number(3, 0, 10, "lines", ASSUMPTION, "product lines beyond the first that count")
    ratio_owner_change: float = number(
        1.25,
        1.1,
        1.6,
        "hazard ratio",
        "direction Shi et al. 2017; size: assumption",
        "the account's owner on our side changed",
    )
    owner_change_months: int = number(
        6, 0, 24, "months", ASSUMPTION, "months for which a change of owner unsettles an account"
    )
    frailty: float = number(0.4, 0, 1, "log hazard", ASSUMPTION, "spread between accounts that nothing explains")
    neighbor_half_life_days: float = number(30, 10, 90, "days", "Nitzan & Libai 2011", "how fast a loss is forgotten")
    incident_memory_days: float = number(90, 0, 365, "days", ASSUMPTION, "how long a major incident counts")

    # what shocks and offends
    ratio_bill_shock: float = number(
        1.5, 1, 2.5, "hazard ratio per 10 %", ASSUMPTION, "a fee that rises at re-basing by more than goes unnoticed"
    )
    bill_shock_threshold: float = number(0.10, 0, 0.5, "share of the fee", ASSUMPTION, "rise that shocks nobody")
    bill_shock_months: int = number(2, 0, 12, "months", ASSUMPTION, "how long a bill shock is felt")
    bill_shock_attitude: float = number(
        0.3, 0, 1, "levels", ASSUMPTION, "what a fee that shocks costs with people of finance"
    )
    ratio_proactive_offer: float = number(
        1.6,
        1.0,
        1.7,
        "hazard ratio",
        "Ascarza et al. 2016",
        "a cheaper plan or price that a heavy user did not ask for",
    )
    proactive_months: int = number(3, 0, 12, "months", "Ascarza et al. 2016", "how long such an offer makes them think")
    proactive_over_use: float = number(
        1.05, 1, 2, "ratio", ASSUMPTION, "last usage to its half-year mean from which an account is a heavy user"
    )

    # what holds an account
    exit_fee_share: float = number(
        0, 0, 1, "share of what is left of the term", ASSUMPTION, "fee for leaving within a term"
    )
    exit_fee_hold: float = number(
        0.15, 0, 0.5, "log hazard per monthly bill", ASSUMPTION, "how a fee for leaving holds an account"
    )
    strategy_ties: float = number(1.0, 0, 3, "ratio", ASSUMPTION, "switching cost that closer strategies build")
    ties_tailored: float = number(
        0.10, 0, 1, "logit", "training documents: only the last two levels bind deeply; size: assumption",
        "switching cost that tailored service builds",
    )  # fmt: skip
    ties_relationship: float = number(
        0.20, 0, 1, "logit", "training documents: only the last two levels bind deeply; size: assumption",
        "the same of relationship service",
    )  # fmt: skip
    strategy_price: float = number(1, 0, 5, "ratio", ASSUMPTION, "what every relationship strategy costs")
    switching_ceiling: float = number(
        2.5, 0.5, 5, "logit", ASSUMPTION, "most that all switching costs together can hold, or a fee for leaving"
    )
    switching_size: float = number(1, 0, 3, "ratio", ASSUMPTION, "what every method against leaving holds")
    switching_price: float = number(1, 0, 5, "ratio", ASSUMPTION, "what every method against leaving costs")
