"""One open portfolio: its reading, its plans, and the views worked out of both."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from abmtui.portfolio import columns as col
from abmtui.portfolio.book import ClassLines
from abmtui.review.plan_columns import plan_columns
from abmtui.sources.reader import Reading, read
from abmtui.store.plans import PlanStore
from abmtui.store.reviews import Reviews
from abmtui.store.rollup import RollUp, refresh
from abmtui.workspace.measured import Measured, Measuring, View
from abmtui.workspace.request import OpenRequest, plans_folder

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    import polars as pl

    from abmtui.config import Config
    from abmtui.portfolio.model import Portfolio
    from abmtui.problems import Problem


class Workspace:
    """The portfolio and its plans as long as they are open; safe to ask from several threads."""

    def __init__(self, request: OpenRequest, reading: Reading, *, author: str, now: Callable[[], dt.datetime]) -> None:
        self.request = request
        self.reading = reading
        self.now = now
        folder = plans_folder(request)
        self.plans: PlanStore | None = None if folder is None else PlanStore(folder, author, now)
        self.reviews: Reviews | None = None if folder is None else Reviews(folder, author)
        self._roll_up: RollUp | None = None
        self._lock = threading.RLock()
        self._measuring = Measuring(reading.portfolio, ClassLines(self.config.classes_a, self.config.classes_b), self.config.me)

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
        return self.reading.problems + (() if self._roll_up is None else self._roll_up.problems)

    @property
    def roll_up(self) -> RollUp | None:
        """The plans as frames, as last read; None where there is no plans folder."""
        return self._roll_up

    def today(self) -> dt.date:
        """Return the user's date."""
        return self.now().date()

    def refresh_plans(self) -> None:
        """Read what changed in the plans' folder since the last time."""
        if self.plans is None:
            return
        with self._lock:
            self._roll_up = refresh(self.plans)
            self._measuring.with_plans(self._plan_columns(self._roll_up))

    def measured(self, view: View) -> Measured:
        """Return one view worked out; what views share is kept."""
        with self._lock:
            return self._measuring.measured(view)

    def orphans(self) -> pl.DataFrame:
        """Return the plans whose account is not in the portfolio: one row each, with id, name and file."""
        if self._roll_up is None:
            msg = "no plans folder"
            raise LookupError(msg)
        known = self.portfolio.accounts.select(col.ID)
        return self._roll_up.plans.join(known, on=col.ID, how="anti")

    def _plan_columns(self, roll_up: RollUp) -> pl.DataFrame:
        frame = plan_columns(roll_up.plans, roll_up.stakeholders, roll_up.flags, roll_up.goals, self.today())
        stamps = self.reviews.frame() if self.reviews is not None else None
        return frame if stamps is None else frame.join(stamps, on=col.ID, how="full", coalesce=True)


def open_workspace(request: OpenRequest, *, author: str, now: Callable[[], dt.datetime], progress: Callable[[float, str], None] = lambda _share, _words: None) -> Workspace:
    """Read the source and the plans; never raises for a user's mistake, which stand in `problems`."""
    reading = read(request.source, progress)
    workspace = Workspace(request, reading, author=author, now=now)
    workspace.refresh_plans()
    return workspace
