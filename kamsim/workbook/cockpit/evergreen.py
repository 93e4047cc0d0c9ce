"""The terms of an Evergreen bundle for one account: which plan, which X, and what that means in yuan a month."""

from math import ceil

from kamsim.engine.briefing import AccountView, ProposalView
from kamsim.engine.decisions import BEST_PLAN, OfferBundle, Propose
from kamsim.market.bundle import (
    BASES,
    PLANS,
    Plan,
    Quote,
    agreed,
    bundle_bill,
    bundle_quote,
    chosen_plan,
    plan_of,
    ratchet,
)
from kamsim.workbook import look, words
from kamsim.workbook.cockpit.chips import assumed
from kamsim.workbook.cockpit.discounts import approved_by
from kamsim.workbook.cockpit.state import Desk, View
from kamsim.workbook.cockpit.sweeteners import chosen

X_HINT = "X is the amount a month that both sides agree on; it sets the fee and what they may use for it."
X_STEP = 0.05
MEASURED_HINT = "from what they used with us in the last three months; nobody agrees on less"
SAME_FEN = 500
"""Fen a month that are no change: what rounding to whole yuan leaves."""
ALLOWANCE_HINT = "What they may use for the fee."
ALLOWANCE_STEP = 0.05
"""Times X by which the allowance is agreed on beyond or below that of the plan."""
AGREED = (0, 2, 4)
"""Steps above the measured X that have a chip of their own."""
UNSAID = (
    "On what X is set anew, and what usage beyond the allowance costs, the training documents leave open; here they "
    "are as the numbers of this game have them"
)


def plan_hint(desk: Desk, *names: str) -> str:
    """What is paid and what may be used in plans, as multiples of X, as this game has them."""
    plans = [plan_of(desk.parameters, name) for name in names or PLANS]
    return "; ".join(
        f"{words.word(words.PLANS, plan.name)}: pay {plan.commitment:g} X, use up to {plan.allowance:g} X"
        for plan in plans
    )


def chosen_x(desk: Desk, view: View, account: AccountView) -> float:
    """X in CNY a month as its chips are set, never below what may be agreed on.

    It starts at a share of the wallet estimate, in whole hundreds of yuan, at the measured X, in whole yuan, or where a
    proposal has it.
    """
    measured, least = desk.briefing.measured_x(account.account_id), desk.briefing.least_x(account.account_id)
    more = 1 + X_STEP * view.x_steps
    if view.x_from == "measured" and measured:
        x = float(ceil(measured * more))
    elif view.x_from == "proposed" and view.x_proposed:
        x = round(view.x_proposed * more, 2)
    else:
        by_wallet = max(100.0, round(account.wallet_fen / 100 / desk.parameters.suggested_x_divisor, -2))
        x = float(round(max(by_wallet, ceil(least)) * more))
    return max(x, float(ceil(least)))


def chosen_allowance(desk: Desk, view: View, plan: str) -> float | None:
    """The allowance as its chips are set, as a multiple of X; None for that of the plan."""
    if plan not in PLANS or not view.allowance_steps:
        return None
    least, most = desk.briefing.allowances(plan)
    return round(min(most, max(least, (least + most) / 2 + ALLOWANCE_STEP * view.allowance_steps)), 4)


def resume_x(desk: Desk, view: View, account: AccountView, made: Propose | ProposalView) -> None:
    """Set X and allowance as a proposal has them; an X that has become too little gives way to the measured one."""
    if made.x is not None and made.x >= ceil(desk.briefing.least_x(account.account_id)):
        view.x_from, view.x_proposed = "proposed", made.x
    elif made.x is not None:
        view.x_from = "measured"
    if made.allowance is not None and made.plan in PLANS:
        view.allowance_steps = round((made.allowance - sum(desk.briefing.allowances(made.plan)) / 2) / ALLOWANCE_STEP)


def _allowance_steps(desk: Desk, view: View, plan: str) -> list[look.Tree]:
    """The allowance of a plan with its steps either way; nothing where the account picks the plan."""
    if plan not in PLANS:
        return []
    least, most = desk.briefing.allowances(plan)
    size = chosen_allowance(desk, view, plan) or (least + most) / 2
    room = f"From {least:g} to {most:g} times X may be agreed on with this plan"
    lowest, highest = size <= least + 1e-9, size >= most - 1e-9
    return [
        look.chip("−", "allowance:-1", disabled=lowest, hint=room if lowest else "Less to use for the same fee"),
        look.part("strong", "", f"up to {size:.2f} X", title=f"{ALLOWANCE_HINT} {room}."),
        look.chip("+", "allowance:1", disabled=highest, hint=room if highest else "More to use for the same fee"),
    ]


def bundle_offer(desk: Desk, view: View, account: AccountView) -> OfferBundle:
    """The bundle offer as its chips are set."""
    return OfferBundle(
        account=account.account_id,
        plan=view.bundle,
        x=chosen_x(desk, view, account),
        allowance=chosen_allowance(desk, view, view.bundle),
        term_months=view.bundle_term,
        **chosen(view, account, None),
    )


def negotiated(desk: Desk, view: View, account: AccountView, plan: str) -> list[look.Tree]:
    """What X is, its steps and those of the allowance, and where X begins: at the wallet, or at what is measured."""
    x, least = chosen_x(desk, view, account), desk.briefing.least_x(account.account_id)
    lowest, by_wallet = least > 0 and x <= ceil(least), view.x_from == "wallet" and not view.x_steps
    floor = f"X is at least {look.money(ceil(least) * 100)}, what they use with us (mean of three months)"
    room = _allowance_steps(desk, view, plan)
    steps = [
        look.chip("−", "x:-1", disabled=lowest, hint=floor if lowest else "X 5 % lower"),
        look.part("strong", "", f"X {look.money(x * 100)}", title=X_HINT),
        look.chip("+", "x:1", hint="X 5 % higher"),
    ]
    measured = desk.briefing.measured_x(account.account_id)
    if measured or view.x_proposed:
        divisor = desk.parameters.suggested_x_divisor
        hint = (
            f"X from our estimate of all that they spend, about {look.money(account.wallet_fen)}, divided by "
            f"{divisor:g}: they may use more than X"
        )
        steps.append(look.chip("wallet", "x_from:wallet:0", by_wallet and not lowest, hint=hint))
    if view.x_proposed:
        hint = f"X {look.money(view.x_proposed * 100)}: that of our proposal"
        as_proposed = view.x_from == "proposed" and not view.x_steps
        steps.append(look.chip("as proposed", "x_from:proposed:0", as_proposed, hint=hint))
    rows = [look.row(*steps)]
    if measured:
        chips = []
        for more in AGREED:
            label = f"+{look.percent(X_STEP * more, 0)}" if more else "measured"
            hint = f"X {look.money(ceil(measured * (1 + X_STEP * more)) * 100)}: {MEASURED_HINT}"
            as_measured = (view.x_from == "measured" and view.x_steps == more) or (by_wallet and lowest and not more)
            chips.append(look.chip(label, f"x_from:measured:{more}", as_measured, hint=hint))
        rows.append(look.row(*chips))
    desks = _desk_on_allowance(desk, view, account, plan)
    return [look.faint(X_HINT), *rows, *([look.row(*room)] if room else []), *desks]


def _desk_on_allowance(desk: Desk, view: View, account: AccountView, plan: str) -> list[look.Tree]:
    """What the deal desk says to an allowance that makes more off list than the plan gives."""
    size = chosen_allowance(desk, view, plan)
    if size is None:
        return []
    needed = desk.briefing.approval_of_bundle(account.account_id, plan, size)
    if not needed.days:
        return []
    discount, _ = desk.briefing.bundle_discount(account.account_id, plan, size)
    return [look.note(f"Up to {look.percent(discount, 0)} off list. {approved_by(needed)}.", "watch")]


def terms_of_bundle(desk: Desk, view: View, account: AccountView) -> list[look.Tree]:
    """Plan, X and allowance to choose, and what the fee, the allowance and the saving come to."""
    offer = bundle_offer(desk, view, account)
    plan, quote = _quoted(desk, account, offer)
    plans = [look.chip(name, f"bundle:{name}", view.bundle == name, hint=plan_hint(desk, name)) for name in PLANS]
    best = f"They take the plan that suits their usage, as we see it Evergreen {plan.name}"
    plans.append(look.chip("their choice", f"bundle:{BEST_PLAN}", view.bundle == BEST_PLAN, hint=best))
    lines = [
        look.line("Fee a month · allowance", f"{look.money(quote.fee)} · {look.money(quote.allowance)}"),
        look.line("They save a month, against list", look.money_change(quote.customer_saving)),
    ]
    if account.status != "lost":
        lines.append(look.line("Our bill a month changes by", look.money_change(quote.incremental_revenue)))
    return [
        look.row(*plans, *plan_assumed(plan)),
        *negotiated(desk, view, account, view.bundle),
        look.part("div", "kam-list", *lines),
        later(desk, account, plan, offer.x),
    ]


def pays_now(desk: Desk, account: AccountView) -> float:
    """What an account of ours pays for the usage of its last bill, in fen a month, under the contract now in force."""
    if account.plan is None:
        return account.usage_fen * (1 - account.discount)
    plan = agreed(plan_of(desk.parameters, account.plan), account.allowance)
    return bundle_bill(plan, account.x_fen, account.usage_fen, desk.parameters.overage_discount)


def bundle_meaning(desk: Desk, view: View, account: AccountView) -> str:
    """What the bundle offer comes to for an account of ours and for us."""
    _, quote = _quoted(desk, account, bundle_offer(desk, view, account))
    saved, more = quote.customer_saving, quote.incremental_revenue
    amount = f"{look.money(abs(saved))} a month" if abs(saved) >= SAME_FEN else "nothing"
    they = f"pay {amount} more" if saved <= -SAME_FEN else f"save {amount}"
    ours = "stays as it is" if abs(more) < SAME_FEN else f"changes by {look.money_change(more)}"
    return f"They {they} against list; our bill {ours}."


def _quoted(desk: Desk, account: AccountView, offer: OfferBundle) -> tuple[Plan, Quote]:
    """The plan of an offer, as far as we see which one they take, and its figures in fen a month."""
    plan = agreed(plan_seen(desk, account, offer.plan, offer.x), offer.allowance)
    off = desk.parameters.overage_discount
    bill = pays_now(desk, account) if account.status == "active" else 0.0
    return plan, bundle_quote(plan, offer.x * 100, account.wallet_fen, bill, off)


def plan_assumed(plan: Plan) -> list[look.Tree]:
    """The tag of a plan whose numbers no source gives in full."""
    return [assumed(plan.source[0].upper() + plan.source[1:])] if "assumption" in plan.source else []


def later(desk: Desk, account: AccountView, plan: Plan, x: float) -> look.Tree:
    """When and on what X (CNY a month) is set anew, the fee then at the usage that we see, and the price beyond."""
    parameters, months = desk.parameters, desk.parameters.rebase_months
    basis, off = BASES[parameters.rebase_basis], parameters.overage_discount
    cap, floor = parameters.rebase_cap, parameters.rebase_floor
    now, then = ratchet(plan, x * 100, account.wallet_fen, basis, 2, cap, floor, off)
    stays = look.whole_yuan(now) == look.whole_yuan(then)
    fee = "the fee would stay" if stays else f"the fee would go to {look.money(then)}"
    beyond = f"{look.percent(off, 0)} off list" if off else "list price"
    said = (
        f"After {look.counted(months, 'month')} X follows {words.word(words.REBASED_ON, basis)}: at the usage we see "
        f"{fee}. Beyond the allowance: {beyond}. "
    )
    return look.faint(said, assumed(UNSAID))


def plan_seen(desk: Desk, account: AccountView, plan: str, x: float) -> Plan:
    """The plan of an offer, or the one that the account would take by our estimate of its usage; X in CNY a month."""
    wanted = PLANS if plan == BEST_PLAN else (plan,)
    plans = [plan_of(desk.parameters, name) for name in wanted]
    return chosen_plan(plans, x * 100, account.wallet_fen, desk.parameters.flat_rate_bias)
