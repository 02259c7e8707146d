"""The scorecard of key and ABM accounts: each measured as an account, never by leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.report.blocks import Block
from abmtui.report.explained import Explained
from abmtui.review.own_baseline import baseline_columns
from abmtui.review.queue import FALL, health_of, quarter_start
from abmtui.review.scorecard import GOALS_OPEN, GOALS_REACHED, PEOPLE, REACHED, TOUCHES, measured_accounts, scorecards
from abmtui.wording import counted

if TYPE_CHECKING:
    from abmtui.formats import Formats
    from abmtui.workspace.reviewed import Reviewed

SHOWN: Final = 20
HEADING: Final = "Account scorecard"
NONE: Final = "No key account and no ABM account with a plan in view: choose key accounts, or begin a plan (↵ on an account)."
HEALTH: Final = "health"
EXPLAINED: Final[tuple[Explained, ...]] = (
    Explained(
        "scorecard",
        "Account scorecard",
        "count",
        "Key accounts and ABM accounts with a plan, each measured by what it is worth and how it is worked; leads are not counted.",
        "people reached by sales or marketing of those still there; touches since the quarter began; goals reached and open; open flags; health",
    ),
)


def blocks(reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
    """Return the part in words and rows."""
    frame = _frame(reviewed)
    if frame.is_empty():
        return (Block(HEADING, (NONE,)),)
    shown = frame.head(SHOWN)
    people, reached, touches = (int(frame[name].sum()) for name in (PEOPLE, REACHED, TOUCHES))
    share = f" ({formats.percent(reached / people, 0)})" if people else ""
    told = f"{counted(frame.height, 'account')}: {formats.number(reached)} of {counted(people, 'person', 'people')} reached{share}, {counted(touches, 'touch', 'touches')} in this quarter."
    more = (f"The first {SHOWN} of {formats.number(frame.height)}.",) if frame.height > SHOWN else ()
    rows = tuple(_row(row, word, formats) for row, (word, _) in zip(shown.iter_rows(named=True), _health(reviewed, shown), strict=True))
    columns = ("Account", "Value", "Change", "Share", "Reached", "Touches", "Goals reached", "open", "Flags", "Health")
    return (Block(HEADING, (told, *more), columns, rows, accounts=tuple(shown[col.ID]), about=("scorecard",)),)


def data(reviewed: Reviewed) -> Any:
    """Return the part's data for JSON, unrounded; None where no account has a scorecard."""
    frame = _frame(reviewed)
    if frame.is_empty():
        return None
    shown = frame.head(SHOWN)
    return {
        "accounts": frame.height,
        **{name: int(frame[name].sum()) for name in (PEOPLE, REACHED, TOUCHES, GOALS_REACHED, GOALS_OPEN)},
        "largest": [
            {name: value for name, value in row.items() if name != "row"} | {HEALTH: word, "health_reason": why or None}
            for row, (word, why) in zip(shown.iter_rows(named=True), _health(reviewed, shown), strict=True)
        ],
    }


def _frame(reviewed: Reviewed) -> pl.DataFrame:
    """Return a row an account that has a scorecard, the largest first; without plans none."""
    if reviewed.roll_up is None:
        return pl.DataFrame()
    table = reviewed.table()
    people, touches, goals = (reviewed.rows_of(name) for name in ("stakeholders", "touches", "goals"))
    names = ["row", col.ID, col.NAME, col.VALUE, col.CHANGE, col.SHARE, col.OPEN_FLAGS]
    accounts = table.filter(measured_accounts(table)).select(names).sort(col.VALUE, descending=True, nulls_last=True, maintain_order=True)
    return scorecards(accounts, people, touches, goals, (quarter_start(reviewed.today), reviewed.today))


def _health(reviewed: Reviewed, shown: pl.DataFrame) -> list[tuple[str, str]]:
    """Return the health of some accounts, a word and its reason each."""
    table = reviewed.measured.table.with_columns(baseline_columns(reviewed.standing.ground))[shown["row"]]
    fall = reviewed.rules.limits.get("fall", FALL)
    return [health_of(table, row, reviewed.today, reviewed.config.review_days, fall) for row in range(table.height)]


def _row(row: dict[str, Any], health: str, formats: Formats) -> tuple[str, ...]:
    counts = (formats.number(row[name]) for name in (TOUCHES, GOALS_REACHED, GOALS_OPEN))
    money = (formats.short(row[col.VALUE]) or "-", formats.change(row[col.CHANGE]) or "-", formats.percent(row[col.SHARE]) or "-")
    return (row[col.NAME], *money, f"{row[REACHED]} of {row[PEOPLE]}", *counts, formats.number(row[col.OPEN_FLAGS] or 0), health)
