"""Rivals: five kinds, whom they try to poach, what they quote, what they see of us, and how they answer."""

from math import log
from typing import NamedTuple

from kamsim.market.parameters import Parameters

RIVAL_KINDS = ("price_fighter", "building_attacker", "quality_incumbent", "niche", "reseller")


class Habit(NamedTuple):
    """How a kind of rival competes: eagerness to poach (logit), smallest and largest cut of a quote (share of ours).

    `sight` is the probability of noticing what it lost to us; `temper` times `retaliation` that of answering with its
    price; above 1, `neighbor_weight` makes it attack whole buildings. All assumptions, inspired by the training
    documents; quotes 5-20 % under ours (times `quote_cut`), sight .3-.7, answers .25-.40.
    """

    eagerness: float
    least_cut: float
    most_cut: float
    neighbor_weight: float
    sight: float
    temper: float


HABITS = {
    "price_fighter": Habit(0.3, 0.08, 0.20, 1.0, 0.6, 4 / 3),
    "building_attacker": Habit(0.0, 0.10, 0.20, 3.0, 0.7, 7 / 6),
    "quality_incumbent": Habit(-0.6, 0.02, 0.08, 1.0, 0.4, 5 / 6),
    "niche": Habit(-0.9, 0.05, 0.15, 1.0, 0.3, 5 / 6),
    "reseller": Habit(-0.3, 0.05, 0.15, 1.5, 0.5, 1.0),
}


def courting_of(parameters: Parameters, kind: str) -> float:
    """How much a kind of rival courts people, relative to `rival_courting`."""
    return getattr(parameters, f"courting_{kind}")


def poach_odds(parameters: Parameters, habit: Habit, bill_score: float) -> float:
    """Log-odds that a rival quotes an account this month when nothing else tempts it.

    `bill_score`: SD of log bill above the book's mean.
    """
    return parameters.poach_base + habit.eagerness + parameters.poach_bill * bill_score


def lure_of_account(parameters: Parameters, unhappy: bool, contract_ends_soon: bool, no_coach: bool) -> float:
    """Logits that an account's own state adds to the wish to poach it."""
    lure = parameters.poach_unhappy * unhappy + parameters.poach_contract_end * contract_ends_soon
    return lure + parameters.poach_no_coach * no_coach


def lure_of_building(
    parameters: Parameters, habit: Habit, attacked: bool, forewarned: bool = False, defection: bool = False
) -> float:
    """Logits that what happens in a building adds to the wish to poach an account there.

    `attacked`: the rival goes from door to door; `forewarned`: we were at the account first; `defection`: the rival has
    seen an account leave us there.
    """
    lure = parameters.poach_defection * defection - parameters.attack_forewarned * forewarned
    return lure + (log(habit.neighbor_weight) if attacked else 0.0)


def quoted_ratio(parameters: Parameters, habit: Habit, draw: float) -> float:
    """A rival's quote relative to its usual price; `draw` is uniform 0..1."""
    least, most = parameters.quote_cut * habit.least_cut, parameters.quote_cut * habit.most_cut
    return 1 - least - (most - least) * draw


def price_floor(parameters: Parameters) -> float:
    """The lowest price of a rival, relative to our list price: its cost and a little more."""
    return parameters.rival_cost * (1 + parameters.rival_markup)


def notice_probability(parameters: Parameters, habit: Habit) -> float:
    """Probability that a rival notices what it lost and at what price."""
    return min(1.0, habit.sight * parameters.rival_sight)


def notice_days(parameters: Parameters, draw: float) -> float:
    """Days until a rival has noticed: from two thirds to four thirds of the mean; `draw` is uniform 0..1."""
    return parameters.rival_lag_days * (2 + 2 * draw) / 3


def answer_probability(parameters: Parameters, habit: Habit, lost_share: float) -> float:
    """Probability that a rival answers noticed losses with its price; below the threshold it never does.

    `lost_share`: what it noticed to have lost lately, over what it supplied. Mostly passive (Steenkamp et al. 2005).
    """
    return min(1.0, parameters.retaliation * habit.temper) if lost_share > parameters.rival_patience else 0.0


def answered_price(parameters: Parameters, price: float, seen: float) -> float:
    """A rival's price after its answer: part of the way from its own to the price of ours that it saw; never up.

    It answers a price attack with its price; where we did not win by price, its price stays.
    """
    step = parameters.rival_reaction * max(0.0, price - seen)
    return min(price, max(price_floor(parameters), price - step))


def attack_pays(parameters: Parameters, building_value: float) -> bool:
    """Whether wiring a building is worth it: the part of our business there (CNY a month, list) that it hopes to win.

    It hopes for `attack_take` of it at the attack's price for two years, and pays the wiring once.
    """
    margin = max(0.0, 1 - parameters.attack_cut - parameters.rival_cost)
    return 24 * parameters.attack_take * margin * building_value > parameters.wiring_cost


def attack_quote(parameters: Parameters, usual: float) -> float:
    """A quote in an attacked building: the usual one or `attack_cut` below our list price, never below the floor."""
    return max(price_floor(parameters), min(usual, 1 - parameters.attack_cut))
