"""The why card: a choice taken apart into causes or people, its probability, its draw, and the share of luck."""

from typing import NamedTuple

from kamsim.engine.records import ChoiceMade
from kamsim.engine.state import MONTH_DAYS
from kamsim.market.buying import log_odds, logistic
from kamsim.market.churn import staying_probability
from kamsim.workbook import look, sentences, words
from kamsim.workbook.cockpit.state import Desk, View

HOW = "Read who needs you first, decide, run the month at the top right, and ask why."
NEVER_MET = "never met"
BARS = 4
LONG_NAME = 28
"""Latin letters of a name in a question; the title has all of it."""
SCALES = {
    "logit": (
        "a bar of +0.7 doubles the odds",
        "Log-odds: +0.7 about doubles the odds of what we want, −0.7 halves them",
    ),
    "cloglog": ("a bar of +0.7 halves the risk", "Log-odds: +0.7 halves the risk, −0.7 doubles it"),
}
"""What the length of a bar means, in short and in full, by the link of the choice."""
DRAW_HINT = (
    "The draw is a random number from 0 to 100 %. Below the chance, what we hoped for happens; above it, it does not. "
    "Luck is what happened less what was to be expected. At stake is what hangs on the choice: what the account, or "
    "the sale, is worth to us from here on"
)
SMALLEST = 0.05
"""Parts below this would read 0.0; they are drawn together."""


class Parts(NamedTuple):
    """A choice taken apart: where it starts, and what speaks for us (positive) or against, largest first."""

    base: tuple[tuple[str, float], ...]
    causes: tuple[tuple[str, float], ...]

    @property
    def total(self) -> float:
        """The sum over everything: the log-odds of the choice, weighted over its voices."""
        return sum(value for _, value in (*self.base, *self.causes))


def parts_of(made: ChoiceMade, by: str = "cause") -> Parts:
    """The parts of a choice by cause or by person, weighted by each voice's say; they add up to the choice."""
    sums: dict[str, float] = {}
    for voice in made.voices:
        for cause, value in voice.parts:
            name = voice.person_id if by == "person" else cause
            sums[name] = sums.get(name, 0.0) + voice.weight * value
    base = tuple((name, value) for name, value in sums.items() if name in words.BASES)
    causes = [(name, value) for name, value in sums.items() if name not in words.BASES]
    return Parts(base, tuple(sorted(causes, key=lambda part: (-abs(part[1]), part[0]))))


def met_only(desk: Desk, parts: Parts) -> Parts:
    """Parts by person, with all whom the manager never met as one sum: what they think was never seen."""
    met = [(name, value) for name, value in parts.causes if _met(desk, name)]
    unseen = [value for name, value in parts.causes if not _met(desk, name)]
    causes = [*met, *([(NEVER_MET, sum(unseen))] if unseen else [])]
    return Parts(parts.base, tuple(sorted(causes, key=lambda part: (-abs(part[1]), part[0]))))


def _met(desk: Desk, person_id: str) -> bool:
    person = desk.people.get(person_id)
    return person is not None and person.met_times > 0


def luck_share(made: ChoiceMade) -> float:
    """How much of what hung on a choice was luck: the distance between what happened and its probability."""
    return abs(made.favorable - made.probability)


def why(desk: Desk, view: View) -> look.Tree:
    """The card at the bottom right; arrows lead through the choices of the last months."""
    found = desk.choices
    if not found:
        summary = desk.session.scenario.settings.summary
        text = "After a month you see here why an account left, stayed or bought, and how much of it was luck."
        return look.card("Your task", look.sentence(summary), look.sentence(HOW), look.sentence(text), key="why",
                         scroll=True)  # fmt: skip
    place = min(view.why, len(found) - 1)
    made = found[place]
    by_person = view.why_by == "person" and len(made.voices) > 1
    parts = met_only(desk, parts_of(made, "person")) if by_person else parts_of(made)
    steps = look.part(
        "span", "kam-row kam-end",
        look.part("button", "kam-link", "◂", do=f"why:{place - 1}", disabled=place == 0, title="the one before"),
        look.part("span", "kam-faint", f"{place + 1} of {len(found)}"),
        look.part("button", "kam-link", "▸", do=f"why:{place + 1}", disabled=place + 1 == len(found), title="the next"),
    )  # fmt: skip
    short = {key: words.shortened(name, LONG_NAME) for key, name in desk.names.items()}
    question = look.part(
        "span", "kam-clamp kam-fill", sentences.question(made, short), title=sentences.question(made, desk.names)
    )
    title = look.part("h3", "kam-title", question, steps)
    body = look.part("div", "kam-body kam-scroll", _verdict(desk, made), *_bars(desk, view, made, parts), tabindex=0)
    return look.part("section", "kam-card", title, body, key="why")


def _bars(desk: Desk, view: View, made: ChoiceMade, parts: Parts) -> list[look.Part]:
    shown = [part for part in parts.causes if abs(part[1]) >= SMALLEST]
    shown = shown if len(shown) <= BARS else shown[: BARS - 1]
    small = parts.causes[len(shown) :]
    rest = sum(value for _, value in small)
    most = max([abs(value) for _, value in shown] + [abs(rest)], default=0.0)
    by_person = view.why_by == "person" and len(made.voices) > 1
    bars = [look.why_bar(_label(desk, name, value, by_person), value, most) for name, value in shown]
    if small and (abs(rest) >= SMALLEST or not shown):
        bars.append(look.why_bar(look.counted(len(small), "smaller one"), rest, most))
    return [_legend(desk, view, made, by_person, bool(bars)), *bars]


def _label(desk: Desk, name: str, value: float, by_person: bool) -> str:
    if name == NEVER_MET:
        return "people you never met"
    if by_person:
        return words.person(name, desk.names)
    who = name.partition(":")[2]
    return words.cause(name, value, desk.names if _met(desk, who) else {})


def _legend(desk: Desk, view: View, made: ChoiceMade, by_person: bool, bars: bool) -> look.Tree:
    """How to read the bars, where there are any, and the ways on."""
    month = int(made.day // MONTH_DAYS) + 1
    other = "cause" if by_person else "person"
    by = [look.link(f"by {other}", f"by:{other}", "Whose say, and what for")] if len(made.voices) > 1 else []
    back = look.chip(f"Go back to month {month}", f"back:{month}", hint="Choose otherwise, on the same luck")
    end = look.part(
        "span", "kam-row kam-end", *by, *([back] if month <= desk.month and month != _offered(desk, view) else [])
    )
    if not bars:
        return look.part("div", "kam-row kam-legend", look.faint("Nothing else spoke for us or against us."), end)
    scale, whole = SCALES[made.link]
    told = look.part("span", "kam-scale", look.part("span", "", "◂ against · for ▸"), look.part("span", "", scale))
    told[1]["title"] = f"{whole}. The bars add up, weighted by what each person has to say"
    return look.part("div", "kam-row kam-legend", told, end)


def _offered(desk: Desk, view: View) -> int | None:
    """The month that another card of the screen already offers to go back to."""
    if view.page == "end":
        return None if desk.worst_luck is None else int(desk.worst_luck.day // MONTH_DAYS) + 1
    return view.ran.first if view.ran else None


def _verdict(desk: Desk, made: ChoiceMade) -> look.Tree:
    """What it means comes first: a small screen shows it without scrolling."""
    hoped, share = words.choice(made.choice), luck_share(made)
    said: list[look.Part] = [f"Chance of {hoped} "]
    said += [look.strong(look.chance(made.probability)), f"; the draw was {_draw(made)}. "]
    start = parts_of(made).base
    if start and made.choice == "stage":
        usual = staying_probability(sum(value for _, value in start))
        said.append(f"Usual for a stage as long as this: {look.chance(usual)}. ")
    elif start and made.link == "cloglog":
        usual = staying_probability(sum(value for _, value in start))
        said.append(
            f"Usual {'in' if start[0][0] == 'contract' else 'without'} a contract: {look.chance(usual)} a month. "
        )
    elif start and parts_of(made).causes:
        said.append(f"Before any of this: {look.chance(logistic(log_odds(start)))}. ")
    if made.veto:
        said.append(f"Somebody opposed takes {look.percent(made.veto, 0)} off the chance. ")
    luck = "brought" if made.luck_fen >= 0 else "took"
    if look.whole_yuan(made.stake_fen):
        said.append(f"Luck {luck} {look.percent(share, 0)} of the {look.money_short(made.stake_fen)} at stake. ")
    told = look.sentence(*said, look.link("open the account", f"pick:{made.account_id}"))
    told[1]["title"] = DRAW_HINT
    return told


def _draw(made: ChoiceMade) -> str:
    """The draw in percent, with as many digits as it takes to see on which side of the chance it fell."""
    whole = 0.03 <= made.probability <= 0.97 and round(100 * made.draw) != round(100 * made.probability)
    return look.percent(made.draw, 0 if whole else 2)
