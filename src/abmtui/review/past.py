"""What an account's own past says, worked out once for a portfolio and shared by columns, parts of the report and the review."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio import signals
from abmtui.portfolio.kinds import of_kind
from abmtui.portfolio.pairs import NO_PERIODS, Pair, pair_of
from abmtui.portfolio.periods import summed_within
from abmtui.portfolio.profit import formula
from abmtui.portfolio.spans import dated, extent, steps_of, trend_steps
from abmtui.portfolio.stability import moves
from abmtui.portfolio.trends import series_of
from abmtui.portfolio.whitespace import WHITESPACE, offered, offering_whitespace, whitespace
from abmtui.review.drm import drm_programmes
from abmtui.review.kept import Kept
from abmtui.review.own_baseline import evidence

if TYPE_CHECKING:
    import datetime as dt

    from abmtui.portfolio.model import Portfolio
    from abmtui.portfolio.spans import Stretch
    from abmtui.review.standing import Ground

PLAN_POTENTIAL: Final = "plan_potential"
SAID: Final = "said_potential"


@dataclass(frozen=True, eq=False)
class Compared:
    """Two periods of the book, a value an account; null outside the book."""

    pair: Pair
    now: pl.Series
    before: pl.Series
    moves: pl.DataFrame
    """rank, rank_before, rank_move, top_20 (`stability.moves`)."""


@dataclass(frozen=True, eq=False)
class Series:
    """Each account's values over whole periods."""

    stretches: tuple[Stretch, ...] = ()
    values: pl.DataFrame = field(default_factory=pl.DataFrame)
    """A column a period; no column where there are too few whole periods."""
    undefined: str = ""
    """Why there are none, or empty."""


_DATED: Final[Kept[Portfolio | None]] = Kept()
_COMPARED: Final[Kept[Compared]] = Kept()
_SERIES: Final[Kept[Series]] = Kept()
_BY_PERIOD: Final[Kept[Series]] = Kept()
_ROOM: Final[Kept[pl.DataFrame]] = Kept()
_SIGNALS: Final[Kept[pl.DataFrame]] = Kept()
_DRM: Final[Kept[pl.DataFrame]] = Kept()


def customers(portfolio: Portfolio) -> pl.Series:
    """Return which accounts are customers: the others have no revenue of their own."""
    return of_kind(portfolio.accounts[col.KIND], (col.CUSTOMER,))


def dated_metric(portfolio: Portfolio, metric: str) -> str:
    """Return the metric, or revenue where the source does not tell the metric by period."""
    return metric if formula(metric, portfolio.periods.columns).expression is not None else col.REVENUE


def compared(ground: Ground) -> Compared:
    """Return the period in view and the one before it, by the metric in view."""
    measure = ground.book.measure
    return _COMPARED.answer(ground.portfolio, (measure, ground.today), lambda: _compared(*_dated(ground), measure.period, ground.today))


def series(ground: Ground) -> Series:
    """Return each account's values over the periods that its trend is drawn from, by the metric in view."""
    if ground.portfolio.grain == "year":
        return by_period(ground)
    portfolio, metric = _dated(ground)
    return _SERIES.answer(ground.portfolio, (metric, ground.today), lambda: _series(portfolio, metric, trend_steps(portfolio, ground.today)))


def by_period(ground: Ground) -> Series:
    """Return each account's values over whole years, or quarters or months where there are no two years, by the metric in view."""
    portfolio, metric = _dated(ground)
    return _BY_PERIOD.answer(ground.portfolio, (metric, ground.today), lambda: _series(portfolio, metric, steps_of(portfolio, ground.today)))


def potential(ground: Ground) -> pl.Series:
    """Return what each customer could buy a year: as its plan says, else the source, else the plan's offerings together; null where nobody says."""
    return _room(ground)[col.POTENTIAL]


def whitespace_of(ground: Ground) -> pl.Series:
    """Return the whitespace of each customer: its potential less its revenue now; by its offerings where they alone tell a potential."""
    return _room(ground)[WHITESPACE]


def signals_frame(ground: Ground) -> pl.DataFrame:
    """Return what `portfolio.signals.signals_of` says of each customer; null for other kinds."""
    return _SIGNALS.answer(ground, None, lambda: _signals(ground))


def drm_frame(ground: Ground) -> pl.DataFrame:
    """Return the DRM programmes of each account and why (`drm.drm_programmes`)."""
    return _DRM.answer(ground, None, lambda: _drm(ground))


def _room(ground: Ground) -> pl.DataFrame:
    """Return potential, whitespace and SAID, the potential without that of offerings."""
    return _ROOM.answer(ground, None, lambda: _room_of(ground))


def _room_of(ground: Ground) -> pl.DataFrame:
    table = ground.table
    named = [pl.col(name).cast(pl.Float64) for name in (PLAN_POTENTIAL, col.POTENTIAL) if name in table.columns]
    inside = pl.lit(customers(ground.portfolio))
    said = table.select(pl.when(inside).then(pl.coalesce(*named))).to_series() if named else _nothing(table.height)
    offerings = offered(offering_whitespace(ground.frames.get("offerings", pl.DataFrame())))
    by_offering = table.select(col.ID).join(offerings, left_on=col.ID, right_on="account_id", how="left", maintain_order="left")
    left = whitespace(said, evidence(ground).frame[signals.NOW])
    return by_offering.with_columns(said.alias(SAID), left.alias("left")).select(
        pl.when(inside).then(pl.coalesce(SAID, col.POTENTIAL)).alias(col.POTENTIAL),
        pl.when(inside).then(pl.when(pl.col(SAID).is_null()).then(pl.col(WHITESPACE)).otherwise(pl.col("left"))).alias(WHITESPACE),
        SAID,
    )


def _nothing(count: int) -> pl.Series:
    return pl.Series([None], dtype=pl.Float64).new_from_index(0, count)


def _signals(ground: Ground) -> pl.DataFrame:
    found = evidence(ground)
    wallets = signals.wallets(ground.portfolio.accounts, found.frame, _room(ground)[SAID])
    judged = signals.signals_of(found.frame.hstack(wallets), ground.rules.limits, found.against)
    others = ~customers(ground.portfolio)
    return judged.with_columns(judged[name].set(others, None) for name in (signals.FALLING, signals.SILENCE, signals.LOSING, signals.SIGNALS, signals.REASONS))


def _drm(ground: Ground) -> pl.DataFrame:
    table, found = ground.table, signals_frame(ground)
    since = table[col.SINCE] if col.SINCE in table.columns else pl.Series(col.SINCE, [None], dtype=pl.Date).new_from_index(0, table.height)
    known = table.select(col.PROGRAMME, col.KIND).with_columns(since, potential(ground), whitespace_of(ground), *found.select(signals.SIGNALS, signals.REASONS))
    return drm_programmes(known, ground.rules.limits, ground.today)


def _dated(ground: Ground) -> tuple[Portfolio, str]:
    """Return the portfolio with the rows that tell the metric in view, or else revenue, and which of the two it is."""
    whole, metric = ground.portfolio, dated_metric(ground.portfolio, ground.book.measure.metric)

    def told() -> Portfolio | None:
        found = dated(whole, metric)
        # An answer that holds what it is about would keep it for ever.
        return None if found is whole else found

    return _DATED.answer(whole, metric, told) or whole, metric


def _compared(portfolio: Portfolio, metric: str, period: str, today: dt.date) -> Compared:
    nothing = _nothing(portfolio.accounts.height)
    worked = formula(metric, portfolio.periods.columns).expression
    pair = pair_of(portfolio, period, today) if worked is not None else Pair(undefined=_not_dated(metric))
    if worked is None or pair.now is None or pair.before is None:
        return Compared(pair, nothing, nothing, moves(nothing, nothing))
    inside = customers(portfolio)
    now, before = (summed_within(portfolio, worked, one.span).set(~inside, None) for one in (pair.now, pair.before))
    return Compared(pair, now, before, moves(now, before))


def _series(portfolio: Portfolio, metric: str, stretches: tuple[Stretch, ...]) -> Series:
    if not stretches:
        return Series(undefined=NO_PERIODS if extent(portfolio) is None else f"the source holds too few whole periods of {metric}")
    values = series_of(portfolio, metric, stretches)
    inside = customers(portfolio)
    return Series(stretches, values.select(pl.when(pl.lit(inside)).then(pl.col(name)).alias(name) for name in values.columns))


def _not_dated(metric: str) -> str:
    return f"the source has no {metric} by period"
