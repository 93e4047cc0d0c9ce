"""The people of an account as cards, and what can be done with one of them."""

from functools import partial

from kamsim.engine.briefing import AccountView, PersonView
from kamsim.engine.decisions import MapPower, Visit
from kamsim.engine.state import MONTH_DAYS
from kamsim.market.activities import ACTIVITIES, SPONSOR_CALL
from kamsim.market.evidence import DIMENSIONS
from kamsim.studies.policies import fitting_activity
from kamsim.workbook import look, words
from kamsim.workbook.cockpit.chips import chip, refused, suggested
from kamsim.workbook.cockpit.state import Desk, View

FIRST_CHIPS = 5
LAWFUL = "Meals, gifts and private events are off"
LAWFUL_HINT = (
    "In this lesson rules, law and custom come first: meals, gifts and private events are refused. A trainer turns "
    "them on with strict_mode=0 in open_cockpit(...) of the notebook, or with --set strict_mode=0 in a terminal"
)
LEGEND_HINT = (
    "What you see of people is what they showed when you met them: it may be wrong, and it gets old. The dots are the "
    "last meeting's: against us, neutral, supporter, keeps rivals out, coach. A supporter speaks for us, the next "
    "level also keeps rivals out, a coach helps us from inside as well. A role with a question mark and what is "
    "probable become surer when you meet the person. A blue rim: suggested."
)
EVIDENCE_HINT = (
    "Closeness is the mean of the six scores plus 2: 1 is against us, 5 is a coach. The scores are what the last "
    "meeting showed, from −1 (against us) to 3 (coach), with error: "
) + "; ".join(f"{words.word(words.DIMENSIONS, code)}: {words.hint(words.DIMENSIONS, code)}" for code in DIMENSIONS)


def people(desk: Desk, view: View, account: AccountView) -> list[look.Part]:
    """Cards of evidence, not of truth, and the chips of the person that is selected."""
    chosen = selected(desk, view, account)
    cards = (_card(desk, account, person, person is chosen) for person in account.people)
    return [
        look.part("div", "kam-scroll kam-fill kam-more", look.scale(), look.grid(3, *cards)),
        *([_with_person(desk, view, chosen)] if chosen else []),
        *([_shown_last(chosen)] if chosen and chosen.evidence else []),
        _with_account(desk, account),
    ]


def selected(desk: Desk, view: View, account: AccountView) -> PersonView | None:
    """The person that is selected, else the one worth meeting next."""
    for person in account.people:
        if person.person_id == view.person and person.name:
            return person
    known = [person for person in account.people if person.name]
    return max(known, key=partial(_worth, desk.briefing.influence), default=None)


def _worth(influence: dict[str, float], person: PersonView) -> float:
    level = person.level if person.level is not None else 0
    return influence.get(person.role or "", 1.0) * (3.2 - level) / (1 + person.met_times)


def _card(desk: Desk, account: AccountView, person: PersonView, chosen: bool) -> look.Tree:
    if person.name is None:
        how = "meet somebody here" if account.mapped else "map who has a say to find out"
        return look.card(
            None,
            look.part("div", "", "? · somebody with a say"),
            look.dots(None),
            look.faint(how),
            kind="compact unknown",
            key=f"person:{person.person_id}",
        )
    kind = "kam-card kam-card-compact" + " kam-card-chosen" * chosen
    rises = " · may rise" if person.rising else ""
    role = f" · {words.role(person.role, person.role_sure)}{rises}"
    head = look.part("div", "kam-clamp", look.strong(person.name), role)
    shown = _shown(desk, person)
    body = look.part("div", "kam-body", head, look.dots(person.level), look.part("div", "kam-faint kam-clamp", shown))
    return look.part(
        "button",
        kind,
        body,
        do=f"person:{person.person_id}",
        key=f"person:{person.person_id}",
        aria_pressed=chosen,
        title=_portrait(person, shown),
    )


def _portrait(person: PersonView, shown: str) -> str:
    """All that we know of a person, in a sentence or three."""
    rank, role = words.word(words.RANKS, person.rank), words.role(person.role, person.role_sure)
    said = [f"{person.name}, {rank}, {role}", shown]
    if person.need is not None:
        need = words.probably(words.word(words.NEEDS, person.need), person.certainty)
        said.append(need[0].upper() + need[1:])
    if person.rising:
        said.append("Colleagues say that they will go far: they may have more to say one day")
    return ". ".join([*said, *filter(None, [_evidence(person), words.role_assumed(person.role)])])


def _shown(desk: Desk, person: PersonView) -> str:
    if person.met_day is None:
        return "never met"
    days = max(0, round(desk.month * MONTH_DAYS - person.met_day))
    went = "" if person.went_well is None else ", went well" if person.went_well else ", not well"
    rival = f" · closer to {words.vendor(person.rival_seen, desk.names)}" if person.rival_seen else ""
    style = words.probably(words.style(person.style), person.certainty)
    return f"{style} · {look.count(days)} d ago{went}{rival}"


def _evidence(person: PersonView) -> str:
    """What the last meeting showed on six scales, and how close the person is by that; empty before one."""
    if person.evidence is None:
        return ""
    scores = (
        f"{words.word(words.DIMENSIONS, code)} {look.signed(score, 0)}"
        for code, score in zip(DIMENSIONS, person.evidence, strict=True)
    )
    return f"Closeness {person.closeness} of 5: {' · '.join(scores)}"


def _shown_last(person: PersonView) -> look.Tree:
    said = _evidence(person)
    return look.part("div", "kam-legend kam-clamp", said, title=f"{said}. {EVIDENCE_HINT}")


def _with_person(desk: Desk, view: View, person: PersonView) -> look.Tree:
    fitting = fitting_activity(person, _sponsor_has_time(desk, person))
    order = sorted(
        ACTIVITIES,
        key=lambda name: (name != fitting, _is_off(desk, name), not _suits(name, person)),
    )
    shown = order if view.more else order[:FIRST_CHIPS]
    shown += [name for name in order[len(shown) :] if desk.planned_visit(person.person_id, name) is not None]
    chips = [_activity(desk, person, name, name == fitting) for name in shown]
    more = look.link("fewer" if view.more else f"{len(order) - len(shown)} more", "more", "Other things to do")
    return look.row(look.strong(f"Do with {person.name}:"), *chips, more)


def _sponsor_has_time(desk: Desk, person: PersonView) -> bool:
    """Whether the person's account has a sponsor, or gets one this month, who has not made all calls yet."""
    call = Visit(account=person.account_id, person=person.person_id, activity=SPONSOR_CALL)
    return call in desk.draft or all(found.field != "activity" for found in refused(desk, call))


def _is_off(desk: Desk, name: str) -> bool:
    """Whether the rules of conduct refuse an activity in this game."""
    return desk.briefing.strict and ACTIVITIES[name].compliance_points > 0


def _suits(name: str, person: PersonView) -> bool:
    level = person.level if person.level is not None else 0
    return ACTIVITIES[name].low <= level <= ACTIVITIES[name].high


def _activity(desk: Desk, person: PersonView, name: str, fitting: bool) -> look.Tree:
    decision = Visit(account=person.account_id, person=person.person_id, activity=name)
    level = words.level(person.level if person.level is not None else 0)
    fits = "" if _suits(name, person) else f" Not made for somebody who is {level}."
    cost = desk.briefing.cost_fen(decision)
    hours = desk.briefing.hours_of(decision)
    hint = f"{words.activity_hint(name)}; {look.hours(hours)}, {look.money(cost)}.{fits}"
    price = look.hours(hours) + (f" {look.money(cost)}" if cost >= 20_000 else "")
    made = chip(
        desk, decision, words.activity(name), hint[0].upper() + hint[1:], price, f"visit:{person.person_id}:{name}"
    )
    return suggested(made) if fitting and decision not in desk.draft else made


def _with_account(desk: Desk, account: AccountView) -> look.Tree:
    decision = MapPower(account=account.account_id)
    unknown = sum(person.name is None for person in account.people)
    if account.mapped:
        label = "Map again"
        hint = "Done before: who sits here and what goes to whom is known; people may have changed since"
    else:
        label = "Map who has a say"
        hint = f"Find out who has a say ({unknown} unknown) and what is spent with whom; the wallet estimate sharpens"
    made = chip(desk, decision, label, hint, look.hours(desk.briefing.hours_of(decision)))
    if not account.mapped and decision not in desk.draft:
        made = suggested(made)
    evidence = look.part("span", "kam-end", look.hinted("Evidence, not truth", LEGEND_HINT))
    rules = look.hinted(LAWFUL, LAWFUL_HINT) if desk.briefing.strict else None
    return look.row(look.strong("Account:"), made, rules, evidence)
