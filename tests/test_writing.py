"""Safe writing: the old file or the new one, never a mix, and a sentence when it fails."""

import errno
import os
import sys

import pytest

from kamsim.engine.writing import CannotWrite, cell, previous, table_text, write_bytes, write_folder, write_text


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_replaced_whole(tmp_path):
    path = tmp_path / "game.json"
    write_text(path, "one\n")
    write_text(path, "二\n")
    assert path.read_bytes() == "二\n".encode()
    assert names_in(tmp_path) == ["game.json"]


def test_three_earlier_versions_stay_the_newest_first(tmp_path):
    path = tmp_path / "game.json"
    for version in range(6):
        write_text(path, str(version), keep=3)
    assert path.read_text() == "5"
    assert [previous(path, number).read_text() for number in (1, 2, 3)] == ["4", "3", "2"]
    assert len(names_in(tmp_path)) == 4


def test_a_folder_a_missing_folder_and_a_link_are_refused_with_the_path_in_a_sentence(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("kept")
    paths = {
        tmp_path / "folder": "a folder has that name",
        tmp_path / "none" / "x": "its folder does not exist",
        tmp_path / "file" / "x": "its folder is not a folder",
        tmp_path / "a\0b": "its name is not valid",
    }
    if sys.platform != "win32":
        (tmp_path / "link").symlink_to("/dev/null")
        (tmp_path / "other").symlink_to(tmp_path / "file")
        paths |= {tmp_path / "link": "is not permitted", tmp_path / "other": "is not permitted"}
    for path, reason in paths.items():
        with pytest.raises(CannotWrite) as refusal:
            write_text(path, "new")
        assert str(path) in str(refusal.value)
        assert reason in str(refusal.value)
    assert (tmp_path / "file").read_text() == "kept"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_without_room_the_old_file_stays_and_the_bytes_needed_are_named(tmp_path):
    import resource
    import signal

    path = tmp_path / "game.json"
    write_text(path, "old")
    limits, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, limits[1]))
        with pytest.raises(CannotWrite, match=r"no room for its 5,000 bytes"):
            write_bytes(path, b"x" * 5_000, keep=3)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert path.read_text() == "old"
    assert names_in(tmp_path) == ["game.json"]
    write_bytes(path, b"x" * 5_000)
    assert path.stat().st_size == 5_000


class Faults:
    """Lets the real calls through until the n-th, which fails as a broken disk does."""

    def __init__(self, patch, nth, error, calls=("fsync", "replace", "rename", "open")):
        self.left, self.error, self.steps = nth, error, []
        for name in calls:
            patch.setattr(os, name, self.breaking(getattr(os, name)))

    def breaking(self, real):
        def call(*args, **kwargs):
            self.left -= 1
            self.steps.append(real.__name__)
            if self.left == 0:
                raise self.error
            return real(*args, **kwargs)

        return call


@pytest.mark.parametrize(
    "error", [OSError(errno.EIO, "Input/output error"), KeyboardInterrupt()], ids=["disk", "Ctrl-C"]
)
def test_whichever_step_fails_the_file_is_the_old_or_the_new_one(tmp_path, error):
    path = tmp_path / "game.json"
    outcomes = set()
    for nth in range(1, 20):
        for old in tmp_path.iterdir():
            old.unlink()
        for version in ("v1", "v2", "old"):
            write_text(path, version, keep=3)
        with pytest.MonkeyPatch.context() as patch:
            faults = Faults(patch, nth, error)
            stopped = None
            try:
                write_text(path, "new", keep=3)
            except (CannotWrite, KeyboardInterrupt) as stop:
                stopped = stop
        if isinstance(stopped, CannotWrite):
            assert str(path) in str(stopped)
            assert path.read_text() == "old"
        outcomes.add(path.read_text())
        assert not [name for name in names_in(tmp_path) if name.endswith(".tmp")]
        if faults.left > 0:
            break
    else:
        pytest.fail("no run without a fault")
    assert outcomes == {"old", "new"}
    assert faults.steps.index("fsync") < faults.steps.index("replace")


def contents(folder):
    return {path.name: path.read_text() for path in folder.iterdir()}


@pytest.mark.parametrize("before", [None, {}, {"a": "old", "b": "old", "notes": "mine"}, {"b": "old"}])
@pytest.mark.parametrize(
    "error", [OSError(errno.EIO, "Input/output error"), KeyboardInterrupt()], ids=["disk", "Ctrl-C"]
)
def test_whichever_step_fails_a_folder_has_all_old_files_or_all_new_ones(tmp_path, error, before):
    new = {"a": "new", "b": "new", "c": "new"}
    outcomes = []
    for nth in range(1, 30):
        folder = tmp_path / str(nth) / "deep" / "results"
        if before is not None:
            folder.mkdir(parents=True)
            for name, text in before.items():
                (folder / name).write_text(text)
        with pytest.MonkeyPatch.context() as patch:
            faults = Faults(patch, nth, error, ("fsync", "replace", "rename", "mkdir"))
            stopped = None
            try:
                write_folder(folder, new)
            except (CannotWrite, KeyboardInterrupt) as stop:
                stopped = stop
        if isinstance(stopped, CannotWrite):
            assert str(folder) in str(stopped)
            assert "what was there before is unchanged" in str(stopped)
        found = contents(folder) if (tmp_path / str(nth)).exists() else None
        whole = (before or {}) | new
        # A disk that fails is a failure until the end; Ctrl+C may come when all is done.
        assert found in (([before] if isinstance(stopped, CannotWrite) else [before, whole]) if stopped else [whole])
        outcomes.append(stopped is None)
        if faults.left > 0:
            break
    else:
        pytest.fail("no run without a fault")
    assert len(outcomes) > 6


def test_when_the_old_files_cannot_be_put_back_the_sentence_says_where_they_are(tmp_path):
    folder = tmp_path / "results"
    write_folder(folder, {"a": "old", "b": "old"})

    def broken(*args):
        moves.append(args)
        if len(moves) > 2:
            raise OSError(errno.EIO, "Input/output error")
        real(*args)

    real, moves = os.replace, []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", broken)
        with pytest.raises(CannotWrite, match="what was there before is in ") as refusal:
            write_folder(folder, {"a": "new", "b": "new"})
    where = str(refusal.value).rpartition(" is in ")[2].removesuffix(".")
    assert contents(type(folder)(where)) == {"a": "old"}
    assert (folder / "b").read_text() == "old"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_without_room_for_one_file_of_a_folder_none_is_written(tmp_path):
    import resource

    old = {"small": "old", "large": "old"}
    write_folder(tmp_path / "there", old)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, limits[1]))
        for folder in (tmp_path / "there", tmp_path / "not" / "there"):
            with pytest.raises(CannotWrite, match="no room for its 5,003 bytes; what was there before is unchanged"):
                write_folder(folder, {"small": "new", "large": "x" * 5_000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert contents(tmp_path / "there") == old
    assert names_in(tmp_path) == ["there"]


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="only Linux has such a folder")  # noqa: PTH112
def test_where_the_system_lets_nobody_make_a_folder_the_sentence_says_so(tmp_path):
    with pytest.raises(CannotWrite, match="cannot write /proc/x/y: no folder can be made there"):
        write_folder(type(tmp_path)("/proc/x/y"), {"a": "new"})


def test_formula_leading_text_gets_an_apostrophe_and_numbers_do_not():
    assert [cell(text) for text in ("=1+1", "@x", "-x", " +x", "\tx", "plain", "'tis")] == [
        "'=1+1", "'@x", "'-x", "' +x", "'\tx", "plain", "'tis",
    ]  # fmt: skip
    assert table_text(["a", "b"], [["-5", -5], [None, 0.1], ["x,y", True]]) == 'a,b\n\'-5,-5\n,0.1\n"x,y",true\n'


def test_numbers_are_written_without_exponents_and_only_when_finite():
    assert table_text(["a"], [[1e-7], [1e14], [-0.0]]) == "a\n0.0000001\n100000000000000.0\n0\n"
    with pytest.raises(ValueError, match="finite"):
        table_text(["a"], [[float("nan")]])
