"""The repository that a stranger runs: set-up files, the wheel's contents, and the working copy of the notebooks."""

import json
import os
import re
import socket
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace
from urllib.request import urlopen

import nbformat
import pytest

import start
from kamsim import lab

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = sorted((ROOT / "notebooks").glob("*.ipynb"))
PINS = [
    line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")
]


def notebook(*sources, output=""):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    for cell in cells if output else ():
        cell.outputs = [nbformat.v4.new_output("stream", text=output)]
    return nbformat.writes(nbformat.v4.new_notebook(cells=cells)).encode()


@pytest.fixture
def folders(tmp_path):
    shipped, working = tmp_path / "shipped", tmp_path / "home" / "notebooks"
    shipped.mkdir()
    (shipped / "00_start_here.ipynb").write_bytes(notebook("play()"))
    lab.refresh(shipped, working)
    return shipped, working


def test_constraints_are_plain_versions_without_addresses():
    assert PINS
    assert [line for line in PINS if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line)] == []


def test_constraints_cover_every_named_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = project["dependencies"] + [name for extra in project["optional-dependencies"].values() for name in extra]
    pinned = {line.split("==")[0].lower() for line in PINS}
    assert {re.split(r"[<>=~ ]", name)[0] for name in named} <= pinned


def test_set_up_is_repeated_only_when_what_it_depends_on_changes(tmp_path, monkeypatch):
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_text("one", encoding="utf-8")
    monkeypatch.setattr(start, "ROOT", tmp_path)
    before = start.inputs_digest()
    assert start.inputs_digest() == before
    (tmp_path / "constraints.txt").write_text("two", encoding="utf-8")
    assert start.inputs_digest() != before


def test_an_interrupt_during_the_set_up_ends_with_a_sentence(monkeypatch, capsys):
    def interrupted(testing):
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "set_up", interrupted)
    assert start.main([]) == 130
    assert "Stopped before the end" in capsys.readouterr().out


@pytest.mark.parametrize("asked", [[], ["-k", "tests"], ["-x", "tests/test_setup.py"], ["--ignore", "tests/browser"]])
def test_only_pytest_decides_which_arguments_of_a_test_run_are_places(asked, tmp_path, monkeypatch):
    ran = []
    monkeypatch.setenv("KAMSIM_BROWSER", "none")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        start.subprocess, "run", lambda command, **_: ran.append(command) or SimpleNamespace(returncode=0)
    )
    assert start.run_tests(asked) == 0
    (words,) = [command for command in ran if "pytest" in command]
    assert words[words.index("--nbval-cell-timeout=60") + 1 :] == asked
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["pytest"]["ini_options"]["testpaths"] == ["tests", "notebooks"]


def test_the_address_that_the_lab_prints_for_programs_is_that_of_a_lesson(tmp_path):
    command = [sys.executable, "-m", "kamsim", "lab", "12_a_city_for_two_years", "--no-browser", "--json"]
    home = {"KAMSIM_HOME": str(tmp_path), "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=os.environ | home) as server:
        try:
            found = json.loads(server.stdout.readline())
            with urlopen(found["address"], timeout=30) as page:
                assert (page.status, page.url.partition("?")[0]) == (200, found["address"].partition("?")[0])
        finally:
            server.terminate()
    assert found["address"].endswith(f"12_a_city_for_two_years.ipynb?token={found['token']}")
    assert f"http://127.0.0.1:{found['port']}/" in found["address"]


def test_a_port_that_is_taken_is_told_in_a_sentence_before_the_workbook_opens(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("KAMSIM_HOME", str(tmp_path))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert lab.open_lab(browser=False, port=port) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == f"Port {port} is not free. Give another one, or leave --port out to take a free one.\n"
    assert lab.can_listen(port)


def test_each_shipped_notebook_starts_itself_and_shows_no_code():
    for path in SHIPPED:
        lesson = nbformat.read(path, as_version=4)
        assert lesson.metadata.get("kamsim", {}).get("autorun") is True, path.name
        code = [cell for cell in lesson.cells if cell.cell_type == "code"]
        assert all(cell.metadata.get("jupyter", {}).get("source_hidden") is True for cell in code), path.name


def test_a_lesson_is_found_with_or_without_its_ending(folders):
    shipped, _ = folders
    assert lab.lesson_name(None, shipped) == "00_start_here.ipynb"
    assert lab.lesson_name("00_start_here", shipped) == lab.lesson_name("00_start_here.ipynb", shipped)


@pytest.mark.parametrize("asked", ["99_nothing", "../shipped/00_start_here", "/etc/passwd", "", "00_start_here\0", "*"])
def test_an_unknown_lesson_is_refused_with_the_list_of_lessons(folders, asked):
    with pytest.raises(LookupError, match="There are: 00_start_here"):
        lab.lesson_name(asked, folders[0])


def test_an_unknown_lesson_ends_with_exit_code_2_and_one_sentence(capsys):
    assert lab.open_lab("../../secret", browser=False) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_home_that_is_a_file_ends_with_exit_code_2_and_names_the_cure(tmp_path, monkeypatch, capsys, folders):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("KAMSIM_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(lab, "shipped_folder", lambda: folders[0])
    assert lab.open_lab(browser=False) == 2
    assert "KAMSIM_HOME" in capsys.readouterr().err


def test_a_notebook_that_was_only_run_is_replaced_by_a_newer_one(folders):
    shipped, working = folders
    (working / "00_start_here.ipynb").write_bytes(notebook("play()", output="month 1"))
    newer = notebook("play(again=True)")
    (shipped / "00_start_here.ipynb").write_bytes(newer)
    lab.refresh(shipped, working)
    assert (working / "00_start_here.ipynb").read_bytes() == newer
    assert len(list(working.glob("*.ipynb"))) == 1


def test_an_edited_notebook_stays_while_the_shipped_one_is_unchanged(folders):
    shipped, working = folders
    mine = notebook("play()", "# my notes")
    (working / "00_start_here.ipynb").write_bytes(mine)
    lab.refresh(shipped, working)
    assert (working / "00_start_here.ipynb").read_bytes() == mine


@pytest.mark.parametrize("manifest", [None, "", "[]", '{"00_start_here.ipynb": {}}'])
def test_an_edited_notebook_is_kept_beside_a_newer_one(folders, manifest):
    shipped, working = folders
    mine, newer = notebook("play()", "# my notes"), notebook("play(again=True)")
    (working / "00_start_here.ipynb").write_bytes(mine)
    (shipped / "00_start_here.ipynb").write_bytes(newer)
    if manifest is not None:
        (working / lab.MANIFEST).write_text(manifest, encoding="utf-8")
    lab.refresh(shipped, working)
    assert (working / "00_start_here.ipynb").read_bytes() == newer
    assert (working / "00_start_here (yours).ipynb").read_bytes() == mine


def test_no_edited_notebook_is_lost_over_many_updates(folders):
    shipped, working = folders
    for version in range(3):
        (working / "00_start_here.ipynb").write_bytes(notebook(f"# notes {version}"))
        (shipped / "00_start_here.ipynb").write_bytes(notebook(f"play({version})"))
        lab.refresh(shipped, working)
    kept = "".join(path.read_text(encoding="utf-8") for path in working.glob("*yours*"))
    assert all(f"notes {version}" in kept for version in range(3))


def test_a_deleted_working_copy_comes_back(folders):
    shipped, working = folders
    (working / "00_start_here.ipynb").unlink()
    lab.refresh(shipped, working)
    assert (working / "00_start_here.ipynb").exists()


def test_the_server_listens_on_this_computer_only():
    options = lab.lab_options(Path("home"), "00_start_here.ipynb", browser=False, port=0)
    assert "--ServerApp.ip=127.0.0.1" in options
    assert "--no-browser" in options


def test_a_lesson_and_other_work_in_lab_keep_their_layouts_apart(tmp_path, monkeypatch):
    monkeypatch.setenv("KAMSIM_HOME", str(tmp_path))
    variables = lab.jupyter_environment({"JUPYTERLAB_WORKSPACES_DIR": "elsewhere"})
    assert variables["JUPYTERLAB_WORKSPACES_DIR"] == str(tmp_path / "workspaces")


def test_the_lesson_starter_and_the_settings_are_where_jupyter_looks():
    ours = lab.PACKAGE / "jupyter"
    variables = lab.jupyter_environment({"JUPYTER_PATH": "mine"})
    assert variables["JUPYTER_PATH"].endswith("mine")
    assert variables["JUPYTER_CONFIG_PATH"] == str(ours)
    package = json.loads((ours / "labextensions" / "kamsim" / "package.json").read_text(encoding="utf-8"))
    assert (ours / "labextensions" / "kamsim" / package["jupyterlab"]["_build"]["load"]).is_file()
    settings = json.loads((ours / "labconfig" / "default_setting_overrides.json").read_text(encoding="utf-8"))
    assert settings["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
