"""How each portfolio was last looked at (sort, filter, cursor), kept in the user's state folder."""

from __future__ import annotations

import hashlib
import tomllib
from typing import TYPE_CHECKING, Any

import tomli_w

from abmtui import durable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Sessions:
    """One small file a portfolio."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self, portfolio: str) -> dict[str, Any]:
        """Return the view that was kept for a portfolio, named by its sources; empty where there is none or it cannot be read."""
        try:
            return tomllib.loads(self._path(portfolio).read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}

    def keep(self, portfolio: str, view: Mapping[str, Any]) -> None:
        """Keep a view: texts, numbers, truth values, dates, lists and tables of them; None is left out. Raises durable.NotSaved."""
        said = {key: value for key, value in view.items() if value is not None}
        durable.save(self._path(portfolio), tomli_w.dumps(said).encode("utf-8", "replace"), before=durable.ANY)

    def _path(self, portfolio: str) -> Path:
        return self.folder / f"{hashlib.sha256(portfolio.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}.session.toml"
