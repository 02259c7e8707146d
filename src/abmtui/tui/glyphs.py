"""Which signs the terminal can show: the one place that knows, and what stands for a sign where it cannot."""

from __future__ import annotations

import codecs
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rich.cells import split_graphemes

from abmtui.wording import UNFOLDED

if TYPE_CHECKING:
    from collections.abc import Mapping

PLAIN: Final = str.maketrans(
    dict(zip("▼▲★⚑…●◆◇▫✓▸◂›·—–−Δ│┤┌┐└┘├┬┴┼─╭╮╰╯↵↑↓←→█▌▐░▒▓•“”‘’«»¦┊", "va*!~@#o&+><>.---d||++++++++-+++++^v<>#||...*\"\"''<>||", strict=True))
    | dict.fromkeys("▔▁▂▃▄▅▆▇━═", "-")
)
"""ASCII of the same width for the signs that the screens draw."""
LETTERS: Final = str.maketrans({letter: text for letter, text in UNFOLDED.items() if len(text) == 1 and text.isascii()})
EMPTY_BRAILLE: Final = "\u2800"
SPELLED: Final = str.maketrans({"ß": "s", "æ": "a", "Æ": "A", "œ": "o", "Œ": "O", "þ": "t", "Þ": "T", "Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D"})
"""One letter for one cell, where folding would give two or a small one."""


def can_show_signs(environ: Mapping[str, str], encoding: str = "utf-8") -> bool:
    """Return whether signs beyond ASCII may be written: the locale in force names UTF-8, or none is set, and the stream's encoding is UTF-8.

    `C` and `POSIX` are taken at their word; where no locale is set at all a terminal of today shows UTF-8, as Python itself assumes.
    """
    locale = next((environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(name)), "")
    charset = locale.partition(".")[2].partition("@")[0]
    if locale in {"C", "POSIX"} or (charset and not _is_utf8(charset)):
        return False
    return _is_utf8(encoding)


def _is_utf8(name: str) -> bool:
    try:
        return codecs.lookup(name).name == "utf-8"
    except LookupError:
        return False


@lru_cache(4096)
def plain(text: str) -> str:
    """Return `text` in ASCII and as many cells as before: signs by their likes, letters without their accents, what has no like as `?`."""
    if text.isascii():
        return text
    drawn = text.translate(PLAIN).translate(SPELLED).translate(LETTERS)
    return "".join(_letter(drawn[start:end], cells) for start, end, cells in split_graphemes(drawn)[0])


def _letter(grapheme: str, cells: int) -> str:
    """Return one letter with its marks in ASCII."""
    if grapheme.isascii():
        return grapheme
    base = unicodedata.normalize("NFKD", grapheme)[0]
    if cells == 1 and base.isascii() and base.isprintable():
        return base
    return (" " if base == EMPTY_BRAILLE else "*" if unicodedata.name(base, "").startswith("BRAILLE") else "?") * cells


def signs_shown(app: object) -> bool:
    """Return whether an app draws signs beyond ASCII; one that does not say so does."""
    return bool(getattr(app, "shows_signs", True))
