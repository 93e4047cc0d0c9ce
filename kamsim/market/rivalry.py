"""Numbers of what rivals see and answer, of attacks on buildings, and of accounts taken and grabbed back."""

from pydantic import BaseModel

from kamsim.market.ranges import ASSUMPTION, number


class RivalNumbers(BaseModel):
    """Whom rivals want, what they notice, and how they answer with their price."""

    poach_bill: float = number(0.4, 0, 1.5, "logit per SD", ASSUMPTION, "larger accounts are wanted more")
    poach_unhappy: float = number(0.8, 0, 2, "logit", ASSUMPTION, "an unhappy account is wanted more")
    poach_contract_end: float = number(0.9, 0, 2, "logit", ASSUMPTION, "an account whose term ends soon is wanted more")
    poach_no_coach: float = number(0.6, 0, 2, "logit", ASSUMPTION, "an account where nobody coaches us is wanted more")
    poach_defection: float = number(
        0.3, 0, 2, "logit", ASSUMPTION, "an account in a building that another was seen to leave is wanted more"
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


class AttackNumbers(BaseModel):
    """A rival that goes from door to door in a building; what an account that heard of a lower price forgives."""

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
    attack_visit: float = number(0.10, 0, 0.5, "levels", ASSUMPTION, "a visit when a rival is in the building")
    apology: float = number(0.5, 0, 1, "share", ASSUMPTION, "of what was lost when a neighbor is heard to pay less")


class GrabNumbers(BaseModel):
    """Accounts that a rival took, that came back, and that the rival tries to grab back."""

    rival_term: float = number(0.65, 0, 1, "probability", ASSUMPTION, "a rival binds an account that it took")
    win_back_first_life: float = number(
        0.5, 0, 2, "logit", "direction Kumar et al. 2015; size: assumption", "an account that never left before"
    )
    win_back_pause: int = number(6, 0, 24, "months", ASSUMPTION, "until an account may be asked back again")
    second_life_spending: float = number(
        0.10, 0, 0.5, "share", "direction Kumar et al. 2015; size: assumption", "who left over service spends more"
    )
    counter_grab: float = number(
        0.30, 0, 1, "probability", ASSUMPTION, "a rival tries to take back an account that we won back"
    )
    counter_grab_days: float = number(60, 1, 180, "days", ASSUMPTION, "within which it tries")
    counter_grab_cut: float = number(
        0.10, 0, 0.4, "share of our price", ASSUMPTION, "how far below us its offer then is"
    )
    counter_grab_term: int = number(24, 0, 36, "months", ASSUMPTION, "how long its offer would bind the account")
    counter_grab_base: float = number(0.8, -2, 4, "logit", ASSUMPTION, "a contract just signed with us holds")
    lock_in_reluctance: float = number(0.03, 0, 0.1, "logit per month", ASSUMPTION, "accounts like to stay free")


class Rivalry(GrabNumbers, AttackNumbers, RivalNumbers):
    """All of them, as a part of the parameter table."""
