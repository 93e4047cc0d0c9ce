"""Accounts beside the others of their book, worked out of a briefing when somebody asks: what a manager can know."""

from collections import Counter

from kamsim.engine.briefing import AccountView, Briefing
from kamsim.engine.scenario import US
from kamsim.market.parameters import Parameters
from kamsim.market.selection import Known, Portrait, abc_classes, portrait_of

WARM_LEVEL = 1
"""Level from which somebody counts as a contact who helps."""
HEALTHY, FAIR = 0.75, 0.5
"""Health from which service is there, and from which it is easy to get."""


def portraits(parameters: Parameters, briefing: Briefing, earlier: dict[str, int] | None = None) -> dict[str, Portrait]:
    """A portrait of each account; `earlier` are bills in fen of some months ago, for the trend."""
    earlier = earlier or {}
    bills = {account.account_id: account.bill_fen / 100 for account in briefing.accounts}
    billed = [bill for bill in bills.values() if bill]
    mean = sum(billed) / len(billed) if billed else 0.0
    classes = abc_classes(bills)
    tenants = Counter(account.building_id for account in briefing.accounts)
    return {
        account.account_id: portrait_of(
            parameters,
            _known(briefing, account, earlier.get(account.account_id), tenants[account.building_id] - 1),
            mean,
            classes[account.account_id],
        )
        for account in briefing.accounts
    }


def _known(briefing: Briefing, account: AccountView, earlier_fen: int | None, neighbors: int) -> Known:
    levels = tuple(person.level for person in account.people if person.level is not None)
    ours = [product for product, supplier in account.suppliers if supplier == US]
    return Known(
        account.status,
        account.bill_fen / 100,
        account.usage_fen / 100,
        account.wallet_fen / 100,
        len(account.suppliers),
        len(ours),
        neighbors,
        levels,
        len(account.people),
        account.footing.relation,
        account.health,
        account.bill_fen / earlier_fen if earlier_fen else None,
        _tenure(briefing, account),
        _capabilities(account, levels, len(ours)),
    )


def _tenure(briefing: Briefing, account: AccountView) -> int | None:
    """Months for which it has been ours: those of its contract so far at least, None where we know nothing of it."""
    if account.tenure_months is not None:
        return account.tenure_months
    if account.contract_end_month is None:
        return None
    return account.term_months - (account.contract_end_month - briefing.month)


def _capabilities(account: AccountView, levels: tuple[int, ...], lines: int) -> dict[str, int]:
    deciders = [person for person in account.people if person.role in ("decider", "finance")]
    warm = any(person.level is not None and person.level >= WARM_LEVEL for person in deciders)
    dearer = account.rumored_quote is not None
    return {
        "contact": 2 if any(level >= WARM_LEVEL for level in levels) else 1 if levels else 0,
        "decider": 2 if warm else 1 if deciders else 0,
        "wallet": 2 if account.mapped else 1,
        "lines": 2 if lines == len(account.suppliers) else 1 if lines else 0,
        "service": 2 if account.health >= HEALTHY else 1 if account.health >= FAIR else 0,
        "price": 0 if dearer else 2 if account.plan else 1,
    }
