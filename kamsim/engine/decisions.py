"""What a manager can decide: frozen decisions, their ranges, and the check before anything is sent."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from kamsim.market.activities import ACTIVITIES, hours_of_contact
from kamsim.market.bundle import PLANS
from kamsim.market.channels import CHANNELS
from kamsim.market.departments import DEPARTMENTS, MANNERS
from kamsim.market.organization import INSTRUMENTS, PARTNER_TIERS
from kamsim.market.owners import COVERS
from kamsim.market.parameters import Parameters
from kamsim.market.promotion import ROAD_SHOW_HOURS
from kamsim.market.proposals import MOST_OPTIONS
from kamsim.market.service import SERVICE_LEVELS, STRATEGIES
from kamsim.market.switching import METHODS
from kamsim.market.training import WAVES
from kamsim.market.winback import WIN_BACK_OFFERS

Tier = Literal["A", "B", "C"]
AccountId = Annotated[str, Field(min_length=1, max_length=40, json_schema_extra={"example": "A01"})]
MOST_DISCOUNT = 0.6
Discount = Annotated[
    float, Field(ge=0, le=MOST_DISCOUNT, json_schema_extra={"unit": "share of list price", "example": 0.1})
]
BEST_PLAN = "best"
"""In place of a plan: the account picks the one that suits its usage."""
WIN_BACK_PLAN = "B"
"""The plan of a bundle that is to bring an account back, unless another is named."""
PlanName = Literal[(*PLANS, BEST_PLAN)]  # type: ignore[valid-type]
X = Annotated[float, Field(gt=0, le=10_000_000, json_schema_extra={"unit": "CNY/month", "example": 8000})]
Allowance = Annotated[float, Field(ge=0.5, le=2.5, json_schema_extra={"unit": "x X", "example": 1.55})]
Term = Annotated[Literal[0, 6, 12, 24, 36], Field(json_schema_extra={"unit": "months", "example": 12})]


class Decision(BaseModel):
    """Something a manager does this month."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Visit(Decision):
    """Meet a person of an account in one of the ways of the activity table."""

    kind: Literal["visit"] = "visit"
    account: AccountId
    person: AccountId
    activity: Literal[tuple(ACTIVITIES)] = "visit"  # type: ignore[valid-type]


class MapPower(Decision):
    """Find out who has a say at an account and what it spends with whom; 2 hours."""

    kind: Literal["map_power"] = "map_power"
    account: AccountId


class GiveDiscount(Decision):
    """Cut an account's price from now on, without asking for anything."""

    kind: Literal["give_discount"] = "give_discount"
    account: AccountId
    discount: Discount


class OfferContract(Decision):
    """Offer an account a new term at a discount; 3 hours, the buying center answers.

    `pays_early` asks it to pay its bills in advance (`early_payment_days`) for as long as it has a term with us.
    """

    kind: Literal["offer_contract"] = "offer_contract"
    account: AccountId
    term_months: Term = 24
    discount: Discount = 0.0
    pays_early: bool = False


class Terse(Decision):
    """A decision that is written without its rarer fields while these stand as when nothing is said."""

    seldom: ClassVar[tuple[str, ...]] = ("on",)

    @model_serializer(mode="wrap")
    def _tersely(self, written: SerializerFunctionWrapHandler) -> dict[str, Any]:
        fields = type(self).model_fields
        return {
            name: value
            for name, value in written(self).items()
            if name not in self.seldom or getattr(self, name) != fields[name].default
        }


class OfferBundle(Terse):
    """Offer an account the Evergreen bundle on its whole wallet; 4 hours, the buying center answers.

    `x` in CNY a month, at least what the account uses with us (`bundle_floor_share`); left out, it is taken from the
    wallet estimate. Plan `best` lets the account choose the plan. `allowance` is what may be used, as a multiple of X,
    as far from the plan's as `allowance_room`; free installation and the broadband special make it easier to take. All
    of these cost us.
    """

    seldom: ClassVar[tuple[str, ...]] = ("allowance",)

    kind: Literal["offer_bundle"] = "offer_bundle"
    account: AccountId
    plan: PlanName = "A"
    x: X | None = None
    allowance: Allowance | None = None
    term_months: Term = 12
    free_installation: bool = False
    broadband_special: bool = False


class AppointSponsor(Terse):
    """Name one of our executives as an account's sponsor, at `sponsor_cost` a month, or take it back."""

    kind: Literal["appoint_sponsor"] = "appoint_sponsor"
    account: AccountId
    on: bool = True


class WinBack(Terse):
    """Start a win-back campaign at a lost account; 6 hours.

    `discount` goes with the offers `discount` and `both` and is `win_back_discount` when left out; `plan` and `x` go
    with `bundle`, and are plan B and the X that we suggest when left out.
    """

    seldom: ClassVar[tuple[str, ...]] = ("discount", "plan", "x")

    kind: Literal["win_back"] = "win_back"
    account: AccountId
    offer: Literal[WIN_BACK_OFFERS] = "upgrade"  # type: ignore[valid-type]
    discount: Discount | None = None
    plan: PlanName | None = None
    x: X | None = None


class SetServiceLevel(Decision):
    """Set the service level of all accounts of a tier from now on."""

    kind: Literal["set_service_level"] = "set_service_level"
    tier: Tier
    level: Literal[SERVICE_LEVELS]  # type: ignore[valid-type]


class SetStrategy(Decision):
    """Set the relationship strategy of all accounts of a tier from now on."""

    kind: Literal["set_strategy"] = "set_strategy"
    tier: Tier
    strategy: Literal[STRATEGIES]  # type: ignore[valid-type]


class AssignOwner(Terse):
    """Give an account a B or a C owner beside its account manager, at `owner_seat_cost` a month, or release it."""

    kind: Literal["assign_owner"] = "assign_owner"
    account: AccountId
    seat: Literal[COVERS] = "B"  # type: ignore[valid-type]
    on: bool = True


class SetPartnerTier(Decision):
    """Say how close a partner an account is to be; what can be held with it, and what that costs, follows."""

    kind: Literal["set_partner_tier"] = "set_partner_tier"
    account: AccountId
    partner: Literal[PARTNER_TIERS]  # type: ignore[valid-type]


class HoldInstrument(Decision):
    """Bring the two firms together: a summit, a service meeting, a joint project and so on."""

    kind: Literal["hold_instrument"] = "hold_instrument"
    account: AccountId
    instrument: Literal[tuple(INSTRUMENTS)]  # type: ignore[valid-type]


class TendDepartments(Decision):
    """Look after one department of an account, or all of them, in one manner; hours and cost are for each."""

    kind: Literal["tend_departments"] = "tend_departments"
    account: AccountId
    department: Literal[(*DEPARTMENTS, "all")] = "all"  # type: ignore[valid-type]
    manner: Literal[tuple(MANNERS)] = "business"  # type: ignore[valid-type]


class SetChannel(Decision):
    """Say who looks after an account, or all accounts of a tier, from day to day; exactly one of the two is named."""

    kind: Literal["set_channel"] = "set_channel"
    account: AccountId | None = None
    tier: Tier | None = None
    channel: Literal[CHANNELS]  # type: ignore[valid-type]


class HoldRoadShow(Decision):
    """Show ourselves in a building for an afternoon; its accounts hear of us for some months."""

    kind: Literal["hold_road_show"] = "hold_road_show"
    building: AccountId


class TrainTeam(Decision):
    """Give some of our account managers the next of three waves of training; hours and cost are for each.

    Those who had the waves before and not this one come first, in the order of their seats; it shows some weeks later,
    and goes with whoever leaves.
    """

    kind: Literal["train_team"] = "train_team"
    wave: Literal[tuple(WAVES)]  # type: ignore[valid-type]
    managers: Annotated[int, Field(ge=1, le=500, json_schema_extra={"unit": "persons", "example": 2})] = 1


class SetSwitching(Decision):
    """Start or stop one of the methods against leaving at all accounts of a tier; it costs a share of their usage."""

    kind: Literal["set_switching"] = "set_switching"
    tier: Tier
    method: Literal[tuple(METHODS)]  # type: ignore[valid-type]
    on: bool = True


class Answer(Decision):
    """Answer a situation of the inbox with one of its options."""

    kind: Literal["answer"] = "answer"
    situation: Annotated[str, Field(min_length=1, max_length=90)]
    option: Annotated[str, Field(min_length=1, max_length=40)]


class Propose(Terse):
    """Put a proposal into a sale that we pursue: 1 to 3 options, a price, perhaps a bundle; it replaces an earlier one.

    3 hours, and 1 for each further option. The buying center chooses when the sale comes to its end; with plan `best`
    it then chooses the plan too. `x` and `allowance` go with a plan, as in an offer of the bundle.
    """

    seldom: ClassVar[tuple[str, ...]] = ("x", "allowance")

    kind: Literal["propose"] = "propose"
    account: AccountId
    options: Annotated[int, Field(ge=1, le=MOST_OPTIONS, json_schema_extra={"example": MOST_OPTIONS})] = MOST_OPTIONS
    discount: Discount = 0.0
    plan: PlanName | None = None
    x: X | None = None
    allowance: Allowance | None = None
    free_installation: bool = False
    broadband_special: bool = False


AnyDecision = Annotated[
    Visit
    | MapPower
    | GiveDiscount
    | OfferContract
    | OfferBundle
    | AppointSponsor
    | WinBack
    | SetServiceLevel
    | SetStrategy
    | SetPartnerTier
    | HoldInstrument
    | TendDepartments
    | SetChannel
    | HoldRoadShow
    | TrainTeam
    | SetSwitching
    | Answer
    | AssignOwner
    | Propose,
    Field(discriminator="kind"),
]

SITUATIONS = {
    "discount_demand": {
        "match": 0.0, "ask_what_changed": 2.0, "trade_for_term": 2.0, "trade_for_volume": 2.0,
        "trade_for_reference": 1.0, "hold": 0.5,
    },
    "standing_fault": {"send_engineers": 0.0, "send_one_and_call": 1.0, "wait": 0.0},
    "renewal": {"renew_12": 2.0, "renew_24": 2.0, "leave_open": 0.0},
    "opportunity": {"pursue": 3.0, "pass": 0.0},
    "outage": {"more_engineers": 0.0, "call_users": 1.0, "wait": 0.0},
    "crisis": {"honest_notice": 6.0, "promise_date": 1.0, "fix_quietly": 0.0},
    "building_attack": {"visit_tenants": 6.0, "bundle_tenants": 8.0, "hold": 0.0},
    "resentment": {"explain_with_bundle": 4.0, "match": 0.0, "apologize": 2.0, "say_nothing": 0.0},
    "objection": {
        "ask": 1.0, "total_cost": 2.0, "phases": 2.0, "pilot": 3.0, "pitch_material": 2.0, "discount_now": 0.0,
        "leave_it": 0.0,
    },
    "rebasing": {"step_down": 1.0, "cap": 1.0, "keep": 0.0},
    "lost": {"win_back_upgrade": 6.0, "win_back_discount": 6.0, "win_back_bundle": 6.0, "let_go": 0.0},
    "owner_left": {"introduce": 3.0, "send_letter": 0.5, "wait": 0.0},
    "answers_fell": {"ask_why": 1.0, "leave_it": 0.0},
    "gatekeeper_blocks": {"through_colleague": 2.0, "write_to_decider": 1.0, "respect": 0.0},
}  # fmt: skip
"""Kinds of situation, their options, and the hours an option takes; the last option of each is what silence means."""

PRICE_OFFERS = frozenset({GiveDiscount, OfferContract, OfferBundle, Propose, WinBack})
PRICED_ANSWERS = frozenset(
    {
        "match", "trade_for_term", "trade_for_volume", "trade_for_reference", "renew_12", "renew_24", "discount_now",
        "bundle_tenants", "explain_with_bundle", "win_back_upgrade", "win_back_discount", "win_back_bundle",
    }
)  # fmt: skip
"""Decisions, and options of the inbox, that put a price before an account."""

HOURS: dict[type[Decision], float] = {
    MapPower: 2.0,
    OfferContract: 3.0,
    OfferBundle: 4.0,
    WinBack: 6.0,
    HoldRoadShow: ROAD_SHOW_HOURS,
}
"""Hours of the account team that a decision takes, for those that always take the same."""
PROPOSAL_HOURS, OPTION_HOURS = 3.0, 1.0
"""Hours of a proposal with one option, and of each further option."""


def hours_of(decision: Decision, parameters: Parameters) -> float:
    """Hours of the account team that a decision takes."""
    if type(decision) is Visit:
        return hours_of_contact(parameters, ACTIVITIES[decision.activity])
    return parameters.work_hours * _usual_hours(decision)


def _usual_hours(decision: Decision) -> float:
    kind = type(decision)
    if kind is Answer:
        return SITUATIONS.get(decision.situation.partition(":")[0], {}).get(decision.option, 0.0)
    if kind is HoldInstrument:
        return INSTRUMENTS[decision.instrument].hours
    if kind is TendDepartments:
        return MANNERS[decision.manner].hours * len(departments_of(decision))
    if kind is TrainTeam:
        return WAVES[decision.wave].hours * decision.managers
    if kind is Propose:
        return PROPOSAL_HOURS + OPTION_HOURS * (decision.options - 1)
    return HOURS.get(kind, 0.0)


def cost_fen_of(decision: Decision, parameters: Parameters) -> int:
    """Money that a decision costs at once, in fen."""
    match decision:
        case Visit():
            return round(parameters.activity_price * ACTIVITIES[decision.activity].cost_fen)
        case HoldInstrument():
            return round(parameters.instrument_price * INSTRUMENTS[decision.instrument].cost_fen)
        case TendDepartments():
            each = parameters.department_price * MANNERS[decision.manner].cost_fen
            return round(each) * len(departments_of(decision))
        case HoldRoadShow():
            return round(100 * parameters.road_show_price)
        case TrainTeam():
            return round(parameters.training_price * WAVES[decision.wave].cost_fen) * decision.managers
    return 0


def departments_of(decision: TendDepartments) -> tuple[str, ...]:
    """The departments that a decision looks after."""
    return DEPARTMENTS if decision.department == "all" else (decision.department,)


def price_offer_to(decision: Decision) -> str | None:
    """The account to which a decision offers a price, a term, a bundle or its return; None for other decisions."""
    kind = type(decision)
    if kind in PRICE_OFFERS:
        return decision.account
    if kind is Answer and decision.option in PRICED_ANSWERS:
        return ":".join(decision.situation.split(":")[1:-1])
    return None


def offers_bundle(decision: Decision) -> bool:
    """Whether a decision puts a new bundle before an account; answers of the inbox do so by their options."""
    match decision:
        case OfferBundle():
            return True
        case Propose():
            return decision.plan is not None
        case WinBack():
            return decision.offer == "bundle"
    return False
