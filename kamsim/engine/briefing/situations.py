"""What waits for an answer at an account."""

from kamsim.engine.briefing.accounts import owners_of, reason_known
from kamsim.engine.briefing.signals import recent_fall
from kamsim.engine.briefing.troubles import Found, engineers_of, options_of, still_asked, troubles_of
from kamsim.engine.briefing.views import Situation
from kamsim.engine.processes.billing import coming_x
from kamsim.engine.records import fen
from kamsim.engine.state import MONTH_DAYS, AccountState
from kamsim.engine.world import World
from kamsim.market.bundle import BASES


def situations_of(world: World, account: AccountState) -> list[Situation]:
    """What waits for an answer at an account."""
    account_id, month = account.account_id, world.month
    found: list[Found] = []
    if still_asked(world, account):
        months = round((world.env.now - account.lost_day) / MONTH_DAYS)
        offers = (("cut", world.parameters.win_back_discount), ("upgrade", world.parameters.win_back_upgrade_cost))
        reason = reason_known(account) or ""
        facts = (("months_away", months), ("destination", account.lost_to), ("reason", reason), *offers)
        bound = account.bound_until - month
        found.append(("lost", None, (*facts, ("months_bound", bound)) if bound > 0 else facts))
    if account.demand is not None:
        demand, parameters = account.demand, world.parameters
        facts = (("claimed", demand.claimed_discount), ("rival", demand.rival_id))
        trade = (("trade", parameters.trade_share), ("term", parameters.trade_term_months))
        found.append(("discount_demand", demand.person_id, (*facts, *trade)))
    if account.status == "active" and account.fault is not None and not account.fault.pushed.triggered:
        found.append(
            (
                "standing_fault",
                account.first("user").person_id,
                (
                    ("days", round(world.env.now - account.fault.since_day)),
                    ("level", account.fault.level),
                    *engineers_of(world),
                ),
            )
        )
    if account.status == "active" and (
        account.outage or account.crisis or account.heard or account.counter or world.attacks
    ):
        found += troubles_of(world, account)
    end = account.contract.end_month
    if account.status == "active" and end is not None and 1 <= end - month <= world.parameters.renewal_notice_months:
        found.append(("renewal", None, (("days", (end - month) * MONTH_DAYS),)))
    if account.opportunity is not None:
        if not account.opportunity.pursued.triggered:
            found.append(("opportunity", None, (("product", account.opportunity.product),)))
        elif (keeper := account.gatekeeper_against(world.parameters.gatekeeper_hostile)) is not None:
            found.append(("gatekeeper_blocks", keeper.person_id, (("product", account.opportunity.product),)))
    # C accounts are many and small: nobody asks about them one by one.
    if not account.owner_answered and account.status == "active" and account.tier != "C":
        days = world.env.now - account.owner_left_day
        if days <= world.parameters.introduction_days:
            facts = (("days", round(days)), ("successor", owners_of(world, account)[0][1]))
            found.append(("owner_left", None, (*facts, ("back", world.parameters.successor_introduced))))
    # As above: a C account is not asked one by one.
    if account.fall is not None and account.status == "active" and account.tier != "C":
        fall = recent_fall(world, account)
        if fall is not None:
            who = account.first("user").person_id if fall.survey == "csat" else None
            found.append(
                ("answers_fell", who, (("survey", fall.survey), ("before", fall.before), ("after", fall.after)))
            )
    objection = account.opportunity.objection if account.opportunity is not None else None
    if objection is not None and objection.open:
        motive, cut = objection.motive if objection.heard else "", world.parameters.objection_cut_size
        said = (("concern", objection.concern), ("motive", motive), ("cut", cut))
        found.append(("objection", objection.person_id, said))
    if account.status == "active" and account.contract.rebase_month == month and account.usages:
        commitment, x = world.plans[account.contract.plan].commitment, account.contract.x
        then = commitment * coming_x(world, account, False)
        basis = BASES[world.parameters.rebase_basis]
        facts = (("fee_now", fen(commitment * x)), ("fee_then", fen(then)), ("basis", basis))
        found.append(("rebasing", None, facts))
    return [
        Situation(
            f"{kind}:{account_id}:{month + 1}", kind, account_id, person_id, facts, options_of(world, account, kind)
        )
        for kind, person_id, facts in found
    ]
