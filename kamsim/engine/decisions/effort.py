"""Hours and money that a decision takes."""

from kamsim.engine.decisions.decision import Decision
from kamsim.engine.decisions.inbox import SITUATIONS, Answer
from kamsim.engine.decisions.offers import OfferBundle, OfferContract, Propose, WinBack
from kamsim.engine.decisions.people import AssignOwner, MapPower, Visit
from kamsim.engine.decisions.promotion import HoldRoadShow
from kamsim.engine.decisions.relations import HoldInstrument, TendDepartments, departments_of
from kamsim.engine.decisions.training import TrainTeam
from kamsim.market.activities import ACTIVITIES, hours_of_contact
from kamsim.market.departments import MANNERS
from kamsim.market.organization import INSTRUMENTS
from kamsim.market.parameters import Parameters
from kamsim.market.training import WAVES

HOURS: dict[type[Decision], float] = {
    MapPower: 2.0,
    OfferContract: 3.0,
    OfferBundle: 4.0,
    WinBack: 6.0,
}
"""Hours of the account team that a decision takes, for those that always take the same."""
PROPOSAL_HOURS, OPTION_HOURS = 3.0, 1.0
"""Hours of a proposal with one option, and of each further option."""


def hours_of(decision: Decision, parameters: Parameters) -> float:
    """Hours of the account team that a decision takes."""
    if type(decision) is Visit:
        return hours_of_contact(parameters, ACTIVITIES[decision.activity])
    if type(decision) is HoldRoadShow:
        usual = parameters.road_show_hours
    elif type(decision) is AssignOwner:
        usual = parameters.handover_hours if decision.seat == "A" else 0.0
    else:
        usual = _usual_hours(decision)
    return parameters.work_hours * usual


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
