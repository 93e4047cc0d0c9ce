"""Words for accounts and rivals as firms, and for how we stand with them."""

from kamsim.workbook.words.naming import word

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
SEATS = {
    "A": ("Account manager", "owns the account"),
    "B": ("B owner", "a colleague from solutions who knows the account too"),
    "C": ("C owner", "a colleague from delivery who knows the account too"),
}
LEANINGS = {
    "balanced": ("Weighs both", "price and what they get for it count as elsewhere"),
    "price": ("Leans to price", "compares prices first; fit, name and service count less"),
    "service": ("Leans to service", "fit, name and service so far count more, price less"),
}
WAVES = {
    "concept": ("Concept", "what we offer and why: teach one, show one, ask one"),
    "cases": ("Cases", "combinations and bills, case after case, with experts beside"),
    "coaching": ("Coaching on site", "those who sell best show whole sales at the accounts"),
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
    "tele_seat": ("Tele-seat", "by telephone; a small fixed cost and a small part of the bill, a little cooler"),
    "agent": ("Agent", "earns a share of the first months' bills; the contact is theirs, not ours"),
}


def industry(code: str) -> str:
    """An account's trade."""
    return word(INDUSTRIES, code)


def product(code: str) -> str:
    """A product line."""
    return word(PRODUCTS, code)
