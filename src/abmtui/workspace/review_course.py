"""One review of a scope: its queue, the quiet rest, and the figures that are kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

import polars as pl

from abmtui.durable import NotSaved
from abmtui.portfolio import columns as col
from abmtui.review.moved import FIGURES, KeptReview, Moved, accounts_now, compared_with, counting, kept_by, last_known, moved
from abmtui.review.needs import REVIEWED, due_dates, read
from abmtui.review.own_baseline import baseline_columns
from abmtui.review.queue import FALL, Queue, queue_of
from abmtui.workspace.measured import View, mine_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from abmtui.config import Config
    from abmtui.portfolio.rules import Rules
    from abmtui.store.review_log import ReviewLog
    from abmtui.workspace.measured import Measured
    from abmtui.workspace.opened import Workspace

Scope = Literal["mine", "team", "all"]
MINE: Final = "mine"
TEAM: Final = "team"
ALL: Final = "all"
SCOPES: Final[Mapping[Scope, tuple[str, str]]] = {
    MINE: ("me", 'Nobody is set as `me`: write me = "your name" into the config, spelled as in the owner column.'),
    TEAM: ("team", 'No `team` is set: write team = "your team" into the config, spelled as in the team column.'),
    ALL: ("", ""),
}
"""Scope -> the setting that it needs, and the sentence where that is missing."""


def whole(view: View) -> View:
    """Return the view of the whole book under the same measure: a review leaves no account out for a filter."""
    return View(view.measure, rollup=view.rollup, lines=view.lines, zones=view.zones)


def scopes_of(config: Config) -> tuple[Scope, ...]:
    """Return the scopes that the settings name, the narrowest first."""
    return tuple(scope for scope, (setting, _) in SCOPES.items() if not setting or getattr(config, setting).strip())


def missing_scopes(config: Config) -> tuple[str, ...]:
    """Return a sentence for each scope that the settings do not name."""
    named = scopes_of(config)
    return tuple(sentence for scope, (_, sentence) in SCOPES.items() if scope not in named)


def in_scope(table: pl.DataFrame, config: Config, scope: Scope) -> pl.Series | None:
    """Return which accounts are of a scope (Boolean), None for all of them: mine by owner and marketer, the team's by the source's or the plan's team."""
    if scope == MINE:
        return mine_of(table, config.me)
    if scope == TEAM:
        return _named(table, ("team", "plan_team"), config.team)
    return None


def _named(table: pl.DataFrame, columns: tuple[str, ...], wanted: str) -> pl.Series:
    names = [name for name in columns if name in table.columns]
    word = wanted.strip().lower()
    if not names or not word:
        return pl.Series("scope", [False]).new_from_index(0, table.height)
    hits = pl.any_horizontal((pl.col(name).cast(pl.String).str.strip_chars().str.to_lowercase() == word).fill_null(value=False) for name in names)
    return table.select(hits.alias("scope")).to_series()


@dataclass(frozen=True, eq=False)
class ReviewCourse:
    """The review of a scope under one measure."""

    measured: Measured
    config: Config
    today: dt.date
    rules: Rules
    scope: Scope = ALL

    @property
    def table(self) -> pl.DataFrame:
        """One row an account; the queue's rows are its rows."""
        return self.measured.table

    @cached_property
    def queue(self) -> Queue:
        """Who needs a look, and who is quiet."""
        table = self.table.with_columns(baseline_columns(self.measured.review.ground))
        return queue_of(table, in_scope(table, self.config, self.scope), self.today, self.config.review_days, self.rules.limits.get("fall", FALL))

    def next_after(self, account: str) -> int | None:
        """Return the account (row of the table) that comes behind another in the review, or the first; None when none is left."""
        rows = self.queue.rows
        ids = self.table[col.ID].gather(rows).to_list()
        start = ids.index(account) + 1 if account in ids else 0
        others = [*range(start, len(ids)), *range(min(start, len(ids)))]
        place = next((place for place in others if ids[place] != account), None)
        return None if place is None else int(rows[place])

    @cached_property
    def rest(self) -> pl.DataFrame:
        """The quiet accounts, the largest first: id, name, class, the last review and the next one (dates, null where there is none)."""
        quiet = self.table[self.queue.quiet_rows]
        return quiet.select(col.ID, col.NAME, col.ABC_CLASS, read(quiet, REVIEWED)).with_columns(due_dates(quiet, self.config.review_days))

    # The figures that are kept.

    def state(self, who: str, ids: Iterable[str]) -> KeptReview:
        """Return the book as it is, with the value and class of some accounts."""
        book, table = self.measured.book, self.table
        held = book.figures.concentration
        flags = {name: int(table[name].sum() or 0) if name in table.columns else 0 for name in (col.OPEN_FLAGS, "high_flags")}
        return KeptReview(
            self.today,
            who,
            measure_words(self.measured.view),
            {name: getattr(held, name) for name in FIGURES} | ({"total": None} if held.undefined else {}),
            {name: share.accounts for name, share in book.figures.classes.items()},
            flags[col.OPEN_FLAGS],
            flags["high_flags"],
            accounts_now(table, ids),
        )

    def counted(self, log: ReviewLog) -> tuple[KeptReview, ...]:
        """Return the earlier reviews of this measure that count."""
        stamps = dict(self.table.select(col.ID, read(self.table, REVIEWED)).drop_nulls().iter_rows())
        mine = (one for one in log.all()[0] if one.measure == measure_words(self.measured.view))
        return counting(mine, stamps)

    def moved(self, log: ReviewLog, since: dt.date | None = None) -> Moved | None:
        """Return what moved since the review before, or since the one that was kept by a day; None where none was kept."""
        kept = self.counted(log)
        before = compared_with(kept, self.today) if since is None else kept_by(kept, since)
        if before is None:
            return None
        known = {account: (value, name) for account, (_, value, name) in last_known(one for one in kept if one.day <= before.day).items()}
        flags = self.measured.review.ground.frames.get("flags", pl.DataFrame())
        return moved(before, self.state("", known), known, flags)


def measure_words(view: View) -> str:
    """Return what a view measures, in words: "revenue · all", with what makes another book of it behind."""
    lines = "" if view.lines is None else f"classes {view.lines.a:g}/{view.lines.b:g} by {view.lines.by}"
    return " · ".join(part for part in (view.measure.metric, view.measure.period, "rolled up" if view.rollup else "", lines) if part)


def keep_figures(workspace: Workspace, view: View, ids: Iterable[str]) -> str:
    """Add the book as it is to the log of reviews, with the accounts just reviewed; return a sentence where that could not be done."""
    log = workspace.review_log
    if log is None:
        return ""
    with workspace.alone:
        state = ReviewCourse(workspace.measured(whole(view)), workspace.config, workspace.today(), workspace.rules).state(workspace.author, ids)
    try:
        log.keep(state)
        # Read here, so that no screen waits for it: a log with a line for each of many accounts takes a while.
        log.all()
    except NotSaved as error:
        return f"reviewed, but the figures of this review were not kept: {error}"
    return ""
