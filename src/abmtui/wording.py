"""Text on its way to a person: made harmless, folded for comparing, shortened for file names."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_C1_AND_BIDI: Final = (*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029, 0xFEFF)
_VISIBLE: Final = (
    {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421} | dict.fromkeys(_C1_AND_BIDI, 0xFFFD) | dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
)
_VISIBLE_LINES: Final = {code: mark for code, mark in _VISIBLE.items() if code != ord("\n")}
_UNSAFE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")

UNFOLDED: Final = {
    "ß": "ss",
    "ẞ": "ss",
    "ø": "o",
    "Ø": "o",
    "æ": "ae",
    "Æ": "ae",
    "œ": "oe",
    "Œ": "oe",
    "ł": "l",
    "Ł": "l",
    "đ": "d",
    "Đ": "d",
    "ð": "d",
    "Ð": "d",
    "þ": "th",
    "Þ": "th",
    "ı": "i",
    "ŋ": "n",
    "’": "'",
    "‐": "-",
    "‑": "-",
    "–": "-",
}
"""Letters that NFKD leaves whole; one table for lists and queries."""
_UNFOLDED_CODES: Final = {ord(letter): folded for letter, folded in UNFOLDED.items()}

LEGAL_FORMS: Final = frozenset(
    [
        "ab",
        "a/s",
        "aktiebolag",
        "aktiengesellschaft",
        "aps",
        "as",
        "asa",
        "b.v",
        "bv",
        "co",
        "corp",
        "corporation",
        "company",
        "cv",
        "gbr",
        "gmbh",
        "ges",
        "gmbh&co",
        "holding",
        "holdings",
        "inc",
        "incorporated",
        "kft",
        "kg",
        "kgaa",
        "kk",
        "k.k",
        "limited",
        "limitada",
        "llc",
        "llp",
        "lp",
        "ltd",
        "ltda",
        "mbh",
        "n.v",
        "nv",
        "ohg",
        "oy",
        "oyj",
        "oyab",
        "plc",
        "pte",
        "pty",
        "pvt",
        "s.a",
        "s.a.s",
        "s.l",
        "s.p.a",
        "s.r.l",
        "s.r.o",
        "sa",
        "sarl",
        "sas",
        "sau",
        "se",
        "sl",
        "slu",
        "snc",
        "sociedad",
        "sp",
        "spa",
        "spolka",
        "srl",
        "sro",
        "s/a",
        "ug",
        "z.o.o",
        "zoo",
    ]
)
"""Words that say how a company is registered, folded, dots at the end dropped."""


def shown(text: str, *, lines: bool = False) -> str:
    """Return `text` with every control, bidi override and isolate as a visible mark, so that no data can steer a terminal.

    LRM, RLM, ALM and ZWJ stay: right-to-left and joined names need them. With `lines`, line feeds stay too.
    """
    if not _UNSAFE.search(text):
        return text
    return text.translate(_VISIBLE_LINES if lines else _VISIBLE)


def cleaned(text: str, *, lines: bool = False) -> str:
    """Return what a person typed or pasted without controls, before it becomes a value; line breaks become blanks unless `lines`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not lines:
        text = text.replace("\n", " ")
    text = text.replace("\t", " ")
    return _UNSAFE.sub(lambda match: match[0] if lines and match[0] == "\n" else "", text)


def folded(text: str) -> str:
    """Return `text` for comparing: NFKD, marks stripped, lower case, and the letters of `UNFOLDED` spelled out."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_UNFOLDED_CODES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).lower().translate(_UNFOLDED_CODES)


def folded_with_sources(text: str) -> tuple[str, tuple[int, ...]]:
    """Return `folded(text)` and, for each of its letters, the index in `text` of the letter it came from."""
    letters: list[str] = []
    sources: list[int] = []
    for index, letter in enumerate(text):
        for part in folded(letter):
            letters.append(part)
            sources.append(index)
    return "".join(letters), tuple(sources)


def name_key(name: str) -> str:
    """Return the folded name without punctuation and legal form: the key of an account that has no id."""
    words = [word.strip(".,;:()\"'") for word in folded(name).split()]
    kept = [word for word in words if word and word not in LEGAL_FORMS]
    return " ".join(kept or [word for word in words if word]) or folded(name).strip()


def slug(text: str, limit: int = 40) -> str:
    """Return lower-case ascii letters, digits and hyphens for a file name; never empty, never a reserved device name."""
    kept = re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")[:limit].strip("-")
    return kept or "account"


def counted(count: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun, `1 row` or `2,823 rows`; `plural` where an s does not make it."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"
