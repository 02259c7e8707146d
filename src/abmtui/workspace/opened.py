"""One open portfolio: its reading, its plans, and the views worked out of both."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from abmtui.portfolio import columns as col
from abmtui.review.plan_columns import plan_columns
from abmtui.sources.reader import Reading, read
from abmtui.store.drafts import Drafts
from abmtui.store.plans import PlanStore
from abmtui.store.review_log import ReviewLog
from abmtui.store.reviews import Reviews
from abmtui.store.rollup import RollUp, refresh
from abmtui.store.undo_log import UndoLog, log_path
from abmtui.workspace.curves import drawn_curve, effort_in_view
from abmtui.workspace.editing import PlanEditing
from abmtui.workspace.measured import Measured, Measuring, View
from abmtui.workspace.request import OpenRequest, plans_folder
from abmtui.workspace.review_course import ALL, ReviewCourse, Scope, whole
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
        self.review_log: ReviewLog | None = None
        """The book's figures on the days of earlier reviews."""
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
        self.review_log = ReviewLog(folder)
        log = UndoLog(None if self._state_folder is None else log_path(self._state_folder, folder))
        self.editing = PlanEditing(store, Reviews(folder, self.author), drafts, self.today, log)

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
        return self.request.problems + self.reading.problems + (() if self._roll_up is None else self._roll_up.problems) + self._review_problems()

    def _review_problems(self) -> tuple[Problem, ...]:
        """Return what could not be read of the dates and figures of reviews."""
        stamps = () if self.editing is None else self.editing.reviews.problems
        return stamps + (() if self.review_log is None else self.review_log.all()[1])

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

    def review(self, view: View, scope: Scope = ALL) -> ReviewCourse:
        """Return the accounts that need a look under a view's measure; a filter of the view leaves none out."""
        with self._lock:
            course = ReviewCourse(self._measuring.measured(whole(view)), self.config, self.today(), self.rules, scope)
            _ = course.queue
            return course

    def _plan_columns(self, roll_up: RollUp, reviews: Reviews) -> pl.DataFrame:
        frame = plan_columns(roll_up.plans, {name: getattr(roll_up, name) for name in ("stakeholders", "flags", "goals", "touches")}, self.today())
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
