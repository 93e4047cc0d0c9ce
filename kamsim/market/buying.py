"""How a buying center chooses: one utility per person and vendor, a probability per person, a rule for the group.

After Webster & Wind 1972 (roles), Choffray & Lilien 1980 (group choice) and Wilson, Lilien & Wilson 1989.
"""

from math import exp, log
from typing import NamedTuple

from kamsim.market.parameters import Parameters
from kamsim.market.people import role_weights
from kamsim.market.shortlist import taken_from_list
from kamsim.market.tastes import BALANCED, Taste

NOBODY = "nobody"
"""The choice of no vendor: nothing is bought, or a contract lapses."""

Part = tuple[str, float]
"""A cause and its share of a utility difference; positive speaks for us."""


class Voice(NamedTuple):
    """One person's say: weight in the group (0..1) and the parts that sum to the log-odds for us."""

    person_id: str
    weight: float
    parts: tuple[Part, ...]


class Offer(NamedTuple):
    """What one vendor puts before the group: price relative to the reference price, fit and reputation 0..1.

    `inertia` in logits speaks for the vendor they have, `inclination` for one they favor for no reason that could be
    named; `extras` are further named logits, of our own offer only.
    """

    vendor: str
    price_ratio: float
    fit: float
    reputation: float
    inertia: float
    extras: tuple[Part, ...] = ()
    inclination: float = 0.0


class Chooser(NamedTuple):
    """One member of the group: influence share and attitudes per vendor in the order of the offers, ours first."""

    person_id: str
    role: str
    share: float
    attitudes: tuple[float, ...]


class GroupChoice(NamedTuple):
    """Probability that the group takes our offer, of each other outcome, and the voices that make it up."""

    ours: float
    others: tuple[tuple[str, float], ...]
    voices: tuple[Voice, ...]
    veto: float


def log_odds(parts: tuple[Part, ...]) -> float:
    """The sum of the parts."""
    total = 0.0
    for _, value in parts:
        total += value
    return total


def logistic(odds: float) -> float:
    """Probability of given log-odds, without overflow."""
    return 1 / (1 + exp(-odds)) if odds > -700 else 0.0


def price_response(ratio: float, loss_aversion: float) -> float:
    """Log of the price ratio, steeper above the reference (loss aversion); price 0 counts as 1 % of the reference."""
    value = log(max(ratio, 0.01))
    return loss_aversion * value if value > 0 else value


def doing_nothing(parameters: Parameters, people: int, disagreement: float) -> float:
    """Utility of no decision: more in large groups and in groups that disagree (SD of attitudes to us)."""
    return (
        parameters.no_decision
        + parameters.no_decision_per_person * (people - 7)
        + parameters.no_decision_disagreement * disagreement
    )


def _spread(values: list[float]) -> float:
    mean = sum(values) / len(values)
    return (sum([(value - mean) ** 2 for value in values]) / len(values)) ** 0.5


def _head_of(choosers: tuple[Chooser, ...]) -> int:
    """The place of the decider; of the weightiest of several, and of all where there is none."""
    deciders = [index for index, chooser in enumerate(choosers) if chooser.role == "decider"]
    if len(deciders) == 1:
        return deciders[0]
    return max(deciders or range(len(choosers)), key=lambda index: choosers[index].share)


class _Terms(NamedTuple):
    """Offers in logits before anybody's own weights: price and fit are weighed by role, the rest is for all alike."""

    price: list[float]
    fit: list[float]
    reputation: list[float]
    inertia: list[float]
    inclination: list[float]
    rest: list[float]
    nothing: float
    weights: dict[str, tuple[float, float]]


def _terms_of(parameters: Parameters, offers: tuple[Offer, ...], nothing: float, taste: Taste) -> _Terms:
    on_price, averse = -taste.price * parameters.weight_price, parameters.loss_aversion
    on_fit, on_reputation = taste.service * parameters.weight_fit, taste.service * parameters.weight_reputation
    reputation = [on_reputation * offer.reputation for offer in offers]
    inertia = [offer.inertia for offer in offers]
    leaning = [offer.inclination for offer in offers]
    rest = [known + held + own for known, held, own in zip(reputation, inertia, leaning, strict=True)]
    rest[0] += log_odds(offers[0].extras)
    return _Terms(
        [on_price * price_response(offer.price_ratio, averse) for offer in offers],
        [on_fit * offer.fit for offer in offers],
        reputation,
        inertia,
        leaning,
        rest,
        nothing,
        role_weights(parameters),
    )


def _wishes(parameters: Parameters, choosers: tuple[Chooser, ...], terms: _Terms) -> list[list[float]]:
    """Each chooser's share for every outcome; the last is doing nothing."""
    weight, found = parameters.weight_relationship, []
    prices, fits, _, _, _, rests, nothing, weights = terms
    for _, role, _, attitudes in choosers:
        on_price, on_fit = weights[role]
        # Plain loops: this is the heart of every choice, and for five offers a list comprehension costs more.
        totals = []
        for place, price in enumerate(prices):
            totals.append(weight * attitudes[place] + on_price * price + on_fit * fits[place] + rests[place])
        totals.append(nothing)
        top, whole, powers = max(totals), 0.0, []
        for total in totals:
            power = exp(total - top)
            whole += power
            powers.append(power)
        found.append([power / whole for power in powers])
    return found


def _speak(
    weight: float, chooser: Chooser, wishes: list[float], terms: _Terms, extras: tuple[Part, ...]
) -> tuple[Part, ...]:
    """Parts of the log-odds of our offer against the field: differences to the strongest of it, then the rest of it."""
    _, role, _, attitudes = chooser
    prices, fits, reputations, inertias, leanings, _, nothing, weights = terms
    on_price, on_fit = weights[role]
    others = wishes[1:]
    share = max(others)
    best = 1 + others.index(share)
    liking, price, fit, reputation, inertia = attitudes[0], prices[0], fits[0], reputations[0], inertias[0]
    leaning = leanings[0]
    rival = best < len(prices)
    if rival:
        liking, price, fit = liking - attitudes[best], price - prices[best], fit - fits[best]
        reputation, inertia = reputation - reputations[best], inertia - inertias[best]
        leaning -= leanings[best]
    parts = (
        ("relationship", weight * liking),
        ("price", on_price * price),
        ("fit", on_fit * fit),
        ("reputation", reputation),
        ("inertia", inertia),
        *((("inclination", leaning),) if leaning else ()),
        *(() if rival else (("doing_nothing", -nothing),)),
        *extras,
    )
    return (*parts, ("choice_of_rivals", log(share / sum(others)) if share else 0.0)) if len(others) > 1 else parts


def group_choice(
    parameters: Parameters,
    mode: str,
    choosers: tuple[Chooser, ...],
    offers: tuple[Offer, ...],
    put_off: float = 0.0,
    taste: Taste = BALANCED,
) -> GroupChoice:
    """Choice of a buying center among our offer (first), rivals' offers and doing nothing.

    `centralized`: mostly the decider's odds. `dispersed`: everybody by influence. `mixed`: departments list two
    vendors, the decider takes one of them or nothing. A weighty opponent may veto. `put_off`: logits on doing nothing
    beyond what any choice has. `taste`: what the account leans to. An empty group chooses nobody.
    """
    if not choosers:
        return GroupChoice(0.0, (*((offer.vendor, 0.0) for offer in offers[1:]), (NOBODY, 1.0)), (), 0.0)
    disagreement = _spread([chooser.attitudes[0] for chooser in choosers])
    nothing = put_off + doing_nothing(parameters, len(choosers), disagreement)
    terms = _terms_of(parameters, offers, nothing, taste)
    wishes = _wishes(parameters, choosers, terms)
    head = _head_of(choosers)
    if mode == "mixed" and len(choosers) > 1:
        shares, voices = _shortlisted(parameters, choosers, wishes, terms, offers[0].extras, head)
    else:
        weights = [chooser.share for chooser in choosers]
        if mode == "centralized" and len(choosers) > 1:
            rest = 1 - choosers[head].share
            top = parameters.decider_weight
            weights = [top if i == head else (1 - top) * weight / rest for i, weight in enumerate(weights)]
        liking, extras = parameters.weight_relationship, offers[0].extras
        voices = tuple(
            [
                Voice(chooser.person_id, weight, _speak(liking, chooser, own, terms, extras))
                for chooser, weight, own in zip(choosers, weights, wishes, strict=True)
            ]
        )
        shares = [0.0] * len(wishes[0])
        for weight, own in zip(weights, wishes, strict=True):
            for place, share in enumerate(own):
                shares[place] += weight * share
    opposed = any(c.share >= parameters.veto_share and round(c.attitudes[0]) <= -1 for c in choosers)
    veto = parameters.veto if opposed else 0.0
    others = [(offer.vendor, share) for offer, share in zip(offers[1:], shares[1:], strict=False)]
    others.append((NOBODY, shares[-1] + shares[0] * veto))
    return GroupChoice(shares[0] * (1 - veto), tuple(others), voices, veto)


def _shortlisted(
    parameters: Parameters,
    choosers: tuple[Chooser, ...],
    wishes: list[list[float]],
    terms: _Terms,
    extras: tuple[Part, ...],
    head: int,
) -> tuple[list[float], tuple[Voice, ...]]:
    """The departments list two vendors; the decider, at `head`, takes one of them, or nothing.

    The last part of the decider's voice says what the list changes in the decider's own odds.
    """
    decider, vendors = wishes[head], len(terms.price)
    parts = _speak(parameters.weight_relationship, choosers[head], decider, terms, extras)
    if vendors == 1:
        return decider, (Voice(choosers[head].person_id, 1.0, parts),)
    advice = [
        [chooser.share * share for share in own]
        for place, (chooser, own) in enumerate(zip(choosers, wishes, strict=True))
        if place != head
    ]
    shares = taken_from_list([sum(column) for column in zip(*advice, strict=True)][:vendors], decider)
    parts += (("shortlist", log(shares[0] / sum(shares[1:])) - log_odds(parts)),)
    return shares, (Voice(choosers[head].person_id, 1.0, parts),)


def implied_probability(link: str, voices: tuple[Voice, ...], veto: float) -> float:
    """The probability that recorded voices imply: `logit`, or `cloglog` for a hazard that adds up over a time."""
    if link == "cloglog":
        total = log_odds(voices[0].parts)
        return exp(-exp(-total)) if total > -6 else 0.0
    return (1 - veto) * sum(voice.weight * logistic(log_odds(voice.parts)) for voice in voices)
