"""Numbers of warning signals."""

from pydantic import BaseModel

from kamsim.market.parameters.ranges import ASSUMPTION, number


class Signals(BaseModel):
    """Section of the table: warning signals."""

    signal_sensitivity: float = number(
        0.7, 0, 1, "probability per month", "0.6-0.8: assumption", "a true warning is seen"
    )
    signal_false_alarm: float = number(
        0.15, 0, 0.5, "per account and month", "0.1-0.2: assumption", "a warning without a cause, of all kinds together"
    )
    signal_usage_drop: float = number(
        0.15, 0, 1, "share", "training documents; size: assumption", "usage down in 2 months"
    )
    signal_silent_days: float = number(45, 7, 365, "days", ASSUMPTION, "without a contact: an account is not met")
    signal_neighbor_days: float = number(60, 7, 365, "days", ASSUMPTION, "how long a neighbor's loss is a warning")
    renewal_notice_months: int = number(
        3, 1, 12, "months", ASSUMPTION, "before its end in which a contract is in the inbox, and a warning"
    )
    signal_hazard: float = number(
        2, 1, 10, "ratio to the usual hazard", ASSUMPTION, "from which an account's calls begin to go elsewhere"
    )
    signal_coolness: float = number(
        0.0, -1, 3, "levels", ASSUMPTION, "mean attitude below which meetings are called off"
    )
    signal_survey_fall: float = number(
        3,
        1,
        11,
        "points of 10",
        "training documents; size: assumption",
        "from which a lower survey answer is a warning",
    )
    signal_csat_fall: float = number(
        2, 1, 5, "points of 5", "training documents; size: assumption", "from which a lower answer on repairs is one"
    )
    signal_csat_poor: int = number(2, 1, 5, "points of 5", ASSUMPTION, "up to which an answer on repairs is a warning")
    signal_csat_days: float = number(60, 7, 365, "days", ASSUMPTION, "how long a poor answer on repairs is one")
    signal_fall_days: float = number(90, 7, 365, "days", ASSUMPTION, "how long a fall of answers is a warning")
    signal_person_days: float = number(
        60, 7, 365, "days", ASSUMPTION, "how long it is a warning that a decider or supporter whom we knew has left"
    )
    signal_line_days: float = number(90, 7, 365, "days", ASSUMPTION, "how long a line lost to a rival is a warning")
    signal_mood: float = number(
        -0.5, -3, 0, "standard deviations", ASSUMPTION, "satisfaction below which users grumble"
    )
