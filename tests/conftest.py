"""Gives each test process a KAMSIM_HOME of its own, so that no test meets a person's games or another test's."""

import os
import shutil
import tempfile

from hypothesis import settings

_home = tempfile.mkdtemp(prefix="kamsim-tests-")
# At import, not in a fixture: notebooks run by nbval start their kernels outside of any fixture.
os.environ["KAMSIM_HOME"] = _home


def pytest_unconfigure(config):
    shutil.rmtree(_home, ignore_errors=True)


# A slow machine is no fault of the code; timings belong to the benchmarks.
settings.register_profile("kamsim", deadline=None)
settings.load_profile("kamsim")
