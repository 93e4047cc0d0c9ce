"""The luck of an account that is followed closely."""

from dataclasses import dataclass


@dataclass(slots=True)
class Watch:
    """The luck of an account that is followed closely: logits lost by trouble since a day, and CNY that one costs."""

    since_day: float = 0.0
    trouble: float = 0.0
    stake: float = 0.0
