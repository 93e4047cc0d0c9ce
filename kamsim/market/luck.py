"""What hangs on draws that are no choice, in the choice that comes after them. Closed forms: they are asked often."""

from math import exp, log

from kamsim.market.parameters import Parameters
from kamsim.market.service import SEVERITIES


def left_of_attitude(parameters: Parameters, share: float, people: int, days: float) -> float:
    """Weighted levels that one level of a person with an influence share still makes in their group after some days.

    What the person forgets is gone, what colleagues talked them out of has gone over to all of them alike.
    """
    kept = exp(-log(2) * days / parameters.attitude_half_life_days)
    own = exp(-parameters.peer_influence * days)
    return kept * (own * share + (1 - own) / people)


def logits_of_incident(parameters: Parameters, level: int) -> float:
    """Logits that an incident of level 1 or 2 takes from a renewal soon after it: satisfaction and attitudes."""
    severity = SEVERITIES[level]
    shock = -(severity.technical_shock + severity.other_shock) / 2
    lost = parameters.satisfaction_inertia * severity.impact + parameters.weight_relationship * shock
    return parameters.severity * lost


def logits_of_month(parameters: Parameters) -> float:
    """The same of all incidents that a month brings on average."""
    return parameters.outages * logits_of_incident(parameters, 1) + parameters.faults * logits_of_incident(
        parameters, 2
    )


def chance_by_the_end(parameters: Parameters, chance: float, months: int) -> float:
    """Probability of renewing at the end of a term, from what it is today; the months until then can raise it."""
    return 1 - (1 - chance) * (1 - parameters.luck_later) ** months
