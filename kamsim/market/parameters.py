"""The one table of numbers that the rules use: default, allowed range, unit, and source or the word "assumption"."""

from typing import Any, NamedTuple

from pydantic import ConfigDict, Field, model_validator

from kamsim.market.presets import unfolded
from kamsim.market.quality import Quality
from kamsim.market.ranges import ASSUMPTION
from kamsim.market.ranges import number as _number
from kamsim.market.reach import Reach
from kamsim.market.rivalry import Rivalry
from kamsim.market.selling import Selling
from kamsim.market.terms import Terms


class Parameters(Quality, Reach, Rivalry, Selling, Terms):
    """Numbers of the market model; each may be set by a scenario, a study or the terminal's --set within its range."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    # attitude of a person towards a vendor
    attitude_gain: float = _number(0.55, 0.3, 0.9, "levels", ASSUMPTION, "gain of a well-chosen contact")
    attitude_failure: float = _number(0.06, 0.02, 0.15, "levels", ASSUMPTION, "loss when a contact goes wrong")
    contact_base: float = _number(
        0.62, 0.3, 0.9, "probability", ASSUMPTION, "a contact with somebody neutral goes well"
    )
    contact_style: float = _number(0.20, 0, 0.5, "probability", ASSUMPTION, "how much the person's style changes that")
    contact_attitude: float = _number(0.08, 0, 0.2, "probability per level", ASSUMPTION, "and the person's attitude")
    contact_seniority: float = _number(0.05, 0, 0.2, "probability per level", ASSUMPTION, "and our manager's seniority")
    contact_least: float = _number(0.05, 0, 0.3, "probability", ASSUMPTION, "least chance that a contact goes well")
    contact_most: float = _number(0.97, 0.7, 1, "probability", ASSUMPTION, "and most")
    contact_noise: float = _number(0.5, 0, 1, "share of the gain", ASSUMPTION, "spread of what a good contact gains")
    manager_level: float = _number(
        1.8,
        1,
        3,
        "1 junior, 2 middle, 3 senior",
        "10 % senior, 50-70 % middle, 20-40 % junior (training documents)",
        "mean seniority of our account managers",
    )
    rank_mismatch: float = _number(
        0.5, 0.1, 1, "ratio", "training documents; size: assumption", "a contact far above our rank, without a sponsor"
    )
    message_mismatch: float = _number(0.6, 0, 1, "ratio", ASSUMPTION, "a message meant for somebody else's role")
    band_edge: float = _number(0.3, 0, 1, "ratio", ASSUMPTION, "an activity one level outside of its band")
    intimate_harm: float = _number(
        0.5, 0, 1, "ratio", ASSUMPTION, "an intimate activity with an opponent works the other way round"
    )
    contact_saturation: float = _number(
        5.0, 3, 8, "contacts", ASSUMPTION, "recent contacts after which one more does little"
    )
    contact_memory_days: float = _number(21, 7, 60, "days", ASSUMPTION, "how long a contact counts as recent")
    attitude_half_life_days: float = _number(
        240, 120, 540, "days", ASSUMPTION, "half-life of an attitude without contact"
    )
    peer_influence: float = _number(
        0.004, 0, 0.01, "per day", "DeGroot 1974; size: assumption", "pull towards the group's view"
    )
    turnover: float = _number(0.010, 0, 0.05, "per month", ASSUMPTION, "a person leaves their job")
    successor_spread: float = _number(0.5, 0, 1, "levels", ASSUMPTION, "spread of what a successor thinks of us")
    successor_rival_mean: float = _number(0.2, -0.5, 1, "levels", ASSUMPTION, "what a successor thinks of a rival")
    successor_rival_spread: float = _number(0.7, 0, 1, "levels", ASSUMPTION, "spread of that")
    rival_courting: float = _number(0.05, 0, 0.15, "levels per month", ASSUMPTION, "what rivals' own visits gain")
    evidence_noise: float = _number(0.35, 0, 1.0, "levels", ASSUMPTION, "error of what a meeting shows of an attitude")

    # what meetings and research show of people
    dimension_noise: float = _number(
        0.36, 0, 1, "levels", "with the error of the whole, 0.5: assumption", "further error of each of the six scores"
    )
    coach_insight: float = _number(
        0.3, 0, 0.5, "share of the error", ASSUMPTION, "error that each coach among the colleagues takes away"
    )
    rival_noticed: float = _number(
        0.5, 0, 2, "levels", ASSUMPTION, "lead of a rival in somebody's favor from which a meeting shows it"
    )
    level_hysteresis: float = _number(
        0.15, 0, 0.5, "levels", ASSUMPTION, "a level shown changes only when it is clearly another"
    )
    clue_first: float = _number(0.60, 0.25, 1, "probability", ASSUMPTION, "style and need read rightly at first")
    clue_later: float = _number(0.90, 0.25, 1, "probability", ASSUMPTION, "and after three contacts")
    power_map_error: float = _number(
        0.40, 0, 0.8, "probability", ASSUMPTION, "a role is wrong in our map before anybody met the person"
    )
    power_map_step: float = _number(0.10, 0, 0.8, "probability", ASSUMPTION, "what mapping an account takes off that")

    # rules of conduct
    compliance_cap: int = Field(
        8,
        ge=0,
        le=50,
        description="points of meals and private events that a team may use",
        json_schema_extra={"unit": "points per month", "source": ASSUMPTION},
    )
    compliance_fine: float = _number(2_000, 0, 20_000, "CNY per point", ASSUMPTION, "fine for each point beyond")
    audit_risk: float = _number(0.02, 0, 0.2, "probability per point", ASSUMPTION, "a point beyond brings an audit")
    audit_attitude: float = _number(1.0, 0, 2, "levels", ASSUMPTION, "what an audit costs at the account")
    strict_mode: int = Field(
        0,
        ge=0,
        le=1,
        description="meals and private events are refused",
        json_schema_extra={"unit": "0 no, 1 yes", "source": "training documents: rules, law and custom come first"},
    )

    # owners: who of us looks after an account
    manager_turnover: float = _number(
        0.017, 0, 0.05, "per month", "about 20 % a year (practitioners)", "an account manager leaves"
    )
    owner_loss: float = _number(
        0.40,
        0,
        0.8,
        "share",
        "direction: training documents; size: assumption",
        "attitude that an uncovered owner takes along",
    )
    owner_loss_b: float = _number(
        0.15, 0, 0.8, "share", "direction: training documents; size: assumption", "the same with a B owner"
    )
    owner_loss_bc: float = _number(
        0.08, 0, 0.8, "share", "direction: training documents; size: assumption", "the same with B and C owners"
    )
    owner_sales: float = _number(
        0.36,
        0,
        0.6,
        "share of usage per share of attitude",
        "with the rest 13-18 % of a year's sales: Shi et al. 2017",
        "usage that goes elsewhere for a year after an owner left",
    )
    owner_loss_months: int = Field(
        12,
        ge=0,
        le=36,
        description="months for which usage stays away after an owner left",
        json_schema_extra={"unit": "months", "source": "a year's sales: Shi et al. 2017"},
    )
    owner_seat_cost: float = _number(100, 0, 2_000, "CNY per seat and month", ASSUMPTION, "keeping a B or C owner")
    successor_introduced: float = _number(
        0.5, 0, 1, "share of the loss", ASSUMPTION, "recovered by introducing the new owner in person"
    )
    introduction_days: float = _number(
        60, 0, 180, "days", ASSUMPTION, "for how long a new account manager can be introduced as new"
    )
    successor_letter: float = _number(0.15, 0, 1, "share of the loss", ASSUMPTION, "recovered by a letter")

    # choice of the buying center
    weight_relationship: float = _number(0.9, 0.4, 1.4, "logit per level", ASSUMPTION, "weight of attitude")
    weight_price: float = _number(
        3.3, 2, 7, "logit per log price", "1 % dearer loses about 3 % of purchases: assumption", "weight of price"
    )
    weight_fit: float = _number(1.2, 0.6, 2.0, "logit", ASSUMPTION, "weight of how well the offer fits")
    weight_reputation: float = _number(0.5, 0, 1, "logit", ASSUMPTION, "weight of reputation")
    loss_aversion: float = _number(
        1.5, 1, 2, "ratio", "Neumann & Bockenholt 2014; value: assumption", "a rise hurts more than a fall pleases"
    )
    incumbent_us: float = _number(
        2.8, 0.5, 3, "logit", "about 1 in 5 incumbents is unseated (practitioners)", "inertia towards us"
    )
    incumbent_rival: float = _number(
        1.2, 0.5, 3, "logit", "about 1 in 5 incumbents is unseated (practitioners)", "inertia towards a rival"
    )
    one_supplier: float = _number(
        0.8, 0, 2, "logit", "direction Prince & Greenstein 2014; size: assumption", "buying more from the same vendor"
    )
    no_decision: float = _number(0.9, 0.4, 1.5, "logit", ASSUMPTION, "pull of doing nothing")
    no_decision_per_person: float = _number(
        0.10, 0, 0.4, "logit per person", "larger groups buy less often (practitioners)", "each person beyond seven"
    )
    no_decision_disagreement: float = _number(
        0.4, 0, 1, "logit per level", ASSUMPTION, "spread of attitudes in the group"
    )
    decider_weight: float = _number(
        0.8, 0.5, 1, "share", ASSUMPTION, "say of the one who decides in a centralized account"
    )
    veto_share: float = _number(0.15, 0, 1, "share", ASSUMPTION, "influence from which an opponent may veto")
    veto: float = _number(0.35, 0, 0.6, "probability", ASSUMPTION, "a weighty opponent stops a purchase")

    # leaving between terms
    churn_no_contract: float = _number(
        0.018, 0.008, 0.04, "per month", "operator reports, 12-18 % a year", "leaving without a contract"
    )
    churn_in_term: float = _number(
        0.0015, 0.0005, 0.005, "per month", "operator reports, 12-18 % a year", "leaving within a term"
    )
    ratio_satisfaction: float = _number(
        0.70,
        0.55,
        0.85,
        "hazard ratio",
        "direction Bolton 1998; size: assumption",
        "one standard deviation more satisfied",
    )
    ratio_price_gap: float = _number(
        1.35, 1.1, 1.8, "hazard ratio per 10 %", ASSUMPTION, "dearer than the best live quote"
    )
    ratio_supporter: float = _number(
        0.85,
        0.75,
        0.95,
        "hazard ratio",
        "direction Palmatier 2008; size: assumption",
        "each supporter beyond the first, at most 4",
    )
    ratio_incident: float = _number(
        1.6, 1.0, 2.5, "hazard ratio", ASSUMPTION, "a major incident unresolved or in the last 90 days"
    )
    ratio_neighbor: float = _number(
        1.8, 1.2, 1.8, "hazard ratio", "Nitzan & Libai 2011", "a neighbor left, fading with a half-life of 30 days"
    )
    ratio_line: float = _number(
        0.75,
        0.6,
        0.95,
        "hazard ratio",
        "direction Prince & Greenstein 2014; size: assumption",
        "each further product line, at most 3",
    )
    ratio_owner_change: float = _number(
        1.25,
        1.1,
        1.6,
        "hazard ratio",
        "direction Shi et al. 2017; size: assumption",
        "the account's owner on our side changed",
    )
    owner_change_months: int = Field(
        6,
        ge=0,
        le=24,
        description="months for which a change of owner unsettles an account",
        json_schema_extra={"unit": "months", "source": ASSUMPTION},
    )
    frailty: float = _number(0.4, 0, 1, "log hazard", ASSUMPTION, "spread between accounts that nothing explains")

    # usage, bills and bundles
    growth_per_month: float = _number(
        0.0, -0.03, 0.03, "share per month", ASSUMPTION, "added to each account's own growth"
    )
    usage_noise: float = _number(0.12, 0, 0.3, "log", ASSUMPTION, "spread of monthly usage")
    usage_persistence: float = _number(0.6, 0, 0.95, "correlation", ASSUMPTION, "of usage with last month's")
    season: float = _number(
        1.0, 0, 2, "ratio", ASSUMPTION, "strength of the season, such as the Spring Festival; 0: none"
    )
    zero_price_lift: float = _number(0.08, 0, 0.25, "share", ASSUMPTION, "usage growing into a free allowance")
    margin: float = _number(
        0.55, 0.4, 0.7, "share of list value", ASSUMPTION, "margin at list price, before cost to serve"
    )
    rebase_months: int = Field(
        6,
        ge=1,
        le=24,
        description="months between two re-basings of X",
        json_schema_extra={"unit": "months", "source": "training documents"},
    )
    care_share: float = _number(
        0.5, 0, 1, "share of shortfall", "training documents", "care spent on an account below its commitment"
    )
    care_floor: float = _number(
        100, 0, 300, "CNY per month", "training documents; only when there is a shortfall: assumption", "least care"
    )
    saving_wanted: float = _number(
        0.05, 0, 0.2, "share of bill", ASSUMPTION, "saving an account wants to see before it takes a bundle"
    )
    wallet_error: float = _number(0.25, 0, 0.5, "log", ASSUMPTION, "error of a wallet estimate before it is mapped")
    wallet_error_mapped: float = _number(0.10, 0, 0.5, "log", ASSUMPTION, "error of a mapped wallet")

    # rivals
    retaliation: float = _number(
        0.30,
        0.2,
        0.6,
        "probability",
        "mostly passive: Steenkamp et al. 2005",
        "a rival answers noticed losses with its price",
    )
    poach_base: float = _number(-3.2, -6, 0, "logit per month", ASSUMPTION, "a rival's wish to poach an account")
    quote_days: float = _number(60, 15, 180, "days", ASSUMPTION, "how long a rival's quote stays open")
    discount_demand: float = _number(0.025, 0, 0.2, "per account and month", ASSUMPTION, "buyers ask for a discount")
    building_leak: float = _number(
        0.03, 0, 0.1, "per neighbor and month", ASSUMPTION, "a secret discount becomes known"
    )
    bundle_leak: float = _number(
        0.006,
        0,
        0.1,
        "per neighbor and month",
        "bundles are hard to compare (training documents); size: assumption",
        "a bundle becomes known",
    )

    # service
    outages: float = _number(0.01, 0, 0.1, "per account and month", ASSUMPTION, "level 1: service is out")
    faults: float = _number(0.04, 0, 0.3, "per account and month", ASSUMPTION, "level 2: a function fails")
    queries: float = _number(0.15, 0, 1, "per account and month", ASSUMPTION, "level 3: a question")
    standing_fault: float = _number(
        0.35, 0, 1, "probability", ASSUMPTION, "an outage or fault comes back until its cause is found"
    )
    standing_fault_days: float = _number(40, 5, 90, "days", ASSUMPTION, "until the cause is found when nobody pushes")
    repair_factor: float = _number(1.0, 0.25, 4, "ratio", ASSUMPTION, "all repair times")

    # sales, win-back, value
    leads_active: float = _number(0.020, 0, 0.2, "per account and month", ASSUMPTION, "an account needs something more")
    leads_prospect: float = _number(0.060, 0, 0.3, "per prospect and month", ASSUMPTION, "a prospect opens a tender")
    gatekeeper_hostile: float = _number(-0.5, -1, 0, "levels", ASSUMPTION, "from here down a gatekeeper blocks")
    gatekeeper_won_over: float = _number(0.2, 0, 1, "levels", ASSUMPTION, "a gatekeeper after a colleague spoke for us")
    gatekeeper_noticed: float = _number(
        0.1, 0, 1, "levels", ASSUMPTION, "lost with a gatekeeper when no colleague would speak for us"
    )
    gatekeeper_passed_over: float = _number(
        0.3, 0, 1, "levels", ASSUMPTION, "lost with a gatekeeper who was passed over"
    )
    gatekeeper_drag: float = _number(1.5, 1, 3, "ratio", ASSUMPTION, "hazard of dropping while a gatekeeper blocks")
    win_back_base: float = _number(
        -1.1, -4, 1, "logit", "20-40 % of campaigns (Griffin & Lowenstein)", "a lost account comes back"
    )
    discount_rate: float = _number(0.01, 0.005, 0.015, "per month", ASSUMPTION, "of future margins")
    lifetime_months: int = Field(
        36,
        ge=0,
        le=60,
        description="months after the end that count in lifetime value",
        json_schema_extra={"unit": "months", "source": ASSUMPTION},
    )

    @model_validator(mode="before")
    @classmethod
    def _put_presets_in_place(cls, values: Any) -> Any:
        return unfolded(values) if isinstance(values, dict) else values


class ParameterRow(NamedTuple):
    """One printed row of the parameter table."""

    name: str
    default: float
    low: float
    high: float
    unit: str
    source: str
    label: str


def parameter_table() -> tuple[ParameterRow, ...]:
    """Every parameter with its range, unit and source, in the order of the model."""
    rows = []
    for name, field in Parameters.model_fields.items():
        low = next(m.ge for m in field.metadata if hasattr(m, "ge"))
        high = next(m.le for m in field.metadata if hasattr(m, "le"))
        extra: dict[str, Any] = field.json_schema_extra  # type: ignore[assignment]
        rows.append(
            ParameterRow(name, field.default, low, high, extra["unit"], extra["source"], field.description or "")
        )
    return tuple(rows)
