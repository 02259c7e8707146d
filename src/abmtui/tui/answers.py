"""What the app says without being asked goes into the line that screens keep for it: no pop-up covers figures, no timer paints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import App

from abmtui.tui.widgets.said_line import SaidLine

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

LOOKS: Final = {"information": "strong", "warning": "warning", "error": "error"}


class Spoken(App[int]):
    """An app whose notifications are sentences on the screen in front; they stand until the next key."""

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say a sentence of raw text on the uppermost screen that has a line for it."""
        line = next((line for screen in reversed(self.screen_stack) for line in screen.query(SaidLine)), None)
        if line is None:
            super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)
        else:
            line.say(message, LOOKS[severity])
