"""The book: every customer under one metric and period, with rank, share, class and programme; and the figures of any part of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from abmtui.portfolio import columns as names
from abmtui.portfolio.classes import CLASSES, ClassLines, ClassShare, class_ends, class_of_rank, with_said
from abmtui.portfolio.concentration import Concentration, concentration
from abmtui.portfolio.kinds import no_kind, of_kind
from abmtui.portfolio.lorenz import Curve, Point, Ranked, kolkata, lorenz_points, place, ranked
from abmtui.portfolio.periods import ALL, period_values
from abmtui.portfolio.profit import formula
from abmtui.portfolio.programmes import programmes_of
from abmtui.portfolio.zones import ZONE, Basis, known_words, zoned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.portfolio.model import Portfolio

__all__ = ["Book", "ClassLines", "ClassShare", "Figures", "Measure", "book_of", "held_by", "major_customers", "position_on_curve", "view_of", "with_lines"]

KINDS: Final[Mapping[str, tuple[str, ...]]] = {names.POTENTIAL: (names.CUSTOMER, names.PROSPECT)}
"""Metric -> the kinds of account in its book, where that is not customers alone: prospects have nothing but potential to be ranked by."""
MAJOR: Final = 0.10
"""A major customer holds at least this share (ASC 280-10-50-42)."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What the accounts are measured by. Roll-up to parents is no part of it: it makes another portfolio (`rollup.rolled_up`)."""

    metric: str = names.REVENUE
    period: str = ALL


@dataclass(frozen=True, eq=False)
class Figures:
    """What the screen says about the book or about a view of it. The headline is of the accounts above zero; the others are counted."""

    concentration: Concentration = field(default_factory=Concentration)
    positive_accounts: int = 0
    zero_accounts: int = 0
    negative_accounts: int = 0
    missing_accounts: int = 0
    """Accounts of the book's kind for which the source says nothing."""
    negative_total: float = 0.0
    """The sum of the negative values, at most 0."""
    lorenz: Curve = ()
    """At most 201 points over the accounts above zero; of metric profit over all accounts, so that it may dip below the axis. Empty when undefined."""
    k_point: Point | None = None
    """(k, 1 - k) on the drawn curve."""
    curve_undefined: str = ""
    """Why there is no curve, or empty."""
    classes: Mapping[str, ClassShare] = field(default_factory=dict)
    """A, B and C of the book's lines, as far as they are in view."""
    curve: Ranked | None = None
    """What is drawn, for `position_on_curve`."""
    kept: pl.Series | None = None
    """Which of the book's ranked accounts are in view; None = all."""


@dataclass(frozen=True, eq=False)
class Ranking:
    """The book's accounts, sorted once; a view filters them and never sorts again."""

    rows: pl.Series
    """Rows of `accounts` (UInt32), largest value first, zero and negative values at the end."""
    values: pl.Series
    """Their values."""
    positive: int = 0
    """How many of them are above zero."""
    ends: tuple[int, int] = (0, 0)
    """How many are class A, and A or B."""
    missing: pl.Series = field(default_factory=lambda: pl.Series([], dtype=pl.UInt32))
    """Rows of the book's kind that have no value."""
    classes: pl.Series | None = None
    """The class of each of `rows`; None where `ends` say it, no plan saying another."""


@dataclass(frozen=True, eq=False)
class Book:
    """All accounts of kind customer under a measure; see `KINDS` for potential."""

    measure: Measure
    columns: pl.DataFrame
    """A row for each row of `accounts`: value, prior, change, rank, share, cumulative_share, class, programme; null = not in the book.
    Rank is 1 to n without gaps, equal values in the order of the source; zero and negative accounts are ranked too, but have class C and no share.
    Class and programme are what a plan says, else the rule's; a programme is there outside the book too, by potential.
    Shares are of the positive total. Change is value / prior - 1, null unless prior > 0."""
    order: pl.Series
    """Rows of `accounts` above zero (UInt32), largest first."""
    figures: Figures
    ranking: Ranking
    undefined: str = ""
    """Why there is no figure, or empty."""
    basis: Basis = field(default_factory=Basis)
    """What plans, source and rules say beside it: its zones and programmes rest on that."""


class _Part(NamedTuple):
    """The book's ranked accounts, or those of them in view."""

    values: pl.Series
    positive: int
    ends: tuple[int, int]
    missing: int
    kept: pl.Series | None = None
    classes: pl.Series | None = None


def book_of(portfolio: Portfolio, measure: Measure, lines: ClassLines, basis: Basis | None = None) -> Book:
    """The book under a measure; `basis` is what plans and rules say of its classes, zones and programmes (None: the source's needs and the usual rules).

    At 1,000,000 accounts most of it is one sort (55 ms); every later change goes through `view_of`.
    """
    found = period_values(portfolio, measure.metric, measure.period)
    kinds = KINDS.get(measure.metric, (names.CUSTOMER,))
    inside = of_kind(portfolio.accounts[names.KIND], kinds)
    values = _held(found.values, inside)
    ranking = _ranking(values, inside, lines)
    reason = found.undefined or no_kind(portfolio.accounts[names.KIND], inside, kinds)
    book = Book(measure, _columns(values, found.prior, ranking), ranking.rows.head(ranking.positive), Figures(), ranking, reason)
    return _with_classes(book, basis or basis_of(portfolio))


def values_of(portfolio: Portfolio, measure: Measure) -> tuple[pl.Series, pl.Series]:
    """What the book under a measure has in its column `value`, and which accounts are of its kind: nothing is ranked."""
    inside = of_kind(portfolio.accounts[names.KIND], KINDS.get(measure.metric, (names.CUSTOMER,)))
    return _held(period_values(portfolio, measure.metric, measure.period).values, inside), inside


def _held(found: pl.Series, inside: pl.Series) -> pl.Series:
    return pl.select(pl.when(pl.lit(inside) & pl.lit(found).is_finite()).then(pl.lit(found)).alias(names.VALUE)).to_series()


def with_lines(book: Book, lines: ClassLines, basis: Basis) -> Book:
    """The same book under other lines of its classes: nothing is sorted."""
    ends = class_ends(ranked(book.ranking.values.head(book.ranking.positive)), lines)
    return _with_classes(replace(book, columns=book.columns.with_columns(class_of_rank(ends)), ranking=replace(book.ranking, ends=ends, classes=None)), basis)


def _with_classes(book: Book, basis: Basis) -> Book:
    """The book, its classes by rule, with those that plans say in their place, and with what follows from them."""
    columns, ranking = book.columns, book.ranking
    if (said := known_words(basis.said_class, CLASSES)) is not None:
        columns = columns.with_columns(with_said(said))
        ranking = replace(ranking, classes=columns[names.ABC_CLASS].gather(ranking.rows))
    figures = _figures(book.measure.metric, _Part(ranking.values, ranking.positive, ranking.ends, len(ranking.missing), classes=ranking.classes))
    found = replace(book, columns=columns, figures=figures, ranking=ranking, undefined=book.undefined or figures.concentration.undefined)
    return with_programmes(found, basis)


def with_programmes(book: Book, basis: Basis) -> Book:
    """The same book with its programmes decided anew: nothing is sorted."""
    return replace(book, columns=book.columns.with_columns(programmes_of(zoned(book.columns, book.ranking, basis)[ZONE], basis)), basis=basis)


def basis_of(portfolio: Portfolio) -> Basis:
    """What the source alone says beside the book: needs, and the potential of accounts that are no customers."""
    accounts = portfolio.accounts
    needs = accounts[names.NEEDS] if names.NEEDS in accounts.columns else None
    if names.POTENTIAL not in accounts.columns:
        return Basis(needs)
    customers = of_kind(accounts[names.KIND], (names.CUSTOMER,))
    return Basis(needs, None if customers.all() else accounts[names.POTENTIAL].set(customers, None))


def view_of(book: Book, mask: pl.Series) -> Figures:
    """The figures of the accounts for which `mask` (Boolean, a value for each row of `accounts`, null = no) is true.

    One gather and one filter in the book's order; classes are the book's, shares are of the view's positive total.
    """
    ranking = book.ranking
    kept = mask.gather(ranking.rows).fill_null(value=False)
    positive, *ends = (int(kept.head(count).sum()) for count in (ranking.positive, *ranking.ends))
    missing = int(mask.gather(ranking.missing).sum())
    classes = None if ranking.classes is None else ranking.classes.filter(kept)
    found = _figures(book.measure.metric, _Part(ranking.values.filter(kept), positive, (ends[0], ends[1]), missing, kept, classes))
    if book.undefined or kept.any() or not mask.any():
        return found
    kinds, metric = " or ".join(KINDS.get(book.measure.metric, (names.CUSTOMER,))), book.measure.metric
    why = f"no account in view has a {metric}" if missing else f"no account in view is a {kinds}, and only these have {metric} figures"
    return replace(found, concentration=replace(found.concentration, undefined=why), curve_undefined=why)


def position_on_curve(book: Book, row: int, view: Figures | None = None) -> Point | None:
    """Where an account stands on the drawn Lorenz curve of the book or of a view of it: (its place from the smallest / n, L there).

    None when it is not on it: not in the book or in the view, not above zero (but on metric profit), or no curve. Its point on
    the Pareto curve is what `lorenz.pareto` makes of it.
    """
    figures = view or book.figures
    rank = book.columns[names.RANK][row]
    if rank is None or figures.curve is None or (figures.kept is not None and not figures.kept[rank - 1]):
        return None
    larger = rank - 1 if figures.kept is None else int(figures.kept.head(rank - 1).sum())
    return place(figures.curve, larger) if larger < figures.curve.n else None


def major_customers(book: Book) -> pl.Series:
    """Rows of `accounts` (UInt32) with at least 10% of the book's positive total, largest first; at most ten."""
    top = book.ranking.values.head(min(10, book.ranking.positive))
    return book.order.head(int((top >= MAJOR * book.figures.concentration.total * (1 - 1e-12)).sum()))


def held_by(book: Book, column: str = names.PROGRAMME) -> Mapping[str, ClassShare]:
    """How many of the book's accounts stand under each value of one of its columns, and their share of the positive total."""
    inside = book.columns.lazy().filter(pl.col(names.RANK).is_not_null() & pl.col(column).is_not_null())
    counted = inside.group_by(column, maintain_order=True).agg(pl.len(), pl.col(names.SHARE).sum()).sort(column).collect()
    defined = not book.figures.concentration.undefined
    return {str(value): ClassShare(accounts, share if defined else None) for value, accounts, share in counted.iter_rows()}


def value_metric(portfolio: Portfolio) -> str:
    """What accounts are weighed by: revenue, or potential in a source in which nobody has revenue."""
    accounts = portfolio.accounts
    customers = of_kind(accounts[names.KIND], (names.CUSTOMER,)).any() and not formula(names.REVENUE, accounts.columns).undefined
    return names.REVENUE if customers or names.POTENTIAL not in accounts.columns else names.POTENTIAL


def _ranking(values: pl.Series, inside: pl.Series, lines: ClassLines) -> Ranking:
    # Sorting the values with their rows costs no more than finding the order alone, and saves a gather of random places.
    in_order = values.to_frame(names.VALUE).with_row_index("row").sort(names.VALUE, descending=True, nulls_last=True, maintain_order=True)
    rows, ordered = in_order.head(len(values) - values.null_count())
    positive = int((ordered > 0).sum())
    missing = (inside & values.is_null()).arg_true().cast(pl.UInt32)
    return Ranking(rows, ordered, positive, class_ends(ranked(ordered.head(positive)), lines), missing)


def _columns(values: pl.Series, prior: pl.Series | None, ranking: Ranking) -> pl.DataFrame:
    count, positive = len(ranking.rows), ranked(ranking.values.head(ranking.positive))
    ranks = pl.zeros(len(values), dtype=pl.UInt32, eager=True).scatter(ranking.rows, pl.int_range(1, count + 1, dtype=pl.UInt32, eager=True))
    before = pl.Series([None], dtype=pl.Float64).new_from_index(0, len(values)) if prior is None else prior
    known = pl.col(names.VALUE).is_not_null()
    above = pl.col(names.VALUE) > 0
    running = pl.lit(positive.running).gather(pl.when(above).then(pl.col(names.RANK) - 1))
    return (
        pl.DataFrame({names.VALUE: values, names.PRIOR: before, names.RANK: ranks})
        .with_columns(pl.when(known).then(pl.col(names.PRIOR)), pl.when(known).then(pl.col(names.RANK)))
        .with_columns(pl.when(pl.col(names.PRIOR) > 0).then(pl.col(names.VALUE) / pl.col(names.PRIOR) - 1).alias(names.CHANGE))
        .with_columns(
            pl.when(above).then(pl.col(names.VALUE) / positive.total).alias(names.SHARE),
            (running / positive.total).alias(names.CUMULATIVE_SHARE),
            class_of_rank(ranking.ends),
        )
        .select(names.VALUE, names.PRIOR, names.CHANGE, names.RANK, names.SHARE, names.CUMULATIVE_SHARE, names.ABC_CLASS)
    )


def _figures(metric: str, part: _Part) -> Figures:
    curve, rest = ranked(part.values.head(part.positive)), part.values.slice(part.positive)
    found = concentration(curve, rest)
    drawn = ranked(part.values) if metric == names.PROFIT and len(rest) else curve
    why = found.undefined or ("" if drawn.total > 0 else "the net total is not above zero")
    k = None if why else kolkata(drawn)
    negative = rest.filter(rest < 0)
    return Figures(
        concentration=found,
        positive_accounts=part.positive,
        zero_accounts=len(rest) - len(negative),
        negative_accounts=len(negative),
        missing_accounts=part.missing,
        negative_total=float(negative.sum()),
        lorenz=() if why else lorenz_points(drawn),
        k_point=None if k is None else (k, 1.0 - k),
        curve_undefined=why,
        classes=_class_shares(curve, part.ends, len(part.values), found.undefined) if part.classes is None else _said_shares(part, curve, found.undefined),
        curve=None if why else drawn,
        kept=part.kept,
    )


def _class_shares(curve: Ranked, ends: tuple[int, int], accounts: int, undefined: str) -> Mapping[str, ClassShare]:
    """The classes of a part whose accounts above zero end A and B at `ends`; zero and negative accounts are C, which they add nothing to."""
    held = (0.0, *(curve.largest(end) for end in ends), curve.total)
    counts = (0, *ends, accounts)
    return {
        name: ClassShare(counts[place + 1] - counts[place], None if undefined else (held[place + 1] - held[place]) / curve.total)
        for place, name in enumerate(CLASSES)
    }


def _said_shares(part: _Part, curve: Ranked, undefined: str) -> Mapping[str, ClassShare]:
    """The classes of a part in which plans say some."""
    frame = pl.DataFrame({names.ABC_CLASS: part.classes, names.VALUE: part.values.clip(0)})
    counted = {
        name: (count, held) for name, count, held in frame.group_by(names.ABC_CLASS, maintain_order=True).agg(pl.len(), pl.col(names.VALUE).sum()).iter_rows()
    }
    found = {name: counted.get(name, (0, 0.0)) for name in CLASSES}
    return {name: ClassShare(count, None if undefined else held / curve.total) for name, (count, held) in found.items()}
