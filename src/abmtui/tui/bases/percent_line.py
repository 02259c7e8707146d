"""A field for a percentage: digits are typed, + and - move it by a point, letters stay keys of its form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.tui.bases.offers import OneLine

if TYPE_CHECKING:
    from textual import events

    from abmtui.formats import Formats

_WHOLE: Final = 100
_STEPS: Final = {"+": 1.0, "-": -1.0}


class PercentLine(OneLine):
    """A share of one, written as percent without its sign."""

    DEFAULT_CSS = """
    PercentLine, PercentLine:focus { border: none; height: 1; width: 8; padding: 0; background: $panel; }
    """

    def __init__(self, share: float, formats: Formats, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(percent_text(share, formats))
        self.id = id
        self.select_on_focus = True
        self._formats = formats

    @property
    def share(self) -> float | None:
        """The share as it stands; None where that is no number from 0 to 100."""
        return share_of(self.value, self._formats)

    def put(self, share: float) -> None:
        """Write another share, the cursor behind it."""
        self.value = percent_text(share, self._formats)
        self.cursor_position = len(self.value)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Leave letters to the form: there is nothing to write with them here."""
        return super().check_consume_key(key, character) and not (character or "").isalpha()

    def on_key(self, event: events.Key) -> None:
        """Move by a point at + and -, let letters go up to the form; what is left, any field takes."""
        step = _STEPS.get(event.character or "")
        if step is not None:
            event.stop()
            self._move(step)
        if step is not None or (event.character or "").isalpha():
            event.prevent_default()

    def _move(self, points: float) -> None:
        share = self.share
        if share is not None:
            self.put(min(1.0, max(0.0, share + points / _WHOLE)))


def share_of(text: str, formats: Formats) -> float | None:
    """Return the share that a percentage means, its sign said or not; None for what is no number from 0 to 100."""
    digits = text.strip().removesuffix("%").strip().replace(formats.decimal, ".")
    if not digits.replace(".", "", 1).isdecimal():
        return None
    percent = float(digits)
    return percent / _WHOLE if percent <= _WHOLE else None


def percent_text(share: float, formats: Formats) -> str:
    """Return a share as percent without their sign, with as many decimals as they have, three at most."""
    percent = share * _WHOLE
    digits = next((digits for digits in range(3) if round(percent, digits) == round(percent, 6)), 3)
    return formats.number(percent, digits)
