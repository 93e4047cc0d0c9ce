"""Lifetime value line by line, from the ledger of a game: for one account, or for the whole book."""

from collections import defaultdict
from math import fsum

from kamsim.engine.records import (
    AccountChurned,
    AccountListed,
    AccountWon,
    AccountWonBack,
    ActivityDone,
    BillSent,
    CostBooked,
    LineLost,
    LineWon,
    SurveyAnswered,
    WorkDone,
)
from kamsim.engine.scenario import US
from kamsim.engine.simulation import Simulation
from kamsim.engine.state import MONTH_DAYS
from kamsim.market.lifetime import LifetimeLines, referral_effect, tenure_saving

HALF_YEAR_DAYS = 6 * MONTH_DAYS
FIRM = ""
"""The id under which costs are booked that belong to no account."""
LINE_OF_COST = {
    "service_credit": "service_credits", "goodwill": "service_credits",
    "exit_fee": "exit_fees",
    "broadband_special": "price_concession", "early_payment": "price_concession",
    "installation": "acquisition_cost",
}  # fmt: skip
"""The line of a cost by its reason; what is not listed here is cost to serve. Bills paid in advance are a gain that is
traded for a discount, so they stand beside it."""


def lifetime_by_account(simulation: Simulation) -> dict[str, LifetimeLines]:
    """The lines of each account over the months played and after, by id; costs of no account are under an empty id.

    Their `booked` parts sum to the margin of the game, to the fen, and with `from_here_on` to its value; what was
    played is not discounted. Costs of work at an account that is not ours count as acquisition. Of several survey
    answers in a half-year the last one counts.
    """
    accounts = simulation.scenario.accounts
    found = {account.account_id: _Account() for account in accounts} | {FIRM: _Account()}
    shares: dict[str, dict[str, float]] = defaultdict(dict)
    for line in simulation.scenario.lines:
        shares[line.account_id][line.product] = line.share
        if line.supplier == US:
            found[line.account_id].first[line.product] = line.share
    for record in simulation.ledger:
        match record:
            case AccountListed():
                found[record.account_id].since = 0.0 if record.active else None
            case AccountWon() | AccountWonBack():
                found[record.account_id].come(record.day, shares[record.account_id])
            case AccountChurned():
                found[record.account_id].go(record.day)
            case LineWon():
                found[record.account_id].added[record.product] = shares[record.account_id][record.product]
            case LineLost():
                found[record.account_id].lose(record.product)
            case BillSent():
                found[record.account_id].billed(record)
            case ActivityDone() | WorkDone():
                found[record.account_id].spent(record.cost_fen)
            case CostBooked():
                found.get(record.account_id, found[FIRM]).booked(record)
            case SurveyAnswered():
                found[record.account_id].answers[int(record.day // HALF_YEAR_DAYS)] = record.score
    ahead = simulation.account_values_fen()
    worth = sum(ahead.values()) / max(1, len(ahead))
    end = simulation.month * MONTH_DAYS
    for name, fen in ahead.items():
        found[name].add(from_here_on=fen)
    return {name: account.closed(simulation, worth, end) for name, account in found.items()}


def lifetime_of_book(simulation: Simulation) -> LifetimeLines:
    """The lines of all accounts and of the firm together."""
    whole = LifetimeLines()
    for lines in lifetime_by_account(simulation).values():
        whole = whole.plus(lines)
    return whole


def in_yuan(lines: LifetimeLines) -> dict[str, float]:
    """The lines and their sums in CNY, by name."""
    whole = {"booked": lines.booked, "estimated": lines.estimated, "total": lines.total}
    return {name: fen / 100 for name, fen in (lines._asdict() | whole).items()}


class _Account:
    """The lines of one account while its ledger is read."""

    def __init__(self) -> None:
        self.lines = LifetimeLines()
        self.first: dict[str, float] = {}
        self.added: dict[str, float] = {}
        self.since: float | None = None
        self.days = 0.0
        self.answers: dict[int, int] = {}

    def add(self, **fen: int) -> None:
        self.lines = self.lines.plus(LifetimeLines(**fen))

    def come(self, day: float, lines: dict[str, float]) -> None:
        # Whoever comes (back) brings all lines at once, so none of them is an associated sale.
        self.since, self.first, self.added = day, dict(lines), {}

    def go(self, day: float) -> None:
        self.days += day - (self.since or 0.0)
        self.since = None

    def lose(self, product: str) -> None:
        self.first.pop(product, None)
        self.added.pop(product, None)

    def billed(self, bill: BillSent) -> None:
        billed = bill.recurring_fen + bill.overage_fen
        at_list = bill.usage_fen - bill.direct_cost_fen
        whole = fsum(self.first.values()) + fsum(self.added.values())
        associated = round(at_list * fsum(self.added.values()) / whole) if whole else 0
        self.add(
            base_margin=at_list - associated,
            associated_margin=associated,
            price_concession=billed - bill.usage_fen,
            care=-bill.care_fen,
            cost_to_serve=-bill.service_cost_fen,
        )

    def spent(self, fen: int) -> None:
        self.add(**{"acquisition_cost" if self.since is None else "cost_to_serve": -fen})

    def booked(self, cost: CostBooked) -> None:
        self.add(**{LINE_OF_COST.get(cost.reason, "cost_to_serve"): -cost.cost_fen})

    def closed(self, simulation: Simulation, worth: float, end: float) -> LifetimeLines:
        parameters = simulation.scenario.settings.parameters
        if self.since is not None:
            self.go(end)
        effects = [referral_effect(parameters, score, worth) for score in self.answers.values()]
        # Over its time with us an account is known for half of that time on average.
        years = self.days / (12 * MONTH_DAYS) / 2
        self.add(
            cost_saving=round(tenure_saving(parameters, -self.lines.cost_to_serve, years)),
            referral_income=round(fsum([effect for effect in effects if effect > 0])),
            referral_damage=round(fsum([effect for effect in effects if effect < 0])),
        )
        return self.lines
