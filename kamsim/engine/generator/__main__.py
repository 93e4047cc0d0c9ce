"""`python -m kamsim.engine.generator [PACK ...] [--out FOLDER]` writes packs anew, by default those kept on disk."""

import argparse
from pathlib import Path

from kamsim.engine.generator.packs import ON_DEMAND, PACKS, write_packs
from kamsim.engine.scenario import datasets_folder


def main() -> None:
    """Write the packs and name the folders."""
    parser = argparse.ArgumentParser(prog="python -m kamsim.engine.generator", description="Write packs anew.")
    parser.add_argument("--out", type=Path, default=datasets_folder(), metavar="FOLDER", help="where (%(default)s)")
    known = ", ".join([*PACKS, *ON_DEMAND])
    parser.add_argument("packs", nargs="*", default=list(PACKS), metavar="PACK", help=f"which of {known}")
    options = parser.parse_args()
    unknown = [name for name in options.packs if name not in PACKS | ON_DEMAND]
    if unknown:
        parser.error(f"there is no pack {unknown[0]!r}; give some of {known}")
    for folder in write_packs(options.out, options.packs):
        print(folder)


if __name__ == "__main__":
    main()
