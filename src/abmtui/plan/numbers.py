"""Numbers as people type them: 12500, 12,500, 12.500,50, 12 500, € 12.5k, 1.2M."""

from __future__ import annotations

import re
from typing import Final

_MONEY: Final = re.compile(r"[€$£¥]|(?<![a-z])(?:[a-z]{3})(?![a-z])", re.IGNORECASE)
_PLAIN: Final = re.compile(r"([+-]?)([0-9.,]*[0-9])(e[+-]?[0-9]{1,3})?(k|m|mn|mio|bn|b)?")
_TIMES: Final = {"k": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "bn": 1e9, "b": 1e9}
_GROUPS: Final = {",": re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+"), ".": re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")}
_BLANK_GROUPS: Final = re.compile("(?<=[0-9])[ '\u2019\u00a0\u202f](?=[0-9]{3}(?![0-9]))")

_APART: Final = re.compile(r"(?<=[+-]) +(?=[0-9.,])|(?<=[0-9]) +(?=[a-z])")


def typed_number(text: str) -> float | None:
    """Return the number meant, or None. One comma before exactly three digits groups thousands; one dot is always a decimal point.

    Currency signs, three-letter currency codes and a percent sign are passed over.
    """
    word = text.strip().replace("\u2212", "-").lower()
    multiple = word if word.endswith("mio") else _MONEY.sub("", word)
    bare = _BLANK_GROUPS.sub("", multiple.strip().removesuffix("%").strip())
    found = _PLAIN.fullmatch(_APART.sub("", bare) if bare else "")
    if found is None:
        return None
    digits = _with_point(found[2])
    if digits is None:
        return None
    value = float(f"{found[1]}{digits}{found[3] or ''}") * _TIMES.get(found[4] or "", 1.0)
    return value if value - value == 0 else None


def number_text(value: float) -> str:
    """Return a number as it would be typed, so that `typed_number` gives it back."""
    return str(int(value)) if value.is_integer() and abs(value) < float(1 << 53) else repr(value)


def _with_point(text: str) -> str | None:
    """Return digits with at most one point, or None when the marks make no sense."""
    commas, points = text.count(","), text.count(".")
    if commas and points:
        decimal = max(",.", key=text.rfind)
        whole, _, part = text.rpartition(decimal)
        group = "," if decimal == "." else "."
        return f"{whole.replace(group, '')}.{part}" if _GROUPS[group].fullmatch(whole) else None
    mark = "," if commas else "."
    several = text.count(mark) > 1
    if several or (commas and not text.startswith("0")):
        if _GROUPS[mark].fullmatch(text):
            return text.replace(mark, "")
        return None if several else text.replace(",", ".")
    return text.replace(",", ".")
