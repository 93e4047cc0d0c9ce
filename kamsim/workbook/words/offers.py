"""Words for what is offered and agreed: sales, plans, service, strategies, methods against leaving, win-back."""

OPPORTUNITY_STAGES = {
    "contact": "first contact", "discovery": "finding the need", "design": "designing the offer",
    "value_show": "showing the value", "objections": "answering objections", "signature": "signature",
}  # fmt: skip
RESULTS = {
    "won": "won", "lost": "lost to a rival", "no_decision": "nothing was bought", "dropped": "it died on the way",
    "passed": "we did not take part", "void": "void after an audit",
}  # fmt: skip
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
LEVELS_OF_SERVICE = {
    "responsive": ("Responsive", "we come when called"),
    "proactive": ("Proactive", "we watch the lines and call first"),
    "tailored": ("Tailored", "own service plan, faster repair; makes leaving harder"),
    "relationship": ("Relationship", "a team of their own; makes leaving harder still"),
}
STRATEGIES = {
    "clip": ("Clip", "one contact on each side, easy to undo"),
    "zipper": ("Zipper", "several contacts at several levels"),
    "velcro": ("Velcro", "our teams and theirs work as one, hardest to leave"),
}
PLANS = {"A": "Evergreen A", "B": "Evergreen B", "C": "Evergreen C"}
REBASED_ON = {
    "usage": "what they use at list price", "paid": "what they pay",
    "lower": "what they use or pay, the smaller of the two",
}  # fmt: skip
"""What X is set anew on."""
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
    "discount": ("A discount", "a price cut; they leave sooner again"),
    "upgrade": ("Better service", "an upgrade for which we bear a share of their usage"),
    "both": ("A discount and better service", "pulls most, costs most"),
    "bundle": ("The bundle", "all lines for a fixed fee; neighbors have nothing to compare"),
}
