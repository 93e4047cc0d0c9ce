"""Numbers of service: incidents, repairs, satisfaction, surveys, crises."""

from pydantic import BaseModel

from kamsim.market.parameters.ranges import ASSUMPTION, number


class Service(BaseModel):
    """Section of the table: service: incidents, repairs, satisfaction, surveys, crises."""

    # incidents
    outages: float = number(0.01, 0, 0.1, "per account and month", ASSUMPTION, "level 1: service is out")
    faults: float = number(0.04, 0, 0.3, "per account and month", ASSUMPTION, "level 2: a function fails")
    queries: float = number(0.15, 0, 1, "per account and month", ASSUMPTION, "level 3: a question")
    standing_fault: float = number(
        0.35, 0, 1, "probability", ASSUMPTION, "an outage or fault comes back until its cause is found"
    )
    standing_fault_days: float = number(40, 5, 90, "days", ASSUMPTION, "until the cause is found when nobody pushes")
    repair_factor: float = number(1.0, 0.25, 4, "ratio", ASSUMPTION, "all repair times")
    fault_mood: float = number(0.8, 0, 3, "standard deviations", ASSUMPTION, "satisfaction that an open fault costs")

    # failures, repairs and recoveries
    severity: float = number(1, 0, 3, "ratio", ASSUMPTION, "what every incident costs in satisfaction and attitude")
    sla_respond: float = number(
        1, 0.1, 10, "ratio", "2, 4 and 24 hours: training documents", "agreed response times of the three levels"
    )
    sla_repair: float = number(
        1, 0.1, 10, "ratio", "24, 48 and 168 hours: training documents", "agreed repair times of the three levels"
    )
    breach_weight: float = number(0.5, 0, 2, "share", ASSUMPTION, "an incident is worse when an agreed time is missed")
    second_failure: float = number(
        1.3, 1, 3, "ratio", "direction Maxham & Netemeyer 2002; size: assumption", "a second failure is felt more"
    )
    similar_failure: float = number(
        1.25, 1, 3, "ratio", "direction Maxham & Netemeyer 2002; size: assumption", "more again when similar and soon"
    )
    failure_days: float = number(90, 15, 365, "days", ASSUMPTION, "how long a failure is close in time")
    recovery_surplus: float = number(
        0.2,
        0,
        0.5,
        "SD",
        "direction de Matos et al. 2007; size: assumption",
        "a first recovery may please by this much",
    )
    recovery_attitude: float = number(
        0.10,
        0,
        0.5,
        "levels",
        ASSUMPTION,
        "what a repair within the agreed times gains with those who felt the failure",
    )
    young_failure: float = number(
        1.2, 1, 3, "ratio", ASSUMPTION, "a failure is felt more by a new account; fades as its satisfaction settles"
    )
    recovery_quality: float = number(
        0.5, 0, 1, "share", ASSUMPTION, "how good a repair within the agreed times is as a recovery"
    )
    repair_share: float = number(0.55, 0.1, 2, "share of the usual agreed time", ASSUMPTION, "a usual repair")
    repair_spread: float = number(0.5, 0, 1, "log", ASSUMPTION, "spread of response and repair times")
    vip_repair: float = number(0.6, 0.2, 1, "ratio", ASSUMPTION, "repair time at the best service level")
    engineer_effort: float = number(
        0.2, 0.05, 1, "share of repair time", ASSUMPTION, "during which an engineer is busy"
    )
    cause_hours: float = number(
        16, 1, 160, "hours", ASSUMPTION, "of an engineer, to find the cause of a standing fault"
    )
    call_gain: float = number(0.10, 0, 0.5, "levels", ASSUMPTION, "a call to users while something is out of order")
    credit_share: float = number(0.05, 0, 0.5, "share of a bill", ASSUMPTION, "credit for a missed agreed time")
    settling_new: float = number(
        0.25,
        0.05,
        0.6,
        "share per month",
        "anchoring and adjustment; size: assumption",
        "satisfaction of a new account follows events",
    )
    settling_old: float = number(
        0.10,
        0.02,
        0.5,
        "share per month",
        "anchoring and adjustment; size: assumption",
        "satisfaction of an old account follows events",
    )
    settling_months: float = number(
        12, 1, 60, "months", ASSUMPTION, "tenure after which half of the way from new to old is gone"
    )
    settling_loss: float = number(
        1.5, 1, 3, "ratio", "losses loom larger; size: assumption", "satisfaction falls faster than it rises"
    )
    care_mood: float = number(
        2.0,
        0,
        5,
        "SD per share of the bill",
        "direction: training documents; size: assumption",
        "care pleases the account that it is spent on",
    )
    mood_lasting: float = number(
        0.9, 0, 1, "share", ASSUMPTION, "of an account's satisfaction at the start, how much is its own and comes back"
    )
    tenure_at_start: float = number(24, 0, 120, "months", ASSUMPTION, "how long accounts of the book have been ours")
    satisfaction_inertia: float = number(
        0.5, 0, 1.5, "logit per SD", ASSUMPTION, "satisfaction holds an account at the end of a term"
    )

    # service levels
    service_effect: float = number(1.0, 0, 3, "ratio", ASSUMPTION, "satisfaction that better service levels bring")
    service_price: float = number(1, 0, 5, "ratio", ASSUMPTION, "what every service level costs")

    # surveys
    survey_months: int = number(3, 1, 24, "months", ASSUMPTION, "between two surveys")
    satisfaction_least: float = number(
        -3, -10, 0, "standard deviations", ASSUMPTION, "below which no incident drives satisfaction"
    )
    survey_response: float = number(0.45, 0, 1, "probability", ASSUMPTION, "an account answers a survey")
    survey_bias: float = number(0.5, 0, 2, "logit per level", ASSUMPTION, "friends answer more often")
    survey_base: float = number(
        7.7, 0, 10, "points", ASSUMPTION, 'answer of an average account to "would you recommend us"'
    )
    survey_satisfaction: float = number(1.1, 0, 3, "points per SD", ASSUMPTION, "of which satisfaction")
    survey_attitude: float = number(0.5, 0, 3, "points per level", ASSUMPTION, "of which attitude")
    survey_noise: float = number(
        1.0, 0, 3, "points", "about half of what answers differ in is mood: assumption", "spread of answers beyond mood"
    )
    csat_base: float = number(3.8, 1, 5, "points", ASSUMPTION, "answer of an average account after an incident")
    csat_satisfaction: float = number(0.7, 0, 2, "points per SD", ASSUMPTION, "of which satisfaction")
    csat_noise: float = number(0.5, 0, 2, "points", ASSUMPTION, "spread of answers after an incident")
    closed_loop_mood: float = number(
        0.15, 0, 0.5, "standard deviations", ASSUMPTION, "satisfaction that asking why answers fell brings"
    )

    # crises
    building_outages: float = number(
        0.003, 0, 0.1, "per building and month", ASSUMPTION, "an outage hits a whole building"
    )
    crisis_recovery: float = number(
        0.8, 0, 1, "share", ASSUMPTION, "how good an honest notice with extra value is as a recovery"
    )
    crisis_attitude: float = number(0.10, 0, 0.5, "levels", ASSUMPTION, "what an honest notice gains with people")
    crisis_silence: float = number(0.1, 0, 1, "SD", ASSUMPTION, "a crisis of which nobody speaks")
    crisis_credit: float = number(0.10, 0, 1, "share of a bill", ASSUMPTION, "extra value after a crisis")
    promise_gain: float = number(0.3, 0, 1, "SD", ASSUMPTION, "a promised date calms")
    promise_kept: float = number(0.5, 0, 1, "probability", ASSUMPTION, "a date promised in a crisis is kept")
    promise_days: float = number(30, 1, 90, "days", ASSUMPTION, "until a promised date")
    broken_promise: float = number(
        3.0,
        1,
        5,
        "ratio",
        "over-promising costs threefold (assumption)",
        "what a broken promise costs over what it won",
    )
