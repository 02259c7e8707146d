"""Bytes in whatever encoding a user's program wrote -> UTF-8 with line feeds, and the name of the encoding."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from abmtui.problems import Severity
from abmtui.sources.table import UnreadableError

SAMPLE: Final = 262_144
"""Bytes that detection looks at."""
_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_EIGHT_BIT: Final = {"cp1252": 0.0, "cp850": 1.5, "mac_roman": 1.5, "cp1250": 1.5, "cp1251": 6.0, "cp1253": 6.0}
"""Tried in this order, with how many letters more than in cp1252 must look right before another is believed."""
_SIGNS: Final = frozenset("€£¥§°´`‘“”„–—…†‡™®©«»·•½¼¾²³ªº¿¡")
_GREEK: Final = "\u0370"
"""From here on letters are Greek or Cyrillic: they stand among their like, while Latin letters with marks seldom stand three together."""
_BEYOND_ASCII: Final = re.compile("[^\x00-\x7f]")
_STRAY: Final = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Transcoded:
    """A text as UTF-8 bytes without byte order mark, its line ends LF or CRLF."""

    data: bytes
    encoding: str
    """`utf-8`, `utf-16-le`, `cp1252`, ... as said to the user."""
    remarks: tuple[str, ...] = ()
    """What was mended on the way, a clause each."""


def transcoded(data: bytes, wanted: str = "") -> Transcoded:
    """The text in UTF-8; only its beginning is looked at, so later bytes may still turn out to be no UTF-8 (see `mended`). Raises UnreadableError."""
    for mark, encoding in _BOMS:
        if data.startswith(mark) and (not wanted or _same(wanted, encoding)):
            return _finished(_decoded(data[len(mark) :], encoding, named=False), encoding)
    if wanted:
        return _finished(_decoded(data, wanted, named=True), wanted.lower())
    sample = data[:SAMPLE]
    if wide := _utf_16(sample):
        return _finished(_decoded(data, wide, named=False), wide)
    _refuse_binary(sample)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=len(sample) == len(data))
    except UnicodeDecodeError:
        return mended(data)
    return _finished(data, "utf-8")


def mended(data: bytes) -> Transcoded:
    """A text that is no valid UTF-8: an 8-bit encoding, or UTF-8 with a few bytes of cp1252."""
    first = next(re.finditer(rb"[\x80-\xff]", data)).start()
    beginning = data[first : first + SAMPLE].decode("utf-8", errors="surrogateescape")
    if len(_BEYOND_ASCII.findall(beginning)) <= 2 * len(_STRAY.findall(beginning)):
        encoding = _eight_bit(data)
        return _finished(_decoded(data, encoding, named=False), encoding)
    text, count = _STRAY.subn(lambda match: bytes([ord(match[0]) - 0xDC00]).decode("cp1252", errors="replace"), data.decode("utf-8", errors="surrogateescape"))
    return _finished(text.encode(), "utf-8", (f"{count:,} byte{'s that are' if count > 1 else ' that is'} no UTF-8 read as cp1252",))


def known(encoding: str) -> bool:
    """Whether Python knows a text encoding of this name."""
    try:
        return "a".encode(encoding).decode(encoding) == "a"
    except (LookupError, ValueError, TypeError):
        return False


def _same(wanted: str, encoding: str) -> bool:
    folded = wanted.lower().replace("_", "-").replace("utf", "utf-").replace("--", "-").removesuffix("-sig")
    return encoding.startswith(folded)


def _decoded(data: bytes, encoding: str, *, named: bool) -> bytes:
    if _same(encoding, "utf-8") and not named:
        return data
    try:
        return data.decode(encoding).encode("utf-8", errors="replace")
    except UnicodeDecodeError as error:
        if named:
            line = data[: error.start].count(b"\n") + 1
            what = f"is not {encoding}: byte {data[error.start]:#04x} on line {line:,}; leave out --encoding to have it detected, or name another"
            raise UnreadableError(what, Severity.USAGE) from None
        if encoding.startswith("utf"):
            return data.decode(encoding, errors="replace").encode("utf-8", errors="replace")
        text = data.decode(encoding, errors="surrogateescape")
        return _STRAY.sub(lambda match: chr(ord(match[0]) - 0xDC00), text).encode("utf-8", errors="replace")


def _utf_16(sample: bytes) -> str:
    """`utf-16-le` or `utf-16-be` when every other byte is often NUL, else empty."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    most = max(even, odd)
    if most <= 1 or most * 2 < len(sample) * 0.05 or min(even, odd) * 20 > most:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _refuse_binary(sample: bytes) -> None:
    controls = len(sample) - len(sample.translate(None, bytes([*range(9), 11, *range(14, 26), *range(28, 32), 127])))
    if controls * 10 > len(sample) or (controls * 50 > len(sample) and b"\n" not in sample):
        raise UnreadableError("is a binary file, no text table; save it as CSV, .xlsx or Parquet")


def _eight_bit(data: bytes) -> str:
    """The 8-bit encoding in which the letters around the first few hundred high bytes look most like words."""
    places = [match.start() for _, match in zip(range(400), re.finditer(rb"[\x80-\xff]", data), strict=False)]
    pieces = [(data[place - 1 : place], data[place : place + 1], data[place + 1 : place + 2]) for place in places]
    scores = {encoding: sum(_likeness(*(part.decode(encoding, errors="replace") for part in piece)) for piece in pieces) for encoding in _EIGHT_BIT}
    best = max(_EIGHT_BIT, key=lambda encoding: scores[encoding])
    return best if scores[best] > scores["cp1252"] + max(_EIGHT_BIT[best], 0.3 * len(places)) else "cp1252"


def _likeness(before: str, letter: str, after: str) -> float:
    """+1 for a letter in its place within a word, +0.5 for a usual sign outside of one, else -1."""
    if letter.lower() != letter.upper():
        beside = [other for other in (before, after) if other.isalpha()]
        foreign = letter >= _GREEK
        if any((other >= _GREEK) != foreign for other in beside) if foreign else len(beside) == 2 and min(beside) > "\x7f":  # noqa: PLR2004 - both sides
            return -1
        cased = not (letter.isupper() and before.islower()) and not (letter.islower() and after.isupper())
        if before.isalpha() or after.isalpha():
            return 1 if cased else -1
        return -1 if before.isdigit() or after.isdigit() else 0
    if letter in "’\xa0":
        return 0.5
    return 0.5 if letter in _SIGNS and not (before.isalpha() and after.isalpha()) else -1


def _finished(data: bytes, encoding: str, remarks: tuple[str, ...] = ()) -> Transcoded:
    """The text with LF or CRLF line ends, without NUL bytes and the end mark of DOS."""
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\x00" in data:
        count = data.count(b"\x00")
        data = data.replace(b"\x00", b"")
        remarks = (*remarks, f"{count:,} NUL bytes left out")
    if data.endswith(b"\x1a"):
        data = data.rstrip(b"\x1a")
    beginning = data[:SAMPLE]
    if b"\r" in beginning:
        if b"\r\r\n" in beginning:
            data = data.replace(b"\r\r\n", b"\r\n")
            beginning = data[:SAMPLE]
        both = beginning.count(b"\r\n")
        if beginning.count(b"\r") - both > beginning.count(b"\n"):
            data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return Transcoded(data, encoding, remarks)
