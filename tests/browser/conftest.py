"""Starts JupyterLab as `kamsim lab` does, on a copy of the notebooks and with nothing of the person's own settings."""

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from kamsim.lab import START_NOTEBOOK, jupyter_environment, lab_options, refresh, shipped_folder
from lab_page import LabPage
from start import find_browser

BROWSER_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LAPTOP = {"width": 1366, "height": 768}


@pytest.fixture(scope="session")
def browser():
    path = find_browser()
    if path is None:
        message = "no Chromium, Chrome or Edge was found; KAMSIM_BROWSER may name one"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=BROWSER_OPTIONS)
        yield running
        running.close()


@pytest.fixture
def lab(browser, tmp_path, monkeypatch):
    """A LabPage on a server of its own; the folder of notebooks holds copies of the shipped ones."""
    notebooks = tmp_path / "home" / "notebooks"
    refresh(shipped_folder(), notebooks)
    monkeypatch.setenv("KAMSIM_HOME", str(tmp_path / "home"))
    pictures = Path(os.environ.get("KAMSIM_SCREENSHOTS", tmp_path / "pictures"))
    pictures.mkdir(parents=True, exist_ok=True)
    with served(notebooks, tmp_path) as (address, token):
        page = browser.new_page(viewport=LAPTOP)
        yield LabPage(page, address, token, notebooks, pictures)
        page.close()


@contextlib.contextmanager
def served(notebooks: Path, scratch: Path):
    """JupyterLab on loopback with a free port and a secret token; yields both, and ends the server with its kernels."""
    port, token = free_port(), secrets.token_hex(16)
    options = lab_options(notebooks, START_NOTEBOOK, browser=False, port=port)
    own = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    own += ("JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR")
    environment = {**os.environ, **jupyter_environment({}), "JUPYTER_TOKEN": token}
    environment |= {name: str(scratch / name.lower()) for name in own}
    with (scratch / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options, "--LabApp.expose_app_in_browser=True"],
            env=environment,
            stdout=log,
            stderr=log,
        )
        address = f"http://127.0.0.1:{port}"
        try:
            wait_until_served(address, token, server, scratch / "server.log")
            yield address, token
        finally:
            stop(address, token, server)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_served(address: str, token: str, server: subprocess.Popen, log: Path, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/api/status?token={token}", timeout=5):
            return
        time.sleep(0.1)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")


def stop(address: str, token: str, server: subprocess.Popen) -> None:
    """Ask the server to end, which ends its kernels too (a kill would leave them on Windows)."""
    request = urllib.request.Request(f"{address}/api/shutdown?token={token}", method="POST")
    with contextlib.suppress(OSError), urllib.request.urlopen(request, timeout=10):
        pass
    try:
        server.wait(timeout=15)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
