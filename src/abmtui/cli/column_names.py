"""Columns as a person names them on the command line: found by spelling, else a sentence with the nearest."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from abmtui.cli.exits import StoppedError
from abmtui.cli.words import nearest
from abmtui.portfolio import columns as col
from abmtui.portfolio.view import SortKey
from abmtui.review.standing import further

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.workspace.measured import Measured

_USUAL = (
    col.RANK,
    col.ID,
    col.NAME,
    col.ABC_CLASS,
    col.PROGRAMME,
    col.VALUE,
    col.CHANGE,
    col.SHARE,
    col.CUMULATIVE_SHARE,
    col.KEY_ACCOUNT,
    col.OPEN_FLAGS,
    col.NEXT_REVIEW,
)
_DIRECTIONS = {"": False, "asc": False, "desc": True}


def chosen_columns(text: str, measured: Measured, *, for_eyes: bool) -> dict[str, str]:
    """Return the columns to write, heading -> column of the table, in order: those named in `text`, else the usual ones.

    `all` is every column that the source, the book and the plans have. The measured value stands under its metric's name.
    """
    table = measured.table.columns
    if text.strip() == "all" and "all" not in table:
        return {name: name for name in dict.fromkeys((*table, *further()))}
    if not text:
        without_id = for_eyes and not _has_ids(measured)
        usual = [name for name in _USUAL if name in table and not (name == col.ID and without_id)]
        return {_heading(name, measured): name for name in usual}
    return {name if name in table else name.lower(): column_of(name, measured) for name in _split(text)}


def _has_ids(measured: Measured) -> bool:
    return measured.portfolio.has_ids


def _heading(name: str, measured: Measured) -> str:
    return measured.view.measure.metric if name == col.VALUE else name


def sort_keys(text: str, measured: Measured) -> tuple[SortKey, ...]:
    """Return the keys of `revenue:desc,name`, the most important first."""
    keys = []
    for part in _split(text):
        name, sign, direction = part.rpartition(":")
        if not sign or part in measured.table.columns:
            name, direction = part, ""
        if direction.strip().lower() not in _DIRECTIONS:
            raise StoppedError(f"--sort {part}: after the colon stands asc or desc")
        keys.append(SortKey(column_of(name.strip(), measured), _DIRECTIONS[direction.strip().lower()]))
    return tuple(keys)


def _split(text: str) -> list[str]:
    """Return the parts between commas; a name that holds a comma stands in double quotes."""
    return [part.strip() for part in next(csv.reader([text], skipinitialspace=True), []) if part.strip()]


def column_of(name: str, measured: Measured) -> str:
    """Return the table's column of that name: spelled so, else the only one alike but for case, else the measured metric's value."""
    table = measured.table.columns
    if name in table:
        return name
    if name in further():
        return name
    alike = [column for column in (*table, *further()) if column.casefold() == name.casefold()]
    if len(alike) == 1:
        return alike[0]
    if name.lower() == measured.view.measure.metric:
        return col.VALUE
    raise StoppedError(_unknown(name, alike or [*table, *further()]))


def _unknown(name: str, known: Sequence[str]) -> str:
    near = nearest(name, known)
    told = ", ".join(known[:20]) + (f" and {len(known) - 20} more" if len(known) > 20 else "")  # noqa: PLR2004  # a screenful
    return f"there is no column `{name}`{f'; did you mean `{near}`?' if near else ''} There are: {told}"
