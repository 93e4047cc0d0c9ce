"""What the cockpit draws from: the trainee's selection, and the facts of the game as it stands."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from kamsim.engine.briefing import AccountView, PersonView
from kamsim.engine.decisions import Answer, Decision, Visit
from kamsim.engine.portrait import portraits
from kamsim.engine.records import AccountChurned, AccountListed, BillSent, ChoiceMade, RivalPriceChanged
from kamsim.engine.state import MONTH_DAYS
from kamsim.market.lifetime import LifetimeLines
from kamsim.market.parameters import Parameters
from kamsim.market.selection import Portrait
from kamsim.studies.lifetime import lifetime_by_account
from kamsim.studies.policies import BASELINE, PAR
from kamsim.studies.road_shows import Trial, trial_of
from kamsim.studies.score import Path, Score
from kamsim.studies.serving import earned_by_best
from kamsim.workbook import words
from kamsim.workbook.cockpit.subject import about, whose
from kamsim.workbook.session import Session

TREND_MONTHS = 3
OPEN = (0.1, 0.9)
"""Chances between which a choice could easily have gone either way."""
RECENT_MONTHS = 3
"""How far back the why card looks."""
TERM, PLAN, BUNDLE_TERM = 24, "B", 12
"""Months of a contract, plan and months of a bundle with which an offer begins."""


class Ran(NamedTuple):
    """What passed while several months ran at once: the first month, how many, accounts lost, messages unanswered."""

    first: int
    months: int
    lost: int
    unanswered: int


@dataclass
class View:
    """What is selected and open on the screen; nothing of the game itself."""

    account: str = ""
    person: str = ""
    more: bool = False
    tab: str = "people"
    page: str = "account"
    sort: str = "need"
    show: str = "all"
    term: int = TERM
    discount: float | None = None
    early: bool = False
    bundle: str = PLAN
    bundle_term: int = BUNDLE_TERM
    x_from: str = "wallet"
    x_steps: int = 0
    x_proposed: float = 0.0
    allowance_steps: int = 0
    options: int = 3
    sale_discount: float | None = None
    sale_plan: str = ""
    sale_term: int | None = None
    extras: set[str] = field(default_factory=set)
    whole_tier: bool = False
    department: str = ""
    why: int = 0
    why_by: str = "cause"
    against: str = ""
    numbers: set[str] = field(default_factory=set)
    problem: str = ""
    cleared: tuple[Decision, ...] = ()
    running: tuple[int, int] | None = None
    by_textbook: bool = False
    ran: Ran | None = None
    unfolded: set[str] = field(default_factory=set)
    remarks: bool = False
    asking: str = ""
    told: str = ""

    def begin_anew(self) -> None:
        """Let all offers begin again at their suggestions."""
        self.term, self.bundle, self.bundle_term = TERM, PLAN, BUNDLE_TERM
        self.x_from, self.x_steps, self.x_proposed, self.allowance_steps = "wallet", 0, 0.0, 0
        self.early, self.options, self.sale_discount, self.sale_plan = False, 3, None, ""
        self.discount = self.sale_term = None
        self.extras.clear()


class Desk:
    """The facts of one moment of a game, worked out when first drawn. `bots`: whether their games are played."""

    def __init__(self, session: Session, bots: bool) -> None:
        self.session, self.bots = session, bots
        self.briefing = session.briefing
        self.draft = session.draft
        self.month = session.month

    @property
    def parameters(self) -> Parameters:
        """The numbers of the model."""
        return self.session.scenario.settings.parameters

    @cached_property
    def hours_left(self) -> float:
        """Hours of the team that the plan leaves."""
        return self.session.hours_left

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of accounts, people whom we know, rivals and buildings."""
        return words.names_of(self.session.scenario, self.briefing)

    @cached_property
    def accounts(self) -> dict[str, AccountView]:
        """All accounts by id."""
        return {account.account_id: account for account in self.briefing.accounts}

    @cached_property
    def people(self) -> dict[str, PersonView]:
        """All members of buying centers by id."""
        return {person.person_id: person for account in self.briefing.accounts for person in account.people}

    @cached_property
    def history(self) -> Path:
        """Our game month by month."""
        return self.session.history

    @cached_property
    def bot(self) -> Path | None:
        """The game of the bot that does nothing, once it has been played."""
        return self.session.bot_path(BASELINE) if self.bots else None

    @cached_property
    def par(self) -> Path | None:
        """The game of the bot that is the measure, once it has been played."""
        return self.session.bot_path(PAR) if self.bots else None

    @cached_property
    def score(self) -> Score:
        """The score so far; undefined before the first month and until the bots have played."""
        return self.score_of(self.session.current)

    def score_of(self, name: str) -> Score:
        """The score of a branch after its own last month."""
        return self.session.score(name) if self.bots else Score(None, None)

    @cached_property
    def kept(self) -> dict[str, int]:
        """Other branches with at least one month, by name."""
        return {
            name: months for name, months in self.session.branches.items() if name != self.session.current and months
        }

    def against(self, view: View) -> tuple[str, Path] | None:
        """The branch that ours is compared with: the one chosen, else the one kept last."""
        if not self.kept:
            return None
        name = view.against if view.against in self.kept else self._most_telling()
        return name, self.session.branch_path(name)

    def _most_telling(self) -> str:
        """The branch kept last that was played otherwise, else the one kept last."""
        own = self.session.decisions()
        for name in reversed(self.kept):
            other = self.session.decisions(name)
            common = min(len(own), len(other))
            if own[:common] != other[:common]:
                return name
        return list(self.kept)[-1]

    @cached_property
    def start_fen(self) -> dict[str, int]:
        """Recurring revenue of each account that was ours at the start, in fen a month."""
        listed = (record for record in self.session.simulation.ledger if isinstance(record, AccountListed))
        return {record.account_id: record.recurring_fen for record in listed if record.active}

    @cached_property
    def recurring_fen(self) -> dict[str, int]:
        """Recurring revenue of each account that is ours, as of the last month."""
        return self.kept_in(self.month - 1) if self.month else dict(self.start_fen)

    def recurring_in(self, month: int) -> dict[str, int]:
        """Recurring revenue of each account in a month counted from 0, in fen."""
        bills = (record for record in self.session.simulation.ledger if isinstance(record, BillSent))
        return {record.account_id: record.recurring_fen for record in bills if record.month == month}

    def kept_in(self, month: int) -> dict[str, int]:
        """The same without the last bills of accounts that left at the end of that month."""
        gone = {name for name, when in self.departures if when == month}
        return {name: fen for name, fen in self.recurring_in(month).items() if name not in gone}

    @cached_property
    def care_fen(self) -> dict[str, int]:
        """What the last bill of each account cost in care, in fen; only of accounts that got some."""
        bills = (record for record in self.session.simulation.ledger if isinstance(record, BillSent))
        last = self.month - 1
        return {record.account_id: record.care_fen for record in bills if record.month == last and record.care_fen}

    @cached_property
    def departures(self) -> list[tuple[str, int]]:
        """Each time that an account left: its id and the month, counted from 0."""
        churned = (record for record in self.session.simulation.ledger if isinstance(record, AccountChurned))
        return [(record.account_id, int(record.day // MONTH_DAYS)) for record in churned]

    @cached_property
    def left(self) -> dict[str, AccountChurned]:
        """How each account left that ever did, the last time."""
        churned = (record for record in self.session.simulation.ledger if isinstance(record, AccountChurned))
        return {record.account_id: record for record in churned}

    @cached_property
    def rival_prices(self) -> dict[str, RivalPriceChanged]:
        """The last change of each rival's price level, by rival."""
        changes = (record for record in self.session.simulation.ledger if isinstance(record, RivalPriceChanged))
        return {record.rival_id: record for record in changes}

    @cached_property
    def portraits(self) -> dict[str, Portrait]:
        """How each account looks beside the others of the book, with its bill of three months ago for the trend."""
        month = self.month - 1 - TREND_MONTHS
        bills = (record for record in self.session.simulation.ledger if isinstance(record, BillSent))
        earlier = {bill.account_id: bill.recurring_fen + bill.overage_fen for bill in bills if bill.month == month}
        return portraits(self.parameters, self.briefing, earlier)

    @cached_property
    def earned_by_best(self) -> float | None:
        """Share of all profit that the most profitable fifth of accounts earned so far."""
        return earned_by_best(self.session.simulation)

    @cached_property
    def lifetimes(self) -> dict[str, LifetimeLines]:
        """Lifetime value line by line of each account, and of what belongs to none, so far."""
        return lifetime_by_account(self.session.simulation)

    @cached_property
    def trial(self) -> Trial | None:
        """What road-shows in a part of the book brought so far."""
        return trial_of(self.session.simulation)

    def tier_usage_fen(self, tier: str) -> int:
        """Usage at list price of the accounts with us in a tier, in fen a month."""
        return sum(a.usage_fen for a in self.briefing.accounts if a.tier == tier and a.status == "active")

    @cached_property
    def choices(self) -> list[ChoiceMade]:
        """Choices worth a question: the last month's first, then what weighed most; nothing that only went on."""
        told = [made for made in self.session.choices() if not made.went_on]
        recent = [made for made in told if made.day >= (self.month - RECENT_MONTHS) * MONTH_DAYS]
        last = (self.month - 1) * MONTH_DAYS
        return sorted(
            recent or told[-6:],
            key=lambda made: (made.day < last, _rank(made), -made.stake_fen, -made.day, made.account_id),
        )

    @cached_property
    def worst_luck(self) -> ChoiceMade | None:
        """The bad choice that cost most beyond what was to be expected; one that could have gone either way, if any."""
        bad = [made for made in self.session.choices() if not made.favorable]
        open_ones = [made for made in bad if OPEN[0] <= made.probability <= OPEN[1]]
        return min(open_ones or bad, key=lambda made: made.luck_fen, default=None)

    @cached_property
    def planned_about(self) -> dict[tuple[str, ...], Decision]:
        """The plan by what its decisions are about."""
        return {about(decision): decision for decision in self.draft}

    @cached_property
    def planned_for(self) -> dict[str, list[Decision]]:
        """The plan by account, building or tier."""
        found: dict[str, list[Decision]] = {}
        for decision in self.draft:
            found.setdefault(whose(decision), []).append(decision)
        return found

    def planned(self, wanted: Callable[[Decision], bool]) -> int | None:
        """The place in the plan of the first decision like this."""
        return next((place for place, decision in enumerate(self.draft) if wanted(decision)), None)

    def planned_visit(self, person: str, activity: str) -> int | None:
        """The place in the plan of a contact with a person."""
        return self.planned(lambda d: isinstance(d, Visit) and (d.person, d.activity) == (person, activity))

    def answered(self, situation: str) -> str | None:
        """The option chosen for a situation."""
        place = self.planned(lambda d: isinstance(d, Answer) and d.situation == situation)
        return None if place is None else self.draft[place].option


def _rank(made: ChoiceMade) -> int:
    """Losses first, then what came back or was won, then the rest."""
    if not made.favorable and made.choice in ("stay", "renewal"):
        return 0 if made.outcome != "nobody" else 4
    if made.favorable:
        return {"win_back": 1, "sale": 2, "bundle": 2, "renewal": 3, "term": 3}.get(made.choice, 5)
    return {"sale": 3, "stage": 3, "win_back": 4}.get(made.choice, 5)
