"""Plain English for every code of the model: one word list, so that a screen and the terminal say the same.

Every function takes a code and gives words; a code that is not listed reads as itself without its underscores.
`names` maps ids of accounts, people and rivals to their names. Whole sentences are in `sentences`.
"""

import unicodedata
from collections.abc import Mapping

from kamsim.engine.briefing import Briefing
from kamsim.engine.scenario import US, Scenario
from kamsim.market.buying import NOBODY
from kamsim.market.opportunity import STAGES
from kamsim.market.signals import Signal
from kamsim.workbook import look

Names = Mapping[str, str]
HEARSAY = "hearsay: "
SOMEBODY = "somebody you do not know yet"

LEVELS = look.ATTITUDES
ROLES = {
    "decider": "decides", "finance": "decides on money", "technical": "technical", "user": "user",
    "purchasing": "buyer", "influencer": "influencer", "gatekeeper": "gatekeeper",
}  # fmt: skip
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
INDUSTRIES = {"health": "health care", "government": "public sector", "property": "real estate"}
PRODUCTS = {
    "voice": "fixed voice", "long_distance": "long distance", "mobile": "mobile", "broadband": "broadband",
    "leased_line": "leased line",
}  # fmt: skip
STATUSES = {"active": "with us", "prospect": "prospect", "lost": "lost"}
MODES = {
    "centralized": "the top decides", "mixed": "departments shortlist, the top chooses",
    "dispersed": "everybody has a say",
}  # fmt: skip
RIVAL_KINDS = {
    "price_fighter": "fights on price", "building_attacker": "wires whole buildings",
    "quality_incumbent": "the established name", "niche": "a specialist", "reseller": "resells lines",
}  # fmt: skip
OPPORTUNITY_STAGES = {
    "contact": "first contact", "discovery": "finding the need", "design": "designing the offer",
    "value_show": "showing the value", "objections": "answering objections", "signature": "signature",
}  # fmt: skip
RESULTS = {
    "won": "won", "lost": "lost to a rival", "no_decision": "nothing was bought", "dropped": "it died on the way",
    "passed": "we did not take part", "void": "void after an audit",
}  # fmt: skip
REASONS = {
    "price": "price", "satisfaction": "service that disappointed", "incident": "an outage",
    "neighbors": "neighbors that left", "relationship": "the relationship", "fit": "an offer that did not fit",
    "rivals": "the choice of rivals", "other": "nothing that you could have changed",
}  # fmt: skip
COSTS = {
    "sponsor": "sponsor", "owner_seats": "B and C owners", "compliance": "fine: too many meals and events",
    "service_credit": "service credit", "partnership": "partner tier", "tele_seat": "tele-seat",
    "agent": "agent", "released": "account manager released",
    "installation": "free installation", "broadband_special": "broadband special",
    "goodwill": "a sign of goodwill", "exit_fee": "fee for leaving",
}  # fmt: skip
SEATS = {
    "A": ("Account manager", "owns the account"),
    "B": ("B owner", "a colleague from solutions who knows the account too"),
    "C": ("C owner", "a colleague from delivery who knows the account too"),
}
CONCERNS = {
    # What is objected, as the person says it.
    "price": "This is too expensive.", "time": "This is not the time for it.", "risk": "What if it does not work?",
    "decision": "I cannot get this through here.",
}  # fmt: skip
MOTIVES = {
    "rival_cheaper": "a rival is cheaper", "sees_value_differently": "they see less value in it than we do",
    "pressing": "they press for its own sake", "limited_budget": "the budget is limited",
    "not_buying": "they do not mean to buy now", "not_from_us": "they would rather not buy from us",
    "not_understood": "they do not understand the offer", "bidding_war": "they want vendors to outbid each other",
}  # fmt: skip
APPROVERS = {
    "account_manager": "we", "sales_head": "the head of sales", "director": "the managing director",
    "board": "the board",
}  # fmt: skip
INCIDENTS = {1: "outage", 2: "fault", 3: "query"}

ACTIVITIES = {
    "follow_up": ("Follow-up call", "a short call that keeps the thread"),
    "savings_proposal": ("Savings proposal", "payback figures; for whoever decides on money"),
    "visit": ("Formal visit", "a meeting at their office; fits everybody"),
    "workshop": ("Workshop", "a technical session; for technical people"),
    "meal": ("Business meal", "one compliance point; warms people who like company"),
    "reference_visit": ("Reference visit", "a trip to an account that is happy; for neutral people and friends"),
    "training": ("Training", "teaches users; for people who are at least neutral"),
    "care": ("Personal care", "a small attention; for people who are at least neutral"),
    "family_event": ("Family event", "two compliance points; only for friends"),
    "advisory_role": ("Advisory role", "a seat on our advisory board; for friends at the top"),
    "sponsor_call": ("Sponsor call", "one of our executives calls; strongest with the top"),
}
LEVELS_OF_SERVICE = {
    "responsive": ("Responsive", "we come when called"),
    "proactive": ("Proactive", "we watch the lines and call first"),
    "tailored": ("Tailored", "own service plan, faster repair"),
    "relationship": ("Relationship", "a team of their own"),
}
STRATEGIES = {
    "clip": ("Clip", "one contact on each side; cheap, easy to undo"),
    "zipper": ("Zipper", "several contacts at several levels"),
    "velcro": ("Velcro", "teams grown together; hardest to leave"),
}
MATRIX = {
    "key": ("Key account", "attractive, and we are strong: people and time"),
    "key_development": ("Key account to develop", "attractive, but we are weak: get in, slow return"),
    "maintenance": ("Maintain", "little to gain, we are strong: keep it going cheaply"),
    "opportunist": ("Take what comes", "little to gain, and we are weak: friendly service, no more"),
}
VALUE_TIERS = {
    "platinum": ("Platinum", "billed three times the mean and more"), "gold": ("Gold", "billed the mean and more"),
    "iron": ("Iron", "billed a fifth of the mean and more"), "lead": ("Lead", "billed less than a fifth of the mean"),
}  # fmt: skip
LIFE_STAGES = {
    "acquisition": ("Acquisition", "not ours yet: attract"),
    "development": ("Development", "grows, is new, or buys much elsewhere: raise its value"),
    "maturity": ("Maturity", "settled: keep it satisfied, make it last"),
    "decline": ("Decline", "shrinks or is unwell: find the cause, recover it or let it go"),
    "churn": ("Churn", "left: win it back or not"),
}
VALUE_DIMENSIONS = {
    "current": ("Today", "what it is billed"), "potential": ("Potential", "what it spends with others"),
    "relationship": ("Relationship", "what its people and its firm think of us"),
    "strategic": ("Strategic", "how many others it may pull along"),
}  # fmt: skip
CAPABILITIES = {
    "contact": "people who help", "decider": "whoever decides", "wallet": "the wallet mapped", "lines": "lines with us",
    "service": "service as it should be", "price": "a price nobody undercuts",
}  # fmt: skip
PARTNER_TIERS = {
    "ordinary": ("Ordinary", "technical meetings and a visit of an executive now and then"),
    "partner": ("Partner", "summits, matching and joint work, each about once a year"),
    "strategic": ("Strategic partner", "everything, more often; people of its own on our side"),
}
INSTRUMENTS = {
    "summit": ("Summit", "the heads of both firms meet; several people remember it"),
    "sponsor": ("Executive visit", "our executive calls on theirs"),
    "user_workshop": ("User workshop", "their engineers and users with ours"),
    "service_meeting": ("Service meeting", "once a year: what went well, what did not, what is next"),
    "strategy_match": ("Strategy match", "both road maps on one table"),
    "organization_match": ("Organization match", "who answers to whom; their orders come first"),
    "joint_innovation": ("Joint innovation", "build something new together; dear, and binds most"),
    "business_consulting": ("Business consulting", "our experts look at their business"),
    "brand_identification": ("Shared brand", "one name on the other's stage"),
    "joint_responsibility": ("Joint social project", "do good together"),
}
DEPARTMENTS = {
    "marketing": "marketing", "planning": "planning", "purchasing": "purchasing", "finance": "finance",
    "maintenance": "maintenance", "all": "all departments",
}  # fmt: skip
MANNERS = {
    "business": ("Business", "exchange, visits, milestones; finds needs and steers the tender"),
    "team_building": ("Team event", "sport, culture, training; best while connecting and at payment time"),
    "routine": ("Routine", "birthdays and news; keeps the thread, moves little"),
}
CHANNELS = {
    "account_manager": ("Account manager", "one of us looks after them; part of the team's salaries"),
    "tele_seat": ("Tele-seat", "by telephone; cheap and almost fixed, a little cooler"),
    "agent": ("Agent", "earns a share of twelve months' bills; the contact is theirs, not ours"),
}
PLANS = {
    "A": ("Evergreen A", "pay 1.1 X, use up to 1.5 X"),
    "B": ("Evergreen B", "pay 1.0 X, use up to 1.25 X"),
    "C": ("Evergreen C", "pay 0.9 X, use up to 1.0 X"),
}
METHOD_GROUPS = {
    "procedural": ("effort", "what a change would take: trouble, time and risk"),
    "financial": ("money", "what they would lose in yuan"),
    "relational": ("people", "whom and what standing they would lose"),
}
METHODS = {
    "steady_quality": ("Steady quality", "no surprises: a change would be a risk"),
    "good_service": ("Good service", "others would have to match it"),
    "service_combination": ("Combined services", "several services that work together"),
    "tied_sale": ("Tied services", "one service that needs another"),
    "differentiated_service": ("Service of their own", "made for them; nobody else has it"),
    "habit": ("Habit", "nothing changes in how they work with us"),
    "status": ("Status", "rank with us: priority and extras that would be lost"),
    "agreement": ("Frame agreement", "what they would forfeit by leaving"),
    "points": ("Points", "the more they use, the more they would lose"),
    "prepayment": ("Prepayment", "a large sum paid in advance"),
    "shared_standards": ("Shared standards", "their systems and ways fit ours"),
    "personal_care": ("Personal care", "we know them and help when it counts"),
    "promote_account": ("Promote the account", "we bring them business and make them known"),
    "planned_visits": ("Planned visits", "somebody comes regularly, asked or not"),
    "club": ("Club", "a circle that they belong to"),
    "wider_contacts": ("Wider contacts", "we know many people there, not only one"),
    "goodwill": ("Goodwill", "favors that are remembered"),
}
WIN_BACK_OFFERS = {
    "none": ("Ask them back", "no offer, only the talk"),
    "discount": ("10 % off", "a price cut; they leave sooner again"),
    "upgrade": ("Better service", "an upgrade at 3 % of usage"),
    "both": ("10 % off and better service", "pulls most, costs most"),
}
OPTIONS = {
    ("discount_demand", "match"): ("Match", "give the whole discount; nothing in return"),
    ("discount_demand", "ask_what_changed"): ("Ask what changed", "find out what is behind it; often settles it"),
    ("discount_demand", "trade_for_term"): ("Trade for 24 months", "half the discount for a 24-month term"),
    ("discount_demand", "trade_for_volume"): ("Trade for a line", "half the discount for their largest line elsewhere"),
    ("discount_demand", "trade_for_reference"): (
        "Trade for a reference",
        "half the discount if they speak for us; helps to sell in their industry",
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
    ("objection", "discount_now"): ("Discount now", "10 % off at once; it often helps, and invites the next demand"),
    ("objection", "leave_it"): ("Leave it", "the doubt stays, and weighs when they choose"),
    ("standing_fault", "send_engineers"): ("Send both engineers", "the cause is found soon; two engineers are busy"),
    ("standing_fault", "send_one_and_call"): ("One, and call the user", "slower for others; the user hears from you"),
    ("standing_fault", "wait"): ("Wait", "it comes back until its cause is found"),
    ("outage", "more_engineers"): ("Send more engineers", "half of the time that is left; others wait longer"),
    ("outage", "call_users"): ("Call the users", "say honestly how it stands and when you call again"),
    ("outage", "wait"): ("Wait", "the engineers who are there go on"),
    ("crisis", "honest_notice"): (
        "One honest notice",
        "what happened, an executive at their table, 10 % of a bill as extra value; no promise you cannot keep",
    ),
    ("crisis", "promise_date"): ("Promise a date", "calms at once; broken, it costs three times what it won"),
    ("crisis", "fix_quietly"): ("Fix it quietly", "not a word; everybody makes up their own story"),
    ("building_attack", "visit_tenants"): (
        "Visit your tenants first",
        "those you warn let the rival in less often, and are glad that you came",
    ),
    ("building_attack", "bundle_tenants"): (
        "Offer them the bundle",
        "Evergreen B to the five largest without one; hard to compare with a quote",
    ),
    ("building_attack", "hold"): ("Hold", "the rival rings at every door"),
    ("resentment", "explain_with_bundle"): (
        "Explain with a bundle",
        "Evergreen B on the whole bill: nothing left to compare",
    ),
    ("resentment", "match"): ("Give the same price", "settles it here; the next neighbor may hear of it"),
    ("resentment", "apologize"): (
        "Apologize with service",
        "makes good half of it for a service credit; the price stays in mind",
    ),
    ("resentment", "say_nothing"): ("Say nothing", "the lower price stays the fair price in their mind"),
    ("renewal", "renew_12"): (
        "Offer 12 months",
        "early renewal at the price of today; an offer with terms of your own takes 3 h",
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
    ("lost", "win_back_upgrade"): ("Win back with better service", "an upgrade at 3 % of usage"),
    ("lost", "win_back_discount"): ("Win back with 10 % off", "a price cut; they leave sooner again"),
    ("lost", "let_go"): ("Let go", "spend the hours elsewhere"),
    ("owner_left", "introduce"): ("Introduce the successor", "in person; half of the lost good will comes back"),
    ("owner_left", "send_letter"): ("Send a letter", "a little of the lost good will comes back"),
    ("owner_left", "wait"): ("Wait", "they will meet in time; what was lost stays lost"),
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
    ("resentment", "explain_with_bundle"): "Bundle", ("resentment", "match"): "Same price",
    ("resentment", "apologize"): "Apologize",
    ("discount_demand", "trade_for_volume"): "Line",
    ("discount_demand", "trade_for_reference"): "Reference",
    ("objection", "ask"): "Ask", ("objection", "pilot"): "Pilot", ("objection", "pitch_material"): "Material",
    ("objection", "discount_now"): "Discount", ("objection", "leave_it"): "Leave it",
    ("discount_demand", "hold"): "Hold", ("standing_fault", "send_engineers"): "Both engineers",
    ("standing_fault", "send_one_and_call"): "One, and call", ("renewal", "renew_12"): "12 months",
    ("renewal", "renew_24"): "24 months", ("renewal", "leave_open"): "Leave open",
    ("owner_left", "introduce"): "Introduce", ("owner_left", "send_letter"): "Letter",
    ("gatekeeper_blocks", "through_colleague"): "Colleague", ("gatekeeper_blocks", "write_to_decider"): "Write past",
    ("rebasing", "step_down"): "Smaller plan", ("rebasing", "cap"): "Cap", ("rebasing", "keep"): "Keep",
    ("lost", "win_back_upgrade"): "Better service", ("lost", "win_back_discount"): "10 % off",
}  # fmt: skip
WORK = {
    "map_power": "mapped who has a say and what is spent with whom", "offer_contract": "offered a contract",
    "offer_bundle": "offered the Evergreen bundle", "win_back": "tried to win the account back",
    "tend_departments": "looked after departments", "hold_road_show": "held a road-show",
    "propose": "wrote a proposal",
    "nobody_there": "came for somebody who had left the job",
}  # fmt: skip

CAUSES = {
    # (speaks for us, speaks against us)
    "relationship": ("relationship with us", "closer to others"),
    "price": ("our price is good", "our price is high"),
    "fit": ("our offer fits", "others fit better"),
    "reputation": ("our reputation", "others' reputation"),
    "inertia": ("staying is easy", "inertia: they have a vendor"),
    "long_term": ("a short term", "a long term binds them"),
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
    "doing_nothing": ("dislike of doing nothing", "doing nothing is easier"),
    "choice_of_rivals": ("no other choice", "other vendors to choose from"),
    "left_off_shortlist": ("on the shortlist", "left off the shortlist"),
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
    "flat_rate": ("a fixed fee is liked", "a fixed fee is disliked"),
    "unexplained": ("nothing we can name", "nothing we can name"),
    "readiness": ("ready to talk", "starting point: they left"),
    "months_away": ("only just gone", "time since they left"),
    "reason_for_leaving": ("left over price", "left over service"),
    "offer": ("what we offer", "we offer too little"),
    "decider_met": ("decider met since", "decider not met"),
    "wallet_map": ("wallet mapped", "wallet not mapped"),
    "rival_lock_in": ("dislike of being locked in", "locked in with a rival"),
    "first_life": ("never left before", "left before"),
    "new_contract": ("starting point: a fresh contract", "starting point: a fresh contract"),
    "organization": ("the firms are close", "the firms are far apart"),
    "channel": ("we look after them ourselves", "an agent owns the contact"),
    "second_life": ("second life", "left once before"),
}
BASES = frozenset({"contract", "no_contract", "readiness", "new_contract", "any_answer"})
"""Causes that only say where a choice starts: far larger than what anybody could change."""
CHOICES = {
    # What we want, as in "chance of ...".
    "stay": "staying", "renewal": "renewing", "term": "signing", "bundle": "taking the bundle",
    "sale": "buying from us", "win_back": "coming back", "counter_grab": "staying after a rival grabbed back",
    "objection": "being convinced", "trade": "agreeing",
}  # fmt: skip
OUTCOMES = {
    "stays": "stayed", "leaves": "left", "renews": "renewed", "signs": "signed", "takes_bundle": "took the bundle",
    "convinced": "was convinced", "not_convinced": "was not convinced", "agrees": "agreed",
    "returns": "came back", "stays_away": "stayed away", US: "bought from us", NOBODY: "chose nobody",
}  # fmt: skip
NOT_DONE = {
    # What "nobody" was chosen means for a choice.
    "renewal": "let the contract lapse", "term": "did not sign", "bundle": "did not take the bundle",
    "sale": "bought nothing", "trade": "did not agree",
}  # fmt: skip


def plain(code: object) -> str:
    """A code that has no words of its own, made readable."""
    return str(code).replace("_", " ").replace(":", ": ").strip() or "something else"


def word(table: Mapping, code: object) -> str:
    """A code in a table of this module, such as `STRATEGIES`."""
    found = table.get(code)
    return plain(code) if found is None else found[0] if isinstance(found, tuple) else found


def hint(table: Mapping, code: object) -> str:
    """What a code in a table of this module means; empty where the word says it all."""
    found = table.get(code)
    return found[1] if isinstance(found, tuple) else ""


def names_of(scenario: Scenario, briefing: Briefing) -> dict[str, str]:
    """Names of accounts, rivals, buildings, and of those people whom the manager knows."""
    names = {row.account_id: row.name for row in scenario.accounts}
    names |= {row.rival_id: row.name for row in scenario.rivals}
    names |= {row.building_id: row.name for row in scenario.buildings}
    names |= {row.person_id: row.name for row in scenario.people if row.known}
    names |= {p.person_id: p.name for account in briefing.accounts for p in account.people if p.name}
    return names


def person(person_id: str, names: Names) -> str:
    """A person's name; people that the manager does not know stay without one."""
    return names.get(person_id, SOMEBODY)


def shortened(name: str, most: int) -> str:
    """A name cut to the width of so many Latin letters; a wide letter, as in Chinese, takes the place of two."""
    width = 0
    for place, letter in enumerate(name):
        width += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if width > most:
            return f"{name[:place]}…"
    return name


def vendor(code: str, names: Names) -> str:
    """Us, nobody, or a rival's name."""
    return {US: "us", NOBODY: "nobody", "": "a rival"}.get(code) or names.get(code) or plain(code)


def role(code: str | None, sure: bool = True) -> str:
    """What a person has to say in a purchase; with a question mark where nobody met the person to make sure."""
    return "role unknown" if code is None else word(ROLES, code) + ("" if sure else "?")


def style(code: str | None) -> str:
    """How a person likes to work; "?" before anybody met them."""
    return "?" if code is None else word(STYLES, code)


def probably(said: str, certainty: float) -> str:
    """What was read of a person, which may be wrong until they were met several times."""
    return said if certainty >= 0.995 else f"probably {said}"


def level(code: int | None) -> str:
    """What a person thinks of us, as far as they showed it."""
    return "not known yet" if code is None else word(LEVELS, code)


def industry(code: str) -> str:
    """An account's trade."""
    return word(INDUSTRIES, code)


def product(code: str) -> str:
    """A product line."""
    return word(PRODUCTS, code)


def activity(code: str) -> str:
    """What the team does with a person."""
    return word(INSTRUMENTS if code in INSTRUMENTS else ACTIVITIES, code)


def activity_hint(code: str) -> str:
    """What an activity is and for whom it is meant."""
    return hint(ACTIVITIES, code)


def option(kind: str, code: str) -> str:
    """An answer to a kind of situation, as a chip says it."""
    found = OPTIONS.get((kind, code))
    return found[0] if found else plain(code).capitalize()


def option_chip(kind: str, code: str) -> str:
    """An answer in as few words as fit beside the other answers."""
    return OPTION_CHIPS.get((kind, code)) or option(kind, code)


def option_hint(kind: str, code: str) -> str:
    """What an answer does."""
    return hint(OPTIONS, (kind, code))


def work(code: str) -> str:
    """What the team did, in the past tense."""
    if code in WORK:
        return WORK[code]
    if code in INSTRUMENTS:
        return f"held: {word(INSTRUMENTS, code).lower()}"
    kind, _, chosen = code.partition(":")
    return f"answered: {option(kind, chosen).lower()}" if chosen else plain(code)


def cause(code: str, value: float = 1.0, names: Names | None = None) -> str:
    """A cause of a choice that speaks for us (`value` not negative) or against; `supporter:A01-3` names the person."""
    kind, _, who = code.partition(":")
    found = CAUSES.get(kind)
    text = plain(kind) if found is None else found[0 if value >= 0 else 1]
    if kind == "supporter" and who:
        return f"{person(who, names or {})} is a supporter"
    return f"{text}: {person(who, names or {})}" if who else text


def signal(sign: Signal) -> str:
    """A warning signal in about four words."""
    size = sign.size
    match sign.code:
        case "fault_open":
            return f"fault open, {size:.0f} days" if size >= 1.5 else "fault open since yesterday"
        case "discount_demanded":
            return f"asks for {look.percent(size, 0)} off"
        case "contract_ends":
            return f"contract ends in {size:.0f} days" if size > 0 else "contract ends this month"
        case "no_contract":
            return "no contract"
        case "shortfall":
            return f"paid for too much, {size:.0f} of 3 months"
        case "tender_rumor":
            return "hearsay: a tender"
        case "calls_elsewhere":
            return "hearsay: fewer calls to the usual numbers"
        case "complaints":
            return "hearsay: users grumble"
        case "visit_missed":
            return "hearsay: meetings are called off"
        case "usage_down":
            return f"usage {look.percent(size, 0)}"
        case "detractor":
            return f"survey answer {size:.0f} of 10"
        case "owner_changed":
            return f"new account manager since {size:.0f} days" if size >= 1.5 else "account manager just changed"
        case "neighbor_left":
            return "a neighbor left"
        case "not_met":
            return f"not met for {size:.0f} days"
        case "outage_open":
            return f"outage for {size:.0f} hours"
        case "poor_repair":
            return f"rated a repair {size:.0f} of 5"
        case "rival_in_building":
            return "a rival wires the building"
        case "opportunity":
            return f"proposal in stage {size:.0f} of {len(STAGES)}"
    return plain(sign.code)


def signals(found: tuple[Signal, ...], most: int = 2) -> str:
    """The worst signals of an account on one line; empty when there are none."""
    said = [signal(sign) for sign in found[:most]]
    # The word is said once: what follows it on a line is hearsay too.
    heard = [
        text.removeprefix(HEARSAY) if said[place - 1].startswith(HEARSAY) else text
        for place, text in enumerate(said)
        if place
    ]
    return " · ".join([*said[:1], *heard])


def choice(kind: str) -> str:
    """What we hope for in a choice, as in "chance of staying"."""
    return CHOICES.get(kind, f"the best outcome of {plain(kind)}")


def outcome(code: str, names: Names, kind: str = "") -> str:
    """What came of a choice of a kind, in the past tense."""
    if code == NOBODY and kind in NOT_DONE:
        return NOT_DONE[kind]
    return OUTCOMES.get(code) or f"chose {vendor(code, names)}"
