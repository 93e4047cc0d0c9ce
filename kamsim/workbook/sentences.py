"""Sentences about what waits and what is decided: situations, decisions, remarks, refusals; and those of `stories`."""

from kamsim.engine.briefing import PersonView, ProposalView, Situation
from kamsim.engine.checking import Refusal
from kamsim.engine.decisions import BEST_PLAN, Decision, OfferBundle, Propose, WinBack
from kamsim.engine.reading import BadInput
from kamsim.engine.remarks import Remark
from kamsim.market.buying import NOBODY
from kamsim.workbook import look, words
from kamsim.workbook.saved_game import ChangedElsewhere
from kamsim.workbook.stories import monthly_costs, question, story_line
from kamsim.workbook.words import Names
from kamsim.workbook.words.refusals import refusal
from kamsim.workbook.words.spans import days_of, term

__all__ = [
    "REMARKS", "decision", "explain", "monthly_costs", "plan", "proposal", "question", "refusal", "refused",
    "remark", "situation", "story_line", "term",
]  # fmt: skip

REMARKS = {
    "deep_discount": "{account}: {size} off is a deep cut, and neighbors may hear of it.",
    "deep_allowance": "{account}: this allowance makes the bundle up to {size} off list, more than its plan gives.",
    "needs_approval": "{account}: this price waits {size} days for approval before they hear of it.",
    "discount_against_velcro": "{account}: a price cut does not fit Velcro; trade it for a term or a line.",
    "too_many_visits": "{account}: the fourth meeting with one person this month adds little.",
    "nobody_on_money": "{account}: the contract ends in {size} days and nobody who decides on money was met.",
    "compliance": "{size} points of meals, gifts and private events: those above the cap cost fines and risk an audit.",
    "dear_instrument": "{account}: this costs {size} of what the account is billed in a year.",
    "dear_tiers": "What you decide for whole tiers adds costs of {size} of all bills a month.",
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
            since = f"{days_of(facts.get('days'))} now" if facts.get("days") else "since today"
            crew = words.crew(found.facts)
            if speaker:
                return f"{speaker}, {account}", f"“The same {trouble} again, {since}. Who looks after us?”{crew}"
            return account, f"the same {trouble} keeps coming back, {since}.{crew}"
        case "outage":
            where = " in the whole building" if facts.get("building") else ""
            hours = look.hours(facts.get("hours"))
            return (
                f"{speaker or 'A user'}, {account}",
                f"“Everything has been down{where} for {hours}. When will it work again?”{words.crew(found.facts)}",
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
        case "counter_offer":
            rival = words.vendor(str(facts.get("rival", "")), names)
            less, bound = facts.get("less", 0.0), term(int(facts.get("term", 0)))
            price = f"{look.percent(abs(less), 0)} {'below' if less > 0 else 'above'} you" if less else "at your price"
            when = days_of(facts.get("days"))
            return account, f"{rival} wants them back: {price}, for {bound}. They decide in {when}."
        case "resentment":
            neighbor = names.get(str(facts.get("neighbor")), "our neighbor")
            less = look.percent(facts.get("less"), 0)
            return f"{speaker or 'The buyer'}, {account}", f"“{neighbor} pays {less} less than we do. Why?”"
        case "renewal":
            return account, f"contract ends in {days_of(facts.get('days'))}."
        case "rebasing":
            now, then = look.money(facts.get("fee_now")), look.money(facts.get("fee_then"))
            basis = words.word(words.REBASED_ON, facts.get("basis"))
            return (
                account,
                f"this month X, the amount agreed on, follows {basis}: the fee goes from {now} to about {then}.",
            )
        case "opportunity":
            return account, f"wants an offer for {words.product(str(facts.get('product', '')))}."
        case "owner_left":
            successor = facts.get("successor", "somebody new")
            return account, f"their account manager left {days_of(facts.get('days'))} ago. Introduce {successor}?"
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
            since = "this month" if months < 1 else f"{look.counted(months, 'month')} ago"
            where = "" if gone in ("", NOBODY) else f" for {words.vendor(gone, names)}"
            bound = facts.get("months_bound", 0)
            kept = f", bound there for {look.counted(bound, 'month')}" if bound else ""
            return account, f"left {since}{where}{words.over(facts.get('reason'))}{kept}. Ask them back?"
    return account, f"{words.plain(found.kind)}."


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
            who = look.counted(made.managers, "account manager")
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
            return account, f"offer {plan(made.plan)}{_agreed(made)}, {term(made.term_months)}{_sweet(made)}"
        case "appoint_sponsor":
            return account, "name an executive sponsor" if made.on else "release the executive sponsor"
        case "assign_owner":
            if made.manager is not None:
                number = made.manager
                return account, f"hand over to {names.get(words.manager_key(number), f'account manager {number}')}"
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
            return account, f"propose {proposal(made)}"
        case "win_back":
            return account, f"win back: {words.word(words.WIN_BACK_OFFERS, made.offer).lower()}{_beside(made)}"
    return account, words.plain(made.kind)


def proposal(made: Propose | ProposalView) -> str:
    """What is or would be put before an account in a sale."""
    options = look.counted(made.options, "option")
    x = ", X by their wallet" if made.x is None else ""
    price = f": {plan(made.plan)}{x}{_agreed(made)}" if made.plan else f" at {look.percent(made.discount, 0)} off"
    bound = "" if made.term_months is None else f", {term(made.term_months)}"
    early = ", paid in advance" if made.pays_early else ""
    return f"{options}{price}{bound}{early}{_sweet(made)}"


def plan(name: str) -> str:
    """The plan of a bundle, or that they take the one they like."""
    return "Evergreen, the plan they choose" if name == BEST_PLAN else words.word(words.PLANS, name)


def _agreed(made: OfferBundle | Propose | ProposalView | WinBack) -> str:
    x = "" if made.x is None else f", X {look.money(made.x * 100)}"
    return x if made.allowance is None else f"{x}, up to {made.allowance:g} X"


def _beside(made: WinBack) -> str:
    cut = "" if made.discount is None else f", {look.percent(made.discount, 0)} off"
    bundle = "" if made.plan is None else f", {plan(made.plan)}"
    said = f"{cut}{bundle}{_agreed(made)}".removeprefix(", ")
    return f" ({said})" if said else ""


def _sweet(made: OfferBundle | Propose | ProposalView) -> str:
    installed = ", free installation" if made.free_installation else ""
    return installed + (", broadband special" if made.broadband_special else "")


def remark(found: Remark, names: Names) -> str:
    """What looks unusual or inconsistent, as a sentence."""
    text = REMARKS.get(found.code)
    account = names.get(found.account_id, found.account_id)
    if text is None:
        return f"{account}: {words.plain(found.code)}." if account else f"{words.plain(found.code).capitalize()}."
    shares = ("deep_discount", "deep_allowance", "dear_instrument", "dear_tiers")
    size = look.percent(found.size, 0) if found.code in shares else f"{int(found.size + 1e-9):,}"
    return text.format(account=account, size=size)


def refused(found: Refusal) -> str:
    """A refusal of the check as a sentence."""
    return refusal(found.field, found.value, found.allowed)


def explain(error: Exception) -> str:
    """An exception of a click as one sentence; what the trainee did wrong when that is known."""
    if isinstance(error, BadInput) and error.problems:
        first = error.problems[0]
        return refusal(first.column, first.value, first.allowed)
    if isinstance(error, ChangedElsewhere):
        return str(error)
    return "That did not work. Try something else, or go back to an earlier month."
