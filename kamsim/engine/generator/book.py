"""A whole book from a few numbers: accounts, buildings, contracts, lines, people, rivals."""

from collections import Counter
from collections.abc import Iterable
from math import exp

from kamsim.engine.generator.buyers import Invented, make_people, rival_attitudes
from kamsim.engine.generator.drawing import bell, dealt, picked, quotas, shuffled, whole
from kamsim.engine.generator.sizes import tiers, wallets
from kamsim.engine.generator.spec import BookSpec
from kamsim.engine.names import BUILDING_FIRST, FIRM_FIRST, FIRM_LAST, HOUSE_LAST, TOWER_LAST
from kamsim.engine.scenario import PRODUCTS, US, Account, Building, Line, Rival, Scenario, Settings, in_order
from kamsim.engine.streams import Stream, Streams

# Everything in these tables is an assumption unless a source is named.
RIVALS = (
    Rival(rival_id="N", name="Northline", kind="price_fighter", price_level=0.9, fit=0.5, reputation=0.45),
    Rival(rival_id="U", name="Unity Telecom", kind="quality_incumbent", price_level=1.0, fit=0.6, reputation=0.65),
    Rival(rival_id="K", name="Kestrel Wire", kind="building_attacker", price_level=0.92, fit=0.5, reputation=0.5),
    Rival(rival_id="T", name="Tallgrass Net", kind="niche", price_level=0.97, fit=0.55, reputation=0.45),
    Rival(rival_id="R", name="Relay Partners", kind="reseller", price_level=0.93, fit=0.4, reputation=0.35),
)
"""Rivals in the order in which a market gets them."""
GROWTHS = {0.018: 0.20, 0.006: 0.40, 0.0: 0.40}
"""Growth per month of fast, steady and flat accounts (class names: training documents), and shares of the accounts."""
DISCOUNTS = {"A": (0.7, 0.02, 0.15), "B": (0.3, 0.01, 0.08), "C": (0.0, 0.0, 0.0)}
"""By tier: share of the accounts with a discount, the smallest and the largest."""
LINES = {"A": 5, "B": 4, "C": 3}
WALLET = {
    "manufacturing": (0.26, 0.20, 0.24, 0.14, 0.16),
    "trade": (0.24, 0.30, 0.28, 0.13, 0.05),
    "logistics": (0.20, 0.18, 0.36, 0.14, 0.12),
    "finance": (0.22, 0.14, 0.18, 0.14, 0.32),
    "internet": (0.10, 0.06, 0.14, 0.36, 0.34),
    "education": (0.28, 0.10, 0.14, 0.34, 0.14),
    "health": (0.32, 0.12, 0.22, 0.20, 0.14),
    "hospitality": (0.36, 0.16, 0.16, 0.26, 0.06),
    "property": (0.28, 0.16, 0.32, 0.18, 0.06),
    "government": (0.34, 0.12, 0.18, 0.16, 0.20),
}
"""Mean shares of a wallet by industry, in the order of PRODUCTS."""
LEANS = {
    "price": {"manufacturing": 4.0, "finance": 0.25, "internet": 0.25},
    "service": {"manufacturing": 0.25, "finance": 4.0, "internet": 4.0},
}
"""How likely an industry leans to price or to service beside others: to cost, to security, to speed (documents)."""
RIVAL_LINES = {0: 0.35, 1: 0.40, 2: 0.25}
TERMS = {"none": 0, "twelve": 12, "twenty_four": 24}
TOWER_SHARE = 0.2
"""Share of the buildings that are towers."""
IN_TOWERS = {"A": 0.1, "B": 0.4, "C": 0.8}
"""By tier: how likely an account without a house of its own sits in a tower."""


def generate(spec: BookSpec) -> Scenario:
    """A book of accounts sorted by size, A01 the largest; the same for the same spec on every machine."""
    streams = Streams(spec.seed)
    rivals = tuple(sorted(RIVALS[: spec.rivals], key=lambda rival: rival.rival_id))
    tier = tiers(spec.accounts)
    active = _active(streams.of("generator:prospects"), spec)
    buildings = _buildings(streams.of("generator:buildings"), spec)
    accounts = _accounts(streams, spec, tier, active, [building.building_id for building in buildings])
    names = Invented()
    lines, people, attitudes = [], [], []
    for account, ours, size in zip(accounts, active, group_sizes(spec), strict=True):
        lines += _lines(streams.of("generator:lines", account.account_id), account, ours, rivals)
        stream = streams.of("generator:people", account.account_id)
        group = make_people(stream, account.account_id, account.tier, size, ours, names)
        people += group
        attitudes += rival_attitudes(stream, group, rivals)
    settings = Settings.model_validate({name: value for name, value in spec if name in Settings.model_fields})
    tables = (in_order(table) for table in (buildings, accounts, lines, people, attitudes, rivals))
    return Scenario(spec.name, settings, *tables)


def group_sizes(spec: BookSpec) -> list[int]:
    """How many people each account has, without making the book."""
    stream = Streams(spec.seed).of("generator:group-size")
    return [whole(stream, spec.least_people, spec.most_people) for _ in range(spec.accounts)]


def _ids(letter: str, count: int) -> list[str]:
    digits = max(2, len(str(count)))
    return [f"{letter}{number:0{digits}}" for number in range(1, count + 1)]


def _active(stream: Stream, spec: BookSpec) -> list[bool]:
    """Who buys from us: prospects are spread over all sizes, but neither of the two largest is one."""
    prospects = round(spec.prospect_share * spec.accounts)
    places = set()
    for number in range(prospects):
        low, high = (spec.accounts * step // prospects for step in (number, number + 1))
        places.add(whole(stream, min(max(low, 2), high - 1), high - 1))
    return [place not in places for place in range(spec.accounts)]


def _towers(buildings: int) -> int:
    return max(1, round(TOWER_SHARE * buildings))


def _buildings(stream: Stream, spec: BookSpec) -> list[Building]:
    """The towers, then the houses."""
    towers, houses = (
        shuffled(stream, [f"{first} {last}" for first in BUILDING_FIRST for last in kinds])
        for kinds in (TOWER_LAST, HOUSE_LAST)
    )
    count = _towers(spec.buildings)
    wanted = [towers[place % len(towers)] for place in range(count)]
    names = _distinct(wanted + [houses[place % len(houses)] for place in range(spec.buildings - count)])
    return [
        Building(building_id=building_id, name=name)
        for building_id, name in zip(_ids("B", spec.buildings), names, strict=True)
    ]


def _distinct(names: Iterable[str]) -> list[str]:
    """The names, with a number where one comes again."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return found


def _places(stream: Stream, tier: list[str], buildings: list[str]) -> list[str]:
    """Where each account sits: in a tower with many small accounts, or in a house, mostly with one large account."""
    towers = buildings[: _towers(len(buildings))]
    houses = shuffled(stream, buildings[len(towers) :])
    # Every building has a tenant: the largest accounts take a house each, the smallest a tower each.
    first, last = list(houses), list(towers)
    between = tier[len(first) : len(tier) - len(last)]
    rest = []
    for name in between:
        choice = towers if not houses or stream.next() < IN_TOWERS[name] else houses
        rest.append(choice[whole(stream, 0, len(choice) - 1)])
    return first + rest + last


def _tenure(stream: Stream, mean: float, least: int) -> int | None:
    """Months for which an account has been ours: exponential, and at least those of its contract so far."""
    return min(600, max(least, round(stream.next_exponential(mean)))) if mean else None


def _accounts(
    streams: Streams, spec: BookSpec, tier: list[str], active: list[bool], buildings: list[str]
) -> list[Account]:
    count = spec.accounts
    industries = dealt(streams.of("generator:industries"), Counter(spec.industries), count)
    names = _account_names(streams.of("generator:names"), industries)
    places = _places(streams.of("generator:places"), tier, buildings)
    modes = _decision_modes(streams.of("generator:modes"), spec)
    sizes = wallets(count, spec.median_wallet, spec.size_spread, spec.largest_share)
    growths = dealt(streams.of("generator:growth"), GROWTHS, count)
    contracts = iter(_contracts(streams.of("generator:contracts"), spec, sum(active)))
    leanings = _leanings(streams.of("generator:leanings"), spec, industries)
    stream, of_tenure = streams.of("generator:accounts"), streams.of("generator:tenure")
    found = []
    for place, account_id in enumerate(_ids("A", count)):
        term, end = next(contracts) if active[place] else (0, 0)
        discounted, least, most = DISCOUNTS[tier[place]]
        has_discount, size_of_discount = stream.next() < discounted, least + (most - least) * stream.next()
        account = Account(
            account_id=account_id,
            name=names[place],
            industry=industries[place],
            building_id=places[place],
            tier=tier[place],
            decision_mode=modes[place],
            list_value=sizes[place],
            growth=growths[place],
            discount=round(size_of_discount, 2) if has_discount and active[place] else 0.0,
            term_months=term,
            contract_end_month=end,
            satisfaction=bell(stream, 0.0, 1.0, -2.5, 2.5),
            leaning=leanings[place],
            tenure_months=_tenure(of_tenure, spec.mean_tenure, term - end) if active[place] else None,
        )
        found.append(account)
    return found


def _account_names(stream: Stream, industries: list[str]) -> list[str]:
    """Each first word comes once before any comes twice; no name comes twice."""
    first: list[str] = []
    while len(first) < len(industries):
        first += shuffled(stream, FIRM_FIRST)
    kinds = (FIRM_LAST[industry][whole(stream, 0, len(FIRM_LAST[industry]) - 1)] for industry in industries)
    return _distinct(f"{word} {kind}" for word, kind in zip(first, kinds, strict=False))


def _decision_modes(stream: Stream, spec: BookSpec) -> list[str]:
    """The larger an account, the more departments decide; a fifth of the book wide of exact order."""
    order = sorted(range(spec.accounts), key=lambda place: place + 0.2 * spec.accounts * stream.next_normal())
    wanted = quotas(dict(spec.decision_modes), spec.accounts)
    modes = [mode for mode, number in wanted.items() for _ in range(number)]
    return [mode for _, mode in sorted(zip(order, modes, strict=True))]


def _leanings(stream: Stream, spec: BookSpec, industries: list[str]) -> list[str]:
    """What each account leans to: the book's shares exactly, more often what its industry looks for."""
    numbers = quotas(dict(spec.leanings), spec.accounts)
    found = ["balanced"] * spec.accounts
    for leaning in ("price", "service"):
        # The smallest of exponential times at a rate of the weight: drawn by weight, each once.
        times = [stream.next_exponential(1 / LEANS[leaning].get(industry, 1.0)) for industry in industries]
        free = [place for place in range(spec.accounts) if found[place] == "balanced"]
        for place in sorted(free, key=times.__getitem__)[: numbers[leaning]]:
            found[place] = leaning
    return found


def _contracts(stream: Stream, spec: BookSpec, count: int) -> list[tuple[int, int]]:
    """(term, months until it ends) of each active account; the ends of each term are spread evenly."""
    found = []
    for name, number in quotas(dict(spec.contracts), count).items():
        term = TERMS[name]
        found += [(term, 1 + int((place + stream.next()) / number * term) if term else 0) for place in range(number)]
    return shuffled(stream, found)


def _lines(stream: Stream, account: Account, active: bool, rivals: tuple[Rival, ...]) -> list[Line]:
    """What the account buys and from whom; shares are whole thousandths that sum to 1."""
    weights = [mean * exp(0.3 * stream.next_normal()) for mean in WALLET[account.industry]]
    kept = sorted(sorted(range(len(PRODUCTS)), key=lambda index: -weights[index])[: LINES[account.tier]])
    parts = quotas({index: weights[index] for index in kept}, 1000)
    others = [rival.rival_id for rival in rivals]
    main = others[whole(stream, 0, len(others) - 1)]
    order = shuffled(stream, kept)
    if active:
        # We keep the largest line: an account whose main line is elsewhere is a prospect at heart.
        order.remove(max(kept, key=parts.__getitem__))
        suppliers = dict.fromkeys(order[: picked(stream, RIVAL_LINES)], main)
    else:
        suppliers = dict.fromkeys(kept, main)
        suppliers[order[0]] = others[whole(stream, 0, len(others) - 1)]
    return [
        Line(
            account_id=account.account_id,
            product=PRODUCTS[index],
            share=parts[index] / 1000,
            supplier=suppliers.get(index, US),
        )
        for index in kept
    ]
