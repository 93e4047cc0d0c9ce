"""Safe writing of files: afterwards there are the old ones or the new ones, never a mix."""

from __future__ import annotations

import csv
import errno
import io
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠\t\r\n]")
"""The start of a text that a spreadsheet may take for a formula."""

_REASONS = {
    errno.EACCES: "writing there is not permitted",
    errno.EPERM: "writing there is not permitted",
    errno.EROFS: "the disk is read-only",
    errno.ENOENT: "its folder does not exist",
    errno.ENOTDIR: "its folder is not a folder",
    errno.EISDIR: "a folder has that name",
    errno.ENAMETOOLONG: "the name is too long",
}


UNCHANGED = "what was there before is unchanged"


class CannotWrite(OSError):  # noqa: N818 - reads as the sentence that it says
    """A file that could not be written; what was there before is unchanged."""


def write_text(path: Path, text: str, keep: int = 0) -> None:
    """`write_bytes` of `text` in UTF-8, line ends as they are."""
    write_bytes(path, text.encode("utf-8"), keep)


def write_bytes(path: Path, data: bytes, keep: int = 0) -> None:
    """Replace the file at `path` by `data` in one step, on disk when this returns; raises `CannotWrite`.

    `keep` earlier versions stay beside it, the newest as NAME.1.
    """
    try:
        _refuse_what_is_no_file(path)
        _replace(path, data, keep)
    except (OSError, ValueError) as error:
        raise CannotWrite(f"cannot write {path}: {_reason(error, len(data))}; {UNCHANGED}.") from error


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Write `files`, text by name, into a folder, made when missing: all of them or none; raises `CannotWrite`.

    Files of these names are replaced, other files in the folder stay.
    """
    data = {name: text.encode("utf-8") for name, text in files.items()}
    made: list[Path] = []
    stage = old = None
    try:
        fresh = not folder.exists()
        for parent in reversed(folder.parents) if fresh else ():
            if not parent.exists():
                made.append(parent)
                parent.mkdir()
        stage = (folder.parent if fresh else folder) / f".{secrets.token_hex(8)}.tmp"
        old = stage / "old"
        stage.mkdir()
        for name, content in data.items():
            _refuse_what_is_no_file(folder / name)
            _write_new(stage / name, content)
        if fresh:
            stage.replace(folder)
        else:
            old.mkdir()
            _exchange(stage, old, folder, data)
    except BaseException as error:
        kept = old is not None and old.is_dir() and any(old.iterdir())
        if stage is not None and not kept:
            shutil.rmtree(stage, ignore_errors=True)
        for parent in reversed(made):
            with suppress(OSError):
                parent.rmdir()
        if not isinstance(error, OSError | ValueError):
            raise
        # Every folder above was there or was made, so what is missing is the permission of the system.
        absent = getattr(error, "errno", None) == errno.ENOENT
        reason = "no folder can be made there" if absent else _reason(error, sum(map(len, data.values())))
        before = f"what was there before is in {old}" if kept else UNCHANGED
        raise CannotWrite(f"cannot write {folder}: {reason}; {before}.") from error
    shutil.rmtree(stage, ignore_errors=True)
    _sync_folder(folder)


def _exchange(stage: Path, old: Path, folder: Path, names: Iterable[str]) -> None:
    """Move new files from `stage` into `folder` and those that they replace to `old`; when one fails, all go back."""
    try:
        for name in names:
            if (folder / name).exists():
                (folder / name).replace(old / name)
            (stage / name).replace(folder / name)
    except BaseException:
        for name in names:
            if (old / name).exists():
                (old / name).replace(folder / name)
            elif not (stage / name).exists():
                (folder / name).unlink()
        raise


def _refuse_what_is_no_file(path: Path) -> None:
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise OSError(errno.EISDIR if path.is_dir() else errno.EPERM, "not a plain file")


def _reason(error: OSError | ValueError, size: int) -> str:
    number = getattr(error, "errno", None)
    if number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"there is no room for its {size:,} bytes"
    return _REASONS.get(number) or getattr(error, "strerror", None) or "its name is not valid"


def previous(path: Path, number: int) -> Path:
    """Where the earlier version `number` of a file is kept; 1 is the newest."""
    return path.with_name(f"{path.name}.{number}")


def _replace(path: Path, data: bytes, keep: int = 0) -> None:
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        _write_new(temporary, data)
        if keep and path.exists():
            _keep_previous(path, keep)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(path.parent)


def _write_new(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _keep_previous(path: Path, keep: int) -> None:
    """Copies, not a rename: the file itself must be there at every moment."""
    for number in range(keep - 1, 0, -1):
        if previous(path, number).exists():
            previous(path, number).replace(previous(path, number + 1))
    _replace(previous(path, 1), path.read_bytes())


def _sync_folder(folder: Path) -> None:
    """Makes the rename itself last; Windows and some network disks cannot, and need not."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def cell(text: str) -> str:
    """`text` for a CSV file: what a spreadsheet may take for a formula gets an apostrophe, which `reading` strips."""
    return f"'{text}" if FORMULA.match(text) else text


def table_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A CSV table that `reading.read_table` reads back to the same values; None becomes an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell_of(value) for value in row] for row in rows)
    return out.getvalue()


def _cell_of(value: Any) -> str:
    if value is None or isinstance(value, str):
        return cell(value or "")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    exact = Decimal(repr(value))
    if not exact.is_finite():
        raise ValueError(f"a table holds finite numbers only, not {value}")
    return f"{exact:f}" if exact else "0"
