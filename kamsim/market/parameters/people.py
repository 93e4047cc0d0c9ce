"""Numbers of people: contacts, evidence, conduct, owners, gatekeepers."""

from pydantic import BaseModel

from kamsim.market.parameters.ranges import ASSUMPTION, number


class People(BaseModel):
    """Section of the table: people: contacts, evidence, conduct, owners, gatekeepers."""

    # contacts with a person, and what moves an attitude
    attitude_gain: float = number(0.55, 0.3, 0.9, "levels", ASSUMPTION, "gain of a well-chosen contact")
    attitude_failure: float = number(0.06, 0.02, 0.15, "levels", ASSUMPTION, "loss when a contact goes wrong")
    broken_promise_contact: float = number(
        3.0, 1, 6, "ratio", "training documents: never break a promise; size: assumption",
        "what a contact that goes wrong costs after a promise was broken",
    )  # fmt: skip
    broken_promise_days: float = number(90, 0, 360, "days", ASSUMPTION, "how long people remember a broken promise")
    contact_base: float = number(0.62, 0.3, 0.9, "probability", ASSUMPTION, "a contact with somebody neutral goes well")
    contact_style: float = number(0.20, 0, 0.5, "probability", ASSUMPTION, "how much the person's style changes that")
    contact_attitude: float = number(0.08, 0, 0.2, "probability per level", ASSUMPTION, "and the person's attitude")
    contact_seniority: float = number(0.05, 0, 0.2, "probability per level", ASSUMPTION, "and our manager's seniority")
    contact_least: float = number(0.05, 0, 0.3, "probability", ASSUMPTION, "least chance that a contact goes well")
    contact_most: float = number(0.97, 0.7, 1, "probability", ASSUMPTION, "and most")
    contact_noise: float = number(0.5, 0, 1, "share of the gain", ASSUMPTION, "spread of what a good contact gains")
    manager_level: float = number(
        1.8,
        1,
        3,
        "1 junior, 2 middle, 3 senior",
        "10 % senior, 50-70 % middle, 20-40 % junior (training documents)",
        "mean level of our account managers, and that of newcomers; a scenario may say manager_levels",
    )
    training_effect: float = number(
        1, 0, 3, "ratio", ASSUMPTION, "what training brings our account managers; all three waves together 1.2 levels"
    )
    training_price: float = number(1, 0, 5, "ratio", ASSUMPTION, "what every training of ours costs")
    training_days: float = number(60, 0, 360, "days", ASSUMPTION, "until a wave of training shows in the work")
    training_cap: float = number(
        3, 1, 3, "1 junior, 2 middle, 3 senior", ASSUMPTION, "level above which training brings nobody"
    )
    rank_mismatch: float = number(
        0.5, 0.1, 1, "ratio", "training documents; size: assumption", "a contact far above our rank, without a sponsor"
    )
    message_mismatch: float = number(0.6, 0, 1, "ratio", ASSUMPTION, "a message meant for somebody else's role")
    activity_price: float = number(1, 0, 5, "ratio", ASSUMPTION, "what every contact with a person costs")
    activity_hours: float = number(
        1, 0.2, 5, "ratio", ASSUMPTION, "hours of every contact with a person, on top of those of any work"
    )
    work_hours: float = number(1, 0.2, 5, "ratio", ASSUMPTION, "hours of any work, contacts and answers included")
    activity_effect: float = number(
        1, 0, 2, "power", ASSUMPTION, "how far the effects of activities differ; 0: all are worth the same"
    )
    style_strength: float = number(
        1, 0, 3, "power", "direction Verbeke et al. 2011; size: assumption",
        "how much it matters that an activity fits the person's style and need; 0: not at all",
    )  # fmt: skip
    band_edge: float = number(0.3, 0, 1, "ratio", ASSUMPTION, "an activity one level outside of its band")
    intimate_harm: float = number(
        0.5, 0, 1, "ratio", ASSUMPTION, "an intimate activity with an opponent works the other way round"
    )
    contact_saturation: float = number(
        5.0, 3, 8, "contacts", ASSUMPTION, "recent contacts after which one more does little"
    )
    contact_memory_days: float = number(21, 7, 60, "days", ASSUMPTION, "how long a contact counts as recent")
    attitude_half_life_days: float = number(
        240, 120, 540, "days", ASSUMPTION, "half-life of an attitude without contact"
    )
    peer_influence: float = number(
        0.004, 0, 0.01, "per day", "DeGroot 1974; size: assumption", "pull towards the group's view"
    )
    turnover: float = number(0.010, 0, 0.05, "per month", ASSUMPTION, "a person leaves their job")
    successor_spread: float = number(0.5, 0, 1, "levels", ASSUMPTION, "spread of what a successor thinks of us")
    successor_rival_mean: float = number(0.2, -0.5, 1, "levels", ASSUMPTION, "what a successor thinks of a rival")
    successor_rival_spread: float = number(0.7, 0, 1, "levels", ASSUMPTION, "spread of that")
    rising_stars: float = number(
        0, 0, 0.5, "share", "training documents: watch rising stars; size: assumption",
        "of managers and staff in a buying center will be promoted; 0: nobody",
    )  # fmt: skip
    rising_months: float = number(12, 1, 36, "months", ASSUMPTION, "mean time until a rising star is promoted")
    rising_say: float = number(2.5, 1, 5, "ratio", ASSUMPTION, "influence of a star after the promotion")
    rising_noticed: float = number(0.7, 0, 1, "probability", ASSUMPTION, "a meeting shows that somebody will go far")
    rising_false: float = number(0.1, 0, 1, "probability", ASSUMPTION, "and that somebody will who will not")
    rival_courting: float = number(0.05, 0, 0.15, "levels per month", ASSUMPTION, "what rivals' own visits gain")

    # what meetings and research show of people
    evidence_noise: float = number(0.35, 0, 1.0, "levels", ASSUMPTION, "error of what a meeting shows of an attitude")
    dimension_noise: float = number(
        0.36, 0, 1, "levels", "with the error of the whole, 0.5: assumption", "further error of each of the six scores"
    )
    coach_insight: float = number(
        0.3, 0, 0.5, "share of the error", ASSUMPTION, "error that each coach among the colleagues takes away"
    )
    rival_noticed: float = number(
        0.5, 0, 2, "levels", ASSUMPTION, "lead of a rival in somebody's favor from which a meeting shows it"
    )
    level_hysteresis: float = number(
        0.15, 0, 0.5, "levels", ASSUMPTION, "a level shown changes only when it is clearly another"
    )
    clue_first: float = number(0.60, 0.25, 1, "probability", ASSUMPTION, "style and need read rightly at first")
    clue_later: float = number(0.90, 0.25, 1, "probability", ASSUMPTION, "and after `clue_contacts`")
    clue_contacts: int = number(
        3, 2, 20, "contacts", ASSUMPTION, "after which style and need are as well known as they will be"
    )
    power_map_error: float = number(
        0.40, 0, 0.8, "probability", ASSUMPTION, "a role is wrong in our map before anybody met the person"
    )
    power_map_step: float = number(0.10, 0, 0.8, "probability", ASSUMPTION, "what mapping an account takes off that")

    # rules of conduct
    compliance_cap: int = number(
        8, 0, 50, "points per month", ASSUMPTION, "points of meals, gifts and private events that a team may use"
    )
    compliance_fine: float = number(2_000, 0, 20_000, "CNY per point", ASSUMPTION, "fine for each point beyond")
    audit_risk: float = number(0.02, 0, 0.2, "probability per point", ASSUMPTION, "a point beyond brings an audit")
    audit_attitude: float = number(1.0, 0, 2, "levels", ASSUMPTION, "what an audit costs at the account")
    strict_mode: int = number(
        0,
        0,
        1,
        "0 no, 1 yes",
        "training documents: rules, law and custom come first",
        "meals, gifts and private events are refused",
    )

    # owners: who of us looks after an account
    manager_turnover: float = number(
        0.017, 0, 0.05, "per month", "about 20 % a year (practitioners)", "an account manager leaves"
    )
    owner_loss: float = number(
        0.40,
        0,
        0.8,
        "share",
        "direction: training documents; size: assumption",
        "attitude that an uncovered owner takes along",
    )
    owner_loss_b: float = number(
        0.15, 0, 0.8, "share", "direction: training documents; size: assumption", "the same with a B owner"
    )
    owner_loss_bc: float = number(
        0.08, 0, 0.8, "share", "direction: training documents; size: assumption", "the same with B and C owners"
    )
    handover_loss: float = number(
        0.3, 0, 1, "ratio", ASSUMPTION,
        "a planned handover with an introduction beside an owner who leaves: in good will lost and months of unrest",
    )  # fmt: skip
    handover_hours: float = number(
        3, 0, 40, "hours", ASSUMPTION, "handing an account over to another of our account managers"
    )
    owner_sales: float = number(
        0.36,
        0,
        0.6,
        "share of usage per share of attitude",
        "with the rest 13-18 % of a year's sales: Shi et al. 2017",
        "usage that goes elsewhere for a year after an owner left",
    )
    owner_loss_months: int = number(
        12, 0, 36, "months", "a year's sales: Shi et al. 2017", "months for which usage stays away after an owner left"
    )
    owner_seat_cost: float = number(100, 0, 2_000, "CNY per seat and month", ASSUMPTION, "keeping a B or C owner")
    successor_introduced: float = number(
        0.5, 0, 1, "share of the loss", ASSUMPTION, "recovered by introducing the new owner in person"
    )
    introduction_days: float = number(
        60, 0, 180, "days", ASSUMPTION, "for how long a new account manager can be introduced as new"
    )
    successor_letter: float = number(0.15, 0, 1, "share of the loss", ASSUMPTION, "recovered by a letter")
    sponsor_cost: float = number(500, 0, 5_000, "CNY per month", ASSUMPTION, "an executive sponsor of an account")
    sponsor_calls: int = number(
        2, 0, 20, "calls per month", ASSUMPTION, "calls that a sponsor makes at its account, two hours of theirs each"
    )

    # a gatekeeper who is against us
    gatekeeper_hostile: float = number(-0.5, -1, 0, "levels", ASSUMPTION, "from here down a gatekeeper blocks")
    gatekeeper_won_over: float = number(0.2, 0, 1, "levels", ASSUMPTION, "a gatekeeper after a colleague spoke for us")
    gatekeeper_noticed: float = number(
        0.1, 0, 1, "levels", ASSUMPTION, "lost with a gatekeeper when no colleague would speak for us"
    )
    gatekeeper_passed_over: float = number(
        0.3, 0, 1, "levels", ASSUMPTION, "lost with a gatekeeper who was passed over"
    )
    gatekeeper_drag: float = number(1.5, 1, 3, "ratio", ASSUMPTION, "hazard of dropping while a gatekeeper blocks")
