"""Files and folders as they are named and stored, before anything in them is understood."""

import stat
from collections.abc import Callable, Mapping
from pathlib import Path

from kamsim.engine.reading.problems import Problems
from kamsim.engine.reading.text import did_you_mean, text_fault, visible

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
        near = did_you_mean(path.name, _names_in(path.parent))
        return report(f"the file is missing from the folder {visible(path.parent.name or '.', 80)}{near}")
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
        return report("a character is not in UTF-8; save as UTF-8", line=line)
    if b"\0" in data:
        return report("there is a NUL character; save as UTF-8", line=data.count(b"\n", 0, data.index(b"\0")) + 1)
    if not data.strip():
        return report("the file is empty")
    return data


def _names_in(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in folder.iterdir()]
    except OSError:
        return []


def scenario_folder(text: str, packs: Mapping[str, Path], problems: Problems) -> Path | None:
    """The folder meant by `text`: a pack of exactly that name, else a folder on disk; None after a report."""
    if text in packs:
        return packs[text]
    network = text.startswith(("\\\\", "//"))
    try:
        if text and len(text) <= 1_000 and not network and text_fault(text, 1_000) is None and Path(text).is_dir():
            return Path(text)
    except (OSError, ValueError):
        pass
    near = did_you_mean(text, list(packs)) or f" ({', '.join(packs)})"
    problems.add("scenario", f"the name of a pack or of a folder on this computer{near}", value=text)
    return None
