"""One view of an open portfolio with everything that a written review or a page of figures is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from abmtui.config import Config
    from abmtui.portfolio.book import Book
    from abmtui.portfolio.rules import Rules
    from abmtui.review.standing import Standing
    from abmtui.store.rollup import RollUp
    from abmtui.workspace.measured import Measured
    from abmtui.workspace.opened import Workspace


@dataclass(frozen=True, eq=False)
class Reviewed:
    """A worked-out view beside the plans, the rules and the date."""

    measured: Measured
    roll_up: RollUp | None
    """The plans' frames; None where there is no folder of plans."""
    config: Config
    today: dt.date
    currency: str | None
    group: str = ""
    """The column by which accounts are to be grouped; empty: by none."""

    @property
    def book(self) -> Book:
        """All accounts under the view's metric, period and roll-up."""
        return self.measured.book

    @property
    def standing(self) -> Standing:
        """The further columns of the view's table."""
        return self.measured.review

    @property
    def rules(self) -> Rules:
        """The rules in force, the view's lines in their place."""
        return self.standing.ground.rules

    @property
    def filtered(self) -> bool:
        """Whether the view is less than the book."""
        return self.measured.mask is not None

    def table(self, further: Iterable[str] = ()) -> pl.DataFrame:
        """Return the accounts in view in the order of the source, with further columns and `row`, their place in the whole table."""
        whole = self.standing.beside(further).with_row_index("row")
        return whole if self.measured.mask is None else whole.filter(self.measured.mask)

    def rows_of(self, frame: str) -> pl.DataFrame:
        """Return the plans' rows of a frame (`channels`, `scores`, ...) whose account is in view; without plans an empty frame without columns."""
        rows = self.standing.ground.frames.get(frame)
        if rows is None:
            return pl.DataFrame()
        mask = self.measured.mask
        ids = self.standing.ground.table["id"] if mask is None else self.standing.ground.table["id"].filter(mask)
        # Plans are few beside accounts: their ids are looked for among the accounts', which are not made into a table of their own.
        known = ids.filter(ids.is_in(rows["account_id"].unique().implode()))
        return rows.join(known.to_frame("account_id"), on="account_id", how="semi", maintain_order="left")


def reviewed(workspace: Workspace, measured: Measured, group: str = "") -> Reviewed:
    """Return a worked-out view with all that belongs to it; `group` names a column of its table or a further one."""
    currency = workspace.portfolio.currency or workspace.config.currency or None
    return Reviewed(measured, workspace.roll_up, workspace.config, workspace.today(), currency, group)
