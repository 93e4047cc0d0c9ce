"""Every refusal of the check is a whole sentence on a screen, without an id or a code."""

import ast
import re
from pathlib import Path

import pytest

from kamsim.engine import checking
from kamsim.engine.checking import Refusal, refusals
from kamsim.engine.decisions import AssignOwner, OfferContract, TrainTeam, Visit, WinBack
from kamsim.engine.scenario import find_scenario
from kamsim.engine.simulation import Simulation
from kamsim.workbook import sentences
from kamsim.workbook.words.refusals import OVER

PIECES = {
    "a prospect", "had 7 in an earlier month and ", "7 times", "at most 7 sponsor call7", "no sponsor call",
    "7 a month at 7; its sponsor has no more time", "7: 7", "7; there is none", "7 of 7", "7",
    "this account fell short of its commitment lately", "empty; 7", "one without a bundle; 7",
    "an account that is eligible for a bundle; 7", "at most 7, those of us who 7did not have 7",
    "one {} a month for this {}",
    "7: a cut, a term, a bundle, a proposal or a campaign",
}  # fmt: skip
"""Parts of phrases, which stand in no refusal alone; the whole ones are below."""
SAID = {
    "a month from 1 to 24": OVER,
    "a plan of at most 320 hours in all": "Not enough hours: the plan would need 330, and the team has 320.",
    "an account of the book; there is none": "This account is not in the book.",
    "one price a month for this account: a cut, a term, a bundle, a proposal or a campaign": (
        "Already in the plan: an account hears one price a month, a cut, a term, a bundle, a proposal or a campaign."
    ),
    "one hold_instrument of summit a month for this account": (
        "The plan has one already; one a month is possible for an account."
    ),
    "one set_strategy a month for this tier": "The plan has one already; one a month is possible for a tier.",
    "an account that is active or a prospect; it is lost": (
        "This takes an account that is with us or a prospect; this one is lost."
    ),
    "an activity without compliance points: meals, gifts and private events are off in this game": (
        "This cannot be done: meals, gifts and private events are off in this game."
    ),
    "concept first; nobody had that in an earlier month and not yet cases": (
        "Nobody can come: it is for those who had “Concept” in an earlier month, and not “Cases” yet."
    ),
    "at most 2, those of us who did not have concept": "Only 2 can come: the others had “Concept” already.",
    "at most 1 sponsor call a month at A04; its sponsor has no more time": (
        "The sponsor of this account makes at most 1 sponsor call a month."
    ),
    "no sponsor call a month at A04; its sponsor has no more time": (
        "The sponsor of this account has no time for calls."
    ),
    "another one until an executive of ours is named sponsor of A04": (
        "Name an executive sponsor of this account first: only its sponsor calls."
    ),
    "one for this account; A04 is ordinary, and this takes a partner account": (
        "This takes the partner tier “Partner”; this account has “Ordinary”."
    ),
    "this once in twelve months with an account that is partner": (
        "With the partner tier “Partner” this is possible once in twelve months."
    ),
    "from 1 to 2, one of our account managers": "We have 2 account managers: name one of them.",
    "another account manager; this one has the account already": "This account manager has the account already.",
    "seat B first; C comes a month later at the earliest": "Fill seat B first; seat C can follow a month later.",
    "at least 7300 CNY/month; X does not go below their mean usage with us of three months": (
        "X must be ¥7300 or more: it does not go below their mean usage with us of the last three months."
    ),
    "from 1.2 to 1.8 times X with this plan": "With this plan the allowance is 1.2 to 1.8 times X.",
    "one without a bundle; this account fell short of its commitment lately": (
        "This account fell short of its commitment lately, so it gets no new bundle for now."
    ),
    "empty beside this offer; it goes with discount and both": (
        "This has no use in this campaign: it goes with discount and both."
    ),
}


def phrases():
    """What the check says is allowed, taken from its code; a part that varies is a 7."""
    found = set()
    for file in Path(checking.__file__).parent.glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        apart = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                apart |= set(ast.walk(node)) - {node}
        for node in ast.walk(tree):
            if node in apart:
                continue
            if isinstance(node, ast.JoinedStr):
                found.add("".join(part.value if isinstance(part, ast.Constant) else "7" for part in node.values))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
                found.add(node.value)
    return sorted(found - PIECES)


@pytest.mark.parametrize("allowed", phrases())
def test_every_phrase_of_the_check_has_a_sentence_of_its_own(allowed):
    said = sentences.refusal("field", "330", allowed)
    assert "Not possible" not in said
    assert re.fullmatch(r"[A-Z][^{}_]*\.", said)


@pytest.mark.parametrize(("allowed", "sentence"), SAID.items(), ids=range(len(SAID)))
def test_a_refusal_says_in_a_plain_sentence_what_is_possible(allowed, sentence):
    assert sentences.refused(Refusal(0, "field", "330", allowed)) == sentence


def test_refusals_of_a_real_plan_name_no_ids_and_no_codes():
    briefing = Simulation(find_scenario("city"), 1).briefing
    account = next(found for found in briefing.accounts if found.status == "active" and found.people)
    name, person = account.account_id, account.people[0].person_id
    stranger = next((a, p) for a in briefing.accounts for p in a.people if p.name is None)
    plan = [
        OfferContract(account=name), OfferContract(account=name), WinBack(account=name), OfferContract(account="A99"),
        Visit(account=stranger[0].account_id, person=stranger[1].person_id, activity="visit"),
        Visit(account=name, person=person, activity="family_event"), AssignOwner(account=name, seat="C"),
        Visit(account=name, person=person, activity="sponsor_call"), TrainTeam(wave="cases", managers=2),
    ]  # fmt: skip
    said = [sentences.refused(found) for found in refusals(briefing, plan)]
    assert len(said) >= 9
    assert [one for one in said if re.search(r"[A-Z]\d\d|_|Not possible", one)] == []


def test_a_phrase_that_nobody_has_put_into_words_still_reads():
    assert sentences.refusal("lunar_phase", "full", "a half moon") == "Not possible: lunar phase takes a half moon."
    assert sentences.refusal(None, None, "a half moon") == "Not possible: a half moon."
