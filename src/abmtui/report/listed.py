"""Accounts listed in a part of a report: so many rows, the rest counted; and the words and amounts that parts share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from abmtui.report.blocks import Block

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import polars as pl

    from abmtui.formats import Formats
    from abmtui.workspace.reviewed import Reviewed

ROWS: Final = 12
"""Rows of a block."""
LONGEST_LIST: Final = 20
"""Entries of a list in JSON."""


def account_block(
    heading: str, sentences: Sequence[str], frame: pl.DataFrame, columns: Mapping[str, Callable[[Mapping[str, Any]], str]], about: tuple[str, ...] = ()
) -> Block:
    """Return a block of the first accounts of a frame (id, name and what the columns read), the others counted in a sentence."""
    shown = frame.head(ROWS)
    rows = tuple((str(one["name"]), *(write(one) for write in columns.values())) for one in shown.iter_rows(named=True))
    more = [f"The first {len(rows)} of {frame.height:,}:"] if frame.height > len(rows) else []
    return Block(heading, (*sentences, *more), ("Account", *columns), rows, numbers=False, accounts=tuple(shown["id"]), about=about)


def accounts_json(frame: pl.DataFrame, *names: str) -> list[dict[str, Any]]:
    """Return the first accounts of a frame for JSON."""
    return frame.head(LONGEST_LIST).select("id", "name", *names).to_dicts()


def money(reviewed: Reviewed, formats: Formats, amount: float | None) -> str:
    """Return an amount with its currency, empty for None."""
    if amount is None:
        return ""
    return f"{reviewed.currency} {formats.number(amount)}" if reviewed.currency else formats.number(amount)


def accounts(formats: Formats, count: int, noun: str = "account") -> str:
    """Return a number with its noun."""
    return f"{formats.number(count)} {noun}{'' if count == 1 else 's'}"
