"""One line that a rival takes from an account which stays with us otherwise; sizes are assumptions."""

from kamsim.market.buying import Part
from kamsim.market.parameters import Parameters
from kamsim.market.tastes import BALANCED, Taste


def line_parts(
    parameters: Parameters,
    price_gap: float,
    closeness: float,
    held: tuple[Part, ...],
    in_term: bool,
    taste: Taste = BALANCED,
) -> tuple[Part, ...]:
    """Parts of the log-odds that an account leaves a line with us for which a rival asks less.

    `price_gap`: log of our price over the rival's; `closeness`: attitude to us less that to the rival, in levels;
    `held`: what holds the account as at the end of a term; `in_term`: whether a term covers the line.
    """
    return (
        ("line_asked_for", parameters.line_hold),
        ("price", -taste.price * parameters.weight_price * price_gap),
        ("relationship", parameters.weight_relationship * closeness),
        *((("line_in_term", parameters.line_term),) if in_term else ()),
        *held,
    )
