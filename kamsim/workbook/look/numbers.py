"""Number formats: money is in fen, shares are fractions of one, and None reads "n/a"."""

import math

NA = "n/a"


def missing(value: float | None) -> bool:
    """Whether there is no number to show."""
    return value is None or not math.isfinite(value)


def _fixed(value: float, digits: int) -> str:
    rounded = round(value, digits) or 0.0
    return f"{rounded:,.{digits}f}".replace("-", "−")


def money(fen: float | None) -> str:
    """Yuan without fen: "¥38,400"."""
    if missing(fen):
        return NA
    text = _fixed(fen / 100, 0)
    return f"−¥{text[1:]}" if text.startswith("−") else f"¥{text}"


def money_short(fen: float | None) -> str:
    """Yuan in thousands or millions, three figures: "¥1.94 m", "¥38.4 k"."""
    if missing(fen):
        return NA
    yuan = abs(fen) / 100
    sign = "−" if fen < 0 else ""
    if yuan < 9_999.5:
        return money(fen)
    scale, unit = (1e6, "m") if yuan >= 999_500 else (1e3, "k")
    digits = 2 if yuan / scale < 9.995 else 1 if yuan / scale < 99.95 else 0
    return f"{sign}¥{yuan / scale:,.{digits}f} {unit}"


def whole_yuan(fen: float) -> int:
    """An amount as it is shown, in fen: what differences of shown amounts are taken of."""
    return 100 * round(fen / 100)


def money_change(fen: float | None) -> str:
    """A gain or loss with its sign: "+¥21,000"."""
    text = money(fen)
    return f"+{text}" if text.startswith("¥") and text != "¥0" else text


def points(index: float | None) -> str:
    """An index as whole points: "74", "−3"."""
    return NA if missing(index) else _fixed(index, 0)


def percent(share: float | None, digits: int = 1) -> str:
    """A share of one as "94.1 %"."""
    return NA if missing(share) else f"{_fixed(share * 100, digits)} %"


def chance(probability: float) -> str:
    """A probability in percent: near certainty with a decimal, and never as "100 %" or "0 %", which it was not."""
    if probability > 0.999:
        return "over 99.9 %"
    if probability < 0.001:
        return "under 0.1 %"
    return percent(probability, 0 if 0.03 <= probability <= 0.97 else 1)


def hours(amount: float | None) -> str:
    """Working hours: "3 h", "2.5 h"."""
    return NA if missing(amount) else f"{_fixed(amount, 0 if round(amount, 1) == round(amount) else 1)} h"


def count(number: float | None, noun: str = "") -> str:
    """A whole number, and what is counted: "1,204 accounts"."""
    return NA if missing(number) else f"{_fixed(number, 0)} {noun}".rstrip()


def counted(number: int, one: str) -> str:
    """A whole number with its noun, which takes an s: "1 account", "60 accounts"."""
    return count(number, one if number == 1 else f"{one}s")


def signed(value: float | None, digits: int = 1) -> str:
    """A number that always shows its sign: "+0.4", "−0.9"."""
    text = NA if missing(value) else _fixed(value, digits)
    return text if text == NA or text.startswith("−") or not text.strip("0.") else f"+{text}"


def change(share: float | None, digits: int = 1) -> str:
    """A relative change as "▲ 1.2 %" or "▼ 0.4 %"."""
    if missing(share):
        return NA
    text = percent(abs(share), digits)
    return f"± {text}" if text == percent(0, digits) else f"{'▲' if share > 0 else '▼'} {text}"
