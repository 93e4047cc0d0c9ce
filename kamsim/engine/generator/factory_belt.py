"""The factory belt: twelve small factories and traders whose telecom money is split between us and rivals.

Four of them are worked cases of the training documents under invented names; the others are invented.
"""

from kamsim.engine.generator.book import RIVALS
from kamsim.engine.generator.buyers import Invented, cast, make_people, rival_attitudes
from kamsim.engine.generator.drawing import quotas
from kamsim.engine.generator.sizes import tiers
from kamsim.engine.scenario import US, Account, Building, Line, Person, RivalAttitude, Scenario, Settings, in_order
from kamsim.engine.streams import Stream, Streams
from kamsim.market.parameters import Parameters

SEED = 11
PARKS = ("Heron Park", "Willow Yard", "Granite Works", "Copper Estate")
# N, U and K. All ask list price as a rule (they cut it in their quotes): what an account spends with them is then its
# wallet to the yuan, as in the cases.
BELT_RIVALS = tuple(rival.model_copy(update={"price_level": 1.0}) for rival in RIVALS[:3])
FAST, STEADY, FLAT = 0.018, 0.006, 0.0

# name, industry, park, decision mode, growth, term, months to its end, satisfaction, what it spends with whom (CNY).
# Spending and the stories of the first four: training documents; the split by product, and all the others: assumptions.
# A product has one supplier, so where the document has long distance at two rivals, the second one's is a leased line.
FIRMS = (
    ("Linden Electronics", "manufacturing", 0, "mixed", FLAT, 0, 0, 0.0, {
        "voice": (2_000, US), "broadband": (1_000, US), "long_distance": (5_000, "N"), "mobile": (3_000, "U"),
    }),
    ("Cedar Appliances", "trade", 0, "centralized", FLAT, 0, 0, -0.4, {
        "voice": (2_000, US), "broadband": (700, US), "mobile": (500, US),
        "long_distance": (3_600, "N"), "leased_line": (2_400, "U"),
    }),
    ("Heron Footwear", "manufacturing", 1, "centralized", STEADY, 12, 4, -0.2, {
        "voice": (2_400, US), "long_distance": (4_600, US), "mobile": (1_200, US), "broadband": (400, "N"),
    }),
    ("Quartz Castings", "manufacturing", 2, "mixed", STEADY, 0, 0, -0.6, {
        "voice": (2_600, US), "mobile": (1_600, US), "long_distance": (2_400, "N"), "broadband": (800, "N"),
    }),
    ("Delta Motors", "manufacturing", 1, "dispersed", FAST, 12, 9, 0.4, {
        "voice": (1_900, US), "broadband": (1_800, US), "long_distance": (1_700, US), "mobile": (1_400, "U"),
    }),
    ("Jade Toys", "manufacturing", 3, "mixed", STEADY, 12, 6, 0.2, {
        "voice": (1_700, US), "long_distance": (2_700, US), "mobile": (1_100, "U"), "broadband": (700, US),
    }),
    ("Poplar Plastics", "manufacturing", 3, "mixed", FAST, 0, 0, 0.0, {
        "voice": (1_400, "K"), "long_distance": (2_000, "K"), "mobile": (900, "U"), "broadband": (1_300, "K"),
    }),
    ("Topaz Printing", "manufacturing", 2, "centralized", FLAT, 12, 2, 0.3, {
        "voice": (1_900, US), "long_distance": (1_200, "N"), "broadband": (1_800, US),
    }),
    ("Amber Garments", "manufacturing", 0, "centralized", STEADY, 0, 0, -0.1, {
        "voice": (1_200, US), "long_distance": (2_200, US), "mobile": (900, "K"),
    }),
    ("Ridge Packaging", "manufacturing", 1, "centralized", FLAT, 12, 11, 0.5, {
        "voice": (1_900, US), "long_distance": (1_000, US), "mobile": (900, US),
    }),
    ("Willow Tooling", "manufacturing", 2, "centralized", FAST, 0, 0, 0.1, {
        "voice": (1_100, US), "broadband": (900, US), "long_distance": (1_200, "U"),
    }),
    ("Sail Freight", "logistics", 3, "centralized", FLAT, 0, 0, -0.3, {
        "voice": (800, US), "mobile": (1_200, "U"), "long_distance": (600, US),
    }),
)  # fmt: skip

# name, role, rank, style, need, attitude to us, known, attitudes to N, U and K.
# 1: the buyer tells how the wallet is split. 2: the owner decides and turns visits down. 3: the parent abroad decides.
# 4: the administration manager is Northline's friend; the manager of the estate opens the general manager's door.
CASES = {
    1: (
        ("Shao Ping", "purchasing", "B", "amiable", "basic", 0.9, True, (0.4, 0.4, 0.1)),
        ("Kong Jun", "technical", "B", "analytical", "achievement", 0.4, True, (0.5, 0.3, 0.2)),
        ("Ning Rui", "user", "C", "advocating", "basic", 0.5, True, (0.3, 0.4, 0.1)),
        ("Mao Qing", "finance", "A", "analytical", "esteem", 0.0, True, (0.4, 0.2, 0.1)),
        ("Tang Kai", "decider", "S", "controlling", "achievement", 0.2, False, (0.5, 0.3, 0.1)),
    ),
    2: (
        ("Xia Gang", "decider", "S", "controlling", "esteem", -0.5, True, (0.9, 0.6, 0.2)),
        ("Lai Juan", "gatekeeper", "C", "amiable", "basic", -0.3, True, (0.3, 0.3, 0.1)),
        ("Cui Wen", "finance", "A", "analytical", "basic", 0.1, True, (0.5, 0.4, 0.1)),
        ("Mo Xin", "user", "C", "amiable", "basic", 0.2, False, (0.4, 0.3, 0.2)),
    ),
    3: (
        ("Fan Ling", "purchasing", "B", "amiable", "basic", 0.5, True, (0.9, 0.2, 0.1)),
        ("Du Peng", "user", "C", "advocating", "basic", -0.2, True, (0.6, 0.3, 0.2)),
        ("Ye Hua", "finance", "A", "analytical", "basic", 0.3, True, (0.3, 0.2, 0.1)),
        ("Jia Bo", "technical", "B", "analytical", "achievement", 0.3, False, (0.5, 0.3, 0.2)),
        ("Xu Tao", "decider", "S", "analytical", "achievement", 0.3, False, (0.3, 0.3, 0.2)),
    ),
    4: (
        ("Pan Ning", "purchasing", "B", "advocating", "esteem", -0.3, True, (1.8, 0.3, 0.1)),
        ("Ren Shan", "influencer", "A", "amiable", "esteem", 1.2, True, (0.2, 0.2, 0.1)),
        ("Gao Yong", "technical", "C", "analytical", "basic", 0.0, True, (0.6, 0.3, 0.2)),
        ("Song Na", "user", "C", "amiable", "basic", 0.2, False, (0.4, 0.3, 0.2)),
        ("Qin Hao", "decider", "S", "controlling", "achievement", 0.1, False, (0.5, 0.3, 0.2)),
    ),
}
LEAST_PEOPLE = 4
"""People of an account that is no worked case; every second one has one more."""


def factory_belt() -> Scenario:
    """Twelve accounts by size: the four cases, one prospect, seven others; fast, steady and flat wallets."""
    settings = Settings(
        title="The factory belt",
        summary="Twelve small factories, three rivals. Two fifths of the money goes to rivals: find it, share it.",
        months=18,
        account_managers=1,
        manager_hours=60,
        engineers=1,
        sponsors=1,
        # Rules, law and custom come first in a lesson.
        parameters=Parameters(strict_mode=1),
    )
    streams, names = Streams(SEED), Invented()
    accounts, lines, people, attitudes = [], [], [], []
    for number, (firm, tier) in enumerate(zip(FIRMS, tiers(len(FIRMS)), strict=True), start=1):
        name, industry, park, mode, growth, term, end, satisfaction, spending = firm
        account = Account(
            account_id=f"A{number:02}",
            name=name,
            industry=industry,
            building_id=f"B{park + 1:02}",
            tier=tier,
            decision_mode=mode,
            list_value=sum(amount for amount, _ in spending.values()),
            growth=growth,
            discount=0.0,
            term_months=term,
            contract_end_month=end,
            satisfaction=satisfaction,
        )
        accounts.append(account)
        lines += _lines(account.account_id, spending)
        active = any(supplier == US for _, supplier in spending.values())
        stream = streams.of("belt:people", account.account_id)
        if number in CASES:
            group, views = cast(account.account_id, CASES[number], BELT_RIVALS)
        else:
            group, views = _invented(stream, account, active, number, names)
        people += group
        attitudes += views
    buildings = [Building(building_id=f"B{place:02}", name=name) for place, name in enumerate(PARKS, start=1)]
    tables = (buildings, accounts, lines, people, attitudes, BELT_RIVALS)
    return Scenario("factory-belt", settings, *(in_order(table) for table in tables))


def _lines(account_id: str, spending: dict[str, tuple[int, str]]) -> list[Line]:
    """Shares in whole millionths that sum to 1: what is billed is right to the fen."""
    parts = quotas({product: amount for product, (amount, _) in spending.items()}, 1_000_000)
    return [
        Line(account_id=account_id, product=product, share=parts[product] / 1_000_000, supplier=supplier)
        for product, (_, supplier) in spending.items()
    ]


def _invented(
    stream: Stream, account: Account, active: bool, number: int, names: Invented
) -> tuple[list[Person], list[RivalAttitude]]:
    group = make_people(stream, account.account_id, account.tier, LEAST_PEOPLE + number % 2, active, names)
    return group, rival_attitudes(stream, group, BELT_RIVALS)
