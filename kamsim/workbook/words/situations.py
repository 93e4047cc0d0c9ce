"""Words for situations of the inbox and their answers, for incidents, costs and work."""

from collections.abc import Iterable

from kamsim.workbook.look import percent
from kamsim.workbook.words.firms import INSTRUMENTS
from kamsim.workbook.words.naming import hint, plain, word
from kamsim.workbook.words.spans import term

REASONS = {
    "price": "price", "satisfaction": "service that disappointed", "incident": "an outage",
    "neighbors": "neighbors that left", "relationship": "the relationship", "fit": "an offer that did not fit",
    "rivals": "the choice of rivals", "other": "nothing that you could have changed",
}  # fmt: skip
COSTS = {
    "sponsor": "sponsor", "owner_seats": "B and C owners", "compliance": "fine: too many meals, gifts, events",
    "service_credit": "service credit", "partnership": "partner tier", "tele_seat": "tele-seat",
    "agent": "agent", "released": "account manager released",
    "installation": "free installation", "broadband_special": "broadband special",
    "care": "care for using less than they pay for", "prompt_payment": "bills paid sooner",
    "early_payment": "bills paid in advance", "goodwill": "a sign of goodwill", "exit_fee": "fee for leaving",
}  # fmt: skip
INCIDENTS = {1: "outage", 2: "fault", 3: "query"}
OPTIONS = {
    ("discount_demand", "match"): ("Match", "give the whole discount; nothing in return"),
    ("discount_demand", "ask_what_changed"): ("Ask what changed", "find out what is behind it; often settles it"),
    ("discount_demand", "trade_for_term"): ("Trade for {months}", "{trade} for a term of {months}"),
    ("discount_demand", "trade_for_volume"): ("Trade for a line", "{trade} for their largest line elsewhere"),
    ("discount_demand", "trade_for_reference"): (
        "Trade for a reference",
        "{trade} if they speak for us; helps to sell in their industry",
    ),
    ("discount_demand", "hold"): ("Hold the price", "say no; a true rival quote then stands"),
    ("objection", "ask"): ("Ask what is behind it", "listen and clarify: you hear the motive; they wait a month more"),
    ("objection", "total_cost"): ("Total cost", "show payback and total cost; meets doubts about the price"),
    ("objection", "phases"): ("Phases", "step by step, with milestones; meets doubts about time and budget"),
    ("objection", "pilot"): ("Pilot with a way out", "a trial and an exit clause; meets doubts about the risk"),
    ("objection", "pitch_material"): (
        "Material for inside",
        "figures and experts for their own people; meets doubts about the decision",
    ),
    ("objection", "discount_now"): ("Discount now", "{cut} at once; it often helps, and invites the next demand"),
    ("objection", "leave_it"): ("Leave it", "the doubt stays, and weighs when they choose"),
    ("standing_fault", "send_engineers"): ("Send engineers", "the cause is found soon; it keeps {crew} busy"),
    ("standing_fault", "send_one_and_call"): ("One, and call the user", "slower for others; the user hears from you"),
    ("standing_fault", "wait"): ("Wait", "it comes back until its cause is found"),
    ("outage", "more_engineers"): ("Send more engineers", "half of the time that is left; others wait longer"),
    ("outage", "call_users"): ("Call the users", "say honestly how it stands and when you call again"),
    ("outage", "wait"): ("Wait", "the engineers who are there go on"),
    ("crisis", "honest_notice"): (
        "One honest notice",
        "what happened, an executive at their table, {credit} as extra value; no promise you cannot keep",
    ),
    ("crisis", "promise_date"): ("Promise a date", "calms at once; broken, it costs {worse} it won"),
    ("crisis", "fix_quietly"): ("Fix it quietly", "not a word; everybody makes up their own story"),
    ("building_attack", "visit_tenants"): (
        "Visit your tenants first",
        "those you warn let the rival in less often, and are glad that you came",
    ),
    ("building_attack", "bundle_tenants"): (
        "Offer them the bundle",
        "Evergreen B to the {offers}largest without one; hard to compare with a quote",
    ),
    ("building_attack", "hold"): ("Hold", "the rival rings at every door"),
    ("counter_offer", "executive_visit"): (
        "Send an executive",
        "to those who decide, pay and buy; they think better of you when they choose",
    ),
    ("counter_offer", "meet_part"): ("Meet part of the price", "goes part of the way; invites the next demand"),
    ("counter_offer", "bind_24"): (
        "Offer 24 months",
        "at the price of today; once they sign, the rival's offer is declined",
    ),
    ("counter_offer", "hold"): ("Hold", "they choose between the rival's offer and things as they are"),
    ("resentment", "explain_with_bundle"): (
        "Explain with a bundle",
        "Evergreen B on the whole bill: nothing left to compare",
    ),
    ("resentment", "match"): ("Give the same price", "settles it here; the next neighbor may hear of it"),
    ("resentment", "apologize"): (
        "Apologize with service",
        "makes good {mended} of it for a service credit; the price stays in mind",
    ),
    ("resentment", "say_nothing"): ("Say nothing", "the lower price stays the fair price in their mind"),
    ("renewal", "renew_12"): (
        "Offer 12 months",
        "early renewal at the price of today; an offer with terms of your own takes more hours",
    ),
    ("renewal", "renew_24"): (
        "Offer 24 months",
        "early renewal at the price of today; a longer term is a little harder to sell",
    ),
    ("renewal", "leave_open"): ("Leave it open", "they choose at the end of the term, rivals in the room"),
    ("rebasing", "step_down"): ("Next smaller plan", "a lower fee and a smaller allowance; C stays C, as it is"),
    ("rebasing", "cap"): ("Promise a cap", "X rises by a few percent at most this time"),
    ("rebasing", "keep"): ("Keep the rule", "X is set anew from the last three months, whatever it comes to"),
    ("opportunity", "pursue"): ("Pursue", "start the sale: six stages, people to meet on the way"),
    ("opportunity", "pass"): ("Pass", "leave it to the rivals"),
    ("lost", "win_back_upgrade"): ("Win back with better service", "an upgrade at {upgrade}"),
    ("lost", "win_back_discount"): ("Win back with {cut}", "a price cut; they leave sooner again"),
    ("lost", "win_back_bundle"): (
        "Win back with the bundle",
        "Evergreen B on the whole bill; neighbors have nothing to compare",
    ),
    ("lost", "let_go"): ("Let go", "spend the hours elsewhere"),
    ("owner_left", "introduce"): ("Introduce the successor", "in person; {back} of the lost good will comes back"),
    ("owner_left", "send_letter"): ("Send a letter", "a little of the lost good will comes back"),
    ("owner_left", "wait"): ("Wait", "they will meet in time; what was lost stays lost"),
    ("answers_fell", "ask_why"): (
        "Ask why",
        "listen, mend what can be mended, and tell them; it pleases, and shows in later answers",
    ),
    ("answers_fell", "leave_it"): ("Leave it", "they filled in a form, and nobody came back to them"),
    ("gatekeeper_blocks", "through_colleague"): (
        "Go through a colleague",
        "opens the door if somebody there supports you; if nobody does, it shows",
    ),
    ("gatekeeper_blocks", "write_to_decider"): ("Write to the decider", "opens the door, and makes an enemy"),
    ("gatekeeper_blocks", "respect"): ("Respect it", "the sale may die of it"),
}
OPTION_CHIPS = {
    # Where the whole label would not fit beside the others; the title holds it.
    ("discount_demand", "ask_what_changed"): "Ask", ("discount_demand", "trade_for_term"): "Term",
    ("outage", "more_engineers"): "More engineers", ("outage", "call_users"): "Call users",
    ("crisis", "honest_notice"): "Honest notice", ("crisis", "fix_quietly"): "Fix quietly",
    ("building_attack", "visit_tenants"): "Visit first", ("building_attack", "bundle_tenants"): "Bundle",
    ("counter_offer", "executive_visit"): "Executive", ("counter_offer", "meet_part"): "Part of it",
    ("counter_offer", "bind_24"): "24 months",
    ("resentment", "explain_with_bundle"): "Bundle", ("resentment", "match"): "Same price",
    ("resentment", "apologize"): "Apologize",
    ("discount_demand", "trade_for_volume"): "Line",
    ("discount_demand", "trade_for_reference"): "Reference",
    ("objection", "ask"): "Ask", ("objection", "pilot"): "Pilot", ("objection", "pitch_material"): "Material",
    ("objection", "discount_now"): "Discount", ("objection", "leave_it"): "Leave it",
    ("discount_demand", "hold"): "Hold", ("standing_fault", "send_engineers"): "Send engineers",
    ("standing_fault", "send_one_and_call"): "One, and call", ("renewal", "renew_12"): "12 months",
    ("renewal", "renew_24"): "24 months", ("renewal", "leave_open"): "Leave open",
    ("owner_left", "introduce"): "Introduce", ("owner_left", "send_letter"): "Letter",
    ("gatekeeper_blocks", "through_colleague"): "Colleague", ("gatekeeper_blocks", "write_to_decider"): "Write past",
    ("rebasing", "step_down"): "Smaller plan", ("rebasing", "cap"): "Cap", ("rebasing", "keep"): "Keep",
    ("lost", "win_back_upgrade"): "Better service", ("lost", "win_back_discount"): "{cut}",
    ("lost", "win_back_bundle"): "Bundle",
}  # fmt: skip
WORK = {
    "map_power": "mapped who has a say and what is spent with whom", "offer_contract": "offered a contract",
    "offer_bundle": "offered the Evergreen bundle", "win_back": "tried to win the account back",
    "tend_departments": "looked after departments", "hold_road_show": "held a road-show",
    "propose": "wrote a proposal", "train_team": "trained our account managers",
    "assign_owner": "introduced another account manager of ours",
    "nobody_there": "came for somebody who had left the job",
}  # fmt: skip


NUMBERS = {
    "cut": ("{} off", "a discount"), "upgrade": ("{} of usage", "a share of usage"), "back": ("{}", "a part"),
    "trade": ("{} of the discount", "part of the discount"), "mended": ("{}", "a part"),
    "credit": ("{} of a bill", "part of a bill"),
}  # fmt: skip
"""How a share in an answer is said, and in its place what is said where the facts of the situation do not tell it."""
Facts = Iterable[tuple[str, float | str]]


def option(kind: str, code: str, facts: Facts = ()) -> str:
    """An answer to a kind of situation, as a chip says it; its numbers are in the situation's facts."""
    found = OPTIONS.get((kind, code))
    return _told(found[0], facts) if found else plain(code).capitalize()


def option_chip(kind: str, code: str, facts: Facts = ()) -> str:
    """An answer in as few words as fit beside the other answers."""
    said = _told(OPTION_CHIPS.get((kind, code), ""), facts)
    return said[:1].upper() + said[1:] if said else option(kind, code, facts)


def option_hint(kind: str, code: str, facts: Facts = ()) -> str:
    """What an answer does."""
    return _told(hint(OPTIONS, (kind, code)), facts)


def _told(text: str, facts: Facts) -> str:
    if "{" not in text:
        return text
    known = dict(facts)
    told = {
        name: with_.format(percent(known[name], 0)) if name in known else without
        for name, (with_, without) in NUMBERS.items()
    }
    told["months"] = term(int(known["term"])) if "term" in known else "a longer term"
    told["offers"] = f"{known['offers']} " if "offers" in known else ""
    told["worse"] = f"{known['worse']:g} times what" if "worse" in known else "more than"
    told["crew"] = "your one engineer for twice as long" if known.get("engineers") == 1 else "two engineers"
    return text.format_map(told)


def crew(facts: Facts) -> str:
    """How many engineers are busy, as a sentence that follows; empty where the facts do not tell it."""
    known = dict(facts)
    if "engineers" not in known:
        return ""
    busy, whole = int(known["busy"]), int(known["engineers"])
    if whole == 1:
        return f" Your one engineer is {'busy' if busy else 'free'}."
    return f" {busy or 'None'} of {whole} engineers {'is' if busy in (0, 1) else 'are'} busy."


def over(reason: object) -> str:
    """Why an account left, as it goes on after "left": " over price"; empty where it is not known or nobody's doing."""
    return f" over {word(REASONS, str(reason))}" if reason and reason != "other" else ""


def work(code: str) -> str:
    """What the team did, in the past tense."""
    if code in WORK:
        return WORK[code]
    if code in INSTRUMENTS:
        return f"held: {word(INSTRUMENTS, code).lower()}"
    kind, _, chosen = code.partition(":")
    return f"answered: {option(kind, chosen).lower()}" if chosen else plain(code)
