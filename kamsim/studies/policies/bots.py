"""The five bots by name, and the two that the score is measured against."""

from kamsim.engine.simulation import Policy
from kamsim.studies.policies.by_the_book import textbook
from kamsim.studies.policies.chance import random_choices
from kamsim.studies.policies.habits import busy_visitor, discounter, wait_and_see

POLICIES: dict[str, Policy] = {
    "wait-and-see": wait_and_see,
    "busy-visitor": busy_visitor,
    "discounter": discounter,
    "textbook": textbook,
    "random": random_choices(),
}
"""The bots, by the names that the terminal takes."""

PAR, BASELINE = "textbook", "wait-and-see"
"""Index 100 and index 0 of the score."""
