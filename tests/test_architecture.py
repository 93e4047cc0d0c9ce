"""The house keeps its shape: imports run downwards, heavy packages stay upstairs, public names are a contract."""

import ast
import json
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import kamsim

PACKAGE = Path(kamsim.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
ALL = pytest.mark.parametrize("path", MODULES, ids=[path.relative_to(PACKAGE).as_posix() for path in MODULES])

FLOORS = ("market", "engine", "studies", "workbook", "cli")
TOP = FLOORS.index("cli")
"""What lies directly in the package (`lab`, `__main__`, `__init__`, settings of Jupyter) belongs with the terminal."""

CORE = {"simpy", "pydantic"}
TABLES = {"pandas", "numpy", "scipy"}
WIDGETS = {"ipywidgets", "anywidget", "traitlets", "IPython"}
CLOCK_AND_CHANCE = {"random", "time", "datetime"}

PUBLIC = [
    "BadInput",
    "Briefing",
    "POLICIES",
    "Scenario",
    "Simulation",
    "compare",
    "find_scenario",
    "load_scenario",
    "month_table",
    "open_cockpit",
    "open_first_deal",
    "open_session",
    "play",
    "replay",
]


@cache
def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def floor_of(parts):
    return FLOORS.index(parts[0]) if parts and parts[0] in FLOORS else TOP


def floor(path):
    return floor_of(path.relative_to(PACKAGE).with_suffix("").parts)


def running(node):
    """The nodes of a tree but for what only a type checker reads."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and isinstance(child.test, ast.Name) and child.test.id == "TYPE_CHECKING"):
            yield from running(child)


def imports(path):
    """Names of all modules that a file imports when it runs, also inside functions."""
    for node in running(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            yield node.module
            if node.module == "kamsim":
                yield from (f"kamsim.{alias.name}" for alias in node.names)


def packages(path):
    """Top-level packages that a file imports and that Python does not bring."""
    return {name.partition(".")[0] for name in imports(path)} - set(sys.stdlib_module_names) - {"kamsim"}


@ALL
def test_imports_run_downwards(path):
    for name in imports(path):
        first, _, rest = name.partition(".")
        if first == "kamsim" and rest:
            assert floor_of(rest.split(".")) <= floor(path), f"{path.name} imports {name}"


@ALL
def test_heavy_packages_stay_upstairs(path):
    used, at = packages(path), floor(path)
    if at <= FLOORS.index("engine"):
        assert used <= CORE
    if at < FLOORS.index("studies"):
        assert not used & TABLES
    if at != FLOORS.index("workbook"):
        assert not used & WIDGETS
    if path.relative_to(PACKAGE).parent.as_posix() != "workbook/plots":
        assert "matplotlib" not in used


@ALL
def test_market_and_engine_know_no_clock_no_chance_but_streams_and_no_unstable_hash(path):
    if floor(path) > FLOORS.index("engine"):
        return
    # A TOML document may hold dates, which reading must know to refuse.
    dates = {"datetime"} if path.parent.name == "reading" else set()
    assert not {name.partition(".")[0] for name in imports(path)} & (CLOCK_AND_CHANCE - dates)
    names = {node.id for node in ast.walk(tree_of(path)) if isinstance(node, ast.Name)}
    assert "hash" not in names


def purposes(path):
    """What a file draws chance for: the first argument of `streams.of`, up to where a name is filled in."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "of" and node.args:
            first = node.args[0].values[0] if isinstance(node.args[0], ast.JoinedStr) else node.args[0]
            if isinstance(first, ast.Constant):
                yield first.value


def test_no_two_purposes_share_a_stream():
    found = Counter(purpose for path in MODULES for purpose in purposes(path))
    assert len(found) > 20
    assert {purpose for purpose, times in found.items() if times > 1} == set()


@ALL
def test_the_rules_of_the_market_neither_read_files_nor_know_time(path):
    if floor(path) == FLOORS.index("market"):
        assert not {name.partition(".")[0] for name in imports(path)} & {"simpy", "pathlib", "os", "io", "csv", "json"}


@ALL
def test_a_module_is_a_noun_of_the_field(path):
    assert not {"utils", "util", "helpers", "common", "manager", "base", "misc"} & {path.stem, path.parent.name}


@ALL
def test_nothing_is_ever_unpickled(path):
    assert not {name.partition(".")[0] for name in imports(path)} & {
        "dill",
        "joblib",
        "cloudpickle",
        "marshal",
        "shelve",
    }
    tree = tree_of(path)
    from_pickle = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "pickle"
        for alias in node.names
    }
    used = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "pickle"
    }
    assert from_pickle | used <= {"dumps", "PicklingError"}


def code_of_notebooks():
    folder = PACKAGE.parent / "notebooks"
    for path in sorted(folder.glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                yield path.name, "".join(cell["source"])


UNSAFE = {"HTML", "HTMLMath", "Markdown", "Javascript", "append_display_data", "to_html", "Styler", "HTMLExporter"}
"""What draws a string as markup, so that a name could run as a script."""


def unsafe_names(source):
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.ImportFrom):
            found |= {alias.name for alias in node.names}
    return found & UNSAFE


@ALL
def test_no_screen_draws_a_text_as_markup(path):
    assert not unsafe_names(path.read_text(encoding="utf-8"))


def test_no_notebook_draws_a_text_as_markup():
    for name, source in code_of_notebooks():
        assert not unsafe_names(source), name


def test_the_search_for_markup_finds_what_it_looks_for():
    assert unsafe_names("from IPython.display import HTML")
    assert unsafe_names("widgets.HTML(value=name)")
    assert unsafe_names("frame.to_html(escape=False)")
    assert not unsafe_names("HTML_TAGS = ('p',)")


def test_the_public_names_are_these():
    assert kamsim.__all__ == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_is_there_and_explains_itself(name):
    found = getattr(kamsim, name)
    assert name in dir(kamsim)
    assert isinstance(found, dict) or found.__doc__


def test_an_unknown_name_is_missed_as_in_any_module():
    with pytest.raises(AttributeError, match="no attribute 'simulate'"):
        _ = kamsim.simulate


def fresh(code):
    """What a new Python prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_importing_kamsim_takes_less_than_a_fifth_of_a_second_and_loads_nothing_heavy():
    seconds, *loaded = fresh(
        "import time, sys; start = time.perf_counter(); import kamsim; print(time.perf_counter() - start, *sys.modules)"
    ).split()
    assert float(seconds) < 0.2
    assert not {"pandas", "numpy", "scipy", "matplotlib", "ipywidgets", "anywidget", "simpy", "pydantic"} & set(loaded)


def test_a_whole_game_is_played_without_tables_plots_or_widgets():
    loaded = fresh(
        "import kamsim, sys\n"
        "kamsim.play(kamsim.find_scenario('first-deal'), kamsim.POLICIES['textbook'], 1)\n"
        "print(*sys.modules)"
    ).split()
    assert "simpy" in loaded
    assert not (TABLES | WIDGETS | {"matplotlib"}) & set(loaded)
