"""Sentences about what happens: situations, decisions, remarks, refusals, choices and the lines of an account's story.

Speaks only of what a manager may know; hidden truth in a record has no words here.
"""

import re

from kamsim.engine import records
from kamsim.engine.briefing import PersonView, Situation
from kamsim.engine.checking import Refusal
from kamsim.engine.decisions import BEST_PLAN, Decision, OfferBundle, Propose, WinBack
from kamsim.engine.reading import BadInput
from kamsim.engine.records import ChoiceMade, Record
from kamsim.engine.remarks import Remark
from kamsim.engine.scenario import US
from kamsim.market.buying import NOBODY
from kamsim.market.service import SEVERITIES
from kamsim.workbook import look, words
from kamsim.workbook.words import Names

_DID = {
    # (choice, outcome): how a question about it goes on; "*" is any other outcome, mostly a rival.
    ("stay", "leaves"): "leave", ("stay", "stays"): "stay", ("renewal", "renews"): "renew",
    ("renewal", NOBODY): "stay without a contract", ("renewal", "*"): "leave for {rival}", ("term", "signs"): "sign",
    ("term", "*"): "not sign", ("bundle", "takes_bundle"): "take the bundle", ("bundle", "*"): "not take the bundle",
    ("sale", US): "buy from us", ("sale", NOBODY): "buy nothing", ("sale", "*"): "choose {rival}",
    ("counter_grab", "stays"): "stay with us", ("counter_grab", "*"): "go back to {rival}",
    ("win_back", "returns"): "come back", ("win_back", "stays_away"): "stay away",
    ("objection", "convinced"): "drop the objection", ("objection", "not_convinced"): "keep the objection",
    ("trade", "agrees"): "agree to the trade", ("trade", "*"): "not agree to the trade",
}  # fmt: skip
TWICE = re.compile("one .* a month for this ")
"""How the check says that something is in the plan already."""
MONTHLY_COSTS = frozenset({"sponsor", "partnership", "tele_seat", "agent", "released", "early_payment"})
"""Costs that come every month: no line of a story."""
REMARKS = {
    "deep_discount": "{account}: {size} off is a deep cut, and neighbors may hear of it.",
    "needs_approval": "{account}: this discount waits {size} days for approval before they hear of it.",
    "discount_against_velcro": "{account}: a price cut does not fit Velcro; trade it for a term or a line.",
    "too_many_visits": "{account}: the fourth meeting with one person this month adds little.",
    "nobody_on_money": "{account}: the contract ends in {size} days and nobody who decides on money was met.",
    "compliance": "{size} points of meals and private events: those above the cap cost fines and risk an audit.",
    "dear_instrument": "{account}: this costs {size} of what the account is billed in a year.",
    "hours_idle": "{size} hours of the team have no work yet.",
}


def situation(found: Situation, names: Names, who: PersonView | None = None) -> tuple[str, str]:
    """Who or what speaks, and the sentence; what a person says is in quotation marks."""
    facts = dict(found.facts)
    account = names.get(found.account_id, found.account_id)
    speaker = (who.name if who else None) or names.get(found.person_id or "")
    match found.kind:
        case "discount_demand":
            rival = words.vendor(str(facts.get("rival", "")), names)
            claim = f"{rival[:1].upper()}{rival[1:]} is {look.percent(facts.get('claimed'), 0)} below you."
            return f"{speaker or 'The buyer'}, {account}", f"“{claim} Match it and we sign today.”"
        case "standing_fault":
            trouble = words.word(words.INCIDENTS, facts.get("level"))
            since = f"{_days(facts.get('days'))} now" if facts.get("days") else "since today"
            if speaker:
                return f"{speaker}, {account}", f"“The same {trouble} again, {since}. Who looks after us?”"
            return account, f"the same {trouble} keeps coming back, {since}."
        case "outage":
            where = " in the whole building" if facts.get("building") else ""
            hours = look.hours(facts.get("hours"))
            return (
                f"{speaker or 'A user'}, {account}",
                f"“Everything has been down{where} for {hours}. When will it work again?”",
            )
        case "crisis":
            many = int(facts.get("accounts", 1))
            if many > 1:
                place = names.get(str(facts.get("building")), "the building")
                return account, f"the outage in {place} hit {many} of your accounts; they wait to hear from you."
            return account, "the outage lasted longer than agreed; they wait to hear from you."
        case "building_attack":
            rival = words.vendor(str(facts.get("rival", "")), names)
            place = names.get(str(facts.get("building")), "the building")
            share = look.percent(facts.get("ours"), 0)
            return account, f"{rival} wires {place} and goes from door to door; {share} of the tenants are yours."
        case "resentment":
            neighbor = names.get(str(facts.get("neighbor")), "our neighbor")
            less = look.percent(facts.get("less"), 0)
            return f"{speaker or 'The buyer'}, {account}", f"“{neighbor} pays {less} less than we do. Why?”"
        case "renewal":
            return account, f"contract ends in {_days(facts.get('days'))}."
        case "rebasing":
            now, then = look.money(facts.get("fee_now")), look.money(facts.get("fee_then"))
            return account, f"X is set anew this month: the fee goes from {now} to about {then}."
        case "opportunity":
            return account, f"wants an offer for {words.product(str(facts.get('product', '')))}."
        case "owner_left":
            successor = facts.get("successor", "somebody new")
            return account, f"their account manager left {_days(facts.get('days'))} ago. Introduce {successor}?"
        case "answers_fell":
            before, after = (look.count(facts.get(name)) for name in ("before", "after"))
            if facts.get("survey") == "csat":
                return (
                    f"{speaker or 'A user'}, {account}",
                    f"rated our last repair {after} of 5, the one before {before}.",
                )
            return account, f"would recommend us {after} of 10; last time it was {before}."
        case "gatekeeper_blocks":
            product = words.product(str(facts.get("product", "")))
            return f"{speaker or 'The front desk'}, {account}", f"“Nobody here has time for your {product}.”"
        case "objection":
            said = words.word(words.CONCERNS, facts.get("concern"))
            motive = f" Behind it: {words.word(words.MOTIVES, facts.get('motive'))}." if facts.get("motive") else ""
            return f"{speaker or 'Somebody'}, {account}", f"“{said}”{motive}"
        case "lost":
            months, gone = facts.get("months_away", 0), str(facts.get("destination", ""))
            since = "this month" if months < 1 else f"{look.count(months, 'month' if months == 1 else 'months')} ago"
            where = "" if gone in ("", NOBODY) else f" for {words.vendor(gone, names)}"
            bound = facts.get("months_bound", 0)
            kept = f", bound there for {look.count(bound, 'month' if bound == 1 else 'months')}" if bound else ""
            return account, f"left {since}{where}{kept}. Ask them back?"
    return account, f"{words.plain(found.kind)}."


def _days(days: float | None) -> str:
    return look.count(days, "day" if days == 1 else "days")


def decision(made: Decision, names: Names) -> tuple[str, str]:
    """Whom a decision is for, and what it does."""
    match made.kind:
        case "set_service_level":
            return f"{made.tier} tier", f"service level: {words.word(words.LEVELS_OF_SERVICE, made.level)}"
        case "set_strategy":
            return f"{made.tier} tier", f"strategy: {words.word(words.STRATEGIES, made.strategy)}"
        case "set_channel":
            whom = names.get(made.account, made.account) if made.account else f"{made.tier} tier"
            return whom, f"looked after by: {words.word(words.CHANNELS, made.channel).lower()}"
        case "hold_road_show":
            return names.get(made.building, made.building), "hold a road-show"
        case "train_team":
            who = look.count(made.managers, "account manager" if made.managers == 1 else "account managers")
            return "Our team", f"train {who}: {words.word(words.WAVES, made.wave).lower()}"
        case "set_switching":
            verb = "start" if made.on else "stop"
            return f"{made.tier} tier", f"{verb}: {words.word(words.METHODS, made.method).lower()}"
        case "answer":
            kind, account_id, *_ = [*made.situation.split(":"), ""]
            return names.get(account_id, account_id), f"answer: {words.option(kind, made.option).lower()}"
    account = names.get(made.account, made.account)
    match made.kind:
        case "visit":
            return account, f"{words.activity(made.activity).lower()} with {words.person(made.person, names)}"
        case "map_power":
            return account, "map who has a say"
        case "give_discount":
            return account, f"price: {look.percent(made.discount, 0)} off list from now on"
        case "offer_contract":
            early = ", paid in advance" if made.pays_early else ""
            return account, f"offer {term(made.term_months)} at {look.percent(made.discount, 0)} off{early}"
        case "offer_bundle":
            x = "" if made.x is None else f", X {look.money(made.x * 100)}"
            return account, f"offer {_plan(made.plan)}{x}, {term(made.term_months)}{_sweet(made)}"
        case "appoint_sponsor":
            return account, "name an executive sponsor" if made.on else "release the executive sponsor"
        case "assign_owner":
            seat = words.word(words.SEATS, made.seat)
            return account, f"{seat}: {words.hint(words.SEATS, made.seat)}" if made.on else f"release the {seat}"
        case "set_partner_tier":
            return account, f"partner tier: {words.word(words.PARTNER_TIERS, made.partner).lower()}"
        case "hold_instrument":
            return account, f"{words.word(words.INSTRUMENTS, made.instrument).lower()} of both firms"
        case "tend_departments":
            who = words.word(words.DEPARTMENTS, made.department)
            return account, f"{who}: {words.word(words.MANNERS, made.manner).lower()}"
        case "propose":
            options = look.count(made.options, "option" if made.options == 1 else "options")
            x = "" if made.x is None else f", X {look.money(made.x * 100)}"
            price = f": {_plan(made.plan)}{x}" if made.plan else f" at {look.percent(made.discount, 0)} off"
            return account, f"propose {options}{price}{_sweet(made)}"
        case "win_back":
            return account, f"win back: {words.word(words.WIN_BACK_OFFERS, made.offer).lower()}{_beside(made)}"
    return account, words.plain(made.kind)


def _plan(name: str) -> str:
    return "Evergreen, the plan they choose" if name == BEST_PLAN else words.word(words.PLANS, name)


def _beside(made: WinBack) -> str:
    said = [] if made.discount is None else [f"{look.percent(made.discount, 0)} off"]
    said += [] if made.plan is None else [_plan(made.plan)]
    said += [] if made.x is None else [f"X {look.money(made.x * 100)}"]
    return f" ({', '.join(said)})" if said else ""


def _sweet(made: OfferBundle | Propose) -> str:
    installed = ", free installation" if made.free_installation else ""
    return installed + (", broadband special" if made.broadband_special else "")


def term(months: int) -> str:
    """A contract's length in words."""
    return f"{months} months" if months else "no fixed term"


def remark(found: Remark, names: Names) -> str:
    """What looks unusual or inconsistent, as a sentence."""
    text = REMARKS.get(found.code)
    account = names.get(found.account_id, found.account_id)
    if text is None:
        return f"{account}: {words.plain(found.code)}." if account else f"{words.plain(found.code).capitalize()}."
    shares = ("deep_discount", "dear_instrument")
    size = look.percent(found.size, 0) if found.code in shares else f"{int(found.size + 1e-9):,}"
    return text.format(account=account, size=size)


def refusal(column: str | None, value: str | None, allowed: str) -> str:
    """Why something is impossible, as a sentence; takes the parts of a `Refusal` or of a problem of BadInput."""
    match column:
        case "hours":
            return f"Not enough hours: this would need {value}; possible is {allowed}."
        case _ if TWICE.match(allowed):
            what, colon, such_as = allowed.partition(":")
            return f"Already in the plan: {words.plain(what)}{colon}{such_as}."
        case "person":
            return f"This person cannot be met: possible is {allowed}."
        case "activity":
            return f"This cannot be done: possible is {allowed}."
        case "account":
            return f"Not possible here: possible is {allowed}."
        case "month":
            return "The game is over: go back to an earlier month to play on."
        case None:
            return f"Not possible: {allowed}."
    return f"Not possible: {words.plain(column)} may be {allowed}."


def refused(found: Refusal) -> str:
    """A refusal of the check as a sentence."""
    return refusal(found.field, found.value, found.allowed)


def explain(error: Exception) -> str:
    """An exception of a click as one sentence; what the trainee did wrong when that is known."""
    if isinstance(error, BadInput) and error.problems:
        first = error.problems[0]
        return refusal(first.column, first.value, first.allowed)
    return "That did not work. Try something else, or go back to an earlier month."


def question(made: ChoiceMade, names: Names) -> str:
    """The question that a why card answers; months count from 1."""
    did = _DID.get((made.choice, made.outcome)) or _DID.get((made.choice, "*"))
    did = did.format(rival=words.vendor(made.outcome, names)) if did else f"come to “{words.plain(made.outcome)}”"
    return f"Why did {names.get(made.account_id, made.account_id)} {did} in month {int(made.day // 30) + 1}?"


def _repair(record: records.IncidentClosed, sla_repair: float) -> str:
    trouble, taken = words.word(words.INCIDENTS, record.level), record.repair_hours
    lasted = look.hours(taken) if taken < 72 else _days(round(taken / 24))
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
            if record.choice == "stay" and record.favorable:
                return None
            hoped, came = words.choice(record.choice), words.outcome(record.outcome, names, record.choice)
            return f"{came}; the chance of {hoped} was {look.percent(record.probability, 0)}"
        case records.ContractSigned():
            bundle = f"{words.word(words.PLANS, record.plan)}, X {look.money(record.x_fen)}, " if record.plan else ""
            return f"signed: {bundle}{term(record.term_months)}, {look.percent(record.discount, 0)} off list"
        case records.PaymentAgreed():
            return f"pays its bills {_days(round(record.days))} earlier from now on"
        case records.ContractLapsed():
            return "contract ended, nothing signed: month to month"
        case records.BundleRebased():
            plan = words.word(words.PLANS, record.plan)
            return f"{plan} re-based: X from {look.money(record.old_x_fen)} to {look.money(record.new_x_fen)}"
        case records.PriceChanged():
            old, new = look.percent(record.old_discount, 0), look.percent(record.new_discount, 0)
            return f"price: from {old} to {new} off list"
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
        case records.IncidentOpened():
            return f"{words.word(words.INCIDENTS, record.level)} reported"
        case records.IncidentClosed():
            return _repair(record, sla_repair)
        case records.DiscountDemanded():
            claimed = look.percent(record.claimed_discount, 0)
            return f"{names.get(record.person_id, 'the buyer')} asked for {claimed} off"
        case records.DemandSettled():
            chosen = words.option("discount_demand", record.option).lower()
            return f"demand for a discount, {chosen}: {'settled' if record.resolved else 'not settled'}"
        case records.ProposalMade():
            bundle = f", {words.word(words.PLANS, record.plan)}" if record.plan else ""
            options = look.count(record.options, "option" if record.options == 1 else "options")
            return f"proposal: {options} at {look.percent(record.discount, 0)} off list{bundle}"
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
            return f"{look.percent(record.discount, 0)} off list: {who} approved it after {_days(round(record.days))}"
        case records.ReferenceAgreed():
            return "speaks for us from now on"
        case records.PersonLeft():
            return f"{names[record.person_id]} left; somebody new has the job" if record.person_id in names else None
        case records.PersonPromoted():
            rank = words.word(words.RANKS, record.rank)
            return f"{names[record.person_id]}, now {rank}, has more to say" if record.person_id in names else None
        case records.OwnerLeft():
            return f"{record.manager} of ours left; {record.successor} looks after them now"
        case records.AuditHeld():
            return "audit of our meals and events" + ("; the sale is void" if record.voided else "")
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
                return (
                    f"the outage hit {look.count(record.accounts, 'account' if record.accounts == 1 else 'accounts')}"
                )
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
