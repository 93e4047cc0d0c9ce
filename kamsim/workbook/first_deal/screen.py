"""The first deal's screen: from the state of the game to a tree, one step of the lesson at a time."""

from kamsim.engine.briefing import PersonView
from kamsim.engine.state import MONTH_DAYS
from kamsim.studies.luck import luck_by_source
from kamsim.workbook import look, sentences, words
from kamsim.workbook.first_deal import futures, judgment, lesson
from kamsim.workbook.first_deal.choices import Choice
from kamsim.workbook.first_deal.game import Deal
from kamsim.workbook.first_deal.learned import learned
from kamsim.workbook.first_deal.place import Place
from kamsim.workbook.first_deal.question import Question
from kamsim.workbook.first_deal.story import happened
from kamsim.workbook.first_deal.why import choice_cards, estimate_cards
from kamsim.workbook.look import Part, Tree, part


def screen(deal: Deal) -> Tree:
    """The whole screen for the step that the lesson has come to."""
    place, warning = deal.place, deal.session.warning
    steps = {
        "role": _role,
        "choose": _choose,
        "result": _result,
        "why": _why,
        "again": _again,
        "both": _both,
        "score": _score,
    }
    done = 0 if place.step == "role" else place.month + 1
    return look.page(
        look.progress(done, deal.months),
        look.note(warning, "watch") if warning else None,
        *steps[place.step](deal, place),
    )


def _coach(headline: str, small: str, *actions: Part) -> Tree:
    said = part("div", "kam-fill kam-stack", part("div", "kam-head", headline), part("div", "kam-faint", small))
    mark = part("div", "kam-coach", "C", aria_hidden=True)
    line = part("div", "kam-bar-line", mark, said, part("div", "kam-row kam-end", *actions))
    return part("section", "kam-card kam-card-good kam-coached", line, key="coach")


def _next(label: str, do: str) -> Tree:
    return look.button(label, do, primary=True)


def _go_on(place: Place) -> Tree:
    return _next(f"Go on to month {place.month + 2}", f"go:{place.month + 1}")


def _role(deal: Deal, place: Place) -> list[Part]:
    account = deal.account
    said, goal = lesson.role(account, len(deal.rivals), deal.months)
    facts = (
        (look.money(account.bill_fen), "they pay every month"),
        (look.count(deal.months, "months"), "until the contract ends"),
        (look.count(len(account.people), "people"), f"decide; {lesson.named(account)}"),
        (look.hours(deal.session.briefing.hours), "of your time, every month"),
    )
    return [
        _coach(said, goal, _next("Start month 1", "start:0")),
        look.grid(4, *(look.card(None, look.metric(value, label), key=label) for value, label in facts)),
        look.grid(3, *(look.card(title, look.sentence(text), key=title) for title, text in lesson.HOW_IT_GOES)),
    ]


# A month


def _choose(deal: Deal, place: Place) -> list[Part]:
    asked, month = deal.question(), place.month
    back = look.link(f"Back to month {month}", f"back:{month - 1}:{month}") if month else None
    small = f"Month {month + 1} of {deal.months} · {lesson.advice(month, deal.account, asked)}"
    hours = f"You have {look.hours(deal.session.briefing.hours)} this month. You can come back here at any time."
    options = _options(asked, asked.choice(place.picked), f"pick:{month}")
    return [
        _coach(asked.text, small, _next("See what happens", f"run:{month}")),
        look.card(None, options, look.row(look.faint(hours), back), key="options"),
        _known(deal, place) if month else None,
    ]


def _options(asked: Question, chosen: Choice, do: str, taken: str = "") -> Tree:
    cards = []
    for choice in asked.choices:
        was = choice.key == taken
        details = (choice.price, choice.remark, "your first choice" if was else "")
        cards.append(
            look.choice_card(
                choice.title,
                f"{do}:{choice.key}",
                look.sentence(choice.reason),
                look.faint(" · ".join(filter(None, details))),
                pressed=choice.key == chosen.key,
                disabled=was,
            )
        )
    return look.grid(3, *cards)


def _known(deal: Deal, place: Place) -> Tree:
    """The people, and the chance once it was explained: both appear when they first matter."""
    first = place.step == "result" and place.month == 0
    return part("div", "kam-two-thirds", _people(deal), None if first else _chance(deal))


def _people(deal: Deal) -> Tree:
    account, names = deal.account, deal.names
    people = sorted(account.people, key=lambda person: person.name is None)
    title = part("h3", "kam-title", "The people who decide", part("small", "", lesson.unknown(account)))
    return part(
        "section", "kam-card", title, look.grid(4, *(_person(p, names) for p in people)), look.scale(), key="people"
    )


def _person(person: PersonView, names: words.Names) -> Tree:
    unmet = person.level is None
    likes = f"; likes {words.vendor(person.rival_seen, names)}" if person.rival_seen else ""
    return part(
        "section",
        "kam-card kam-card-compact kam-card-unknown" if unmet else "kam-card kam-card-compact",
        part("div", "kam-strong", look.named(person.name) if person.name else "?"),
        look.faint(words.role(person.role)),
        look.faint(lesson.how_to_find_out(person)) if unmet else look.dots(person.level),
        key=person.person_id,
        title=f"{person.name or '?'}: {words.level(person.level)}{likes}",
    )


def _chance(deal: Deal) -> Tree:
    said = lesson.chance_sentence(deal.estimate(), deal.account, deal.estimates(), deal.session.finished, deal.moved())
    alt = f"Your estimate of the chance that they stay, month by month. {said}"
    return look.figure("Chance that they stay", "chance", alt, said)


def _result(deal: Deal, place: Place) -> list[Part]:
    month, account = place.month, deal.account
    before = deal.briefing_before(month).account(deal.account_id)
    story = [record for record in deal.session.story(deal.account_id) if record[0] // MONTH_DAYS == month]
    told = happened(story, account, deal.names, before)
    lines = [look.note(line, tone) if tone else look.sentence(line) for tone, line in told]
    made = deal.choices_of(month)
    explained = month == 0 or made or deal.session.finished
    headline = lesson.outcome(made[-1], account, deal.names) if made else lesson.month_over(month, account)
    chosen = place.titles[month] if month < len(place.titles) else ""
    staying = [c for c in deal.session.choices(deal.account_id, month) if c.choice == "stay" and c.favorable]
    bill = look.line("Bill of this month", look.money(account.bill_fen)) if account.bill_fen else None
    foot = look.faint(lesson.stay_sentence(staying[0])) if staying else None
    why = look.faint(lesson.bill_sentence(account, before)) if bill else None
    columns = look.columns(look.stack(*(lines or [look.sentence("A quiet month.")])), look.stack(bill, why, foot))
    return [
        _coach(
            headline,
            f"You chose: {chosen}." if chosen else "",
            _next("See why", f"why:{month}") if explained else _go_on(place),
        ),
        look.card(f"What happened in month {month + 1}", columns, key="story"),
        _known(deal, place),
    ]


# Why, again, both, score


def _why(deal: Deal, place: Place) -> list[Part]:
    over, account, names = deal.session.finished, deal.account, deal.names
    made = deal.choices_of(place.month)
    decisive = deal.decisive if over else made[-1] if made else None
    if decisive is None:
        return _why_estimate(deal, place)
    goal = deal.proposed_month
    action = _next(f"Go back to month {goal + 1}", f"rewind:{goal}") if over else _go_on(place)
    asked = f"{sentences.question(decisive, names)} {lesson.ADDS_UP}"
    others = [
        look.chip(f"Month {month + 1}", f"rewind:{month}", hint=place.titles[month])
        for month in range(min(deal.months, len(place.titles)))
        if month != goal
    ]
    return [
        _coach(lesson.outcome(decisive, account, names), asked, action),
        *choice_cards(decisive, account, names),
        look.row(look.faint(lesson.TRY_OTHERWISE), *others) if over else None,
    ]


def _why_estimate(deal: Deal, place: Place) -> list[Part]:
    found, account = deal.estimate(), deal.account
    if not found.voices:
        said = lesson.chance_sentence(found, account, deal.estimates(), move=deal.moved())
        return [_coach(said, "", _go_on(place)), _known(deal, place)]
    headline = f"Why about {look.chance(found.chance)}? It is your estimate."
    reading = look.card("How to read this", *map(look.sentence, lesson.HOW_TO_READ), key="reading")
    return [
        _coach(headline, lesson.LONGER_BARS, _go_on(place)),
        estimate_cards(found, account),
        look.columns(_chance(deal), reading),
    ]


def _again(deal: Deal, place: Place) -> list[Part]:
    asked = deal.question(deal.session.decisions()[: place.again])
    options = _options(asked, deal.other_choice(place), f"else:{place.again}", place.took_in(place.again))
    return [
        _coach(
            f"Month {place.again + 1} again. {asked.text}",
            lesson.SAME_LUCK,
            _next("Try otherwise", f"other:{place.again}"),
        ),
        look.card(None, options, look.row(look.link("Back to the why", f"unwind:{place.again}")), key="options"),
    ]


def _both(deal: Deal, place: Place) -> list[Part]:
    first, other = deal.session.branch_path(place.first), deal.session.history
    worth = sum(futures.worths(other)) - sum(futures.worths(first))
    said = futures.futures_sentence(deal.decisive_of(place.first), deal.decisive, deal.names, worth)
    rest = futures.left_out_sentence(deal.session.decisions(place.first), deal.session.decisions(), place.again)
    small = f"In month {place.again + 1}: “{place.other_title}”, not “{place.titles[place.again]}”. {rest}"
    alt = f"Two lines, the chance that they stay after each month: your game and the other future. {said}"
    table = look.table(["", "your game", "the other"], deal.comparison())
    side = look.card("Side by side", table, look.faint(lesson.FUTURES_NOTE), key="side")
    return [
        _coach("Both futures, on the same luck.", small, _next("See your score", "score")),
        part("div", "kam-two-thirds kam-tall", look.figure(lesson.FUTURES_TITLE, "futures", alt, said), side),
    ]


def _score(deal: Deal, place: Place) -> list[Part]:
    own, other = deal.scores()
    said = judgment.score_sentences(own, other, luck_by_source(deal.session.simulation.ledger))
    text, tried = look.points(own.index), look.points(other.index)
    luck = look.NA if own.luck is None else look.signed(round(own.luck), 0)
    metrics = [(text, "your game"), (f"luck {luck}", "not counted"), (tried, "the other future")]
    scale = part("div", "kam-line", look.faint("0 · doing nothing"), look.faint("100 · textbook"))
    share = None if own.index is None else own.index / 100
    hint = look.card(None, look.sentence(lesson.HOW_TO_OPEN), kind="slim", key="how") if place.next_lesson else None
    return [
        _coach(
            f"Your score: {text}, with luck taken out.",
            f"Next exercise: {lesson.NEXT_LESSON}. Sixty accounts instead of one.",
            look.button("Play again", "restart"),
            _next("Next exercise", f"open:{lesson.NEXT_FILE}"),
        ),
        hint,
        look.columns(
            look.card(
                "Your score",
                part("div", "kam-bar-line", *(look.metric(value, label) for value, label in metrics)),
                part("div", "", look.bar(share, "good"), scale),
                *map(look.sentence, said),
                key="score",
            ),
            look.card(
                "On the same luck",
                look.table(["", "worth", "luck", "without luck", "score"], deal.ranking()),
                look.sentence(deal.textbook()),
                look.faint(lesson.WORTH),
                key="ranking",
            ),
        ),
        _learned(deal, place),
    ]


def _learned(deal: Deal, place: Place) -> Tree:
    ledger = deal.ledger_of(place.first)
    account, made = deal.account_in(place.first), deal.decisive_of(place.first)
    lines = learned(ledger, made, account, deal.names)
    return look.card("What your game shows", look.columns(*map(look.sentence, lines)), key="learned")
