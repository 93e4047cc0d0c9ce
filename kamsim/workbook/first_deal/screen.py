"""The first deal's screen: from the state of the game to a tree, one step of the lesson at a time."""

from kamsim.engine.briefing import PersonView
from kamsim.engine.records import ChoiceMade
from kamsim.engine.state import MONTH_DAYS
from kamsim.market.buying import Voice, log_odds
from kamsim.workbook import look, sentences, words
from kamsim.workbook.first_deal import lesson
from kamsim.workbook.first_deal.choices import Choice, Question
from kamsim.workbook.first_deal.game import Deal
from kamsim.workbook.first_deal.place import Place
from kamsim.workbook.look import Part, Tree, part

MOST_LINES = 6


def screen(deal: Deal) -> Tree:
    """The whole screen for the step that the lesson has come to."""
    place = deal.place
    steps = {
        "role": _role,
        "choose": _choose,
        "result": _result,
        "why": _why,
        "again": _again,
        "both": _both,
        "score": _score,
    }
    done = {"role": 0, "choose": place.month + 1, "result": place.month + 1}.get(
        place.step, place.month + 1 if place.step == "why" else deal.months
    )
    warning = deal.session.warning
    return look.page(
        look.progress(done, deal.months),
        look.note(warning, "watch") if warning else None,
        *steps[place.step](deal, place),
    )


def _coach(headline: str, small: str, *actions: Part) -> Tree:
    said = part("div", "kam-fill kam-stack", part("div", "kam-head", headline), part("div", "kam-faint", small))
    mark = part("div", "kam-coach", "C", aria_hidden=True)
    ends = part("div", "kam-row kam-end", *actions)
    return part("section", "kam-card kam-card-good kam-coached", part("div", "kam-bar-line", mark, said, ends), key="coach")


def _next(label: str, do: str) -> Tree:
    return look.button(label, do, primary=True)


# The steps


def _role(deal: Deal, place: Place) -> list[Part]:
    account = deal.account
    said, goal = lesson.role(account, len(deal.rivals), deal.months)
    facts = (
        (look.money(account.bill_fen), "they pay every month"),
        (look.count(deal.months, "months"), "until the contract ends"),
        (look.count(len(account.people), "people"), lesson.unknown(account)),
        (look.hours(deal.session.briefing.hours), "of your time, every month"),
    )
    metrics = [look.card(None, look.metric(value, label), key=label) for value, label in facts]
    steps = [
        look.card(f"{mark}  {title}", look.sentence(text), key=title) for mark, title, text in lesson.HOW_IT_GOES
    ]
    return [
        _coach(said, goal, _next("Start month 1", "start:0")),
        look.grid(4, *metrics),
        look.grid(3, *steps),
    ]


def _choose(deal: Deal, place: Place) -> list[Part]:
    asked, month = deal.question(), place.month
    chosen = asked.choice(place.picked)
    back = look.link(f"Back to month {month}", f"back:{month - 1}:from:{month}") if month else None
    small = f"{lesson.months_line(month, deal.months)} · {lesson.advice(month, deal.account)}"
    hours = f"You have {look.hours(deal.session.briefing.hours)} this month. You can come back to this month at any time."
    return [
        _coach(asked.text, small, _next("See what happens", f"run:{month}")),
        look.card(None, _options(asked, chosen, f"pick:{month}"), look.row(look.faint(hours), back), key="options"),
        *_known(deal, place),
    ]


def _options(asked: Question, chosen: Choice, do: str, taken: str = "") -> Tree:
    cards = []
    for choice in asked.choices:
        was = choice.key == taken
        pressed = choice.key == chosen.key
        price = look.faint(" · ".join(filter(None, (choice.price, choice.remark, "your first choice" if was else ""))))
        reason = part("div", "kam-sentence", choice.reason)
        cards.append(look.choice_card(choice.title, f"{do}:{choice.key}", reason, price, pressed=pressed, disabled=was))
    return look.grid(3, *cards)


def _known(deal: Deal, place: Place) -> list[Part]:
    """People and chance: they appear when they first matter."""
    if place.step == "choose" and place.month == 0:
        return []
    first_result = place.step == "result" and place.month == 0
    return [part("div", "kam-two-thirds", _people(deal), None if first_result else _chance(deal))]


def _people(deal: Deal) -> Tree:
    account = deal.account
    known = sum(person.name is not None for person in account.people)
    title = part("span", "", "The people who decide ", part("small", "", f"you know {known} of {len(account.people)}"))
    people = sorted(account.people, key=lambda person: person.name is None)
    return part(
        "section", "kam-card", part("h3", "kam-title", title), look.grid(4, *(_person(p) for p in people)), key="people"
    )


def _person(person: PersonView) -> Tree:
    unmet = person.level is None
    name = look.named(person.name) if person.name else part("span", "kam-name", "?")
    lines = [part("div", "kam-strong", name)]
    if person.name:
        lines.append(look.faint(words.role(person.role)))
    lines.append(look.dots(person.level) if not unmet else look.faint(lesson.how_to_find_out(person)))
    kind = "compact unknown" if unmet else "compact"
    title = f"{person.name or '?'}: {words.level(person.level)}"
    return part("div", "", look.card(None, *lines, kind=kind), key=person.person_id, title=title)


def _chance(deal: Deal) -> Tree:
    found, past = deal.estimate(), deal.estimates()
    said = lesson.chance_sentence(found, deal.account, past)
    alt = f"Your estimate of the chance that they stay, month by month. {said}"
    return look.figure("Chance that they stay", "chance", alt, said)


def _result(deal: Deal, place: Place) -> list[Part]:
    month, account = place.month, deal.account
    before = deal.briefing_before(month).account(deal.account_id)
    story = [record for record in deal.session.story(deal.account_id) if record[0] // MONTH_DAYS == month]
    lines = lesson.happened(story, account, deal.names, before)
    chosen = place.titles[month] if month < len(place.titles) else ""
    made = deal.choices_of(month)
    if month == 0 or made:
        action = _next("See why", f"why:{month}")
    elif deal.session.finished:
        action = _next("See why", f"why:{month}")
    else:
        action = _next(f"Go on to month {month + 2}", f"go:{month + 1}")
    stayed = [m for m in deal.session.choices(deal.account_id, month) if m.choice == "stay" and m.favorable]
    headline = lesson.outcome(made[-1], account, deal.names) if made else f"Month {month + 1} is over: {account.name} is still with you."
    small = f"You chose: {chosen}." if chosen else "You waited."
    shown = [look.sentence(f"{line}") for line in lines[:MOST_LINES]] or [look.sentence("A quiet month: nothing to report.")]
    foot = look.faint(lesson.stay_sentence(stayed[0])) if stayed else None
    bill = look.line("Bill of this month", look.money(account.bill_fen), key="bill") if account.bill_fen else None
    return [
        _coach(headline, small, action),
        look.card(f"What happened in month {month + 1}", look.columns(look.stack(*shown), look.stack(bill, foot)), key="story"),
        *_known(deal, place),
    ]


def _why(deal: Deal, place: Place) -> list[Part]:
    month = place.month
    last = deal.session.finished
    made = deal.choices_of(month)
    decisive = deal.decisive if last else made[-1] if made else None
    if decisive is None:
        return _why_estimate(deal, place)
    names, account = deal.names, deal.account
    if last:
        goal = deal.proposed_month
        actions = [_next(f"Go back to month {goal + 1}", f"rewind:{goal}")]
    else:
        actions = [_next(f"Go on to month {month + 2}", f"go:{month + 1}")]
    coach = _coach(lesson.outcome(decisive, account, names), sentences.question(decisive, names), *actions)
    parts = [coach, *_why_cards(decisive, names)]
    if last:
        others = [
            look.chip(f"Month {m + 1}", f"rewind:{m}", hint=place.titles[m] if m < len(place.titles) else "")
            for m in range(deal.months)
            if m != deal.proposed_month
        ]
        parts.append(look.row(look.faint("Try one choice otherwise, on the same luck. Or go back to:"), *others))
    return parts


def _why_cards(made: ChoiceMade, names: words.Names) -> list[Part]:
    people = person_parts(made.voices)
    causes = cause_parts(made.voices)
    most = max((abs(value) for _, value in [*people, *causes]), default=1.0)
    left = [look.why_bar(words.person(who, names), value, most) for who, value in people]
    base = [(cause, value) for cause, value in causes if cause in words.BASES]
    bars = [(cause, value) for cause, value in causes if cause not in words.BASES]
    if base:
        most = max((abs(value) for _, value in bars), default=1.0)
    right = [look.why_bar(words.cause(cause, value, names), value, most) for cause, value in bars]
    start = [look.line(words.cause(cause, value, names), look.signed(value)) for cause, value in base]
    total = sum(value for _, value in causes)
    cards = [look.card("Why: by cause", *start, *right, _axis(), look.line("Sum", look.signed(total)), key="causes")]
    if left:
        cards.insert(0, look.card("Why: by person", *left, _axis(), look.line("Sum", look.signed(total)), key="persons"))
    luck = look.card(
        None,
        look.sentence(lesson.draw_sentence(made)),
        look.sentence(lesson.luck_sentence(made)),
        kind="slim",
        key="luck",
    )
    return [look.columns(*cards), luck]


def _axis() -> Tree:
    return look.faint("← for leaving · for staying →")


def person_parts(voices: tuple[Voice, ...]) -> list[tuple[str, float]]:
    """Each person's part: weight times log-odds; empty where nobody is named. Sums to the sum of `cause_parts`."""
    return [(voice.person_id, voice.weight * log_odds(voice.parts)) for voice in voices if voice.person_id]


def cause_parts(voices: tuple[Voice, ...]) -> list[tuple[str, float]]:
    """Each cause's part over all people, weighted alike, in the order in which the rule names them."""
    causes: dict[str, float] = {}
    for voice in voices:
        for cause, value in voice.parts:
            causes[cause] = causes.get(cause, 0.0) + voice.weight * value
    return list(causes.items())


def _why_estimate(deal: Deal, place: Place) -> list[Part]:
    """The first why: what our own estimate is made of."""
    found, account = deal.estimate(), deal.account
    names = {person.person_id: person.name for person in account.people if person.name}
    if not found.voices:
        return [_coach(lesson.chance_sentence(found, account, ()), "", _next(f"Go on to month {place.month + 2}", f"go:{place.month + 1}"))]
    met = {person.person_id for person in account.people if person.level is not None}
    people, causes = person_parts(found.voices), cause_parts(found.voices)
    most = max(abs(value) for _, value in [*people, *causes])
    nobody = [voice.person_id for voice in found.voices if voice.person_id not in names]
    rest = sum(value for who, value in people if who in nobody)
    left = [
        look.why_bar(names[who] if who in met else f"{names[who]} (not met)", value, most)
        for who, value in people
        if who in names
    ]
    if nobody:
        left.append(look.why_bar(f"{lesson.number(len(nobody))} people without a name (?)", rest, most))
    right = [look.why_bar(words.cause(cause, value, names), value, most) for cause, value in causes]
    total = look.line("Sum (0 would be even)", look.signed(sum(value for _, value in causes)))
    action = _next(f"Go on to month {place.month + 2}", f"go:{place.month + 1}")
    headline = f"Why about {look.percent(found.chance, 0)}? This is your estimate: people you have not met count as neutral."
    small = "Each bar is what one person, or one cause, weighs when they choose. Longer bars matter more."
    return [
        _coach(headline, small, action),
        look.columns(
            look.card("Your estimate: by person", *left, _axis(), total, key="persons"),
            look.card("Your estimate: by cause", *right, _axis(), total, key="causes"),
        ),
        part("div", "kam-columns", _chance(deal)),
    ]


def _again(deal: Deal, place: Place) -> list[Part]:
    asked = deal.question(deal.session.decisions()[: place.again])
    taken = place.took[place.again] if place.again < len(place.took) else ""
    chosen = deal.other_choice(place)
    small = "All other months stay as you played them, and so does luck: only this choice changes."
    return [
        _coach(
            f"Month {place.again + 1} again. {asked.text}", small, _next("Try otherwise", f"other:{place.again}")
        ),
        look.card(
            None,
            _options(asked, chosen, f"else:{place.again}", taken),
            look.row(look.link("Back to the why", f"unwind:{place.again}")),
            key="options",
        ),
    ]


def _both(deal: Deal, place: Place) -> list[Part]:
    first, other = deal.futures()
    worth = deal.session.history.value_fen(deal.months) - deal.session.branch_path(place.first).value_fen(deal.months)
    said = lesson.futures_sentence(place.titles[place.again], place.other_title, place.again, worth, (first[-1], other[-1]))
    alt = f"Two lines, the chance to stay after each month: your game and the other future. {said}"
    rows = deal.comparison()
    return [
        _coach("Both futures, on the same luck.", said, _next("See your score", "score")),
        part(
            "div",
            "kam-two-thirds",
            look.figure("Chance that they stay, at the end of each month", "futures", alt, "Months 1 to 5: your estimate. Month 6: the chance that was drawn."),
            look.card("Side by side", look.table(["", "your game", "the other"], rows), key="side"),
        ),
    ]


def _score(deal: Deal, place: Place) -> list[Part]:
    own, other = deal.scores()
    text = look.NA if own.index is None else look.signed(round(own.index), 0).lstrip("+")
    luck = look.NA if own.luck is None else look.signed(round(own.luck), 0)
    tried = look.NA if other.index is None else look.signed(round(other.index), 0).lstrip("+")
    share = None if own.index is None else own.index / 100
    said = [look.sentence(text) for text in lesson.score_sentences(own)]
    scale = part("div", "kam-stack", look.bar(share, "good"), look.line(look.faint("0 doing nothing"), look.faint("100 textbook")))
    hint = look.card(None, look.note(lesson.HOW_TO_OPEN, "good"), kind="slim", key="how") if place.next_lesson else None
    return [
        _coach(
            f"Your score: {text}, with luck taken out.",
            f"Next exercise: {lesson.NEXT_LESSON}. Sixty accounts instead of one.",
            look.button("Play again", "restart"),
            _next("Next exercise", "next"),
        ),
        hint,
        look.columns(
            look.card(
                "Your score",
                look.row(look.metric(text, "your game"), look.metric(f"luck {luck}", "not counted"), look.metric(tried, "the other future")),
                scale,
                *said,
                key="score",
            ),
            look.card("What this deal shows", *(look.sentence(f"{place}. {text}") for place, text in enumerate(lesson.LEARNED, 1)), key="learned"),
        ),
    ]
