"""Work with a firm rather than with one of its people: partner tiers, instruments, departments."""

from typing import Literal

from kamsim.engine.decisions.decision import Decision
from kamsim.engine.decisions.fields import AccountId
from kamsim.market.departments import DEPARTMENTS, MANNERS
from kamsim.market.organization import INSTRUMENTS, PARTNER_TIERS


class SetPartnerTier(Decision):
    """Say how close a partner an account is to be; what can be held with it, and what that costs, follows."""

    kind: Literal["set_partner_tier"] = "set_partner_tier"
    account: AccountId
    partner: Literal[PARTNER_TIERS]  # type: ignore[valid-type]


class HoldInstrument(Decision):
    """Bring the two firms together: a summit, a service meeting, a joint project and so on."""

    kind: Literal["hold_instrument"] = "hold_instrument"
    account: AccountId
    instrument: Literal[tuple(INSTRUMENTS)]  # type: ignore[valid-type]


class TendDepartments(Decision):
    """Look after one department of an account, or all of them, in one manner; hours and cost are for each."""

    kind: Literal["tend_departments"] = "tend_departments"
    account: AccountId
    department: Literal[(*DEPARTMENTS, "all")] = "all"  # type: ignore[valid-type]
    manner: Literal[tuple(MANNERS)] = "business"  # type: ignore[valid-type]


def departments_of(decision: TendDepartments) -> tuple[str, ...]:
    """The departments that a decision looks after."""
    return DEPARTMENTS if decision.department == "all" else (decision.department,)
