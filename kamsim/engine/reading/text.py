"""Names and remarks of input files: what is refused in them, how they are shown and compared."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches

TEXT_LENGTH = 60
CELL_LENGTH = 10_000
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffd]")
_LOOK_ALIKES = str.maketrans("аеорсухіјѕԁһοανρτυ", "aeopcyxijsdhoavptu")


def visible(text: str, longest: int = 40) -> str:
    """`text` shortened for a message, with invisible characters as <U+202E>."""
    cut = text if len(text) <= longest else text[: longest - 1] + "…"
    return "".join(c if c.isprintable() and not _BLANK.match(c) else f"<U+{ord(c):04X}>" for c in cut)


def fold(text: str) -> str:
    """The form in which two names count as the same: case, width, spacing and look-alike letters removed."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(folded.split()).translate(_LOOK_ALIKES)


def text_fault(text: str, longest: int = TEXT_LENGTH) -> str | None:
    """What to give instead of `text` (in NFC) where a name or a remark is asked for; None when it is fine."""
    if not 1 <= len(text) <= longest:
        return f"text of 1 to {longest:,} characters"
    if not text.isprintable() or _BLANK.search(text):
        hidden = next((c for c in text if unicodedata.category(c) != "Zs" and visible(c) != c), None)
        if hidden:
            return f"text without invisible or damaged characters such as {visible(hidden)}"
    return None if text == text.strip() else "text without spaces at its ends"


def some_of(names: Sequence[str], most: int = 5) -> str:
    """The first names, and how many more there are: "A01, A02, A03, A04, A05 and 55 more"."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more:,} more" if more > 0 else "")


def nearest(name: str, known: Sequence[str]) -> str | None:
    """The known name most like `name`, first of all one that it begins with; None when none is near.

    Numbers such as A12 are all alike: none is nearer than another.
    """
    if re.fullmatch(r"[A-Za-z]?\d+", name):
        return None
    near = {fold(choice): choice for choice in known}
    asked = fold(name[:60])
    found = get_close_matches(asked, near, 5)
    return near[next((one for one in found if asked.startswith(one)), found[0])] if found else None


def did_you_mean(name: str, known: Sequence[str]) -> str:
    """The end of a message about an unknown name: "; did you mean city?", or nothing when no known name is near."""
    found = nearest(name, known)
    return f"; did you mean {visible(found)}?" if found else ""
