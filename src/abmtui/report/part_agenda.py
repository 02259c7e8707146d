"""The agenda: everything dated in all plans, what is overdue first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.plan.agenda import OVERDUE, SPANS, span_of
from abmtui.portfolio import columns as col
from abmtui.report.blocks import Block
from abmtui.report.explained import Explained
from abmtui.review.agenda import DATE, FIELD, KIND, OWNER, ROW_ID, WHAT, agenda_of
from abmtui.wording import counted

if TYPE_CHECKING:
    import datetime as dt

    from abmtui.formats import Formats
    from abmtui.workspace.reviewed import Reviewed

SHOWN: Final = 20
NOTHING: Final = "Nothing in the plans has a day yet: next steps, reviews, goals, flags, channel rows, contracts and decisions do, once someone writes one."
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
    found = dated(reviewed)
    if found.is_empty():
        return (Block("Agenda", (NOTHING,), about=("agenda",)),)
    counts = spans(found[DATE], reviewed.today)
    sentence = f"{counted(found.height, 'entry', 'entries')}: {', '.join(f'{formats.number(counts[span])} {span}' for span in SPANS)}."
    shown = found.head(SHOWN)
    more = found.height - shown.height
    sentences = (sentence, *((f"The first {SHOWN}; {formats.number(more)} more follow.",) if more else ()))
    rows = tuple(
        (name, formats.day(date, reviewed.today) + (" !" if span_of(date, reviewed.today) == OVERDUE else ""), what, owner or "-")
        for name, date, what, owner in shown.select(col.NAME, DATE, WHAT, OWNER).iter_rows()
    )
    columns = ("Account", "Date", "What", "Owner")
    return (Block("Agenda", sentences, columns, rows, numbers=False, accounts=tuple(shown[col.ID]), about=("agenda", "agenda_overdue")),)


def data(reviewed: Reviewed) -> Any:
    """Return the part's data for JSON; None where nothing is dated."""
    found = dated(reviewed)
    if found.is_empty():
        return None
    counts = spans(found[DATE], reviewed.today)
    first = found.head(SHOWN).select(DATE, col.ID, col.NAME, KIND, ROW_ID, FIELD, WHAT, OWNER)
    return {
        "entries": found.height,
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
    plans = pl.DataFrame(schema={col.ID: pl.String}) if reviewed.roll_up is None else reviewed.roll_up.plans
    frames = {} if reviewed.roll_up is None else reviewed.standing.ground.frames
    return agenda_of(reviewed.table(), plans, frames, reviewed.config.review_days)


def spans(days: pl.Series, today: dt.date) -> dict[str, int]:
    """Return how many of some days lie in each span."""
    counts = dict.fromkeys(SPANS, 0)
    for day, count in days.value_counts().iter_rows():
        counts[span_of(day, today)] += count
    return counts
