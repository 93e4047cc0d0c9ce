"""Books of invented accounts: `generate` makes a scenario from a few numbers, `write_scenario` puts it on disk."""

from kamsim.engine.generator.book import generate
from kamsim.engine.generator.packs import ON_DEMAND, PACKS, write_packs, write_scenario
from kamsim.engine.generator.spec import STORY_CONTRACTS, BookSpec, ContractMix, DecisionModes, Leanings

__all__ = [
    "ON_DEMAND",
    "PACKS",
    "STORY_CONTRACTS",
    "BookSpec",
    "ContractMix",
    "DecisionModes",
    "Leanings",
    "generate",
    "write_packs",
    "write_scenario",
]
