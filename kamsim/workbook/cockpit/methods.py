"""The seventeen methods against leaving, in three groups: started or stopped for a whole tier."""

from kamsim.engine.decisions import SetSwitching
from kamsim.market.service import ties
from kamsim.market.switching import METHODS, cost_of_methods, held_by_methods, leaving_rarer
from kamsim.workbook import look, words
from kamsim.workbook.cockpit.chips import action_of, assumed
from kamsim.workbook.cockpit.running import running_fen
from kamsim.workbook.cockpit.state import Desk

SIZES = (
    "The methods come from the training documents, the groups from research (Burnham, Frels & Mahajan 2003); what each "
    "costs and holds are teaching assumptions. Each further one holds less"
)


def methods(desk: Desk, tier: str, of_all: str) -> list[look.Part]:
    """What all of them together do at a tier, and a chip for each; `of_all` names the tier in the title."""
    in_force = dict(desk.briefing.switching)[tier]
    wanted = [code for code in METHODS if (code in in_force) != _changed(desk, tier, code, code in in_force)]
    parameters, briefing = desk.parameters, desk.briefing
    tied = ties(parameters, dict(briefing.strategy)[tier], dict(briefing.service_level)[tier])
    rarer = leaving_rarer(held_by_methods(parameters, wanted, tied))
    month = look.money(cost_of_methods(parameters, wanted) * desk.tier_usage_fen(tier))
    together = (
        f"{len(wanted)} in force: leaving {look.percent(rarer, 0)} rarer, {month}"
        if wanted
        else "none in force; prices a month"
    )
    beside = look.part("span", "kam-row kam-faint", look.part("span", "", together), assumed(SIZES))
    rows = [
        look.row(
            look.hinted(words.word(words.METHOD_GROUPS, group), words.hint(words.METHOD_GROUPS, group)),
            *(_chip(desk, tier, code, code in in_force) for code in METHODS if METHODS[code].group == group),
        )
        for group in words.METHOD_GROUPS
    ]
    return [look.group(f"What leaving would cost them{of_all}", beside=beside), *rows]


def _changed(desk: Desk, tier: str, code: str, on: bool) -> bool:
    """Whether the plan starts or stops a method."""
    return SetSwitching(tier=tier, method=code, on=not on) in desk.draft


def _chip(desk: Desk, tier: str, code: str, on: bool) -> look.Tree:
    flip = SetSwitching(tier=tier, method=code, on=not on)
    planned = flip in desk.draft
    month, _ = running_fen(desk, SetSwitching(tier=tier, method=code, on=True)) or (0, 0)
    label = words.word(words.METHODS, code) + (" (stops)" if on and planned else "")
    hint = words.hint(words.METHODS, code)
    then = "In force; click to stop it" if on else "Click to start it"
    return look.chip(
        label, action_of(flip), on != planned, hint=f"{hint[0].upper()}{hint[1:]}; {look.money(month)} a month. {then}",
        price=look.money(month),
    )  # fmt: skip
