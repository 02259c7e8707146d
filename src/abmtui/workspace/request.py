"""What a user asked to open, and in which folder its plans live."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from abmtui.config import Config
from abmtui.workspace.measured import View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.problems import Problem
    from abmtui.sources.request import SourceRequest


@dataclass(frozen=True)
class OpenRequest:
    """One opening: the source, the plans' folder, the settings and the first view."""

    source: SourceRequest
    config: Config = field(default_factory=Config)
    plans: str = ""
    """`--plans`; empty: the config's folder, else the one beside the source."""
    view: View = field(default_factory=View)
    low_bandwidth: bool = False
    problems: tuple[Problem, ...] = ()
    """What is wrong in the settings; their defaults are in force where it is."""
    title: str = ""
    """How the header names the source; empty: the source's own name."""

    def with_source(self, name: str) -> OpenRequest:
        """Return the request for another source; what was said of the first one's columns is forgotten."""
        return replace(self, source=replace(self.source, sources=(name,), mapping={}, where="", joins=(), sheet=""), title="")

    def with_rows(self, condition: str) -> OpenRequest:
        """Return the request for the rows that a condition chooses, of those chosen before."""
        before = self.source.where
        return replace(self, source=replace(self.source, where=f"({before}) AND {condition}" if before else condition))

    def with_mapping(self, mapping: Mapping[str, str]) -> OpenRequest:
        """Return the request with the user's answer to which column is which."""
        return replace(self, source=replace(self.source, mapping=mapping))


def plans_folder(request: OpenRequest) -> Path | None:
    """Return the folder of the plans, or None when several sources or stdin leave none to choose."""
    if request.plans:
        return Path(request.plans).expanduser()
    if request.config.plans:
        return Path(request.config.plans).expanduser()
    if len(request.source.sources) != 1:
        return None
    name = request.source.sources[0]
    if name == "-" or "://" in name or any(mark in name for mark in "*?["):
        return None
    path = Path(name).expanduser()
    return (path if path.is_dir() else path.parent) / "plans"
