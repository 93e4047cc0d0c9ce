"""What the coach says, and the sentences under the pictures."""

from kamsim.engine.briefing import AccountView, PersonView
from kamsim.engine.records import ChoiceMade
from kamsim.market.buying import NOBODY
from kamsim.workbook import look, words
from kamsim.workbook.first_deal.breakdown import Say
from kamsim.workbook.first_deal.estimate import Estimate, Move
from kamsim.workbook.first_deal.question import Question
from kamsim.workbook.luck import rounded

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NEXT_LESSON = "12 A city for two years"
NEXT_FILE = "12_a_city_for_two_years.ipynb"
HOW_TO_OPEN = (
    "The next exercise opens in place of this one; your first deal is kept, and the menu Tabs leads back to it. If it "
    "does not open, click its name above this screen, or type in a terminal: kamsim lab 12_a_city_for_two_years."
)


def number(count: int) -> str:
    """A small number as a word."""
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else look.count(count)


def role(account: AccountView, rivals: int, months: int) -> tuple[str, str]:
    """The trainee's role in one sentence, and the one goal."""
    said = (
        f"You look after {account.name}. Its contract ends in {number(months)} months; {number(rivals)} rivals want it."
    )
    return said, "Your goal: keep it, at a price that pays."


HOW_TO_READ = (
    "It is not the truth. Whom you never met counts as neutral to you, and as a little closer to rivals, who visit "
    "too: that is “closer to others”. To meet them may raise it or lower it.",
    "The solid line is the past. The dashed line is what comes if you do nothing more: rivals go on visiting.",
    "“Staying is easy” is what a change would cost them. It is your best friend until the contract ends.",
)
WORTH = (
    "Worth: the margin of six months, and what the account is worth from here on. Worth minus luck is “without luck”: "
    "only that counts for the score."
)

HOW_IT_GOES = (
    ("1 · Choose", "One thing at a time. Each choice shows its price in hours and yuan."),
    ("2 · See", "The month runs. You see what happened, and what you learned about people."),
    ("3 · Ask why", "Every choice of the account is explained, person by person."),
)
LONGER_BARS = (
    "It begins at 50 %. Each line below makes it higher (+) or lower (−); the last line is your estimate. A person’s "
    "“say” is how much that person counts."
)
EVEN = "If all were undecided"
VETO = "an opponent with much say may stop it"
ADDS_UP = (
    "The first line is where it begins. Each line below makes the chance higher (+) or lower (−); the last line is "
    "the result. A person’s “say” is how much that person counts. A person’s % is about this question, so price and "
    "term count too: somebody who keeps rivals out may still not sign."
)
TRY_OTHERWISE = "Try one choice otherwise, on the same luck. Or go back to:"
SAME_LUCK = "Only this choice changes. Luck stays the same, and so do the other months where they still make sense."
FUTURES_TITLE = "Chance that they stay, after each month"
FUTURES_NOTE = "Each line is your estimate; it ends with the true chance of the choice that decided."


DECIDER = "The one who decides has most say of all. What do you know of that person?"
ADVICE = (
    "The easiest person to meet is seldom the one who weighs most.",
    "Somebody new is often worth more than one more coffee with a friend.",
    DECIDER,
    "Rivals visit too. Who was last met long ago?",
    "Give nothing without getting something: a term, a line, an hour with the one who decides.",
    "What was not done in five months cannot be done in one.",
)


CALL = "Those at the top listen to those at the top: let your director call."


def advice(month: int, account: AccountView, asked: Question) -> str:
    """One line of teaching for a month and what it offers; months count from 0."""
    if account.status != "active":
        return "An account that left can come back. The first weeks are the best time to ask."
    if month and any(person.name is None for person in account.people):
        return "You cannot win people whose names you do not know."
    if account.discount > 0.15:
        return "A lower price pleases for a day. You pay for it every month."
    line = ADVICE[month % len(ADVICE)]
    sent = [decision for choice in asked.choices for decision in choice.decisions]
    calls = any(getattr(decision, "activity", "") == "sponsor_call" for decision in sent)
    return CALL if calls and line == DECIDER else line


def month_over(month: int, account: AccountView) -> str:
    """The headline of a month in which the account chose nothing."""
    still = "still" if account.status == "active" else "not"
    return f"Month {month + 1} is over: {account.name} is {still} with you."


def unknown(account: AccountView) -> str:
    """How many people have a name and how many were met."""
    known = sum(person.name is not None for person in account.people)
    met = sum(person.met_times > 0 for person in account.people)
    return f"you know {known} of {len(account.people)}, met {met or 'none'}"


def named(account: AccountView) -> str:
    """How many people have a name."""
    return f"you know {sum(person.name is not None for person in account.people)}"


def how_to_find_out(person: PersonView) -> str:
    """How to learn what is not known of a person."""
    return "? · ask who decides" if person.name is None else "? · meet to find out"


def unmet(count: int) -> str:
    """People whom nobody met, as one."""
    return "One person you never met" if count == 1 else f"{number(count).capitalize()} people you never met"


def person_says(name: str, say: Say) -> str:
    """A person's own chance and weight."""
    return f"{name}: {look.percent(say.chance, 0)}, say {look.percent(say.weight, 0)}"


def chance_sentence(
    found: Estimate, account: AccountView, past: tuple[float, ...], over: bool = False, move: Move | None = None
) -> str:
    """What the picture of the chance says, in numbers, and why it moved; `over`: the last month is played."""
    if over:
        return f"Your last estimate, before they chose: {look.percent(past[-1], 0)}."
    if account.status != "active":
        return "They left. The chance to win them back falls with every month."
    if found.settled:
        return f"Nothing is open now: they stay until the end of the game with {look.chance(found.chance)}."
    moved = ""
    if len(past) > 1 and round(100 * past[-1]) != round(100 * past[-2]):
        points = round(100 * past[-1]) - round(100 * past[-2])
        size = look.counted(abs(points), "percentage point")
        moved = f", {'up' if points > 0 else 'down'} {size} since last month{_reasons(move, points)}"
    unmet = sum(person.level is None for person in account.people)
    people = f"{number(unmet).capitalize()} of {number(len(account.people))} people were never met, so it"
    return (
        f"About {look.chance(found.chance)} if they chose today{moved}. {people if unmet else 'It'} may be "
        f"{look.percent(found.low, 0)} to {look.percent(found.high, 0)}."
    )


def _reasons(move: Move | None, points: int) -> str:
    """What moved the estimate, in whole points that add up."""
    if move is None:
        return ""
    sizes = rounded([100 * share for share in move], points, 0)
    said = [f"{name} {look.signed(size, 0)}" for name, size in zip(MOVES, sizes, strict=True) if round(size)]
    return f" ({', '.join(said)})"


MOVES = ("what you learned of people", "people who changed their mind", "prices and service")


def bill_sentence(account: AccountView, before: AccountView) -> str:
    """Why this month's bill is not last month's."""
    change = look.money_change(look.whole_yuan(account.bill_fen) - look.whole_yuan(before.bill_fen))
    price = account.discount != before.discount or account.plan != before.plan
    cause = "the new price, and how much they use" if price else "they are billed for what they use"
    return f"{change} against the month before: {cause}, which changes with the season and from month to month."


def stay_sentence(made: ChoiceMade) -> str:
    """Why an account stayed in a month without a choice of its own."""
    held = any(cause == "contract" for cause, _ in made.voices[0].parts)
    reason = "The contract holds them" if held else "No contract holds them"
    return f"{reason}: the chance to stay this month was {look.chance(made.probability)}."


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
        case "term", _:
            return f"Not yet: {name} did not sign the offer."
    said = words.outcome(made.outcome, names)
    return f"{name} {said}."


def draw_sentence(made: ChoiceMade) -> str:
    """Probability, draw, and what luck had to do with it."""
    digits = 0 if look.percent(made.probability, 0) != look.percent(made.draw, 0) else 2
    chance, draw = look.percent(made.probability, digits), look.percent(made.draw, digits)
    side = "below" if made.favorable else "above"
    came = "so it went our way" if made.favorable else "so it did not go our way"
    return f"Chance of {words.choice(made.choice)}: {chance}. The draw was {draw}, {side} the chance, {came}."


def luck_sentence(made: ChoiceMade) -> str:
    """The share of luck in a choice, in money."""
    kind = "Good luck" if made.luck_fen > 0 else "Bad luck"
    share, got = look.chance(made.probability), "all" if made.favorable else "none"
    return (
        f"{kind}: {look.money_change(made.luck_fen)}. This choice was about {look.money(made.stake_fen)}. With a "
        f"chance of {share} you get {share} of it on average; this time you got {got} of it. Luck is not in your score."
    )
