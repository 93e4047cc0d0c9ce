"""Vocabulary of the buying center: roles, ranks, social styles and needs, and how much each role weighs."""

from kamsim.market.parameters import Parameters

ROLES = ("decider", "finance", "technical", "user", "purchasing", "influencer", "gatekeeper")
RANKS = ("S", "A", "B", "C")
"""Position of a person in their firm, highest first."""
RANK_ORDER = {"S": 4, "A": 3, "B": 2, "C": 1}
"""Ranks as numbers, to compare with the seniority of our account managers (1 junior, 2 middle, 3 senior)."""
STYLES = ("controlling", "advocating", "analytical", "amiable")
NEEDS = ("basic", "esteem", "achievement")
DECISION_MODES = ("centralized", "mixed", "dispersed")

PRICE_WEIGHT = {
    "decider": 0.8, "technical": 0.4, "user": 0.5, "purchasing": 1.6, "influencer": 0.8, "gatekeeper": 0.8,
}  # fmt: skip
"""How much price matters to a role, relative to the group (assumption); to finance: `price_weight_finance`."""

FIT_WEIGHT = {
    "decider": 1.2, "technical": 1.6, "user": 1.4, "purchasing": 0.6, "influencer": 1.0, "gatekeeper": 0.6,
}  # fmt: skip
"""How much the fit of the offer matters to a role (assumption); to finance: `fit_weight_finance`."""

_WEIGHTS = {role: (PRICE_WEIGHT[role], FIT_WEIGHT[role]) for role in PRICE_WEIGHT}


def role_weights(parameters: Parameters) -> dict[str, tuple[float, float]]:
    """How much price and fit matter to each role."""
    return {**_WEIGHTS, "finance": (parameters.price_weight_finance, parameters.fit_weight_finance)}


def influence_of(parameters: Parameters) -> dict[str, float]:
    """Relative influence of each role on a purchase; shares are these over their sum in the group."""
    return {role: getattr(parameters, f"influence_{role}") for role in ROLES}


SUPPORTER_LEVEL = 1.0
"""Attitude from which a person counts as a supporter."""

COACH_LEVEL = 2.5
"""Attitude from which a person is shown as a coach."""

LEVELS = (-1, 0, 1, 2, 3)
"""Displayed attitude: against us, neutral, supports, excludes rivals, coach."""


def displayed_level(attitude: float, before: int | None = None, hysteresis: float = 0.0) -> int:
    """The level nearest to an attitude, -1 to 3; one shown before stays until it is clearly off."""
    if before is not None and abs(attitude - before) <= 0.5 + hysteresis:
        return before
    return max(-1, min(3, round(attitude)))


def above_us(manager_level: float, rank: str) -> bool:
    """Whether a person's rank is more than one above our own, so that a contact does less without a sponsor."""
    return int(manager_level + 0.5) < RANK_ORDER[rank] - 1


def influence_shares(influence: dict[str, float], roles: list[str]) -> list[float]:
    """Each person's share of the group's influence, summing to 1; an empty group gives an empty list."""
    raw = [influence[role] for role in roles]
    total = sum(raw)
    return [value / total for value in raw]
