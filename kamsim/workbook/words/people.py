"""Words for people: what they say in a purchase, how they work, what they look for, and what is done with them."""

from kamsim.workbook import look
from kamsim.workbook.words.firms import INSTRUMENTS
from kamsim.workbook.words.naming import hint, word

LEVELS = look.ATTITUDES
ROLES = {
    "decider": "decides", "finance": "decides on money", "technical": "technical", "user": "user",
    "purchasing": "buyer", "influencer": "influencer", "gatekeeper": "gatekeeper",
}  # fmt: skip
ROLES_ASSUMED = {
    "finance": "The training documents name who decides on money and lose what they say of that part: how much price "
    "weighs with them, and how much say they have, are assumptions",
}
"""Roles of which the sources say too little, and what is assumed of them."""
RANKS = {"S": "top management", "A": "director", "B": "manager", "C": "staff"}
STYLES = {
    "controlling": "results first", "advocating": "ideas and people", "analytical": "figures first",
    "amiable": "warm",
}  # fmt: skip
NEEDS = {
    "basic": "wants things that work", "esteem": "wants to be respected", "achievement": "wants to achieve something",
}  # fmt: skip
DIMENSIONS = {
    "acceptance": ("contact", "accepts contact with us"),
    "participation": ("takes part", "takes part in what we do together"),
    "support": ("supports", "supports our projects"),
    "information": ("informs", "passes on information"),
    "guidance": ("guides", "helps us from day to day"),
    "competitors": ("rivals", "keeps our rivals out"),
}
ACTIVITIES = {
    "follow_up": ("Follow-up call", "a short call that keeps the thread"),
    "savings_proposal": (
        "Savings proposal",
        "payback figures; for whoever decides on money. May start a sale where they buy elsewhere, once mapped",
    ),
    "visit": ("Formal visit", "a meeting at their office; fits everybody"),
    "workshop": ("Workshop", "a technical session; for technical people"),
    "meal": ("Business meal", "one compliance point; warms people who like company"),
    "gift": ("Small gift", "one compliance point; for neutral people and friends who look for the basics"),
    "reference_visit": ("Reference visit", "a trip to an account that is happy; for neutral people and friends"),
    "training": ("Training", "teaches users; for people who are at least neutral"),
    "care": ("Personal care", "a small attention; for people who are at least neutral"),
    "family_event": ("Family event", "two compliance points; only for friends"),
    "advisory_role": ("Advisory role", "a seat on our advisory board; for friends at the top"),
    "sponsor_call": ("Sponsor call", "the executive who sponsors the account calls; strongest with the top"),
}


def role(code: str | None, sure: bool = True) -> str:
    """What a person has to say in a purchase; with a question mark where nobody met the person to make sure."""
    return "role unknown" if code is None else word(ROLES, code) + ("" if sure else "?")


def role_assumed(code: str | None) -> str:
    """What is assumed of a role because no source says it; empty for the others."""
    return ROLES_ASSUMED.get(code or "", "")


def style(code: str | None) -> str:
    """How a person likes to work; "?" before anybody met them."""
    return "?" if code is None else word(STYLES, code)


def probably(said: str, certainty: float) -> str:
    """What was read of a person, which may be wrong until they were met several times."""
    return said if certainty >= 0.995 else f"probably {said}"


def level(code: int | None) -> str:
    """What a person thinks of us, as far as they showed it."""
    return "not known yet" if code is None else word(LEVELS, code)


def activity(code: str) -> str:
    """What the team does with a person."""
    return word(INSTRUMENTS if code in INSTRUMENTS else ACTIVITIES, code)


def activity_hint(code: str) -> str:
    """What an activity is and for whom it is meant."""
    return hint(ACTIVITIES, code)
