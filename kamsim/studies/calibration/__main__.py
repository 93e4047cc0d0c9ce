"""Make the report that comes with kamsim anew: 200 replications of the city, 100 seeds of two packs by every bot."""

import json
import sys

from kamsim.engine.scenario import find_scenario
from kamsim.engine.writing import write_text
from kamsim.studies import teaching
from kamsim.studies.calibration import report
from kamsim.studies.calibration.stored import FILE

REPLICATIONS, SEEDS = 200, 100
PACKS = ("city", "first-deal")


def main() -> int:
    """Play, and replace the file in one step; 1 and nothing written when a game could not be played."""
    calibration = report.calibrate(find_scenario("city"), replications=REPLICATIONS, workers=None)
    rankings = {name: teaching.rank(find_scenario(name), replications=SEEDS, workers=None) for name in PACKS}
    failures = [*calibration.failures, *(failure for found in rankings.values() for failure in found.failures)]
    if failures:
        print(f"{len(failures)} games could not be played, such as {failures[0]}", file=sys.stderr)
        return 1
    scores = {name: teaching.as_json(found) for name, found in rankings.items()}
    text = json.dumps({"calibration": report.as_json(calibration), "scores": scores}, indent=1, allow_nan=False)
    write_text(FILE, text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
