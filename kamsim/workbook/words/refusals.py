"""Why something is impossible, as a sentence for a screen: what the check allows, said of the one that was clicked."""

import re
from collections.abc import Callable, Mapping

from kamsim.workbook.words.firms import PARTNER_TIERS, WAVES
from kamsim.workbook.words.naming import plain, word

OVER = "The game is over: go back to an earlier month to play on."
_SENTENCES = (
    ("a month from .*", OVER),
    ("a plan of at most (?P<hours>.*) hours in all",
     "Not enough hours: the plan would need {value}, and the team has {hours}."),
    ("one price a month for this account: (?P<such>.*)",
     "Already in the plan: an account hears one price a month, {such}."),
    ("one .* a month for this (?P<whom>.*)", "The plan has one already; one a month is possible for {whom}."),
    # Whom or what it is about.
    ("an account of the book.*", "This account is not in the book."),
    ("a building with accounts of the book.*", "This building has no account of the book."),
    ("a situation of this month's inbox.*", "This message is not in the inbox of this month."),
    ("one of .*", "This answer does not go with this message."),
    ("a person of .*", "This person does not work there."),
    ("somebody you know; .*", "You do not know this person yet: map who has a say first."),
    ("an account that is (?P<states>.*); it is (?P<state>.*)",
     "This takes an account that is {states}; this one is {state}."),
    ("an account of ours; a prospect is won in a sale, .*",
     "They buy from others, and a prospect is won in a sale: pursue their need when they have one, and put the bundle "
     "into the proposal."),
    ("either an account or a tier", "This takes an account or a tier, not both."),
    ("an activity without compliance points: .*",
     "This cannot be done: meals, gifts and private events are off in this game."),
    # What is offered.
    ("an account without a bundle; .*", "This account has a bundle, and a bundle has its own price."),
    ("an account with a sale pursued since an earlier month",
     "There is no sale here that we have pursued since an earlier month."),
    ("more than the (?P<share>.*) that they have; this is a cut",
     "A cut is more than they have off list already: offer a contract to raise a price."),
    ("an account without a win-back campaign .*", "This account had a win-back campaign in the last months."),
    (".*this account fell short of its commitment lately",
     "This account fell short of its commitment lately, so it gets no new bundle for now."),
    ("0 beside a plan; .*", "A bundle has its own price: take the discount out of the offer, or the plan."),
    ("empty without a plan; .*", "X is what a bundle is agreed on: choose a plan first."),
    ("empty unless plan A, B or C is named", "An allowance belongs to a plan: choose A, B or C first."),
    ("(empty|false) without a bundle; the line joins .*",
     "One more line joins the contract that they have: terms go with the bundle, or with an offer of a contract."),
    ("false with an open term; the special is for (?P<months>.*)", "The broadband special takes a term of {months}."),
    ("false with an open term; .*", "Early payment is agreed for a term: choose one."),
    ("false; the offer brings no broadband .*",
     "The broadband special has no use: no broadband line would come to us."),
    ("empty beside this offer; it goes with (?P<offers>.*)",
     "This has no use in this campaign: it goes with {offers}."),
    ("above 0 where a discount is the offer", "A campaign with a discount needs a discount above 0."),
    ("at least (?P<least>.*) CNY/month; X does not go below .*",
     "X must be ¥{least} or more: it does not go below their mean usage with us of the last three months."),
    ("from (?P<low>.*) to (?P<high>.*) times X with this plan",
     "With this plan the allowance is {low} to {high} times X."),
    # What there is only so much of.
    ("no more sponsors than .*", "None of our executives is free: release a sponsor elsewhere first."),
    ("another one until an executive .*", "Name an executive sponsor of this account first: only its sponsor calls."),
    ("at most (?P<calls>.*) a month at .*", "The sponsor of this account makes at most {calls} a month."),
    ("no sponsor call a month at .*", "The sponsor of this account has no time for calls."),
    ("an account without a sponsor", "This account has an executive sponsor already."),
    ("an account with a sponsor", "This account has no executive sponsor."),
    ("one for this account; .* is (?P<partner>.*), and this takes a (?P<needed>.*) account",
     "This takes the partner tier “{needed}”; this account has “{partner}”."),
    ("this (?P<often>.*) in twelve months with an account that is (?P<partner>.*)",
     "With the partner tier “{partner}” this is possible {often} in twelve months."),
    ("(?P<before>.*) first; nobody had that in an earlier month and not yet (?P<wave>.*)",
     "Nobody can come: it is for those who had “{before}” in an earlier month, and not “{wave}” yet."),
    ("at most (?P<ready>.*), those of us who had (?P<before>.*) in an earlier month and did not have (?P<wave>.*)",
     "Only {ready} can come: it is for those who had “{before}” in an earlier month, and not “{wave}” yet."),
    ("at most 0, those of us who did not have (?P<wave>.*)", "Nobody can come: all of us had “{wave}”."),
    ("at most (?P<ready>.*), those of us who did not have (?P<wave>.*)",
     "Only {ready} can come: the others had “{wave}” already."),
    ("a seat that nobody has; .*", "Somebody has this seat already."),
    ("a seat that somebody has; .*", "Nobody has this seat."),
    ("empty beside seats B and C; .*", "Seats B and C go to colleagues of other teams: no account manager is named."),
    ("true with seat A; .*", "An account manager is not released: hand the account over to another one."),
    ("the number of an account manager .*", "Say to which of our account managers the account goes."),
    ("from 1 to (?P<managers>.*), one of our account managers",
     "We have {managers} account managers: name one of them."),
    ("empty; we have none to name", "We have no account managers to hand it over to."),
    ("another account manager; .*", "This account manager has the account already."),
    ("seat B first; .*", "Fill seat B first; seat C can follow a month later."),
    ("seat C first; .*", "Release seat C first; seat B can follow a month later."),
)  # fmt: skip
"""What the check says is allowed, and the sentence; the first that fits counts."""
_SENTENCES_READY = tuple((re.compile(pattern), sentence) for pattern, sentence in _SENTENCES)
_WHOM = {
    "account": "an account", "tier": "a tier", "building": "a building", "team": "the team", "situation": "a message",
}  # fmt: skip


def _in_words(table: Mapping[str, object]) -> Callable[[str], str]:
    return lambda code: word(table, code)


def _states(codes: str) -> str:
    return codes.replace("active", "with us")


_SPOKEN: dict[str, Callable[[str], str]] = {
    "partner": _in_words(PARTNER_TIERS),
    "needed": _in_words(PARTNER_TIERS),
    "wave": _in_words(WAVES),
    "before": _in_words(WAVES),
    "whom": _in_words(_WHOM),
    "states": _states,
    "state": _states,
}


def refusal(column: str | None, value: str | None, allowed: str) -> str:
    """Why something is impossible, as a sentence; takes the parts of a `Refusal` or of a problem of BadInput."""
    for pattern, sentence in _SENTENCES_READY:
        if found := pattern.fullmatch(allowed):
            facts = {name: _SPOKEN.get(name, str)(code) for name, code in found.groupdict().items()}
            return sentence.format(value=value, **facts)
    return f"Not possible: {plain(column)} takes {allowed}." if column else f"Not possible: {allowed}."
