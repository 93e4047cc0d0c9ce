"""Numbers of rivals: quotes, prices, attacks on buildings."""

from pydantic import BaseModel

from kamsim.market.parameters.ranges import ASSUMPTION, number


class Rivals(BaseModel):
    """Section of the table: rivals: quotes, prices, attacks on buildings."""

    # poaching and quotes
    poach_base: float = number(-3.2, -6, 0, "logit per month", ASSUMPTION, "a rival's wish to poach an account")
    poach_bill: float = number(
        0.4,
        0,
        1.5,
        "logit per SD",
        "assumption; with 1.2 the largest accounts would be quoted to every month",
        "larger accounts are wanted more",
    )
    poach_unhappy: float = number(0.8, 0, 2, "logit", ASSUMPTION, "an unhappy account is wanted more")
    poach_unhappy_below: float = number(
        -0.5, -3, 3, "SD of satisfaction", ASSUMPTION, "rivals hear that an account below it is unhappy"
    )
    poach_contract_end: float = number(0.9, 0, 2, "logit", ASSUMPTION, "an account whose term ends soon is wanted more")
    poach_no_coach: float = number(0.6, 0, 2, "logit", ASSUMPTION, "an account where nobody coaches us is wanted more")
    poach_defection: float = number(
        0.3, 0, 2, "logit", ASSUMPTION, "an account in a building that another was seen to leave is wanted more"
    )
    quote_cut: float = number(
        1, 0, 2, "ratio", "2-20 % by kind of rival: assumption", "how far below its usual price a rival quotes"
    )
    quote_days: float = number(60, 15, 180, "days", ASSUMPTION, "how long a rival's quote stays open")

    # one line that a rival takes
    line_poach: float = number(
        0.015, 0, 1, "per month", ASSUMPTION, "a rival with a cheaper quote asks for the smallest of our lines"
    )
    line_poach_gap: float = number(
        0.05, 0, 1, "share of the quote", ASSUMPTION, "from which our price is clearly above a quote"
    )
    line_hold: float = number(1.5, -2, 5, "logit", ASSUMPTION, "a line stays where it is, when price and ties are even")
    line_term: float = number(1.0, 0, 5, "logit", ASSUMPTION, "the term that covers a line holds it")

    # prices of rivals, and what they notice
    retaliation: float = number(
        0.30,
        0,
        1,
        "probability",
        "mostly passive: Steenkamp et al. 2005",
        "a rival answers noticed losses with its price",
    )
    rival_cost: float = number(
        0.667, 0.3, 1, "share of our list price", ASSUMPTION, "what serving an account costs a rival"
    )
    rival_markup: float = number(
        0.05, 0, 0.5, "share of cost", ASSUMPTION, "a rival never goes below its cost and this"
    )
    rival_sight: float = number(
        1.0, 0, 1.6, "ratio", ".3-.7 by kind of rival: assumption", "how often rivals notice what they lost to us"
    )
    rival_lag_days: float = number(
        45, 0, 180, "days", ASSUMPTION, "until a rival has noticed, two to four thirds of it"
    )
    rival_patience: float = number(
        0.02, 0, 1, "share of its book", ASSUMPTION, "recent losses that a rival bears without an answer"
    )
    rival_memory_days: float = number(
        90, 0, 720, "days", ASSUMPTION, "for which a loss that a rival noticed counts as recent"
    )
    rival_reaction: float = number(
        0.5, 0, 1, "share of the gap", ASSUMPTION, "how far an answer goes towards our price"
    )

    # how much each kind of rival courts people
    courting_price_fighter: float = number(
        1, 0, 3, "ratio", ASSUMPTION, "what visits of a price fighter gain, beside rival_courting"
    )
    courting_building_attacker: float = number(
        1, 0, 3, "ratio", ASSUMPTION, "what visits of a building attacker gain, beside rival_courting"
    )
    courting_quality_incumbent: float = number(
        1, 0, 3, "ratio", ASSUMPTION, "what visits of a quality incumbent gain, beside rival_courting"
    )
    courting_niche: float = number(1, 0, 3, "ratio", ASSUMPTION, "what visits of a niche gain, beside rival_courting")
    courting_reseller: float = number(
        1, 0, 3, "ratio", ASSUMPTION, "what visits of a reseller gain, beside rival_courting"
    )

    # a rival that goes from door to door
    attack_days: float = number(90, 0, 360, "days", ASSUMPTION, "how long a rival goes from door to door in a building")
    attack_cut: float = number(
        0.20,
        0,
        0.4,
        "share of our list price",
        "buyers speak of two tenths (training documents)",
        "a quote in an attacked building",
    )
    attack_take: float = number(
        0.15, 0, 1, "share", ASSUMPTION, "part of our business in a building that an attack hopes for"
    )
    wiring_cost: float = number(30000, 0, 1000000, "CNY", ASSUMPTION, "what wiring a building costs a rival once")
    attack_forewarned: float = number(
        0.8, 0, 3, "logit", ASSUMPTION, "an account that we warned lets the attacker in less often"
    )
    attack_offers: int = number(
        5, 0, 50, "tenants", "as many as its hours allow: assumption", "to whom the bundle is offered under attack"
    )
    attack_visit: float = number(0.10, 0, 0.5, "levels", ASSUMPTION, "a visit when a rival is in the building")
