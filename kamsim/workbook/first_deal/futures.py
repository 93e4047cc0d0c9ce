"""Two futures of one deal: which choice decided each, on what chance, and how they compare in words."""

from collections.abc import Iterable

from kamsim.engine.briefing import AccountView
from kamsim.engine.decisions import Decision, OfferContract
from kamsim.engine.records import AccountChurned, AccountWonBack, ChoiceMade, ContractSigned, Record
from kamsim.engine.state import MONTH_DAYS
from kamsim.market.buying import NOBODY
from kamsim.studies.score import Path
from kamsim.workbook import look, words

KEEPING = frozenset({"stay", "renewal", "term", "bundle", "win_back"})
"""Choices by which an account stays with us or not."""


def worths(path: Path) -> tuple[int, int]:
    """The margin of a game, and what the account is worth at its end: in fen, whole yuan as they are shown."""
    return look.whole_yuan(sum(figure.margin_fen for figure in path.figures)), look.whole_yuan(path.book_fen[-1])


def worth_a_why(made: ChoiceMade) -> bool:
    """Whether a choice was more than going on as before."""
    return not made.went_on


def month_of(made: ChoiceMade) -> int:
    """The month of a choice, counted from 0."""
    return int(made.day // MONTH_DAYS)


def decisive(ledger: Iterable[Record], months: int) -> ChoiceMade | None:
    """The choice after which the outcome stands: none that comes after a term beyond the game, or after leaving."""
    found, stands = None, ""
    for record in ledger:
        match record:
            case ChoiceMade() if record.choice in KEEPING and worth_a_why(record):
                if not stands or _overturns(record, stands):
                    found = record
            case ContractSigned() if record.term_months and _end_month(record) > months:
                stands = "signed"
            case AccountChurned():
                stands = "lost"
            case AccountWonBack() if stands == "lost":
                stands = ""
    return found


def _overturns(made: ChoiceMade, stands: str) -> bool:
    return made.choice == "win_back" and made.favorable if stands == "lost" else made.choice == "stay"


def _end_month(signed: ContractSigned) -> int:
    return int(signed.day // MONTH_DAYS) + 1 + signed.term_months


def still_makes_sense(decision: Decision, account: AccountView, months: int) -> bool:
    """Whether a decision of the first game is worth repeating: no offer where a term beyond the end is signed."""
    signed = account.contract_end_month is not None and account.contract_end_month > months
    return not (signed and isinstance(decision, OfferContract))


def luck(made: ChoiceMade) -> str:
    """ "lucky" or "unlucky" where the less likely came about; else empty."""
    if made.favorable:
        return "lucky" if round(made.probability, 2) < 0.5 else ""
    return "unlucky" if round(made.probability, 2) > 0.5 else ""


def futures_sentence(first: ChoiceMade | None, other: ChoiceMade | None, names: words.Names, worth_fen: float) -> str:
    """Both futures compared, in numbers; `worth_fen` is how much more the other one is worth."""
    better = "more" if worth_fen > 0 else "less"
    worth = "about the same" if abs(worth_fen) < 50_000 else f"{look.money(abs(worth_fen))} {better}"
    return f"Your game: {_ended(first, names)}. The other: {_ended(other, names)}. It is worth {worth}, luck included."


def _ended(made: ChoiceMade | None, names: words.Names) -> str:
    if made is None:
        return "nothing was decided"
    came = {"renewal": "left", "term": "did not sign"}.get(made.choice, words.outcome(made.outcome, names))
    if made.favorable:
        came = words.outcome(made.outcome, names)
    elif made.outcome == NOBODY and made.choice == "renewal":
        came = "signed nothing"
    chance = f"on a chance of {words.choice(made.choice)} of {look.chance(made.probability)}"
    turn = luck(made)
    return f"they {came} in month {month_of(made) + 1}, {chance}{f': {turn}' if turn else ''}"


def left_out_sentence(first: tuple, other: tuple, after: int) -> str:
    """What of the months after the changed one was not repeated in the other future; months count from 0."""
    months = [str(at + 1) for at in range(after + 1, min(len(first), len(other))) if first[at] != other[at]]
    if not months:
        return "All else is the same."
    which = f"month {months[0]}" if len(months) == 1 else f"months {', '.join(months)}"
    return f"All else is the same; what no longer made sense in {which} is left out."
