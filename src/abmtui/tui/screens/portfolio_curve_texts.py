"""The words beside the portfolio's curve: its title, its two points, and what the figures say of effort, profit and the whole book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.portfolio import columns as col
from abmtui.tui.bases.curve_canvas import Drawing
from abmtui.tui.screens import portfolio_texts as texts
from abmtui.tui.widgets.figures_panel import Beside
from abmtui.wording import shown
from abmtui.workspace.curves import EFFORT, LORENZ, PARETO, WHALE, drawn_curve, effort_known, effort_name, whale_in_view

if TYPE_CHECKING:
    from abmtui.formats import Formats
    from abmtui.workspace.curves import DrawnCurve
    from abmtui.workspace.measured import Measured

    Mark = tuple[float, float, str]

JOINED: Final = "\u00a0"
"""A blank at which the words of a point are not cut."""


def curve_title(measured: Measured) -> str:
    """Return the curve's title: which of them, of what, over whom."""
    return f"{drawn_curve(measured).title} · {'whole book' if measured.mask is None else 'filtered'}"


def drawing(measured: Measured, formats: Formats) -> Drawing:
    """Return what the plot draws; the whale curve runs beside the level of its net total, the others beside the line of equality."""
    found = drawn_curve(measured)
    level = (0.0 if found.in_money else 1.0) if found.kind == WHALE else None
    return Drawing(found.points, found.book_points, found.below, level=level, money=formats.short if found.in_money else None)


def curve_mark(measured: Measured, formats: Formats) -> Mark | None:
    """Return the point where x% hold y%, with its words; None for a curve that has none."""
    found, mark = drawn_curve(measured), texts.curve_mark(measured.figures, formats)
    return None if found.mark is None or mark is None else (*found.mark, mark[2])


def account_point(measured: Measured, row: int | None, formats: Formats) -> tuple[tuple[float, float] | None, str]:
    """Return the account's own point on the curve and its words."""
    if row is None:
        return None, ""
    found = drawn_curve(measured)
    name = shown(str(measured.table[col.NAME][row]))
    part, point = found.part(row), found.position(row)
    if part is None:
        return point, f"{name} {_none_of(measured, found, row, formats).replace(' ', JOINED)}"
    return point, f"{name} {_part(measured, found, part, formats)}"


def _none_of(measured: Measured, found: DrawnCurve, row: int, formats: Formats) -> str:
    """Return why an account has no part of the total: nothing is known of it, or it is not above zero."""
    what = _of_what(measured) if found.kind in (EFFORT, WHALE) else measured.view.measure.metric
    value = None if found.kind in (EFFORT, WHALE) else measured.table[col.VALUE][row]
    return f"({what} {formats.short(value)})" if value is not None else f"(no {what})"


def _part(measured: Measured, found: DrawnCurve, part: float, formats: Formats) -> str:
    if found.kind in (LORENZ, PARETO):
        return formats.percent(part)
    amount = formats.short(part) if found.in_money else formats.percent(part)
    return f"{amount} of {_of_what(measured)}".replace(" ", JOINED) if not found.in_money else amount


def _of_what(measured: Measured) -> str:
    return effort_word(measured) if measured.view.curve == EFFORT else col.PROFIT


def effort_word(measured: Measured) -> str:
    """Return what measures effort, as a word within a sentence."""
    column = effort_name(measured)
    return col.FIELDS[column].label.lower() if column else "effort"


def beside(measured: Measured, formats: Formats) -> Beside:
    """Return what stands beside the figures of concentration: words for the curve drawn, the effort's sentence, the whole book's figures."""
    return Beside(
        curve=_curve_words(measured, formats),
        effort=effort_sentence(measured, formats),
        book=None if measured.mask is None else measured.book.figures,
        left_out=_without_effort(measured, formats),
        of="" if drawn_curve(measured).kind != WHALE else f"{measured.view.measure.metric}: ",
        marked=drawn_curve(measured).kind in (LORENZ, PARETO),
    )


def effort_sentence(measured: Measured, formats: Formats) -> str:
    """Return `effort: 46% of hours would have to move`; empty without effort data."""
    found = effort_known(measured)
    if found is None or found.hoover_mismatch is None:
        return ""
    return f"effort: {formats.percent(found.hoover_mismatch, 0)} of {effort_word(measured)} would have to move"


def _without_effort(measured: Measured, formats: Formats) -> str:
    """Return how many accounts have no part in the figures of effort."""
    found = effort_known(measured)
    without = 0 if found is None or found.undefined else found.without + found.negative
    return f"{formats.number(without)} without {effort_word(measured)}" if without else ""


def _curve_words(measured: Measured, formats: Formats) -> str:
    kind = drawn_curve(measured).kind
    return _effort_words(measured, formats) if kind == EFFORT else _whale_words(measured, formats) if kind == WHALE else ""


def _effort_words(measured: Measured, formats: Formats) -> str:
    found = effort_known(measured)
    if found is None or found.concentration_index is None or found.kakwani is None:
        return ""
    return f"concentration index {formats.number(found.concentration_index, 2)}  ·  Kakwani {formats.number(found.kakwani, 2)}"


def _whale_words(measured: Measured, formats: Formats) -> str:
    found = whale_in_view(measured)
    if found is None or not found.points:
        return ""
    losses = f"{formats.number(found.loss_making)} at a loss ({formats.short(found.loss_total)})"
    if found.peak is None or found.erosion is None:
        return f"net profit {formats.short(found.net_total)}: drawn in money  ·  {losses}"
    return f"peak {formats.percent(found.peak, 0)}, {formats.number(found.erosion * 100)} points lost again  ·  {losses}"
