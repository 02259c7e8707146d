"""What is known of the key accounts, how they buy, and how each does: account by account, never by leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.report import score_lists as lists
from abmtui.report.blocks import Block
from abmtui.report.explained import Explained
from abmtui.review.intelligence import intelligence_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from abmtui.formats import Formats
    from abmtui.workspace.reviewed import Reviewed

EXPLAINED: Final[tuple[Explained, ...]] = (
    Explained(
        "deciders",
        "Deciders, influencers",
        "count",
        "People in the plan who decide, and those with another role or with influence on somebody.",
        "who left is not counted",
    ),
)
_NAMED: Final = 5
"""Missing things that are named in a row."""


def intelligence_blocks(reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
    """Return intelligence, buying structures and scorecards of the key accounts in view, or of all accounts with a plan where none is key; nothing without plans."""
    frame, which = _accounts(reviewed)
    if frame.is_empty():
        return ()
    return (_known(frame, which, formats), _buying(frame, formats), _scorecard(frame, which, formats))


def intelligence_data(reviewed: Reviewed) -> list[dict[str, Any]]:
    """Return for JSON the accounts of which least is known, with how much is missing and the first of it."""
    frame, _ = _accounts(reviewed)
    if frame.is_empty():
        return []
    missing = pl.col("missing")
    cut = frame.with_columns(missing.list.len().alias("missing_count"), missing.list.head(lists.LISTED))
    return lists.listed(cut, "intelligence", "missing_count", "missing", "buying_process", "buying_centre", "deciders", "influencers")


_SAID: Final = {
    col.KEY_ACCOUNT: pl.Boolean(),
    "buying_process": pl.String(),
    "buying_centre": pl.String(),
    "goal_count": pl.UInt32(),
    col.OPEN_FLAGS: pl.UInt32(),
}
_FURTHER: Final = ("whitespace", "signals", "outside_in")


def _accounts(reviewed: Reviewed) -> tuple[pl.DataFrame, str]:
    """Return the accounts to list, the least known first, with all that is told of them, and what they are."""
    standing = reviewed.standing
    found = lists.in_view(reviewed, intelligence_of(standing))
    rows, table = found["row"], standing.ground.table
    said = [_said(table, name, dtype).gather(rows).alias(name) for name, dtype in _SAID.items()]
    book = [table[name].gather(rows) for name in (col.VALUE, col.CHANGE)]
    further = [standing.column(name).gather(rows).alias(name) for name in _FURTHER]
    frame = found.with_columns(table[col.ID].gather(rows).alias("account_id"), *said, *book, *further).sort("intelligence", maintain_order=True)
    key = frame.filter(pl.col(col.KEY_ACCOUNT))
    return (key, "key account") if key.height else (frame, "account with a plan")


def _said(table: pl.DataFrame, name: str, dtype: pl.DataType) -> pl.Series:
    return table[name] if name in table.columns and table.schema[name] == dtype else pl.Series(name, [None], dtype=dtype).new_from_index(0, table.height)


def _known(frame: pl.DataFrame, which: str, formats: Formats) -> Block:
    mean = float(frame.select(pl.col("intelligence").mean()).item())
    sentences = (f"On average {formats.percent(mean, 0)} is known of {lists.many(frame.height, which, formats)}; the least known come first.",)
    shown = frame.head(lists.SHOWN)
    rows = tuple((name, formats.percent(share, 0), _missing(missing)) for name, share, missing in shown.select(col.NAME, "intelligence", "missing").iter_rows())
    columns = ("Account", "Known", "Missing")
    return Block("What is missing of each", sentences, columns, rows, numbers=False, accounts=tuple(shown["account_id"]), about=("intelligence",))


def _missing(names: list[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}" if names else "nothing"


def _buying(frame: pl.DataFrame, formats: Formats) -> Block:
    """Return how the accounts buy; those of which nothing is known are counted."""
    said = [pl.col(name).fill_null("") != "" for name in ("buying_process", "buying_centre")]
    known = frame.filter(pl.any_horizontal(*said, pl.col("deciders", "influencers") > 0))
    shown = known.sort("deciders", descending=True, maintain_order=True).head(lists.SHOWN)
    unknown = frame.height - known.height
    sentences = (f"Nothing is known of how {formats.number(unknown)} of them {'buys' if unknown == 1 else 'buy'}.",) if unknown else ()
    rows = tuple(
        (name, process or "-", centre or "-", formats.number(deciders), formats.number(influencers))
        for name, process, centre, deciders, influencers in shown.select(col.NAME, "buying_process", "buying_centre", "deciders", "influencers").iter_rows()
    )
    columns = ("Account", "Buying process", "Buying centre", "Deciders", "Influencers")
    return Block("How they buy", sentences, columns, rows, accounts=tuple(shown["account_id"]), about=("deciders",))


_CELLS: Final[tuple[tuple[str, str, Callable[[Formats, Any], str]], ...]] = (
    ("Value", col.VALUE, lambda formats, value: formats.short(value)),
    ("Change", col.CHANGE, lambda formats, value: formats.change(value)),
    ("Whitespace", "whitespace", lambda formats, value: formats.short(value)),
    ("Open flags", col.OPEN_FLAGS, lambda formats, value: formats.number(value)),
    ("Signals", "signals", lambda formats, value: formats.number(value)),
    ("Goals", "goal_count", lambda formats, value: formats.number(value)),
    ("Outside-in", "outside_in", lambda formats, value: formats.number(value, 1)),
    ("Known", "intelligence", lambda formats, value: formats.percent(value, 0)),
)
"""Heading, column and how it is written."""


def _scorecard(frame: pl.DataFrame, which: str, formats: Formats) -> Block:
    shown = frame.sort(col.VALUE, descending=True, nulls_last=True, maintain_order=True).head(lists.SHOWN)
    rows = tuple((account[col.NAME], *(_cell(account[name], write, formats) for _, name, write in _CELLS)) for account in shown.iter_rows(named=True))
    columns = ("Account", *(heading for heading, _, _ in _CELLS))
    return Block(
        "Worth and standing",
        (f"{lists.many(frame.height, which, formats)}, the largest first; no leads are counted.",),
        columns,
        rows,
        accounts=tuple(shown["account_id"]),
    )


def _cell(value: Any, write: Callable[[Formats, Any], str], formats: Formats) -> str:
    return "-" if value is None else write(formats, value)
