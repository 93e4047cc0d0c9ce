"""Numbers of sales, proposals, objections, demands for a discount, and the deal desk."""

from pydantic import BaseModel

from kamsim.market.parameters.ranges import ASSUMPTION, number

STAGES_SOURCE = "a sale takes 90-180 days (training documents); split over the stages: assumption"


class Selling(BaseModel):
    """Section of the table: sales."""

    # needs, and a sale through its stages
    leads_active: float = number(0.020, 0, 0.2, "per account and month", ASSUMPTION, "an account needs something more")
    leads_prospect: float = number(0.060, 0, 0.3, "per prospect and month", ASSUMPTION, "a prospect opens a tender")
    leads_promoter: float = number(
        1, 1, 5, "ratio", "direction: training documents; size: assumption, 1 is neutral",
        "needs of an account in the three months after it answered as a promoter",
    )  # fmt: skip
    leads_repaired: float = number(
        1, 1, 5, "ratio", "implicit needs come from complaints and faults: training documents; size: assumption",
        "needs of an account after an outage or a fault was repaired within the agreed times",
    )  # fmt: skip
    leads_repaired_days: float = number(60, 0, 360, "days", ASSUMPTION, "for which that lasts")
    leads_proposed: float = number(
        2, 1, 5, "ratio", "growth in accounts is likelier than new ones: training documents; size: assumption",
        "needs of an account of ours in the month after a savings proposal that went well, its wallet mapped",
    )  # fmt: skip
    leads_dissatisfied: float = number(
        0.7, 0, 1, "ratio", "growth comes after success: training documents; size: assumption",
        "needs of an account that is clearly dissatisfied with us",
    )  # fmt: skip
    dissatisfied: float = number(
        -1.0, -3, 0, "standard deviations", ASSUMPTION, "satisfaction below which an account counts as such"
    )
    drop_hazard: float = number(
        0.0010, 0, 0.01, "per day", ASSUMPTION, "a sale dies, mean of the stages; the first are riskier"
    )
    drop_skipped_gate: float = number(2.0, 1, 4, "ratio", ASSUMPTION, "hazard of a stage whose gate was skipped")
    drop_silent: float = number(1.5, 1, 3, "ratio", ASSUMPTION, "hazard of a sale after silence")
    silent_days: float = number(21, 7, 60, "days", ASSUMPTION, "without contact, a sale counts as silent")
    lead_wait_days: float = number(45, 5, 120, "days", ASSUMPTION, "how long a need waits for a vendor's call")
    stage_days_contact: float = number(14, 5, 40, "days", STAGES_SOURCE, "first contact, with half the group covered")
    stage_days_discovery: float = number(22, 5, 60, "days", STAGES_SOURCE, "finding the need")
    stage_days_design: float = number(22, 5, 60, "days", STAGES_SOURCE, "designing the offer")
    stage_days_value_show: float = number(18, 5, 60, "days", STAGES_SOURCE, "showing the value")
    stage_days_objections: float = number(9, 3, 60, "days", STAGES_SOURCE, "objections, beyond waiting for answers")
    stage_days_signature: float = number(20, 5, 60, "days", STAGES_SOURCE, "signature")
    met_before_days: float = number(
        30, 0, 90, "days", ASSUMPTION, "a meeting so long before a need arises counts as one about it"
    )
    stage_coverage: float = number(0.35, 0, 1, "log days", ASSUMPTION, "the whole group met shortens a stage")
    stage_goodwill: float = number(0.15, 0, 0.5, "log days per level", ASSUMPTION, "goodwill shortens a stage")
    stage_person: float = number(0.04, 0, 0.15, "log days per person", ASSUMPTION, "a larger group lengthens a stage")
    stage_stall: float = number(0.30, 0, 1, "log days", ASSUMPTION, "an open objection lengthens the signature")
    stage_spread: float = number(0.12, 0, 0.5, "log days", ASSUMPTION, "spread of pace between accounts")
    sale_no_decision: float = number(
        0.3, 0, 2, "logit", ASSUMPTION, "pull of doing nothing in a new purchase, beyond that of any choice"
    )
    sale_term_months: int = number(12, 0, 36, "months", ASSUMPTION, "term of a prospect won")

    # a proposal, and what sweetens it
    proposal_value: float = number(
        0.25, 0, 1.5, "logit", ASSUMPTION, "a proposal after discovery, wallet map and a talk with the decider"
    )
    proposal_option: float = number(
        0.35,
        0,
        1,
        "logit per option",
        "from whether to which (training documents); size: assumption",
        "each option beyond the first takes from doing nothing",
    )
    savings_shown: float = number(
        0.2,
        0,
        1,
        "logit",
        "savings proposal (training documents); size: assumption",
        "a savings proposal on a mapped wallet, during a sale",
    )
    similar_case: float = number(0.2, 0, 1, "logit", ASSUMPTION, "an account of the industry speaks for us")
    free_installation: float = number(0.15, 0, 1, "logit", ASSUMPTION, "waiving what a move costs at once")
    installation_fee: float = number(
        0.10, 0, 1, "months of list value", ASSUMPTION, "cost of installing the lines that move"
    )
    broadband_list: float = number(630, 100, 2000, "CNY per month", "training documents", "a broadband line at list")
    broadband_year: float = number(
        333, 50, 2000, "CNY per month", "training documents", "a broadband line at the special, 12 months and more"
    )
    broadband_half_year: float = number(
        465, 50, 2000, "CNY per month", "training documents", "a broadband line at the special, 6 months"
    )

    # objections, and demands for a discount
    discount_demand: float = number(0.025, 0, 0.2, "per account and month", ASSUMPTION, "buyers ask for a discount")
    objection_chance: float = number(0.9, 0, 1, "probability", ASSUMPTION, "somebody objects before they sign")
    objection_weakest: float = number(
        3.0, 1, 10, "ratio", ASSUMPTION, "weight of what speaks most against us in what is objected"
    )
    objection_candor: float = number(0.6, 0, 1, "probability", ASSUMPTION, "the motive is what the objection says")
    objection_fit: float = number(
        0.8, 0.05, 0.95, "probability", ASSUMPTION, "five steps with the remedy that fits resolve an objection"
    )
    objection_misfit: float = number(0.3, 0.05, 0.95, "probability", ASSUMPTION, "a remedy that does not fit")
    objection_cut: float = number(0.6, 0.05, 0.95, "probability", ASSUMPTION, "a discount at once")
    objection_cut_size: float = number(0.10, 0, 0.3, "share of price", ASSUMPTION, "size of a discount at once")
    objection_days: float = number(45, 5, 120, "days", ASSUMPTION, "how long an objection waits for an answer")
    objection_open: float = number(0.5, 0, 2, "logit", ASSUMPTION, "an objection that nobody resolved")
    objection_pleased: float = number(0.1, 0, 0.5, "levels", ASSUMPTION, "attitude won by a good answer")
    next_demand: float = number(
        0.25,
        0,
        0.6,
        "probability",
        "opens a tear (training documents); size: assumption",
        "one more demand after a discount given at once",
    )
    demand_pause_months: int = number(
        3, 0, 24, "months", ASSUMPTION, "months without a demand after a demand, or a signature"
    )
    demand_after_quote: float = number(3.0, 1, 6, "ratio", ASSUMPTION, "a live quote makes a demand likelier")
    demand_near_end: float = number(1.5, 1, 4, "ratio", ASSUMPTION, "an ending term makes a demand likelier")
    demand_breeds: int = number(3, 0, 10, "cuts", ASSUMPTION, "cuts given that still breed more demands")
    demand_least: float = number(0.05, 0.01, 0.05, "share of price", ASSUMPTION, "the smallest cut that is asked for")
    demand_most: float = number(0.30, 0.3, 0.6, "share of price", ASSUMPTION, "the largest cut that is asked for")
    trade_share: float = number(0.5, 0, 1, "share of what is asked", ASSUMPTION, "cut that is traded for something")
    trade_term_months: int = number(24, 6, 36, "months", ASSUMPTION, "term that is traded for a cut")
    demand_bluff: float = number(0.30, 0, 1, "probability", ASSUMPTION, "a claim is no quote though there is one")
    demand_claim_bias: float = number(0.08, 0, 0.2, "share of price", ASSUMPTION, "the most a claim exaggerates")
    demand_guess: float = number(0.10, 0.05, 0.3, "share of price", ASSUMPTION, "what a buyer without a quote claims")
    demand_asked: float = number(0.8, 0, 0.95, "probability", ASSUMPTION, "asking what changed settles a demand")
    demand_held: float = number(0.4, 0, 0.95, "probability", ASSUMPTION, "a plain no settles a demand")
    demand_motive: float = number(
        1.0, 0, 1, "share", ASSUMPTION, "how much the hidden motive changes what settles a demand"
    )
    demand_unsettled: float = number(0.15, 0, 1, "SD", ASSUMPTION, "satisfaction lost over a demand left unsettled")

    # price offers and the deal desk
    satisfaction_purchase: float = number(
        0.25, 0, 1.5, "logit per SD", "from satisfaction to intent (training documents); size: assumption",
        "satisfaction of an account of ours when it is sold a line, a term or the bundle",
    )  # fmt: skip
    term_reluctance: float = number(0.03, 0, 0.1, "logit per month", ASSUMPTION, "a longer term is harder to sell")
    asked_again: float = number(0.8, 0, 3, "logit", ASSUMPTION, "the same account refused an offer a moment ago")
    asked_again_days: float = number(100, 0, 365, "days", ASSUMPTION, "how long a refusal is remembered")
    volume_reluctance: float = number(0.4, 0, 2, "logit", ASSUMPTION, "moving one more line for a discount")
    reference_reluctance: float = number(0.3, 0, 2, "logit", ASSUMPTION, "speaking for us in public for a discount")
    early_payment_days: float = number(
        90, 0, 360, "days", ASSUMPTION, "by which bills are paid earlier where that is agreed"
    )
    early_payment_reluctance: float = number(0.3, 0, 2, "logit", ASSUMPTION, "agreeing to pay earlier")
    suggested_x_divisor: float = number(
        1.3, 1.1, 1.5, "ratio", "between W/1.1 and W/1.5 (training documents)", "a wallet over the X that we suggest"
    )
    authority_own: float = number(0.10, 0, 0.6, "share of list price", ASSUMPTION, "discount without asking anybody")
    authority_sales_head: float = number(
        0.20, 0, 0.6, "share of list price", ASSUMPTION, "discount that the head of sales may approve"
    )
    authority_director: float = number(
        0.30, 0, 0.6, "share of list price", ASSUMPTION, "discount that the managing director may approve"
    )
    approval_days_sales_head: float = number(3, 0, 30, "days", ASSUMPTION, "approval by the head of sales")
    approval_days_director: float = number(8, 0, 60, "days", ASSUMPTION, "approval by the managing director")
    approval_days_board: float = number(15, 0, 90, "days", ASSUMPTION, "approval of any larger discount, by the board")
