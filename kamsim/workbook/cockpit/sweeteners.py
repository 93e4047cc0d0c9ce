"""What can be added to an offer: free installation and the broadband special, each with what it costs us."""

from kamsim.engine.briefing import AccountView
from kamsim.engine.checking.terms import broadband_moves
from kamsim.market.proposals import broadband_saving, installation_cost
from kamsim.workbook import look
from kamsim.workbook.cockpit.state import Desk, View

INSTALLATION, SPECIAL = "free_installation", "broadband_special"


def sweeteners(
    desk: Desk, view: View, account: AccountView, product: str | None, moving_fen: int | None, term_months: int
) -> list[look.Tree]:
    """Two switches; `moving_fen` is the usage a month that would move to us, None when we cannot tell."""
    parameters = desk.parameters
    free = "A tenth of a month of what moves" if parameters.installation_fee == 0.1 else "A share of what moves"
    price = "" if moving_fen is None else look.money(installation_cost(parameters, moving_fen))
    hint = f"{free} to us is what connecting it costs; we bear it. Easier to say yes to. Size: assumption"
    chips = [
        look.chip("Free installation", f"extra:{INSTALLATION}", INSTALLATION in view.extras, hint=hint, price=price)
    ]
    saving = 100 * broadband_saving(parameters, term_months)
    moves = broadband_moves(account, product) and saving > 0
    said = (
        f"A line for {look.money(100 * parameters.broadband_list - saving)} a month in place of "
        f"{look.money(100 * parameters.broadband_list)}; we bear {look.money(saving * term_months)} over the term"
        if moves
        else "No broadband line of theirs would move to us"
    )
    chips.append(
        look.chip(
            "Broadband special", f"extra:{SPECIAL}", SPECIAL in view.extras and moves, not moves, said,
            look.money(saving * term_months) if moves else "",
        )
    )  # fmt: skip
    return chips


def chosen(view: View, account: AccountView, product: str | None) -> dict[str, bool]:
    """The sweeteners of an offer as its switches are set, as fields of the decision."""
    special = SPECIAL in view.extras and broadband_moves(account, product)
    return {INSTALLATION: INSTALLATION in view.extras, SPECIAL: special}
