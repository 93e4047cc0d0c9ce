"""What we and an account agreed, and the prices that are asked for, approved, changed and talked about."""

from typing import NamedTuple


class ContractSigned(NamedTuple):
    """A term agreed: months (0 = open), discount off list, and the bundle plan with X, if any."""

    day: float
    account_id: str
    term_months: int
    discount: float
    plan: str | None
    x_fen: int


class PaymentAgreed(NamedTuple):
    """With a new term an account agreed to pay its bills so many days earlier."""

    day: float
    account_id: str
    days: float


class ContractLapsed(NamedTuple):
    """A contract ended and nothing was signed: the account stays month to month."""

    day: float
    account_id: str


class BundleRebased(NamedTuple):
    """X set anew from the last months of a period; `plan` is the one that goes on."""

    day: float
    account_id: str
    old_x_fen: int
    new_x_fen: int
    plan: str


class PriceChanged(NamedTuple):
    """A new discount off list for an account."""

    day: float
    account_id: str
    old_discount: float
    new_discount: float


class PriceLeaked(NamedTuple):
    """A neighbor in the building heard of a discount that it did not get."""

    day: float
    account_id: str
    favored_account_id: str


class DiscountDemanded(NamedTuple):
    """A buyer asked for a lower price; `claimed_discount` is what the rival is said to offer, perhaps a bluff."""

    day: float
    account_id: str
    person_id: str
    claimed_discount: float
    bluff: bool


class DemandSettled(NamedTuple):
    """How a demand for a discount ended."""

    day: float
    account_id: str
    option: str
    resolved: bool


class ApprovalGiven(NamedTuple):
    """The deal desk approved a discount off list after some days."""

    day: float
    account_id: str
    approver: str
    discount: float
    days: float
