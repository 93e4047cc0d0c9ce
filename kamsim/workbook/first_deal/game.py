"""The verbs of the first deal: play a month, go back, and play the other future on the same luck."""

from kamsim.engine.briefing import AccountView, Briefing
from kamsim.engine.checking import refusals
from kamsim.engine.decisions import Decision
from kamsim.engine.records import ChoiceMade, Record
from kamsim.engine.simulation import Simulation, play, replay
from kamsim.market.parameters import Parameters
from kamsim.studies.policies import BASELINE, PAR, POLICIES
from kamsim.studies.score import Score, score
from kamsim.workbook import look, words
from kamsim.workbook.first_deal import futures, judgment
from kamsim.workbook.first_deal.choices import Choice
from kamsim.workbook.first_deal.estimate import Estimate, Move, estimate, move, outlook
from kamsim.workbook.first_deal.place import Place, keep_place, read_place
from kamsim.workbook.first_deal.question import Question, question
from kamsim.workbook.saved_game import Month
from kamsim.workbook.session import Session


class Deal:
    """A session seen as the first deal: one account, one choice a month, one rewind."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.account_id = session.scenario.accounts[0].account_id
        self.months = session.scenario.settings.months
        self.rivals = tuple(rival.rival_id for rival in session.scenario.rivals)
        self._estimates: dict[tuple[Month, ...], Estimate] = {}
        self._questions: dict[tuple[Month, ...], Question] = {}
        self._games: dict[tuple[Month, ...], Simulation] = {}
        place = self.place
        if place.step == "again" and place.first:
            self._play_other(place)

    # What is so

    @property
    def place(self) -> Place:
        """How far the lesson has gone."""
        return read_place(self.session)

    @property
    def account(self) -> AccountView:
        """The account as we know it now."""
        return self.session.briefing.account(self.account_id)

    @property
    def names(self) -> dict[str, str]:
        """Names that the manager knows."""
        return words.names_of(self.session.scenario, self.session.briefing)

    def question(self, months: tuple[Month, ...] | None = None) -> Question:
        """What the open month asks, or the month after some others."""
        months = self.session.decisions() if months is None else months
        if months not in self._questions:
            briefing = self._briefing(months)
            names = words.names_of(self.session.scenario, briefing)
            self._questions[months] = question(briefing, briefing.account(self.account_id), names)
        return self._questions[months]

    def estimate(self, months: tuple[Month, ...] | None = None) -> Estimate:
        """Our estimate now, or after some months."""
        months = self.session.decisions() if months is None else months
        if months not in self._estimates:
            briefing = self._briefing(months)
            self._estimates[months] = estimate(briefing, briefing.account(self.account_id), self.rivals, self._rules)
        return self._estimates[months]

    def estimates(self, months: tuple[Month, ...] | None = None) -> tuple[float, ...]:
        """Our estimate at the start of each month up to now, six at most."""
        months = self.session.decisions() if months is None else months
        return tuple(self.estimate(months[:count]).chance for count in range(min(len(months) + 1, self.months)))

    def outlook(self) -> tuple[float, ...]:
        """What we expect of the months to come if nothing more is done."""
        briefing = self.session.briefing
        return outlook(briefing, self.account, self.rivals, self._rules)

    def choices_of(self, month: int) -> list[ChoiceMade]:
        """Choices of the account in a month that are worth a why: all but a month in which it simply stayed."""
        return [made for made in self.session.choices(self.account_id, month) if futures.worth_a_why(made)]

    def briefing_before(self, month: int) -> Briefing:
        """What the manager knew at the start of a month."""
        return self._briefing(self.session.decisions()[:month])

    def futures(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Our estimate after each month up to the choice that decided, then its chance: first game, other future."""
        return self._course(self.place.first), self._course(self.session.current)

    def _course(self, name: str) -> tuple[float, ...]:
        months = self.session.decisions(name)
        made = self.decisive_of(name)
        decided = futures.month_of(made) if made else self.months - 1
        estimates = [self.estimate(months[:count]).chance for count in range(1, decided + 1)]
        return (*estimates, made.probability if made else self.estimate(months).chance)

    def decisive_of(self, name: str) -> ChoiceMade | None:
        """The choice after which the outcome of a branch stood."""
        return futures.decisive(self.ledger_of(name), self.months)

    def ledger_of(self, name: str) -> list[Record]:
        """All that happened in a branch; hidden truth included."""
        return self._replayed(self.session.decisions(name)).ledger

    def account_in(self, name: str) -> AccountView:
        """The account as we know it at the end of a branch."""
        return self._briefing(self.session.decisions(name)).account(self.account_id)

    def moved(self) -> Move | None:
        """Why the estimate moved in the last month."""
        months = self.session.decisions()
        if not months or self.session.finished:
            return None
        before, now = self._briefing(months[:-1]), self.session.briefing
        pairs = [(briefing, briefing.account(self.account_id)) for briefing in (before, now)]
        return move(*pairs, self.rivals, self._rules)

    def scores(self) -> tuple[Score, Score]:
        """The score of the first game, and that of the other future."""
        session = self.session
        ends = session.bot_path(BASELINE), session.bot_path(PAR), self.months
        return score(session.branch_path(self.place.first), *ends), score(session.history, *ends)

    def comparison(self) -> list[list[str]]:
        """Rows for both futures side by side: what it is, the first game, the other future."""
        paths = [self.session.branch_path(self.place.first), self.session.history]
        made = [self.decisive_of(name) for name in (self.place.first, self.session.current)]
        worths = [futures.worths(path) for path in paths]
        return [
            ["decided in", *(f"month {futures.month_of(m) + 1}" if m else look.NA for m in made)],
            ["on a chance of", *(look.chance(m.probability) if m else look.NA for m in made)],
            ["at the end", *("with us" if path.figures[-1].active_accounts else "lost" for path in paths)],
            ["margin of the game", *(look.money(margin) for margin, _ in worths)],
            ["worth from here on", *(look.money(book) for _, book in worths)],
            ["together", *(look.money(margin + book) for margin, book in worths)],
        ]

    def ranking(self) -> list[list[str]]:
        """Rows for doing nothing, both futures and the textbook: the end, worth, luck, the rest, and the score."""
        session = self.session
        paths = {
            "doing nothing": session.bot_path(BASELINE),
            "your game": session.branch_path(self.place.first),
            "the other future": session.history,
            "textbook": session.bot_path(PAR),
        }
        rows = []
        for name, path in paths.items():
            index = score(path, paths["doing nothing"], paths["textbook"], self.months).index
            rows.append(judgment.ranking_row(name, path, index, self.months))
        return rows

    def textbook(self) -> str:
        """What the textbook did on the same luck, and the trainee in the first game, in a sentence."""
        par = play(self.session.scenario, POLICIES[PAR], self.session.seed)
        return judgment.textbook_sentence(par.ledger, self.ledger_of(self.place.first))

    @property
    def decisive(self) -> ChoiceMade | None:
        """The choice that settled the present branch."""
        return self.decisive_of(self.session.current)

    @property
    def proposed_month(self) -> int:
        """The month to go back to: the first not answered as proposed, else the last but one, before the outcome."""
        months, made = self.session.decisions(), self.decisive
        last = futures.month_of(made) if made else self.months - 2
        for month, took in enumerate(self.place.took[: last + 1]):
            if took != self.question(months[:month]).choices[0].key:
                return month
        return max(0, min(last, self.months - 2))

    @property
    def _rules(self) -> Parameters:
        return self.session.scenario.settings.parameters

    def _briefing(self, months: tuple[Month, ...]) -> Briefing:
        if months == self.session.decisions():
            return self.session.briefing
        return self._replayed(months).briefing

    def _replayed(self, months: tuple[Month, ...]) -> Simulation:
        if months not in self._games:
            self._games[months] = replay(self.session.scenario, self.session.seed, months)
        return self._games[months]

    # What a click does

    def keep(self, **change: object) -> None:
        """Keep a changed place."""
        keep_place(self.session, self.place.model_copy(update=change))

    def play(self) -> None:
        """Send what was picked and run the month."""
        place, asked = self.place, self.question()
        choice, month = asked.choice(place.picked), self.session.month
        took = (*place.took, *[""] * month)[:month]
        titles = (*place.titles, *[""] * month)[:month]
        self.session.replan(choice.decisions)
        self.session.advance()
        self.keep(step="result", month=month, picked="", took=(*took, choice.key), titles=(*titles, choice.title))

    def back(self, month: int) -> None:
        """Go back to the start of a month while the game is on; the months given up stay as a branch."""
        place = self.place
        self.session.rewind(month)
        self.session.replan(())
        picked = place.took_in(month)
        self.keep(step="choose", month=month, picked=picked, took=place.took[:month], titles=place.titles[:month])

    def play_other(self) -> None:
        """Play the game again from the month gone back to, with the other choice and else as before."""
        place = self.place
        choice = self.other_choice(place)
        first = self.session.branch()
        self.keep(other=choice.key, other_title=choice.title, first=first)
        self._play_other(self.place)

    def other_choice(self, place: Place) -> Choice:
        """The answer picked for the other future; never the one that was given."""
        asked = self.question(self.session.decisions()[: place.again])
        left = [choice for choice in asked.choices if choice.key != place.took_in(place.again)]
        return next((choice for choice in left if choice.key == place.picked), left[0])

    def _play_other(self, place: Place) -> None:
        old = self.session.decisions(place.first)
        if self.session.finished:
            self.session.rewind(place.again)
        while not self.session.finished:
            month = self.session.month
            if month == place.again:
                plan = list(self.question().choice(place.other).decisions)
            else:
                plan = self._possible(old[month])
            self.session.replan(plan)
            self.session.advance()
        self.keep(step="both", picked="")

    def _possible(self, wanted: Month) -> list[Decision]:
        """The decisions that can still be made in the other future."""
        plan: list[Decision] = []
        for decision in wanted:
            sensible = futures.still_makes_sense(decision, self.account, self.months)
            if sensible and not refusals(self.session.briefing, [*plan, decision]):
                plan.append(decision)
        return plan

    def start_again(self) -> None:
        """Begin the lesson again; what was played stays with the game."""
        self.session.restart()
        keep_place(self.session, Place())
