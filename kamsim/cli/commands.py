"""The commands, what each takes, and how each ends: 0, or 2 with every problem of the input, or 1 after a fault."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from kamsim.cli.answer import BAD_INPUT, say, say_problems
from kamsim.engine.reading import BadInput, Problems
from kamsim.engine.reading import visible as shown
from kamsim.engine.writing import CannotWrite

FAILED = 1
TRACEBACK = "KAMSIM_TRACEBACK"
"""Set to anything, a fault inside kamsim is shown as Python shows it."""
JSON = "print one JSON value for programs, also of the problems when something is refused"
BOTS = {
    "textbook": "what the training teaches: service first, everybody with a say, never a discount for nothing",
    "wait-and-see": "does nothing",
    "busy-visitor": "meals and visits without aim, with whoever is known and friendly",
    "discounter": "cuts the price at every pressure",
    "random": "does something possible at random",
}
"""What each policy does, in a line."""


def carry_out(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; returns the exit code and raises nothing but KeyboardInterrupt."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A name may hold letters that the terminal cannot show.
            stream.reconfigure(errors="backslashreplace")
    try:
        return _answer(arguments)
    except SystemExit as stopped:
        return stopped.code if isinstance(stopped.code, int) else FAILED
    except CannotWrite as refused:
        print(refused, file=sys.stderr)
        return BAD_INPUT
    except Exception as fault:
        if os.environ.get(TRACEBACK):
            raise
        what = shown(f"{type(fault).__name__}: {fault}", 200)
        print(f"A fault inside kamsim ({what}). Set {TRACEBACK}=1 and run it again to see where.", file=sys.stderr)
        return FAILED


def _answer(arguments: Sequence[str] | None) -> int:
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except BadInput as refused:
        say_problems(refused, options.json)
        return BAD_INPUT


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {shown(message, 400)}. See {self.prog} --help.", file=sys.stderr)
        raise SystemExit(BAD_INPUT)


class _Once(argparse.Action):
    """Keeps the value of an option, and refuses a second one."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, option: str | None = None
    ) -> None:
        given = getattr(namespace, "given", frozenset())
        if self.dest in given:
            raise argparse.ArgumentError(self, "given more than once")
        namespace.given = given | {self.dest}
        setattr(namespace, self.dest, values)


class _Version(argparse.Action):
    """Prints the versions and ends."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version

        from kamsim.engine.records import ENGINE_VERSION

        try:
            found = version("kamsim")
        except PackageNotFoundError:
            found = "not installed"
        say(f"kamsim {found}, engine {ENGINE_VERSION}")
        raise SystemExit(0)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="kamsim", description="Key-account management, learned by doing it.", allow_abbrev=False)
    parser.add_argument("--version", action=_Version, nargs=0, help="say which kamsim and which engine this is")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], int], what: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=what, description=what, allow_abbrev=False)
        made.register("action", None, _Once)
        made.set_defaults(run=run)
        made.add_argument("--json", action="store_true", help=JSON)
        return made

    lab = command("lab", _lab, "Open the workbook in JupyterLab.")
    lab.add_argument("notebook", nargs="?", metavar="NOTEBOOK", help="a lesson, such as 12_a_city_for_two_years")
    lab.add_argument("--no-browser", action="store_true", help="print the address and open no browser")
    lab.add_argument("--port", default="0", metavar="N", help="a port of this computer (default: a free one)")

    packs = command("scenarios", _scenarios, "List the packs, a line each.")
    packs.add_argument("--parameters", action="store_true", help="list the numbers of the model instead")

    check = command("check", _check, "Check scenario folders and decisions files.")
    check.add_argument("paths", nargs="+", metavar="PATH")
    check.add_argument("--scenario", metavar="NAME", help="the pack or folder for which the decisions are meant")

    play = command("play", _play, "Play one game with a policy or with the decisions of a file.")
    _game(play)
    _who(play)
    results = "write months, choices, luck, decisions, lifetime (accounts) and a summary to this folder"
    play.add_argument("--out", metavar="DIR", help=results)

    compare = command("compare", _compare, "Play several policies on the same luck and compare them to the first one.")
    _game(compare)
    compare.add_argument("--policy", action="append", default=[], metavar="NAME", help="at least two of those below")
    compare.add_argument("--replications", default="20", metavar="N", help="games of each policy (default 20)")
    compare.add_argument("--workers", metavar="N", help="processes (default: as many as pay off)")

    calibrate = command("calibrate", _calibrate, "Hold the model against the facts that it should reproduce.")
    _game(calibrate, optional="city")
    calibrate.add_argument("--policy", metavar="NAME", help="average (default), or one of those below")
    calibrate.add_argument("--replications", default="200", metavar="N", help="games of each kind (default 200)")
    calibrate.add_argument("--workers", metavar="N", help="processes (default: as many as pay off)")
    calibrate.add_argument("--out", metavar="FILE", help="write the report to this .html or .md file too")
    calibrate.add_argument("--scores", action="store_true", help="instead: how the bots score, and how much is luck")

    why = command("why", _why, "Say why an account stayed, signed, left or came back.")
    _game(why)
    _who(why)
    account = 'an account by its id or its name, such as A01; another word, such as "?", is refused with a list'
    why.add_argument("--account", required=True, metavar="ID", help=account)

    _bundle_questions(commands)
    return parser


def _bundle_questions(commands: Any) -> None:
    what = "The arithmetic of the Evergreen bundle."
    bundle = commands.add_parser("bundle", help=what, description=what, allow_abbrev=False)
    questions = bundle.add_subparsers(metavar="QUESTION", required=True)
    takes = {
        "quote": ("What a plan does for an account.", ("wallet", "with-us", "x", "plan")),
        "ratchet": ("The fee, half-year by half-year.", ("wallet", "x", "plan", "basis", "periods", "cap")),
        "care": ("What to spend on an account below its commitment.", ("commitment", "actual")),
        "tower": ("The discount in a building that just pays.", ("customers", "lost", "margin", "win-back")),
    }
    means = {
        "wallet": ("CNY", "what the account spends on telecom with everybody, a month at list prices"),
        "with-us": ("CNY", "what it spends with us today, a month"),
        "x": ("CNY", "X, the amount a month that the bundle is agreed on"),
        "plan": ("A|B|C", "the plan of the bundle"),
        "basis": ("usage|paid|lower", "what X is set anew on after each half-year; lower: the smaller of both"),
        "cap": ("RATIO", "most that X is multiplied by each time, such as 1.1 (default: no cap)"),
        "periods": ("N", "half-years, 1 to 40"),
        "commitment": ("CNY", "what the account pays for, a month"),
        "actual": ("CNY", "what it uses, a month"),
        "customers": ("N", "accounts that were ours in the building"),
        "lost": ("N", "those of them that left"),
        "margin": ("SHARE", "our margin, such as 0.6"),
        "win-back": ("SHARE", "the chance that one who left comes back for the discount, such as 0.5"),
    }
    defaults = {"cap": "100"}
    for name, (about, options) in takes.items():
        made = questions.add_parser(name, help=about, description=about, allow_abbrev=False)
        made.register("action", None, _Once)
        for option in options:
            default = defaults.get(option)
            made.add_argument(
                f"--{option}",
                required=default is None,
                default=default,
                metavar=means[option][0],
                help=means[option][1],
            )
        made.add_argument("--json", action="store_true", help=JSON)
        made.set_defaults(run=_bundle, question=name)


def _game(command: argparse.ArgumentParser, optional: str | None = None) -> None:
    command.formatter_class = argparse.RawDescriptionHelpFormatter
    command.epilog = "policies:\n" + "\n".join(f"  {name:<12}  {what}" for name, what in BOTS.items())
    given = {"nargs": "?", "default": optional} if optional else {}
    said = f" (default {optional})" if optional else ""
    command.add_argument("scenario", metavar="SCENARIO", help=f"a pack's name or a folder{said}", **given)
    command.add_argument("--seed", default="1", metavar="N", help="which luck (default 1)")
    command.add_argument("--months", metavar="M", help="another length of the game")
    command.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="another number; see scenarios --parameters"
    )


def _who(command: argparse.ArgumentParser) -> None:
    command.add_argument("--policy", metavar="NAME", help="one of those below (default textbook)")
    command.add_argument("--decisions", metavar="FILE", help="decisions from a CSV file instead")


# A command's module is loaded only when it is asked for, so that the light ones start at once.


def _lab(options: argparse.Namespace) -> int:
    from kamsim.cli.arguments import checked_number
    from kamsim.lab import open_lab

    problems = Problems()
    port = checked_number("port", options.port, problems)
    problems.raise_if_any()
    return open_lab(options.notebook, browser=not options.no_browser, port=port, as_json=options.json)


def _scenarios(options: argparse.Namespace) -> int:
    from kamsim.cli.scenarios import scenarios

    return scenarios(options)


def _check(options: argparse.Namespace) -> int:
    from kamsim.cli.check import check

    return check(options)


def _play(options: argparse.Namespace) -> int:
    from kamsim.cli.play import play

    return play(options)


def _compare(options: argparse.Namespace) -> int:
    from kamsim.cli.compare import compare

    return compare(options)


def _calibrate(options: argparse.Namespace) -> int:
    from kamsim.cli.calibrate import calibrate

    return calibrate(options)


def _bundle(options: argparse.Namespace) -> int:
    from kamsim.cli.bundle import bundle

    return bundle(options)


def _why(options: argparse.Namespace) -> int:
    from kamsim.cli.why import why

    return why(options)
