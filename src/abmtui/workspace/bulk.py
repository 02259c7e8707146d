"""What an edit of many accounts would do to each of them, looked at before it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from abmtui.plan.bulk import without_reason
from abmtui.plan.vocabulary import DRM_PROGRAMMES
from abmtui.review import drm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from abmtui.plan.bulk import BulkEdit
    from abmtui.plan.model import Plan
    from abmtui.store.plans import PlanStore
    from abmtui.workspace.measured import Measured


@dataclass(frozen=True, eq=False)
class Line:
    """What would become of one account."""

    account: str
    name: str
    before: Plan
    after: Plan
    refused: str = ""
    """Why its plan cannot be edited so, or empty."""

    @property
    def changes(self) -> bool:
        """Whether its plan would be another."""
        return not self.refused and self.before != self.after


@dataclass(frozen=True, eq=False)
class BulkPreview:
    """An edit beside the plans that it is meant for."""

    edit: BulkEdit
    lines: tuple[Line, ...]

    @property
    def changing(self) -> tuple[Line, ...]:
        """The accounts whose plans would change."""
        return tuple(line for line in self.lines if line.changes)

    @property
    def refused(self) -> tuple[Line, ...]:
        """The accounts whose plans cannot be edited so."""
        return tuple(line for line in self.lines if line.refused)

    @property
    def unchanged(self) -> tuple[Line, ...]:
        """The accounts whose plans say so already."""
        return tuple(line for line in self.lines if not line.refused and not line.changes)

    @property
    def without_reason(self) -> tuple[str, ...]:
        """The labels of overrides that would stand without a reason."""
        return tuple(dict.fromkeys(label for line in self.changing for label in without_reason(line.before, line.after)))

    @property
    def accounts(self) -> dict[str, str]:
        """The accounts that would change, id -> name."""
        return {line.account: line.name for line in self.changing}


def previewed(edit: BulkEdit, accounts: Mapping[str, str], store: PlanStore) -> BulkPreview:
    """Return what an edit would do to accounts (id -> name); reads their plans and writes nothing."""
    return BulkPreview(edit, tuple(_line(edit, account, name, store) for account, name in accounts.items()))


def _line(edit: BulkEdit, account: str, name: str, store: PlanStore) -> Line:
    file = store.open(account, name)
    if file.broken or file.read_only:
        return Line(account, name, file.plan, file.plan, file.read_only)
    after, why = edit.tried(file.plan)
    return Line(account, name, file.plan, after, why)


@dataclass(frozen=True)
class Enrolments:
    """Who of the accounts that are meant is enrolled in which DRM programme, and whom the entry rules fit."""

    enrolled: Mapping[str, int]
    """Programme -> how many of those meant are enrolled."""
    meant: Mapping[str, int]
    """Programme that has a rule -> how many of those meant it fits."""
    fitting: Mapping[str, frozenset[int]]
    """Programme that has a rule -> the rows of the table in view whom it fits."""


def enrolled_in(measured: Measured, rows: Sequence[int]) -> Enrolments:
    """Return who is enrolled in what, and whom the rules fit, of rows of the table; works the column of rules out where nobody asked yet."""
    belongs = measured.review.column(drm.BELONGS)
    in_view = set(measured.order)
    fitting = {name: frozenset(drm.fits(belongs, name).arg_true()) for name in drm.PROGRAMMES}
    said = measured.table[list(rows)]["enrolled"].to_list() if "enrolled" in measured.table.columns else []
    return Enrolments(
        {name: sum(name in (one or ()) for one in said) for name in DRM_PROGRAMMES},
        {name: len(fits & set(rows)) for name, fits in fitting.items()},
        {name: fits & in_view for name, fits in fitting.items()},
    )
