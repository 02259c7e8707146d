"""The agenda of an open portfolio: everything dated in the plans of a scope."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.review.agenda import ROW, agenda_of
from abmtui.workspace.review_course import ALL, in_scope, whole

if TYPE_CHECKING:
    from abmtui.workspace.measured import View
    from abmtui.workspace.opened import Workspace
    from abmtui.workspace.review_course import Scope


def agenda_in(workspace: Workspace, view: View, scope: Scope = ALL) -> pl.DataFrame:
    """Return what is dated in a scope under a view's measure, as `review.agenda.agenda_of` does.

    Neither a filter of the view nor its roll-up to parents leaves anything out: each account has its own days.
    """
    with workspace.alone:
        measured = workspace.measured(replace(whole(view), rollup=False))
        table, ground = measured.table, measured.review.ground
        roll_up = workspace.roll_up
    plans = pl.DataFrame(schema={col.ID: pl.String}) if roll_up is None else roll_up.plans
    found = agenda_of(table, plans, {} if roll_up is None else ground.frames, workspace.config.review_days)
    chosen = in_scope(table, workspace.config, scope)
    return found if chosen is None else found.filter(chosen.gather(found[ROW]))
