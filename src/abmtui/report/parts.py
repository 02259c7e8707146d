"""The parts of a review beyond concentration and classes: one row a part, its module read when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.formats import Formats
    from abmtui.report.blocks import Block
    from abmtui.report.explained import Explained
    from abmtui.workspace.reviewed import Reviewed


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a review; module `report.part_NAME` has `blocks(reviewed, formats)`, `data(reviewed)` and `EXPLAINED`."""

    name: str
    """As in `abmtui report --part NAME`."""
    title: str
    key: str
    """Where its data stands in the JSON report; empty: the data is a mapping whose keys stand at the top."""

    @property
    def _module(self) -> Any:
        return import_module(f"abmtui.report.part_{self.name}")

    def blocks(self, reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
        """Return the part in words and rows; a part with nothing to go by says so in a sentence."""
        blocks: tuple[Block, ...] = self._module.blocks(reviewed, formats)
        return blocks

    def data(self, reviewed: Reviewed) -> dict[str, Any]:
        """Return the part's keys of the JSON report; None where it is undefined."""
        found = self._module.data(reviewed)
        return {self.key: found} if self.key else dict(found or {})

    def explained(self) -> tuple[Explained, ...]:
        """Return what its figures mean and how they are reckoned."""
        figures: tuple[Explained, ...] = self._module.EXPLAINED
        return figures


PARTS: Final = (
    Part("effort", "Effort against revenue", "effort"),
    Part("profit", "Customer profit", "profit"),
    Part("losses", "Too big to lose", "too_big_to_lose"),
    Part("programmes", "Zones, programmes, tiers, varieties and coverage", ""),
    Part("coverage", "Coverage and its mismatches", "coverage_mismatches"),
    Part("fit", "Is ABM right for us?", "abm_fit"),
    Part("prospects", "Prospects and partners", "prospects"),
    Part("periods", "Periods: who came, who went, how stable", "periods"),
    Part("signals", "Signals, whitespace and who belongs into which DRM programme", "signals"),
    Part("scores", "Outside-in score and hidden gems", "outside_in"),
    Part("selection", "Selection of key accounts", "selection"),
    Part("segments", "Segments side by side", "segments"),
    Part("budgets", "Plans by channel and class: budgets, hours, results", "budgets"),
    Part("people", "Stakeholders: who is reached, who is not", "stakeholders"),
    Part("alignment", "Objectives and what serves them", "alignment"),
    Part("flags", "Red flags: open, proposed, dismissed", "red_flags"),
    Part("process", "Sales process and intelligence", "process"),
    Part("scorecard", "Account scorecard: accounts measured, not leads", "scorecard"),
    Part("review", "The review of the quarter", "review"),
    Part("agenda", "Agenda: everything dated in all plans", "agenda"),
)
"""In the order of the report."""


def part_named(name: str) -> Part | None:
    """Return the part of that name."""
    return next((part for part in PARTS if part.name == name), None)


def explanations() -> Mapping[str, Explained]:
    """Return what every figure of the report means, by its key."""
    from abmtui.report.explained import FIGURES

    return {figure.field: figure for figures in (FIGURES, *(part.explained() for part in PARTS)) for figure in figures}
