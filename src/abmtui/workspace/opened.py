"""One open portfolio: its reading, its plans, and the views worked out of both."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from abmtui.portfolio import columns as col
from abmtui.review.own_baseline import baseline_columns
from abmtui.review.plan_columns import plan_columns
from abmtui.review.queue import FALL, Queue, queue_of
from abmtui.sources.reader import Reading, read
from abmtui.store.drafts import Drafts
from abmtui.store.plans import PlanStore
from abmtui.store.reviews import Reviews
from abmtui.store.rollup import RollUp, refresh
from abmtui.workspace.curves import drawn_curve, effort_in_view
from abmtui.workspace.editing import PlanEditing
from abmtui.workspace.measured import Measured, Measuring, View, mine_of
from abmtui.workspace.request import OpenRequest, plans_folder
from abmtui.workspace.review_rules import rules_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    import polars as pl

    from abmtui.config import Config
    from abmtui.portfolio.model import Portfolio
    from abmtui.problems import Problem


class Workspace:
    """The portfolio and its plans as long as they are open; safe to ask from several threads."""

    def __init__(self, request: OpenRequest, reading: Reading, *, author: str, now: Callable[[], dt.datetime], state_folder: Path | None = None) -> None:
        self.request = request
        self.reading = reading
        self.now = now
        self.author = author
        self.editing: PlanEditing | None = None
        """Where plans are opened and saved; None while no folder for plans is known."""
        self._state_folder = state_folder
        self._roll_up: RollUp | None = None
        self._lock = threading.RLock()
        self.rules = rules_of(self.config)
        self._measuring = Measuring(reading.portfolio, self.rules, self.config.me, self.today)
        folder = plans_folder(request)
        if folder is not None:
            self.keep_plans_in(folder)

    def keep_plans_in(self, folder: Path) -> None:
        """Keep the plans in a folder; it is made at the first save."""
        store = PlanStore(folder, self.author, self.now)
        drafts = None if self._state_folder is None else Drafts(self._state_folder / "drafts", self.now)
        self.editing = PlanEditing(store, Reviews(folder, self.author), drafts, self.today)

    @property
    def alone(self) -> AbstractContextManager[bool]:
        """Held by whoever works further columns out: one thread at a time."""
        return self._lock

    @property
    def plans(self) -> PlanStore | None:
        """The store of the plans, or None while no folder is known."""
        return None if self.editing is None else self.editing.store

    @property
    def config(self) -> Config:
        """The settings this portfolio was opened with."""
        return self.request.config

    @property
    def portfolio(self) -> Portfolio:
        """The accounts as read."""
        return self.reading.portfolio

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was met in reading the source and the plans."""
        return self.request.problems + self.reading.problems + (() if self._roll_up is None else self._roll_up.problems)

    @property
    def roll_up(self) -> RollUp | None:
        """The plans as frames, as last read; None where there is no plans folder."""
        return self._roll_up

    def today(self) -> dt.date:
        """Return the user's date."""
        return self.now().date()

    def refresh_plans(self) -> None:
        """Read what changed in the plans' folder since the last time."""
        if self.editing is None:
            return
        with self._lock:
            self._roll_up = refresh(self.editing.store, self._roll_up)
            frames = {
                name: getattr(self._roll_up, name)
                for name in ("stakeholders", "channels", "flags", "goals", "scores", "offerings", "gates", "touches", "notes", "dismissals")
            }
            self._measuring.with_plans(self._plan_columns(self._roll_up, self.editing.reviews), frames)

    def measured(self, view: View) -> Measured:
        """Return one view worked out; what views share is kept."""
        with self._lock:
            return self._measuring.measured(view)

    def drawn(self, view: View) -> Measured:
        """Return one view worked out with what a screen draws beside its table: the view's curve and the effort's figures."""
        with self._lock:
            measured = self._measuring.measured(view)
            drawn_curve(measured)
            effort_in_view(measured)
            return measured

    def orphans(self) -> pl.DataFrame:
        """Return the plans whose account is not in the portfolio: one row each, with id, name and file."""
        if self._roll_up is None:
            msg = "no plans folder"
            raise LookupError(msg)
        ids, plans = self.portfolio.accounts[col.ID], self._roll_up.plans
        # Plans are few beside accounts: theirs are looked for, so that no table of all ids is made.
        return plans.join(ids.filter(ids.is_in(plans[col.ID].implode())).to_frame(), on=col.ID, how="anti")

    def review(self, view: View, *, mine: bool) -> tuple[Queue, pl.DataFrame]:
        """Return the accounts that need a look under a view's measure, and the table whose rows they are."""
        with self._lock:
            measured = self._measuring.measured(View(view.measure, rollup=view.rollup, lines=view.lines, zones=view.zones))
            table = measured.table.with_columns(baseline_columns(measured.review.ground))
        scope = mine_of(table, self.config.me) if mine else None
        return queue_of(table, scope, self.today(), self.config.review_days, self.rules.limits.get("fall", FALL)), measured.table

    def next_in_review(self, view: View, account: str, *, mine: bool) -> int | None:
        """Return the account (row of the table) that comes behind another in the review, or the first; None when none is left."""
        queue, table = self.review(view, mine=mine)
        ids = table[col.ID].gather(queue.rows).to_list()
        start = ids.index(account) + 1 if account in ids else 0
        others = [*range(start, len(ids)), *range(min(start, len(ids)))]
        place = next((place for place in others if ids[place] != account), None)
        return None if place is None else int(queue.rows[place])

    def _plan_columns(self, roll_up: RollUp, reviews: Reviews) -> pl.DataFrame:
        frame = plan_columns(roll_up.plans, roll_up.stakeholders, roll_up.flags, roll_up.goals, self.today())
        return frame.join(reviews.frame(), on=col.ID, how="full", coalesce=True)


def open_workspace(
    request: OpenRequest,
    *,
    author: str,
    now: Callable[[], dt.datetime],
    state_folder: Path | None = None,
    progress: Callable[[float, str], None] = lambda _share, _words: None,
) -> Workspace:
    """Read the source and the plans; never raises for a user's mistake, which stand in `problems`."""
    reading = read(request.source, progress)
    workspace = Workspace(request, reading, author=author, now=now, state_folder=state_folder)
    workspace.refresh_plans()
    return workspace
