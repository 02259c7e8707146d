"""A file that is asked for to write to: its ending says the format, and one that is there is written over only when that is asked twice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


class FileAsked:
    """Checks what is typed as the name of a file."""

    def __init__(self, endings: Collection[str]) -> None:
        """Take names that end in one of `endings`."""
        self._endings = tuple(endings)
        self._warned = ""

    @property
    def over(self) -> bool:
        """Whether the file that was taken is there and is to be written over."""
        return bool(self._warned)

    def wrong(self, text: str) -> str:
        """Return why the name will not do, or empty; of a file that is there, it does the second time in a row."""
        path = Path(text).expanduser()
        if path.suffix.lower() not in self._endings:
            self._warned = ""
            return f"The name must end in {', '.join(self._endings)}."
        again, self._warned = self._warned == text, text if path.exists() else ""
        return f"{path.name} is there already: ↵ again writes over it." if self._warned and not again else ""

    def forget(self) -> None:
        """Typing goes on: what was warned of before is void."""
        self._warned = ""
