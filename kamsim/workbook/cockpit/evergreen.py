"""The terms of an Evergreen bundle for one account: which plan, which X, and what that means in yuan a month."""

from kamsim.engine.briefing import AccountView
from kamsim.engine.decisions import BEST_PLAN, OfferBundle
from kamsim.market.bundle import PLANS, Plan, bundle_quote, chosen_plan, plan_of
from kamsim.workbook import look, words
from kamsim.workbook.cockpit.chips import assumed
from kamsim.workbook.cockpit.state import Desk, View
from kamsim.workbook.cockpit.sweeteners import chosen

X_HINT = "X is the amount a month that the bundle is agreed on; fee and allowance are shares of it."
X_STEP = 0.05
PLAN_HINT = "; ".join(f"{words.word(words.PLANS, name)}: {words.hint(words.PLANS, name)}" for name in PLANS)


def bundle_offer(desk: Desk, view: View, account: AccountView) -> OfferBundle:
    """The bundle offer as its chips are set; X starts at a share of the wallet estimate, in whole hundreds of yuan."""
    x = account.wallet_fen / 100 / desk.parameters.suggested_x_divisor * (1 + X_STEP * view.x_steps)
    return OfferBundle(
        account=account.account_id, plan=view.bundle, x=max(100.0, round(x, -2)), **chosen(view, account, None)
    )


def terms_of_bundle(desk: Desk, view: View, account: AccountView) -> list[look.Tree]:
    """Plan and X to choose, and what the fee, the allowance and the saving come to."""
    offer = bundle_offer(desk, view, account)
    plan = _plan(desk, offer, account)
    quote = bundle_quote(plan, offer.x * 100, account.wallet_fen, account.bill_fen)
    plans = [
        look.chip(
            name,
            f"bundle:{name}",
            view.bundle == name,
            hint=f"{words.word(words.PLANS, name)}: {words.hint(words.PLANS, name)}",
        )
        for name in PLANS
    ]
    best = f"They take the plan that suits their usage, as we see it Evergreen {plan.name}"
    plans.append(look.chip("their choice", f"bundle:{BEST_PLAN}", view.bundle == BEST_PLAN, hint=best))
    stepper = look.row(
        look.chip("−", "x:-1", hint="X 5 % lower"),
        look.part("strong", "", f"X {look.money(offer.x * 100)}", title=X_HINT),
        look.chip("+", "x:1", hint="X 5 % higher"),
        look.part("span", "kam-faint", f"wallet about {look.money(account.wallet_fen)}"),
    )
    lines = [
        look.line("Fee a month · allowance", f"{look.money(quote.fee)} · {look.money(quote.allowance)}"),
        look.line("They save a month, against list", look.money_change(quote.customer_saving)),
    ]
    if account.status != "lost":
        lines.append(look.line("Our bill a month changes by", look.money_change(quote.incremental_revenue)))
    source = [assumed(plan.source)] if "assumption" in plan.source else []
    return [look.row(*plans, *source), stepper, look.part("div", "kam-list", *lines)]


def _plan(desk: Desk, offer: OfferBundle, account: AccountView) -> Plan:
    """The plan of an offer, or the one that the account would take by our estimate of its usage."""
    wanted = PLANS if offer.plan == BEST_PLAN else (offer.plan,)
    plans = [plan_of(desk.parameters, name) for name in wanted]
    return chosen_plan(plans, offer.x * 100, account.wallet_fen, desk.parameters.flat_rate_bias)
