"""Words for choices of accounts: their causes for us and against us, what is hoped for, and what came."""

from kamsim.engine.scenario import US
from kamsim.market.buying import NOBODY
from kamsim.workbook.words.naming import Names, person, plain, vendor
from kamsim.workbook.words.offers import OPPORTUNITY_STAGES

CAUSES = {
    # (speaks for us, speaks against us)
    "relationship": ("relationship with us", "closer to others"),
    "price": ("our price is good", "our price is high"),
    "fit": ("our offer fits", "others fit better"),
    "reputation": ("our reputation", "others' reputation"),
    "inertia": ("staying is easy", "inertia: they have a vendor"),
    "inclination": ("their own leaning to us", "their own leaning to others"),
    "long_term": ("a short term", "a long term binds them"),
    "pays_early": ("payment as usual", "asked to pay in advance"),
    "asked_again": ("nobody asked before", "you asked before"),
    "proposal": ("a well-prepared proposal", "a proposal without preparation"),
    "savings_shown": ("savings shown", "no savings shown"),
    "similar_case": ("an account of the trade speaks for us", "nobody of the trade speaks for us"),
    "free_installation": ("free installation", "installation to pay"),
    "objection_open": ("no open objection", "an objection left open"),
    "any_answer": ("an answer", "starting point: any answer"),
    "remedy_fits": ("the remedy fits", "the remedy does not fit"),
    "price_cut": ("a discount at once", "no discount"),
    "more_volume": ("nothing more wanted", "one more line wanted"),
    "speaking_for_us": ("nothing said in public", "asked to speak for us"),
    "departments": ("departments we look after", "departments nobody looks after"),
    "gate_discovery": ("three roles heard", "fewer than three roles heard"),
    "gate_design": ("wallet mapped", "wallet not mapped"),
    "gate_value_show": ("decider met", "decider not met"),
    "gate_signature": ("finance met, no objection open", "finance not met, or an objection open"),
    "gatekeeper": ("nobody blocks the way", "a gatekeeper blocks the way"),
    "silence": ("we kept in touch", "weeks without a contact"),
    "doing_nothing": ("dislike of doing nothing", "doing nothing is easier"),
    "choice_of_rivals": ("no other choice", "other vendors to choose from"),
    "shortlist": ("departments listed us", "departments listed others"),
    "contract": ("starting point: in a contract", "starting point: in a contract"),
    "no_contract": ("starting point: no contract", "starting point: no contract"),
    "satisfaction": ("satisfied with service", "service disappoints"),
    "supporter": ("a supporter", "an opponent"),
    "incident": ("no recent outage", "recent outage or fault"),
    "neighbors": ("neighbors stay", "neighbors left"),
    "product_lines": ("several product lines", "few product lines"),
    "bill_shock": ("bill as expected", "bill shock"),
    "owner_change": ("the same account manager", "their account manager changed"),
    "switching_cost": ("close ties: hard to switch", "easy to switch"),
    "switching_methods": ("what they would lose by leaving", "little to lose by leaving"),
    "exit_fee": ("a fee for leaving", "no fee for leaving"),
    "proactive_offer": ("nobody unsettled them", "an offer they had not asked for"),
    "x_fit": ("X suits the usage they expect", "X does not suit the usage they expect"),
    "flat_rate": ("a fixed fee is liked", "a fixed fee is disliked"),
    "unexplained": ("nothing we can name", "nothing we can name"),
    "readiness": ("ready to talk", "starting point: they left"),
    "months_away": ("only just gone", "time since they left"),
    "reason_for_leaving": ("left over price", "left over service"),
    "offer": ("what we offer", "we offer too little"),
    "decider_met": ("decider met since", "decider not met"),
    "wallet_map": ("wallet mapped", "wallet not mapped"),
    "rival_lock_in": ("dislike of the rival's fixed term", "locked in with a rival"),
    "first_life": ("never left before", "left before"),
    "new_contract": ("starting point: a fresh contract", "starting point: a fresh contract"),
    "line_asked_for": ("starting point: a line stays where it is", "starting point: a line is easily moved"),
    "line_in_term": ("the line is in a contract", "no contract holds the line"),
    "organization": ("the firms are close", "the firms are far apart"),
    "channel": ("we look after them ourselves", "an agent owns the contact"),
    "second_life": ("second life", "left once before"),
    **{f"stage_{name}": (f"starting point: {said}",) * 2 for name, said in OPPORTUNITY_STAGES.items()},
}
LUCK = {
    "choice": "choices of accounts", "meeting": "meetings", "lapse": "contracts that ran out",
    "quote": "rivals' offers", "trouble": "outages and faults",
}  # fmt: skip
"""What brought luck, as in "choices of accounts +¥2,000"."""
BASES = frozenset(
    {
        "contract", "no_contract", "readiness", "new_contract", "any_answer", "line_asked_for",
        *(f"stage_{name}" for name in OPPORTUNITY_STAGES),
    }
)  # fmt: skip
"""Causes that only say where a choice starts: far larger than what anybody could change."""
CHOICES = {
    # What we want, as in "chance of ...".
    "stay": "staying", "renewal": "renewing", "term": "signing", "bundle": "taking the bundle",
    "sale": "buying from us", "win_back": "coming back", "counter_grab": "staying when the rival tries again",
    "objection": "being convinced", "trade": "agreeing", "line": "keeping the line with us",
    "stage": "the sale going on",
}  # fmt: skip
OUTCOMES = {
    "keeps_line": "kept the line with us",
    "stays": "stayed", "leaves": "left", "renews": "renewed", "signs": "signed", "takes_bundle": "took the bundle",
    "convinced": "was convinced", "not_convinced": "was not convinced", "agrees": "agreed",
    "goes_on": "went on with the sale", "dropped": "dropped the sale", "returns": "came back",
    "stays_away": "stayed away", US: "bought from us", NOBODY: "chose nobody",
}  # fmt: skip
NOT_DONE = {
    # What "nobody" was chosen means for a choice.
    "renewal": "stayed without a contract", "term": "did not sign", "bundle": "did not take the bundle",
    "sale": "bought nothing", "trade": "did not agree",
}  # fmt: skip


def cause(code: str, value: float = 1.0, names: Names | None = None) -> str:
    """A cause of a choice that speaks for us (`value` not negative) or against; `supporter:A01-3` names the person."""
    kind, _, who = code.partition(":")
    found = CAUSES.get(kind)
    text = plain(kind) if found is None else found[0 if value >= 0 else 1]
    if kind == "supporter" and who:
        return f"{person(who, names or {})} is a supporter"
    return f"{text}: {person(who, names or {})}" if who else text


def choice(kind: str) -> str:
    """What we hope for in a choice, as in "chance of staying"."""
    return CHOICES.get(kind, f"the best outcome of {plain(kind)}")


def outcome(code: str, names: Names, kind: str = "") -> str:
    """What came of a choice of a kind, in the past tense."""
    if code == NOBODY and kind in NOT_DONE:
        return NOT_DONE[kind]
    did = "gave a line to" if kind == "line" else "chose"
    return OUTCOMES.get(code) or f"{did} {vendor(code, names)}"
