"""The agenda: everything dated in all plans, what is overdue first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.plan.agenda import OVERDUE, SPANS, span_of
from abmtui.portfolio import columns as col
from abmtui.report.blocks import Block
from abmtui.report.explained import Explained
from abmtui.review.agenda import DATE, FIELD, KIND, OWNER, ROW_ID, WHAT, agenda_of, left_out
from abmtui.wording import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from abmtui.formats import Formats
    from abmtui.workspace.reviewed import Reviewed

SHOWN: Final = 20
NOTHING: Final = "Nothing in the plans has a day yet: next steps, reviews, goals, flags, channel rows, contracts and decisions do, once someone writes one."
_WHY_OUT: Final = "subsidiaries count with their parent in a rolled-up view, other accounts are not in the source"
EXPLAINED: Final[tuple[Explained, ...]] = (
    Explained(
        "agenda",
        "Agenda",
        "count",
        "Everything in the plans that waits for a day: next steps, reviews, flags, goals, channel rows, contracts, decisions, scores, gates.",
        "open rows with a date; the review by the plan's day or the class's cadence; a gate after the sales cycle (180 days where none is written)",
    ),
    Explained("agenda_overdue", "Overdue", "count", "What waits for a day that has gone by.", "date < today"),
)


def blocks(reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
    """Return the part in words and rows."""
    found, others = dated(reviewed), without_account(reviewed)
    apart = (f"{counted(others, 'entry', 'entries')} of plans whose account has no line here left out: {_WHY_OUT}.",) if others else ()
    if found.is_empty():
        return (Block("Agenda", (NOTHING if not apart else "Nothing.", *apart), about=("agenda",)),)
    counts = spans(found[DATE], reviewed.today)
    sentence = f"{counted(found.height, 'entry', 'entries')}: {', '.join(f'{formats.number(counts[span])} {span}' for span in SPANS)}."
    shown = found.head(SHOWN)
    more = found.height - shown.height
    sentences = (sentence, *((f"The first {SHOWN}; {formats.number(more)} more follow.",) if more else ()), *apart)
    rows = tuple(
        (name, formats.day(date, reviewed.today) + (" !" if span_of(date, reviewed.today) == OVERDUE else ""), what, owner or "-")
        for name, date, what, owner in shown.select(col.NAME, DATE, WHAT, OWNER).iter_rows()
    )
    columns = ("Account", "Date", "What", "Owner")
    return (Block("Agenda", sentences, columns, rows, numbers=False, accounts=tuple(shown[col.ID]), about=("agenda", "agenda_overdue")),)


def data(reviewed: Reviewed) -> Any:
    """Return the part's data for JSON; None where nothing is dated."""
    found, others = dated(reviewed), without_account(reviewed)
    if found.is_empty() and not others:
        return None
    counts = spans(found[DATE], reviewed.today)
    first = found.head(SHOWN).select(DATE, col.ID, col.NAME, KIND, ROW_ID, FIELD, WHAT, OWNER)
    return {
        "entries": found.height,
        "left_out": others,
        **{span.replace(" ", "_"): counts[span] for span in SPANS},
        "first": [
            {
                "date": row[DATE].isoformat(),
                "span": span_of(row[DATE], reviewed.today),
                "id": row[col.ID],
                "name": row[col.NAME],
                "kind": row[KIND] or None,
                "row": row[ROW_ID] or None,
                "field": row[FIELD],
                "what": row[WHAT],
                "owner": row[OWNER] or None,
            }
            for row in first.iter_rows(named=True)
        ],
    }


def dated(reviewed: Reviewed) -> pl.DataFrame:
    """Return the agenda of the accounts in view."""
    return agenda_of(reviewed.table(), *_plans(reviewed), reviewed.config.review_days)


def without_account(reviewed: Reviewed) -> int:
    """Return how many entries are of accounts that have no line in the view, filter aside."""
    return left_out(reviewed.standing.ground.table[col.ID], *_plans(reviewed))


def _plans(reviewed: Reviewed) -> tuple[pl.DataFrame, Mapping[str, pl.DataFrame]]:
    if reviewed.roll_up is None:
        return pl.DataFrame(schema={col.ID: pl.String}), {}
    return reviewed.roll_up.plans, reviewed.standing.ground.frames


def spans(days: pl.Series, today: dt.date) -> dict[str, int]:
    """Return how many of some days lie in each span."""
    counts = dict.fromkeys(SPANS, 0)
    for day, count in days.value_counts().iter_rows():
        counts[span_of(day, today)] += count
    return counts
