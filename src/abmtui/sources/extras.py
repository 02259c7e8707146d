"""The columns of a user that are none of our fields: kept under their own headers, numbers as numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.review.standing import further
from abmtui.sources.money import YEARLY

if TYPE_CHECKING:
    from abmtui.sources.converting import Columns
    from abmtui.sources.understanding import Understanding

_TAKEN: Final = frozenset(
    {
        *col.FIELDS,
        *(col.VALUE, col.PRIOR, col.CHANGE, col.RANK, col.SHARE, col.CUMULATIVE_SHARE, col.ABC_CLASS, col.PROGRAMME, col.ACCOUNT),
        *(col.KEY_ACCOUNT, col.OPEN_FLAGS, col.NEXT_REVIEW, col.HAS_PLAN),
    }
)
_YEAR: Final = re.compile(rf"({'|'.join(YEARLY)})\.\d+")
_CODES_LISTED: Final = "ID TAX_ID REFERENCE OTHER ORDER INVOICE LINE TRANSACTION DATE MONTH YEAR"
_CODES: Final = frozenset(_CODES_LISTED.split())
"""Ideas whose digits are no quantity."""


def extras(columns: Columns, understanding: Understanding) -> list[pl.Series]:
    """Return the columns that are mapped to no field; one that is called like a field of ours gets ` (file)`."""
    used = {header for name, header in understanding.sources.items() if name not in understanding.formulas}
    found: list[pl.Series] = []
    for header in columns.frame.columns:
        if header not in used:
            taken = header in _TAKEN or header in further() or _YEAR.fullmatch(header) is not None
            found.append(_typed(columns, header, understanding).alias(f"{header} (file)" if taken else header))
    return found


def _typed(columns: Columns, header: str, understanding: Understanding) -> pl.Series:
    """Plain numbers as numbers, when every cell is one and the header names no code; else as it stands."""
    cells = columns.frame[header]
    if cells.dtype != pl.String:
        return cells if cells.dtype.is_numeric() or cells.dtype in (pl.Date, pl.Datetime, pl.Boolean) else cells.cast(pl.String, strict=False)
    profile = understanding.looked.profiles[header]
    if not profile.numeric or profile.zero_led or profile.percents or understanding.looked.meanings[header].ideas & _CODES:
        return cells
    read = columns.number(header)
    if read.unreadable.len() or read.currencies:
        return cells
    whole = read.values.cast(pl.Int64, strict=False)
    return whole if (whole == read.values).fill_null(value=True).all() and whole.null_count() == read.values.null_count() else read.values
