"""The plans' columns laid beside the accounts: a few plans among many accounts, and after a save little of it anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from abmtui.portfolio import columns as col

if TYPE_CHECKING:
    from collections.abc import Mapping

_IN_SOURCES = (col.OWNER, col.MARKETER, col.NAME, col.PROGRAMME, col.COVERAGE, col.TEAM, col.SEGMENT, col.NEEDS, col.POTENTIAL)
_WORKED_OUT = ("programme_reason", "zone", "zone_reason", "tier", "tier_reason", "abm_variety", "abm_variety_reason", "coverage_reason")
NAMES: Mapping[str, str] = {name: f"plan_{name}" for name in (*_IN_SOURCES, *_WORKED_OUT)}
"""What a plan's column is called where the source or the review's own columns may have one of the same name."""


@dataclass(frozen=True, eq=False)
class _Laid:
    """One column of the plans, and what it became over all accounts."""

    of_plans: pl.Series
    of_accounts: pl.Series


@dataclass(eq=False)
class PlanSide:
    """Lays columns of plans over the accounts with these ids. Not thread-safe."""

    ids: pl.Series
    _rows: dict[str, int | None] = field(default_factory=dict)
    _places: pl.Series | None = None
    _found: list[int | None] = field(default_factory=list)
    _laid: dict[str, _Laid] = field(default_factory=dict)

    def beside(self, table: pl.DataFrame, plans: pl.DataFrame) -> pl.DataFrame:
        """Return the table, one row an account, with the plans' columns behind its own; a name that it has already stays its own.

        A column without any value stays a single null and takes no memory; one that is as it was the last time is taken from there.
        """
        extra = plans.rename({name: new for name, new in NAMES.items() if name in plans.columns})
        names = [name for name in extra.columns if name != col.ID and name not in table.columns]
        places = self._placed(plans[col.ID])
        known = {name for name in names if extra[name].null_count() < extra.height}
        return table.with_columns(self._column(extra[name], places) if name in known else pl.lit(None, dtype=extra.schema[name]).alias(name) for name in names)

    def _placed(self, ids: pl.Series) -> pl.Series:
        """Return the plan's row for each account (UInt32, null: it has none); worked out anew only when the plans are others."""
        found = self._rows_of(ids.to_list())
        if self._places is None or found != self._found:
            known = [(row, place) for place, row in enumerate(found) if row is not None]
            places = pl.Series([None], dtype=pl.UInt32).new_from_index(0, len(self.ids))
            rows = pl.Series([row for row, _ in known], dtype=pl.UInt32)
            self._places = places.scatter(rows, pl.Series([place for _, place in known], dtype=pl.UInt32)) if known else places
            self._found = found
            self._laid.clear()
        return self._places

    def _rows_of(self, ids: list[str]) -> list[int | None]:
        """Return the account's row for each id; the accounts are searched only for ids that were not asked for before."""
        new = [one for one in ids if one not in self._rows]
        if new:
            accounts = self.ids.to_frame(col.ID).with_row_index("row").join(pl.DataFrame({col.ID: new}, schema={col.ID: pl.String}), on=col.ID, how="semi")
            found = dict(zip(accounts[col.ID], accounts["row"], strict=True))
            self._rows |= {one: found.get(one) for one in new}
        return [self._rows[one] for one in ids]

    def _column(self, values: pl.Series, places: pl.Series) -> pl.Series:
        laid = self._laid.get(values.name)
        if laid is None or laid.of_plans.dtype != values.dtype or not laid.of_plans.equals(values, null_equal=True):
            laid = self._laid[values.name] = _Laid(values, values.gather(places))
        return laid.of_accounts
