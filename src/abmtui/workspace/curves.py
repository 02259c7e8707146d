"""Which curve stands beside the table: Lorenz, Pareto, effort or whale, each with the book's behind it and the account's own point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from abmtui.portfolio import columns as col
from abmtui.portfolio.book import position_on_curve
from abmtui.portfolio.effort import EFFORTS, effort_of
from abmtui.portfolio.lorenz import pareto
from abmtui.portfolio.periods import why_no_values
from abmtui.portfolio.whale import whale_of
from abmtui.review.effort_columns import effort_values, value_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from abmtui.portfolio.effort import Effort
    from abmtui.portfolio.lorenz import Curve, Point
    from abmtui.portfolio.whale import Whale
    from abmtui.workspace.measured import Measured

LORENZ: Final = "lorenz"
PARETO: Final = "pareto"
EFFORT: Final = "effort"
WHALE: Final = "whale"
KINDS: Final = (LORENZ, PARETO, EFFORT, WHALE)
"""In the order in which one key goes round them."""
NO_EFFORT: Final = "no effort data"
Found = TypeVar("Found")


def _nowhere(_row: int) -> Point | None:
    return None


def _no_part(_row: int) -> float | None:
    return None


@dataclass(frozen=True, eq=False)
class DrawnCurve:
    """One curve of a view; points are (share of accounts, share of the total), at most 201."""

    kind: str
    title: str
    """Its name and of what it is, such as `Effort curve · hours`."""
    below: str = ""
    """In which order the accounts stand along it."""
    points: Curve = ()
    """Empty when undefined."""
    book_points: Curve = ()
    """The whole book's, where the view is less than the book."""
    mark: Point | None = None
    """Where x% hold y%; only of Lorenz and Pareto curve."""
    position: Callable[[int], Point | None] = _nowhere
    """An account's (row of the table) own point; None when it is not on the curve."""
    part: Callable[[int], float | None] = _no_part
    """An account's own part of the total, or its money; None when it has none."""
    undefined: str = ""
    """Why there is no curve, or empty."""
    in_money: bool = False
    """Whether y is money, since there is no total to take shares of."""


def drawn_curve(measured: Measured, kind: str = "") -> DrawnCurve:
    """Return a curve of a view, the view's own without `kind`; worked out once.

    The first call of a kind must hold the workspace still; later ones only look up.
    """
    kind = kind or measured.view.curve
    return _once(measured.kept, f"curve {kind}", lambda: _MAKERS[kind](measured))


def effort_in_view(measured: Measured) -> Effort | None:
    """Return the effort of the accounts in view against their value under the view's metric; None where no column says any."""
    return _of_view(measured, "effort", _effort)


def effort_known(measured: Measured) -> Effort | None:
    """Return the same as far as it was worked out already: what a thread that draws may ask."""
    found: Effort | None = (measured.book_kept if measured.mask is None else measured.kept).get("effort")
    return found


def whale_in_view(measured: Measured) -> Whale | None:
    """Return the profit of the customers in view, largest first; None where profit has no column and no formula."""
    return _of_view(measured, "whale", _whale)


def effort_name(measured: Measured) -> str | None:
    """Return the column that measures effort: hours, else cost to serve, else budget, the first with any data."""
    accounts = measured.portfolio.accounts
    return next((name for name in EFFORTS if name in accounts.columns and accounts[name].null_count() < accounts.height), None)


def why_not_drawn(measured: Measured, kind: str) -> str:
    """Return why a view has no curve of this kind, or empty; looks at columns, not at accounts."""
    if kind == EFFORT and effort_name(measured) is None:
        return NO_EFFORT
    if kind == WHALE and (reason := why_no_values(measured.portfolio, col.PROFIT, measured.view.measure.period)):
        return f"profit: {reason}"
    return ""


def next_kind(measured: Measured, kind: str) -> tuple[str, tuple[str, ...]]:
    """Return the kind of curve that comes after another, and why those between are passed over."""
    place = KINDS.index(kind)
    passed: list[str] = []
    for candidate in (*KINDS[place + 1 :], *KINDS[: place + 1]):
        why = why_not_drawn(measured, candidate)
        if not why:
            return candidate, tuple(passed)
        passed.append(why)
    return LORENZ, tuple(passed)


def _lorenz(measured: Measured) -> DrawnCurve:
    figures, book = measured.figures, measured.book
    return DrawnCurve(
        LORENZ,
        f"Lorenz curve · {measured.view.measure.metric}",
        "accounts, smallest first",
        figures.lorenz,
        book.figures.lorenz if measured.mask is not None else (),
        figures.k_point,
        lambda row: position_on_curve(book, row, figures),
        book.columns[col.SHARE].__getitem__,
        book.undefined or figures.curve_undefined,
    )


def _pareto(measured: Measured) -> DrawnCurve:
    found = drawn_curve(measured, LORENZ)
    return DrawnCurve(
        PARETO,
        f"Pareto curve · {measured.view.measure.metric}",
        "accounts, largest first",
        pareto(found.points),
        pareto(found.book_points),
        _turned(found.mark),
        lambda row: _turned(found.position(row)),
        found.part,
        found.undefined,
    )


def _effort_curve(measured: Measured) -> DrawnCurve:
    found = effort_in_view(measured)
    column = effort_name(measured)
    title = f"Effort curve · {col.FIELDS[column].label.lower()}" if column else "Effort curve"
    if column is None or found is None or found.undefined:
        return DrawnCurve(EFFORT, title, undefined=NO_EFFORT if found is None else found.undefined)
    whole = measured.book_kept.get("effort")
    behind = whole.curve if measured.mask is not None and whole is not None else ()
    below = f"smallest {measured.view.measure.metric} first"
    part = _shares(effort_values(measured.review.ground, column)[0], found.total)
    return DrawnCurve(EFFORT, title, below, found.curve, behind, position=found.position, part=part)


def _whale_curve(measured: Measured) -> DrawnCurve:
    found = whale_in_view(measured)
    title = "Whale curve · profit"
    if found is None or not found.points:
        reason = why_no_values(measured.portfolio, col.PROFIT, measured.view.measure.period) if found is None else found.undefined
        return DrawnCurve(WHALE, title, undefined=reason)
    whole = measured.book_kept.get("whale")
    # Shares and money have no common scale.
    behind = whole.points if measured.mask is not None and whole is not None and whole.in_money == found.in_money else ()
    part = _shares(value_of(measured.review.ground, col.PROFIT), 1.0 if found.in_money else found.net_total)
    return DrawnCurve(WHALE, title, "most profitable first", found.points, behind, position=found.position, part=part, in_money=found.in_money)


_MAKERS: Final[dict[str, Callable[[Measured], DrawnCurve]]] = {LORENZ: _lorenz, PARETO: _pareto, EFFORT: _effort_curve, WHALE: _whale_curve}


def _shares(values: pl.Series, total: float) -> Callable[[int], float | None]:
    def share(row: int) -> float | None:
        value = values[row]
        return None if value is None else float(value) / total

    return share


def _turned(point: Point | None) -> Point | None:
    return None if point is None else pareto((point,))[0]


def _effort(measured: Measured, mask: pl.Series | None) -> Effort | None:
    column = effort_name(measured)
    return None if column is None else effort_of(measured.book, effort_values(measured.review.ground, column)[0], mask)


def _whale(measured: Measured, mask: pl.Series | None) -> Whale | None:
    if why_no_values(measured.portfolio, col.PROFIT, measured.view.measure.period):
        return None
    return whale_of(value_of(measured.review.ground, col.PROFIT), mask)


def _of_view(measured: Measured, name: str, make: Callable[[Measured, pl.Series | None], Found]) -> Found:
    """Return something of the view, and have the same of the book beside it."""
    whole = _once(measured.book_kept, name, lambda: make(measured, None))
    return whole if measured.mask is None else _once(measured.kept, name, lambda: make(measured, measured.mask))


def _once(kept: dict[str, Any], name: str, make: Callable[[], Found]) -> Found:
    if name not in kept:
        kept[name] = make()
    found: Found = kept[name]
    return found
