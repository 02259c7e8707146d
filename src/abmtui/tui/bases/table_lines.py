"""Drawn rows of a frame: visible lines made when asked, remembered until what they show is another."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from abmtui.tui.bases.columns import placed
from abmtui.tui.bases.fitted import wrapped
from abmtui.tui.bases.row_lines import MARK, Looks, header_strip, row_strip, strip_of
from abmtui.tui.bases.table_window import Window, into_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Self

    import polars as pl
    from rich.style import Style
    from textual import events

    from abmtui.portfolio.view import SortKey
    from abmtui.tui.bases.columns import Placed, TableColumn
    from abmtui.tui.bases.row_lines import Lit

HEADER: Final = 1
"""Lines above the rows."""
KEPT_STRIPS: Final = 1_000
"""Lines remembered; a page is built in a few milliseconds, so more would only cost memory."""
LOOKS: Final = ("muted", "error", "warning", "accent")


class TableLines(ScrollView, inherit_bindings=False):
    """The lines of a table under a cursor, without the keys that move it: `LineTable` adds those."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"line-table--{name}" for name in ("row", "header", "header-lit", "cursor", "cursor-lit", "marked", "lit")),
        *(f"line-table--{name}" for name in LOOKS),
    }
    DEFAULT_CSS = """
    TableLines {
        height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size: 0 0;
        & > .line-table--row { color: $foreground; }
        & > .line-table--header { color: $text-muted; text-style: bold; }
        & > .line-table--header-lit { color: $text-accent; text-style: bold underline; }
        & > .line-table--cursor { color: $block-cursor-blurred-foreground; background: $block-cursor-blurred-background; text-style: $block-cursor-blurred-text-style; }
        & > .line-table--cursor-lit { color: $block-cursor-blurred-foreground; background: $block-cursor-blurred-background; text-style: bold underline; }
        & > .line-table--marked { color: $text-warning; }
        & > .line-table--lit { color: $text-accent; text-style: bold underline; }
        & > .line-table--muted { color: $text-muted; }
        & > .line-table--error { color: $text-error; }
        & > .line-table--warning { color: $text-warning; }
        & > .line-table--accent { color: $text-accent; }
        &:focus > .line-table--cursor { color: $block-cursor-foreground; background: $block-cursor-background; text-style: $block-cursor-text-style; }
        &:focus > .line-table--cursor-lit { color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold underline; }
        &:nocolor > .line-table--cursor { text-style: reverse; }
        &:ansi:blur > .line-table--cursor { text-style: underline; }
    }
    """
    ALLOW_SELECT = False

    def __init__(self, *, empty: str = "", id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self.empty = empty
        """What stands in the place of rows when there are none."""
        self.lit: Lit | None = None
        """Which letters of a text of the flexible column are lit; a change shows with the next `show`."""
        self.rows_rendered = 0
        """Lines of rows computed so far; tests count by it."""
        self._window = Window()
        self._columns: tuple[TableColumn, ...] = ()
        self._placed: tuple[Placed, ...] = ()
        self._sort: tuple[SortKey, ...] = ()
        self._position = -1
        self._column = ""
        self._marks: set[int] = set()
        self._strips: dict[tuple[int, bool, bool], Strip] = {}
        self._styles: dict[str, Style] = {}

    # What it is given and asked.

    def show(self, frame: pl.DataFrame, order: pl.Series, columns: Sequence[TableColumn], *, sort: Sequence[SortKey] = (), keep: int | None = None) -> None:
        """Draw the rows of `frame` (one a line) in `order` (UInt32 rows of it); columns that the frame lacks are left out.

        The cursor goes to row `keep`; without it, it stays on its row when the frame is the same and goes to the top when it is
        another. When that row is not shown, the cursor stays at its place in the order. Where possible the row stays at its line
        of the screen. No message is sent.
        """
        line = self._position - self._top
        row = self.cursor_row if keep is None and frame is self._window.frame else keep
        known = row is not None or frame is self._window.frame
        if bool(len(order)) != bool(self._window.height):
            self.refresh_bindings()
        self._window = Window(frame, order)
        self._sort = tuple(sort)
        self._take_columns(tuple(column for column in columns if column.name in frame.columns))
        position = self._window.position_of(row)
        if position is None:
            position = max(0, self._position) if known else 0
        self._position = min(position, len(order) - 1)
        self.virtual_size = Size(self.size.width, len(order) + HEADER)
        top = self._position - line if 0 <= line < self._visible else self._top
        self._scroll(into_view(self._position, top, self._visible, jump=1) if known else 0)
        self._forget()

    @property
    def cursor_row(self) -> int | None:
        """The row of the frame under the cursor; None when no row is shown."""
        return self._window.row_at(self._position)

    @property
    def column_cursor(self) -> str:
        """The name of the column that is lit; empty when there is no column."""
        return self._column

    @property
    def marks(self) -> set[int]:
        """The marked rows of the frame, whether shown or not; set it to mark others."""
        return self._marks

    @marks.setter
    def marks(self, rows: Iterable[int]) -> None:
        self._marks = set(rows)
        self._forget()

    # Lines.

    def render_line(self, y: int) -> Strip:
        """Return the line at `y` of the screen: headers, a row, the words for an empty table, or nothing."""
        if y < HEADER:
            styles = (self._style("header"), self._style("header-lit"))
            return header_strip(self._placed, self._sort, self._column, styles, self.size.width)
        position = self._top + y - HEADER
        if position < self._window.height:
            return self._row_strip(position)
        width, base = self.size.width, self._style("row")
        if self._window.height or not self.empty:
            return Strip.blank(width, base)
        lines = wrapped(self.empty, max(1, width - 2), max(1, self._visible))
        text = lines[y - HEADER] if y - HEADER < len(lines) else ""
        return strip_of(((" ", base), (text, self._style("muted"))), width, base)

    def _row_strip(self, position: int) -> Strip:
        row = self._window.row_at(position)
        at_cursor, marked = position == self._position, row in self._marks
        key = (position, at_cursor, marked)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= KEPT_STRIPS:
                self._strips.clear()
            values = self._window.values(position, self._top, self._visible)
            strip = row_strip(self._placed, values, self._looks(at_cursor=at_cursor, marked=marked), self.size.width, self.lit)
            self._strips[key] = strip
            self.rows_rendered += 1
        return strip

    def _looks(self, *, at_cursor: bool, marked: bool) -> Looks:
        mark = MARK if marked else " "
        if at_cursor:
            return Looks(self._style("cursor"), self._style("cursor-lit"), {}, mark)
        if marked:
            return Looks(self._style("marked"), self._style("lit"), {}, mark)
        return Looks(self._style("row"), self._style("lit"), {name: self._style(name) for name in LOOKS}, mark)

    def _style(self, name: str) -> Style:
        if name not in self._styles:
            self._styles[name] = self.get_component_rich_style(f"line-table--{name}")
        return self._styles[name]

    # Size, style, focus: what makes the remembered lines stale.

    @property
    def _top(self) -> int:
        return self.scroll_offset.y

    @property
    def _visible(self) -> int:
        """Lines for rows."""
        return max(1, self.size.height - HEADER)

    def _take_columns(self, columns: tuple[TableColumn, ...]) -> None:
        names = [column.name for column in columns]
        if self._column not in names:
            first = next((key.column for key in self._sort if key.column in names), "")
            self._column = first or (names[0] if names else "")
        self._columns = columns
        behind = [signs[0] for column in columns for signs in (column.badge, column.sign) if signs]
        names += [name for name in behind if name in self._window.frame.columns and name not in names]
        self._window.choose(names)
        self._placed = placed(columns, self.size.width, self._column)

    def _forget(self) -> None:
        self._strips.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget lines and looks: the theme, or the focus, is another."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    def focus(self, scroll_visible: bool = True) -> Self:
        """Take the keys; when it has them nothing is painted, where Textual would paint every line."""
        return self if self.has_focus else super().focus(scroll_visible)

    def on_resize(self, _event: events.Resize) -> None:
        """Place the columns anew and keep the cursor's row on the screen."""
        self._placed = placed(self._columns, self.size.width, self._column)
        self.virtual_size = Size(self.size.width, self._window.height + HEADER)
        self._scroll(into_view(self._position, self._top, self._visible, jump=1))
        self._forget()

    def _scroll(self, top: int) -> None:
        """Show the row at `top` first, as far as there are rows to fill the lines."""
        self.scroll_to(y=max(0, min(top, self._window.height - self._visible)), animate=False, force=True)
