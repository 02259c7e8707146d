"""Without UTF-8: every sign has an ASCII one of the same width, and nothing else reaches the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len

from abmtui.tui.glyphs import can_show_signs, plain

if TYPE_CHECKING:
    from pathlib import Path

Open = Any


@pytest.mark.parametrize(
    ("environ", "shown"),
    [
        ({}, True),
        ({"LANG": "de_DE.UTF-8"}, True),
        ({"LANG": "de_DE.utf8"}, True),
        ({"LANG": "de_DE"}, True),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C"}, False),
        ({"LANG": "en_US.UTF-8", "LC_CTYPE": "POSIX"}, False),
        ({"LANG": "C.UTF-8"}, True),
        ({"LANG": "de_DE.ISO-8859-1@euro"}, False),
        ({"LC_ALL": "", "LANG": "fi_FI.UTF-8"}, True),
    ],
)
def test_the_locale_decides(environ: dict[str, str], shown: bool) -> None:
    """The locale in force decides, LC_ALL before LC_CTYPE before LANG; none at all is taken for a terminal of today."""
    assert can_show_signs(environ) is shown


def test_the_stream_decides_too() -> None:
    """A stream of another encoding cannot carry the signs."""
    assert not can_show_signs({"LANG": "en_US.UTF-8"}, "ascii")


@pytest.mark.parametrize(
    ("text", "ascii_text"),
    [
        ("Väinäsalmi Oyj ★", "Vainasalmi Oyj *"),
        ("Revenue ▼1 · ⚑2", "Revenue v1 . !2"),
        ("Straße Łódź Ørsted", "Strase Lodz Orsted"),
        ("翠嶺", "????"),
        ("e\u0301te\u0301", "ete"),
        ("╭─┤│", "+-||"),
        ("plain", "plain"),
    ],
)
def test_signs_become_ascii_of_their_width(text: str, ascii_text: str) -> None:
    """Signs by their likes, letters without accents, what has no like as question marks."""
    assert plain(text) == ascii_text
    assert cell_len(plain(text)) == cell_len(text)


@pytest.mark.parametrize("text", ["👩\u200d👩\u200d👧\u200d👦 Family", "🇫🇮 Oy", "क्षत्रिय", "ﷺ", "שלום", "a\u200bb"])
def test_any_text_keeps_its_width(text: str) -> None:
    """Joined, flag, right-to-left and zero-width letters keep the columns in line."""
    assert plain(text).isascii()
    assert cell_len(plain(text)) == cell_len(text)


@pytest.mark.slow
async def test_every_screen_is_ascii_without_utf8(open_app: Open, sample: Path) -> None:
    """Portfolio, search, forms, account and review write ASCII alone, and Enter is called by its name."""
    async with open_app(sample, signs=False) as desk:
        for keys in (
            (),
            ("m",),
            ("escape", "i"),
            ("escape", "question_mark"),
            ("escape", "slash", "v"),
            ("escape", "enter"),
            ("2",),
            ("enter",),
            ("escape", "q", "r"),
        ):
            await desk.press(*keys)
            assert desk.screen().isascii(), [letter for letter in desk.screen() if not letter.isascii()]
        await desk.press("escape")
        assert desk.lines()[-1].startswith(" enter open")
        assert "*" * 5 in desk.screen()
