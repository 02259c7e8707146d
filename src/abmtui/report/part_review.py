"""The review of the quarter: seen, decided, opened, closed, what still needs a look, and what moved since the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from abmtui.portfolio import columns as col
from abmtui.report.blocks import Block
from abmtui.report.explained import Explained
from abmtui.report.moved_words import moved_blocks, moved_data
from abmtui.report.since import data_of, happened_blocks
from abmtui.report.since_figures import since_figures
from abmtui.review.own_baseline import baseline_columns
from abmtui.review.queue import FALL, quarter_start, queue_of
from abmtui.store.review_log import ReviewLog
from abmtui.wording import counted
from abmtui.workspace.review_course import ReviewCourse

if TYPE_CHECKING:
    from abmtui.formats import Formats
    from abmtui.review.moved import Moved
    from abmtui.review.queue import Queue
    from abmtui.workspace.reviewed import Reviewed

SHOWN: Final = 20
EXPLAINED: Final[tuple[Explained, ...]] = (
    Explained(
        "review_need",
        "Needs a look",
        "count",
        "Accounts to talk about in this review, the most pressing first; the first reason decides the place, then the larger value.",
        "high flag; review overdue; key account without plan; decider unreached or key person left (A, key); revenue -15% on its own baseline; "
        "goal overdue; no touch for review_days of the class; unless reviewed or snoozed, and nothing came up since",
    ),
    Explained(
        "review_done", "Done", "count", "Accounts reviewed since the quarter began that need no further look.", "last review >= first day of the quarter"
    ),
    Explained(
        "review_quiet",
        "Quiet",
        "count",
        "Accounts that need no look, were not reviewed in the quarter and are not put off.",
        "in view - needing a look - done - put off until a day ahead",
    ),
    Explained(
        "review_moved",
        "What moved",
        "count",
        "The book now beside the book as it was kept at the last review before this quarter.",
        "figures kept with every stamp that was not undone; the same metric, period, roll-up and class lines only",
    ),
)


def blocks(reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
    """Return the part in words and rows."""
    found, queue, moved = since_figures(reviewed, quarter_start(reviewed.today)), _queue(reviewed), _moved(reviewed)
    names = dict(reviewed.measured.table.select(col.ID, col.NAME).iter_rows()) if moved and moved.changed_class else {}
    return (
        _head(reviewed, queue, formats),
        _needing(reviewed, queue, formats),
        *happened_blocks(found, formats),
        *(moved_blocks(moved, names, formats) if moved else ()),
    )


def data(reviewed: Reviewed) -> Any:
    """Return the part's data for JSON, unrounded."""
    queue, table = _queue(reviewed), reviewed.measured.table
    first = table[queue.rows.head(SHOWN)]
    return {
        "quarter": quarter_start(reviewed.today).isoformat(),
        "accounts": queue.scope,
        "done": queue.done,
        "need_a_look": queue.rows.len(),
        "quiet": queue.quiet,
        "quiet_by_class": dict(queue.quiet_classes),
        "put_off": queue.put_off,
        "needing": [{"id": account, "name": name, "reasons": why} for account, name, why in zip(first[col.ID], first[col.NAME], queue.reasons, strict=False)],
        "quarter_so_far": data_of(since_figures(reviewed, quarter_start(reviewed.today))),
        "moved": moved_data(_moved(reviewed)),
    }


def _queue(reviewed: Reviewed) -> Queue:
    """Return the review of the accounts in view."""
    table = reviewed.measured.table.with_columns(baseline_columns(reviewed.standing.ground))
    return queue_of(table, reviewed.measured.mask, reviewed.today, reviewed.config.review_days, reviewed.rules.limits.get("fall", FALL))


def _moved(reviewed: Reviewed) -> Moved | None:
    if reviewed.roll_up is None:
        return None
    return ReviewCourse(reviewed.measured, reviewed.config, reviewed.today, reviewed.rules).moved(ReviewLog(reviewed.roll_up.folder))


def _head(reviewed: Reviewed, queue: Queue, formats: Formats) -> Block:
    quarter = f"Review of Q{(reviewed.today.month + 2) // 3} {reviewed.today.year}"
    classes = ", ".join(f"{name if name != '-' else 'no class'} {formats.number(count)}" for name, count in queue.quiet_classes.items())
    said = (
        f"{formats.number(queue.done)} of {counted(queue.scope, 'account')} done, {formats.number(queue.rows.len())} "
        f"need{'s' * (queue.rows.len() == 1)} a look, {formats.number(queue.quiet)} quiet{f' ({classes})' if classes else ''}"
        f"{f', {formats.number(queue.put_off)} put off' if queue.put_off else ''}."
    )
    return Block(quarter, (said,), about=("review_need", "review_done", "review_quiet"))


def _needing(reviewed: Reviewed, queue: Queue, formats: Formats) -> Block:
    heading = "Still needs a look"
    if queue.rows.is_empty():
        return Block(heading, ("Nothing needs a look.",))
    first = reviewed.measured.table[queue.rows.head(SHOWN)]
    rows = tuple((name, abc or "-", why) for name, abc, why in zip(first[col.NAME], first[col.ABC_CLASS], queue.reasons.head(SHOWN), strict=True))
    more = (f"The first {SHOWN} of {formats.number(queue.rows.len())}.",) if queue.rows.len() > SHOWN else ()
    return Block(heading, more, ("Account", "Class", "Why"), rows, numbers=False, accounts=tuple(first[col.ID]), about=("review_need",))
