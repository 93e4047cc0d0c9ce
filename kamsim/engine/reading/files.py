"""Files and folders as they are named and stored, before anything in them is understood."""

import stat
from collections.abc import Callable, Mapping, Set
from pathlib import Path

from kamsim.engine.reading.problems import Problems
from kamsim.engine.reading.text import did_you_mean, nearest, text_fault, visible

_COMPRESSED = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ", b"(\xb5/\xfd", b"7z\xbc\xaf")
_DOCUMENTS = (b"%PDF", b"\xd0\xcf\x11\xe0", b"PAR1", b"SQLite format 3")


def content_of(path: Path, report: Callable[..., None], most: int) -> bytes | None:
    """The file as valid UTF-8 with \\n line ends and no byte order mark, or None after a report."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return report("this is a folder or a device; give a file")
        with path.open("rb") as file:
            data = file.read(most + 1)
        if len(data) > most:
            return report(f"the file is larger than {most:,} bytes")
    except FileNotFoundError:
        return report(f"the file is missing from the folder {visible(folder_name(path.parent), 80)}{_near(path)}")
    except (OSError, ValueError) as error:
        return report(f"the file cannot be read ({getattr(error, 'strerror', None) or 'its name is not valid'})")
    if data.startswith(_COMPRESSED + _DOCUMENTS):
        return report("this is a compressed file or a workbook; save it as plain text in UTF-8")
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            data = data.decode("utf-16").encode("utf-8")
        data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = None if error.encoding.startswith("utf-16") else data.count(b"\n", 0, error.start) + 1
        bad = f" (byte 0x{data[error.start]:02X})" if line else ""
        return report(f"a character is not in UTF-8{bad}; save as UTF-8", line=line)
    if b"\0" in data:
        return report("there is a NUL character; save as UTF-8", line=data.count(b"\n", 0, data.index(b"\0")) + 1)
    if not data.strip():
        return report("the file is empty")
    return data


def folder_name(folder: Path) -> str:
    """What a folder is called, also when it is written as `.` or `..`; the root is called by its path."""
    if folder.name in ("", ".."):
        folder = folder.resolve()
    return folder.name or str(folder)


def _near(missing: Path) -> str:
    """The end of a message about a missing file. Endings are not compared: all tables have the same."""
    stems = {Path(name).stem: name for name in _names_in(missing.parent)}
    found = nearest(missing.stem, list(stems))
    return f"; did you mean {visible(stems[found])}?" if found else ""


def _names_in(folder: Path) -> set[str]:
    try:
        return {entry.name for entry in folder.iterdir()}
    except (OSError, ValueError):
        return set()


def scenario_folder(text: str, packs: Mapping[str, Path], files: Set[str], problems: Problems) -> Path | None:
    """The folder meant by `text`: a pack of exactly that name, else a folder on disk; None after a report.

    A pack's name is refused where a folder of that name with any of `files` lies in the current folder: it could mean
    either.
    """
    if text in packs:
        if not _is_another_scenario(Path(text), packs[text], files):
            return packs[text]
        words = (
            f"./{text} for the scenario in the folder {text} here; for the pack, give that folder another name first"
        )
        return problems.add("scenario", words, value=text)
    network = text.startswith(("\\\\", "//"))
    try:
        if text and len(text) <= 1_000 and not network and text_fault(text, 1_000) is None and Path(text).is_dir():
            return Path(text)
    except (OSError, ValueError):
        pass
    near = did_you_mean(text, list(packs)) or f" ({', '.join(packs)})"
    problems.add("scenario", f"the name of a pack or of a folder that exists on this computer{near}", value=text)
    return None


def _is_another_scenario(folder: Path, pack: Path, files: Set[str]) -> bool:
    """Whether a folder has any of a scenario's files, and is not the pack itself, which need not be on disk."""
    return bool(_names_in(folder) & files) and not (pack.is_dir() and folder.samefile(pack))
