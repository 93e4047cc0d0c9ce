"""Opens the workbook in JupyterLab, on a working copy of the notebooks: playing never changes what was shipped."""

import hashlib
import json
import os
import socket
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kamsim.workbook.home import home_folder

START_NOTEBOOK = "00_start_here.ipynb"
MANIFEST = ".shipped.json"
PACKAGE = Path(__file__).resolve().parent


def open_lab(notebook: str | None = None, *, browser: bool = True, port: int = 0, as_json: bool = False) -> int:
    """Open a lesson in JupyterLab on this computer only, until it is stopped; returns the exit code.

    notebook is a lesson's name, with or without .ipynb, None for the first one; port 0 takes a free one;
    as_json prints the address for a program instead of a sentence. An unknown lesson, a port that is taken or an
    unusable KAMSIM_HOME is told on stderr and gives 2.
    """
    try:
        name = lesson_name(notebook, shipped_folder())
        folder = home_folder() / "notebooks"
        refresh(shipped_folder(), folder)
    except LookupError as problem:
        print(problem.args[0], file=sys.stderr)
        return 2
    except OSError as problem:
        print(f"Cannot use {problem.filename}: {problem.strerror}. Set KAMSIM_HOME to another folder.", file=sys.stderr)
        return 2
    if port and not can_listen(port):
        print(f"Port {port} is not free. Give another one, or leave --port out to take a free one.", file=sys.stderr)
        return 2
    os.environ.update(jupyter_environment(os.environ))
    return serve(lab_options(folder, name, browser=browser, port=port), name, as_json)


def shipped_folder() -> Path:
    """The notebooks as shipped: inside an installed package, or beside it in a checkout."""
    installed = PACKAGE / "_notebooks"
    return installed if installed.is_dir() else PACKAGE.parent / "notebooks"


def lesson_name(asked: str | None, shipped: Path) -> str:
    """The file name of the lesson that was asked for; raises LookupError, with the list of lessons, for any other."""
    names = sorted(path.name for path in shipped.glob("*.ipynb"))
    wanted = START_NOTEBOOK if asked is None else f"{asked.removesuffix('.ipynb')}.ipynb"
    if wanted in names:
        return wanted
    lessons = ", ".join(name.removesuffix(".ipynb") for name in names) or "none"
    raise LookupError(f"There is no notebook {wanted.removesuffix('.ipynb')!r}. There are: {lessons}.")


# --- the working copy -------------------------------------------------------------------------------------------------


def refresh(shipped: Path, folder: Path) -> None:
    """Bring the working copy up to date with the shipped files, without losing a person's own changes.

    A file that was not edited is replaced when the shipped one has changed; one that was edited as well is kept beside
    the new one as `NAME (yours).ipynb`. Running a notebook is not editing it: outputs do not count.
    """
    folder.mkdir(parents=True, exist_ok=True)
    manifest = read_manifest(folder)
    for source in sorted(path for path in shipped.rglob("*") if path.is_file()):
        relative = source.relative_to(shipped)
        if any(part.startswith(".") for part in relative.parts):
            continue
        name, content, target = relative.as_posix(), source.read_bytes(), folder / relative
        known = manifest.get(name, {})
        entry = {"shipped": digest(content), "text": text_digest(content)}
        if target.exists():
            mine = text_digest(target.read_bytes())
            if known.get("shipped") == entry["shipped"]:
                continue
            if mine not in (known.get("text"), entry["text"]):
                target.replace(free_name(target))
        write_whole(target, content)
        manifest[name] = entry
    write_whole(folder / MANIFEST, json.dumps(manifest, indent=1, sort_keys=True).encode())


def read_manifest(folder: Path) -> dict[str, dict[str, str]]:
    """What was shipped when each file was last copied; empty when nothing readable says so."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def text_digest(content: bytes) -> str:
    """A hash of what a person writes: of a notebook its cells' sources, of any other file all of it."""
    try:
        cells = json.loads(content)["cells"]
        written = [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
    except (ValueError, KeyError, TypeError):
        return digest(content)
    return digest(json.dumps(written).encode())


def free_name(path: Path) -> Path:
    """A name beside path that is not taken: `NAME (yours).ipynb`, then `NAME (yours 2).ipynb`, and so on."""
    candidate, count = path.with_name(f"{path.stem} (yours){path.suffix}"), 1
    while candidate.exists():
        count += 1
        candidate = path.with_name(f"{path.stem} (yours {count}){path.suffix}")
    return candidate


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader, or a power cut, meets the old one or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".kamsim-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


# --- JupyterLab -------------------------------------------------------------------------------------------------------


def jupyter_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that make JupyterLab read our settings and lesson starter as well as the person's own."""
    ours = str(PACKAGE / "jupyter")

    def with_ours(name: str) -> str:
        return os.pathsep.join(filter(None, (ours, environment.get(name))))

    return {
        "KAMSIM_HOME": str(home_folder()),
        # The side bars and open files of other work do not squeeze a lesson, nor does a lesson rearrange them.
        "JUPYTERLAB_WORKSPACES_DIR": str(home_folder() / "workspaces"),
        "JUPYTER_PATH": with_ours("JUPYTER_PATH"),
        "JUPYTER_CONFIG_PATH": with_ours("JUPYTER_CONFIG_PATH"),
        # Else a kernel that the person once installed elsewhere under the same name would run the lessons.
        "JUPYTER_PREFER_ENV_PATH": "1",
    }


def lab_options(folder: Path, name: str, *, browser: bool, port: int) -> list[str]:
    """JupyterLab's options: this computer only, one lesson on a page of its own, no other server's settings touched."""
    options = [
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.default_url=/doc/tree/{name}",
        "--ServerApp.answer_yes=True",
        "--ServerApp.log_level=ERROR",
        "--LabApp.log_level=ERROR",
    ]
    if not browser:
        options.append("--no-browser")
    if port:
        options += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--ServerApp.allow_root=True")
    return options


def can_listen(port: int) -> bool:
    """Whether a port of this computer is free for the server."""
    with socket.socket() as probe:
        if os.name == "posix":
            # As the server does: a port that a stopped server had a moment ago is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            # Binding alone is let through where nobody listens yet.
            probe.listen(1)
        except OSError:
            return False
    return True


def serve(options: Sequence[str], name: str, as_json: bool) -> int:
    """Run JupyterLab in this process until Ctrl+C, saying first that it opens or where; returns its exit code."""
    if not as_json:
        print("Opening the workbook. Leave this window open while you play; Ctrl+C here stops it.", flush=True)
    try:
        from jupyterlab.labapp import LabApp

        server = LabApp.initialize_server(argv=list(options))
        if as_json:
            # The loop takes the port before it comes to this.
            server.io_loop.add_callback(lambda: print(_where(server, name), flush=True))
        server.start()
    except SystemExit as stopped:
        return stopped.code if isinstance(stopped.code, int) else int(stopped.code is not None)
    except KeyboardInterrupt:
        pass
    return 0


def _where(server: Any, name: str) -> str:
    """The address of a lesson, complete with the token that the server asks for, and its parts, as JSON on one line."""
    token = server.identity_provider.token
    address = f"{server.connection_url}doc/tree/{quote(name)}"
    whole = f"{address}?token={token}" if token else address
    return json.dumps({"address": whole, "port": server.port, "token": token})
