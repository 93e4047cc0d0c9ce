"""Contract and bill of an account, and the offers that can be put before it, with what they mean in yuan a month."""

from kamsim.engine.briefing import AccountView
from kamsim.engine.decisions import Decision, GiveDiscount, OfferContract
from kamsim.engine.scenario import US
from kamsim.market.negotiation import worth_of_early_payment
from kamsim.workbook import look, words
from kamsim.workbook.cockpit.campaign import campaign
from kamsim.workbook.cockpit.chips import chip
from kamsim.workbook.cockpit.discounts import approver, off_list
from kamsim.workbook.cockpit.evergreen import (
    SAME_FEN,
    X_HINT,
    bundle_meaning,
    bundle_offer,
    pays_now,
    plan_hint,
    terms_of_bundle,
)
from kamsim.workbook.cockpit.state import Desk, View
from kamsim.workbook.cockpit.sweeteners import sweeteners

TERMS = (6, 12, 24, 36)
DISCOUNTS = (0.0, 0.03, 0.05, 0.10, 0.15)
CUTS = (0.03, 0.05, 0.10, 0.15)
BY_A_SALE = (
    "They buy from others, so a prospect is won in a sale, against the vendor they have: pursue their need, meet them "
    "on the way, and put a price or the bundle into the proposal."
)
NEARLY_ALL = "nearly all"


def terms(desk: Desk, view: View, account: AccountView) -> list[look.Part]:
    """Two columns: what is agreed and can be offered in its place, and the bundle; what they mean always in sight."""
    if account.status == "lost":
        return campaign(desk, view, account)
    ours = account.status == "active"
    left = look.stack(
        look.strong("Agreed"),
        look.part("div", "kam-list", *_agreed(desk, account)),
        *awaited(account),
        *_cuts(desk, account),
        *([_contract_offer(desk, view, account)] if ours else []),
    )
    right = _bundle_offer(desk, view, account) if ours else _won_in_a_sale(account)
    both = look.part("div", "kam-scroll kam-fill kam-more", look.columns(left, right), tabindex=0)
    if not ours:
        return [both]
    contract, bundle = contract_offer(desk, view, account), bundle_offer(desk, view, account)
    foot = look.columns(
        _put(desk, contract, "Offer this contract", "offer:contract", _contract_meaning(desk, view, account)),
        _put(desk, bundle, "Offer this bundle", "offer:bundle", bundle_meaning(desk, view, account)),
    )
    return [both, look.part("div", "kam-foot", foot)]


def offered_discount(view: View, account: AccountView) -> float:
    """The discount of the contract offer: the one chosen, else the present one."""
    return account.discount if view.discount is None else view.discount


def contract_offer(desk: Desk, view: View, account: AccountView) -> OfferContract:
    """The contract offer as its chips are set."""
    return OfferContract(
        account=account.account_id,
        term_months=view.term,
        discount=offered_discount(view, account),
        pays_early=view.early and not account.pays_early,
    )


def cut_to(account: AccountView, cut: float) -> float:
    """The discount off list after a further cut."""
    return round(min(0.6, account.discount + cut), 4)


def share_of_wallet(account: AccountView) -> str:
    """Which part of what an account uses is with us; not all while a line is elsewhere, whatever the estimate says."""
    if not account.wallet_fen:
        return look.NA
    share = account.usage_fen / account.wallet_fen
    elsewhere = any(supplier != US for _, supplier in account.suppliers)
    return NEARLY_ALL if elsewhere and share > 0.99 else look.percent(share, 0)


def _agreed(desk: Desk, account: AccountView) -> list[look.Part]:
    end = account.contract_end_month
    left = None if end is None else end - desk.month
    until = "month to month" if end is None else f"month {end}, {left} left"
    if account.plan:
        more = "" if account.allowance is None else f", up to {account.allowance:g} X"
        price = look.line("Bundle", f"{words.word(words.PLANS, account.plan)}, X {look.money(account.x_fen)}{more}")
    else:
        price = look.line("Price", f"{look.percent(account.discount, 0)} off list")
    lines = [
        look.line("Ends with", until),
        price,
        look.line("Last bill", look.money(account.bill_fen)),
        *_changed_since(desk, account),
        *([look.line(_care_hint(desk), look.money(desk.care_fen.get(account.account_id, 0)))] if account.plan else []),
        *([look.line("Paid", f"{desk.parameters.early_payment_days:.0f} days earlier")] if account.pays_early else []),
        look.line("Usage at list price", look.money(account.usage_fen)),
        look.line("Share of wallet, as we see it", share_of_wallet(account)),
    ]
    return lines if account.status == "active" else [look.faint("A prospect: no contract with us yet.")]


def _changed_since(desk: Desk, account: AccountView) -> list[look.Part]:
    """What the last bill would be now, where the price or X has changed since."""
    now = pays_now(desk, account)
    if abs(now - account.bill_fen) < SAME_FEN:
        return []
    return [look.line("The same now, as price or X changed", look.money(now))]


def _care_hint(desk: Desk) -> look.Tree:
    """What care is, where it is paid by itself."""
    share, least = look.percent(desk.parameters.care_share, 0), look.money(100 * desk.parameters.care_floor)
    when = "every month" if desk.parameters.care_always else "in a month in which they use less than they pay for"
    return look.hinted("Care this month", f"Spent on them by itself {when}: {share} of the gap, at least {least}")


def awaited(account: AccountView) -> list[look.Part]:
    """A discount that the deal desk still looks at."""
    if account.awaiting is None:
        return []
    discount, days = account.awaiting
    when = "today" if days < 1 else f"in {look.counted(days, 'day')}"
    return [look.note(f"{look.percent(discount, 0)} off list waits for approval: the answer comes {when}.", "watch")]


def _cuts(desk: Desk, account: AccountView) -> list[look.Part]:
    if account.status != "active":
        return []
    if account.plan:
        return [look.faint("Under a bundle the fee follows X: a discount off list would change nothing.")]
    chips = []
    for cut in CUTS:
        decision = GiveDiscount(account=account.account_id, discount=cut_to(account, cut))
        cost = look.money_change(-account.usage_fen * (decision.discount - account.discount))
        hint = f"From {look.percent(account.discount, 0)} to {look.percent(decision.discount, 0)} off list, from now on"
        chips.append(chip(desk, decision, look.percent(cut, 0), hint, cost, f"cut:{cut:g}"))
    note = "A gift: nothing comes back for it, and neighbors may hear."
    return [look.strong("Give a further discount, yuan a month"), look.row(*chips), look.faint(note)]


def _contract_offer(desk: Desk, view: View, account: AccountView) -> look.Tree:
    discount, offer = offered_discount(view, account), contract_offer(desk, view, account)
    months = [look.chip(str(t), f"term:{t}", view.term == t, hint=f"{t} months") for t in TERMS]
    said = ["It would take the place of the bundle."] if account.plan else []
    if discount > max(desk.parameters.authority_own, account.discount):
        said.append(f"{approver(desk, account, discount)}.")
    if offer.pays_early:
        worth = worth_of_early_payment(
            desk.parameters, account.usage_fen * (1 - discount), desk.parameters.early_payment_days
        )
        said.append(f"Paid earlier, their bills are worth {look.money(worth)} a month more to us.")
    return look.stack(
        look.strong("Offer a contract"),
        look.row(look.part("span", "kam-faint", "months"), *months),
        off_list(desk, view, account, (*DISCOUNTS, account.discount), discount, "discount"),
        *([] if account.pays_early else [look.row(early(desk, view))]),
        *([look.sentence(" ".join(said))] if said else []),
    )


def _contract_meaning(desk: Desk, view: View, account: AccountView) -> str:
    less = pays_now(desk, account) - account.usage_fen * (1 - offered_discount(view, account))
    if abs(less) < SAME_FEN:
        return f"Same price for {view.term} months: nothing given, leaving gets rarer if they sign."
    what = "less" if less > 0 else "more"
    return f"{look.money(abs(less))} {what} a month than now, at the usage of the last bill, if they sign."


def early(desk: Desk, view: View) -> look.Tree:
    """The switch that asks for bills to be paid in advance."""
    days = look.count(desk.parameters.early_payment_days)
    hint = f"They pay their bills {days} days earlier: trade a discount for it, for it is harder to sell"
    return look.chip("paid in advance", "early:", view.early, hint=hint)


def _won_in_a_sale(account: AccountView) -> look.Tree:
    """What is done at a prospect in place of an offer, and the way to its sale where there is one."""
    if account.opportunity is None:
        said = f"{BY_A_SALE} They have no need at the moment; one that arises is in the inbox."
        return look.stack(look.strong("Offers go with a sale"), look.sentence(said))
    way = look.chip("Open their sale", "tab:sale", hint="Where it stands, and the proposal with its price or bundle")
    return look.stack(look.strong("Offers go with a sale"), look.sentence(BY_A_SALE), look.row(way))


def _bundle_offer(desk: Desk, view: View, account: AccountView) -> look.Tree:
    offer = bundle_offer(desk, view, account)
    months = [look.chip(str(t), f"bundle_term:{t}", view.bundle_term == t, hint=f"{t} months") for t in TERMS]
    return look.stack(
        look.part("strong", "", "Offer the Evergreen bundle: all lines to us", title=f"{X_HINT} {plan_hint(desk)}."),
        *terms_of_bundle(desk, view, account),
        look.row(look.part("span", "kam-faint", "months"), *months),
        look.row(*sweeteners(desk, view, account, None, account.wallet_fen - account.usage_fen, offer.term_months)),
    )


def _put(desk: Desk, offer: Decision, label: str, do: str, meaning: str) -> look.Tree:
    """What an offer means, and the chip that plans it."""
    hint = "The buying center answers during the month"
    if isinstance(offer, OfferContract):
        hint += "; an early renewal by answer, from the inbox and at the price of today, takes fewer hours"
    other = any(d.kind == offer.kind and d.account == offer.account for d in desk.draft)
    label += " in its place" if other and offer not in desk.draft else ""
    put = chip(desk, offer, label, hint, look.hours(desk.briefing.hours_of(offer)), do)
    return look.stack(look.part("p", "kam-sentence kam-clamp", meaning, title=meaning), look.row(put))
