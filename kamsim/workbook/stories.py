"""The story of an account: the question of a why card, and a record as a line.

Speaks only of what a manager may know; hidden truth in a record has no words here.
"""

from collections.abc import Iterable

from kamsim.engine import records
from kamsim.engine.records import ChoiceMade, Record
from kamsim.engine.scenario import US
from kamsim.engine.state import MONTH_DAYS
from kamsim.market.buying import NOBODY
from kamsim.market.service import SEVERITIES
from kamsim.workbook import look, words
from kamsim.workbook.words import Names
from kamsim.workbook.words.spans import days_of, term

_DID = {
    # (choice, outcome): how a question about it goes on; "*" is any other outcome, mostly a rival.
    ("stay", "leaves"): "leave", ("stay", "stays"): "stay", ("renewal", "renews"): "renew",
    ("renewal", NOBODY): "stay without a contract", ("renewal", "*"): "leave for {rival}",
    ("term", "signs"): "sign our offer", ("term", "*"): "not sign our offer",
    ("bundle", "takes_bundle"): "take the bundle", ("bundle", "*"): "not take the bundle",
    ("sale", US): "buy from us", ("sale", NOBODY): "buy nothing", ("sale", "*"): "choose {rival}",
    ("counter_grab", "stays"): "stay with us", ("counter_grab", "*"): "go back to {rival}",
    ("win_back", "returns"): "come back", ("win_back", "stays_away"): "stay away",
    ("objection", "convinced"): "drop the objection", ("objection", "not_convinced"): "keep the objection",
    ("line", "keeps_line"): "leave the line with us", ("line", "*"): "give a line to {rival}",
    ("stage", "goes_on"): "go on with the sale", ("stage", "dropped"): "drop the sale",
    ("trade", "agrees"): "agree to the trade", ("trade", "*"): "not agree to the trade",
}  # fmt: skip
MONTHLY_COSTS = frozenset(
    {"sponsor", "owner_seats", "partnership", "tele_seat", "agent", "released", "early_payment", "prompt_payment"}
)
"""Costs that come every month: no lines of a story, but one for all of them."""


def monthly_costs(story: Iterable[Record]) -> str | None:
    """What an account's story cost month by month, each kind with its sum, in one line; None where nothing did."""
    sums: dict[str, list[int]] = {}
    for record in story:
        if isinstance(record, records.CostBooked) and record.reason in MONTHLY_COSTS:
            sums.setdefault(record.reason, []).append(record.cost_fen)
        elif isinstance(record, records.BillSent) and record.care_fen:
            sums.setdefault("care", []).append(record.care_fen)
    told = [
        f"{words.word(words.COSTS, reason)} {look.money_change(-sum(each))} in {look.counted(len(each), 'month')}"
        for reason, each in sums.items()
    ]
    return f"month by month: {', '.join(told)}" if told else None


def question(made: ChoiceMade, names: Names) -> str:
    """The question that a why card answers; months count from 1."""
    did = _DID.get((made.choice, made.outcome)) or _DID.get((made.choice, "*"))
    did = did.format(rival=words.vendor(made.outcome, names)) if did else f"come to “{words.plain(made.outcome)}”"
    return f"Why did {names.get(made.account_id, made.account_id)} {did} in month {int(made.day // MONTH_DAYS) + 1}?"


def _settled(record: records.DemandSettled) -> str:
    """How a demand ended; a cut that was matched binds nobody, whatever the buyer said."""
    if not record.resolved:
        return "not settled"
    if record.option == "match":
        return "they have it, and signed nothing for it"
    return "agreed" if record.option.startswith("trade") else "they dropped it for now"


def _repair(record: records.IncidentClosed, sla_repair: float) -> str:
    trouble, taken = words.word(words.INCIDENTS, record.level), record.repair_hours
    lasted = look.hours(taken) if taken < 72 else days_of(round(taken / 24))
    severity = SEVERITIES.get(record.level)
    if record.breached:
        return f"{trouble} solved after {lasted}, later than agreed"
    if severity is not None and taken > sla_repair * severity.repair_hours:
        return f"{trouble} repaired in time, but it came back: solved after {lasted}"
    return f"{trouble} solved after {lasted}, in the agreed time"


def story_line(record: Record, names: Names, sla_repair: float = 1.0) -> str | None:
    """A record as a line of the account's story; None for a monthly routine and for what a manager cannot know.

    `sla_repair`: agreed times of repair relative to the usual ones.
    """
    match record:
        case records.AccountListed():
            return f"with us, {look.money(record.recurring_fen)} a month" if record.active else "a prospect"
        case records.ActivityDone():
            went = "went well" if record.went_well else "did not go well"
            return f"{words.activity(record.activity)} with {words.person(record.person_id, names)}: {went}"
        case records.WorkDone():
            return f"we {words.work(record.work)}"
        case records.CostBooked():
            cost = words.word(words.COSTS, record.reason)
            return None if record.reason in MONTHLY_COSTS else f"{cost}, {look.money(abs(record.cost_fen))}"
        case records.ChoiceMade():
            if record.went_on:
                return None
            hoped, came = words.choice(record.choice), words.outcome(record.outcome, names, record.choice)
            return f"{came}; the chance of {hoped} was {look.chance(record.probability)}"
        case records.ContractSigned():
            if record.plan:
                bundle = f"{words.word(words.PLANS, record.plan)}, X {look.money(record.x_fen)}"
                return f"signed: {bundle}, {term(record.term_months)}"
            return f"signed: {term(record.term_months)}, {look.percent(record.discount, 0)} off list"
        case records.PaymentAgreed():
            return f"pays its bills {days_of(round(record.days))} earlier from now on"
        case records.ContractLapsed():
            return "contract ended, nothing signed: month to month"
        case records.BundleRebased():
            plan = words.word(words.PLANS, record.plan)
            return f"{plan} re-based: X from {look.money(record.old_x_fen)} to {look.money(record.new_x_fen)}"
        case records.PriceChanged():
            old, new = look.percent(record.old_discount, 0), look.percent(record.new_discount, 0)
            return f"price: from {old} to {new} off list"
        case records.PriceLeaked():
            neighbor = names.get(record.favored_account_id, "a neighbor")
            return f"heard that {neighbor} pays less: satisfaction fell, and that price is now the fair one for them"
        case records.AccountWon():
            return "won: now with us"
        case records.AccountWonBack():
            return f"won back ({words.word(words.WIN_BACK_OFFERS, record.offer).lower()})"
        case records.AccountChurned():
            where = "" if record.destination == NOBODY else f" for {words.vendor(record.destination, names)}"
            return f"left{where}; what weighed most: {words.word(words.REASONS, record.reason)}"
        case records.LineWon():
            rival = words.vendor(record.from_rival, names)
            return f"{words.product(record.product)} moved to us from {rival}"
        case records.LineLost():
            return f"{words.product(record.product)} moved from us to {words.vendor(record.to_rival, names)}"
        case records.IncidentOpened():
            return f"{words.word(words.INCIDENTS, record.level)} reported"
        case records.IncidentClosed():
            return _repair(record, sla_repair)
        case records.DiscountDemanded():
            claimed = look.percent(record.claimed_discount, 0)
            return f"{names.get(record.person_id, 'the buyer')} asked for {claimed} off"
        case records.DemandSettled():
            chosen = words.option("discount_demand", record.option).lower()
            return f"demand for a discount, {chosen}: {_settled(record)}"
        case records.ProposalMade():
            options = look.counted(record.options, "option")
            if record.plan:
                return f"proposal: {options} with {words.word(words.PLANS, record.plan)}"
            return f"proposal: {options} at {look.percent(record.discount, 0)} off list"
        case records.ObjectionRaised():
            return f"{words.person(record.person_id, names)} objects: “{words.word(words.CONCERNS, record.concern)}”"
        case records.MotiveHeard():
            motive = words.word(words.MOTIVES, record.motive)
            return f"{words.person(record.person_id, names)} said what is behind it: {motive}"
        case records.ObjectionAnswered():
            chosen = words.option("objection", record.option).lower()
            return f"objection, {chosen}: {'resolved' if record.resolved else 'not resolved'}"
        case records.ApprovalGiven():
            who = words.word(words.APPROVERS, record.approver)
            return f"{look.percent(record.discount, 0)} off list: {who} approved it after {days_of(round(record.days))}"
        case records.ReferenceAgreed():
            return "speaks for us from now on"
        case records.PersonLeft():
            return f"{names[record.person_id]} left; somebody new has the job" if record.person_id in names else None
        case records.PersonPromoted():
            rank = words.word(words.RANKS, record.rank)
            return f"{names[record.person_id]}, now {rank}, has more to say" if record.person_id in names else None
        case records.OwnerChanged():
            return f"handed over from {record.manager} of ours to {record.successor}"
        case records.OwnerLeft():
            return f"{record.manager} of ours left; {record.successor} looks after them now"
        case records.AuditHeld():
            return "audit of our meals, gifts and events" + ("; the sale is void" if record.voided else "")
        case records.OpportunityOpened():
            return f"wants an offer for {words.product(record.product)}"
        case records.StageReached():
            return f"sale: {words.word(words.OPPORTUNITY_STAGES, record.stage)}"
        case records.OpportunityClosed():
            return f"sale: {words.word(words.RESULTS, record.result)}"
        case records.BuildingAttacked():
            return f"{words.vendor(record.rival_id, names)} wires the building"
        case records.CounterOfferMade():
            rival, months = words.vendor(record.rival_id, names), look.count(record.term_months, "months")
            return f"{rival} tried to take the account back, with a term of {months}"
        case records.CrisisOpened():
            if record.building_id:
                return f"the outage hit {look.counted(record.accounts, 'account')}"
            return "the outage lasted longer than agreed"
        case records.CrisisAnswered():
            return f"after the outage: {words.option('crisis', record.option).lower()}"
        case records.PromiseEnded():
            return f"the promised date came: {'kept' if record.kept else 'not kept'}"
        case records.CsatAnswered():
            return f"how we dealt with it: rated {record.score} of 5"
        case records.SurveyAnswered():
            return f"survey: would recommend us {record.score} of 10"
    return None
