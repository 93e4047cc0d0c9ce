"""A KAMSIM_HOME for each test process, so that no test meets a person's games or another test's; the terminal."""

import json
import os
import shutil
import tempfile

import pytest
from hypothesis import settings

_home = tempfile.mkdtemp(prefix="kamsim-tests-")
# At import, not in a fixture: notebooks run by nbval start their kernels outside of any fixture.
os.environ["KAMSIM_HOME"] = _home


def pytest_unconfigure(config):
    shutil.rmtree(_home, ignore_errors=True)


# A slow machine is no fault of the code, and a red build is that of the change: the same examples each time.
settings.register_profile("kamsim", deadline=None, derandomize=True)
settings.load_profile("kamsim")


@pytest.fixture
def cockpit():
    """The cockpit of a city whose game is not kept."""
    from kamsim.engine.scenario import find_scenario
    from kamsim.workbook.cockpit import Cockpit
    from kamsim.workbook.session import Session

    return Cockpit(Session(find_scenario("city"), 7))


@pytest.fixture
def run(capsys):
    """Carries out a command: exit code, what went to stdout, what went to stderr."""

    def call(*arguments):
        from kamsim import cli

        code = cli.main(list(arguments))
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err + printed.out
        return code, printed.out, printed.err

    return call


@pytest.fixture
def answer(run):
    """The JSON value that a command prints."""

    def call(*arguments):
        code, out, err = run(*arguments, "--json")
        assert (code, err) == (0, "")
        return json.loads(out, parse_constant=lambda word: pytest.fail(f"{word} is not JSON"))

    return call


@pytest.fixture
def refused(run):
    """What a refused command says."""

    def call(*arguments):
        code, out, err = run(*arguments)
        assert (code, out) == (2, "")
        return err

    return call
