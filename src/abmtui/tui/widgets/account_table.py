"""The account table: which columns the portfolio shows, how each is written, and how wide its figures need it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import polars as pl
from rich.cells import cell_len

from abmtui.portfolio import columns as col
from abmtui.tui.bases.columns import FURTHER, TableColumn
from abmtui.tui.bases.line_table import LineTable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from abmtui.formats import Formats
    from abmtui.portfolio.view import SortKey

FALL: Final = -0.15
"""A change from here on is lit as a loss; the review's own line."""
LEAST_CHANGE: Final = -9.995
"""A change below which the percent are not counted out."""
WIDEST: Final = 16
"""Cells that a figure may take."""
EXTRA_WIDTH: Final = 14
"""Cells of a further column of text."""

LONG_TEXT: Final = 20
"""Cells of a chosen column of text."""
CHOSEN: Final = 3
"""The priority of a chosen column: it stays longer than programme, cumulative share, review and share."""
KIND_SIGNS: Final = {col.PROSPECT: "◇", col.PARTNER: "▫"}

UNIT_TEXTS: Final[Mapping[str, Callable[[Formats, Any], str]]] = {
    "money": lambda formats, value: formats.number(value),
    "hours": lambda formats, value: formats.number(value, 0 if abs(value) >= 100 else 1),  # noqa: PLR2004 - three digits
    "percent": lambda formats, value: f"{formats.number(value, 1)}%",
    "share": lambda formats, value: formats.percent(value),
    "count": lambda formats, value: formats.number(value),
    "score": lambda formats, value: formats.number(value, 0 if value == int(value) else 1),
    "text": lambda _formats, value: str(value),
    "date": lambda formats, value: formats.date(value),
}
"""How a value of one of our fields is written, by its unit."""


class AccountTable(LineTable):
    """Accounts, one a line."""

    MARKABLE = True

    def __init__(self, *, empty: str = "", id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(empty=empty, id=id, classes=classes)
        self._measured: tuple[pl.DataFrame | None, dict[str, int]] = (None, {})

    def show(self, frame: pl.DataFrame, order: pl.Series, columns: Sequence[TableColumn], *, sort: Sequence[SortKey] = (), keep: int | None = None) -> None:
        """Draw the accounts; columns of figures and dates become as wide as the frame's largest need, so that nothing moves while scrolling."""
        if self._measured[0] is not frame:
            self._measured = (frame, {})
        known = [column for column in columns if column.name in frame.columns and not (column.name == col.CHANGE and self._empty(frame, column.name))]
        super().show(frame, order, [self._sized(frame, column) for column in known], sort=sort, keep=keep)

    def light(self, column: str) -> None:
        """Put the column cursor on a column that is shown."""
        self._light(column)

    def _empty(self, frame: pl.DataFrame, name: str) -> bool:
        """Return whether a column holds nothing at all, so that its room is better the names'."""
        widths = self._measured[1]
        if name not in widths:
            widths[name] = frame[name].len() - frame[name].null_count()
        return not widths[name]

    def _longest(self, frame: pl.DataFrame, name: str) -> int:
        """Return the letters of the longest text of a column; wide letters may need more cells, and are cut."""
        widths = self._measured[1]
        if f"longest {name}" not in widths:
            longest = frame[name].str.len_chars().max()
            widths[f"longest {name}"] = longest if isinstance(longest, int) else 0
        return widths[f"longest {name}"]

    def _sized(self, frame: pl.DataFrame, column: TableColumn) -> TableColumn:
        dtype = frame.schema[column.name]
        if column.priority == CHOSEN and dtype == pl.String:
            return replace(column, width=max(column.width, min(LONG_TEXT, self._longest(frame, column.name))))
        if column.flexible or not (dtype.is_numeric() or dtype.is_temporal()):
            return column
        key = f"{column.name} {column.header}"
        widths = self._measured[1]
        if key not in widths:
            values = frame[column.name]
            ends = [column.text(value) for value in (values.min(), values.max()) if value is not None]
            widths[key] = max([column.width, *(cell_len(text) for text in ends)])
        further = (column.priority == CHOSEN or column.priority >= FURTHER) and dtype.is_numeric()
        wide = widths[key] > WIDEST
        # A figure cut short would be read as a smaller one: where it has no room it is written shorter.
        text = column.shorter if wide and column.shorter is not None else column.text
        return replace(column, width=min(WIDEST, widths[key]), text=text, align="right" if further else column.align)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A column that a person wants beside the default ones."""

    name: str
    label: str
    unit: str = ""
    """As `portfolio.columns.Unit`; `share` is a share of one; empty: as the values are."""


def account_columns(formats: Formats, today: dt.date, metric_label: str, extra: Sequence[str] = (), chosen: Sequence[Chosen] = ()) -> tuple[TableColumn, ...]:
    """Return the default columns, then those chosen, then those of `extra`: our fields by their unit, a source's own by the type of its values.

    Chosen columns go before most of the default ones where there is no room for all; those of `extra` come in only where there is.
    """
    standard = (
        TableColumn(col.RANK, "#", 3, "right", str, priority=1),
        TableColumn(col.NAME, "Account", 26, flexible=True, min_width=16, badge=(col.KEY_ACCOUNT, "★"), sign=(col.KIND, kind_sign)),
        TableColumn(col.ABC_CLASS, "Cl", 2, priority=3),
        TableColumn(col.PROGRAMME, "Prog", 4, priority=8),
        TableColumn(col.VALUE, metric_label, cell_len(metric_label) + 3, "right", formats.number, shorter=formats.short),
        TableColumn(col.CHANGE, "Δ yr", 5, "right", partial(_change, formats), lambda share: "error" if share <= FALL else "", priority=2),
        TableColumn(col.SHARE, "Share", 5, "right", formats.percent, priority=5),
        TableColumn(col.CUMULATIVE_SHARE, "Cum", 6, "right", formats.percent, priority=7),
        TableColumn(col.OPEN_FLAGS, "⚑", 2, text=lambda count: f"⚑{count}" if count else "", style=lambda _count: "warning", priority=4),
        TableColumn(col.NEXT_REVIEW, "Review", 8, text=partial(_review, formats, today), style=lambda day: "warning" if day < today else "", priority=6),
    )
    wanted = tuple(_chosen(formats, column) for column in chosen)
    known = {column.name for column in (*standard, *wanted)}
    return (*standard, *wanted, *(_further(formats, name, FURTHER + place) for place, name in enumerate(dict.fromkeys(extra)) if name not in known))


def kind_sign(kind: str) -> str:
    """Return the sign of an account that is no customer: prospects and partners stand in the same table."""
    return KIND_SIGNS.get(kind.strip().lower(), "")


def _chosen(formats: Formats, column: Chosen) -> TableColumn:
    text = UNIT_TEXTS.get(column.unit)
    return TableColumn(
        column.name,
        column.label,
        min(WIDEST, cell_len(column.label) + 2),
        text=partial(_any_value, formats) if text is None else partial(_by_unit, text, formats),
        priority=CHOSEN,
        shorter=formats.short if column.unit == "money" else None,
    )


def _by_unit(text: Callable[[Formats, Any], str], formats: Formats, value: Any) -> str:
    """Return a value by its unit; one of another type (yes or no, a list of words) as it is."""
    return text(formats, value) if isinstance(value, (int, float, str)) and not isinstance(value, bool) else _any_value(formats, value)


def _change(formats: Formats, share: float) -> str:
    """Return a change; a fall of ten times and more, which credit notes can make, is not counted out, like a rise."""
    return formats.change(share) if share > LEAST_CHANGE else "<-999%"


def _review(formats: Formats, today: dt.date, day: dt.date) -> str:
    """Return a review's day, one that is far by its month, with `!` in one column of its own when it is past."""
    text = formats.day(day, today)
    if text != formats.day(day, day):
        text = text.partition(" ")[2]
    return f"{text}{' ' * (6 - cell_len(text))} !" if day < today else text


def _further(formats: Formats, name: str, priority: int) -> TableColumn:
    field = col.FIELDS.get(name)
    if field is None:
        return TableColumn(name, name, min(EXTRA_WIDTH, max(6, cell_len(name) + 2)), text=partial(_any_value, formats), priority=priority)
    wide = EXTRA_WIDTH if field.unit == "text" else cell_len(field.label) + 2
    return TableColumn(name, field.label, wide, text=partial(UNIT_TEXTS[field.unit], formats), priority=priority)


def _any_value(formats: Formats, value: Any) -> str:
    """Return a value of a column that we know nothing of; whole numbers ungrouped, since they may be ids or years."""
    import datetime as dt

    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 10_000 else formats.number(value, 0 if abs(value) >= 1000 else 2)  # noqa: PLR2004 - four digits
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return formats.date(value) if isinstance(value, dt.date) else str(value)
