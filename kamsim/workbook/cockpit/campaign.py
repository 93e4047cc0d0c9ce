"""The campaign at a lost account: a gift of price or service, or a bundle that neighbors can hardly compare."""

from kamsim.engine.briefing import AccountView
from kamsim.engine.decisions import WinBack
from kamsim.market.winback import SERVICE_REASONS
from kamsim.workbook import look, words
from kamsim.workbook.cockpit.chips import chip
from kamsim.workbook.cockpit.discounts import approver, off_list
from kamsim.workbook.cockpit.evergreen import X_HINT, bundle_offer, plan_hint, terms_of_bundle
from kamsim.workbook.cockpit.state import Desk, View

CUTS = (0.05, 0.10, 0.15, 0.20)
GIFTS = ("none", "discount", "upgrade", "both")
ADVICE = "Meeting whoever decides, and mapping the wallet, before the campaign helps; each month away makes it harder."
WHY = {
    "price": "Those who left over price come back most readily.",
    **dict.fromkeys(sorted(SERVICE_REASONS), "A better price does not mend that: they return less often, and spend "
                    "more then."),
}  # fmt: skip
UNASKED = "They left before you came, and nobody wrote down why."
AGAIN = "They were asked back lately: a further campaign can start {} after the last."
MORE_SAVED = "The more it saves them, the likelier they come back. Neighbors hear of it far less often than of a cut."


def campaign(desk: Desk, view: View, account: AccountView) -> list[look.Tree]:
    """Two columns: gifts with the discount to choose, and the bundle with its terms."""
    usual, pause = desk.parameters.win_back_discount, desk.parameters.win_back_pause
    cut = view.discount or usual
    waits = f"{look.percent(cut, 0)} off waits for approval before they hear of it. {approver(desk, account, cut)}."
    chips, upgrade = [], look.percent(desk.parameters.win_back_upgrade_cost, 0)
    for name in GIFTS:
        asked = cut if name in ("discount", "both") and abs(cut - usual) > 1e-9 else None
        decision = WinBack(account=account.account_id, offer=name, discount=asked)
        hint = words.hint(words.WIN_BACK_OFFERS, name)
        hint += f": {upgrade}" if name == "upgrade" else ""
        label = words.word(words.WIN_BACK_OFFERS, name).replace("A discount", f"{look.percent(cut, 0)} off")
        chips.append(chip(desk, decision, label, hint, look.hours(desk.briefing.hours_of(decision))))
    gifts = look.stack(
        look.strong("Win the account back"),
        look.sentence(why(account)),
        off_list(desk, view, account, tuple(filter(None, (*CUTS, usual))), cut, "discount"),
        look.row(*chips),
        *([look.faint(waits)] if cut > desk.parameters.authority_own else []),
        look.sentence(AGAIN.format(look.counted(pause, "month")) if account.campaign_made else ADVICE),
    )
    offer = bundle_campaign(desk, view, account)
    hint = words.hint(words.WIN_BACK_OFFERS, "bundle")
    bundle = look.stack(
        look.part("strong", "", "Or with the Evergreen bundle: all lines to us", title=f"{X_HINT} {plan_hint(desk)}."),
        *terms_of_bundle(desk, view, account),
    )
    hours = look.hours(desk.briefing.hours_of(offer))
    put = chip(desk, offer, "Win back with the bundle", hint, hours, "offer:win_back")
    foot = look.part("div", "kam-row kam-foot", look.faint(MORE_SAVED), look.part("span", "kam-end", put))
    return [look.part("div", "kam-scroll kam-fill kam-more", look.columns(gifts, bundle), tabindex=0), foot]


def why(account: AccountView) -> str:
    """What weighed most when they left, and what that means for winning them back."""
    if account.lost_reason is None:
        return UNASKED
    if account.lost_reason == "other":
        return f"What weighed most when they left: {words.word(words.REASONS, 'other')}."
    return f"They left{words.over(account.lost_reason)}. {WHY.get(account.lost_reason, '')}".strip()


def bundle_campaign(desk: Desk, view: View, account: AccountView) -> WinBack:
    """The campaign with the bundle as its chips are set."""
    terms = bundle_offer(desk, view, account)
    return WinBack(account=account.account_id, offer="bundle", plan=terms.plan, x=terms.x, allowance=terms.allowance)
