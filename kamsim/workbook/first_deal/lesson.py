"""What the coach says, and the sentences under the pictures."""

from kamsim.engine import records
from kamsim.engine.briefing import AccountView, PersonView
from kamsim.engine.records import ChoiceMade
from kamsim.market.buying import NOBODY
from kamsim.studies.score import Score
from kamsim.workbook import look, sentences, words
from kamsim.workbook.first_deal.estimate import Estimate

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NEXT_LESSON = "12 A city for two years"
HOW_TO_OPEN = (
    "Click its name above this screen. In a terminal: kamsim lab 12_a_city_for_two_years. "
    "Your first deal is kept; you can come back to it."
)


def number(count: int) -> str:
    """A small number as a word."""
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else look.count(count)


def role(account: AccountView, rivals: int, months: int) -> tuple[str, str]:
    """The trainee's role in one sentence, and the one goal."""
    said = f"You look after {account.name}. Its contract ends in {number(months)} months; {number(rivals)} rivals want it."
    return said, "Your goal: keep it, at a price that pays."


HOW_IT_GOES = (
    ("1", "Choose", "One thing at a time. Each choice shows its price in hours and yuan."),
    ("2", "See", "The month runs. You see what happened, and what you learned about people."),
    ("3", "Ask why", "Every choice of the account is explained, person by person."),
)


def advice(month: int, account: AccountView) -> str:
    """One line of teaching for a month; months count from 0."""
    met = sum(person.met_times > 0 for person in account.people)
    if account.status != "active":
        return "An account that left can come back. The first weeks are the best time to ask."
    if month == 0:
        return "The easiest person to meet is seldom the one who weighs most."
    if any(person.name is None for person in account.people):
        return "You cannot win people whose names you do not know."
    if account.discount > 0.15:
        return "A lower price pleases for a day. You pay for it every month."
    if met < 4:
        return "A good visit with somebody new is worth more than one more lunch with a friend."
    return "A picture of seven people is worth more than one good friend."


def months_line(month: int, months: int) -> str:
    """Where we are in the game; `month` counts from 0."""
    return f"Month {month + 1} of {months}"


def unknown(account: AccountView) -> str:
    """How many people have a name and how many were met."""
    known = sum(person.name is not None for person in account.people)
    met = sum(person.met_times > 0 for person in account.people)
    return f"you know {known} of {len(account.people)} by name, {number(met)} met" if met else (
        f"you know {known} of {len(account.people)} by name, none met yet"
    )  # fmt: skip


def how_to_find_out(person: PersonView) -> str:
    """How to learn what is not known of a person."""
    return "ask who decides: 2 h" if person.name is None else "meet them to find out"


def happened(month_records: list[tuple], account: AccountView, names: words.Names, before: AccountView) -> list[str]:
    """The lines of a month's story: what was done, what it showed, what came from outside."""
    lines: list[str] = []
    for record in month_records:
        line = None if isinstance(record, records.ChoiceMade) else sentences.story_line(record, names)
        if line and not isinstance(record, records.AccountListed):
            lines.append(f"{line[0].upper()}{line[1:]}.")
    lines += shown(account, before)
    if account.rumored_quote and not before.rumored_quote:
        rival, cut = account.rumored_quote
        lines.append(f"A friend tells you: {words.vendor(rival, names)} offers {look.percent(cut, 0)} less than you.")
    return list(dict.fromkeys(lines))


def shown(account: AccountView, before: AccountView) -> list[str]:
    """What the people met this month showed of themselves."""
    earlier = {person.person_id: person for person in before.people}
    lines = []
    for person in account.people:
        old = earlier.get(person.person_id)
        if old is None or person.met_times == old.met_times or not person.name:
            continue
        was = f" (before: {words.level(old.level)})" if old.level is not None and old.level != person.level else ""
        lines.append(f"You see: {person.name} is {_seems(person.level)} now{was}.")
    new = [person.name for person in account.people if person.name and earlier[person.person_id].name is None] if all(
        person.person_id in earlier for person in account.people) else []  # fmt: skip
    if new:
        lines.append(f"New names: {', '.join(new)}.")
    return lines


def _seems(level: int | None) -> str:
    return {-1: "against us", 0: "neutral", 1: "a supporter", 2: "a strong supporter", 3: "a coach for us"}.get(level, "?")


def chance_sentence(found: Estimate, account: AccountView, past: tuple[float, ...]) -> str:
    """What the picture of the chance says, in numbers."""
    if account.status != "active":
        return "They left. The chance to win them back falls with every month."
    if found.settled:
        return f"The contract runs on. They stay until the end of the game with {look.percent(found.chance, 0)}."
    moved = ""
    if len(past) > 1 and round(100 * past[-1]) != round(100 * past[-2]):
        points = round(100 * past[-1]) - round(100 * past[-2])
        moved = f", {'up' if points > 0 else 'down'} {abs(points)} since last month"
    unmet = sum(person.level is None for person in account.people)
    why = f" {number(unmet).capitalize()} of {len(account.people)} were never met, so it may be" if unmet else " It may be"
    return (
        f"About {look.percent(found.chance, 0)} if they chose today{moved}.{why} "
        f"{look.percent(found.low, 0)} to {look.percent(found.high, 0)}."
    )


def stay_sentence(made: ChoiceMade) -> str:
    """Why an account stayed in a month without a choice of its own."""
    held = any(cause == "contract" for cause, _ in made.voices[0].parts)
    reason = "The contract holds them" if held else "No contract holds them"
    return f"{reason}: the chance to stay this month was {look.percent(made.probability, 1)}."


def outcome(made: ChoiceMade, account: AccountView, names: words.Names) -> str:
    """How the choice ended, in one sentence."""
    name = account.name
    match made.choice, made.outcome:
        case "renewal", "renews":
            return f"Won: {name} renewed."
        case "renewal", other if other == NOBODY:
            return f"Lapsed: {name} signed nothing and may leave any month."
        case "renewal" | "stay", other:
            gone = "" if other in ("leaves", NOBODY) else f" for {words.vendor(other, names)}"
            return f"Lost: {name} left{gone}."
        case "term", "signs":
            return f"Won: {name} signed a new term."
    said = words.outcome(made.outcome, names)
    return f"{name} {said}."


def draw_sentence(made: ChoiceMade) -> str:
    """Probability, draw, and what luck had to do with it."""
    chance, draw = look.percent(made.probability, 0), look.percent(made.draw, 0)
    side = "below" if made.favorable else "above"
    came = "so it went our way" if made.favorable else "so it did not go our way"
    return f"Chance of {words.choice(made.choice)}: {chance}. The draw was {draw}, {side} the chance, {came}."


def luck_sentence(made: ChoiceMade) -> str:
    """The share of luck in a choice, in money."""
    kind = "Good luck" if made.luck_fen > 0 else "Bad luck"
    share = (1 - made.probability) if made.favorable else made.probability
    return f"{kind}: {look.money_change(made.luck_fen)}, {look.percent(share, 0)} of what hung on it. Your score leaves it out."


def futures_sentence(first: str, other: str, month: int, worth_fen: float, chances: tuple[float, float]) -> str:
    """Both futures compared, in numbers."""
    better = "more" if worth_fen > 0 else "less"
    same = abs(worth_fen) < 50_000
    worth = "is worth about the same" if same else f"is worth {look.money(abs(worth_fen))} {better}"
    return (
        f"With “{other}” in month {month + 1} the game {worth}. "
        f"Their chance to stay: {look.percent(chances[1], 0)}, not {look.percent(chances[0], 0)}."
        if round(100 * chances[0]) != round(100 * chances[1])
        else f"With “{other}” in month {month + 1} the game {worth}; their chance to stay is the same."
    )


def score_sentences(found: Score) -> list[str]:
    """What the score means, a sentence each."""
    if found.index is None or found.luck is None:
        return ["Score: n/a. On this luck the textbook does no better than doing nothing, so there is no scale."]
    points = round(found.index)
    against = "worse than doing nothing" if points < 0 else "like doing nothing" if points < 10 else (
        "better than doing nothing" if points < 60 else "close to the textbook" if points < 100 else "as good as the textbook"
    )  # fmt: skip
    luck = round(found.luck)
    gave = "helped you by" if luck > 0 else "cost you"
    return [
        f"{points}: {against}. Doing nothing is 0, the textbook is 100, on the same luck.",
        f"Luck {look.signed(luck, 0)}: chance {gave} {abs(luck)} points. They do not count." if luck else "Luck 0: no help, no harm.",
    ]


LEARNED = (
    "People who weigh much and were never met decide most.",
    "A price cut is sure to please, and is paid for every month.",
    "Luck decides single deals. Good choices decide many.",
)
