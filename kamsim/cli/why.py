"""`kamsim why`: the choices of one account, with what spoke for us and against us, and how much was luck."""

import argparse
from collections.abc import Mapping
from functools import partial
from typing import Any

from kamsim.cli.answer import counted, money, number, percent, say, say_json
from kamsim.cli.play import played_game, summary_of
from kamsim.engine.reading import Problems
from kamsim.engine.records import ChoiceMade
from kamsim.engine.simulation import Simulation
from kamsim.engine.state import MONTH_DAYS
from kamsim.market.buying import Voice
from kamsim.studies.lifetime import in_yuan, lifetime_by_account
from kamsim.studies.luck import luck_by_source
from kamsim.workbook import words
from kamsim.workbook.luck import luck_parts

SMALL = 0.005
"""Parts below this round to zero and are left out of the text."""


def why(options: argparse.Namespace) -> int:
    """Play the game and explain every choice of one account; the quiet months are counted only."""
    played = played_game(options, Problems())
    account = options.account
    choices = [record for record in played.ledger if type(record) is ChoiceMade and record.account_id == account]
    names = words.names_of(played.scenario, played.briefing)
    luck = luck_by_source(played.ledger, account)
    if options.json:
        summary = summary_of(played, options)
        head = {key: summary[key] for key in ("scenario", "seed", "policy", "engine_version", "digest")}
        lifetime = in_yuan(lifetime_by_account(played)[account])
        made = [_as_json(choice) for choice in choices]
        sums = {source: round(fen) / 100 for source, fen in luck.items()}
        found = {"account": account, "name": names[account], "lifetime": lifetime, "luck": sums, "choices": made}
        say_json(head | found)
        return 0
    told = [made for made in choices if not made.went_on]
    parts = [_rest(choices, told, played), *([_luck(luck)] if luck else [])]
    say(f"{account} {names[account]}", *(_story(made, names) for made in told), *parts)
    return 0


def _month(made: ChoiceMade) -> int:
    return int(made.day // MONTH_DAYS) + 1


def _as_json(made: ChoiceMade) -> dict[str, Any]:
    return {
        "month": _month(made),
        "day": made.day,
        "choice": made.choice,
        "outcome": made.outcome,
        "favorable": made.favorable,
        "probability": made.probability,
        "draw": made.draw,
        "stake": made.stake_fen / 100,
        "luck": round(made.luck_fen) / 100,
        "link": made.link,
        "veto": made.veto,
        "voices": [
            {
                "person": voice.person_id or None,
                "weight": voice.weight,
                "parts": [{"cause": cause, "value": value} for cause, value in voice.parts],
            }
            for voice in made.voices
        ],
    }


def _story(made: ChoiceMade, names: Mapping[str, str]) -> str:
    head = (
        f"Month {_month(made)}: {words.outcome(made.outcome, names, made.choice)}. "
        f"The chance of {words.choice(made.choice)} was {percent(made.probability)}; "
        f"luck CNY {money(made.luck_fen / 100, sign=True)}."
    )
    veto = f"  An opponent may veto it: {percent(made.veto)}." if made.veto else ""
    return "\n".join(filter(None, (head, *(_voice(voice, names) for voice in made.voices), veto)))


def _luck(luck: Mapping[str, float]) -> str:
    total = money(sum(luck.values()) / 100, sign=True)
    return f"Luck in all: CNY {total}; {luck_parts(luck, partial(money, sign=True))}."


def _voice(voice: Voice, names: Mapping[str, str]) -> str:
    parts = sorted(voice.parts, key=lambda part: -abs(part[1]))
    named = (
        f"{words.cause(cause, value, names)} {number(value, 2, sign=True)}"
        for cause, value in parts
        if abs(value) >= SMALL
    )
    who = f"{words.person(voice.person_id, names)}, {voice.weight:.0%} of the say" if voice.person_id else "The account"
    return f"  {who}: {'; '.join(named) or 'nothing speaks for or against us'}"


def _rest(choices: list[ChoiceMade], told: list[ChoiceMade], played: Simulation) -> str:
    quiet = [made for made in choices if made.outcome == "stays"]
    lines = []
    if quiet:
        mean = sum(made.probability for made in quiet) / len(quiet)
        lines.append(
            f"In {counted(len(quiet), 'month', 'months')} it stayed with us between terms; "
            f"the chance was {percent(mean)} on average."
        )
    if told:
        lines.append(
            "A part with + spoke for us, one with - against us; the parts add up to each person's view. They are "
            "log-odds: +0.7 about doubles the odds of what we want, -0.7 halves them."
        )
    if not played.month:
        lines.append("The game has no months: nothing was played, and there was nothing to choose.")
    elif not choices:
        months = counted(played.month, "month", "months")
        lines.append(f"It had nothing to choose in {months}: it was not ours, and no offer of ours came to a choice.")
    return "\n".join(lines)
