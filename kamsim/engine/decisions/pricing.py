"""Which decisions put a price before an account, and which of them a bundle."""

from kamsim.engine.decisions.decision import Decision
from kamsim.engine.decisions.inbox import Answer
from kamsim.engine.decisions.offers import GiveDiscount, OfferBundle, OfferContract, Propose, WinBack

PRICE_OFFERS = frozenset({GiveDiscount, OfferContract, OfferBundle, Propose, WinBack})
PRICED_ANSWERS = frozenset(
    {
        "match", "trade_for_term", "trade_for_volume", "trade_for_reference", "renew_12", "renew_24", "discount_now",
        "bundle_tenants", "explain_with_bundle", "win_back_upgrade", "win_back_discount", "win_back_bundle",
        "meet_part", "bind_24",
    }
)  # fmt: skip
"""Decisions, and options of the inbox, that put a price before an account."""


def price_offer_to(decision: Decision) -> str | None:
    """The account to which a decision offers a price, a term, a bundle or its return; None for other decisions."""
    kind = type(decision)
    if kind in PRICE_OFFERS:
        return decision.account
    if kind is Answer and decision.option in PRICED_ANSWERS:
        return ":".join(decision.situation.split(":")[1:-1])
    return None


def offers_bundle(decision: Decision) -> bool:
    """Whether a decision puts a new bundle before an account; answers of the inbox do so by their options."""
    match decision:
        case OfferBundle():
            return True
        case Propose():
            return decision.plan is not None
        case WinBack():
            return decision.offer == "bundle"
    return False
