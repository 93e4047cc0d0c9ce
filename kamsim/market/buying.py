"""How a buying center chooses: one utility per person and vendor, a probability per person, a rule for the group.

After Webster & Wind 1972 (roles), Choffray & Lilien 1980 (group choice) and Wilson, Lilien & Wilson 1989.
"""

from math import exp, log
from typing import NamedTuple

from kamsim.market.parameters import Parameters
from kamsim.market.people import FIT_WEIGHT, PRICE_WEIGHT

NOBODY = "nobody"
"""The choice of no vendor: nothing is bought, or a contract lapses."""

Part = tuple[str, float]
"""A cause and its share of a utility difference; positive speaks for us."""


class Voice(NamedTuple):
    """One person's say: weight in the group (0..1) and the parts of the log-odds for us; the parts sum to the log-odds."""

    person_id: str
    weight: float
    parts: tuple[Part, ...]


class Offer(NamedTuple):
    """What one vendor puts before the group: price relative to the reference price, fit and reputation 0..1, inertia in logits."""

    vendor: str
    price_ratio: float
    fit: float
    reputation: float
    inertia: float


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
    return sum(value for _, value in parts)


def logistic(odds: float) -> float:
    """Probability of given log-odds, without overflow."""
    return 1 / (1 + exp(-odds)) if odds > -700 else 0.0


def price_response(ratio: float, loss_aversion: float) -> float:
    """Log of the price ratio, steeper above the reference price (loss aversion); price 0 counts as 1 % of the reference."""
    value = log(max(ratio, 0.01))
    return loss_aversion * value if value > 0 else value


def _utilities(
    parameters: Parameters, chooser: Chooser, offers: tuple[Offer, ...]
) -> list[tuple[float, float, float, float, float]]:
    price = parameters.weight_price * PRICE_WEIGHT[chooser.role]
    fit = parameters.weight_fit * FIT_WEIGHT[chooser.role]
    return [
        (
            parameters.weight_relationship * attitude,
            -price * price_response(offer.price_ratio, parameters.loss_aversion),
            fit * offer.fit,
            parameters.weight_reputation * offer.reputation,
            offer.inertia,
        )
        for offer, attitude in zip(offers, chooser.attitudes, strict=True)
    ]


CAUSES = ("relationship", "price", "fit", "reputation", "inertia")


def doing_nothing(parameters: Parameters, people: int, disagreement: float) -> float:
    """Utility of no decision: more in large groups and in groups that disagree (`disagreement`: SD of attitudes to us)."""
    return (
        parameters.no_decision
        + parameters.no_decision_per_person * (people - 7)
        + parameters.no_decision_disagreement * disagreement
    )


def _spread(values: list[float]) -> float:
    mean = sum(values) / len(values)
    return (sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5


def _compare(own: tuple[float, ...], others: list[tuple[str, tuple[float, ...]]], nothing: float) -> tuple[Part, ...]:
    """Parts of the log-odds of our offer against all others: differences to the strongest, then the rest of the field."""
    totals = [sum(utility) for _, utility in others] + [nothing]
    strongest = max(range(len(totals)), key=totals.__getitem__)
    field = log(sum(exp(total - totals[strongest]) for total in totals))
    if strongest == len(others):
        parts = [*zip(CAUSES, own, strict=True), ("doing_nothing", -nothing)]
    else:
        best = others[strongest][1]
        parts = [(cause, mine - theirs) for cause, mine, theirs in zip(CAUSES, own, best, strict=True)]
    return (*parts, ("choice_of_rivals", -field))


def group_choice(
    parameters: Parameters, mode: str, choosers: tuple[Chooser, ...], offers: tuple[Offer, ...]
) -> GroupChoice:
    """Choice of a buying center among our offer (first), rivals' offers and doing nothing.

    `centralized`: the decider's odds with weight 0.8, the others 0.2. `dispersed`: everybody by influence.
    `mixed`: departments shortlist two outcomes, the decider chooses between them. A weighty opponent may veto.
    """
    spread = _spread([chooser.attitudes[0] for chooser in choosers])
    nothing = doing_nothing(parameters, len(choosers), spread)
    outcomes = [*(offer.vendor for offer in offers), NOBODY]
    table = [_utilities(parameters, chooser, offers) for chooser in choosers]
    shares = []
    for utilities in table:
        totals = [*(sum(utility) for utility in utilities), nothing]
        top = max(totals)
        powers = [exp(total - top) for total in totals]
        whole = sum(powers)
        shares.append([power / whole for power in powers])
    head = max(range(len(choosers)), key=lambda index: (choosers[index].role == "decider", choosers[index].share))
    if mode == "centralized" and len(choosers) > 1:
        rest = 1 - choosers[head].share
        weights = [0.8 if i == head else 0.2 * c.share / rest for i, c in enumerate(choosers)]
    elif mode == "mixed" and len(choosers) > 1:
        return _mixed(parameters, choosers, offers, table, shares, head, nothing, outcomes)
    else:
        weights = [chooser.share for chooser in choosers]
    voices = tuple(
        Voice(
            c.person_id,
            weight,
            _compare(u[0], [(o.vendor, v) for o, v in zip(offers[1:], u[1:], strict=True)], nothing),
        )
        for c, weight, u in zip(choosers, weights, table, strict=True)
    )
    totals = [sum(w * share[i] for w, share in zip(weights, shares, strict=True)) for i in range(len(outcomes))]
    return _with_veto(parameters, choosers, outcomes, totals, voices)


def _mixed(parameters, choosers, offers, table, shares, head, nothing, outcomes) -> GroupChoice:  # noqa: ANN001
    rest = 1 - choosers[head].share
    recommended = [
        sum(c.share / rest * share[i] for j, (c, share) in enumerate(zip(choosers, shares, strict=True)) if j != head)
        for i in range(len(outcomes))
    ]
    listed = sorted(range(len(outcomes)), key=lambda i: -recommended[i])[:2]
    if 0 not in listed:
        # Left off the shortlist: the decider never sees our offer.
        voice = Voice(choosers[head].person_id, 1.0, (("left_off_shortlist", -50.0),))
        totals = [logistic(-50.0) if i == 0 else 0.0 for i in range(len(outcomes))]
        split = sum(shares[head][i] for i in listed)
        for i in listed:
            totals[i] = (1 - totals[0]) * shares[head][i] / split
        return _with_veto(parameters, choosers, outcomes, totals, (voice,))
    other = next(i for i in listed if i != 0)
    own = table[head][0]
    if other == len(offers):
        parts = (*zip(CAUSES, own, strict=True), ("doing_nothing", -nothing))
    else:
        parts = tuple((cause, a - b) for cause, a, b in zip(CAUSES, own, table[head][other], strict=True))
    ours = logistic(log_odds(parts))
    totals = [0.0] * len(outcomes)
    totals[0], totals[other] = ours, 1 - ours
    return _with_veto(parameters, choosers, outcomes, totals, (Voice(choosers[head].person_id, 1.0, parts),))


def _with_veto(parameters, choosers, outcomes, totals, voices) -> GroupChoice:  # noqa: ANN001
    opposed = any(c.share >= 0.15 and round(c.attitudes[0]) <= -1 for c in choosers)
    veto = parameters.veto if opposed else 0.0
    ours = totals[0] * (1 - veto)
    others = [(name, share) for name, share in zip(outcomes[1:], totals[1:], strict=True)]
    others[-1] = (NOBODY, others[-1][1] + totals[0] * veto)
    return GroupChoice(ours, tuple(others), voices, veto)


def implied_probability(link: str, voices: tuple[Voice, ...], veto: float) -> float:
    """The probability that recorded voices imply: `logit`, or `cloglog` for a monthly hazard of leaving."""
    if link == "cloglog":
        return exp(-exp(-log_odds(voices[0].parts)))
    return (1 - veto) * sum(voice.weight * logistic(log_odds(voice.parts)) for voice in voices)
