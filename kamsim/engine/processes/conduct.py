"""Rules of conduct: meals, gifts and private events beyond the month's cap cost a fine, and may bring an audit."""

from kamsim.engine.processes.sales import close
from kamsim.engine.records import AuditHeld, CostBooked, fen
from kamsim.engine.world import World
from kamsim.market.activities import audit_probability
from kamsim.market.attitude import bounded


def settle_points(world: World, entertained: list[str]) -> None:
    """Settle a month's compliance points; `entertained` has an account for each point, in the order of the month."""
    beyond = entertained[world.parameters.compliance_cap :]
    if not beyond:
        return
    fine = fen(world.parameters.compliance_fine * len(beyond))
    world.record(CostBooked(world.env.now, "", "compliance", fine))
    stream, place = world.streams.of("audit"), 2 * world.month
    if stream.at(place) < audit_probability(world.parameters, len(beyond)):
        audit(world, beyond[int(stream.at(place + 1) * len(beyond))], len(beyond))


def audit(world: World, account_id: str, points: int) -> None:
    """An audit at an account: a sale in progress is void, and everybody there thinks less of us."""
    account = world.accounts[account_id]
    sale = account.opportunity
    voided = sale is not None and sale.pursued.triggered
    world.record(AuditHeld(world.env.now, account_id, points, voided))
    if voided:
        close(world, account, sale, "void")
    for person in account.people:
        person.attitude = bounded(person.attitude - world.parameters.audit_attitude)
    account.find_supporters(max(person.attitude for person in account.people))
