"""What can be read off a book and the rules without playing: choice at equal prices, and the bundle's arithmetic."""

from collections import Counter

from kamsim.engine.scenario import US, Scenario
from kamsim.market.bundle import PLANS, break_even_discount, bundle_quote, care, ratchet
from kamsim.market.buying import Chooser, Offer, group_choice
from kamsim.market.people import influence_of, influence_shares
from kamsim.market.tastes import taste_of

STEP = 0.01
"""Our price goes up and down by this share: an elasticity is a slope at a point."""


def observe_books(scenario: Scenario) -> list[Counter[str]]:
    """Each account's people, and its chance to buy from us at parity, a little above and a little below."""
    parameters = scenario.settings.parameters
    people: dict[str, list[tuple[str, str]]] = {}
    for person in scenario.people:
        people.setdefault(person.account_id, []).append((person.person_id, person.role))
    to_us = {person.person_id: person.attitude for person in scenario.people}
    to_rivals = {(row.person_id, row.rival_id): row.attitude for row in scenario.rival_attitudes}
    supplier = {}
    for line in sorted(scenario.lines, key=lambda line: line.share):
        if line.supplier != US:
            supplier[line.account_id] = line.supplier
    found = []
    for account in scenario.accounts:
        group = people.get(account.account_id, [])
        shares = influence_shares(influence_of(parameters), [role for _, role in group])
        choosers = tuple(
            Chooser(
                name,
                role,
                share,
                (to_us[name], *(to_rivals.get((name, rival.rival_id), 0.0) for rival in scenario.rivals)),
            )
            for (name, role), share in zip(group, shares, strict=True)
        )
        taste = taste_of(parameters, account.leaning)
        sums: Counter[str] = Counter({"accounts": 1, "people": len(group)})
        for name, price in (("dearer", 1 + STEP), ("cheaper", 1 - STEP)):
            ours = Offer(US, price, parameters.our_fit, parameters.our_reputation, 0.0)
            others = (
                Offer(
                    rival.rival_id,
                    1.0,
                    rival.fit,
                    rival.reputation,
                    parameters.incumbent_rival if supplier.get(account.account_id) == rival.rival_id else 0.0,
                )
                for rival in scenario.rivals
            )
            choice = group_choice(parameters, account.decision_mode, choosers, (ours, *others), taste=taste)
            sums[f"bought when {name}"] += choice.ours
        found.append(sums)
    return found


def invariants() -> dict[str, bool]:
    """The bundle's arithmetic in the training documents' worked cases, and whether it holds to the fen."""
    worked, second = bundle_quote(PLANS["A"], 8_000, 11_000, 3_000), bundle_quote(PLANS["A"], 8_000, 9_200, 3_200)
    least = PLANS["A"].commitment / PLANS["A"].allowance
    paid = [round(fee) for fee in ratchet(PLANS["A"], 8_000, 8_000, "paid", 5)]
    usage = [round(fee) for fee in ratchet(PLANS["A"], 8_000, 11_000, "usage", 3)]
    return {
        "fee 8,800": _same(worked.fee, 8_800),
        "allowance 12,000": _same(worked.allowance, 12_000),
        "saving 2,200": _same(worked.customer_saving, 2_200),
        "incremental 5,800": _same(worked.incremental_revenue, 5_800),
        "saving 400": _same(second.customer_saving, 400),
        "incremental 5,600": _same(second.incremental_revenue, 5_600),
        "care 500": _same(care(2_200, 1_200, 0.5, 100), 500),
        "largest discount 26.67 %": _same(round(1 - least, 4), 0.2667),
        "fees when re-based on what was paid": paid == [8_800, 9_680, 10_648, 11_713, 12_884],
        "fees when re-based on usage": usage == [8_800, 12_100, 12_100],
        "break-even discount 3pm/(97+3p)": _same(
            break_even_discount(100, 3, 0.55, 0.4), 3 * 0.4 * 0.55 / (97 + 3 * 0.4)
        ),
    }


def _same(value: float, wanted: float) -> bool:
    return abs(value - wanted) < 1e-9 * max(1.0, abs(wanted))
