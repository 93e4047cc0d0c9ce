"""Set up kamsim in ./.venv and start it: `python3 start.py` opens the workbook, `python3 start.py test` runs the tests.

Needs Python 3.11 or later and pip, nothing else; the system's own packages stay as they are.
"""

from __future__ import annotations  # so that an older Python reads this far and can be told so

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "kamsim-setup.json"
WINDOWS = os.name == "nt"
VENV_BIN = VENV / ("Scripts" if WINDOWS else "bin")
VENV_PYTHON = VENV_BIN / ("python.exe" if WINDOWS else "python")

BROWSER_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
BROWSER_FILES = {
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
    "win32": (
        r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
        r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
        r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
        r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
        r"%ProgramFiles%\Microsoft\Edge\Application\msedge.exe",
    ),
}
BROWSER_PACKAGES = ("chromium", "fonts-noto-cjk", "fonts-dejavu-core")


def main(arguments: list[str]) -> int:
    """Set up what is missing, then open the workbook or run the tests; returns the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file also meets a Python that cannot install the project
        say(f"kamsim needs Python 3.11 or later; this is {sys.version.split()[0]}.")
        return 2
    testing = arguments[:1] == ["test"]
    try:
        set_up(testing)
        if testing:
            return run_tests(arguments[1:])
    except subprocess.CalledProcessError as failure:
        say(f"The set-up stopped: `{' '.join(map(str, failure.cmd))}` failed, see above. Mend that and run this again.")
        return 1
    except KeyboardInterrupt:
        say("\nStopped before the end. Run this again to go on; what is half set up is set up anew.")
        return 130
    return run_in_place([str(VENV_BIN / "kamsim"), "lab", *arguments])


def say(sentence: str) -> None:
    print(sentence, flush=True)


# --- set-up -----------------------------------------------------------------------------------------------------------


def set_up(testing: bool) -> None:
    """Bring .venv up to date with pyproject.toml and constraints.txt; does nothing when it is.

    Raises CalledProcessError when a command fails.
    """
    wanted = {"digest": inputs_digest(), "test": testing}
    have = read_stamp()
    if have.get("digest") == wanted["digest"] and (have.get("test") or not testing):
        return
    say("Setting up kamsim in .venv (a few minutes the first time)...")
    pip = make_venv()
    project = f"{ROOT}[test]" if testing else str(ROOT)
    quiet = [
        "--quiet",
        "--quiet",
        "--no-input",
        "--disable-pip-version-check",
        "--progress-bar",
        "off",
        "--prefer-binary",
    ]
    run([*pip, "install", *quiet, "--constraint", str(ROOT / "constraints.txt"), "--editable", project])
    STAMP.write_text(json.dumps(wanted), encoding="utf-8")


def inputs_digest() -> str:
    """Everything that decides what .venv must hold: the Python, where the checkout is, and the two files."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def read_stamp() -> dict:
    """What the last complete set-up did; empty when there was none, or when its Python no longer starts."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        subprocess.run([VENV_PYTHON, "-c", ""], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return {}
    return stamp


def make_venv() -> list[str]:
    """Make a fresh .venv; returns the pip command that installs into it.

    Where ensurepip is missing (Debian without python3-venv) the .venv has no pip, and the pip of this Python does it.
    """
    with_pip = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.run(with_pip, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
        return [str(VENV_PYTHON), "-m", "pip"]
    run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)])
    return [sys.executable, "-m", "pip", "--python", str(VENV_PYTHON)]


def run(command: list[str]) -> None:
    subprocess.run(command, check=True, cwd=ROOT)


def run_in_place(command: list[str]) -> int:
    """Become the command where the system can, so that Ctrl+C and a kill reach it and not a parent of it."""
    if not WINDOWS:
        os.execv(command[0], command)
    process = subprocess.Popen(command)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # the same Ctrl+C went to the command, which is closing its files


# --- tests ------------------------------------------------------------------------------------------------------------


def run_tests(arguments: list[str]) -> int:
    """Check the style, run the tests and the notebooks; 0 only when all of them pass.

    arguments go to pytest; a file or folder of the project there replaces the default, `testpaths` in pyproject.toml.
    """
    browser = find_browser() or install_browser()
    if browser is None and os.environ.get("CI") != "true":
        say("No Chromium, Chrome or Edge was found, so the browser tests are skipped.")
    notebooks = ["--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout=60"]
    commands = {
        "style": ["ruff", "check", "--quiet"],
        "format": ["ruff", "format", "--check", "--quiet"],
        "tests": ["pytest", "-n", "2", "--dist", "loadscope", *notebooks, *arguments],
    }
    with tempfile.TemporaryDirectory(prefix="kamsim-home-") as home:
        environment = {**os.environ, "KAMSIM_HOME": home, "PYTHONUTF8": "1"}
        if browser:
            environment["KAMSIM_BROWSER"] = browser
        codes = {
            name: subprocess.run([VENV_PYTHON, "-m", *command], cwd=ROOT, env=environment).returncode
            for name, command in commands.items()
        }
    failed = [name for name, code in codes.items() if code]
    say(f"FAILED: {', '.join(failed)}." if failed else "All good: style, format and tests.")
    return max(codes.values(), key=abs)


def find_browser() -> str | None:
    """The Chromium, Chrome or Edge to test with: KAMSIM_BROWSER if set, else the first found; None without one."""
    if chosen := os.environ.get("KAMSIM_BROWSER"):
        return chosen
    for name in BROWSER_NAMES:
        if path := shutil.which(name):
            return path
    files = (os.path.expandvars(file) for file in BROWSER_FILES.get(sys.platform, ()))
    return next((file for file in files if Path(file).is_file()), None)


def install_browser() -> str | None:
    """Install Debian's Chromium where that needs no password (Debian, as root); None where it cannot."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not (root and Path("/etc/debian_version").exists() and shutil.which("apt-get")):
        return None
    say("Installing Chromium for the browser tests...")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *BROWSER_PACKAGES]):
        done = subprocess.run(["apt-get", *command], env=environment, capture_output=True, text=True, encoding="utf-8")
        if done.returncode:
            say(f"apt-get {command[0]} failed: {done.stderr.strip()}")
            return None
    return find_browser()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
