"""Faces of the letters in a picture: which can draw a text, and how wide it will be."""

import unicodedata
from functools import cache

CJK_FACES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti TC",
    "SimHei",
    "WenQuanYi Micro Hei",
    "Noto Sans CJK JP",
)
MOST_LABEL = 24


@cache
def installed() -> tuple[str, ...]:
    """The face of Latin letters, and the first one for Chinese that this machine has."""
    from matplotlib import font_manager

    names = set(font_manager.get_font_names())
    return ("DejaVu Sans", *[face for face in CJK_FACES if face in names][:1])


@cache
def letters_of(face: str) -> frozenset[int]:
    """Code points that a face can draw."""
    from matplotlib import font_manager

    return frozenset(font_manager.get_font(font_manager.findfont(face)).get_charmap())


def faces_for(text: str) -> tuple[str, ...]:
    """As few faces as a text needs."""
    # A second face doubles the time that matplotlib needs for a text.
    return installed()[:1] if all(ord(letter) in letters_of(installed()[0]) for letter in text) else installed()


def shown(text: str) -> str:
    """The text with a box for each letter that no installed face has, cut to the length of an end label."""
    drawable = [letters_of(face) for face in installed()]
    text = "".join(
        letter if letter.isprintable() and any(ord(letter) in letters for letters in drawable) else "□"
        for letter in text
    )
    return text if len(text) <= MOST_LABEL else text[: MOST_LABEL - 1] + "…"


def width_of(text: str) -> float:
    """Pixels that a small text takes, roughly and rather too many."""
    return sum(10.8 if unicodedata.east_asian_width(letter) in "WF" else 6.5 for letter in text)
