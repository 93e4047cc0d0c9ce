"""Key performance indicators of some months of a game: arithmetic on its ledger, and on what the manager may know now.

The families are those of the training documents: development, result, relationship and process.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kamsim.engine.briefing import Briefing
from kamsim.engine.records import (
    AccountChurned,
    AccountWon,
    AccountWonBack,
    ActivityDone,
    BillSent,
    ChoiceMade,
    ContractSigned,
    CsatAnswered,
    IncidentClosed,
    LineWon,
    OpportunityClosed,
    OpportunityOpened,
    ProposalMade,
    Record,
    StageReached,
    SurveyAnswered,
)
from kamsim.engine.scenario import US
from kamsim.engine.state import MONTH_DAYS
from kamsim.market.opportunity import STAGES
from kamsim.market.service import net_promoter_score

FROM_AFAR = frozenset({"follow_up", "savings_proposal"})
"""Contacts by phone, message or mail; the others are visits."""
MET_DAYS = 180
"""For how long a decider counts as covered after a meeting (assumption: half a year, as goals of owners run)."""


@dataclass(slots=True)
class Indicators:
    """What some months brought; a mean or a share is None where nothing is there to divide by."""

    new_accounts: int = 0
    won_back: int = 0
    lines_sold: int = 0
    bill_fen: float | None = None
    """Mean recurring bill of an account in the last of the months."""
    nps: float | None = None
    csat: float | None = None
    """Mean answer after an incident, 1 to 5."""
    solved: dict[int, int] = field(default_factory=dict)
    """Incidents solved, by level; those of an account that left meanwhile too."""
    in_time: dict[int, int] = field(default_factory=dict)
    """Those of them that were answered and solved within the agreed times."""
    terms_ended: int = 0
    renewed: float | None = None
    """Share of the contracts that came to their end and were renewed."""
    sales_closed: int = 0
    win_rate: float | None = None
    """Share of the sales that we pursued and that ended in these months which we won."""
    cycle_days: float | None = None
    """Mean days from the first contact to the signature, of sales won."""
    signing_days: float | None = None
    """Mean days from the first proposal to the signature, of sales won."""
    deals: int = 0
    discount: float | None = None
    """Mean discount off list in contracts and single lines that were signed, those with a bundle left out."""
    visits: int = 0
    went_well: float | None = None
    """Share of the visits that went well."""


class Step(NamedTuple):
    """A step of the funnel and how many sales came as far: `needs`, the stages of a sale, `won`."""

    name: str
    sales: int


def indicators(ledger: Sequence[Record], first: int, last: int) -> Indicators:
    """What the months `first` to `last`, counted from 1, brought."""
    found, end = Indicators(), last * MONTH_DAYS
    begun: dict[str, float] = {}
    proposed: dict[str, tuple[float, float, str | None]] = {}
    signed: set[tuple[float, str]] = set()
    bills, scores, answers, cycles, waits, discounts = [], [], [], [], [], []
    lines: list[tuple[float, str, float]] = []
    renewed = well = won = 0
    for record in ledger:
        if record.day >= end:
            continue
        kind, within = type(record), record.day >= (first - 1) * MONTH_DAYS
        # How long something took begins before the months that are looked at.
        if kind is StageReached:
            begun.setdefault(record.opportunity_id, record.day)
        elif kind is ProposalMade:
            began = proposed.get(record.opportunity_id, (record.day,))[0]
            proposed[record.opportunity_id] = (began, record.discount, record.plan)
        elif not within:
            continue
        elif kind is BillSent:
            if record.month == last - 1:
                bills.append(record.recurring_fen)
        elif kind is ActivityDone:
            if record.activity not in FROM_AFAR:
                found.visits += 1
                well += record.went_well
        elif kind is ChoiceMade:
            if record.choice == "renewal":
                found.terms_ended += 1
                renewed += record.favorable
        elif kind is SurveyAnswered:
            scores.append(record.score)
        elif kind is CsatAnswered:
            answers.append(record.score)
        elif kind is IncidentClosed:
            level = record.level
            found.solved[level] = found.solved.get(level, 0) + 1
            found.in_time[level] = found.in_time.get(level, 0) + (not record.breached)
        elif kind is ContractSigned:
            signed.add((record.day, record.account_id))
            if record.plan is None:
                discounts.append(record.discount)
        elif kind is AccountWon:
            found.new_accounts += 1
        elif kind is AccountWonBack:
            found.won_back += 1
        elif kind is LineWon:
            found.lines_sold += 1
        elif kind is OpportunityClosed and record.opportunity_id in begun:
            found.sales_closed += 1
            if record.result == "won":
                won += 1
                cycles.append(record.day - begun[record.opportunity_id])
                if record.opportunity_id in proposed:
                    day, discount, plan = proposed[record.opportunity_id]
                    waits.append(record.day - day)
                    if plan is None:
                        lines.append((record.day, record.account_id, discount))
    # A first contract or a bundle was signed at the same moment as the sale was won, and counts as itself.
    discounts += [discount for day, account_id, discount in lines if (day, account_id) not in signed]
    found.deals = len(discounts)
    found.bill_fen, found.csat, found.nps = _mean(bills), _mean(answers), net_promoter_score(scores)
    found.cycle_days, found.signing_days, found.discount = _mean(cycles), _mean(waits), _mean(discounts)
    found.renewed = renewed / found.terms_ended if found.terms_ended else None
    found.win_rate = won / found.sales_closed if found.sales_closed else None
    found.went_well = well / found.visits if found.visits else None
    return found


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None


def funnel(ledger: Sequence[Record]) -> list[Step]:
    """Needs that arose, those that we pursued into each stage of a sale, and the sales won, over the whole game."""
    reached, pursued = Counter(), set()
    for record in ledger:
        kind = type(record)
        if kind is OpportunityOpened:
            reached["needs"] += 1
        elif kind is StageReached:
            pursued.add(record.opportunity_id)
            reached[record.stage] += 1
        elif kind is OpportunityClosed and record.result == "won" and record.opportunity_id in pursued:
            reached["won"] += 1
    return [Step(name, reached[name]) for name in ("needs", *STAGES, "won")]


def decider_coverage(briefing: Briefing) -> float | None:
    """Share of the accounts with us of which we met a decider in the last half year; None without accounts."""
    today = briefing.month * MONTH_DAYS
    ours = [account for account in briefing.accounts if account.status == "active"]
    covered = [
        account
        for account in ours
        if any(
            person.role == "decider" and person.met_day is not None and today - person.met_day <= MET_DAYS
            for person in account.people
        )
    ]
    return len(covered) / len(ours) if ours else None


def lines_per_account(briefing: Briefing) -> float | None:
    """Mean number of product lines that an account with us buys from us; None without accounts."""
    ours = [account for account in briefing.accounts if account.status == "active"]
    lines = [supplier for account in ours for _, supplier in account.suppliers if supplier == US]
    return len(lines) / len(ours) if ours else None


def reasons_for_leaving(ledger: Sequence[Record]) -> list[tuple[str, int]]:
    """What weighed most when accounts left, the commonest first."""
    reasons = Counter(record.reason for record in ledger if type(record) is AccountChurned)
    return sorted(reasons.items(), key=lambda reason: (-reason[1], reason[0]))
