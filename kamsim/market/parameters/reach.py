"""Numbers of our reach beyond single people: relations of firms, departments, channels, road-shows, portraits."""

from pydantic import BaseModel

from kamsim.market.parameters.ranges import ASSUMPTION, number


class Reach(BaseModel):
    """Section of the table: our reach beyond single people."""

    # the relation between two firms
    organization_bond: float = number(
        0.8, 0, 2, "logit", ASSUMPTION, "what a full relation between the firms adds to staying and signing"
    )
    organization_half_life_days: float = number(
        300, 60, 1200, "days", ASSUMPTION, "half-life of the relation between the firms when nobody looks after it"
    )
    organization_continuity: float = number(
        0.5, 0, 1, "share", ASSUMPTION, "of a predecessor's attitude that a full relation hands to the successor"
    )
    instrument_gain: float = number(
        1.0, 0, 2, "ratio", ASSUMPTION, "what summits, matches and other instruments add to the relation"
    )
    instrument_price: float = number(1, 0, 5, "ratio", ASSUMPTION, "what every instrument costs")
    partner_cost: float = number(200, 0, 5000, "CNY per month", ASSUMPTION, "running cost of a partner account")
    strategic_cost: float = number(
        800, 0, 20_000, "CNY per month", ASSUMPTION, "running cost of a strategic partner: people of its own"
    )

    # departments
    department_price: float = number(1, 0, 5, "ratio", ASSUMPTION, "what every activity with a department costs")
    department_process: float = number(
        0.2, 0.1, 0.4, "share", "20 to 30 %: training documents", "of a department's score that is frequency alone"
    )
    department_half_life_days: float = number(
        120, 30, 480, "days", ASSUMPTION, "half-life of what was done with a department"
    )
    department_aside: float = number(
        0.5, 0, 1, "ratio", ASSUMPTION, "what tending a department achieves that does not matter at the stage"
    )
    department_frequent: float = number(
        4, 1, 20, "recent activities", ASSUMPTION, "that give a department full marks for frequency"
    )
    department_well_aimed: float = number(
        2,
        0.5,
        20,
        "recent activities",
        ASSUMPTION,
        "well-aimed ones that give it full marks for results, which are judged by aim",
    )
    department_hears: float = number(
        0.5, 0, 1, "share", ASSUMPTION, "how well departments must inform us to hear of a quote without a supporter"
    )
    connecting_days: float = number(
        90, 0, 365, "days", ASSUMPTION, "after a signature in which an account is being connected"
    )
    department_information: float = number(
        0.5, 0, 0.9, "share", ASSUMPTION, "by which the wallet error falls where departments tell us all"
    )
    department_containment: float = number(
        0.5, 0, 0.9, "share", ASSUMPTION, "of bad news that a friendly maintenance department keeps to itself"
    )
    department_leads: float = number(
        0.5, 0, 3, "share of the usual needs", "direction: training documents; size: assumption",
        "needs that come on top where marketing and planning are tended fully",
    )  # fmt: skip
    department_acceptance: float = number(
        0.3, 0, 1, "standard deviations", "direction: training documents; size: assumption",
        "satisfaction to settle at while we connect them, where maintenance is tended fully",
    )  # fmt: skip
    department_payment_days: float = number(
        7, 0, 60, "days", "direction: training documents; size: assumption",
        "by which bills are paid sooner where finance is tended fully",
    )  # fmt: skip
    department_support: float = number(
        0.4,
        0,
        1.5,
        "logit",
        "direction: training documents; size: assumption",
        "for our offer in a sale where purchasing, planning and finance are tended fully",
    )

    # channels
    direct_share: float = number(
        0.15,
        0,
        0.5,
        "share of the book's mean bill",
        "assumption: with it the top fifth of a book earns all of its profit",
        "an account manager with the people behind them, for one account; not booked, they are there anyway",
    )
    direct_released: float = number(
        0.25, 0, 1, "share", "mostly fixed: training documents; size: assumption", "of that which a handover saves"
    )
    routine_hours: float = number(
        1.5, 0, 8, "hours per account and month", ASSUMPTION, "set free where a tele-seat or an agent does the routine"
    )
    tele_fixed: float = number(
        0.08, 0, 1, "of an account manager's cost", ASSUMPTION, "a tele-seat's fixed part for one account"
    )
    tele_share: float = number(0.05, 0, 0.2, "share of bill", ASSUMPTION, "a tele-seat's variable part")
    tele_mood: float = number(
        0.04, 0, 0.5, "standard deviations per line", ASSUMPTION, "satisfaction that a tele-seat costs"
    )
    agent_fixed: float = number(
        0.01, 0, 1, "of an account manager's cost", ASSUMPTION, "an agent's fixed part for one account"
    )
    agent_commission: float = number(
        0.10, 0, 0.3, "share of bill", "5-20 % of twelve months; structure: training documents", "an agent's commission"
    )
    agent_months: int = number(
        12, 0, 60, "months", "twelve months; paid over time: training documents",
        "after the handover or a new term in which an agent earns",
    )  # fmt: skip
    agent_mood: float = number(
        0.08, 0, 0.5, "standard deviations per line", ASSUMPTION, "satisfaction that an agent costs"
    )
    agent_ratio: float = number(
        1.10, 1, 2, "hazard ratio", ASSUMPTION, "leaving where the agent, not we, owns the contact"
    )

    # road-shows
    road_show_hours: float = number(12, 0, 160, "hours", ASSUMPTION, "of the team that a road-show takes")
    road_show_price: float = number(4_000, 0, 50_000, "CNY", ASSUMPTION, "what a road-show costs")
    road_show_lift: float = number(
        3.0, 0, 10, "ratio", ASSUMPTION, "leads on top of the usual ones right after a road-show in the building"
    )
    road_show_spread: float = number(
        0, 0, 1.5, "of the logarithm", "training documents: try what is uncertain in a part first; size: assumption",
        "how much the leads of road-shows differ from game to game; 0: their effect is certain",
    )  # fmt: skip
    road_show_half_life_days: float = number(45, 7, 180, "days", ASSUMPTION, "half-life of being known by a road-show")

    # portraits of accounts
    attractive_from: float = number(0.4, 0, 1, "score", ASSUMPTION, "an account counts as attractive")
    capable_from: float = number(0.55, 0, 1, "score", ASSUMPTION, "we count as capable of serving an account")
