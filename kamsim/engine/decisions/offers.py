"""Prices, terms and bundles that we put before an account, whether it is ours, lost, or in a sale."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from kamsim.engine.decisions.decision import Decision, Terse
from kamsim.engine.decisions.fields import AccountId, Allowance, Discount, PlanName, Term, X
from kamsim.market.proposals import MOST_OPTIONS
from kamsim.market.winback import WIN_BACK_OFFERS


class GiveDiscount(Decision):
    """Cut an account's price from now on, without asking for anything."""

    kind: Literal["give_discount"] = "give_discount"
    account: AccountId
    discount: Discount


class OfferContract(Decision):
    """Offer an account a new term at a discount; 3 hours, the buying center answers.

    `pays_early` asks it to pay its bills in advance (`early_payment_days`) for as long as it has a term with us.
    """

    kind: Literal["offer_contract"] = "offer_contract"
    account: AccountId
    term_months: Term = 24
    discount: Discount = 0.0
    pays_early: bool = False


class OfferBundle(Terse):
    """Offer an account the Evergreen bundle on its whole wallet; 4 hours, the buying center answers.

    `x` in CNY a month, at least what the account uses with us (`bundle_floor_share`); left out, it is taken from the
    wallet estimate, but no less than that. Plan `best` lets the account choose the plan. `allowance` is what may be
    used, as a multiple of X, as far from the plan's as `allowance_room`; free installation and the broadband special
    make it easier to take. All of these cost us.
    """

    seldom: ClassVar[tuple[str, ...]] = ("allowance",)

    kind: Literal["offer_bundle"] = "offer_bundle"
    account: AccountId
    plan: PlanName = "A"
    x: X | None = None
    allowance: Allowance | None = None
    term_months: Term = 12
    free_installation: bool = False
    broadband_special: bool = False


class Propose(Terse):
    """Put a proposal into a sale that we pursue: 1 to 3 options, a price, perhaps a bundle; it replaces an earlier one.

    3 hours, and 1 for each further option. The buying center chooses when the sale comes to its end; with plan `best`
    it then chooses the plan too. `x` and `allowance` go with a plan, as in an offer of the bundle; `term_months`
    (`sale_term_months` when left out) and `pays_early` go with a contract that is signed: a prospect's, or a bundle's.
    """

    seldom: ClassVar[tuple[str, ...]] = ("x", "allowance", "term_months", "pays_early")

    kind: Literal["propose"] = "propose"
    account: AccountId
    options: Annotated[int, Field(ge=1, le=MOST_OPTIONS, json_schema_extra={"example": MOST_OPTIONS})] = MOST_OPTIONS
    discount: Discount = 0.0
    plan: PlanName | None = None
    x: X | None = None
    allowance: Allowance | None = None
    term_months: Term | None = None
    pays_early: bool = False
    free_installation: bool = False
    broadband_special: bool = False


WIN_BACK_PLAN = "B"
"""The plan of a bundle that is to bring an account back, unless another is named."""


class WinBack(Terse):
    """Start a win-back campaign at a lost account; 6 hours.

    `discount` goes with the offers `discount` and `both` and is `win_back_discount` when left out; `plan`, `x` and
    `allowance` go with `bundle`, and are plan B, the X that we suggest and what the plan allows when left out.
    """

    seldom: ClassVar[tuple[str, ...]] = ("discount", "plan", "x", "allowance")

    kind: Literal["win_back"] = "win_back"
    account: AccountId
    offer: Literal[WIN_BACK_OFFERS] = "upgrade"  # type: ignore[valid-type]
    discount: Discount | None = None
    plan: PlanName | None = None
    x: X | None = None
    allowance: Allowance | None = None
