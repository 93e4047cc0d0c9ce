"""The report that comes with kamsim, made by `python -m kamsim.studies.calibration`."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from kamsim.studies.calibration.report import Calibration, from_json

FILE = Path(__file__).with_name("stored.json")


class Stored(NamedTuple):
    """A calibration, and the scores of the bots by pack as `teaching.as_json` gives them."""

    calibration: Calibration
    scores: dict[str, Any]


@cache
def stored() -> Stored:
    """Read the file; it says by seeds and digests how it was made, and no time or place."""
    found = json.loads(FILE.read_text(encoding="utf-8"))
    return Stored(from_json(found["calibration"]), found["scores"])
