"""The office tower: a hundred small tenants in one building, ninety-seven loyal to us and three lost to one rival."""

from kamsim.engine.generator.book import generate
from kamsim.engine.generator.spec import BookSpec, ContractMix
from kamsim.engine.scenario import US, Scenario, in_order
from kamsim.market.parameters import Parameters

# 97 and 3: training documents. All other numbers are assumptions.
TOWER = BookSpec(
    name="office-tower",
    title="The office tower",
    summary="A hundred small tenants in one building: 97 are ours, 3 left for a rival. Win them back, keep the rest.",
    seed=5,
    months=12,
    account_managers=1,
    engineers=5,
    sponsors=2,
    accounts=100,
    prospect_share=0.03,
    median_wallet=3_000,
    size_spread=0.35,
    largest_share=1,
    least_people=2,
    most_people=4,
    buildings=1,
    rivals=3,
    # Loyal: most are under contract.
    contracts=ContractMix(none=0.2, twelve=0.4, twenty_four=0.4),
    industries=("trade", "finance", "internet", "logistics", "property", "health", "education"),
)
# Of a hundred neighbors one knows few: each that leaves counts less here than in a house of ten. Rules, law and custom
# come first in a lesson.
NUMBERS = Parameters(ratio_neighbor=1.2, strict_mode=1)
TAKER = "K"
"""The rival that three tenants went to: the one that attacks building by building."""
LOST_MONTHS = 3


def office_tower() -> Scenario:
    """Who is ours buys everything from us at list price, so that the arithmetic of the break-even discount holds."""
    book = generate(TOWER)
    ours = {line.account_id for line in book.lines if line.supplier == US}
    lines = [line.model_copy(update={"supplier": US if line.account_id in ours else TAKER}) for line in book.lines]
    accounts = [
        account.model_copy(update={"discount": 0.0, "lost_months": 0 if account.account_id in ours else LOST_MONTHS})
        for account in book.accounts
    ]
    settings = book.settings.model_copy(update={"parameters": NUMBERS})
    return book._replace(settings=settings, accounts=in_order(accounts), lines=in_order(lines))
