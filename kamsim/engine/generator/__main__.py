"""`python -m kamsim.engine.generator [--out FOLDER]` writes every pack anew."""

import argparse
from pathlib import Path

from kamsim.engine.generator.packs import write_packs
from kamsim.engine.scenario import datasets_folder


def main() -> None:
    """Write the packs and name the folders."""
    parser = argparse.ArgumentParser(prog="python -m kamsim.engine.generator", description="Write every pack anew.")
    parser.add_argument("--out", type=Path, default=datasets_folder(), metavar="FOLDER", help="where (%(default)s)")
    for folder in write_packs(parser.parse_args().out):
        print(folder)


if __name__ == "__main__":
    main()
