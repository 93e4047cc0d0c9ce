"""The tab on a sale: where it stands, what its stages ask for, and the proposal that can be put into it."""

from math import ceil
from typing import NamedTuple

from kamsim.engine.briefing import AccountView
from kamsim.engine.decisions import BEST_PLAN, Propose
from kamsim.engine.records import OpportunityOpened
from kamsim.engine.scenario import US
from kamsim.market.bundle import PLANS, Plan, agreed
from kamsim.market.opportunity import STAGES
from kamsim.market.proposals import MOST_OPTIONS
from kamsim.studies.policies import OPENING_DISCOUNT
from kamsim.workbook import look, sentences, words
from kamsim.workbook.cockpit.chips import assumed, chip
from kamsim.workbook.cockpit.discounts import approver, off_list
from kamsim.workbook.cockpit.evergreen import (
    chosen_allowance,
    chosen_x,
    later,
    negotiated,
    plan_assumed,
    plan_hint,
    plan_seen,
    resume_x,
)
from kamsim.workbook.cockpit.inbox import situation_card
from kamsim.workbook.cockpit.state import Desk, View
from kamsim.workbook.cockpit.sweeteners import INSTALLATION, SPECIAL, chosen, sweeteners
from kamsim.workbook.cockpit.terms import TERMS, awaited, early

DISCOUNTS = (0.0, 0.05, 0.10, 0.15, 0.20)
ROLES_WANTED = 3
SIZES = (
    "That options, figures and a well-prepared proposal help is from the training documents and research; by how much, "
    "and the days of the deal desk, are teaching assumptions"
)


class Gate(NamedTuple):
    """What a stage of a sale asks for: the stage, whether it is there, both in words, and what is assumed in it."""

    stage: str
    met: bool
    said: str
    assumed: str = ""


def sale(desk: Desk, view: View, account: AccountView) -> list[look.Part]:
    """Two columns: where the sale stands, and the proposal, with what it comes to always in sight."""
    pursued = account.opportunity[2]
    left = look.stack(*_standing(desk, account))
    right = look.stack(*(_proposal(desk, view, account) if pursued else _pursue(desk, account)))
    both = look.part("div", "kam-scroll kam-fill kam-more", look.columns(left, right), tabindex=0)
    return [both, _put(desk, view, account)] if pursued else [both]


def proposal(desk: Desk, view: View, account: AccountView) -> Propose:
    """The proposal as its chips are set."""
    plan, signs = view.sale_plan or None, _moving(view, account) is None
    term = sale_term(desk, view)
    return Propose(
        account=account.account_id,
        options=view.options,
        discount=0.0 if plan else sale_discount(view, account),
        plan=plan,
        x=named_x(desk, view, account) if plan else None,
        allowance=chosen_allowance(desk, view, plan) if plan else None,
        term_months=term if signs and term != desk.parameters.sale_term_months else None,
        pays_early=signs and view.early and not account.pays_early and term > 0,
        **chosen(view, account, _moving(view, account)),
    )


def resume(desk: Desk, view: View, account: AccountView) -> None:
    """Set the chips as the proposal that is planned, or else the one that stands, has them."""
    planned = (d for d in desk.draft if isinstance(d, Propose) and d.account == account.account_id)
    made = next(planned, account.proposal)
    if made is None:
        return
    view.options, view.sale_plan = made.options, made.plan or ""
    view.sale_discount = None if made.plan else made.discount
    view.sale_term, view.early = made.term_months, made.pays_early
    view.extras = {name for name in (INSTALLATION, SPECIAL) if getattr(made, name)}
    resume_x(desk, view, account, made)


def named_x(desk: Desk, view: View, account: AccountView) -> float | None:
    """X of the proposal; None while it is left to the wallet estimate, where that is not too little."""
    by_wallet = view.x_from == "wallet" and not view.x_steps
    x = chosen_x(desk, view, account)
    return None if by_wallet and x > ceil(desk.briefing.least_x(account.account_id)) else x


def sale_term(desk: Desk, view: View) -> int:
    """Months of the contract that a sale ends in: those chosen, else the usual ones."""
    return desk.parameters.sale_term_months if view.sale_term is None else view.sale_term


def sale_discount(view: View, account: AccountView) -> float:
    """The discount of the proposal: the one chosen, else the present one, or the textbook's for a prospect."""
    if view.sale_discount is not None:
        return view.sale_discount
    return account.discount if account.status == "active" else OPENING_DISCOUNT


def _moving(view: View, account: AccountView) -> str | None:
    """The line that the sale is about; None where all lines come: with a prospect, or with a bundle."""
    return None if account.status == "prospect" or view.sale_plan else account.opportunity[0]


def gates(desk: Desk, account: AccountView) -> list[Gate]:
    """What the stages ask for, and whether it is there, as far as we know."""
    since = _since(desk, account)
    met = [person for person in account.people if person.met_day is not None and person.met_day >= since]
    roles = sorted({person.role for person in met if person.role})
    told = ", ".join(map(words.role, roles)) or "nobody yet"
    objects = any(s.kind == "objection" and s.account_id == account.account_id for s in desk.briefing.inbox)
    return [
        Gate(
            "discovery",
            len(roles) >= ROLES_WANTED,
            f"{look.counted(len(roles), 'role')} met, {ROLES_WANTED} wanted: {told}",
        ),
        Gate("design", account.mapped, "wallet mapped" if account.mapped else "wallet not mapped"),
        Gate("value_show", "decider" in roles, f"who decides: {'met' if 'decider' in roles else 'not met'}"),
        Gate(
            "signature",
            "finance" in roles,
            f"who decides on money: {'met' if 'finance' in roles else 'not met'}",
            words.role_assumed("finance"),
        ),
        Gate("signature", not objects, "an objection is open" if objects else "no objection is open"),
    ]


def _since(desk: Desk, account: AccountView) -> float:
    """The day from which a meeting counts as one about the need."""
    return opened_day(desk, account) - desk.parameters.met_before_days


def opened_day(desk: Desk, account: AccountView) -> float:
    """The day on which the need arose that is being sold to."""
    opened = [r.day for r in desk.session.story(account.account_id) if isinstance(r, OpportunityOpened)]
    return opened[-1] if opened else 0.0


def _standing(desk: Desk, account: AccountView) -> list[look.Part]:
    product, stage, pursued = account.opportunity
    place = STAGES.index(stage)
    since = _since(desk, account)
    met = sum(person.met_day is not None and person.met_day >= since for person in account.people)
    heard = sum(person.suited_day is not None and person.suited_day >= since for person in account.people)
    head = (
        f"{words.product(product).capitalize()}: stage {place + 1} of {len(STAGES)}" if pursued else "Not taken up yet"
    )
    doing = (
        words.word(words.OPPORTUNITY_STAGES, stage) if pursued else f"They want an offer for {words.product(product)}"
    )
    notes = [
        look.part(
            "p", f"kam-sentence kam-{'good' if gate.met else 'watch'}", f"{'✓' if gate.met else '◆'} {gate.said}",
            title=". ".join(filter(None, [f"Asked for when {words.word(words.OPPORTUNITY_STAGES, gate.stage)}",
                                          gate.assumed])),
        )
        for gate in gates(desk, account)
    ]  # fmt: skip
    skipped, silent = desk.parameters.drop_skipped_gate, desk.parameters.drop_silent
    proposed = "none yet" if account.proposal is None else sentences.proposal(account.proposal)
    return [
        look.strong(head),
        look.faint(doing),
        look.progress(place + 1 if pursued else 0, len(STAGES)),
        look.sentence(f"Our proposal: {proposed}."),
        look.line("People met about it", f"{met} of {len(account.people)}"),
        look.line("Heard what suits their role", f"{heard} of {len(account.people)}"),
        *notes,
        *awaited(account),
        look.faint(
            f"The more of them heard what suits their role, the sooner a stage is over. While it lacks what it asks "
            f"for, a sale comes to nothing {skipped:g} times as often; after {desk.parameters.silent_days:g} days "
            f"without a contact, {silent:g} times (assumptions). A meeting in the stage counts at once."
        ),
    ]


def _pursue(desk: Desk, account: AccountView) -> list[look.Part]:
    waiting = [s for s in desk.briefing.inbox if s.kind == "opportunity" and s.account_id == account.account_id]
    return [
        look.strong("Take it up?"),
        *(situation_card(desk, situation) for situation in waiting),
        look.faint(_worth(account)),
    ]


def _worth(account: AccountView) -> str:
    """What the need may be worth, from the estimate of the wallet: nobody knows what a single line costs them."""
    elsewhere = [product for product, supplier in account.suppliers if supplier != US]
    if account.status == "prospect" or not elsewhere:
        return f"All their lines are worth about {look.money(account.wallet_fen)} a month at list price."
    spent = account.wallet_fen - account.usage_fen
    if spent < 0.01 * account.wallet_fen:
        return "By our estimate nearly all that they use is with us already: how much this is worth, nobody can see."
    line = look.money(spent / len(elsewhere))
    if len(elsewhere) == 1:
        return f"The only line that is not with us: about {line} a month at list price."
    return (
        f"{len(elsewhere)} of their lines are with others: about {line} a month each at list price, if they are alike."
    )


def _proposal(desk: Desk, view: View, account: AccountView) -> list[look.Part]:
    discount = sale_discount(view, account)
    counts = range(1, MOST_OPTIONS + 1)
    more = "One option asks whether; several ask which. Each further one takes more hours"
    options = [look.chip(str(n), f"options:{n}", view.options == n, hint=more) for n in counts]
    plans = [look.chip("none", "sale_plan:", not view.sale_plan, hint="A price off list")]
    plans += [
        look.chip(name, f"sale_plan:{name}", view.sale_plan == name,
                  hint=f"{plan_hint(desk, name)}; all lines come to us")
        for name in PLANS
    ]  # fmt: skip
    theirs = "They take the plan that suits their usage when they choose; all lines come to us"
    plans.append(look.chip("their choice", f"sale_plan:{BEST_PLAN}", view.sale_plan == BEST_PLAN, hint=theirs))
    product = _moving(view, account)
    moving = account.wallet_fen - account.usage_fen if product is None else None
    seen = _bundle_seen(desk, view, account, proposal(desk, view, account))
    return [
        look.row(look.strong("Propose"), assumed(SIZES)),
        look.row(look.part("span", "kam-faint", "options"), *options),
        off_list(desk, view, account, DISCOUNTS, discount, "sale_discount",
                 "A bundle has its own price" if view.sale_plan else ""),
        look.row(look.part("span", "kam-faint", "bundle"), *plans, *(plan_assumed(seen) if seen else [])),
        *(negotiated(desk, view, account, view.sale_plan) if view.sale_plan else []),
        *([later(desk, account, seen, chosen_x(desk, view, account))] if seen else []),
        *(_contract(desk, view, account) if product is None else []),
        look.row(*sweeteners(desk, view, account, product, moving, sale_term(desk, view))),
    ]  # fmt: skip


def _put(desk: Desk, view: View, account: AccountView) -> look.Tree:
    """What the proposal means, and the chip that plans it."""
    offer = proposal(desk, view, account)
    label = "Put into the plan" if account.proposal is None else "Replace our proposal"
    hint = "They choose when the sale comes to its end; it replaces an earlier proposal"
    put = chip(desk, offer, label, hint, look.hours(desk.briefing.hours_of(offer)), "offer:sale")
    return look.part(
        "div",
        "kam-row kam-foot",
        look.sentence(_meaning(desk, view, account, offer)),
        look.part("span", "kam-end", put),
    )


def _contract(desk: Desk, view: View, account: AccountView) -> list[look.Part]:
    """Term and payment of the contract that a sale ends in; one more line joins the contract that they have."""
    term, usual = sale_term(desk, view), desk.parameters.sale_term_months
    chips = []
    for t in sorted({*TERMS, usual}):
        other = f"; {'longer' if t > usual else 'shorter'} than usual, {'harder' if t > usual else 'easier'} to sell"
        chips.append(look.chip(str(t), f"sale_term:{t}", term == t, hint=f"{t} months{'' if t == usual else other}"))
    rows = [look.row(look.part("span", "kam-faint", "months"), *chips)]
    return rows if account.pays_early or not term else [*rows, look.row(early(desk, view))]


def _bundle_seen(desk: Desk, view: View, account: AccountView, offer: Propose) -> Plan | None:
    """The plan of a proposal with its allowance, as far as we see which one they take; None without a bundle."""
    if offer.plan is None:
        return None
    return agreed(plan_seen(desk, account, offer.plan, chosen_x(desk, view, account)), offer.allowance)


def _meaning(desk: Desk, view: View, account: AccountView, offer: Propose) -> str:
    if offer.plan:
        x, plan = chosen_x(desk, view, account), _bundle_seen(desk, view, account, offer)
        fee, allowance = look.money(plan.commitment * x * 100), look.money(plan.allowance * x * 100)
        about, under = "about " if offer.x is None else "", sentences.plan(offer.plan)
        return f"All their lines to us under {under}: {about}{fee} a month for usage up to {allowance}."
    asked = approver(desk, account, offer.discount)
    if account.status == "active":
        return f"The line comes to us at {look.percent(offer.discount, 0)} off list. {asked}."
    month = look.money(account.wallet_fen * (1 - offer.discount))
    return f"All their lines to us: about {month} a month. {asked}."
