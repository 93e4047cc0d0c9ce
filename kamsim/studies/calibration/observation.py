"""What one game says about the market: sums that may be added over games, by name."""

from collections import Counter
from math import exp, expm1, log

from kamsim.engine.records import (
    AccountChurned,
    AccountWon,
    AccountWonBack,
    BillSent,
    ChoiceMade,
    CostBooked,
    LineLost,
    LineWon,
    OpportunityClosed,
    StageReached,
    SurveyAnswered,
)
from kamsim.engine.scenario import US, Scenario
from kamsim.engine.simulation import Simulation
from kamsim.engine.state import MONTH_DAYS
from kamsim.market.buying import NOBODY
from kamsim.market.opportunity import STAGES
from kamsim.studies.serving import cost_to_serve

Sums = Counter[str]
"""Sums by name; what is not named is zero."""

SALE_ROOM_DAYS = 240
"""A sale begun later than this before the end is left out, whatever came of it: long ones would be missing."""
YEAR_DAYS = 360
NEW_LOSS_DAYS, OLD_LOSS_DAYS = 30, 90
"""A neighbor left this month; a neighbor left so long ago."""


def observe(game: Simulation) -> Sums:
    """All sums of a finished game."""
    sums: Sums = Counter()
    for look in (_bills, _profits, _sales, _surveys, _leaving, _answers, _calls, _neighbors, _lines):
        look(game, sums)
    return sums


def hazard_without(probability: float, part: float) -> tuple[float, float]:
    """Monthly hazard of leaving, as it was and as it would be without one part of what speaks for staying."""
    if not 0 < probability < 1:
        return 1 - probability, 1 - probability
    total = -log(-log(probability))
    return 1 - probability, -expm1(-exp(-(total - part)))


def _bills(game: Simulation, sums: Sums) -> None:
    """Exposure, revenue and cost, and how the first month's bills are spread over the accounts with us."""
    first = []
    for record in game.ledger:
        if type(record) is BillSent:
            billed = record.recurring_fen + record.overage_fen
            sums["account-months"] += 1
            sums["revenue"] += billed
            sums["cost"] += record.direct_cost_fen + record.service_cost_fen + record.care_fen
            if record.month == 0:
                first.append(billed)
        elif type(record) is CostBooked:
            sums["cost"] += record.cost_fen
    first.sort(reverse=True)
    fifth, half = round(0.2 * len(first)), round(0.5 * len(first))
    sums["first bills of the largest fifth"] += sum(first[:fifth])
    sums["first bills of the next three tenths"] += sum(first[fifth:half])
    sums["first bills"] += sum(first)


def _profits(game: Simulation, sums: Sums) -> None:
    """Profit by account, most profitable first, after what each cost to serve."""
    ranked = [account.profit_fen for account in cost_to_serve(game)]
    sums["profit of all"] += sum(ranked)
    sums["profit of the best fifth"] += sum(ranked[: round(len(ranked) / 5)])
    sums["profit of the last third"] += sum(ranked[len(ranked) - round(len(ranked) / 3) :])


def _sales(game: Simulation, sums: Sums) -> None:
    """Pursued opportunities by result, and days from first contact to signature of those that were won."""
    begun: dict[str, float] = {}
    signed: set[str] = set()
    end = game.month * MONTH_DAYS
    for record in game.ledger:
        if type(record) is StageReached:
            if record.stage == STAGES[0]:
                begun[record.opportunity_id] = record.day
            elif record.stage == STAGES[-1]:
                signed.add(record.opportunity_id)
        elif type(record) is OpportunityClosed and record.opportunity_id in begun:
            start = begun[record.opportunity_id]
            if start > end - SALE_ROOM_DAYS:
                continue
            sums["sales"] += 1
            sums[f"sales {record.result}"] += 1
            if record.result == "won" and record.opportunity_id in signed:
                sums["cycles"] += 1
                sums[f"cycle of {round(record.day - start)} days"] += 1


def _surveys(game: Simulation, sums: Sums) -> None:
    """Answers, and whether accounts that answered left within the following year."""
    end = game.month * MONTH_DAYS
    left: dict[str, list[float]] = {}
    for record in game.ledger:
        if type(record) is AccountChurned:
            left.setdefault(record.account_id, []).append(record.day)
    for record in game.ledger:
        if type(record) is not SurveyAnswered:
            continue
        sums["answers"] += 1
        sums["answers of 7 and more"] += record.score >= 7
        kind = "promoters" if record.score >= 9 else "detractors" if record.score <= 6 else "passives"
        if record.day <= end - YEAR_DAYS:
            sums[kind] += 1
            gone = any(record.day <= day < record.day + YEAR_DAYS for day in left.get(record.account_id, ()))
            sums[f"{kind} who left"] += gone
            sums[f"answers of {record.score} that {'left' if gone else 'stayed'}"] += 1


def _leaving(game: Simulation, sums: Sums) -> None:
    for record in game.ledger:
        if type(record) is AccountChurned:
            sums["left"] += 1
            sums[f"left for {_stated(record)}"] += 1


def _stated(record: AccountChurned) -> str:
    """The reason as a leaver would state it: a dearer price matters only beside an offer, which a rival made."""
    if record.reason in ("satisfaction", "incident"):
        return "dissatisfaction"
    if record.reason == "relationship":
        return "attitude"
    if record.destination != NOBODY and record.reason in ("price", "rivals", "fit"):
        return "a rival's offer"
    return "price" if record.reason == "price" else "something else"


def _answers(game: Simulation, sums: Sums) -> None:
    """Contracts that ended and were renewed, and win-back campaigns that worked."""
    for kind, asked, said_yes in (
        ("renewal", "ended", "renewed"),
        ("win_back", "campaigns", "campaigns that worked"),
    ):
        for record in _choices(game, kind):
            sums[asked] += 1
            sums[said_yes] += record.favorable


def _choices(game: Simulation, kind: str) -> list[ChoiceMade]:
    return [record for record in game.ledger if type(record) is ChoiceMade and record.choice == kind]


def _part(choice: ChoiceMade, cause: str) -> float:
    """What a cause says in the choice to stay; 0 when it is silent."""
    return dict(choice.voices[0].parts).get(cause, 0.0)


def _calls(game: Simulation, sums: Sums) -> None:
    """Hazards of accounts that were called about a better plan, with and without what the call did."""
    for record in _choices(game, "stay"):
        part = _part(record, "proactive_offer")
        if part:
            real, without = hazard_without(record.probability, part)
            sums["hazard with a better plan"] += real
            sums["hazard without the better plan"] += without


def _neighbors(game: Simulation, sums: Sums) -> None:
    """Hazards of accounts of which a neighbor has just left, or left three months ago, with and without its part."""
    building = {account.account_id: account.building_id for account in game.scenario.accounts}
    losses: dict[str, list[tuple[float, str]]] = {}
    for record in game.ledger:
        if type(record) is AccountChurned:
            losses.setdefault(building[record.account_id], []).append((record.day, record.account_id))
        elif type(record) is ChoiceMade and record.choice == "stay":
            ages = [
                record.day - day
                for day, who in losses.get(building[record.account_id], ())
                if who != record.account_id and day < record.day
            ]
            if not ages:
                continue
            part = _part(record, "neighbors")
            when = "new" if min(ages) <= NEW_LOSS_DAYS else "old" if min(ages) >= OLD_LOSS_DAYS else ""
            # Two losses at once would count twice as one.
            if when == "old" or (when == "new" and len(ages) == 1):
                real, without = hazard_without(record.probability, part)
                sums[f"hazard with a {when} loss"] += real
                sums[f"hazard without the {when} loss"] += without


def _lines(game: Simulation, sums: Sums) -> None:
    """Log hazard that further product lines take from an account, and how many further lines there were."""
    ours, all_lines = lines_with_us(game.scenario)
    for record in game.ledger:
        if type(record) in (AccountWon, AccountWonBack) or (
            type(record) is ChoiceMade and record.outcome == "takes_bundle"
        ):
            ours[record.account_id] = all_lines[record.account_id]
        elif type(record) is LineWon:
            ours[record.account_id] += 1
        elif type(record) is LineLost:
            ours[record.account_id] -= 1
        elif type(record) is ChoiceMade and record.choice == "stay" and ours[record.account_id] > 1:
            sums["further lines"] += min(3, ours[record.account_id] - 1)
            sums["log hazard of further lines"] -= _part(record, "product_lines")


def lines_with_us(scenario: Scenario) -> tuple[Counter[str], Counter[str]]:
    """Product lines of each account with us and in all, as the game starts."""
    ours = Counter(line.account_id for line in scenario.lines if line.supplier == US)
    return ours, Counter(line.account_id for line in scenario.lines)
