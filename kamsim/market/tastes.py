"""What an account looks at most when its buying center compares offers: the price, or what it gets for it."""

from typing import NamedTuple

from kamsim.market.parameters import Parameters

LEANINGS = ("balanced", "price", "service")
"""To what an account leans; kinds of accounts after the training documents' classes of attitudes to spending."""


class Taste(NamedTuple):
    """How much price, and fit, reputation and service so far, count for an account, relative to others."""

    price: float
    service: float


BALANCED = Taste(1.0, 1.0)


def taste_of(parameters: Parameters, leaning: str) -> Taste:
    """The taste of an account that leans to something: more of that counts, and less of the other."""
    price, service = parameters.leaning_price, parameters.leaning_service
    if leaning == "price":
        return Taste(price, 1 / service)
    return Taste(1 / price, service) if leaning == "service" else BALANCED
